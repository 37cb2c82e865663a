"""Computes the state of a card from its log, to check the saved states and to repair them."""

from __future__ import annotations

from collections.abc import Iterable

from attache.learner.log import Act, CardState, Row
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import NEW, Memory, Phase, Rating

_NOTHING = CardState(NEW)
# Comparing members of an enumeration is slow, and this would be done for every row.
_ANSWER, _BURY, _SUSPEND, _RESUME, _FLAG, _UNFLAG = (
    act.value for act in (Act.ANSWER, Act.BURY, Act.SUSPEND, Act.RESUME, Act.FLAG, Act.UNFLAG)
)  # fmt: skip
_BEGINNING, _REVIEW, _AGAIN = int(Phase.NEW), int(Phase.REVIEW), int(Rating.AGAIN)


def replay(rows: Iterable[Row], model: Fsrs6, before: CardState = _NOTHING) -> CardState:
    """Return the state that the effective rows of one card, in order, lead to.

    What was decided when an answer was given is in its row; the rest follows from days and ratings.  One loop
    over plain values keeps this fast, because the doctor does it for a whole log.
    """
    first, after_answer = model.first, model.after
    memory = before.memory
    phase = int(memory.phase)
    step, due_day, due_at = memory.step, memory.due_day, memory.due_at
    stability, difficulty = memory.stability, memory.difficulty
    last_day, last_at = memory.last_day, memory.last_at
    reps, lapses = memory.reps, memory.lapses
    suspended, buried_until, flagged = before.suspended, before.buried_until, before.flagged
    for row in rows:
        act = row.act
        if act == _ANSWER:
            rating = row.rating
            if phase == _BEGINNING:
                stability, difficulty = first(rating)
            else:
                stability, difficulty = after_answer(stability, difficulty, row.day - last_day, rating)
                lapses += phase == _REVIEW and rating == _AGAIN
            phase, step, due_day, due_at = row.phase, row.step, row.due_day, row.due_at
            last_day, last_at = row.day, row.at
            reps += 1
            buried_until = 0
        elif act == _BURY:
            buried_until = row.due_day
        elif act in (_SUSPEND, _RESUME):
            suspended = act == _SUSPEND
        elif act in (_FLAG, _UNFLAG):
            flagged = act == _FLAG
    after = Memory(
        Phase(phase), step, stability, difficulty, last_day, last_at, due_day, due_at, reps, lapses
    )
    return CardState(after, suspended, buried_until, flagged)
