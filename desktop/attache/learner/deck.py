"""Which cards are due, new, or known, asked of both files at once: the library's cards, the learner's states.

Everything that is counted or listed here is one query, by an index; nothing is loaded that will not be
shown.  What is due is ordered by urgency: the card of which most has been forgotten comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from attache.base.vocabulary import CardForm
from attache.learner.store import Store
from attache.study.memory import Curve, Memory, Phase
from attache.study.scope import EVERYTHING, Scope
from attache.study.settings import DEFAULTS, StudySettings
from attache.study.workload import Counts

_STATES = "FROM card_state s JOIN library.card c ON c.id = s.card JOIN library.entry e ON e.n = c.entry"
"""Every card with a state that the library has, and the entry that it teaches."""
_NARROW = "FROM card_state s JOIN library.card c ON c.id = s.card"
"""The same without the entry, which an index answers alone: for where nothing is asked of the entry."""
_AWAKE = "NOT (s.buried_until BETWEEN ? + 1 AND ? + 2)"
"""Holds for a card that is not buried on a day, given twice: who buries puts off until tomorrow.

A burial for longer was made under a wrong clock (or a journey away), and is not believed.
"""
_LOST = "s.suspended = 0 AND s.phase = 2 AND s.last_day > ? + 1 AND s.due_day > ?"
"""Holds for a card last seen on a day that has not come yet, given a day twice.

