"""How the progress file came to its present tables, step by step.

A step that has been published is never changed; a new one is added below it, named in
``schema.MIGRATIONS``, and its result written into ``schema.TABLES``.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from attache.learner.schema import FIRST, MIGRATION_SET, STUDY


def migrations() -> Migrations:
    """Return all steps, in order."""
    steps = Migrations(MIGRATION_SET)
    steps(name=FIRST)(_first)
    steps(name=STUDY)(_study)
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
    """Add the log of reviews, the states worked out from it, and what the learner chose."""
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


def _table(db: Database, name: str, columns: dict[str, type], key: str) -> None:
    """Make a table in which no value may be missing and a device must be one of ``device``."""
    db.table(name).create(
        columns,
        pk=key,
        not_null=set(columns),
        foreign_keys=[("device", "device", "id")] if "device" in columns else None,
        strict=True,
    )
