"""A pack that names files and addresses in every text: the program opens none of them, as strace sees it.

Each file that is named is a pipe, which would also stop the program if it were opened.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.hostile import Marks, write_hostile_library
from tests.faults.conftest import Tries
from tests.sources import TOP

_TIMEOUT = 120
"""Seconds; a program that opens a pipe waits for ever."""
_NETWORK = re.compile(r"\bAF_INET6?\b")
_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from attache.app import start
from attache.cli.main import main
from tests.ui.tour import tour

settle, pdf, last = start.settle, Path(sys.argv.pop()), sys.argv.pop()

def settled(parts, data, app):
    bell = settle(parts, data, app)
    for name in tour(parts, pdf):
        print(name, flush=True)
        if name == last:
            break
    QTimer.singleShot(0, parts.window.close)
    return bell

start.settle = settled
sys.exit(main([]))
"""
_COMMANDS = (
    "lookup pact",
    "show harbour:pact",
    "due",
    "lookup marker",
    "show harbour:league",
    "show harbour:storm",
    "stats",
    "doctor",
)


def traced(*command: str, log: Path, library: Path) -> subprocess.CompletedProcess[str]:
    """Run a command under strace; ``log`` will hold each path that it names and each socket that it makes."""
    strace = ("strace", "-f", "-q", "-s", "4096", "-e", "trace=%file,socket,connect", "-o", str(log))
    environment = {
        **os.environ,
        "ATTACHE_LIBRARY": str(library),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(TOP),
    }
    with subprocess.Popen(
        [*strace, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=TOP,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(timeout=_TIMEOUT)
        except subprocess.TimeoutExpired:
            # All of them: without strace the program would wait at its pipe for ever.
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library whose texts name pipes in the folder ``named``."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (on Debian: apt-get install strace)")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is not allowed to follow a process here")
    marks = Marks(tmp_path / "named")
    made = write_hostile_library(tmp_path / "library", marks)
    marks.folder.mkdir()
    for name in marks.names:
        os.mkfifo(marks.folder / name)
    return made


def opened(log: Path, named: Path) -> list[str]:
    """Return the lines of a log that name one of the pipes, or make a socket that leads off the machine."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("reference.db" in line for line in lines), "strace saw nothing"
    return [line for line in lines if str(named) in line or _NETWORK.search(line)]


def test_strace_would_see_it(library: Path, tmp_path: Path) -> None:
    pipe, log = next((tmp_path / "named").iterdir()), tmp_path / "log"
    program = (
        "import os, socket, sys; open(sys.argv[1]).close()\n"
        "os.close(os.open(sys.argv[2], os.O_RDONLY | os.O_NONBLOCK)); socket.socket().close()"
    )
    ran = traced(sys.executable, "-c", program, str(library), str(pipe), log=log, library=library)
    assert ran.returncode == 0, ran.stderr
    seen = [line.split("(")[0].split()[-1] for line in opened(log, tmp_path / "named")]
    assert {"openat", "socket"} <= set(seen)


@pytest.mark.slow
def test_the_window_opens_nothing_that_a_pack_names(library: Path, tmp_path: Path, tries: Tries) -> None:
    log, pdf = tmp_path / "log", tmp_path / "entry.pdf"
    last = "" if tries.is_long else "study-practice"
    ran = traced(sys.executable, "-c", _WINDOW, last, str(pdf), log=log, library=library)
    assert ran.returncode == 0, ran.stderr
    assert opened(log, tmp_path / "named") == []
    assert pdf.read_bytes().startswith(b"%PDF")
    shown = ran.stdout.splitlines()
    assert {"today", "harbour:pact", "study-cloze-a", "study-summary"} <= set(shown)
    tries.count("screen shown, nothing opened", len(shown))


def test_commands_open_nothing_that_a_pack_names(library: Path, tmp_path: Path, tries: Tries) -> None:
    log = tmp_path / "log"
    for command in _COMMANDS[: tries.number(3, len(_COMMANDS))]:
        ran = traced(sys.executable, "-m", "attache", *command.split(), log=log, library=library)
        assert ran.returncode == 0, f"{command}: {ran.stderr}"
        assert opened(log, tmp_path / "named") == [], command
        tries.count("command run, nothing opened")
