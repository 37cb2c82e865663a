"""The saved states of cards: a cache of the log, from which each can be computed again.

An impossible state, in a damaged file, is computed from the log wherever it is read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attache.learner.log import CardState, rows_of
from attache.learner.replay import replay
from attache.learner.settings import parameters_of
from attache.learner.validity import LAST_INSTANT, STATE, is_written
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import NEW, Memory, Phase

STATE_COLUMNS = (
    "phase, step, stability, difficulty, last_day, last_at, due_day, due_at, reps, lapses,"
    " suspended, buried_until, flagged"
)
_PUT = (
    f"INSERT INTO card_state (card, {STATE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (card) DO UPDATE SET "
    + ", ".join(f"{each} = excluded.{each}" for each in STATE_COLUMNS.replace(" ", "").split(","))
)
"""Updates a state in place, which changes fewer pages than deleting and inserting it."""
_BEFORE = f"""
    SELECT w.key, d.id, (SELECT max(at) FROM review_log WHERE card = w.value AND at <= {LAST_INSTANT}),
        (SELECT value FROM setting WHERE name = 'parameters'), s.card IS NOT NULL, {STATE}, {STATE_COLUMNS}
    FROM {{}} w LEFT JOIN device d ON d.here = 1 LEFT JOIN card_state s ON s.card = w.value
"""
_BEFORE_ONE = _BEFORE.format("(SELECT 0 AS key, ? AS value)")
_BEFORE_EACH = _BEFORE.format("json_each(?)")


@dataclass(frozen=True, slots=True)
class Before:
    """Everything that is needed to write a row about a card.

    ``device`` is this machine's id, "" before its first write; ``last_at`` the instant of the last row about
    the card, None without any; ``parameters`` the saved setting as JSON, None if it was not set.
    """

    device: str
    last_at: int | None
    state: CardState
    parameters: str | None


def before_of(connection: sqlite3.Connection, card: str) -> Before:
    """Read everything that is needed to write a row about a card, in one statement."""
    return _before(connection, card, connection.execute(_BEFORE_ONE, (card,)).fetchone())


def before_each(connection: sqlite3.Connection, cards: Sequence[str]) -> Mapping[str, Before]:
    """Read the same for each of some cards, also in one statement."""
    if len(cards) == 1:
        return {cards[0]: before_of(connection, cards[0])}
    found = connection.execute(_BEFORE_EACH, (json.dumps(cards),)).fetchall()
    return {cards[row[0]]: _before(connection, cards[row[0]], row) for row in found}


def _before(connection: sqlite3.Connection, card: str, row: tuple[Any, ...]) -> Before:
    _, device, last, parameters, is_saved, is_valid, phase, *values, suspended, buried, flagged = row
    if not is_saved:
        state = CardState(NEW)
    elif is_valid:
        state = CardState(Memory(Phase(phase), *values), bool(suspended), buried, bool(flagged))
    else:
        state = replay(rows_of(connection, card), Fsrs6(parameters_of(parameters)))
    return Before(device if device and is_written(device) else "", last, state, parameters)


def write_state(connection: sqlite3.Connection, card: str, state: CardState) -> None:
    """Save the state of a card; a card that nothing was done with has no row."""
    if state == CardState(NEW):
        connection.execute("DELETE FROM card_state WHERE card = ?", (card,))
        return
    memory = state.memory
    connection.execute(
        _PUT,
        (
            card, int(memory.phase), memory.step, memory.stability, memory.difficulty, memory.last_day,
            memory.last_at, memory.due_day, memory.due_at, memory.reps, memory.lapses,
            int(state.suspended), state.buried_until, int(state.flagged),
        ),
    )  # fmt: skip
