"""One progress file: made late, shared by processes, and never written into the void."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.copies import backups_of, create
from attache.base.database import Layout
from attache.base.faults import CannotOpen, Damaged, Locked, Replaced
from attache.base.identity import random_id
from attache.learner import store as store_module
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.learner.store import Store
from attache.library.recognition import LibraryDamaged
from tests.learner.decks import plain_cards, write_library
from tests.learner.proof import opened_again


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a card for each of twenty entries."""
    file = tmp_path / "reference.db"
    write_library(file, plain_cards(20))
    return file


def test_looking_around_leaves_nothing_behind(progress: Progress, path: Path) -> None:
    assert progress.bookmarks.all() == ()
    assert progress.notes.all() == ()
    assert progress.lookups.recent(5) == ()
    assert not path.parent.exists()


def test_what_another_process_made_meanwhile_is_seen(progress: Progress, path: Path) -> None:
    assert not progress.bookmarks.is_marked("nato")
    with Progress.open(path) as other:
        other.bookmarks.set("nato", True)
        assert progress.bookmarks.is_marked("nato")
        progress.bookmarks.set("asean", True)
        assert set(other.bookmarks.all()) == {"nato", "asean"}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM device").fetchone() == (1,)


def test_two_first_writes_at_once_make_one_file(
    progress: Progress, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quicker(where: Path, layout: Layout, fill: object) -> None:
        with Progress.open(path) as other:
            monkeypatch.setattr(store_module, "create", create)
            other.bookmarks.set("nato", True)
        create(where, layout, fill)  # type: ignore[arg-type]

    monkeypatch.setattr(store_module, "create", quicker)
    progress.bookmarks.set("asean", True)
    assert set(progress.bookmarks.all()) == {"nato", "asean"}


def test_a_file_that_vanishes_as_soon_as_it_is_made_is_said(
    progress: Progress, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def create_and_lose(where: Path, layout: Layout, fill: object) -> None:
        create(where, layout, fill)  # type: ignore[arg-type]
        where.unlink()

    monkeypatch.setattr(store_module, "create", create_and_lose)
    with pytest.raises(Replaced, match="Another program removed"):
        progress.bookmarks.set("nato", True)


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_written_into_a_file_that_is_gone(
    progress: Progress, path: Path, tmp_path: Path, replaced: bool
) -> None:
    progress.bookmarks.set("nato", True)
    path.rename(tmp_path / "moved.db")
    if replaced:
        create(path, LAYOUT, lambda _: None)
    for _ in range(2):
        with pytest.raises(Replaced, match="replaced the progress" if replaced else "removed the progress"):
            progress.bookmarks.set("asean", True)
    progress.close()
    (kept,) = backups_of(path).iterdir()
    with Progress.open(kept) as saved:
        assert saved.bookmarks.all() == ("nato",)


def test_a_write_that_fails_half_way_is_taken_back(progress: Progress) -> None:
    progress.bookmarks.set("nato", True)

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE bookmark SET marked = 0")
        raise RuntimeError("half way")

    with (
        opened_again(progress) as store,
        pytest.raises(RuntimeError, match="half way"),
        store.writing() as connection,
    ):
        fail(connection)
    assert progress.bookmarks.is_marked("nato")


def test_a_file_locked_by_another_process_is_said_and_works_again(progress: Progress, path: Path) -> None:
    progress.bookmarks.set("nato", True)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="Another program is using"):
            progress.bookmarks.set("asean", True)
        assert progress.bookmarks.all() == ("nato",)
        holder.execute("ROLLBACK")
    assert progress.bookmarks.set("asean", True)


def test_a_file_that_vanishes_in_the_middle_of_a_write_is_noticed_with_the_next(
    progress: Progress, path: Path
) -> None:
    progress.bookmarks.set("nato", True)
    store = Store(path, LAYOUT, lambda: 0, random_id)
    with store.writing() as connection:
        connection.execute("UPDATE bookmark SET marked = 0")
        path.unlink()
    with pytest.raises(Replaced, match="Another program removed"), store.writing():
        pass
    store.close()


def test_a_file_that_is_written_over_with_anything_is_let_go_of(progress: Progress, path: Path) -> None:
    progress.bookmarks.set("nato", True)
    path.write_bytes(b"anything at all" * 1000)
    with pytest.raises(Replaced, match="Another program replaced"):
        progress.bookmarks.set("asean", True)
    progress.close()
    assert path.read_bytes() == b"anything at all" * 1000


def test_damage_to_the_library_is_not_blamed_on_the_progress_file(
    progress: Progress, path: Path, library: Path
) -> None:
    progress.bookmarks.set("nato", True)
    progress.close()
    whole = library.read_bytes()
    library.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(LibraryDamaged, match=re.escape(f"The library {library} is damaged")):
        Progress.open(path, library=library)
    with Progress.open(path) as again:
        assert again.bookmarks.all() == ("nato",)


@pytest.mark.parametrize("with_library", [True, False])
def test_damage_that_is_found_while_reading_is_said(
    progress: Progress, path: Path, library: Path, with_library: bool
) -> None:
    for entry in ("asean", "nato"):  # too long a file to be read whole at its opening
        progress.notes.write(entry, "long " * 190_000)
    progress.close()
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bookmark'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with (
        Progress.open(path, library=library if with_library else None) as again,
        pytest.raises(Damaged, match=re.escape(str(path))),
    ):
        again.bookmarks.all()


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_in_place_of_the_library_is_not_waited_for(
    progress: Progress, path: Path, tmp_path: Path
) -> None:
    progress.bookmarks.set("nato", True)
    os.mkfifo(tmp_path / "library.db")
    with pytest.raises(CannotOpen, match="is a pipe, not a file"):
        Progress.open(path, library=tmp_path / "library.db")


def test_a_table_of_the_library_that_is_another_is_its_damage(
    progress: Progress, path: Path, library: Path
) -> None:
    progress.bookmarks.set("nato", True)
    library.write_bytes(library.read_bytes().replace(b"value TEXT", b"valse TEXT"))
    with pytest.raises(LibraryDamaged):
        Progress.open(path, library=library)


def test_the_definition_of_a_table_need_not_be_text(progress: Progress, path: Path, library: Path) -> None:
    progress.bookmarks.set("nato", True)
    library.write_bytes(library.read_bytes().replace(b"CREATE TABLE entry", b"CREATE T\xff\xffLE entry", 1))
    with pytest.raises(LibraryDamaged):
        Progress.open(path, library=library)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE lookup",
        "DROP INDEX idx_review_log_device_seq",
        "ALTER TABLE note DROP COLUMN changed_at",
        "ALTER TABLE bookmark RENAME COLUMN marked TO narked",
    ],
)
def test_a_file_without_what_it_must_have_is_damaged(progress: Progress, path: Path, statement: str) -> None:
    progress.bookmarks.set("nato", True)
    progress.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    before = path.read_bytes()
    with pytest.raises(Damaged):
        Progress.open(path)
    assert path.read_bytes() == before


def test_what_a_later_minor_version_has_changed_is_no_damage(progress: Progress, path: Path) -> None:
    progress.bookmarks.set("nato", True)
    progress.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE bookmark ADD COLUMN colour TEXT")
        connection.execute(f"PRAGMA user_version = {LAYOUT.version + 1}")
    with Progress.open(path) as opened:
        assert opened.bookmarks.is_marked("nato")
