"""Counts what a backup holds, by the rules of all other figures.

A backup keeps everything, also what is about cards and entries that the library in use lacks.  Of those only
the answers count, which are days and work of the learner's own (docs/decisions/0009-two-files-one-query.md).
"""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from attache.base.database import version_words
from attache.base.errors import KnownError
from attache.base.faults import Damaged, said
from attache.base.ids import qualified
from attache.learner.schema import LAYOUT, check_tables
from attache.learner.undone import undone
from attache.library.recognition import address, faults_in, recognise_library
from attache.study.days import date_of

_FIRST_TABLES = frozenset({"bookmark", "note", "device"})
_STUDY_TABLES = frozenset({"review_log", "card_state", "setting"})
_STUDY_VERSION = 1001
"""The first layout with reviews."""
_NUMBERED_VERSION = 2000
"""The first layout whose rows of the log have a number, and whose ids name their pack."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds; reviews that were undone do not count, ``version`` is that of its layout.

    Started cards, bookmarks and notes count only if the library has the card or the entry.
    """

    first_review: datetime.date | None
    last_review: datetime.date | None
    reviews: int
    cards_started: int
    bookmarks: int
    notes: int
    settings: int
    version: str


def contents_of(connection: sqlite3.Connection, path: Path, library: Path | None) -> BackupContents:
    """Count what a backup holds; raises Damaged if it lacks a table.

    If there is no library that can be read, everything counts: a backup can be restored without one.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {
        row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
    }
    study = version >= _STUDY_VERSION
    if not tables >= (_FIRST_TABLES | _STUDY_TABLES if study else _FIRST_TABLES):
        raise said(Damaged, f"the {LAYOUT.name} {path}")
    check_tables(connection, path)
    is_asked = library is not None and _attached(connection, library)
    connection.create_function("qualified", 1, qualified, deterministic=True)

    def count(table: str, condition: str, of: str = "") -> int:
        if is_asked and of:
            id_ = f"m.{of}" if version >= _NUMBERED_VERSION else f"qualified(m.{of})"
            condition += f" AND EXISTS (SELECT 1 FROM library.{of} x WHERE x.id = {id_})"
        return int(connection.execute(f"SELECT count(*) FROM main.{table} m WHERE {condition}").fetchone()[0])

    first = last = None
    reviews = started = settings = 0
    if study:
        reviews, first, last = connection.execute(
            "SELECT count(*), min(day), max(day) FROM review_log WHERE act IN ('answer', 'practice')"
            f" AND id NOT IN {undone('seq' if version >= _NUMBERED_VERSION else 'rowid')}"
        ).fetchone()
        started = count("card_state", "m.phase > 0", "card")
        settings = count("setting", "1")
    return BackupContents(
        first_review=_date(first),
        last_review=_date(last),
        reviews=reviews,
        cards_started=started,
        bookmarks=count("bookmark", "m.marked", "entry"),
        notes=count("note", "m.text <> ''", "entry"),
        settings=settings,
        version=version_words(version),
    )


def _attached(connection: sqlite3.Connection, library: Path) -> bool:
    """Attach a library, read-only; return False if there is none that can be asked."""
    with suppress(KnownError), faults_in(library):
        recognise_library(library)
        connection.execute("ATTACH DATABASE ? AS library", (address(library),))
        connection.execute(
            "SELECT EXISTS (SELECT id FROM library.card), EXISTS (SELECT id FROM library.entry)"
        )
        return True
    return False


def _date(day: int | None) -> datetime.date | None:
    """Return the date of a day, None if there is none or no calendar has it."""
    try:
        return None if day is None else date_of(day)
    except OverflowError:
        return None
