"""How the progress file gets its present tables, step by step.

A step that has been published is never changed; a new one is added below it, named in
``schema.MIGRATIONS``, and its result written into ``schema.TABLES``.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from attache.base.ids import qualified
from attache.learner.checksum import FIELDS, VERSION, checksum
from attache.learner.schema import (
    CONFUSIONS,
    FIRST,
    IDENTITY,
    MIGRATION_SET,
    QUIZZES,
    READING,
    STUDY,
)


def migrations() -> Migrations:
    """Return all steps, in order."""
    steps = Migrations(MIGRATION_SET)
    steps(name=FIRST)(_first)
    steps(name=STUDY)(_study)
    steps(name=IDENTITY)(_identity)
    steps(name=READING)(_reading)
    steps(name=QUIZZES)(_quizzes)
    steps(name=CONFUSIONS)(_confusions)
    return steps


def apply(connection: sqlite3.Connection) -> None:
    """Run the steps that a file still lacks; with a transaction open, all of them or none."""
    migrations().apply(Database(connection, execute_plugins=False))


def _first(db: Database) -> None:
    """Make the tables that the first version had."""
    _table(db, "device", {"id": str, "here": int, "added_at": int}, "id")
    _table(db, "bookmark", {"entry": str, "marked": int, "changed_at": int, "device": str}, "entry")
    _table(db, "note", {"entry": str, "text": str, "changed_at": int, "device": str}, "entry")
    _table(db, "lookup", {"id": str, "entry": str, "at": int, "device": str}, "id")
    db.table("lookup").create_index(["at"])
    _table(db, "lookup_clear", {"id": str, "at": int, "device": str}, "id")


def _study(db: Database) -> None:
    """Add the log of reviews, the states computed from it, and what the learner chose."""
    log = {
        "id": str,
        "card": str,
        "act": str,
        "at": int,
        "offset": int,
        "day": int,
        "rating": int,
        "took": int,
    }
    log |= {"phase": int, "step": int, "due_day": int, "due_at": int, "of": str, "device": str}
    _table(db, "review_log", log, "id")
    db.table("review_log").create_index(["card", "at"])
    # Only what was undone or done again: an answer need not touch it.
    db.execute("""CREATE INDEX "idx_review_log_of"\n    ON "review_log" ("of") WHERE of > ''""")
    db.table("review_log").create_index(["day"])
    memory = {
        "phase": int,
        "step": int,
        "stability": float,
        "difficulty": float,
        "last_day": int,
        "last_at": int,
    }
    memory |= {"due_day": int, "due_at": int, "reps": int, "lapses": int}
    memory |= {"suspended": int, "buried_until": int, "flagged": int}
    _table(db, "card_state", {"card": str, **memory}, "card")
    db.table("card_state").create_index(["suspended", "phase", "due_day"])
    _table(db, "setting", {"name": str, "value": str, "changed_at": int, "device": str}, "name")


def _identity(db: Database) -> None:
    """Name the pack in every id, count the rows of the log by device, and add their checksums.

    Half a million rows take seconds: SQLite does the work and calls Python only for the checksum.
    """
    db.conn.create_function("qualified", 1, qualified, deterministic=True)
    db.conn.create_function("checksum", len(FIELDS), checksum, deterministic=True)
    for table, column in (
        ("bookmark", "entry"),
        ("note", "entry"),
        ("lookup", "entry"),
        ("card_state", "card"),
    ):
        db.execute(f"UPDATE {table} SET {column} = qualified({column})")
    db.table("device").add_column("last_seq", int, not_null_default=0)
    _numbered_log(db)
    db.execute(
        "UPDATE device SET last_seq ="
        " coalesce((SELECT max(seq) FROM review_log r WHERE r.device = device.id), 0)"
    )
    db.table("card_state").add_column("present", int, not_null_default=1)
    db.execute("DROP INDEX idx_card_state_suspended_phase_due_day")
    db.table("card_state").create_index(["present", "suspended", "phase", "due_day"])
    _table(
        db, "tally", {"grouping": str, "part": str, "form": str, "begun": int}, ("grouping", "part", "form")
    )
    _table(db, "cache", {"key": str, "value": str}, "key")


def _numbered_log(db: Database) -> None:
    """Rewrite the log with three more columns, each device's rows numbered in the order they were written."""
    numbers = {"at", "offset", "day", "rating", "took", "phase", "step", "due_day", "due_at", "seq"}
    columns: dict[str, type] = {name: int if name in numbers else str for name in FIELDS}
    _table(db, "new_log", columns | {"check_version": int, "checksum": int}, "id")
    names, before = ", ".join(FIELDS), ", ".join(FIELDS[2:-1])
    db.execute(
        f"""INSERT INTO new_log SELECT {names}, {VERSION}, checksum({names}) FROM (
                SELECT id, qualified(card) AS card, {before},
                    row_number() OVER (PARTITION BY device ORDER BY rowid) AS seq, rowid AS old
                FROM review_log)
            ORDER BY old"""
    )
    db.execute("DROP TABLE review_log")
    db.execute("ALTER TABLE new_log RENAME TO review_log")
    db.table("review_log").create_index(["card", "at"])
    db.table("review_log").create_index(["device", "seq"], unique=True)
    db.execute("""CREATE INDEX "idx_review_log_of"\n    ON "review_log" ("of") WHERE of > ''""")
    db.table("review_log").create_index(["day"])


def _reading(db: Database) -> None:
    """Add the sections that were read, and where in each document reading stopped."""
    change = {"changed_at": int, "device": str}
    _table(db, "section_read", {"section": str, "read": int, **change}, "section")
    _table(db, "reading_place", {"document": str, "section": str, "depth": int, **change}, "document")


def _quizzes(db: Database) -> None:
    """Add the quizzes: those that were finished, and the one that can be continued."""
    texts = ("id", "options", "questions", "answers", "device")
    columns = ("id", "state", "options", "questions", "answers", "place", "retry", "reached", "points")
    kinds: dict[str, type] = {
        name: str if name in texts else float if name == "points" else int
        for name in (*columns, "made_at", "changed_at", "device")
    }
    _table(db, "quiz", kinds, "id")


def _confusions(db: Database) -> None:
    """Add the entries that were taken for one another, or told apart."""
    columns = {"id": str, "entry": str, "other": str, "told": int, "day": int, "at": int, "device": str}
    _table(db, "confusion", columns, "id")


def _table(db: Database, name: str, columns: dict[str, type], key: str | tuple[str, ...]) -> None:
    """Make a table in which no value may be missing and a device must be one of ``device``."""
    db.table(name).create(
        columns,
        pk=key,
        not_null=set(columns),
        foreign_keys=[("device", "device", "id")] if "device" in columns else None,
        strict=True,
    )
