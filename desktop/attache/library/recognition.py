"""Whether a file is a library that this program can read, and what its faults are called."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from attache.base.database import read_header
from attache.base.faults import CannotOpen, Damaged, Foreign, StorageError, TooNew
from attache.base.reference import APPLICATION_ID, FORMAT, TABLES

_ADVICE = "Build it again with `attache build FOLDER -o FILE`, or install Attaché again."
_DAMAGE = frozenset(
    (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
)
_OTHERWISE_BUILT = ("no such", "invalid fts5", "foreign key mismatch")
"""How SQLite's messages begin if a table is not as the compiler made it."""


class LibraryDamaged(StorageError):
    """The library is damaged, which is no Damaged: nobody may take it for the progress file."""


def address(path: Path) -> str:
    """Return the URI by which SQLite opens a library.

    The file is never written in place, so SQLite need neither lock it nor look for a journal.
    """
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def damaged(path: Path) -> LibraryDamaged:
    """Return the error that says that a file is not what the compiler wrote."""
    return LibraryDamaged(f"The library {path} is damaged.", _ADVICE)


@contextmanager
def faults_in(path: Path) -> Iterator[None]:
    """Turn what a missing, damaged or unreadable library causes in a block into a KnownError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Python itself, which has no such code, says that a text is not UTF-8.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in _DAMAGE or (code == sqlite3.SQLITE_ERROR and str(error).startswith(_OTHERWISE_BUILT)):
            raise damaged(path) from error
        raise
    except ValueError as error:
        # A kind that there is none of, JSON that is none, or a message of SQLite that quotes what is no text.
        raise damaged(path) from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise CannotOpen(f"The library {path} cannot be read: {reason}.", _ADVICE) from error


def recognise_library(path: Path) -> None:
    """Raise a KnownError if there is no library of this format."""
    with faults_in(path):
        try:
            header = read_header(path)
        except Damaged as error:
            raise damaged(path) from error
        if header is None:
            if path.exists():
                raise damaged(path)
            raise CannotOpen(f"There is no library at {path}.", _ADVICE)
    if header.application_id != APPLICATION_ID:
        raise Foreign(f"{path} is a database of another program, not a library of Attaché.", _ADVICE)
    if header.version != FORMAT:
        told = f"The library {path} is of format {header.version}; this program reads {FORMAT}."
        raise (TooNew if header.version > FORMAT else Foreign)(told, _ADVICE)


def refuse_damaged(path: Path) -> None:
    """Raise a KnownError if a page or a table of a library is not as the compiler wrote it."""
    recognise_library(path)
    with faults_in(path), closing(sqlite3.connect(address(path), uri=True)) as connection:
        sound = connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        with closing(sqlite3.connect(":memory:")) as written:
            written.executescript(TABLES)
            sound = sound and _tables(connection) >= _tables(written)
        if not sound:
            raise damaged(path)


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Return how the tables and indexes of a database are defined."""
    return {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema")}
