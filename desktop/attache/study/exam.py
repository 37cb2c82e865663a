"""An exam and the learner's breaks: values, and what they change on a day.

An exam is in effect up to its day: its cards come before all others, its minutes are those of the day, and
in a last pass cards that would be below the aim on the day are reviewed early.  The day after, nothing of it
is in effect.  Both are study settings (see :mod:`attache.study.settings`), stored as JSON lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

LAST_PASS = 7
"""Days before an exam over which the last pass is spread."""
MOST_NAME = 80
LONGEST_BREAK, MOST_BREAKS, MOST_EXAMS = 92, 40, 60
_BEFORE_BREAK = 7
"""Days before a break over which cards that are due in it are spread, at most."""
_LEAST_TAIL, _MOST_TAIL, _TAIL = 2, 14, 5
"""Days before an exam that should bring no new cards: one in five of the days of the plan, within limits."""
TOO_LATE = 1_000_000
"""The first day that is too late for an exam or a break, in days since 1970 (the year 4707)."""


class Exam(NamedTuple):
    """An exam: its name, the learner's ``day``, its scope, its aim in per cent, and the most minutes a day.

    The scope is the cards of some ``documents`` (all of them if empty), or only their core cards.
    ``planned_on`` is the day on which the plan was last made, and ``forecast`` the share in per cent that was
    then expected to be remembered on the day, -1.0 for none.
    """

    name: str
    day: int
    documents: tuple[str, ...] = ()
    core: bool = True
    aim: int = 90
    minutes: int = 20
    planned_on: int = 0
    forecast: float = -1.0

    @property
    def last_new(self) -> int:
        """The first day that should bring no new cards any more."""
        days = self.day - self.planned_on
        return self.day - max(_LEAST_TAIL, min(_MOST_TAIL, days // _TAIL))

    def new_days(self, day: int) -> int:
        """Return over how many days, this one included, the new cards are spread; at least 1."""
        return max((self.last_new if day < self.last_new else self.day) - day, 1)

    def in_last_pass(self, day: int) -> bool:
        """Return whether a day is one of the last pass."""
        return self.day - LAST_PASS <= day <= self.day


class Break(NamedTuple):
    """Days on which the learner does not study, from the ``first`` to the ``last``."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    @property
    def early(self) -> int:
        """The first day of the break whose due cards wait until after it; those before come early."""
        return self.first + self.days // 2

    @property
    def spread(self) -> int:
        """Over how many days before it, and after it, its cards are spread."""
        return max(1, min(_BEFORE_BREAK, self.days // 2))


def join_break(away: Break, breaks: Iterable[Break]) -> Break:
    """Return the one break that a further one becomes with those that it overlaps or touches."""
    joined = [away, *(each for each in breaks if each.first <= away.last + 1 and away.first <= each.last + 1)]
    return Break(min(each.first for each in joined), max(each.last for each in joined))


def next_exam(exams: Iterable[tuple[object, ...]], day: int) -> Exam | None:
    """Return the exam that is in effect on a day: the nearest one that is not past."""
    ahead = [exam for each in exams if (exam := Exam(*each)).day >= day]  # type: ignore[arg-type]
    return min(ahead, key=lambda exam: exam.day, default=None)


def past_exams(exams: Iterable[tuple[object, ...]], day: int) -> tuple[Exam, ...]:
    """Return the exams that are past on a day, the latest first."""
    past = [exam for each in exams if (exam := Exam(*each)).day < day]  # type: ignore[arg-type]
    return tuple(sorted(past, key=lambda exam: exam.day, reverse=True))


def are_exams(value: object) -> bool:
    """Return whether a stored value is a list of exams."""
    return isinstance(value, tuple) and len(value) <= MOST_EXAMS and all(map(_is_exam, value))


def are_breaks(value: object) -> bool:
    """Return whether a stored value is a list of breaks, in order and apart from one another."""
    if not isinstance(value, tuple) or len(value) > MOST_BREAKS:
        return False
    after = -1
    for each in value:
        if not (isinstance(each, tuple) and len(each) == len(Break._fields) and all(map(_is_whole, each))):
            return False
        first, last = each
        if not after < first <= last < min(first + LONGEST_BREAK, TOO_LATE):
            return False
        after = last
    return True


def _is_exam(value: object) -> bool:
    if not isinstance(value, tuple) or len(value) != len(Exam._fields):
        return False
    name, day, documents, core, aim, minutes, planned_on, forecast = value
    return (
        isinstance(name, str)
        and 0 < len(name) <= MOST_NAME
        and isinstance(documents, tuple)
        and all(isinstance(each, str) for each in documents)
        and isinstance(core, bool)
        and all(map(_is_whole, (day, aim, minutes, planned_on)))
        and 0 <= planned_on <= day < TOO_LATE
        and 50 <= aim <= 99
        and 1 <= minutes <= 600
        and isinstance(forecast, int | float)
        and -1 <= forecast <= 100
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
