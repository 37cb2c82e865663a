"""The library's cards with one learner's states: which are due, which are new, what is remembered.

Every method is one query over both files, which uses an index where it covers all cards.
Only what is shown is loaded.  ``present`` and the table ``tally`` are kept by
:mod:`attache.learner.tally`, so that counting does not read the whole library.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from attache.base.faults import StorageError
from attache.base.vocabulary import CardForm
from attache.learner.store import Store
from attache.learner.validity import IN_TIME, LAST_DAY, STATE
from attache.study.memory import Curve, Memory, Phase, Recall
from attache.study.scope import ALL_CARDS, Scope
from attache.study.settings import DEFAULTS, StudySettings
from attache.study.workload import CardCounts

AWAKE = "NOT (s.buried_until BETWEEN :day + 1 AND :day + 2)"
"""SQL condition: the card is not buried on a day.  Burying puts a card off until tomorrow.

A longer burial was saved while the clock was wrong (or in another time zone), and is ignored.
"""
_KNOWN = "s.present = 1 AND s.suspended = 0"
_DUE = f"{_KNOWN} AND s.phase = 2 AND s.due_day <= :day AND {AWAKE}"
_LEARNING = f"{_KNOWN} AND s.phase IN (1, 3) AND (s.due_day <= :day OR s.last_day > :day + 1) AND {AWAKE}"
_DUE_AT = f"iif(s.due_at {IN_TIME}, s.due_at, 0)"
_STEP_AT = f"iif(s.last_day > :day + 1, 0, {_DUE_AT})"
"""SQL expression: when a card in its steps is due; now if the clock was wrong when it was answered."""
_ASTRAY = (
    f"{_KNOWN} AND s.phase = 2 AND s.last_day > :day + 1 AND {AWAKE}"
    " AND s.due_day > iif((SELECT max(day) FROM review_log) > :day + 1, :day, 1 << 40)"
)
"""SQL condition: the card was last answered on a day in the future, while the clock was wrong.

