"""The message that all pages show when no card of a scope can be shown now."""

from __future__ import annotations

from typing import NamedTuple

from attache.study.done import done_words, more_words
from attache.study.overview import NextDue
from attache.study.scope import ALL_CARDS, Scope
from attache.study.workload import Today, more_new
from attache.ui.shell.learner import Learner


class FullDay(NamedTuple):
    """A heading, what is said under it, and the words of a button that goes past the limits, "" for none."""

    title: str
    words: str
    more: str


def full_day(
    learner: Learner, today: Today, scope: Scope = ALL_CARDS, following: NextDue | None = None
) -> FullDay | None:
    """Return what is said where no card can be asked now, None if one can.

    ``following`` says when the next cards of the scope are due; it is read if it is not given.
    """
    back_at = today.waits_until(learner.now().at)
    if today.cards and not back_at:
        return None
    return FullDay(
        "Done for now" if back_at else "Done for today",
        done_words(
            today,
            learner.settings,
            learner.next_due(scope) if following is None else following,
            f"{learner.local_time(back_at):%H:%M}" if back_at else "",
        ),
        more_words(today, more_new(today, scope)),
    )
