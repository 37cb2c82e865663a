"""Everything that the Progress page shows, read in the background and handed over as one value.

As in :mod:`attache.learner.figures`, days and their time are the learner's history; all else is about cards
that the library has.  What was undone counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from attache.base.watch import UNWATCHED, Watch
from attache.learner.card_sql import AWAKE, FADES, PARTS, Group, Values, fading_values, to_learn_sql
from attache.learner.card_texts import asked
from attache.learner.exams import Exams, PastExam
from attache.learner.figures import DAYS_AHEAD, Figures, figures
from attache.learner.store import Store
from attache.learner.undone import UNDONE
from attache.learner.validity import MOST_TOOK, ROW, STATE
from attache.learner.workload import Workload
from attache.study.accuracy import Accuracy, Answer, assess
from attache.study.days import Moment, weekday
from attache.study.exam_plan import ExamPlan, make_plan
from attache.study.settings import StudySettings
from attache.study.workload import CardCounts, Today

WEEKS = 53
"""Weeks of the calendar, the present one included."""
AHEAD = 28
"""Days for which the due cards are counted, today included."""
HARDEST = 5
FADING = 20
"""The most fading cards that are offered to be studied together."""
STABILITIES = (7, 30, 91, 365)
"""The least stability in days of each group of cards but the first."""
DIFFICULTIES = 10


class StudiedDay(NamedTuple):
    """A day on which something was answered: how many answers, and their time in milliseconds."""

    day: int
    answers: int
    took: int


class PartMemory(NamedTuple):
    """The cards of a theme or document: how many are known, in their steps, fading; the others are new."""

    part: str
    cards: int
    known: int
    learning: int
    fading: int

    @property
    def new(self) -> int:
        """How many were never answered."""
        return self.cards - self.known - self.learning - self.fading


class Fitted(NamedTuple):
    """The fit whose parameters are used: the day, how many reviews, the log loss without it and with it."""

    day: int
    reviews: int
    before: float
    after: float


class Readiness(NamedTuple):
    """The plan for the exam that comes next, None for none, and the exams that are over, the latest first."""

    plan: ExamPlan | None = None
    past: tuple[PastExam, ...] = ()


class HardCard(NamedTuple):
    """A card, its entry, its question, and how often it was forgotten."""

    id: str
    entry: str
    question: str
    lapses: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the page shows of one day; ``days`` is ascending and has only days with answers.

    ``due`` has ``AHEAD`` numbers of cards, today's first, with what is overdue.  ``stabilities`` has one
    group more than ``STABILITIES``; ``difficulties`` are those from 1 to ``DIFFICULTIES``, rounded.
    ``lapses`` is how often any card was forgotten.  ``fading`` holds the ids of cards that can be asked, the
    most forgotten first, of the ``fading_cards`` that there are.  ``fitted`` is None where FSRS's own
    parameters are used, or the user's.  ``accuracy`` takes longest, and is None until it is known too.
    """

    day: int
    figures: Figures
    days: tuple[StudiedDay, ...]
    due: tuple[int, ...]
    themes: tuple[PartMemory, ...]
    documents: tuple[PartMemory, ...]
    hardest: tuple[HardCard, ...]
    lapses: int
    fading: tuple[str, ...]
    fading_cards: int
    stabilities: tuple[int, ...]
    difficulties: tuple[int, ...]
    fitted: Fitted | None
    readiness: Readiness = Readiness()  # noqa: RUF009 - a frozen value
    accuracy: Accuracy | None = None


def report(
    store: Store, workload: Workload, now: Moment, settings: StudySettings, watch: Watch = UNWATCHED
) -> Report:
    """Work out all but the accuracy at a moment; raises GivenUp if ``watch`` cancels."""
    counting, planning = watch.parts(3, 1)
    values = fading_values(now.day, settings)
    with store.reading() as connection:
        with counting.statements(connection):
            today = workload.today(now, settings)
            ahead = workload.due_on(now.day, DAYS_AHEAD, settings)
            found = figures(store, today, ahead, now, settings)
            days = _days(store, now.day)
            documents, themes = (_parts(store, group, values, settings) for group in PARTS)
            fading, fading_cards = _fading(store, values)
            hardest, lapses = _hardest(store)
            stabilities, difficulties = _distributions(store)
        with planning.statements(connection):
            readiness = _readiness(store, today, now.day, settings)
    return Report(
        day=now.day,
        figures=found,
        days=days,
        due=_due(today.waiting, ahead, now.day),
        themes=themes,
        documents=documents,
        hardest=hardest,
        lapses=lapses,
        fading=fading,
        fading_cards=fading_cards,
        stabilities=stabilities,
        difficulties=difficulties,
        fitted=Fitted(*settings.fit_result) if settings.fit_result else None,  # type: ignore[arg-type]
        readiness=readiness,
    )


def accuracy(store: Store, settings: StudySettings, watch: Watch = UNWATCHED) -> Accuracy:
    """Compare all answers with what was predicted; raises GivenUp if ``watch`` cancels."""
    with store.reading() as connection, watch.statements(connection):
        return assess(_answers(store), settings.parameters)