It counts as due, or it would wait for that day.  If the clock was never wrong, the searched range of the
index is empty.
"""
WAITING = f"(({_DUE}) OR ({_LEARNING}) OR ({_ASTRAY}))"
"""SQL condition: the card is due on a day, in a long interval or in its steps."""
_UNAVAILABLE = f"s.present = 1 AND s.suspended IN (0, 1) AND s.phase = 0 AND (s.suspended = 1 OR NOT {AWAKE})"
"""SQL condition: a new card that cannot be asked on a day.  It names every column of the index."""
_STARTED = f"s.phase > 0 OR s.suspended = 1 OR NOT {AWAKE}"
_STATES, _STATES_AND_CARDS = "card_state s", "card_state s JOIN study_card c ON c.id = s.card"
_OF_READ_SECTIONS = """(SELECT DISTINCT x.n FROM section_read r
    CROSS JOIN study_cited x ON x.section = r.section WHERE r.read) x CROSS JOIN study_new c ON c.n = x.n"""
"""The cards (c) that cite a section that was read; nothing is searched while none was."""
_COLUMNS = f"c.id, c.entry, c.theme, c.form, iif(s.phase IN (1, 2, 3), s.phase, 0), {_DUE_AT}"
_NEAR = 200
"""New cards to search for one of a preferred form."""
_RANKED = 10
"""Cards that are read for each fading entry that is shown."""

if TYPE_CHECKING:
    # Only for the type: Today counts cards and needs none of this.
    from attache.study.queue import QueuedCard

Group: TypeAlias = Literal["document", "theme"]
"""What cards are grouped by."""
_PARTS: Mapping[Group, str] = {"document": "study_document", "theme": "study_theme"}
"""The view that lists the documents, or the theme, of each card of the library."""
Values: TypeAlias = Mapping[str, object]


class CardStatus(NamedTuple):
    """The study status of one card: its memory, its retrievability today (0 to 1), and its marks."""

    memory: Memory
    recall: float
    suspended: bool
    flagged: bool


class Cards:
    """Reads cards and their states for one learner."""

    def __init__(self, store: Store) -> None:
        """Share the store, which has the library attached."""
        self._store = store
        self._all_new: tuple[tuple[str, ...], Mapping[str, Recall]] | None = None

    # Cards to ask

    def due(
        self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS, most: int = 1000
    ) -> list[QueuedCard]:
        """Return cards in long intervals that are due, the most forgotten first."""
        return self._most_forgotten((_DUE, _ASTRAY), day, settings, scope, most)

    def started(
        self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS, most: int = 1000
    ) -> list[QueuedCard]:
        """Return cards that have been answered, due or not, the most forgotten first, to practise."""
        return self._most_forgotten((f"{_KNOWN} AND +s.phase IN (1, 2, 3)",), day, settings, scope, most)

    def early(self, day: int, settings: StudySettings, scope: Scope) -> list[QueuedCard]:
        """Return cards in long intervals that are not due yet, the most forgotten first."""
        early = f"{_KNOWN} AND s.phase = 2 AND s.due_day > :day AND NOT ({_ASTRAY}) AND {AWAKE}"
        return self._most_forgotten((early,), day, settings, scope, -1)

    def learning(self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS) -> list[QueuedCard]:
        """Return cards in their steps whose day has come, the earliest first."""
        condition, values = within(scope, settings.hidden)
        return self._queued(
            f"""SELECT c.id, c.entry, c.theme, c.form, s.phase, {_STEP_AT} AS due_at
                FROM {_STATES_AND_CARDS} WHERE {_LEARNING} AND {condition} ORDER BY due_at, c.id""",
            day=day,
            **values,
        )

    def new(
        self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS, most: int = 100
    ) -> list[QueuedCard]:
        """Return cards that were never answered: those of sections that were read, then the others.

        Each part is in order of introduction.  An entry's cards of preferred forms come before its others, if
        these are near.
        """
        condition, values = within(scope, settings.hidden_new)
        wanted, place = most + (_NEAR if settings.preferred_forms else 0), self._first_new()

        def of(source: str, limit: int) -> list[QueuedCard]:
            return self._queued(
                f"""SELECT c.id, c.entry, c.theme, c.form, 0, 0 FROM {source}
                    WHERE c.place > :place AND {condition}
                      AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = c.id AND ({_STARTED}))
                    ORDER BY c.place LIMIT :most""",
                place=place,
                day=day,
                most=limit,
                **values,
            )

        read = of(_OF_READ_SECTIONS, wanted)
        others = of("study_new c", wanted) if len(read) < wanted else []
        found = list(dict.fromkeys((*read, *others)))[:wanted]
        return _preferred_first(found, settings.preferred_forms)[:most]

    def one(self, card: str) -> QueuedCard | None:
        """Return one card with its present state, None if the library has no card of that id."""
        found = self._queued(
            f"SELECT {_COLUMNS} FROM study_card c LEFT JOIN card_state s ON s.card = c.id WHERE c.id = :card",
            card=card,
        )
        return found[0] if found else None

    def siblings(self, card: str, day: int, settings: StudySettings) -> list[QueuedCard]:
        """Return the other cards of a card's entry that may be asked on a day, in their order."""
        shown, values = _not_hidden("c.sort", settings.hidden)
        shown_new, new_values = _not_hidden("c.sort", settings.hidden_new, "hidden_new")
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
        found: dict[str, set[str]] = {}
        for entry, other in self._store.rows(
            "SELECT entry, other FROM study_confusable"
            " WHERE entry IN (SELECT value FROM json_each(:entries))",
            entries=json.dumps(sorted(entries)),
        ):
            found.setdefault(entry, set()).add(other)
        return {entry: frozenset(others) for entry, others in found.items()}

    # Counts

    def counts(self, day: int, settings: StudySettings, scope: Scope = ALL_CARDS) -> CardCounts:
        """Return how many cards are due, in their steps and new, in one statement."""
        sql, values = counts_sql(scope, settings)
        due, learning, new = self._store.rows(f"SELECT {sql}", day=day, **values)[0]
        return CardCounts(due, learning, new)

    def counts_by(
        self, group: Group, day: int, settings: StudySettings
    ) -> Mapping[str, tuple[int, int, CardCounts]]:
        """Return part → (cards, started cards, what is due or new) for each document or theme, in order.

        A card that cites two documents counts in both.
        """
        shown, values = _not_hidden("n.form", settings.hidden)
        shown_new, new_values = _not_hidden("n.form", settings.hidden_new, "hidden_new")
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
                    FROM (SELECT s.card AS card, 2 AS sort FROM card_state s WHERE {_DUE}
                          UNION ALL SELECT s.card, 2 FROM card_state s WHERE {_ASTRAY}
                          UNION ALL SELECT s.card, 1 FROM card_state s WHERE {_LEARNING}
                          UNION ALL SELECT s.card, 0 FROM card_state s WHERE {_UNAVAILABLE}) u
                    JOIN {_PARTS[group]} n ON n.id = u.card WHERE {shown} GROUP BY part) w ON w.part = g.part
                WHERE g.grouping = :grouping ORDER BY g.position""",
            grouping=group,
            day=day,
            **values,
            **new_values,
        )
        return {
            part: (cards, started, CardCounts(due, learning, cards - started - unavailable))
            for part, cards, started, due, learning, unavailable in rows
        }

    def core(self, settings: StudySettings) -> tuple[int, int]:
        """Return how many core cards there are (value 1), and how many were started."""
        shown, values = _not_hidden("form", settings.hidden_new)
        cards, started = self._store.rows(
            f"""SELECT (SELECT coalesce(sum(cards), 0) FROM study_count
                    WHERE grouping = 'value' AND part = '1' AND {shown}),
                  (SELECT coalesce(sum(begun), 0) FROM tally
                    WHERE grouping = 'value' AND part = '1' AND {shown})""",
            **values,
        )[0]
        return cards, started

    def due_on(
        self, first: int, last: int, settings: StudySettings = DEFAULTS, scope: Scope = ALL_CARDS
    ) -> Mapping[int, int]:
        """Return how many cards become due on each day from the first to the last."""
        source, condition, values = _of_states(scope, settings.hidden)
        return dict(
            self._store.rows(
                f"""SELECT s.due_day, count(*) FROM {source} WHERE {_KNOWN} AND s.phase IN (1, 2, 3)
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

    def fading(
        self, day: int, most: int, spent: float, settings: StudySettings = DEFAULTS
    ) -> list[tuple[str, float]]:
        """Return (entry, longest wait) for entries with a card past ``spent`` stabilities, longest first."""
        condition, values = within(ALL_CARDS, settings.hidden)
        rows = self._store.rows(
            f"""SELECT c.entry, f.spent FROM (
                    SELECT s.card, (:day - s.last_day) / s.stability AS spent FROM card_state s
                    WHERE {_KNOWN} AND s.phase = 2 AND s.due_day <= :day + 3 AND s.stability > 0
                      AND (:day - s.last_day) > :spent * s.stability
                    ORDER BY spent DESC LIMIT :ranked) f
                JOIN study_card c ON c.id = f.card WHERE {condition} ORDER BY f.spent DESC, c.entry""",
            day=day,
            spent=spent,
            ranked=most * _RANKED,
            **values,
        )
        found: dict[str, float] = {}
        for entry, waited in rows:
            found.setdefault(entry, waited)
        return list(found.items())[:most]

    # What is remembered

    def recall(
        self, day: int, curve: Curve, retention: float, settings: StudySettings = DEFAULTS
    ) -> Mapping[str, Recall]:
        """Return entry → how well it is remembered; an entry with no card started is new.

        Suspended cards, and those of hidden forms, do not count.
        """
        condition, values = within(ALL_CARDS, settings.hidden)
        rows = self._store.rows(
            f"""SELECT c.entry, max(s.phase = 2 AND (:day - s.last_day) > :spent * s.stability),
                       max(s.phase IN (1, 3))
                FROM {_STATES_AND_CARDS} WHERE +s.suspended = 0 AND +s.phase > 0 AND {condition}
                GROUP BY c.entry_n""",
            day=day,
            spent=curve.spent(retention),
            **values,
        )
        started = {entry: _recall(bool(fades), bool(learns)) for entry, fades, learns in rows}
        return {**self._every_entry_new(settings.left_out_forms), **started}

    def statuses(self, entry: str, day: int, curve: Curve) -> Mapping[str, CardStatus]:
        """Return card → status on a day, for the cards of an entry that have a state, and one that can be."""
        rows = self._store.rows(
            f"""SELECT c.id, s.phase, s.step, s.stability, s.difficulty, s.last_day, s.last_at, s.due_day,
                      s.due_at, s.reps, s.lapses, s.suspended, s.flagged
               FROM study_card c JOIN card_state s ON s.card = c.id
               WHERE c.entry = :entry AND {STATE} ORDER BY c.position""",
            entry=entry,
        )
        found: dict[str, CardStatus] = {}
        for card, phase, *values, suspended, flagged in rows:
            memory = Memory(Phase(phase), *values)
            recall = curve.retrievability(day - memory.last_day, memory.stability)
            found[card] = CardStatus(memory, recall, bool(suspended), bool(flagged))
        return found

    # Parts

    def _most_forgotten(
        self, wanted: Sequence[str], day: int, settings: StudySettings, scope: Scope, most: int
    ) -> list[QueuedCard]:
        """Return cards ordered by the time since their last answer, measured in stabilities."""
        source, condition, values = _of_states(scope, settings.hidden)
        found = " UNION ALL ".join(
            f"""SELECT s.card AS card, s.phase AS phase,
                    max(:day - s.last_day, 0) / max(s.stability, 0.001) AS spent
                FROM {source} WHERE {each} AND {condition}"""
            for each in wanted
        )
        return self._queued(
            f"""SELECT c.id, c.entry, c.theme, c.form, f.phase, 0
                FROM ({found} ORDER BY spent DESC, card LIMIT :most) f
                JOIN study_card c ON c.id = f.card ORDER BY f.spent DESC, c.id""",
            day=day,
            most=most,
            **values,
        )

    def _queued(self, sql: str, **values: object) -> list[QueuedCard]:
        from attache.study.queue import QueuedCard

        return [
            QueuedCard(id_, entry, theme, CardForm(form), Phase(phase), due_at)
            for id_, entry, theme, form, phase, due_at in self._store.rows(sql, **values)
        ]

    def _every_entry_new(self, hidden: tuple[str, ...]) -> Mapping[str, Recall]:
        """Return every entry with cards as new; read once, because the library does not change."""
        if self._all_new is None or self._all_new[0] != hidden:
            condition, values = _not_hidden("c.form", hidden)
            rows = self._store.rows(f"SELECT DISTINCT c.entry FROM study_card c WHERE {condition}", **values)
            self._all_new = hidden, dict.fromkeys((entry for (entry,) in rows), Recall.NEW)
        return self._all_new[1]

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


