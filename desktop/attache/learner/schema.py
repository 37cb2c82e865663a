"""The tables of the progress file, made so that two machines' files can one day be merged.

Nothing that another machine may know of is ever just deleted: a bookmark taken away and a note
made empty stay as rows, and of two rows about one entry the greater (changed_at, device, value)
wins, in whatever order they meet.  Look-ups are only added, under globally unique ids; clearing
them leaves a row that says up to which instant, so that a merge does not bring them back.  The log of
reviews is only added to as well: each device counts its rows (``seq``, never twice the same), says in its
own row how far it has counted (``last_seq``), and each row carries a checksum (see
:mod:`attache.learner.checksum`), so that a lost or changed row is noticed.  The states of cards are a cache
of the log (see :mod:`attache.learner.replay`).  ``tally`` and ``cache`` were computed from these states for
one library, and can be computed again; ``card_state.present`` says whether that library has the card.
``cache`` also has the count of writes (see :mod:`attache.learner.write_count`).  Sections that were read
(``section_read``) and the places where reading stopped (``reading_place``) are kept as bookmarks are.  Of two
rows about one quiz (``quiz``) the one changed later wins; none is ever deleted.  Rows about two entries that
were confused or told apart (``confusion``) are only added.  They have the id of the row of the log that was
written with them, so that an undo of that row is one of theirs too; those of a quiz have an id of their own.
Ids of entries, cards and sections name their pack (see :mod:`attache.base.ids`).  Times are UTC milliseconds.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from attache.base.database import Layout
from attache.base.faults import Damaged, said
from attache.learner.write_count import COUNTS

MIGRATION_SET = "attache.progress"
FIRST = "1.0 bookmarks, notes and look-ups"
STUDY = "1.1 the log of reviews, card states and settings"
IDENTITY = "2.0 ids that name their pack, and a log that counts and checks its rows"
READING = "2.1 sections that were read, and where reading stopped"
QUIZZES = "2.2 quizzes"
CONFUSIONS = "2.3 entries that were taken for one another"
MIGRATIONS = (FIRST, STUDY, IDENTITY, READING, QUIZZES, CONFUSIONS)
"""The names of all migrations, which count as run in a new file."""

TABLES = """\
CREATE TABLE "device" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "here" INTEGER NOT NULL,
   "added_at" INTEGER NOT NULL
, "last_seq" INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE "bookmark" (
   "entry" TEXT PRIMARY KEY NOT NULL,
   "marked" INTEGER NOT NULL,
   "changed_at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "note" (
   "entry" TEXT PRIMARY KEY NOT NULL,
   "text" TEXT NOT NULL,
   "changed_at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "lookup" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "entry" TEXT NOT NULL,
   "at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE INDEX "idx_lookup_at"
    ON "lookup" ("at");
CREATE TABLE "lookup_clear" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "card_state" (
   "card" TEXT PRIMARY KEY NOT NULL,
   "phase" INTEGER NOT NULL,
   "step" INTEGER NOT NULL,
   "stability" REAL NOT NULL,
   "difficulty" REAL NOT NULL,
   "last_day" INTEGER NOT NULL,
   "last_at" INTEGER NOT NULL,
   "due_day" INTEGER NOT NULL,
   "due_at" INTEGER NOT NULL,
   "reps" INTEGER NOT NULL,
   "lapses" INTEGER NOT NULL,
   "suspended" INTEGER NOT NULL,
   "buried_until" INTEGER NOT NULL,
   "flagged" INTEGER NOT NULL
, "present" INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE "setting" (
   "name" TEXT PRIMARY KEY NOT NULL,
   "value" TEXT NOT NULL,
   "changed_at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "review_log" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "card" TEXT NOT NULL,
   "act" TEXT NOT NULL,
   "at" INTEGER NOT NULL,
   "offset" INTEGER NOT NULL,
   "day" INTEGER NOT NULL,
   "rating" INTEGER NOT NULL,
   "took" INTEGER NOT NULL,
   "phase" INTEGER NOT NULL,
   "step" INTEGER NOT NULL,
   "due_day" INTEGER NOT NULL,
   "due_at" INTEGER NOT NULL,
   "of" TEXT NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id"),
   "seq" INTEGER NOT NULL,
   "check_version" INTEGER NOT NULL,
   "checksum" INTEGER NOT NULL
) STRICT;
CREATE INDEX "idx_review_log_card_at"
    ON "review_log" ("card", "at");
CREATE UNIQUE INDEX "idx_review_log_device_seq"
    ON "review_log" ("device", "seq");
CREATE INDEX "idx_review_log_of"
    ON "review_log" ("of") WHERE of > '';
CREATE INDEX "idx_review_log_day"
    ON "review_log" ("day");
CREATE INDEX "idx_card_state_present_suspended_phase_due_day"
    ON "card_state" ("present", "suspended", "phase", "due_day");
CREATE TABLE "tally" (
   "grouping" TEXT NOT NULL,
   "part" TEXT NOT NULL,
   "form" TEXT NOT NULL,
   "begun" INTEGER NOT NULL,
   PRIMARY KEY ("grouping", "part", "form")
) STRICT;
CREATE TABLE "cache" (
   "key" TEXT PRIMARY KEY NOT NULL,
   "value" TEXT NOT NULL
) STRICT;
CREATE TABLE "section_read" (
   "section" TEXT PRIMARY KEY NOT NULL,
   "read" INTEGER NOT NULL,
   "changed_at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "reading_place" (
   "document" TEXT PRIMARY KEY NOT NULL,
   "section" TEXT NOT NULL,
   "depth" INTEGER NOT NULL,
   "changed_at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "quiz" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "state" INTEGER NOT NULL,
   "options" TEXT NOT NULL,
   "questions" TEXT NOT NULL,
   "answers" TEXT NOT NULL,
   "place" INTEGER NOT NULL,
   "retry" INTEGER NOT NULL,
   "reached" INTEGER NOT NULL,
   "points" REAL NOT NULL,
   "made_at" INTEGER NOT NULL,
   "changed_at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "confusion" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "entry" TEXT NOT NULL,
   "other" TEXT NOT NULL,
   "told" INTEGER NOT NULL,
   "day" INTEGER NOT NULL,
   "at" INTEGER NOT NULL,
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
"""
"""What all migrations together lead to, word for word, so that a new file needs none of them."""


def migrate(connection: sqlite3.Connection) -> None:
    """Run the migrations that a file still lacks, in the transaction that is open."""
    # Imported here because sqlite-utils takes 120 ms, and hardly any start has a file to migrate.
    from attache.learner.migrations import apply

    apply(connection)


LAYOUT = Layout(
    name="progress file",
    application_id=0x41747450,  # "AttP"
    version=2003,
    tables=TABLES,
    migrate=migrate,
    counts=COUNTS,
)
_WANTED = frozenset(filter(None, TABLES.split(";\n")))


def check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise Damaged if a file of the present version lacks a table or an index, or has another instead."""
    if connection.execute("PRAGMA main.user_version").fetchone()[0] == LAYOUT.version:
        there = {sql for (sql,) in connection.execute("SELECT sql FROM main.sqlite_master")}
        if not there >= _WANTED:
            raise said(Damaged, f"the {LAYOUT.name} {path}")
