"""What one learner remembers: of each entry, of each card of an entry, and which entries fade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attache.learner.card_sql import (
    FADES,
    FADING,
    STATES_AND_CARDS,
    fading_values,
    not_hidden,
    of_states,
    within,
)
from attache.learner.store import Store
from attache.learner.validity import STATE
from attache.study.memory import Curve, Memory, Phase, Recall
from attache.study.scope import ALL_CARDS, Scope
from attache.study.settings import StudySettings

_RANKED = 10
"""Cards that are read for each fading entry that is shown."""


class CardStatus(NamedTuple):
    """The study status of one card: its memory, its retrievability today (0 to 1), and its marks.

    ``fades`` says that it is in a long interval and likely to be forgotten soon.
    """

    memory: Memory
    recall: float
    fades: bool
    suspended: bool
    flagged: bool

    @property
    def state(self) -> Recall:
        """How well the card is remembered; one that is suspended does not count, like a new one."""
        if self.suspended or self.memory.phase is Phase.NEW:
            return Recall.NEW
        return _recall(self.fades, self.memory.phase is not Phase.REVIEW)


class Remembered:
    """Reads what the cards of a library say about one learner's memory."""

    def __init__(self, store: Store) -> None:
        """Share the store, which has the library attached."""
        self._store = store
        self._all_new: tuple[tuple[str, ...], Mapping[str, Recall]] | None = None

    def fading(self, day: int, most: int, settings: StudySettings) -> tuple[list[tuple[str, float]], int]:
        """Return (entry, retrievability of its weakest card) for entries that fade, and how many cards do.

        The weakest comes first.  A card that is buried today does not count.
        """
        source, condition, values = of_states(ALL_CARDS, settings.hidden)
        rows = self._store.rows(
            f"""SELECT c.entry, f.spent, f.every FROM (
                    SELECT s.card, (:day - s.last_day) / s.stability AS spent, count(*) OVER () AS every
                    FROM {source} WHERE {FADING} AND {condition}
                    ORDER BY spent DESC LIMIT :ranked) f
                JOIN study_card c ON c.id = f.card ORDER BY f.spent DESC, c.entry""",
            ranked=most * _RANKED,
            **fading_values(day, settings),
            **values,
        )
        curve, found = Curve.of(settings.parameters), dict[str, float]()
        for entry, spent, _ in rows:
            found.setdefault(entry, curve.retention(spent))
        return list(found.items())[:most], rows[0][2] if rows else 0

    def fading_cards(self, day: int, settings: StudySettings) -> tuple[str, ...]:
        """Return the cards that fade and can be asked, the weakest first."""
        source, condition, values = of_states(ALL_CARDS, settings.hidden)
        rows = self._store.rows(
            f"""SELECT s.card FROM {source} WHERE {FADING} AND {condition}
                ORDER BY (:day - s.last_day) / s.stability DESC, s.card""",
            **fading_values(day, settings),
            **values,
        )
        return tuple(card for (card,) in rows)

    def recall(self, day: int, settings: StudySettings) -> Mapping[str, Recall]:
        """Return entry → how well it is remembered; an entry with no card started is new.

        Suspended cards, and those of hidden forms, do not count.
        """
        started = self.recall_in(ALL_CARDS, day, settings)
        return {**self._every_entry_new(settings.left_out_forms), **started}

    def recall_in(self, scope: Scope, day: int, settings: StudySettings) -> Mapping[str, Recall]:
        """Return the same for the entries of which a card in a scope was started."""
        condition, values = within(scope, settings.hidden)
        rows = self._store.rows(
            f"""SELECT c.entry, max({FADES}), max(s.phase IN (1, 3))
                FROM {STATES_AND_CARDS} WHERE +s.suspended = 0 AND +s.phase > 0 AND {condition}
                GROUP BY c.entry_n""",
            **fading_values(day, settings),
            **values,
        )
        return {entry: _recall(bool(fades), bool(learns)) for entry, fades, learns in rows}

    def statuses(self, entry: str, day: int, settings: StudySettings) -> Mapping[str, CardStatus]:
        """Return card → status on a day, for the cards of an entry that have a state, and one that can be."""
        rows = self._store.rows(
            f"""SELECT c.id, s.phase, s.step, s.stability, s.difficulty, s.last_day, s.last_at, s.due_day,
                      s.due_at, s.reps, s.lapses, {FADES}, s.suspended, s.flagged
               FROM study_card c JOIN card_state s ON s.card = c.id
               WHERE c.entry = :entry AND {STATE} ORDER BY c.position""",
            entry=entry,
            **fading_values(day, settings),
        )
        curve, found = Curve.of(settings.parameters), dict[str, CardStatus]()
        for card, phase, *values, fades, suspended, flagged in rows:
            memory = Memory(Phase(phase), *values)
            recall = curve.retrievability(day - memory.last_day, memory.stability)
            found[card] = CardStatus(memory, recall, bool(fades), bool(suspended), bool(flagged))
        return found

    def _every_entry_new(self, hidden: tuple[str, ...]) -> Mapping[str, Recall]:
        """Return every entry with cards as new; read once, because the library does not change."""
        if self._all_new is None or self._all_new[0] != hidden:
            condition, values = not_hidden("c.form", hidden)
            rows = self._store.rows(f"SELECT DISTINCT c.entry FROM study_card c WHERE {condition}", **values)
            self._all_new = hidden, dict.fromkeys((entry for (entry,) in rows), Recall.NEW)
        return self._all_new[1]


def _recall(fades: bool, learns: bool) -> Recall:
    if fades:
        return Recall.FADING
    return Recall.LEARNING if learns else Recall.KNOWN
