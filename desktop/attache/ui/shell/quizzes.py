"""The learner's quizzes: the part of the learner that the Quiz page uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.learner.progress import Progress
from attache.learner.quizzes import EarlierQuiz, SavedQuiz
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.quiz import Quiz, QuizOptions
from attache.study.quiz_questions import Material

if TYPE_CHECKING:
    # Only for the type: the learner makes this when it is first used.
    from attache.ui.shell.learner import Learner


class Quizzes:
    """Makes, saves and finds quizzes; without a progress file there are none.

    ``write`` runs a write of the learner: it announces the changes, and returns the error of one that failed.
    """

    def __init__(
        self, learner: Learner, write: Callable[[Callable[[Progress], Changes]], KnownError | None]
    ) -> None:
        self._learner, self._write = learner, write

    def running(self) -> SavedQuiz | None:
        """Return the quiz that is not finished, None if there is none."""
        return self._learner.progress.quizzes.running() if self._learner.is_available else None

    def earlier(self) -> Sequence[EarlierQuiz]:
        """Return the finished quizzes, the latest first."""
        return self._learner.progress.quizzes.earlier() if self._learner.is_available else ()

    def finished(self, id_: str) -> Quiz | None:
        """Return a finished quiz, None if it cannot be read."""
        return self._learner.progress.quizzes.finished(id_)

    def last_options(self) -> QuizOptions:
        """Return what was chosen for the quiz made last, or the usual options."""
        last = self._learner.progress.quizzes.last_options() if self._learner.is_available else None
        return last or QuizOptions()

    def sizes(self, options: QuizOptions) -> tuple[int, int]:
        """Return how many cards a scope has, and how many of these are of sections that were read."""
        learner = self._learner
        return learner.progress.quizzes.sizes(options, learner.settings) if learner.is_available else (0, 0)

    def material(self, library: Library, options: QuizOptions, seed: int) -> Material:
        """Return what the questions of a quiz are made of; raises KnownError."""
        learner = self._learner
        return learner.progress.quizzes.material(library, options, learner.settings, seed)

    def start(self, quiz: Quiz) -> SavedQuiz | None:
        """Save a new quiz, None if that failed."""
        made: list[SavedQuiz] = []

        def start(progress: Progress) -> Changes:
            id_, changes = progress.quizzes.start(quiz)
            made.append(SavedQuiz(id_, quiz))
            return changes

        return made[0] if self._write(start) is None else None

    def save(self, saved: SavedQuiz) -> KnownError | None:
        """Save where a quiz is, and its answers."""
        return self._write(lambda progress: progress.quizzes.save(*saved))

    def note_confusions(self, library: Library, quiz: Quiz) -> None:
        """Save which entries were taken for one another, so that Study asks to tell them apart."""
        now = self._learner.now()
        self._write(lambda progress: progress.quizzes.note_confusions(library, quiz, now))

    def add_to_today(self, cards: Iterable[str]) -> int:
        """Let cards be asked today, as after the answer Again; return how many were not waiting already.

        Suspended cards stay suspended; 0 also if it cannot be saved.
        """
        added = 0

        def add(progress: Progress) -> Changes:
            nonlocal added
            learner, reviews = self._learner, progress.reviews
            now = learner.now()
            wanted = progress.quizzes.not_waiting(cards, now.day)
            previews = [
                learner.scheduler.preview(card, reviews.state(card).memory, now, reviews.loads)
                for card in wanted
            ]
            added = len(previews)
            return reviews.answer_all(previews, Rating.AGAIN, learner.scheduler)

        return added if self._write(add) is None else 0
