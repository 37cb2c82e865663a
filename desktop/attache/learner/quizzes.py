"""Quizzes in the progress file: the one that can be continued, and earlier ones with their scores.

A quiz is saved after every answer.  It has its questions with it, so that it stays the same when the library
changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple, TypeVar

from attache.base.changes import ChangeKind, Changes
from attache.base.vocabulary import CardForm
from attache.learner.card_sql import WAITING, within
from attache.learner.confusions import Confusions
from attache.learner.store import Store
from attache.learner.undone import STANDING
from attache.learner.validity import QUIZ
from attache.library.library import Library
from attache.study.days import Moment
from attache.study.quiz import (
    Answer,
    Confidence,
    Question,
    Quiz,
    QuizForm,
    QuizOptions,
    Timing,
    Way,
)
from attache.study.quiz_questions import Candidate, Material
from attache.study.scope import scope_of
from attache.study.settings import StudySettings

MOST_CARDS = 2000
"""Cards from which questions are made; of a larger scope as many are taken by chance."""
_RUNNING, _FINISHED, _DISCARDED = 0, 1, 2
"""Values of the column ``state``."""
_READ = """EXISTS (SELECT 1 FROM section_read r JOIN study_cited x ON x.section = r.section
    WHERE r.read AND x.n = c.n)"""
_MISSED = f"""(SELECT r.rating FROM review_log r WHERE r.card = c.id AND r.act IN ('answer', 'practice')
    AND {STANDING} ORDER BY r.at DESC, r.device DESC, r.seq DESC LIMIT 1) = 1"""
_T = TypeVar("_T")


class SavedQuiz(NamedTuple):
    """A quiz and the id under which it is saved."""

    id: str
    quiz: Quiz


class EarlierQuiz(NamedTuple):
    """A quiz that was finished: when it was made (UTC milliseconds), what it asked, and its points."""

    id: str
    made_at: int
    options: QuizOptions
    reached: int
    points: float

    @property
    def share(self) -> float:
        """How much of it was right, from 0 to 1."""
        return self.points / self.reached


class Quizzes:
    """The quizzes in one progress file."""

    def __init__(self, store: Store) -> None:
        """Share the store, which has the library attached."""
        self._store = store

    def candidates(self, options: QuizOptions, settings: StudySettings, seed: int) -> list[Candidate]:
        """Return the cards that a quiz can be about, in the order of the library.

        Extra cards are left out unless they are turned on.
        """
        condition, values = _in_scope(options, settings)
        parts = [condition, _READ] if options.only_read else [condition]
        hard = "difficulty DESC," if options.hardest else ""
        rows = self._store.rows(
            f"""SELECT n, id, entry, form, difficulty FROM (
                    SELECT c.n, c.id, c.entry, c.form, coalesce(s.difficulty, 0) AS difficulty
                    FROM study_card c LEFT JOIN card_state s ON s.card = c.id WHERE {" AND ".join(parts)}
                    ORDER BY {hard} (c.n + :seed % 1000003) * 2654435761 % 4294967296 LIMIT :most)
                ORDER BY n""",
            seed=seed,
            most=MOST_CARDS,
            **values,
        )
        return [
            Candidate(card, entry, CardForm(form), difficulty) for _, card, entry, form, difficulty in rows
        ]

    def sizes(self, options: QuizOptions, settings: StudySettings) -> tuple[int, int]:
        """Return how many cards a scope has, and how many of these are of sections that were read."""
        condition, values = _in_scope(options, settings)
        sql = f"SELECT count(*), coalesce(sum({_READ}), 0) FROM study_card c WHERE {condition}"
        cards, read = self._store.rows(sql, **values)[0]
        return cards, read

    def material(
        self, library: Library, options: QuizOptions, settings: StudySettings, seed: int
    ) -> Material:
        """Return what the questions of a quiz are made of; raises KnownError if the library is damaged."""
        found = self.candidates(options, settings, seed)
        return Material(
            found,
            library.cards([each.card for each in found]),
            library.subjects([each.entry for each in found]),
        )

    def not_waiting(self, cards: Iterable[str], day: int) -> list[str]:
        """Return which of some cards the library has, and are neither due on a day nor suspended."""
        rows = self._store.rows(
            f"""SELECT c.id FROM json_each(:cards) w JOIN study_card c ON c.id = w.value
                LEFT JOIN card_state s ON s.card = c.id
                WHERE coalesce(s.suspended, 0) = 0 AND {WAITING} IS NOT 1 ORDER BY w.key""",
            cards=json.dumps(list(dict.fromkeys(cards))),
            day=day,
        )
        return [card for (card,) in rows]

    def running(self) -> SavedQuiz | None:
        """Return the quiz that is not finished, None if there is none or it cannot be read."""
        rows = self._store.rows(
            f"SELECT id, {_COLUMNS} FROM quiz s WHERE state = {_RUNNING} AND {QUIZ}"
            " ORDER BY made_at DESC, rowid DESC LIMIT 1"
        )
        quiz = _read(_quiz, *rows[0][1:]) if rows else None
        return SavedQuiz(rows[0][0], quiz) if quiz is not None and quiz.question is not None else None

    def finished(self, id_: str) -> Quiz | None:
        """Return a quiz that was finished, with its answers; None if it cannot be read."""
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM quiz s WHERE id = ? AND state = {_FINISHED} AND {QUIZ}", id_
        )
        quiz = _read(_quiz, *rows[0]) if rows else None
        return quiz.finish() if quiz is not None else None

    def earlier(self) -> list[EarlierQuiz]:
        """Return the finished quizzes with an answer, the latest first; repeated mistakes are left out."""
        rows = self._store.rows(
            f"""SELECT id, made_at, options, reached, points FROM quiz s
                WHERE state = {_FINISHED} AND reached > 0 AND NOT retry AND {QUIZ}
                ORDER BY made_at DESC, rowid DESC"""
        )
        found = [(id_, made_at, _read(_options, text), *rest) for id_, made_at, text, *rest in rows]
        return [EarlierQuiz(*each) for each in found if each[2] is not None]

    def last_options(self) -> QuizOptions | None:
        """Return what was chosen for the quiz made last, None if there was none."""
        rows = self._store.rows(
            f"SELECT options FROM quiz s WHERE NOT retry AND options <> '{{}}' AND {QUIZ}"
            " ORDER BY made_at DESC, rowid DESC LIMIT 1"
        )
        return _read(_options, rows[0][0]) if rows else None

    def start(self, quiz: Quiz) -> tuple[str, Changes]:
        """Save a new quiz and return its id; raises StorageError.

        One that was not finished ends: it counts with the questions that were reached.
        """
        id_ = self._store.new_id()
        with self._store.writing() as connection:
            now, device = self._store.clock(), self._store.device(connection)
            connection.execute(
                f"""UPDATE quiz SET state = iif(reached > 0, {_FINISHED}, {_DISCARDED}), changed_at = ?
                    WHERE state = {_RUNNING}""",
                (now,),
            )
            latest = connection.execute("SELECT max(made_at) FROM quiz").fetchone()[0]
            connection.execute(
                f"""INSERT INTO quiz (id, state, options, questions, answers, place, retry, reached, points,
                        made_at, changed_at, device)
                    VALUES (?, {_RUNNING}, ?, ?, '[]', 0, ?, 0, 0, ?, ?, ?)""",
                (
                    id_,
                    json.dumps(asdict(quiz.options), default=sorted),
                    json.dumps([asdict(question) for question in quiz.questions]),
                    int(quiz.is_retry),
                    self._store.stamp(latest),
                    now,
                    device,
                ),
            )
        return id_, Changes.of(ChangeKind.QUIZZES)

    def save(self, id_: str, quiz: Quiz) -> Changes:
        """Save where a quiz is and its answers; raises StorageError."""
        result = quiz.result
        answers = [
            None if each is None else [each.given, each.confidence or 0, each.took, each.share]
            for each in quiz.answers
        ]
        over = _FINISHED if result.reached else _DISCARDED
        state = over if quiz.question is None else _RUNNING
        with self._store.writing() as connection:
            before = connection.execute("SELECT changed_at FROM quiz WHERE id = ?", (id_,)).fetchone()
            connection.execute(
                """UPDATE quiz SET state = ?, answers = ?, place = ?, reached = ?, points = ?, changed_at = ?,
                        device = ? WHERE id = ?""",
                (
                    state,
                    json.dumps(answers),
                    quiz.place,
                    result.reached,
                    result.points,
                    self._store.stamp(before and before[0]),
                    self._store.device(connection),
                    id_,
                ),
            )
        return Changes.of(ChangeKind.QUIZZES)

    def note_confusions(self, library: Library, quiz: Quiz, now: Moment) -> Changes:
        """Save which entries were taken for one another in a quiz; raises StorageError.

        They are asked about until they were told apart (:mod:`attache.learner.confusions`).
        """
        confusions = Confusions(self._store)
        for right, given in (each for mistake in quiz.result.mistakes for each in mistake.taken):
            found = library.confusion(right, given)
            if found is not None:
                confusions.note(*found, now)
        return Changes()


def _in_scope(options: QuizOptions, settings: StudySettings) -> tuple[str, Mapping[str, object]]:
    """Return a condition on the cards of a scope, of sections read or not, and its values."""
    extra = () if settings.extra_cards else tuple(f"{form.value}+" for form in CardForm)
    condition, values = within(options.scope, extra)
    return f"{condition} AND {_MISSED}" if options.missed else condition, values


_COLUMNS = "options, questions, answers, place, retry"


def _read(make: Callable[..., _T], *saved: Any) -> _T | None:
    """Return what is made from saved values; None if another program wrote them, or they are damaged."""
    try:
        return make(*saved)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _quiz(options: str, questions: str, answers: str, place: int, retry: int) -> Quiz:
    asked = tuple(map(_question, json.loads(questions)))
    if not asked:
        raise ValueError("a quiz without questions")
    given = [None if values is None else _answer(*values) for values in json.loads(answers)]
    given += [None] * (len(asked) - len(given))
    return Quiz(_options(options), asked, tuple(given[: len(asked)]), min(place, len(asked)), bool(retry))


def _options(text: str) -> QuizOptions:
    values = json.loads(text)
    return QuizOptions(
        scope_of(values["scope"]),
        bool(values["only_read"]),
        bool(values["missed"]),
        max(0, int(values["length"])),
        frozenset(map(QuizForm, values["forms"])),
        Timing(values["timing"]),
        bool(values["hardest"]),
        bool(values["confidence"]),
    )


def _question(values: dict[str, Any]) -> Question:
    texts = ("expected", "entries", "cards", "options", "accepted", "definitions")
    found = Question(
        key=str(values["key"]),
        form=QuizForm(values["form"]),
        way=Way(values["way"]),
        prompt=str(values["prompt"]),
        why=str(values["why"]),
        **{name: _texts(values[name]) for name in texts},
    )
    if not (found.expected and found.entries):
        raise ValueError("a question without an answer")
    return found


def _answer(given: Sequence[str], confidence: int, took: int, share: float) -> Answer:
    sure = Confidence(confidence) if confidence else None
    return Answer(_texts(given), sure, max(0, int(took)), min(max(0.0, float(share)), 1.0))


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple(map(str, values))
