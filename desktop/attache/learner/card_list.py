"""The library's cards as a list to look through: filtered, searched and sorted, whatever their state.

A list is first only the numbers of its cards, in order.  What a row shows is read for the rows that are seen,
so that a list of any length opens fast.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from attache.base.text import words
from attache.base.vocabulary import CardForm
from attache.learner.card_sql import AWAKE, WAITING
from attache.learner.card_texts import CardTexts, asked, gives_away, names_of
from attache.learner.store import Store
from attache.learner.validity import STATE
from attache.study.memory import Curve, Phase
from attache.study.settings import StudySettings


class CardFilter(StrEnum):
    """Which cards a list holds."""

    ALL = "all"
    DUE = "due"
    FLAGGED = "flagged"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECHES = "leeches"
    NOTED = "noted"
    """The learner has written a note on the card's entry."""


class CardOrder(StrEnum):
    """By what a list is sorted."""

    QUESTION = "question"
    ENTRY = "entry"
    FORM = "form"
    DUE = "due"
    RECALL = "recall"
    LAPSES = "lapses"


@dataclass(frozen=True, slots=True)
class CardQuery:
    """What a list holds, all conditions together, and its order; a field left empty asks for nothing.

    ``entry`` is an id, ``value`` 1 (central) to 3 (marginal).  ``text`` is searched in questions and in names
    of entries: every word of it must be there.
    """

    show: CardFilter = CardFilter.ALL
    entry: str = ""
    form: CardForm | None = None
    value: int = 0
    text: str = ""
    order: CardOrder = CardOrder.DUE
    descending: bool = False


class ListedCard(NamedTuple):
    """One row of a list.

    ``question`` is empty if it must not be shown yet: the card was never answered, and its answer holds a
    name of the entry beside it.  ``days`` is the number of days until the card is due, negative if it is
    overdue; ``recall`` its retrievability today (0 to 1).  Both are None for a new card, and ``days`` for one
    in its steps.
    """

    id: str
    question: str
    entry: str
    title: str
    form: CardForm
    phase: Phase
    days: int | None
    recall: float | None
    lapses: int
    flagged: bool
    suspended: bool
    buried: bool
    leech: bool
    noted: bool


class Marks(NamedTuple):
    """How many of some cards there are, and how many of these are marked.

    ``put_away`` are suspended or buried, and therefore not asked.
    """

    cards: int
    flagged: int
    suspended: int
    buried: int
    put_away: int


_NOTED = "EXISTS (SELECT 1 FROM note o WHERE o.entry = c.entry AND o.text <> '')"
_CONDITIONS: Mapping[CardFilter, str] = {
    CardFilter.DUE: f"{WAITING} AND c.form NOT IN (SELECT value FROM json_each(:hidden))",
    CardFilter.FLAGGED: "s.flagged = 1",
    CardFilter.SUSPENDED: "s.suspended = 1",
    CardFilter.BURIED: f"NOT {AWAKE}",
    CardFilter.LEECHES: "s.lapses >= :leech",
}
"""The filters by a card's state, which only cards with a state can pass; as in ``Cards`` and ``figures``."""
_STARTED = "coalesce(s.phase, 0) > 0"
_ORDERS: Mapping[CardOrder, str] = {
    CardOrder.QUESTION: "c.prompt COLLATE NOCASE {0}",
    CardOrder.ENTRY: "c.alphabetical {0}, c.position",
    CardOrder.FORM: "c.form {0}",
    CardOrder.DUE: f"{_STARTED} DESC,"
    f" iif({_STARTED}, s.due_day, 0) {{0}}, iif({_STARTED}, s.due_at, 0) {{0}}",
    CardOrder.RECALL: f"{_STARTED} DESC,"
    f" iif({_STARTED}, (:day - s.last_day) / max(s.stability, 0.001), 0) {{1}}",
    CardOrder.LAPSES: "coalesce(s.lapses, 0) {0}",
}
"""SQL for each order, with the direction and the opposite one; new cards, which have no day, are last.

Cards that are equal in it keep the order of the library.
"""
_ALL_STATES = "study_listed c LEFT JOIN card_state s ON s.card = c.id"
# Few cards pass a filter by state: CROSS JOIN has SQLite look those up, and not each card's state.
_STATES = "card_state s CROSS JOIN study_listed c ON c.id = s.card"


_IN_NUMBERS = "+c.n IN (SELECT value FROM json_each(:numbers))"
"""The plus has each card looked up among the numbers, and not each number for each state."""