def counts_sql(scope: Scope, settings: StudySettings) -> tuple[str, Values]:
    """Return SQL with three expressions that count cards (due, in their steps, new), and its values.

    The values are those of the four functions below as well.
    """
    source, condition, values = _of_states(scope, settings.hidden)
    due, astray, learning = (
        f"(SELECT count(*) FROM {source} WHERE {wanted} AND {condition})"
        for wanted in (_DUE, _ASTRAY, _LEARNING)
    )
    group = _group_of(scope)
    inside, new_values = within(scope, settings.hidden_new, "hidden_new")
    values = {**values, **new_values}
    if group is None:
        new = f"""(SELECT count(*) FROM study_card c WHERE {inside} AND NOT EXISTS (
            SELECT 1 FROM card_state s WHERE s.card = c.id AND ({_STARTED})))"""
    else:
        shown, _ = _not_hidden("n.form", settings.hidden_new, "hidden_new")
        tables = _STATES if inside == "1" else _STATES_AND_CARDS
        unavailable = f"(SELECT count(*) FROM {tables} WHERE {_UNAVAILABLE} AND {inside})"
        part = f"n.grouping = :grouping AND n.part = :part AND {shown}"
        new = f"""((SELECT coalesce(sum(n.cards), 0) FROM study_count n WHERE {part})
            - (SELECT coalesce(sum(n.begun), 0) FROM tally n WHERE {part}) - {unavailable})"""
        values = {**values, "grouping": group[0], "part": group[1]}
    return f"{due} + {astray}, {learning}, {new}", values


