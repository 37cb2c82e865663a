"""From rows to a state, one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from attache.learner.log import Act, CardState, Row
from attache.learner.replay import replay
from attache.study.memory import NEW, Phase, Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, DEFAULTS

DAY = 20_000
SCHEDULER = Scheduler(DEFAULTS)
MODEL = SCHEDULER.model


def row(act: Act, day: int = DAY, **more: Any) -> Row:
    """Return a row about a card."""
    return Row("id", "card", act, day * 86_400_000, 0, day)._replace(**more)


EASY = row(Act.ANSWER, rating=4, phase=2, due_day=DAY + 8)


def test_nothing_done_is_a_new_card() -> None:
    assert replay([], MODEL) == CardState(NEW)


def test_an_answer_keeps_what_was_decided_and_works_out_the_memory() -> None:
    memory = replay(
        [EASY, row(Act.ANSWER, DAY + 8, rating=1, phase=3, due_day=DAY + 8, due_at=77)], MODEL
    ).memory
    assert (memory.phase, memory.due_day, memory.due_at) == (Phase.RELEARNING, DAY + 8, 77)
    assert (memory.reps, memory.lapses, memory.last_day, memory.last_at) == (
        2,
        1,
        DAY + 8,
        (DAY + 8) * 86_400_000,
    )
    first = replay([EASY], MODEL).memory
    assert (memory.stability, memory.difficulty) == SCHEDULER.recall(first, Rating.AGAIN, DAY + 8)


def test_other_parameters_give_another_memory_but_the_same_due_day() -> None:
    other = Scheduler(replace(DEFAULTS, parameters=(*DEFAULT_PARAMETERS[:3], 20.0, *DEFAULT_PARAMETERS[4:])))
    one, two = replay([EASY], MODEL).memory, replay([EASY], other.model).memory
    assert one.stability != two.stability
    assert one.due_day == two.due_day


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([row(Act.BURY, due_day=DAY + 1)], CardState(NEW, buried_until=DAY + 1)),
        ([row(Act.SUSPEND)], CardState(NEW, suspended=True)),
        ([row(Act.SUSPEND), row(Act.RESUME)], CardState(NEW)),
        ([row(Act.FLAG)], CardState(NEW, flagged=True)),
        ([row(Act.FLAG), row(Act.UNFLAG)], CardState(NEW)),
        ([row(Act.PRACTICE, rating=1)], CardState(NEW)),
        ([row(Act.UNDO)], CardState(NEW)),
    ],
)
def test_what_else_can_be_done_with_a_card(acts: list[Row], state: CardState) -> None:
    assert replay(acts, MODEL) == state


def test_an_answer_ends_a_burial_and_keeps_a_flag() -> None:
    state = replay((EASY,), MODEL, CardState(NEW, buried_until=DAY + 1, flagged=True))
    assert (state.buried_until, state.flagged) == (0, True)
