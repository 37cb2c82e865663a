"""The tables that make look-up fast, filled from a library file's own entries.

They are computed once, here, so that a key stroke never sorts, scores or counts what could
have been known beforehand.  The tables are described in :mod:`attache.base.reference`.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, groupby
from typing import Any

from attache.base import bits
from attache.base.reference import GUIDE_TEXTS, LOOKUP_TABLES, OTHER_TEXTS
from attache.base.spelling import one_spelling
from attache.base.text import fold
from attache.base.vocabulary import Kind
from attache.content.lookup_names import read_names, write_names

_KINDS: Mapping[Kind, str] = {
    Kind.ORGANISATION: "Organisations",
    Kind.CONCEPT: "Concepts",
    Kind.CASE_STUDY: "Case studies",
}

_GATHERED_BYTES = 32 << 20
"""Of an index of texts, held before it is written."""


def write_lookup(connection: sqlite3.Connection) -> None:
    """Create LOOKUP_TABLES in a library file whose other tables are filled, and fill them; commits."""
    connection.executescript(LOOKUP_TABLES)
    with connection:
        (highest,) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
        write_names(connection, read_names(connection), highest)
        _write_bodies(connection)
        _write_facets(connection, highest)
        _write_listing(connection)


def _write_bodies(connection: sqlite3.Connection) -> None:
    """Index what can be read on each page, and in the guides, in one spelling."""
    spelt = cache(one_spelling)

    def words(*texts: str) -> str:
        return " ".join(map(spelt, fold(" / ".join(texts)).split()))

    # Gathered in memory and merged once at the end: a third of the time.
    connection.execute("INSERT INTO body (body, rank) VALUES ('hashsize', ?)", (_GATHERED_BYTES,))
    connection.execute("INSERT INTO body (body, rank) VALUES ('automerge', 0)")
    others, guides = (_Texts(connection, query.format(where="")) for query in (OTHER_TEXTS, GUIDE_TEXTS))
    # A misspelling is not to be read on the page, so it must not be found as if it were.
    labels = _Texts(
        connection, "SELECT entry, text FROM label WHERE type <> 'misspelling' ORDER BY entry, position"
    )
    entries = connection.execute("SELECT n, title, definition, body FROM entry ORDER BY n")
    connection.executemany(
        "INSERT INTO body (rowid, names, definition, text, guides) VALUES (?, ?, ?, ?, ?)",
        (
            (n, words(title, labels.of(n)), words(definition), words(body, others.of(n)), words(guides.of(n)))
            for n, title, definition, body in entries
        ),
    )
    connection.execute("INSERT INTO body (body) VALUES ('optimize')")


class _Texts:
    """The texts of each entry joined, for a caller who asks for entries in ascending order."""

    def __init__(self, connection: sqlite3.Connection, query: str) -> None:
        """Begin to walk along rows of (entry, text, …), ordered by entry."""
        self._groups: Iterator[tuple[int, Iterator[tuple[Any, ...]]]] = groupby(
            connection.execute(query), key=lambda row: row[0]
        )
        self._ahead = self._step()

    def of(self, n: int) -> str:
        """Return the joined texts of entry ``n``, empty if it has none."""
        while self._ahead[0] < n:
            self._ahead = self._step()
        return self._ahead[1] if self._ahead[0] == n else ""

    def _step(self) -> tuple[float, str]:
        """Return the next entry's number and texts, infinity after the last."""
        for n, rows in self._groups:
            return n, " / ".join(row[1] for row in rows)
        return float("inf"), ""


def _write_facets(connection: sqlite3.Connection, highest: int) -> None:
    """Store for every kind, theme, document, section and letter which entries have it."""
    connection.executemany(
        "INSERT INTO facet (facet, value, position, title, members) VALUES (?, ?, ?, ?, ?)",
        (
            (facet, value, position, title, bits.pack(bits.from_numbers(numbers, highest)))
            for facet, value, position, title, numbers in _facets(connection)
        ),
    )


def _facets(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int, str, Iterable[int]]]:
    """Yield every value of every facet as (facet, value, position, title, numbers of its entries)."""
    entries = connection.execute(
        "SELECT n, kind, theme, letter, position FROM entry ORDER BY position"
    ).fetchall()
    of: dict[tuple[str, object], list[int]] = {}
    firsts: dict[str, int] = {}
    for n, kind, theme, letter, position in entries:
        for key in (("kind", kind), ("theme", theme), ("letter", letter)):
            of.setdefault(key, []).append(n)
        firsts.setdefault(letter, position)
    for n, section in connection.execute("SELECT entry, section FROM note WHERE section IS NOT NULL"):
        of.setdefault(("section", section), []).append(n)

    for position, (kind, title) in enumerate(_KINDS.items()):
        yield "kind", kind.value, position, title, of.get(("kind", kind.value), ())
    for position, theme, title in connection.execute("SELECT position, id, title FROM theme").fetchall():
        yield "theme", theme, position, title, of.get(("theme", theme), ())
    sections = connection.execute("SELECT n, document, id, title FROM section ORDER BY n").fetchall()
    sections_of: dict[str, list[int]] = {}
    for n, document, _, _ in sections:
        sections_of.setdefault(document, []).append(n)
    for position, document, title in connection.execute(
        "SELECT position, id, short FROM document"
    ).fetchall():
        own = sections_of.get(document, ())
        yield (
            "document",
            document,
            position,
            title,
            chain.from_iterable(of.get(("section", n), ()) for n in own),
        )
    for n, document, section, title in sections:
        yield "section", f"{document}/{section}", n, title, of.get(("section", n), ())
    for letter, first in firsts.items():
        yield "letter", letter, first, letter.upper(), of[("letter", letter)]


def _write_listing(connection: sqlite3.Connection) -> None:
    """Store every entry's number in alphabetical order, so that browsing reads one value."""
    numbers = [n for (n,) in connection.execute("SELECT n FROM entry ORDER BY position")]
    connection.execute("INSERT INTO listing VALUES (?)", (struct.pack(f"<{len(numbers)}I", *numbers),))
