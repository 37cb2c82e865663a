"""Files that are opened, refused, created, migrated and copied, each time a real one."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, chdir, closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base import storage
from attache.base.copies import backup_path, create, write_copy
from attache.base.database import (
    Header,
    Layout,
    check_whole,
    connect,
    read_header,
    run_script,
    transaction,
    version_words,
)
from attache.base.faults import CannotOpen, Damaged, DiskFull, Foreign, Locked, TooNew, Vanished
from attache.base.storage import back_up, looking_into, open_database, opens_slowly, recognise
from attache.base.watch import Watch
from tests.base.test_journals import leave_rollback_journal
from tests.permissions import bound_by_permissions

MARK = 0x54455354
AT = 1_783_000_000_000
"""An instant: 2 July 2026, 13:46 UTC."""
TABLES = """
CREATE TABLE thing (text TEXT NOT NULL); -- with a ; in a comment
CREATE TRIGGER none AFTER DELETE ON thing BEGIN
    SELECT 1;
END;
"""

ENDS_EARLY = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute(sys.argv[2])
os._exit(0)
"""

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and permissions as POSIX has them")


def nothing(connection: sqlite3.Connection) -> None:
    """Do nothing: neither a first row nor a migration."""


def adds_a_column(connection: sqlite3.Connection) -> None:
    """Bring a file of version 1.0 to 1.1."""
    connection.execute("ALTER TABLE thing ADD COLUMN more TEXT")


def layout(version: int = 1000, migrate: object = nothing) -> Layout:
    """Return a kind of file for these tests."""
    return Layout("test file", MARK, version, TABLES, migrate)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A path with every character that a URI takes for its own."""
    return tmp_path / "a ?folder#of%20things" / "test é.db"


@pytest.fixture
def made(path: Path) -> Path:
    """A file with one row in it, closed."""
    create(path, layout(), lambda connection: insert(connection, "first"))
    return path


def insert(connection: sqlite3.Connection, text: str) -> None:
    """Write one row."""
    connection.execute("INSERT INTO thing (text) VALUES (?)", (text,))


def texts(path: Path) -> list[str]:
    """Return all rows of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM thing ORDER BY rowid")]