It was answered under a wrong clock: it is asked again, or it would wait for that day.
"""
_NEAR = 200
"""New cards further on in which one of a preferred form is looked for."""


Group: TypeAlias = Literal["document", "theme"]
"""By what cards are counted."""


@dataclass(frozen=True, slots=True)
class _Group:
    """How a card (as c) comes to its document or theme, and a condition that takes each only once."""

    part: str
    join: str
    once: str = "1"


_GROUPS: Mapping[Group, _Group] = {
    "theme": _Group("e.theme", "JOIN library.entry e ON e.n = c.entry"),
    "document": _Group(
        "x.document",
        "JOIN library.card_section cs ON cs.card = c.n JOIN library.section x ON x.n = cs.section",
        """(cs.position = 0 OR NOT EXISTS (
            SELECT 1 FROM library.card_section o JOIN library.section y ON y.n = o.section
            WHERE o.card = cs.card AND o.position < cs.position AND y.document = x.document))""",
    ),
}


class Recall(StrEnum):
    """How well an entry is remembered, by its cards; in words and by a mark, never by colour alone."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"
    FADING = "fading"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that waits to be asked; ``spent`` is the waiting since its last answer in stabilities."""

    id: str
    entry: str
    theme: str
    form: CardForm
    phase: Phase
    due_at: int = 0
    spent: float = 0.0


class Deck:
    """The cards of one library as one learner stands to them."""

    def __init__(self, store: Store) -> None:
        """Share the store, beside which the library is open."""
        self._store = store
        self._begun = 0
        """Up to this place of the introduction every card has been begun (found out once, then grown)."""
        self._looked = 0
        """The row of the log up to which that takes account of what was undone."""
        self._foreign = 0
        """How many cards have been begun that this library lacks."""
        self._foreign_looked = -1
        """The row of the log up to which that takes account of what was done with such cards."""
        self._cards: dict[tuple[Group, tuple[str, ...]], Mapping[str, int]] = {}
        """How many cards each document or theme has without some forms; the library does not change."""
        self._new_recall: tuple[tuple[str, ...], Mapping[str, Recall]] | None = None
        """All entries that have cards without some forms, as new."""

    def due(
        self, day: int, settings: StudySettings, scope: Scope = EVERYTHING, most: int = 1000
    ) -> list[Waiting]:
        """Return cards in long intervals that are due, the most forgotten first."""
        states, condition, values = self._of_states(scope, settings.left_out_forms)
        lost, days = "", tuple[object, ...]()
        if self._is_clock_astray(day):
            lost = f"UNION ALL SELECT c.n, c.id, 0.0 {states} WHERE {_LOST} AND {_AWAKE} AND {condition}"
            days = (day, day, day, day, *values)
        rows = self._store.rows(
            f"""SELECT c.id, e.id, e.theme, c.form, 2, 0, d.spent FROM (
                    SELECT c.n AS n, c.id AS id, (? - s.last_day) / s.stability AS spent {states}
                    WHERE s.suspended = 0 AND s.phase = 2 AND s.due_day <= ? AND {_AWAKE} AND {condition}
                    {lost} ORDER BY spent DESC, id LIMIT ?) d
                JOIN library.card c ON c.n = d.n JOIN library.entry e ON e.n = c.entry
                ORDER BY d.spent DESC, c.id""",
            day, day, day, day, *values, *days, most,
        )  # fmt: skip
        return [_waiting(row) for row in rows]

    def learning(self, day: int, settings: StudySettings, scope: Scope = EVERYTHING) -> list[Waiting]:
        """Return cards in their steps whose day has come, the earliest first."""
        condition, values = self._within(scope, settings.left_out_forms)
        rows = self._store.rows(
            f"""SELECT c.id, e.id, e.theme, c.form, s.phase, iif(s.last_day > ?, 0, s.due_at) AS due_at, 0.0
                {_STATES}
                WHERE s.suspended = 0 AND s.phase IN (1, 3) AND (s.due_day <= ? OR s.last_day > ?)
                  AND {_AWAKE} AND {condition}
                ORDER BY due_at, c.id""",
            day + 1, day, day + 1, day, day, *values,
        )  # fmt: skip
        return [_waiting(row) for row in rows]

    def new(
        self, day: int, settings: StudySettings, scope: Scope = EVERYTHING, most: int = 100
    ) -> list[Waiting]:
        """Return cards that were never answered, in the order of the documents.

        An entry's cards of preferred forms come before its others, if these are near.
        """
        condition, values = self._within(scope, settings.left_out_forms)
        place = self._first_new()
        rows = self._store.rows(
            f"""SELECT c.id, e.id, e.theme, c.form, 0, 0, 0.0
                FROM library.introduction i JOIN library.card c ON c.n = i.card
                JOIN library.entry e ON e.n = c.entry
                WHERE i.place > ? AND {condition} AND NOT EXISTS (
                    SELECT 1 FROM card_state s WHERE s.card = c.id
                    AND (s.phase > 0 OR s.suspended = 1 OR NOT {_AWAKE}))
                ORDER BY i.place LIMIT ?""",
            place, *values, day, day, most + (_NEAR if settings.preferred_forms else 0),
        )  # fmt: skip
        found = [_waiting(row) for row in rows]
        return _preferred(found, settings.preferred_forms)[:most]

    def begun(
        self, day: int, settings: StudySettings, scope: Scope = EVERYTHING, most: int = 1000
    ) -> list[Waiting]:
        """Return cards that have been answered, due or not, the most forgotten first: what practice asks."""
        states, condition, values = self._of_states(scope, settings.left_out_forms)
        rows = self._store.rows(
            f"""SELECT c.id, e.id, e.theme, c.form, d.phase, 0, d.spent FROM (
                    SELECT c.n AS n, c.id AS id, s.phase AS phase, (? - s.last_day) / s.stability AS spent
                    {states} WHERE +s.suspended = 0 AND +s.phase > 0 AND {condition}
                    ORDER BY spent DESC, id LIMIT ?) d
                JOIN library.card c ON c.n = d.n JOIN library.entry e ON e.n = c.entry
                ORDER BY d.spent DESC, c.id""",
            day, *values, most,
        )  # fmt: skip
        return [_waiting(row) for row in rows]

    def waiting(self, card: str) -> Waiting | None:
        """Return one card as it stands, None where the library has none of that id."""
        rows = self._store.rows(
            """SELECT c.id, e.id, e.theme, c.form, coalesce(s.phase, 0), coalesce(s.due_at, 0), 0.0
               FROM library.card c JOIN library.entry e ON e.n = c.entry
               LEFT JOIN card_state s ON s.card = c.id WHERE c.id = ?""",
            card,
        )
        return _waiting(rows[0]) if rows else None

    def siblings(self, card: str, day: int, settings: StudySettings) -> list[Waiting]:
        """Return the other cards of a card's entry that may be asked on a day, in their order."""
        condition, values = self._within(EVERYTHING, settings.left_out_forms)
        rows = self._store.rows(
            f"""SELECT c.id, e.id, e.theme, c.form, coalesce(s.phase, 0), coalesce(s.due_at, 0), 0.0
                FROM library.card own JOIN library.card c ON c.entry = own.entry AND c.n <> own.n
                JOIN library.entry e ON e.n = c.entry LEFT JOIN card_state s ON s.card = c.id
                WHERE own.id = ? AND (s.card IS NULL OR (s.suspended = 0 AND {_AWAKE})) AND {condition}
                ORDER BY c.position""",
            card, day, day, *values,
        )  # fmt: skip
        return [_waiting(row) for row in rows]

    def counts(self, day: int, settings: StudySettings, scope: Scope = EVERYTHING) -> Counts:
        """Count what waits."""
        states, condition, values = self._of_states(scope, settings.left_out_forms)
        due = self._one(
            f"SELECT count(*) {states} WHERE s.suspended = 0 AND s.phase = 2 AND s.due_day <= ?"
            f" AND {_AWAKE} AND {condition}",
            day, day, day, *values,
        )  # fmt: skip
        if self._is_clock_astray(day):
            due += self._one(
                f"SELECT count(*) {states} WHERE {_LOST} AND {_AWAKE} AND {condition}",
                day, day, day, day, *values,
            )  # fmt: skip
        learning = self._one(
            f"SELECT count(*) {states} WHERE s.suspended = 0 AND s.phase IN (1, 3)"
            f" AND (s.due_day <= ? OR s.last_day > ?) AND {_AWAKE} AND {condition}",
            day, day + 1, day, day, *values,
        )  # fmt: skip
        return Counts(due, learning, self._count_new(day, scope, settings))

    def counts_by(self, kind: Group, day: int, settings: StudySettings) -> Mapping[str, Counts]:
        """Count what waits in each document or theme, in their order; a card of two documents is in both.

        It is ``counts`` for each of these as a scope, in one walk through the states.
        """
        group = _GROUPS[kind]
        condition, values = self._within(EVERYTHING, settings.left_out_forms)
        ripe = "(s.due_day <= ? OR s.last_day > ?)"
        rows = self._store.rows(
            f"""SELECT part, total(awake AND phase = 2), total(awake AND phase IN (1, 3)), total(begun) FROM (
                    SELECT {group.part} AS part, s.phase AS phase,
                        s.suspended = 0 AND {_AWAKE} AND {ripe} AS awake,
                        s.phase > 0 OR s.suspended = 1 OR NOT {_AWAKE} AS begun
                    FROM card_state s JOIN library.card c ON c.id = s.card {group.join}
                    WHERE {group.once} AND {condition})
                GROUP BY part""",
            day, day, day, day + 1, day, day, *values,
        )  # fmt: skip
        found = {part: (int(due), int(learning), int(begun)) for part, due, learning, begun in rows}
        counts: dict[str, Counts] = {}
        for part, cards in self._cards_by(kind, settings.left_out_forms).items():
            due, learning, begun = found.get(part, (0, 0, 0))
            counts[part] = Counts(due, learning, cards - begun)
        return counts

    def begun_by_document(self) -> Mapping[str, tuple[int, int]]:
        """Return for each document, in order, how many of its cards have been begun, and how many it has."""
        group = _GROUPS["document"]
        begun = dict(
            self._store.rows(
                f"SELECT {group.part}, count(*) {_NARROW} {group.join}"
                f" WHERE s.phase > 0 AND {group.once} GROUP BY {group.part}"
            )
        )
        return {part: (begun.get(part, 0), cards) for part, cards in self._cards_by("document", ()).items()}

    def due_on(
        self, first: int, last: int, settings: StudySettings = DEFAULTS, scope: Scope = EVERYTHING
    ) -> Mapping[int, int]:
        """Return how many cards become due on each day from the first to the last."""
        states, condition, values = self._of_states(scope, settings.left_out_forms)
        return dict(
            self._store.rows(
                f"SELECT s.due_day, count(*) {states} WHERE s.suspended = 0 AND s.phase IN (1, 2, 3)"
                f" AND s.due_day BETWEEN ? AND ? AND {condition} GROUP BY s.due_day",
                first, last, *values,
            )
        )  # fmt: skip

    def overdue(self, day: int, settings: StudySettings = DEFAULTS, scope: Scope = EVERYTHING) -> int:
        """Return how many cards were due before a day and still are."""
        states, condition, values = self._of_states(scope, settings.left_out_forms)
        return self._one(
            f"SELECT count(*) {states}"
            f" WHERE s.suspended = 0 AND s.phase = 2 AND s.due_day < ? AND {_AWAKE} AND {condition}",
            day, day, day, *values,
        )  # fmt: skip

    def next_due(
        self, day: int, settings: StudySettings = DEFAULTS, scope: Scope = EVERYTHING
    ) -> tuple[int, int]:
        """Return in how many days the next cards are due, and how many they are; (0, 0) for none."""
        states, condition, values = self._of_states(scope, settings.left_out_forms)
        firsts = [
            row[0]
            for phase in (Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)
            for row in self._store.rows(
                f"SELECT s.due_day {states} WHERE s.suspended = 0 AND s.phase = ? AND s.due_day > ?"
                f" AND {condition} ORDER BY s.due_day LIMIT 1",
                int(phase), day, *values,
            )
        ]  # fmt: skip
        if not firsts:
            return 0, 0
        first = min(firsts)
        return first - day, self.due_on(first, first, settings, scope)[first]

    def fading(
        self, day: int, most: int, spent: float, settings: StudySettings = DEFAULTS
    ) -> list[tuple[str, float]]:
        """Return entries with a card past ``spent`` stabilities, with the longest wait of each."""
        condition, values = self._within(EVERYTHING, settings.left_out_forms)
        return self._store.rows(
            f"""SELECT e.id, max((? - s.last_day) / s.stability) AS spent {_STATES}
                WHERE s.suspended = 0 AND s.phase = 2 AND s.due_day <= ? + 3 AND s.stability > 0
                AND {condition} GROUP BY e.n HAVING spent > ? ORDER BY spent DESC, e.id LIMIT ?""",
            day, day, *values, spent, most,
        )  # fmt: skip

    def card_entry(self, card: str) -> str:
        """Return the id of the entry that a card belongs to, "" where the library has none of that id."""
        row = self._store.rows(
            "SELECT e.id FROM library.card c JOIN library.entry e ON e.n = c.entry WHERE c.id = ?", card
        )
        return str(row[0][0]) if row else ""

    def recall(
        self, day: int, curve: Curve, retention: float, settings: StudySettings = DEFAULTS
    ) -> Mapping[str, Recall]:
        """Return how well each entry with cards is remembered; one with none of its cards begun is new.

        Suspended cards, and those of forms that are left out, do not count.
        """
        condition, values = self._within(EVERYTHING, settings.left_out_forms)
        rows = self._store.rows(
            f"""SELECT e.id, max(b.fades), max(b.learns) FROM (
                    SELECT c.entry AS entry, s.phase IN (1, 3) AS learns,
                        s.phase = 2 AND (? - s.last_day) > ? * s.stability AS fades
                    {_NARROW} WHERE +s.suspended = 0 AND +s.phase > 0 AND {condition}) b
                JOIN library.entry e ON e.n = b.entry GROUP BY b.entry""",
            day, curve.spent(retention), *values,
        )  # fmt: skip
        begun = {entry: _recall(bool(fades), bool(learns)) for entry, fades, learns in rows}
        return {**self._all_new(settings.left_out_forms), **begun}

    def memories(self, entry: str) -> Mapping[str, tuple[Memory, bool, bool]]:
        """Return for the begun cards of an entry: memory, whether suspended, whether flagged."""
        rows = self._store.rows(
            """SELECT c.id, s.phase, s.step, s.stability, s.difficulty, s.last_day, s.last_at, s.due_day,
                      s.due_at, s.reps, s.lapses, s.suspended, s.flagged
               FROM library.entry e JOIN library.card c ON c.entry = e.n JOIN card_state s ON s.card = c.id
               WHERE e.id = ? ORDER BY c.position""",
            entry,
        )
        return {row[0]: (Memory(Phase(row[1]), *row[2:11]), bool(row[11]), bool(row[12])) for row in rows}

    def confusables(self, entries: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return for each of some entries those that it is often confused with."""
        found: dict[str, set[str]] = {}
        for entry in entries:
            rows = self._store.rows(
                """SELECT o.id FROM library.entry e JOIN library.relation r ON r.entry = e.n
                   JOIN library.entry o ON o.n = r.target WHERE e.id = ? AND r.type = 'confused-with'""",
                entry,
            )
            found[entry] = {row[0] for row in rows}
        return {entry: frozenset(others) for entry, others in found.items()}

    # Parts

    def _is_clock_astray(self, day: int) -> bool:
        """Tell whether the log knows of a day that has not come yet, so that some clock is or was wrong."""
        return self._one("SELECT coalesce(max(day), 0) FROM review_log") > day + 1

    def _cards_by(self, kind: Group, left_out: tuple[str, ...]) -> Mapping[str, int]:
        """Return how many cards each document or theme has, in order; counted once."""
        if (kind, left_out) not in self._cards:
            group = _GROUPS[kind]
            condition, values = self._within(EVERYTHING, left_out)
            rows = self._store.rows(
                f"""SELECT p.id, coalesce(b.cards, 0) FROM library.{kind} p LEFT JOIN (
                        SELECT {group.part} AS part, count(*) AS cards FROM library.card c {group.join}
                        WHERE {group.once} AND {condition} GROUP BY part) b
                    ON b.part = p.id ORDER BY p.position""",
                *values,
            )
            self._cards[kind, left_out] = dict(rows)
        return self._cards[kind, left_out]

    def _all_new(self, left_out: tuple[str, ...]) -> Mapping[str, Recall]:
        """Return every entry with cards as new; looked up once."""
        if self._new_recall is None or self._new_recall[0] != left_out:
            condition, values = self._within(EVERYTHING, left_out)
            rows = self._store.rows(
                "SELECT e.id FROM library.entry e WHERE EXISTS"
                f" (SELECT 1 FROM library.card c WHERE c.entry = e.n AND {condition})",
                *values,
            )
            self._new_recall = left_out, dict.fromkeys((entry for (entry,) in rows), Recall.NEW)
        return self._new_recall[1]

    def _first_new(self) -> int:
        """Return a place of the introduction before which every card has been begun."""
        undone, self._looked = self._store.rows(
            """SELECT (SELECT min(i.place) FROM review_log r JOIN library.card c ON c.id = r.card
                   JOIN library.introduction i ON i.card = c.n WHERE r.rowid > ? AND r.act = 'undo'
                   AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = r.card AND s.phase > 0)),
                   (SELECT coalesce(max(rowid), 0) FROM review_log)""",
            self._looked,
        )[0]
        if undone is not None:
            # What an undo makes new again lies behind.
            self._begun = min(self._begun, undone - 1)
        row = self._store.rows(
            """SELECT i.place FROM library.introduction i JOIN library.card c ON c.n = i.card
               WHERE i.place > ? AND NOT EXISTS (
                   SELECT 1 FROM card_state s WHERE s.card = c.id AND s.phase > 0)
               ORDER BY i.place LIMIT 1""",
            self._begun,
        )
        if row:
            self._begun = row[0][0] - 1
        return self._begun

    def _count_new(self, day: int, scope: Scope, settings: StudySettings) -> int:
        condition, values = self._within(scope, settings.left_out_forms)
        if scope.is_everything and not settings.left_out_forms:
            return self._count_every_new(day)
        return self._one(
            f"""SELECT count(*) FROM library.card c JOIN library.entry e ON e.n = c.entry
                WHERE {condition} AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = c.id
                    AND (s.phase > 0 OR s.suspended = 1 OR NOT {_AWAKE}))""",
            *values, day, day,
        )  # fmt: skip

    def _count_every_new(self, day: int) -> int:
        """Count all cards that are new, from those that are not: an index knows how many these are."""
        looked = self._one("SELECT coalesce(max(rowid), 0) FROM review_log")
        if self._foreign_looked < 0 or self._one(
            """SELECT EXISTS (SELECT 1 FROM review_log r WHERE r.rowid > ?
                   AND NOT EXISTS (SELECT 1 FROM library.card c WHERE c.id = r.card))""",
            self._foreign_looked,
        ):
            self._foreign = self._one(
                """SELECT count(*) FROM card_state s WHERE (s.phase > 0 OR s.suspended = 1)
                   AND NOT EXISTS (SELECT 1 FROM library.card c WHERE c.id = s.card)"""
            )
        self._foreign_looked = looked
        # To count a whole table costs SQLite next to nothing.
        begun = self._one(
            "SELECT (SELECT count(*) FROM card_state)"
            " - (SELECT count(*) FROM card_state WHERE suspended = 0 AND phase = 0)"
        )
        buried = self._one(
            f"SELECT count(*) {_NARROW} WHERE s.suspended = 0 AND s.phase = 0 AND NOT {_AWAKE}", day, day
        )
        return self._one("SELECT count(*) FROM library.introduction") - (begun - self._foreign) - buried

    def _of_states(self, scope: Scope, left_out: Collection[str]) -> tuple[str, str, tuple[object, ...]]:
        """Return where states are found, the condition of a scope and the forms left out, and its values."""
        condition, values = self._within(scope, left_out)
        return (_NARROW if condition == "1" else _STATES), condition, values

    def _within(self, scope: Scope, left_out: Collection[str]) -> tuple[str, tuple[object, ...]]:
        condition, values = scope.condition()
        if left_out:
            condition += f" AND c.form NOT IN ({', '.join('?' * len(left_out))})"
        return condition, (*values, *left_out)

    def _one(self, sql: str, *values: object) -> int:
        return int(self._store.rows(sql, *values)[0][0])


def _waiting(row: tuple[Any, ...]) -> Waiting:
    id_, entry, theme, form, phase, due_at, spent = row
    return Waiting(id_, entry, theme, CardForm(form), Phase(phase), due_at, spent)


def _preferred(cards: list[Waiting], forms: Collection[str]) -> list[Waiting]:
    """Let an entry's cards of preferred forms go before its others, in the places that its cards have."""
    if not forms:
        return cards
    by_entry: dict[str, list[Waiting]] = {}
    for card in cards:
        by_entry.setdefault(card.entry, []).append(card)
    turns = {
        entry: iter(sorted(own, key=lambda card: card.form.value not in forms))
        for entry, own in by_entry.items()
    }
    return [next(turns[card.entry]) for card in cards]


def _recall(fades: bool, learns: bool) -> Recall:
    if fades:
        return Recall.FADING
    return Recall.LEARNING if learns else Recall.KNOWN
