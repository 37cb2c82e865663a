"""Counts the SQL statements that are run on every connection, BEGIN and COMMIT included."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest


class Statements(list[str]):
    """The statements run so far on all connections that were opened since counting began."""

    def since(self, place: int) -> list[str]:
        """Return the statements after so many."""
        return self[place:]


def count_statements(monkeypatch: pytest.MonkeyPatch) -> Statements:
    """Trace every connection that is opened from now on."""
    found, connect = Statements(), sqlite3.connect

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(found.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return found