def _readiness(store: Store, today: Today, day: int, settings: StudySettings) -> Readiness:
    """Return where the learner stands with exams."""
    exams, exam = Exams(store), settings.exam_on(day)
    past = exams.past(day, settings)
    if exam is None:
        return Readiness(None, past)
    return Readiness(make_plan(exams.situation(exam, day, settings, today), exam), past)


def _days(store: Store, day: int) -> tuple[StudiedDay, ...]:
    """Return what was done on each day of the calendar, by the index of days."""
    rows = store.rows(
        f"""SELECT r.day, count(*), total(iif(r.took BETWEEN 0 AND {MOST_TOOK}, r.took, 0)) FROM review_log r
            WHERE r.day BETWEEN ? AND ? AND r.act IN ('answer', 'practice') AND r.id NOT IN {UNDONE}
            GROUP BY r.day ORDER BY r.day""",
        first_day(day),
        day,
    )
    return tuple(StudiedDay(each, answers, int(took)) for each, answers, took in rows)


def first_day(day: int) -> int:
    """Return the first day of the calendar of a day, a Monday."""
    return day - weekday(day) - 7 * (WEEKS - 1)


def _due(waiting: CardCounts, ahead: Mapping[int, int], day: int) -> tuple[int, ...]:
    """Return how many cards are due on each day, whatever its minutes and limits allow."""
    return waiting.due + waiting.learning, *(ahead.get(day + after, 0) for after in range(1, AHEAD))


def _parts(store: Store, group: Group, values: Values, settings: StudySettings) -> tuple[PartMemory, ...]:
    """Return the themes or documents in order; a card that cites two documents counts in both.

    Cards that were never started and are hidden do not count.
    """
    to_learn, hidden = to_learn_sql("g.grouping", "g.part", settings)
    rows = store.rows(
        f"""SELECT g.part, {to_learn},
                coalesce(m.known, 0), coalesce(m.learning, 0), coalesce(m.fading, 0)
            FROM study_group g LEFT JOIN (
                SELECT p.part, sum(s.phase = 2 AND NOT {FADES}) AS known,
                    sum(s.phase IN (1, 3)) AS learning, sum({FADES}) AS fading
                FROM card_state s JOIN {PARTS[group]} p ON p.id = s.card
                WHERE s.present = 1 GROUP BY p.part) m ON m.part = g.part
            WHERE g.grouping = :grouping ORDER BY g.position""",
        grouping=group,
        **values,
        **hidden,
    )
    return tuple(PartMemory(*row) for row in rows if row[1])


def _fading(store: Store, values: Values) -> tuple[tuple[str, ...], int]:
    """Return the cards that have faded most, and how many fade."""
    rows = store.rows(
        f"""SELECT s.card, count(*) OVER () FROM card_state s
            WHERE s.present = 1 AND s.suspended = 0 AND {FADES} AND s.stability > 0 AND {AWAKE}
            ORDER BY (:day - s.last_day) / s.stability DESC, s.card LIMIT {FADING}""",
        **values,
    )
    return tuple(card for card, _ in rows), rows[0][1] if rows else 0


def _hardest(store: Store) -> tuple[tuple[HardCard, ...], int]:
    """Return the cards that were forgotten most often, and how often any was."""
    rows = store.rows(
        f"""SELECT c.id, c.entry, c.prompt, c.detail, f.lapses, f.every FROM (
                SELECT s.card, s.lapses, total(s.lapses) OVER () AS every FROM card_state s
                WHERE s.present = 1 AND s.lapses > 0 AND {STATE}
                ORDER BY s.lapses DESC, s.card LIMIT {HARDEST}) f
            JOIN study_listed c ON c.id = f.card ORDER BY f.lapses DESC, c.id"""
    )
    found = (
        HardCard(id_, entry, asked(prompt, detail), lapses) for id_, entry, prompt, detail, lapses, _ in rows
    )
    return tuple(found), int(rows[0][5]) if rows else 0


def _distributions(store: Store) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return how many started cards have which stability and difficulty."""
    steps = " + ".join(f"(s.stability >= {least})" for least in STABILITIES)
    rows = store.rows(
        f"""SELECT {steps}, CAST(round(s.difficulty) AS INTEGER), count(*) FROM card_state s
            WHERE s.present = 1 AND s.phase > 0 AND {STATE} GROUP BY 1, 2"""
    )
    stabilities, difficulties = [0] * (len(STABILITIES) + 1), [0] * DIFFICULTIES
    for stability, difficulty, count in rows:
        stabilities[stability] += count
        difficulties[difficulty - 1] += count
    return tuple(stabilities), tuple(difficulties)


def _answers(store: Store) -> Iterator[list[Answer]]:
    """Yield the answers of each card, in order."""
    # CROSS JOIN has SQLite read the log once and sort it: twice as fast as an index look-up for each card.
    rows = store.each(
        f"""SELECT s.rowid, r.day, r.rating, r.phase
            FROM review_log r CROSS JOIN card_state s ON s.card = r.card
            WHERE s.present = 1 AND r.act = 'answer' AND r.id NOT IN {UNDONE} AND {ROW}
            ORDER BY s.rowid, r.at, r.device, r.seq"""
    )
    for _card, answers in groupby(rows, itemgetter(0)):
        yield [row[1:] for row in answers]
