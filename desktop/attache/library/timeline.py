"""What entries date, in order of time, and a scale on which empty centuries take no room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor, sqrt
from typing import NamedTuple

from attache.base.dates import span_words
from attache.base.ids import qualified
from attache.base.vocabulary import EntryRef, Kind
from attache.library.reader import Reader

_TURNING_POINTS = (1815, 1914, 1945, 1991)
"""Years in which an era begins: the Congress of Vienna, the World Wars, the end of the Cold War."""
_EMPTY = 50
"""Years without a date that end an era."""
_LEAST = 1.5
"""What an era weighs besides the square root of the number of its dates."""
_BREAK = 0.008
"""The room between two eras, as a share of the whole scale."""
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class Event(NamedTuple):
    """Something dated.  ``on`` and ``until`` are a year, ``YYYY-MM`` or ``YYYY-MM-DD``; ``until`` may be "".

    ``n`` is the number of the entry, 1 the most important; ``begin`` and ``end`` are years with a fraction.
    """

    entry: EntryRef
    n: int
    theme: str
    on: str
    until: str
    what: str
    begin: float
    end: float

    @property
    def when(self) -> str:
        """The date in words."""
        return span_words(self.on, self.until)

    @property
    def in_full(self) -> str:
        """The date, what happened and the entry, each on a line."""
        return f"{self.when}\n{self.what}\n{self.entry.title}"


class Era(NamedTuple):
    """A time with dates, from the start of one year to the start of another.

    ``left`` and ``right`` are its share of the scale, which goes from 0 to 1.
    """

    first: int
    last: int
    left: float
    right: float

    @property
    def title(self) -> str:
        """Its first and last year."""
        return f"{self.first}–{self.last - 1}" if self.last - self.first > 1 else str(self.first)

    def position(self, year: float) -> float:
        """Return where a year with a fraction is on the scale; it is linear within an era."""
        return self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first)


class TimeScale:
    """Eras side by side: time without dates is left out, and times with many dates get more room."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Divide the time of some events into eras."""
        self.eras = _eras(sorted(floor(year) for each in events for year in (each.begin, each.end)))
        self._firsts = [era.first for era in self.eras]

    def position(self, year: float) -> float:
        """Return where a year with a fraction is, 0 the left end and 1 the right."""
        era = self.eras[max(0, bisect_right(self._firsts, year) - 1)]
        return min(era.position(year), era.right)


def events(reader: Reader) -> tuple[Event, ...]:
    """Return every event in order of time."""
    rows = reader.all(
        """SELECT e.id, e.title, e.kind, e.n, e.theme, v."on", v.until, v.what
           FROM event v JOIN entry e ON e.n = v.entry ORDER BY e.n, v.position"""
    )
    try:
        found = [_event(*row) for row in rows]
    except (ValueError, IndexError) as error:
        raise reader.damaged() from error
    return tuple(sorted(found, key=lambda event: (_parts(event.on), event.n)))


def is_dated(reader: Reader, id_: str) -> bool:
    """Return whether an entry has an event."""
    query = "SELECT 1 FROM event JOIN entry ON entry.n = event.entry WHERE entry.id = ? LIMIT 1"
    return reader.one(query, (qualified(id_),)) is not None


def related(reader: Reader, id_: str) -> frozenset[int]:
    """Return the numbers of the entries that an entry has a relation to."""
    query = "SELECT target FROM relation JOIN entry ON entry.n = relation.entry WHERE entry.id = ?"
    return frozenset(n for (n,) in reader.all(query, (qualified(id_),)))


def _event(id_: str, title: str, kind: str, n: int, theme: str, on: str, until: str, what: str) -> Event:
    begin, what = _instant(on), what[:1].upper() + what[1:]
    end = max(begin, _instant(until)) if until else begin
    return Event(EntryRef(id_, title, Kind(kind)), n, theme, on, until, what, begin, end)


def _instant(date: str) -> float:
    """Return the middle of a year, a month or a day as a year with a fraction."""
    year, month, day = _parts(date)
    if not month:
        return year + 0.5
    return year + (_DAYS_BEFORE[month - 1] + (day or 15) - 0.5) / 366


def _parts(date: str) -> tuple[int, int, int]:
    """Return (year, month, day), 0 for what a date leaves open."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    return year, month, day


def _eras(years: Sequence[int]) -> tuple[Era, ...]:
    """Divide sorted years, one for each date, at turning points and where long times are empty."""
    if not years:
        return ()
    groups = [[years[0]]]
    for before, year in pairwise(years):
        turns = any(before < point <= year for point in _TURNING_POINTS)
        if turns or year - before > _EMPTY:
            groups.append([])
        groups[-1].append(year)
    weights = [_LEAST + sqrt(len(group)) for group in groups]
    room = 1 - _BREAK * (len(groups) - 1)
    eras, left = [], 0.0
    for group, weight in zip(groups, weights, strict=True):
        right = left + room * weight / sum(weights)
        eras.append(Era(group[0], group[-1] + 1, left, min(right, 1.0)))
        left = right + _BREAK
    return tuple(eras)
