"""One read-only connection to a library file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attache.base.errors import KnownError
from attache.library.recognition import LibraryDamaged, address, damaged, faults_in, recognise_library

_AT_ONCE = 500
"""Values bound to one statement; SQLite allows 999 and more."""


class Reader:
    """Asks a library file questions; raises KnownError if the file is missing, foreign or damaged."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path`` after a look at its marks."""
        self.path = path
        recognise_library(path)
        with faults_in(path):
            self._connection = sqlite3.connect(address(path), uri=True, check_same_thread=False)
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
        with faults_in(self.path):
            return self._connection.execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Return the first row a query yields, or None."""
        with faults_in(self.path):
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

    def damaged(self) -> LibraryDamaged:
        """Return the error that says that the file is not what the compiler wrote."""
        return damaged(self.path)

    def interrupt_when(self, cancelled: Callable[[], bool]) -> None:
        """Let every question end with ``sqlite3.OperationalError`` soon after ``cancelled`` says so."""
        self._connection.set_progress_handler(cancelled, 5000)
