"""From the log of one card to its state: what the kept states are proved by, and mended from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from attache.learner.log import Act, CardState, Row
from attache.study.memory import NEW, Memory, Phase, Rating

if TYPE_CHECKING:
    # FSRS takes longer to import than the window to open; it comes with the scheduler that is handed in.
    from attache.study.scheduler import Scheduler


def replay(rows: Iterable[Row], scheduler: Scheduler) -> CardState:
    """Return the state that the standing rows of one card, in order, lead to."""
    state = CardState(NEW)
    for row in rows:
        state = after(state, row, scheduler)
    return state


def after(state: CardState, row: Row, scheduler: Scheduler) -> CardState:
    """Return the state of a card after one more row."""
    match row.act:
        case Act.ANSWER:
            return replace(state, memory=_answered(state.memory, row, scheduler), buried_until=0)
        case Act.BURY:
            return replace(state, buried_until=row.due_day)
        case Act.SUSPEND | Act.RESUME:
            return replace(state, suspended=row.act is Act.SUSPEND)
        case Act.FLAG | Act.UNFLAG:
            return replace(state, flagged=row.act is Act.FLAG)
        case _:
            return state


def _answered(memory: Memory, row: Row, scheduler: Scheduler) -> Memory:
    """Return the memory after an answer: what was decided is in the row, the rest follows from the days."""
    rating = Rating(row.rating)
    stability, difficulty = scheduler.recall(memory, rating, row.day)
    return Memory(
        phase=Phase(row.phase),
        step=row.step,
        stability=stability,
        difficulty=difficulty,
        last_day=row.day,
        last_at=row.at,
        due_day=row.due_day,
        due_at=row.due_at,
        reps=memory.reps + 1,
        lapses=memory.lapses + (memory.phase is Phase.REVIEW and rating is Rating.AGAIN),
    )