def step_at_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL for when the first card in its steps is due (UTC milliseconds); null for none."""
    source, condition, _ = _of_states(scope, hidden)
    return f"(SELECT min({_STEP_AT}) FROM {source} WHERE {_LEARNING} AND {condition})"


def overdue_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL that counts the overdue cards (due before ``:day``)."""
    source, condition, _ = _of_states(scope, hidden)
    return f"(SELECT count(*) FROM {source} WHERE {_DUE} AND s.due_day < :day AND {condition})"


def next_due_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL for the first day after ``:day`` on which a card is due; null for none."""
    source, condition, _ = _of_states(scope, hidden)
    firsts = (
        f"SELECT min(s.due_day) AS due FROM {source}"
        f" WHERE {_KNOWN} AND s.phase = {phase} AND s.due_day > :day AND s.due_day <= {LAST_DAY}"
        f" AND {condition}"
        for phase in (int(Phase.LEARNING), int(Phase.REVIEW), int(Phase.RELEARNING))
    )
    return f"(SELECT min(due) FROM ({' UNION ALL '.join(firsts)}))"


def buried_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL that counts the due cards that were buried until the day after ``:day``."""
    source, condition, _ = _of_states(scope, hidden)
    return (
        f"(SELECT count(*) FROM {source} WHERE {_KNOWN} AND s.phase IN (1, 2, 3) AND s.due_day <= :day"
        f" AND NOT ({AWAKE}) AND {condition})"
    )


