"""Lines of lists, read some at a time and returned in the order they were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attache.base.ids import qualified
from attache.base.text import fold
from attache.base.vocabulary import EntryRow, Kind, LabelType
from attache.library.reader import Reader
from attache.library.recognition import faults_in

_NOT_OWN = tuple(type_.value for type_ in LabelType if not type_.is_own)
_COLUMNS = "n, id, kind, title, abbreviation, definition"


def rows_of(reader: Reader, numbers: Sequence[int]) -> list[EntryRow]:
    """Return the rows of entries given by number, unknown ones left out."""
    with faults_in(reader.path):
        rows = {
            row[0]: _row(row)
            for row in reader.among(f"SELECT {_COLUMNS} FROM entry WHERE n IN ({{}})", numbers)
        }
    return [rows[n] for n in numbers if n in rows]


def rows_by_id(reader: Reader, ids: Sequence[str]) -> list[EntryRow]:
    """Return the rows of entries given by id, bare or with its pack, unknown ones left out."""
    ids = [qualified(id_) for id_ in ids]
    with faults_in(reader.path):
        rows = {
            row[1]: _row(row) for row in reader.among(f"SELECT {_COLUMNS} FROM entry WHERE id IN ({{}})", ids)
        }
    return [rows[id_] for id_ in ids if id_ in rows]


def row_named(reader: Reader, name: str) -> EntryRow | None:
    """Return the row of the entry with a title or another name of its own; None if two share the name."""
    rows = reader.all(
        f"""SELECT {_COLUMNS}, class FROM start JOIN entry USING (n) WHERE start.text = ? AND class < 2
            AND (class = 0 OR EXISTS (SELECT 1 FROM label WHERE label.entry = entry.n
                AND label.text = ? COLLATE NOCASE AND label.type NOT IN (?, ?, ?)))""",
        (fold(name), name, *_NOT_OWN),
    )
    titles = [row for row in rows if row[-1] == 0] or rows
    return _row(titles[0][:-1]) if len(titles) == 1 else None


def _row(row: tuple[Any, ...]) -> EntryRow:
    """Return one row of the table as the value that the rest of the program uses."""
    return EntryRow(row[0], row[1], Kind(row[2]), *row[3:])
