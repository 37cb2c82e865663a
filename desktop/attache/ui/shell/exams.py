"""The learner's exams and breaks: the part of the learner that the Exam page and Today use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attache.base.errors import KnownError
from attache.study.exam import MOST_BREAKS, Break, Exam, join_break

if TYPE_CHECKING:
    # Only for types: the learner makes this when it is first used.
    from attache.learner.exams import PastExam
    from attache.study.forecast import Situation
    from attache.ui.shell.learner import Learner


class Exams:
    """Reads and writes exams and breaks, which are study settings; only asked where there is a file."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    @property
    def upcoming(self) -> Exam | None:
        """The exam that is in effect today, None for none."""
        learner = self._learner
        return learner.settings.exam_on(learner.now().day) if learner.is_available else None

    def past(self) -> tuple[PastExam, ...]:
        """Return the exams that are over, the latest first."""
        learner = self._learner
        if not (learner.is_available and learner.settings.exams):
            return ()
        return learner.progress.exams.past(learner.now().day, learner.settings)

    def save(self, exam: Exam) -> KnownError | None:
        """Save the exam that comes next, instead of the one that did so far."""
        others = self._others(self.upcoming)
        return self._learner.set_settings("Exam saved", exams=(*others, tuple(exam)))

    def delete(self, exam: Exam) -> KnownError | None:
        """Delete an exam."""
        return self._learner.set_settings("Exam deleted", exams=self._others(exam))

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks that are not over."""
        learner = self._learner
        if not learner.is_available:
            return ()
        day = learner.now().day
        return tuple(Break(*each) for each in learner.settings.breaks if each[1] >= day)

    def add_break(self, away: Break) -> KnownError | None:
        """Plan a break, which becomes one with those that it overlaps or touches and that are not over.

        If there are more than MOST_BREAKS, the oldest are removed; the page allows no more.
        """
        joined = join_break(away, self.breaks)
        others = [
            each for each in self._learner.settings.breaks if not joined.first <= each[0] <= joined.last
        ]
        breaks = sorted((*others, tuple(joined)))
        return self._learner.set_settings("Break added", breaks=tuple(breaks[-MOST_BREAKS:]))

    def remove_break(self, away: Break) -> KnownError | None:
        """Remove a break."""
        breaks = tuple(each for each in self._learner.settings.breaks if each != tuple(away))
        return self._learner.set_settings("Break removed", breaks=breaks)

    def due_in(self, away: Break) -> tuple[tuple[int, int], ...]:
        """Return (day, cards due on it) for the days of a break."""
        learner = self._learner
        found = learner.progress.cards.due_on(away.first, away.last, learner.settings)
        return tuple(sorted(found.items()))

    def situation(self, exam: Exam) -> Situation | None:
        """Return where the learner stands with the cards of an exam, None without a file."""
        learner = self._learner
        overview = learner.overview()
        if overview is None:
            return None
        return learner.progress.exams.situation(exam, overview.day, learner.settings, overview.today)

    def _others(self, exam: Exam | None) -> tuple[tuple[object, ...], ...]:
        return tuple(each for each in self._learner.settings.exams if exam is None or each != tuple(exam))
