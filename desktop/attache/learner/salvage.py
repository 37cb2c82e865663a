"""Reading what is left of a progress file that SQLite calls malformed, and writing it to a new file.

A page that cannot be read hides the rows on it, and all those that come after it in one query.  So where a
query of all rows fails, each rowid is looked up by itself.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from attache.base import journals
from attache.base.clock import Clock
from attache.base.copies import flush
from attache.base.database import check_whole, connect
from attache.base.faults import Damaged, faults_of, known, said
from attache.base.identity import random_id
from attache.base.presence import followed
from attache.base.watch import UNWATCHED, Watch
from attache.learner.aside import ASIDE, put_aside
from attache.learner.checksum import FIELDS, VERSION, checksum
from attache.learner.log import Row
from attache.learner.schema import LAYOUT
from attache.learner.store import create_file

_ALL, _ONE = "", "AND rowid = ?"
"""Which rows: a span of rowids, even of one, would not do for one, as SQLite reads the row after it too."""
_LEAST_BYTES = 32
"""Fewer bytes of a file than there are for each row of a table, its share of the indexes included."""
_PAGE_BYTES = 4096
_TABLES: Mapping[str, int] = {
    "device": 1, "bookmark": 1, "note": 1, "lookup": 1, "lookup_clear": 1, "section_read": 1,
    "reading_place": 1, "quiz": 1, "confusion": 1, "card_state": 4, "setting": 1, "review_log": 20,
}  # fmt: skip
"""The tables that are copied, with their shares of the time; the others can be computed again."""
_LATER_WINS: Mapping[str, str] = {
    "bookmark": "entry", "note": "entry", "setting": "name", "section_read": "section",
    "reading_place": "document", "quiz": "id",
}  # fmt: skip
"""Tables of which, of two rows with the same key, the one that was changed later is kept."""
_IS_AS_WRITTEN = f"is_as_written({', '.join((*FIELDS, 'check_version', 'checksum'))})"


def readable_rows(connection: sqlite3.Connection, damaged: Path) -> list[Row]:
    """Return the rows of the log that can still be read."""
    found: list[Row] = []
    columns = ", ".join(Row._fields)
    sql = f"SELECT {columns} FROM review_log NOT INDEXED WHERE 1"

    def read(which: str, *rowid: int) -> None:
        found.extend([Row(*row) for row in connection.execute(f"{sql} {which}", rowid).fetchall()])

    _sweep(read, damaged)
    return found


def rebuild(progress: Path, clock: Clock, watch: Watch = UNWATCHED) -> Path:
    """Replace a damaged progress file by a new one with all rows that can still be read.

    Returns where the damaged file is now: it is renamed, never changed.  Raises Damaged if nothing can be
    read, StorageError if the new file cannot be written, or GivenUp; then the old one is where it was.
    """
    target = followed(progress)
    draft = target.with_name(f"{target.name}.new-{random_id()[:8]}")
    with faults_of(LAYOUT.name, progress):
        try:
            create_file(draft, LAYOUT, clock)
            with closing(connect(draft)) as connection:
                # Rows may name a machine whose own row cannot be read.
                connection.execute("PRAGMA foreign_keys = OFF")
                # Each query is a write of its own: SQLite gives up a larger one where reading fails.
                connection.execute("PRAGMA synchronous = OFF")
                if not _fill(connection, target, watch):
                    raise said(Damaged, f"the {LAYOUT.name} {progress}")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                check_whole(connection, f"the {LAYOUT.name} {draft}")
            flush(draft)
            aside = put_aside(target, clock(), ASIDE[Damaged], os.link)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
            journals.remove(draft)
    return aside or target


def _fill(connection: sqlite3.Connection, damaged: Path, watch: Watch) -> int:
    """Copy every row that can be read into the new file; return how many there were."""
    connection.create_function("is_as_written", len(FIELDS) + 2, _is_as_written, deterministic=True)
    # If no journal lies beside it SQLite need not make one to read.
    mode = "mode=ro" if journals.journal(damaged, journals.WAL).exists() else "mode=ro&immutable=1"
    connection.execute("ATTACH DATABASE ? AS damaged", (f"{damaged.absolute().as_uri()}?{mode}",))
    before = connection.total_changes
    pages = damaged.stat().st_size // _PAGE_BYTES
    for table, part in zip(_TABLES, watch.parts(*_TABLES.values()), strict=True):
        with part.statements(connection, pages):
            if table == "review_log":
                # Of two rows with the same number the one that was not changed is kept.
                _sweep(_copying(connection, table, _IS_AS_WRITTEN), damaged, watch)
            _sweep(_copying(connection, table), damaged, watch)
    # As after a restore: rows that are lost have used up numbers of this machine.
    connection.execute("UPDATE main.device SET here = 0 WHERE here <> 0")
    connection.execute("DETACH DATABASE damaged")
    return connection.total_changes - before


def _copying(connection: sqlite3.Connection, table: str, condition: str = "1") -> Callable[..., object]:
    """Return a function that copies all rows of a table, or one."""
    columns = [row[0] for row in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")]
    names = ", ".join(f'"{column}"' for column in columns)
    insert, conflict = "INSERT OR IGNORE", ""
    if key := _LATER_WINS.get(table):
        put = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
        insert = "INSERT"
        conflict = f"ON CONFLICT ({key}) DO UPDATE SET {put} WHERE excluded.changed_at > {table}.changed_at"
    sql = f"{insert} INTO main.{table} ({names}) SELECT {names} FROM damaged.{table} NOT INDEXED"
    return lambda which, *rowid: connection.execute(f"{sql} WHERE {condition} {which} {conflict}", rowid)


def _sweep(act: Callable[..., object], damaged: Path, watch: Watch = UNWATCHED) -> None:
    """Do something with all rows of a table together or, if that fails, with each row that can be read."""
    if _is_done(act, _ALL):
        return
    # Rowids count up from 1, and no row takes less room.
    for rowid in range(1, damaged.stat().st_size // _LEAST_BYTES + 1):
        _is_done(act, _ONE, rowid)
        watch.stop_if_cancelled()


def _is_done(act: Callable[..., object], which: str, *rowid: int) -> bool:
    """Do something with all rows, or with one; return False if the file is damaged there."""
    try:
        act(which, *rowid)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:  # cancelled
            raise
        fault = known(error, "")
        if fault is not None and not isinstance(fault, Damaged):
            raise
        return False
    return True


def _is_as_written(*values: str | int) -> bool:
    """Return whether a row of the log matches its checksum, from ``FIELDS``, version and checksum."""
    return values[-2] == VERSION and values[-1] == checksum(*values[: len(FIELDS)])
