"""The messages when no card can be shown now: why, what waits, and what can be added."""

from __future__ import annotations

from attache.base.numbers import counted
from attache.study.overview import NextDue
from attache.study.settings import StudySettings
from attache.study.workload import Today


def done_words(today: Today, settings: StudySettings, following: NextDue, back_at: str = "") -> str:
    """Return which limit of the day is reached, and what comes next.

    ``back_at`` is the time of day at which the first card in its steps comes back, "" if none is waited
    for.
    """
    reached = _reached(today, settings)
    waiting = today.waiting.due + today.waiting.learning
    if back_at:
        return f"{reached} {_steps(today.learning, back_at)}".strip()
    if not reached:
        reached = "Nothing more is due today." if today.done.answers else "Nothing is due today."
    if waiting:
        return f"{reached} {counted(waiting, 'card')} can wait until tomorrow."
    if not following.days:
        return reached
    when = "tomorrow" if following.days == 1 else f"in {following.days:,} days"
    return f"{reached} Next: {counted(following.cards, 'card')} {when}."


def more_words(today: Today, new: int) -> str:
    """Return the label of the button that adds ``new`` cards beyond the limits; "" if nothing waits."""
    if today.waiting.due + today.waiting.learning > today.learning:
        return "Study more"
    return f"Add {counted(new, 'new card')}" if new else ""


def _steps(cards: int, back_at: str) -> str:
    if cards == 1:
        return f"1 learning card is due again at {back_at}."
    return f"{cards:,} learning cards are due again later, the first at {back_at}."


def _reached(today: Today, settings: StudySettings) -> str:
    """Return the limit that leaves cards for another day, as a sentence; "" if none does."""
    waiting, done = today.waiting, today.done
    of_reviews = waiting.due + waiting.learning > today.learning
    if not of_reviews and not waiting.new:
        return ""
    if not of_reviews and settings.new_limit and done.new >= settings.new_limit:
        return "Today’s new card is done." if done.new == 1 else f"Today’s {done.new:,} new cards are done."
    if today.left == 0:
        return f"You have reached today’s limit of {counted(today.budget, 'minute')}."
    if settings.due_limit and done.due >= settings.due_limit:
        return "Today’s review is done." if done.due == 1 else f"Today’s {done.due:,} reviews are done."
    return "Today’s share of your catch-up plan is done."
