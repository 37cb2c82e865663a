"""The library's cards with one learner's states: which are due, which are new, and how many.

Every method is one query over both files, which uses an index if it covers all cards.
Only what is shown is loaded.  ``present`` and the table ``tally`` are kept by
:mod:`attache.learner.tally`, so that counting does not read the whole library.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

from attache.base.faults import StorageError
from attache.base.vocabulary import CardForm
from attache.learner.card_sql import (
    ACTIVE,
    ASTRAY,
    AWAKE,
    DUE,
    DUE_AT,
    LEARNING,
    NOT_NEW,
    PARTS,
    STATES_AND_CARDS,
    STEP_AT,
    UNAVAILABLE,
    Group,
    buried_sql,
    counts_sql,
    early_sql,
    exam_sql,
    exam_states_sql,
    next_due_sql,
    not_hidden,
    of_states,
    within,
)
from attache.learner.store import Store
from attache.study.memory import Phase
from attache.study.scope import ALL_CARDS, Scope
from attache.study.settings import DEFAULTS, StudySettings
from attache.study.workload import CardCounts

_OF_READ_SECTIONS = """(SELECT DISTINCT x.n FROM section_read r
    CROSS JOIN study_cited x ON x.section = r.section WHERE r.read) x CROSS JOIN study_new c ON c.n = x.n"""
"""The cards (c) that cite a section that was read; nothing is searched while none was."""
_COLUMNS = f"c.id, c.entry, c.theme, c.form, iif(s.phase IN (1, 2, 3), s.phase, 0), {DUE_AT}"
_NEAR = 200
"""New cards to search for one of a preferred form."""

if TYPE_CHECKING:
    # Only for the type: Today counts cards and needs none of this.
    from attache.study.queue import QueuedCard


class Cards:
    """Reads cards and their states for one learner."""

    def __init__(self, store: Store) -> None:
        """Share the store, which has the library attached."""
        self._store = store

    # Cards to ask

    def due(
        self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS, most: int = 1000
    ) -> list[QueuedCard]:
        """Return cards in long intervals that are due or come early, the most forgotten first.

        Those of the exam that is in effect come before the others.
        """
        early, values = early_sql(settings, day)
        wanted = (DUE, ASTRAY, early) if early else (DUE, ASTRAY)
        return self._most_forgotten(wanted, day, settings, scope, most, values)

    def comes_early(self, card: str, day: int, settings: StudySettings) -> bool:
        """Return whether a card that is not due comes early, for an exam or a break."""
        early, values = early_sql(settings, day)
        if not early:
            return False
        sql = f"SELECT 1 FROM card_state s WHERE s.card = :card AND {early}"
        return bool(self._store.rows(sql, card=card, day=day, **values))

    def started(
        self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS, most: int = 1000
    ) -> list[QueuedCard]:
        """Return cards that have been answered, due or not, the most forgotten first, to practise."""
        return self._most_forgotten((f"{ACTIVE} AND +s.phase IN (1, 2, 3)",), day, settings, scope, most)

    def early(self, day: int, settings: StudySettings, scope: Scope) -> list[QueuedCard]:
        """Return cards in long intervals that are not due yet, the most forgotten first."""
        early = f"{ACTIVE} AND s.phase = 2 AND s.due_day > :day AND NOT ({ASTRAY}) AND {AWAKE}"
        return self._most_forgotten((early,), day, settings, scope, -1)

    def learning(self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS) -> list[QueuedCard]:
        """Return cards in their steps whose day has come, the earliest first."""
        condition, values = within(scope, settings.hidden)
        return self._queued(
            f"""SELECT c.id, c.entry, c.theme, c.form, s.phase, {STEP_AT} AS due_at
                FROM {STATES_AND_CARDS} WHERE {LEARNING} AND {condition} ORDER BY due_at, c.id""",
            day=day,
            **values,
        )

    def new(
        self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS, most: int = 100
    ) -> list[QueuedCard]:
        """Return cards that were never answered: the exam's, those of read sections, then the others.

        Each part is in order of introduction.  An entry's cards of preferred forms come before its others, if
        these are near.
        """
        condition, values = within(scope, settings.hidden_new)
        wanted, place = most + (_NEAR if settings.preferred_forms else 0), self._first_new()
        exam = settings.exam_on(day)
        covered, more = ("", {}) if exam is None else exam_sql(exam)
        found: dict[QueuedCard, None] = {}
        sources = [("study_new c", covered)] if covered else []
        for source, also in (*sources, (_OF_READ_SECTIONS, "1"), ("study_new c", "1")):
            if len(found) >= wanted:
                break
            found |= dict.fromkeys(
                self._queued(
                    f"""SELECT c.id, c.entry, c.theme, c.form, 0, 0 FROM {source}
                        WHERE c.place > :place AND {condition} AND {also}
                          AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = c.id AND ({NOT_NEW}))
                        ORDER BY c.place LIMIT :most""",
                    place=place,
                    day=day,
                    most=wanted,
                    **values,
                    **more,
                )
            )
        return _preferred_first(list(found)[:wanted], settings.preferred_forms)[:most]

    def one(self, card: str) -> QueuedCard | None:
        """Return one card with its present state, None if the library has no card of that id."""
        found = self._queued(
            f"SELECT {_COLUMNS} FROM study_card c LEFT JOIN card_state s ON s.card = c.id WHERE c.id = :card",
            card=card,
        )
        return found[0] if found else None

    def siblings(self, card: str, day: int, settings: StudySettings) -> list[QueuedCard]:
        """Return the other cards of a card's entry that may be asked on a day, in their order."""
        shown, values = not_hidden("c.sort", settings.hidden)
        shown_new, new_values = not_hidden("c.sort", settings.hidden_new, "hidden_new")
        return self._queued(
            f"""SELECT {_COLUMNS} FROM study_card own
                JOIN study_card c ON c.entry_n = own.entry_n AND c.n <> own.n
                LEFT JOIN card_state s ON s.card = c.id
                WHERE own.id = :card AND (s.card IS NULL OR (s.suspended = 0 AND {AWAKE}))
                  AND iif(s.phase > 0, {shown}, {shown_new})
                ORDER BY c.position""",
            card=card,
            day=day,
            **values,
            **new_values,
        )

    def confusables(self, entries: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return entry → entries that it is often confused with; entries without any are left out."""
        return self._others("SELECT entry, other FROM study_confusable", entries)

    def close(self, entries: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return entry → entries so closely related that they are kept apart; the others are left out."""
        return self._others("SELECT entry, other FROM study_close", entries)

    def concepts_to_start(
        self, entries: Collection[str], day: int, settings: StudySettings, scope: Scope
    ) -> Mapping[str, frozenset[str]]:
        """Return entry → what it is an example of: what was not started and has a new card in a scope."""
        condition, values = within(scope, settings.hidden_new)
        return self._others(
            f"""SELECT entry, concept FROM (SELECT * FROM study_example x
                    WHERE NOT EXISTS (SELECT 1 FROM study_card k JOIN card_state s ON s.card = k.id
                        WHERE k.entry_n = x.concept_n AND s.phase > 0)
                      AND EXISTS (SELECT 1 FROM study_card c WHERE c.entry_n = x.concept_n AND {condition}
                        AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = c.id AND ({NOT_NEW}))))""",
            entries,
            day=day,
            **values,
        )

    # Counts

    def counts(self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS) -> CardCounts:
        """Return how many cards are due, in their steps and new, in one statement."""
        sql, values = counts_sql(scope, settings, day)
        due, learning, new = self._store.rows(f"SELECT {sql}", day=day, **values)[0]
        return CardCounts(due, learning, new)

    def counts_by(
        self, group: Group, day: int, settings: StudySettings
    ) -> Mapping[str, tuple[int, int, CardCounts]]:
        """Return part → (cards, started cards, what is due or new) for each document or theme, in order.

        A card that cites two documents counts in both.
        """
        shown, values = not_hidden("n.form", settings.hidden)
        shown_new, new_values = not_hidden("n.form", settings.hidden_new, "hidden_new")
        early, early_values = early_sql(settings, day)
        early = early and f"UNION ALL SELECT s.card, 2 FROM card_state s WHERE {early}"
        rows = self._store.rows(
            f"""SELECT g.part,
                  (SELECT coalesce(sum(cards), 0) FROM study_count n
                   WHERE n.grouping = g.grouping AND n.part = g.part AND {shown_new}),
                  (SELECT coalesce(sum(begun), 0) FROM tally n
                   WHERE n.grouping = g.grouping AND n.part = g.part AND {shown_new}),
                  coalesce(w.due, 0), coalesce(w.learning, 0), coalesce(w.unavailable, 0)
                FROM study_group g LEFT JOIN (
                    SELECT part, sum(sort = 2) AS due, sum(sort = 1) AS learning,
                      sum(sort = 0 AND {shown_new}) AS unavailable
                    FROM (SELECT s.card AS card, 2 AS sort FROM card_state s WHERE {DUE}
                          UNION ALL SELECT s.card, 2 FROM card_state s WHERE {ASTRAY} {early}
                          UNION ALL SELECT s.card, 1 FROM card_state s WHERE {LEARNING}
                          UNION ALL SELECT s.card, 0 FROM card_state s WHERE {UNAVAILABLE}) u
                    JOIN {PARTS[group]} n ON n.id = u.card WHERE {shown} GROUP BY part) w ON w.part = g.part
                WHERE g.grouping = :grouping ORDER BY g.position""",
            grouping=group,
            day=day,
            **values,
            **new_values,
            **early_values,
        )
        return {
            part: (cards, started, CardCounts(due, learning, cards - started - unavailable))
            for part, cards, started, due, learning, unavailable in rows
        }

    def due_on(
        self, first: int, last: int, settings: StudySettings = DEFAULTS, scope: Scope = ALL_CARDS
    ) -> Mapping[int, int]:
        """Return how many cards become due on each day from the first to the last."""
        source, condition, values = of_states(scope, settings.hidden)
        return dict(
            self._store.rows(
                f"""SELECT s.due_day, count(*) FROM {source} WHERE {ACTIVE} AND s.phase IN (1, 2, 3)
                    AND s.due_day BETWEEN :first AND :last AND {condition} GROUP BY s.due_day""",
                first=first,
                last=last,
                **values,
            )
        )

    def next_due(
        self, day: int, settings: StudySettings = DEFAULTS, scope: Scope = ALL_CARDS
    ) -> tuple[int, int]:
        """Return in how many days the next cards are due, and how many they are; (0, 0) for none."""
        hidden = settings.hidden
        _, values = within(scope, hidden)
        sql = f"SELECT {next_due_sql(scope, hidden)} - :day, {buried_sql(scope, hidden)}"
        ahead, buried = self._store.rows(sql, day=day, **values)[0]
        if buried:
            ahead = 1
        if ahead is None:
            return 0, 0
        return ahead, buried + self.due_on(day + ahead, day + ahead, settings, scope).get(day + ahead, 0)

    # Parts

    def _others(self, sql: str, entries: Collection[str], **values: object) -> Mapping[str, frozenset[str]]:
        """Return entry → other entries, from SQL that selects both and that goes on with a condition."""
        found: dict[str, set[str]] = {}
        sql = f"{sql} WHERE entry IN (SELECT value FROM json_each(:of))"
        for entry, other in self._store.rows(sql, of=json.dumps(sorted(entries)), **values):
            found.setdefault(entry, set()).add(other)
        return {entry: frozenset(others) for entry, others in found.items()}

    def _most_forgotten(
        self,
        wanted: Sequence[str],
        day: int,
        settings: StudySettings,
        scope: Scope,
        most: int,
        more: Mapping[str, object] = MappingProxyType({}),
    ) -> list[QueuedCard]:
        """Return cards ordered by the time since their last answer, measured in stabilities.

        The cards of the exam that is in effect come first.  ``more`` are values of what is ``wanted``.
        """
        source, condition, values = of_states(scope, settings.hidden)
        exam = settings.exam_on(day)
        first, exam_values = ("0", {}) if exam is None else exam_states_sql(exam)
        found = " UNION ALL ".join(
            f"""SELECT s.card AS card, s.phase AS phase,
                    max(:day - s.last_day, 0) / max(s.stability, 0.001) AS spent, {first} AS first
                FROM {source} WHERE {each} AND {condition}"""
            for each in wanted
        )
        return self._queued(
            f"""SELECT c.id, c.entry, c.theme, c.form, f.phase, 0
                FROM ({found} ORDER BY first DESC, spent DESC, card LIMIT :most) f
                JOIN study_card c ON c.id = f.card ORDER BY f.first DESC, f.spent DESC, c.id""",
            day=day,
            most=most,
            **{**values, **exam_values, **more},
        )

    def _queued(self, sql: str, **values: object) -> list[QueuedCard]:
        from attache.study.queue import QueuedCard

        return [
            QueuedCard(id_, entry, theme, CardForm(form), Phase(phase), due_at)
            for id_, entry, theme, form, phase, due_at in self._store.rows(sql, **values)
        ]

    def _first_new(self) -> int:
        """Return a place in the order of introduction before which every card has been started.

        The place is cached in the file, so that started cards are not scanned each time.  An undo that
        makes an earlier card new moves it back (see :mod:`attache.learner.tally`).
        """
        known, found = self._store.rows(_FIRST_NEW)[0]
        if found - known >= _PASSED:
            # Read again within the write, because another process may have undone an answer meanwhile.
            with suppress(StorageError), self._store.writing() as connection:
                found = connection.execute(_FIRST_NEW).fetchone()[1]
                connection.execute(
                    "INSERT INTO cache VALUES ('introduced', ?1)"
                    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (str(found),),
                )
        return int(found)


_PASSED = 64
"""Started cards that may be scanned before the place is cached again."""
_INTRODUCED = "coalesce((SELECT CAST(value AS INTEGER) FROM cache WHERE key = 'introduced'), 0)"
_FIRST_NEW = f"""
    SELECT {_INTRODUCED}, coalesce(
        (SELECT n.place - 1 FROM study_new n
         WHERE n.place > {_INTRODUCED}
           AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = n.id AND s.phase > 0)
         ORDER BY n.place LIMIT 1),
        (SELECT max(place) FROM study_new), 0)
"""


def _preferred_first(cards: list[QueuedCard], forms: Collection[str]) -> list[QueuedCard]:
    """Return the cards with each entry's preferred forms first, within the positions of its cards."""
    if not forms:
        return cards
    by_entry: dict[str, list[QueuedCard]] = {}
    for card in cards:
        by_entry.setdefault(card.entry, []).append(card)
    turns = {
        entry: iter(sorted(own, key=lambda card: card.form.value not in forms))
        for entry, own in by_entry.items()
    }
    return [next(turns[card.entry]) for card in cards]
