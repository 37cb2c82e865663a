"""What can be wrong with the rows of a progress file: asked for by the doctor, and again when it mends."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from attache.learner import log
from attache.learner.log import STATE_COLUMNS, Act, CardState
from attache.learner.replay import replay
from attache.learner.undone import STANDING
from attache.study.memory import NEW
from attache.study.settings import StudySettings, is_allowed

if TYPE_CHECKING:
    # FSRS takes longer to import than the window to open; it comes with the scheduler that is handed in.
    from attache.study.scheduler import Scheduler

_ACTS = ", ".join(f"'{act}'" for act in Act)
IMPOSSIBLE = f"""
    FROM review_log r WHERE {STANDING} AND (
        (r.act IN ('answer', 'practice') AND r.rating NOT BETWEEN 1 AND 4)
        OR (r.act = 'answer' AND (r.phase NOT BETWEEN 1 AND 3 OR r.step < 0 OR r.due_day < r.day - 1))
        OR r.took < 0 OR r.day NOT BETWEEN 0 AND 3000000)
"""
"""Rows of the log that no answer can have led to (days beyond the year 9999 among them)."""


def differing(connection: sqlite3.Connection, scheduler: Scheduler) -> Iterator[tuple[str, CardState]]:
    """Yield the cards whose kept state is not what the log leads to, with the state that it should be."""
    kept = {row[0]: row[1:] for row in connection.execute(f"SELECT card, {STATE_COLUMNS} FROM card_state")}
    impossible = {row[0] for row in connection.execute(f"SELECT r.id {IMPOSSIBLE}")}
    for card, rows in log.every_card(connection):
        state = replay((row for row in rows if row.id not in impossible), scheduler)
        if not _same(kept.pop(card, None), state):
            yield card, state
    for card in kept:
        yield card, CardState(NEW)


def _same(kept: tuple[object, ...] | None, state: CardState) -> bool:
    """Tell whether columns hold a state; another machine's arithmetic may differ in the last digits."""
    if kept is None or state == CardState(NEW):
        return kept is None and state == CardState(NEW)
    memory = state.memory
    wanted = (
        int(memory.phase), memory.step, memory.stability, memory.difficulty, memory.last_day, memory.last_at,
        memory.due_day, memory.due_at, memory.reps, memory.lapses,
        int(state.suspended), state.buried_until, int(state.flagged),
    )  # fmt: skip
    return all(
        math.isclose(one, other, rel_tol=1e-9)
        if isinstance(one, float) and isinstance(other, float)
        else one == other
        for one, other in zip(kept, wanted, strict=True)
    )


def unknown_devices(connection: sqlite3.Connection) -> list[tuple[str]]:
    """Return the machines that rows name and the file does not know."""
    tables = ("bookmark", "note", "lookup", "lookup_clear", "review_log", "setting")
    every = " UNION ".join(f"SELECT device FROM {table}" for table in tables)
    return connection.execute(
        f"SELECT * FROM ({every}) WHERE device NOT IN (SELECT id FROM device)"
    ).fetchall()


def bad_settings(connection: sqlite3.Connection) -> list[str]:
    """Return the settings whose kept value cannot be; names that this version does not know are none."""
    names = {field.name for field in fields(StudySettings)}
    rows: Mapping[str, str] = dict(connection.execute("SELECT name, value FROM setting").fetchall())
    return [name for name, text in rows.items() if name in names and not _holds(name, text)]


def _holds(name: str, text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return is_allowed(name, tuple(value) if isinstance(value, list) else value)


def unknown_acts(connection: sqlite3.Connection) -> int:
    """Return how many rows of the log say what this version does not know."""
    sql = f"SELECT count(*) FROM review_log WHERE act NOT IN ({_ACTS})"
    return int(connection.execute(sql).fetchone()[0])
