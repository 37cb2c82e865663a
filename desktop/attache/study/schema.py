"""The tables of the progress file, made so that two machines' files can one day be merged.

Nothing that another machine may know of is ever just deleted: a bookmark taken away and a note
made empty stay as rows, and of two rows about one entry the greater (changed_at, device, value)
wins, in whatever order they meet.  Look-ups are only added, under globally unique ids; clearing
them leaves a row that says up to which instant, so that a merge does not bring them back.
Times are UTC milliseconds.
"""

from __future__ import annotations

import sqlite3

from attache.base.storage import Layout

MIGRATION_SET = "attache.progress"
FIRST = "1.0 bookmarks, notes and look-ups"
MIGRATIONS = (FIRST,)
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
    from attache.study.migrations import apply

    apply(connection)


LAYOUT = Layout(
    name="progress file",
    application_id=0x41747450,  # "AttP"
    version=1000,
    tables=TABLES,
    migrate=migrate,
)