class CardList:
    """Reads lists of cards for one learner; the library does not change meanwhile."""

    def __init__(self, store: Store) -> None:
        """Share the store, which has the library attached."""
        self._store = store
        self._texts = CardTexts(store)

    def prepare_search(self, most: int = 2000) -> bool:
        """Read the texts of ``most`` more cards; return whether all have been read and can be searched."""
        return self._texts.read(most)

    def numbers(self, query: CardQuery, day: int, settings: StudySettings) -> list[int]:
        """Return the numbers of the cards of a list, in its order."""
        condition, values = self._within(query, day, settings)
        source = _ALL_STATES
        if query.show in _CONDITIONS:
            source, condition = _STATES, f"{_CONDITIONS[query.show]} AND {condition}"
        elif query.show is CardFilter.NOTED:
            condition = f"{_NOTED} AND {condition}"
        ways = ("DESC", "ASC") if query.descending else ("ASC", "DESC")
        order = _ORDERS[query.order].format(*ways)
        sql = f"SELECT c.n FROM {source} WHERE {condition} ORDER BY {order}, c.n"
        return [n for (n,) in self._store.rows(sql, **values)]

    def counts(self, query: CardQuery, day: int, settings: StudySettings) -> Mapping[CardFilter, int]:
        """Return how many cards each filter would leave, the rest of a query given."""
        within, values = self._within(query, day, settings)
        counted = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in _CONDITIONS.values())
        by_state = self._store.rows(f"SELECT {counted} FROM {_STATES} WHERE {within}", **values)[0]
        every, noted = self._store.rows(
            f"""SELECT (SELECT count(*) FROM study_listed c WHERE {within}),
                (SELECT count(*) FROM note o CROSS JOIN study_listed c ON c.entry = o.entry
                 WHERE o.text <> '' AND {within})""",
            **values,
        )[0]
        return {
            CardFilter.ALL: every,
            **dict(zip(_CONDITIONS, by_state, strict=True)),
            CardFilter.NOTED: noted,
        }

    def cards(self, numbers: Sequence[int], day: int, settings: StudySettings) -> list[ListedCard]:
        """Return the rows of some cards, in the order of their numbers."""
        rows = self._store.rows(
            f"""SELECT c.n, c.id, c.prompt, c.answer, c.detail, c.entry, c.entry_n, c.title, c.form,
                    coalesce(s.phase, 0), s.due_day - :day, s.last_day, s.stability, coalesce(s.reps, 0),
                    coalesce(s.lapses, 0), coalesce(s.flagged, 0), coalesce(s.suspended, 0),
                    coalesce(NOT {AWAKE}, 0), coalesce({WAITING}, 0), {_NOTED}
                FROM json_each(:numbers) w JOIN study_listed c ON c.n = w.value
                LEFT JOIN card_state s ON s.card = c.id AND {STATE} ORDER BY w.key""",
            day=day,
            numbers=json.dumps(list(numbers)),
        )
        # The names are read only for entries with a card that was never answered.
        names = names_of(self._store, {row[6]: row[7] for row in rows if not row[13]})
        curve = Curve.of(settings.parameters)
        return [_listed(row, day, settings.leech_lapses, curve, names.get(row[6], ())) for row in rows]

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """Return the ids of some cards, in the order of their numbers."""
        rows = self._store.rows(
            "SELECT c.id FROM json_each(?) w JOIN study_listed c ON c.n = w.value ORDER BY w.key",
            json.dumps(list(numbers)),
        )
        return [id_ for (id_,) in rows]

    def marks(self, numbers: Sequence[int], day: int) -> Marks:
        """Return how many cards some numbers are, and how many of these are marked."""
        row = self._store.rows(
            f"""SELECT count(*) FILTER (WHERE s.flagged = 1), count(*) FILTER (WHERE s.suspended = 1),
                    count(*) FILTER (WHERE NOT {AWAKE}),
                    count(*) FILTER (WHERE s.suspended = 1 OR NOT {AWAKE})
                FROM {_STATES} WHERE (s.flagged = 1 OR s.suspended = 1 OR s.buried_until > :day)
                    AND {_IN_NUMBERS}""",
            day=day,
            numbers=json.dumps(list(numbers)),
        )[0]
        return Marks(len(numbers), *row)

    def _within(
        self, query: CardQuery, day: int, settings: StudySettings
    ) -> tuple[str, Mapping[str, object]]:
        """Return the SQL condition of what a query asks of the library, and the values of the query."""
        wanted, found = words(query.text), []
        parts = [
            sql
            for sql, value in (
                ("c.entry = :entry", query.entry),
                ("c.form = :form", query.form),
                ("c.value = :value", query.value),
                (_IN_NUMBERS, wanted),
            )
            if value
        ]
        if wanted:
            found = self._texts.found(wanted)
        return " AND ".join(parts) or "1", {
            "day": day,
            "hidden": json.dumps(settings.left_out_forms),
            "leech": settings.leech_lapses,
            "entry": query.entry,
            "form": query.form,
            "value": query.value,
            "numbers": json.dumps(found),
        }


def _listed(row: tuple[Any, ...], day: int, leech: int, curve: Curve, names: Sequence[str]) -> ListedCard:
    _, id_, prompt, answer, detail, entry, _, title, form, phase, *rest = row
    days, last_day, stability, reps, lapses, *marks = rest
    flagged, suspended, buried, waiting, noted = map(bool, marks)
    # What is due although its day is in the future was answered while the clock was wrong.
    days = min(days, 0) if waiting else days
    return ListedCard(
        id_,
        "" if not reps and gives_away(answer, names) else asked(prompt, detail),
        entry,
        title,
        CardForm(form),
        Phase(phase),
        days if phase == Phase.REVIEW else None,
        curve.retrievability(day - last_day, stability) if phase else None,
        lapses,
        flagged,
        suspended,
        buried,
        lapses >= leech,
        noted,
    )
