"""The second search for a text, when the reader pauses: every hit counted, the texts ranked and quoted.

It runs on a worker's thread with a connection of its own, and ends soon after it is cancelled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attache.base import bits
from attache.base.reference import GUIDE_TEXTS, OTHER_TEXTS
from attache.base.vocabulary import EntryRow
from attache.library.facets import Facets
from attache.library.filters import Filters
from attache.library.query import match_text, parse
from attache.library.questions import Words
from attache.library.reader import Reader
from attache.library.results import Hit, Results
from attache.library.rows import rows_of
from attache.library.searching import Search
from attache.library.snippets import snippet

_SCORED = 2000
"""Texts that are scored, the most important first: about 10 ms."""


def refine(path: Path, text: str, filters: Filters, limit: int, cancelled: Callable[[], bool]) -> Results:
    """Look up a text again, more thoroughly: names as before, texts by bm25, with snippets and exact counts.

    A cancelled run returns empty, inexact results, to be thrown away. KnownError as for opening.
    """
    query = parse(text)
    if not query.words:
        return Results(text)
    reader = Reader(path)
    try:
        reader.interrupt_when(cancelled)
        return _refined(reader, text, filters, limit)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_INTERRUPT:
            raise
        return Results(text, exact_total=False)
    finally:
        reader.close()


def _refined(reader: Reader, text: str, filters: Filters, limit: int) -> Results:
    """Return the refined results, reading whatever they need."""
    row = reader.one("SELECT max(n) FROM entry")
    highest: int = (row[0] or 0) if row else 0
    search = Search(reader, Facets(reader, highest), highest)
    answer = search.answer(parse(text), filters)
    named, _ = search.shown(answer, limit)
    written: list[int] = []
    for fitting in answer.written():
        written += _ranked(reader, answer.texts_by, fitting, limit - len(named) - len(written))
    words = " ".join(answer.texts_by)
    quoted = _quoted(reader, rows_of(reader, written), words)
    return search.results(text, filters, answer, (*search.name_hits(answer, named), *quoted))


def _ranked(reader: Reader, words: Words, fitting: int, limit: int) -> list[int]:
    """Return the entries of a set by how well their texts match, best first.

    Names weigh 4, the definition 3, the rest 1, the guides least. Only the most important of the matches
    are scored.
    """
    if limit <= 0 or not fitting:
        return []
    scored = reader.all(
        """SELECT rowid, bm25(body, 4.0, 3.0, 1.0, 0.3) FROM body
           WHERE body MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?""",
        (match_text(words), 1, fitting.bit_length(), _SCORED),
    )
    wanted = set(bits.to_numbers(fitting))
    best = sorted((score, n) for n, score in scored if n in wanted)[:limit]
    numbers = [n for _, n in best]
    if len(numbers) < limit:
        numbers += sorted(wanted.difference(numbers))[: limit - len(numbers)]
    return numbers


def _quoted(reader: Reader, rows: Sequence[EntryRow], words: str) -> list[Hit]:
    """Return hits by text with the words around the match, and where they stand."""
    found, hits = _texts(reader, rows), []
    for row in rows:
        at, quoted = snippet([text for text, _, _ in found[row.n]], words)
        _, place, section = found[row.n][at] if quoted else ("", "", "")
        hits.append(Hit(row, snippet=quoted, place=place, where="text", section=section))
    return hits


def _texts(reader: Reader, rows: Sequence[EntryRow]) -> Mapping[int, Sequence[tuple[str, str, str]]]:
    """Return the texts that find each entry, the place of each, and the section of one that is of a guide.

    Definition and explanation have no place.
    """
    found = {row.n: [(row.definition, "", "")] for row in rows}
    for query in (
        "SELECT n, body, '' FROM entry WHERE n IN ({})",
        OTHER_TEXTS.format(where="WHERE entry IN ({})"),
        GUIDE_TEXTS.format(where="AND ge.entry IN ({})"),
    ):
        for n, text, place, *section in reader.among(query, list(found)):
            found[n].append((text, place, section[0] if section else ""))
    return found
