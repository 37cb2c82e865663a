"""A command that a signal stops anywhere says so in one line and leaves nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from attache.base.storage import recognise
from attache.content.compile import build
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.library.library import Library
from tests.cli.conftest import write_pack
from tests.faults.conftest import Tries

STOPPED_AT_A_CALL = """
import os, signal, sys
# As a program has them that is started in a terminal; one started in the background ignores some.
signal.signal(signal.SIGINT, signal.default_int_handler)
for each in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(each, signal.SIG_DFL)
number, stop_at = int(sys.argv[1]), int(sys.argv[2])
from attache.cli.main import main
calls = 0
def count(frame, event, given):
    global calls
    # Counted from the call of the command itself: before it, only modules are imported.
    if calls or (frame.f_code.co_name == "run" and "cli/commands" in frame.f_code.co_filename):
        calls += 1
    if calls == stop_at:
        sys.setprofile(None)
        os.kill(os.getpid(), number)
sys.setprofile(count)
status = main(sys.argv[3:])
sys.setprofile(None)
if stop_at < 0:
    print(calls)
sys.exit(status)
"""
JOURNAL = {"progress.db-wal", "progress.db-shm"}
SAID = "attache: Stopped before it was finished.\n"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    build(write_pack(folder / "pack"), folder / "small.db")
    return folder / "small.db"


def run(library: Path, data: Path, number: int, call: int, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STOPPED_AT_A_CALL, str(number), str(call), "--data", str(data), *words],
        env=os.environ | {"ATTACHE_LIBRARY": str(library)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["build", "check", "doctor", "backup", "restore"])
def test_a_command_stopped_anywhere_leaves_nothing_half_written(
    library: Path, tmp_path: Path, command: str, tries: Tries
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    out.mkdir()
    with Progress.open(data / "progress.db") as progress:
        progress.notes.write("a", "kept")
    copy = tmp_path / "copy.db"
    copy.write_bytes((data / "progress.db").read_bytes())
    target = out / "made.db"
    words = {
        "build": ("build", str(library.with_name("pack")), "-o", str(target)),
        "check": ("check", str(library.with_name("pack"))),
        "doctor": ("doctor",),
        "backup": ("backup", str(target)),
        "restore": ("restore", str(copy)),
    }[command]
    calls = int(run(library, data, 0, -1, *words).stdout.split()[-1])
    target.unlink(missing_ok=True)
    number_of_tries = tries.number(3, 60)
    for time in range(number_of_tries):
        number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[time % 3]
        ran = run(library, data, number, 1 + calls * time // number_of_tries, *words)
        if (ran.returncode, ran.stderr) == (0, ""):
            assert target.exists() or command not in ("build", "backup")
            tries.count("done before it could stop")
        else:
            assert (ran.returncode, ran.stderr) == (128 + number, SAID)
            tries.count("stopped in one line")
        assert {file.name for file in out.iterdir()} <= {"made.db"}
        if target.exists():
            Library.open(target).close() if command == "build" else recognise(target, LAYOUT)
            target.unlink()
        # SQLite's journal may be left, from which it goes on.
        assert {file.name for file in data.iterdir()} - JOURNAL <= {"progress.db", "backups", "attache.lock"}
        assert {file.suffix for file in data.glob("backups/*")} <= {".db"}
        with Progress.open(data / "progress.db") as progress:
            assert progress.notes.text("a") == "kept"