def within(scope: Scope, hidden: Collection[str], name: str = "hidden") -> tuple[str, Values]:
    """Return a condition on ``study_card`` (as c) for a scope without the hidden forms, and its values.

    Cards that were selected are asked whatever their form.
    """
    hidden = hidden if scope.cards is None else ()
    shown, values = _not_hidden("c.sort", hidden, name)
    parts, found = [shown] if hidden else [], dict(values)
    for column, value in (("theme", scope.theme), ("kind", scope.kind)):
        if value:
            parts.append(f"c.{column} = :scope_{column}")
            found[f"scope_{column}"] = value
    document, section = scope.document, ""
    if scope.section:
        document, _, section = scope.section.partition("/")
    if document:
        of_section = " AND x.section = :scope_section" if section else ""
        parts.append(
            "EXISTS (SELECT 1 FROM study_section x"
            f" WHERE x.n = c.n AND x.document = :scope_document{of_section})"
        )
        found |= {"scope_document": document, "scope_section": section}
    if scope.entries is not None:
        parts.append("c.entry IN (SELECT value FROM json_each(:scope_entries))")
        found["scope_entries"] = json.dumps(sorted(scope.entries))
    if scope.cards is not None:
        parts.append("c.id IN (SELECT value FROM json_each(:scope_cards))")
        found["scope_cards"] = json.dumps(sorted(scope.cards))
    return " AND ".join(parts) or "1", found


def _of_states(scope: Scope, hidden: Collection[str]) -> tuple[str, str, Values]:
    """Return the tables to read states from for a scope (the library's only if needed), and a condition."""
    condition, values = within(scope, hidden)
    return (_STATES if condition == "1" else _STATES_AND_CARDS), condition, values


def _not_hidden(column: str, hidden: Collection[str], name: str = "hidden") -> tuple[str, Values]:
    """Return a condition that leaves the hidden forms out, and its values; ``name`` is that of the list."""
    if not hidden:
        return "1", {}
    return f"{column} NOT IN (SELECT value FROM json_each(:{name}))", {name: json.dumps(sorted(hidden))}


def _group_of(scope: Scope) -> tuple[str, str] | None:
    """Return the group of the tally that a scope corresponds to, as (grouping, part)."""
    chosen = scope.entries is not None or scope.cards is not None
    if scope.section or scope.kind or chosen or (scope.document and scope.theme):
        return None
    if scope.document:
        return "document", scope.document
    return ("theme", scope.theme) if scope.theme else ("all", "")


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


def _recall(fades: bool, learns: bool) -> Recall:
    if fades:
        return Recall.FADING
    return Recall.LEARNING if learns else Recall.KNOWN
