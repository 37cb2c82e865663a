"""A library file is written whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from attache.base.faults import DiskFull, StorageError
from attache.content.library_file import new_library_file

OLD = b"the old library"
WRITES_FOR_EVER = """
import sys
from pathlib import Path
from attache.content.library_file import new_library_file
with new_library_file(Path(sys.argv[1])) as connection:
    print("started", flush=True)
    n = 0
    while True:
        n += 1
        connection.execute("INSERT INTO theme VALUES (?, ?, 'x', 'x')", (n, str(n)))
"""


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def write_themes(target: Path, count: int) -> None:
    with new_library_file(target) as connection:
        for n in range(count):
            connection.execute("INSERT INTO theme VALUES (?, ?, 'title', 'about')", (n, str(n)))


def fail_while_writing(target: Path) -> None:
    with new_library_file(target) as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
        raise ZeroDivisionError


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "reference.db"
    path.write_bytes(OLD)
    return path


def test_what_was_written_replaces_the_old_file(target: Path) -> None:
    with new_library_file(target) as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
        assert target.read_bytes() == OLD
    connection = sqlite3.connect(target)
    assert connection.execute("SELECT * FROM meta").fetchall() == [("a", "b")]
    connection.close()
    assert names(target.parent) == ["reference.db"]
    assert target.stat().st_mode & 0o777 == 0o644


def test_an_error_leaves_the_old_file_and_nothing_else(target: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_while_writing(target)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["reference.db"]


def test_a_killed_run_leaves_the_old_file(target: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_FOR_EVER, str(target)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"started\n"
        process.send_signal(signal.SIGKILL)
    assert target.read_bytes() == OLD
    (left,) = [path for path in target.parent.iterdir() if path != target]
    assert left.name.endswith(".part")
    os.utime(left, (0, 0))
    with new_library_file(target):
        pass
    assert names(target.parent) == ["reference.db"]


def test_what_another_run_is_writing_is_left_alone(target: Path) -> None:
    part = target.with_name(".reference.db.abc.part")
    part.write_bytes(b"")
    with new_library_file(target):
        pass
    assert part.exists()


def test_a_full_disk_is_said_in_a_sentence_and_leaves_the_old_file(target: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(StorageError) as error:
            write_themes(target, 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert isinstance(error.value, DiskFull) or "disk" in error.value.what
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["reference.db"]


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    with new_library_file(tmp_path / "a" / "b" / "reference.db"):
        pass
    assert (tmp_path / "a" / "b" / "reference.db").is_file()


def test_a_folder_in_the_files_place_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "reference.db").mkdir()
    with pytest.raises(StorageError), new_library_file(tmp_path / "reference.db"):
        pass
    assert names(tmp_path) == ["reference.db"]
