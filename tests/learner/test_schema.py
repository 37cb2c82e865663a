"""A new file and a migrated one are the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from attache.base.database import read_header
from attache.learner.migrations import apply, migrations
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT, MIGRATION_SET, MIGRATIONS, TABLES

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def test_the_migrations_lead_to_the_tables_word_for_word() -> None:
    with closing(sqlite3.connect(":memory:")) as migrated, closing(sqlite3.connect(":memory:")) as made:
        apply(migrated)
        made.executescript(TABLES)
        assert migrated.execute(SCHEMA).fetchall() == made.execute(SCHEMA).fetchall()


def test_every_migration_is_named() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        apply(connection)
        names = connection.execute(
            "SELECT migration_set, name FROM _sqlite_migrations ORDER BY id"
        ).fetchall()
    assert names == [(MIGRATION_SET, name) for name in MIGRATIONS]
    assert repr(migrations()).count(MIGRATION_SET)


def test_a_new_file_needs_no_migration_ever_again(progress: Progress, path: Path) -> None:
    progress.bookmarks.set("nato", True)
    progress.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = connection.execute("SELECT * FROM _sqlite_migrations").fetchall()
        assert [row[2] for row in before] == list(MIGRATIONS)
        assert str(before[0][3]).startswith("2026-07-02 ")
        apply(connection)
        assert connection.execute("SELECT * FROM _sqlite_migrations").fetchall() == before


def test_a_file_from_before_the_first_version_is_brought_up(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {LAYOUT.application_id}")
    with Progress.open(path) as progress:
        progress.notes.write("nato", "kept")
        assert progress.notes.text("nato") == "kept"
    header = read_header(path)
    assert header is not None
    assert header.version == LAYOUT.version
    assert list((path.parent / "backups").glob("progress-*-migration.db"))


def test_no_value_may_be_missing_or_of_another_type(progress: Progress, path: Path) -> None:
    progress.bookmarks.set("nato", True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for values in ("('a', NULL, 1, 'id-1')", "('a', 'yes', 1, 'id-1')", "('a', 1, 1, 'nobody')"):
            try:
                connection.execute(f"INSERT INTO bookmark VALUES {values}")
            except sqlite3.IntegrityError:
                continue
            raise AssertionError(values)
