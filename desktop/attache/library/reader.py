"""One read-only connection to a library file, and what can be wrong with the file, in plain words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attache.base.errors import KnownError
from attache.base.faults import CannotOpen, Damaged, Foreign, TooNew
from attache.base.reference import APPLICATION_ID, FORMAT
from attache.base.storage import read_header

_ADVICE = "Build it again with `attache build FOLDER -o FILE`, or install Attaché again."
_AT_ONCE = 500
"""Values bound to one statement; SQLite allows 999 and more."""


class Reader:
    """Asks a library file questions; raises KnownError where the file is missing, foreign or damaged."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path`` after a look at its marks."""
        self.path = path
        with self._faults():
            self._refuse_unknown()
            # The file is never written in place, so SQLite need neither lock it nor look for a journal.
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        try:
            self.all("SELECT count(*) FROM sqlite_schema")
        except KnownError:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection; further questions are bugs."""
        self._connection.close()

    def all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return every row a query yields."""
        with self._faults():
            return self._connection.execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Return the first row a query yields, or None."""
        with self._faults():
            row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
            return row

    def numbers(self, query: str, values: Sequence[object] = ()) -> list[int]:
        """Return the single integer column of a query, gathered by SQLite: far quicker than row by row."""
        row = self.one(f"SELECT json_group_array(number) FROM ({query})", values)
        numbers: list[int] = json.loads(row[0]) if row else []
        return numbers

    def among(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return the rows of a query whose ``{}`` stands for a list of any number of values."""
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(values), _AT_ONCE):
            chunk = values[start : start + _AT_ONCE]
            rows += self.all(query.format(",".join("?" * len(chunk))), chunk)
        return rows

    def damaged(self) -> Damaged:
        """Return the error that says that the file is not what the compiler wrote."""
        return Damaged(f"The library {self.path} is damaged.", _ADVICE)

    def interrupt_when(self, cancelled: Callable[[], bool]) -> None:
        """Let every question end with ``sqlite3.OperationalError`` soon after ``cancelled`` says so."""
        self._connection.set_progress_handler(cancelled, 5000)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what a damaged or unreadable file causes into a KnownError."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
                raise
            code = error.sqlite_errorcode & 0xFF
            missing_table = code == sqlite3.SQLITE_ERROR and str(error).startswith("no such")
            if missing_table or code in (
                sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN
            ):  # fmt: skip
                raise self.damaged() from error
            raise
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise CannotOpen(f"The library {self.path} cannot be read: {reason}.", _ADVICE) from error

    def _refuse_unknown(self) -> None:
        """Raise a KnownError where there is no library of this format at the path."""
        if not self.path.exists():
            raise CannotOpen(f"There is no library at {self.path}.", _ADVICE)
        try:
            header = read_header(self.path)
        except Damaged as error:
            raise self.damaged() from error
        if header is None:
            raise self.damaged()
        if header.application_id != APPLICATION_ID:
            raise Foreign(f"{self.path} is a database of another program, not a library of Attaché.", _ADVICE)
        if header.version != FORMAT:
            told = f"The library {self.path} is of format {header.version}; this program reads {FORMAT}."
            raise (TooNew if header.version > FORMAT else Foreign)(told, _ADVICE)
