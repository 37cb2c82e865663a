"""The tables of the progress file, made so that two machines' files can one day be merged.

Nothing that another machine may know of is ever just deleted: a bookmark taken away and a note
made empty stay as rows, and of two rows about one entry the greater (changed_at, device, value)
wins, in whatever order they meet.  Look-ups are only added, under globally unique ids; clearing
them leaves a row that says up to which instant, so that a merge does not bring them back.  The log of
reviews is only added to as well; the states of cards are a cache of it (see :mod:`attache.learner.replay`).
Times are UTC milliseconds.
"""

from __future__ import annotations

import sqlite3

from attache.base.storage import Layout

MIGRATION_SET = "attache.progress"
FIRST = "1.0 bookmarks, notes and look-ups"
STUDY = "1.1 the log of reviews, card states and settings"
MIGRATIONS = (FIRST, STUDY)
"""The names of all migrations, which a file that is made at once counts as having run."""

TABLES = """\
CREATE TABLE "device" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "here" INTEGER NOT NULL,
   "added_at" INTEGER NOT NULL
) STRICT;
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
   "device" TEXT NOT NULL REFERENCES "device"("id")
) STRICT;
CREATE INDEX "idx_review_log_card_at"
    ON "review_log" ("card", "at");
CREATE INDEX "idx_review_log_of"
    ON "review_log" ("of") WHERE of > '';
CREATE INDEX "idx_review_log_day"
    ON "review_log" ("day");
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
) STRICT;
CREATE INDEX "idx_card_state_suspended_phase_due_day"
    ON "card_state" ("suspended", "phase", "due_day");
CREATE TABLE "setting" (
   "name" TEXT PRIMARY KEY NOT NULL,
   "value" TEXT NOT NULL,
   "changed_at" INTEGER NOT NULL,
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
    version=1001,
    tables=TABLES,
    migrate=migrate,
)
