"""Which of some nearby days a card is given: by chance, but the same chance each time it is asked.

FSRS names one day; a few to either side are as good (their ranges are FSRS's own).  Among them the days
with fewer cards are likelier, days off are avoided, and the dice are seeded with the card's id
and the count of its reviews, so that a preview and what follows from it agree.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

from attache.study.days import weekday
from attache.study.exam import LONGEST_BREAK

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""(from, to, share): how far an interval may be moved, as py-fsrs and Anki do it."""
_AROUND = 4
"""Days around a break among which a card that would be due in it is given one."""


def spread(
    interval: int,
    *,
    seed: str,
    day: int,
    loads: Mapping[int, int],
    days_off: Collection[int],
    least: int,
    maximum: int,
    breaks: Collection[tuple[int, int]] = (),
) -> int:
    """Return an interval near ``interval`` days, counted from ``day``, from ``least`` to ``maximum``.

    The maximum holds even if the least is more.

    ``loads`` tells how many cards are due on each day; ``days_off`` are weekdays, 0 for Monday, and
    ``breaks`` the first and last days of breaks.
    """
    shortest, longest = reach(interval, maximum)

    def working(intervals: range) -> list[int]:
        if not days_off and not breaks:
            return list(intervals)
        return [each for each in intervals if not _is_off(day + each, days_off, breaks)]

    choices = working(range(max(shortest, least), longest + 1))
    if not choices:
        wanted = min(max(interval, least), maximum)
        if any(first <= day + wanted <= last for first, last in breaks):
            # What is due in a break comes in the days before it and after it.
            low, high = max(least, 1, wanted - LONGEST_BREAK), min(wanted + LONGEST_BREAK, maximum)
            near = sorted(working(range(low, high + 1)), key=lambda each: abs(each - wanted))
            choices = sorted(near[:_AROUND]) or [wanted]
        else:
            # A card that may not be moved at all still gives way to a day off, and comes some days later.
            choices = working(range(wanted, min(wanted + 6, maximum) + 1))[:1] or [wanted]
    weights = [1 / (1 + loads.get(day + choice, 0)) ** 2 for choice in choices]
    mark = zlib.crc32(seed.encode()) / 2**32 * sum(weights)
    for choice, weight in zip(choices[:-1], weights, strict=False):
        mark -= weight
        if mark < 0:
            return choice
    return choices[-1]


def reach(interval: int, maximum: int) -> tuple[int, int]:
    """Return the shortest and the longest interval that are as good as this one, in days."""
    if interval < _RANGES[0][0]:
        return interval, interval
    room = 1.0 + sum(share * max(min(float(interval), end) - start, 0.0) for start, end, share in _RANGES)
    shortest = max(2, round(interval - room))
    longest = min(round(interval + room), maximum)
    return min(shortest, longest), longest


def _is_off(day: int, days_off: Collection[int], breaks: Collection[tuple[int, int]]) -> bool:
    return weekday(day) in days_off or any(first <= day <= last for first, last in breaks)
