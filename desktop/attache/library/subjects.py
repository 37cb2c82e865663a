"""Entries as quiz questions are made from them, read many at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attache.base.entry import Card
from attache.base.ids import qualified
from attache.base.subject import Dated, Relation, Subject
from attache.base.text import fold
from attache.base.vocabulary import Kind
from attache.library.pages import cards_among
from attache.library.reader import Reader

_MOST = 2000
"""Entries from which wrong options are taken, the most important ones; a larger library has enough there."""


def subjects(reader: Reader, entries: Sequence[str]) -> Mapping[str, Subject]:
    """Return some entries by id, and the most important others; raises ValueError."""
    wanted = {qualified(entry) for entry in entries}
    heads = reader.all(
        f"""SELECT n, id, title, kind, theme, type, definition, fields FROM entry
            WHERE n <= {_MOST} OR id IN (SELECT value FROM json_each(?)) ORDER BY n""",
        (json.dumps(sorted(wanted)),),
    )
    numbers = [row[0] for row in heads]
    names = _grouped(reader, "SELECT entry, text FROM label WHERE entry IN ({})", numbers)
    dates = _grouped(
        reader,
        """SELECT entry, substr("on", 1, 4), what FROM event WHERE until = '' AND entry IN ({})
           ORDER BY entry, position""",
        numbers,
    )
    relations = _grouped(
        reader,
        """SELECT r.entry, r.type, e.id FROM relation r JOIN entry e ON e.n = r.target
           WHERE r.entry IN ({}) ORDER BY r.entry, r.position""",
        numbers,
    )
    return {
        row[1]: _subject(row, names.get(row[0], ()), dates.get(row[0], ()), relations.get(row[0], ()))
        for row in heads
    }


def cards_by_id(reader: Reader, ids: Sequence[str]) -> Mapping[str, Card]:
    """Return cards by id, unknown ones left out; raises ValueError."""
    return {card.id: card for card in cards_among(reader, ids)}


_Rows = Sequence[tuple[Any, ...]]


def _grouped(reader: Reader, query: str, numbers: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return entry → the rows that a query yields of it, without the number."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for entry, *row in reader.among(query, numbers):
        found.setdefault(entry, []).append(tuple(row))
    return found


def _subject(head: tuple[Any, ...], names: _Rows, dates: _Rows, relations: _Rows) -> Subject:
    _, id_, title, kind, theme, type_, definition, text = head
    fields = json.loads(text)
    return Subject(
        id_,
        title,
        Kind(kind),
        theme,
        type_,
        definition,
        frozenset(filter(None, (fold(title), *(fold(name) for (name,) in names)))),
        founded=_year(fields.get("founded")),
        is_past=bool(fields.get("dissolved")),
        seat=str(fields.get("seat", "")),
        members=_texts(fields.get("members")),
        partners=_texts(fields.get("partners")),
        members_in=_year(fields.get("members-as-of")),
        dates=tuple(Dated(_year(year), what) for year, what in dates if _year(year)),
        relations=tuple(Relation(type_, target) for type_, target in relations),
    )


def _texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list; links in them are left out, because their names are titles."""
    texts = [str(each) for each in value] if isinstance(value, list) else []
    return tuple(text for text in texts if "[" not in text)


def _year(value: object) -> int:
    """Return a year with four digits, 0 for anything else."""
    text = str(value or "")[:4]
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