def everything(folder: Path) -> dict[str, bytes]:
    """Return every byte in a folder, but for the index of a journal, which SQLite makes again."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")}


def leave_a_journal(path: Path, statement: str) -> None:
    """Write to a file in a process that ends before it has moved its journal into the file."""
    subprocess.run([sys.executable, "-c", ENDS_EARLY, path, statement], check=True, timeout=60)
    assert path.with_name(path.name + "-wal").stat().st_size > 0


@pytest.fixture
def opened(made: Path) -> Iterator[sqlite3.Connection]:
    """An open file."""
    connection = open_database(made, layout())
    assert connection is not None
    with closing(connection):
        yield connection


def test_versions_are_written_as_people_do() -> None:
    assert version_words(1002) == "1.2"


def test_what_is_not_there_is_none_and_stays_so(path: Path) -> None:
    assert read_header(path) is None
    assert open_database(path, layout()) is None
    assert not path.parent.exists()


def test_an_empty_file_has_lost_what_it_held(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(Damaged, match="is empty"):
        open_database(path, layout())
    create(path, layout(), nothing)
    assert path.stat().st_size == 0, "and nothing replaces it"


def test_a_new_file_says_what_it_is_and_stands_alone(made: Path) -> None:
    assert read_header(made) == Header(MARK, 1000)
    assert texts(made) == ["first"]
    assert [each.name for each in made.parent.iterdir()] == [made.name]


def test_a_file_that_appears_meanwhile_is_kept(made: Path) -> None:
    create(made, layout(), lambda connection: insert(connection, "second"))
    assert texts(made) == ["first"]


def test_a_file_that_appears_at_the_last_moment_is_kept(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Another process makes the file between the look for it and the link.
    monkeypatch.setattr("attache.base.copies.status_of", lambda _path: None)
    create(made, layout(), lambda connection: insert(connection, "second"))
    assert texts(made) == ["first"]
    assert [each.name for each in made.parent.iterdir()] == [made.name]


def test_where_there_are_no_links_a_file_is_created_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links on this file system")

    monkeypatch.setattr(os, "link", refuse)
    create(path, layout(), nothing)
    assert read_header(path) == Header(MARK, 1000)


def test_a_creation_that_fails_leaves_nothing(path: Path) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        create(path, layout(), fail)
    assert list(path.parent.iterdir()) == []


def test_a_journal_without_its_file_is_set_aside_not_played(made: Path) -> None:
    leave_a_journal(made, "INSERT INTO thing (text) VALUES ('lost')")
    made.unlink()
    with pytest.raises(
        Vanished, match=r"is missing, but there is a temporary database file \(.+-wal\) of it"
    ):
        open_database(made, layout())
    create(made, layout(), lambda connection: insert(connection, "new"))
    assert texts(made) == ["new"]
    assert [each for each in made.parent.iterdir() if "left-over" in each.name]


def test_an_open_file_is_durable_and_strict(opened: sqlite3.Connection) -> None:
    settings = {
        name: opened.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 2000}


def test_a_newer_minor_version_is_accepted_and_kept(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA user_version = 1007")
    opened = open_database(made, layout())
    assert opened is not None
    opened.close()
    assert read_header(made) == Header(MARK, 1007)


@pytest.mark.parametrize(
    ("pragma", "refusal"),
    [("user_version = 2000", TooNew), ("application_id = 7", Foreign), ("user_version = -1", TooNew)],
)
@pytest.mark.parametrize("with_journal", [False, True])
def test_what_is_not_ours_is_refused_and_keeps_every_byte(
    made: Path, pragma: str, refusal: type[Exception], with_journal: bool
) -> None:
    if with_journal:
        leave_a_journal(made, f"PRAGMA {pragma}")
    else:
        with closing(sqlite3.connect(made)) as connection:
            connection.execute(f"PRAGMA {pragma}")
    before = everything(made.parent)
    if with_journal and refusal is Foreign:  # its own file is another program's no more than this one
        with pytest.raises(Damaged, match=r"temporary database file .+-wal next to .* belongs to another"):
            open_database(made, layout())
    else:
        with pytest.raises(refusal, match="was not changed"):
            open_database(made, layout())
    assert everything(made.parent) == before


def cut(whole: bytes) -> bytes:
    """Lose the second half."""
    return whole[: len(whole) // 2]


def overwritten(whole: bytes) -> bytes:
    """Have the second page written over."""
    return whole[:4096] + b"\xff" * 4096 + whole[8192:]


@pytest.mark.parametrize(
    "damage", [cut, overwritten, lambda whole: whole[:50], lambda _: b"text\n" * 5000, lambda _: b"x"]
)
@pytest.mark.parametrize("with_journal", [False, True])
def test_a_damaged_file_is_refused_and_keeps_every_byte(
    made: Path, damage: object, with_journal: bool
) -> None:
    if with_journal:
        leave_a_journal(made, "PRAGMA user_version = 1001")
    made.write_bytes(damage(made.read_bytes()))  # type: ignore[operator]
    before = everything(made.parent)
    with pytest.raises(Damaged, match=r"Nothing in it was changed|its contents are lost|left as it was"):
        open_database(made, layout())
    assert everything(made.parent) == before


@given(head=st.binary(max_size=200))
def test_no_bytes_are_too_strange(head: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("strange") / "a.db"
    path.write_bytes(head)
    if head:
        with pytest.raises(Damaged):
            read_header(path)
    else:
        assert read_header(path) is None


def put_folder(path: Path) -> None:
    path.mkdir()


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_socket(path: Path) -> None:
    with chdir(path.parent), closing(socket.socket(socket.AF_UNIX)) as line:
        line.bind(path.name)  # some systems allow 100 bytes


def put_device(path: Path) -> None:
    path.symlink_to("/dev/full")


@posix
@pytest.mark.parametrize("put", [put_folder, put_pipe, put_socket, put_device])
def test_what_is_no_plain_file_is_named_and_never_opened(tmp_path: Path, put: Callable[[Path], None]) -> None:
    path = tmp_path / "a.db"
    put(path)
    kind = put.__name__.removeprefix("put_")
    for ask in (read_header, partial(recognise, layout=layout()), partial(open_database, layout=layout())):
        with pytest.raises(CannotOpen, match=f"is a {kind}, not a file"):
            ask(path)


@posix
def test_a_path_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "plain").touch()
    for path in (tmp_path / "loop", tmp_path / ("x" * 5000), tmp_path / "plain" / "a.db"):
        for ask in (
            read_header,
            partial(recognise, layout=layout()),
            partial(open_database, layout=layout()),
        ):
            with pytest.raises(CannotOpen, match="cannot be opened: "):
                ask(path)
        with pytest.raises(CannotOpen, match="cannot be opened: "), looking_into(path, layout()):
            pass


@posix
@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_file_that_may_not_be_read_is_said(made: Path, locked: str) -> None:
    place = made if locked == "file" else made.parent
    place.chmod(0)
    try:
        for ask in (read_header, partial(recognise, layout=layout())):
            with bound_by_permissions(), pytest.raises(CannotOpen, match="no permission to read"):
                ask(made)
    finally:
        place.chmod(0o700)


def test_a_file_in_place_of_the_folder_is_said(path: Path) -> None:
    path.parent.write_text("not a folder")
    with pytest.raises(CannotOpen):
        open_database(path, layout())
    with pytest.raises(CannotOpen):
        create(path, layout(), nothing)


def test_damage_too_deep_for_the_header_is_found(made: Path) -> None:
    whole = bytearray(made.read_bytes())
    whole[100] = 99  # no kind of page
    made.write_bytes(whole)
    with closing(sqlite3.connect(made)) as connection, pytest.raises(Damaged):
        check_whole(connection, "the test file")


def test_a_whole_check_tells_a_lock_from_damage(made: Path) -> None:
    with closing(sqlite3.connect(made, isolation_level=None)) as holder:
        holder.execute("PRAGMA journal_mode = DELETE")
        holder.execute("BEGIN EXCLUSIVE")
        with (
            closing(sqlite3.connect(made, timeout=0)) as connection,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            check_whole(connection, "the test file")


def test_a_large_file_is_not_read_whole_at_every_opening(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.executemany("INSERT INTO thing VALUES (?)", [("x" * 100_000,)] * 20)
    with made.open("r+b") as file:
        file.seek(-4096, os.SEEK_END)
        file.write(b"\xff" * 4096)
    opened = open_database(made, layout())
    assert opened is not None
    opened.close()


def test_a_journal_left_behind_is_played(made: Path) -> None:
    leave_a_journal(made, "INSERT INTO thing (text) VALUES ('late')")
    connection = open_database(made, layout())
    assert connection is not None
    connection.close()
    assert texts(made) == ["first", "late"]


def test_a_large_file_with_a_journal_opens_slowly(made: Path) -> None:
    assert not opens_slowly(made, layout())
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.executemany("INSERT INTO thing VALUES (?)", [("x" * 100_000,)] * 30)
    assert not opens_slowly(made, layout())
    leave_a_journal(made, "INSERT INTO thing (text) VALUES ('late')")
    assert opens_slowly(made, layout())


def test_a_rollback_journal_left_behind_is_played(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    leave_rollback_journal(made, "INSERT INTO thing (text) VALUES ('half')")
    opened = open_database(made, layout())
    assert opened is not None
    opened.close()
    assert texts(made) == ["first"]


def test_a_file_that_is_whole_only_with_its_journal_is_opened_with_it(made: Path) -> None:
    counting = replace(layout(), counts="SELECT text, 1 FROM thing")
    leave_a_journal(made, "INSERT INTO thing (text) VALUES ('late')")
    with closing(sqlite3.connect(f"{made.as_uri()}?immutable=1", uri=True)) as alone:
        page = alone.execute("SELECT rootpage FROM sqlite_master WHERE name = 'thing'").fetchone()[0]
        size = alone.execute("PRAGMA page_size").fetchone()[0]
    with made.open("r+b") as file:  # as SQLite was writing this page of the journal into the file
        file.seek((page - 1) * size)
        file.write(bytes(size))
    opened = open_database(made, counting)
    assert opened is not None
    opened.close()
    assert texts(made) == ["first", "late"]


def test_a_transaction_is_all_or_nothing(opened: sqlite3.Connection, made: Path) -> None:
    def interrupted() -> None:
        insert(opened, "second")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction(opened):
        interrupted()
    assert not opened.in_transaction
    with transaction(opened):
        insert(opened, "third")
    assert texts(made) == ["first", "third"]


def test_a_full_disk_takes_the_whole_write_back(opened: sqlite3.Connection, made: Path) -> None:
    opened.execute("PRAGMA max_page_count = 3")
    with pytest.raises(sqlite3.OperationalError, match="full"), transaction(opened):
        opened.executemany("INSERT INTO thing (text) VALUES (?)", [("small",), ("x" * 100_000,)])
    assert not opened.in_transaction
    assert texts(made) == ["first"]


def test_a_script_runs_within_the_transaction(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        run_script(connection, TABLES)
        assert connection.in_transaction
        connection.execute("ROLLBACK")
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_an_older_file_is_copied_then_migrated(made: Path) -> None:
    connection = open_database(made, layout(1001, adds_a_column), lambda: AT)
    assert connection is not None
    with closing(connection):
        assert connection.execute("SELECT text, more FROM thing").fetchall() == [("first", None)]
    assert read_header(made) == Header(MARK, 1001)
    copy = made.parent / "backups" / "test é-2026-07-02T1346-migration.db"
    assert read_header(copy) == Header(MARK, 1000)
    assert texts(copy) == ["first"]


def test_a_migration_that_fails_changes_nothing_but_leaves_the_copy(made: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        adds_a_column(connection)
        raise ValueError("half way")

    before = made.read_bytes()
    with pytest.raises(ValueError, match="half way"):
        open_database(made, layout(1001, fail), lambda: AT)
    assert made.read_bytes() == before
    assert texts(made.parent / "backups" / "test é-2026-07-02T1346-migration.db") == ["first"]


def test_a_migration_that_another_process_has_run_is_not_run_again(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def while_another_migrates(connection: sqlite3.Connection) -> AbstractContextManager[sqlite3.Connection]:
        # Between the first look at the version and the lock, another process is quicker.
        monkeypatch.setattr(storage, "transaction", transaction)
        other = open_database(made, layout(1001, adds_a_column))
        assert other is not None
        other.close()
        return transaction(connection)

    monkeypatch.setattr(storage, "transaction", while_another_migrates)
    connection = open_database(made, layout(1001, lambda _: ran.append("again")))
    assert connection is not None
    connection.close()
    assert ran == []
    assert read_header(made) == Header(MARK, 1001)


def test_a_copy_has_what_is_still_in_the_journal_and_stands_alone(
    opened: sqlite3.Connection, made: Path, tmp_path: Path
) -> None:
    insert(opened, "second")
    target = tmp_path / "copy.db"
    target.write_text("what was there before")
    back_up(made, target, layout())
    assert texts(target) == ["first", "second"]
    assert not target.with_name("copy.db-wal").exists()
    assert [each.name for each in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_a_copy_that_is_refused_when_it_is_done_leaves_the_one_before(made: Path, tmp_path: Path) -> None:
    def refuse(draft: Path, _watch: Watch) -> None:
        assert texts(draft) == ["first"]
        raise ValueError("not wanted")

    with closing(connect(made)) as original, pytest.raises(ValueError, match="not wanted"):
        write_copy(original, tmp_path / "copy.db", "test file", refuse)
    assert list(tmp_path.glob("copy.db*")) == []


def test_copies_of_one_minute_do_not_take_each_other_s_name(made: Path) -> None:
    first = backup_path(made, AT, "daily")
    assert first == made.parent / "backups" / "test é-2026-07-02T1346-daily.db"
    first.parent.mkdir()
    first.touch()
    second = backup_path(made, AT + 1000, "daily")
    assert second.name == "test é-2026-07-02T1346-daily-2.db"
    second.touch()
    assert backup_path(made, AT, "daily").name == "test é-2026-07-02T1346-daily-3.db"


@pytest.mark.parametrize("journal", [False, True])
def test_a_look_into_a_copy_changes_nothing(made: Path, journal: bool) -> None:
    if journal:
        leave_a_journal(made, "INSERT INTO thing VALUES ('second')")
    before = everything(made.parent)
    with looking_into(made, layout()) as connection:
        found = [row[0] for row in connection.execute("SELECT text FROM thing")]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            insert(connection, "third")
    assert found == (["first", "second"] if journal else ["first"])
    assert everything(made.parent) == before


def test_a_look_into_what_is_not_sound_is_refused(made: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(CannotOpen, match="There is no test file"),
        looking_into(tmp_path / "none.db", layout()),
    ):
        pass
    with pytest.raises(Foreign), looking_into(made, Layout("other file", 7, 1000, TABLES, nothing)):
        pass
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA user_version = 2000")
    with pytest.raises(TooNew), looking_into(made, layout()):
        pass


def test_a_file_is_recognised_without_being_opened(made: Path, tmp_path: Path) -> None:
    assert recognise(made, layout()) == Header(MARK, 1000)
    assert recognise(tmp_path / "none.db", layout()) is None
    made.write_text("Dear diary, this is no database. " * 20)
    with pytest.raises(Damaged):
        recognise(made, layout())


def test_a_copy_that_cannot_be_made_leaves_the_one_before(made: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="copy of the test file"):
        back_up(made, tmp_path / "no such folder" / "copy.db", layout())
    (tmp_path / "copy.db").mkdir()
    with pytest.raises(CannotOpen):
        back_up(made, tmp_path / "copy.db", layout())
    assert [each.name for each in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_a_file_held_by_another_process_is_said(made: Path) -> None:
    with closing(sqlite3.connect(made, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked, match="Another program is using"):
            open_database(made, layout())


def test_a_full_disk_while_creating_is_said_and_leaves_nothing(path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 5")
        insert(connection, "x" * 1_000_000)

    with pytest.raises(DiskFull, match="disk is full"):
        create(path, layout(), fill)
    assert list(path.parent.iterdir()) == []


def test_a_format_that_sqlite_does_not_know_is_damage(made: Path) -> None:
    content = bytearray(made.read_bytes())
    content[47] = 9
    made.write_bytes(content)
    with pytest.raises(Damaged):
        open_database(made, layout())
    assert made.read_bytes() == bytes(content)
