"""Two entries of which one was taken for the other: how long, and on which days, they are asked about.

The extra questions are practice.  They are no reviews: neither the schedule nor any count knows of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attache.base.entry import Confusion

DAYS = 3
"""On so many different days two entries must be told apart before they are asked about no more."""


class Telling(NamedTuple):
    """An answer about two entries on one of the learner's days: whether they were told apart."""

    confusion: Confusion
    told: bool
    day: int


class Confused(NamedTuple):
    """Two entries that are asked about, as they were confused last.

    ``told`` is the number of days on which they have been told apart since.
    """

    confusion: Confusion
    told: int


def to_tell_apart(tellings: Iterable[Telling], day: int) -> list[Confused]:
    """Return what is asked about on a day, the earliest confusion first.

    ``tellings`` are in the order in which they happened.  A further confusion starts the count again.  On a
    day on which two entries were confused or told apart they are asked about no more: the answer has just
    been seen.
    """
    found: dict[frozenset[str], tuple[Confusion, set[int]]] = {}
    rests: set[frozenset[str]] = set()
    for confusion, told, on in tellings:
        pair = frozenset(confusion)
        if on == day:
            rests.add(pair)
        if not told:
            found[pair] = confusion, set()
        elif pair in found:
            found[pair][1].add(on)
    return [
        Confused(confusion, len(days))
        for pair, (confusion, days) in found.items()
        if pair not in rests and len(days) < DAYS
    ]
