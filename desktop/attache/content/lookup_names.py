"""The look-up tables of names: their starts, their words, and what misspelt words come near to."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from attache.base import bits
from attache.base.spelling import remains
from attache.base.text import LONGEST_QUERY, fold, forms
from attache.content.render import Link, Piece, Text, inline_pieces, to_plain

WIDE = 1000
"""Above so many rows the entries that share a start are stored as bit sets.

Reading 1,000 rows at a key stroke takes about half a millisecond; a lower bound makes the file larger.
"""

CLASSES = ((0, 2), (1, 3), (4, 5), (6, 7))
"""For each rank the classes of a name's rows from its start, and from a later word on."""

_AFTER_ALL = "\U0010ffff"


class Rank(IntEnum):
    """What a name is to the entry that it finds."""

    TITLE = 0
    OTHER = 1
    ELSEWHERE = 2
    """A part of the thing, or something related."""
    TAKES_PART = 3
    """A member or party, or the place."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name by which entry ``n`` is found, in its folded forms."""

    n: int
    rank: Rank
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Starts:
    """Rows of the table ``start``, sorted: ``texts[i]`` has ``classes[i]`` and entry ``numbers[i]``."""

    texts: list[str]
    classes: list[int]
    numbers: list[int]


_NAMES = f"""
    SELECT n, {Rank.TITLE} AS rank, -1 AS position, title AS text FROM entry
    UNION ALL SELECT entry, iif(type IN ('narrower', 'related'), {Rank.ELSEWHERE}, {Rank.OTHER}),
        position, text FROM label
    UNION ALL SELECT n, {Rank.TAKES_PART}, f.id, f.value FROM entry, json_tree(fields) f
        WHERE f.type = 'text' AND (f.path IN ('$.members', '$.parties') OR f.fullkey = '$.place')
    ORDER BY 1, 2, 3"""
_SHORT: Mapping[str, str] = {
    "united kingdom": "UK",
    "united states": "US",
    "united arab emirates": "UAE",
    "united nations": "UN",
    "european union": "EU",
}
"""Short names by which the parties, members and places that have no entry are looked up as well."""


def read_names(connection: sqlite3.Connection) -> list[Name]:
    """Return every name in a library file, those of one entry together, entries in ascending order."""
    # A library holds one pack, so that its name tells nothing.
    entries = connection.execute("SELECT id, title FROM entry").fetchall()
    titles = {_without_pack(id_): title for id_, title in entries}
    found: list[Name] = []
    for n, rank, _, written in connection.execute(_NAMES):
        text: str = written
        if rank == Rank.TAKES_PART:
            text = to_plain(_titled(piece, titles) for piece in inline_pieces(written))
            if short := _SHORT.get(fold(text)):
                found.append(Name(n, Rank.TAKES_PART, forms(short)))
        found.append(Name(n, Rank(rank), forms(text)))
    return found


def _titled(piece: Piece, titles: Mapping[str, str]) -> Piece:
    """Return a piece of a text, a link without words with the title of its entry."""
    if not isinstance(piece, Link) or piece.words:
        return piece
    return Text(titles.get(_without_pack(piece.target), piece.target))


def _without_pack(id_: str) -> str:
    return id_.rpartition(":")[2]


def write_names(connection: sqlite3.Connection, names: list[Name], highest: int) -> None:
    """Fill the tables ``start``, ``wide``, ``name`` and ``near``; ``highest`` is the last entry's number."""
    rows = sorted({row for name in names for row in _starts_of(name)})
    connection.executemany("INSERT INTO start (text, class, n) VALUES (?, ?, ?)", rows)
    starts = _Starts([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
    del rows
    connection.executemany(
        "INSERT INTO wide (prefix, class, members) VALUES (?, ?, ?)", _wide(starts, highest)
    )
    connection.executemany(
        "INSERT INTO name (rowid, title, others, second) VALUES (?, ?, ?, ?)", _by_entry(names)
    )
    connection.execute("INSERT INTO name (name) VALUES ('optimize')")
    words = {word for name in names for form in name.forms for word in form.split() if not word.isdigit()}
    near = sorted((text, word) for word in words for text in remains(word))
    connection.executemany("INSERT INTO near (text, word) VALUES (?, ?)", near)


def _starts_of(name: Name) -> Iterator[tuple[str, int, int]]:
    """Yield (text, class, n) for a name from each of its words on."""
    whole, later = CLASSES[name.rank]
    for form in name.forms:
        if not form:
            continue
        yield form, whole, name.n
        place = form.find(" ")
        while place >= 0:
            yield form[place + 1 :], later, name.n
            place = form.find(" ", place + 1)


def _by_entry(names: Iterable[Name]) -> Iterator[tuple[int, str, str, str]]:
    """Yield (n, its title's forms, those of its other names, those of names that lead elsewhere)."""
    for n, own in groupby(names, key=lambda name: name.n):
        words: tuple[list[str], ...] = ([], [], [])
        for name in own:
            words[min(name.rank, Rank.ELSEWHERE)].extend(name.forms)
        title, others, second = map(" ".join, words)
        yield n, title, others, second


def _wide(starts: _Starts, highest: int) -> list[tuple[str, int, bytes]]:
    """Return (prefix, class, packed set) for every prefix that more than WIDE starts begin with."""
    found: list[tuple[str, int, bytes]] = []

    def visit(prefix: str, low: int, high: int) -> list[int]:
        """Return a set for each class of the rows ``low`` to ``high``, which begin with ``prefix``."""
        if high - low <= WIDE or len(prefix) >= LONGEST_QUERY:
            return _sets(starts, low, high, highest)
        own_end = bisect_right(starts.texts, prefix, low, high)
        classes = _sets(starts, low, own_end, highest)
        low = own_end
        while low < high:
            longer = starts.texts[low][: len(prefix) + 1]
            end = bisect_left(starts.texts, longer + _AFTER_ALL, low, high)
            classes = [mine | theirs for mine, theirs in zip(classes, visit(longer, low, end), strict=True)]
            low = end
        if prefix and not prefix.endswith(" "):  # what is typed is folded, and never ends in a space
            found.extend((prefix, class_, bits.pack(members)) for class_, members in enumerate(classes))
        return classes

    visit("", 0, len(starts.texts))
    return sorted(found)


def _sets(starts: _Starts, low: int, high: int, highest: int) -> list[int]:
    """Return the entries of some rows as a set for each of the eight classes."""
    members: list[list[int]] = [[] for _ in range(8)]
    for row in range(low, high):
        members[starts.classes[row]].append(starts.numbers[row])
    return [bits.from_numbers(numbers, highest) if numbers else 0 for numbers in members]
