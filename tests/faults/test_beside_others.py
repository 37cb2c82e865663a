"""Two connections of one process, and a second process beside it: nothing acknowledged is lost.

POSIX drops every lock of a process on a file when the process closes any handle to it.  A program that
opened its own database as a regular file would lose SQLite's lock, and with it, once another process had
come and gone, the journal that its answers are in.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from attache.base import database
from attache.base.faults import Locked
from attache.base.storage import recognise
from attache.learner.backups import Backups
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from tests.faults.conftest import Tries

_WRITES = """
import sys
from pathlib import Path
from attache.base.storage import (recognise)
from attache.learner.backups import Backups
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT

path = Path(sys.argv[1])
clock = lambda: 1_782_993_600_000
progress = Progress.open(path, clock)
progress.bookmarks.set("before", True)
recognise(path, LAYOUT)
Backups(path, clock).daily()
with Progress.open(path, clock) as second:
    second.bookmarks.all()
print("ready", flush=True)
for line in sys.stdin:
    progress.bookmarks.set(line.strip(), True)
    print("kept", flush=True)
"""

_LOOKS = """
import sys
from pathlib import Path
from attache.learner.progress import Progress

with Progress.open(Path(sys.argv[1])) as progress:
    print(len(progress.bookmarks.all()))
"""


def run(program: str, path: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals as POSIX has them")
def test_what_was_kept_outlives_a_second_process_and_a_kill(tmp_path: Path, tries: Tries) -> None:
    for number in range(tries.number(1, 20)):
        outlives(tmp_path / f"{number}.db")
        tries.count("nothing lost")


def outlives(path: Path) -> None:
    """Write while a second process comes and goes, and be killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "ready\n"
        assert run(_LOOKS, path) == "1"
        for number in range(4):
            child.stdin.write(f"entry-{number}\n")
            child.stdin.flush()
            assert child.stdout.readline() == "kept\n"
            assert run(_LOOKS, path) == str(number + 2)
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    assert run(_LOOKS, path) == "5"


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="locks are listed on Linux only")
def test_looking_at_a_file_that_is_open_drops_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"

    def locks() -> int:
        node = path.with_name(path.name + "-shm").stat().st_ino, path.stat().st_ino
        lines = Path("/proc/locks").read_text().splitlines()
        return sum(f":{inode} " in line and f" {os.getpid()} " in line for line in lines for inode in node)

    with Progress.open(path) as progress:
        progress.bookmarks.set("nato", True)
        held = locks()
        assert held
        recognise(path, LAYOUT)
        Backups(path, lambda: 1_782_993_600_000).daily()
        with Progress.open(path) as second:
            assert second.bookmarks.all() == ("nato",)
        with closing(sqlite3.connect(path)) as third:
            third.execute("SELECT count(*) FROM bookmark").fetchone()
        assert locks() == held


_HOLDS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"BEGIN {sys.argv[2]}")
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_file_that_another_process_holds_is_said_and_nothing_is_lost(
    tmp_path: Path, tries: Tries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.05)
    path = tmp_path / "progress.db"
    with Progress.open(path) as progress:
        progress.bookmarks.set("before", True)
        for number in range(tries.number(3, 50)):
            # The end of the block closes the input, and with that the child ends, whatever has failed.
            with subprocess.Popen(
                [sys.executable, "-c", _HOLDS, str(path), ("IMMEDIATE", "EXCLUSIVE")[number % 2]],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as child:
                assert child.stdout is not None
                assert child.stdout.readline() == "held\n"
                writes: list[Callable[[], object]] = [
                    lambda: progress.bookmarks.set("held", True),
                    lambda: progress.notes.write("nato", "held"),
                    lambda: progress.lookups.add("held"),
                ]
                for write in writes:
                    with pytest.raises(Locked, match="Another program is using"):
                        write()
                child.communicate("go\n")
            assert progress.bookmarks.set(f"after-{number}", True)
            tries.count("said, and kept afterwards")
        assert len(progress.bookmarks.all()) == 1 + tries.number(3, 50)
