"""A note is on the disk although the window was ended while it was being typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from attache.learner.progress import Progress
from tests.faults.conftest import Tries
from tests.shipped import shipped_library

PROGRAM = """
import os, signal, sys
# As a program has them that is started in a terminal; one started in the background ignores some.
signal.signal(signal.SIGINT, signal.default_int_handler)
for each in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(each, signal.SIG_DFL)
import shiboken6
from PySide6.QtGui import QSessionManager
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import attache.app.start as start

ACT, NUMBER = sys.argv[1], int(sys.argv[2])
real = start.settle

def write(window, entry):
    window.open_entry(entry)
    note = window.page("glossary").reader.pane.note
    note.write()
    QTest.keyClicks(note.editor, "kept")
    return note

def settle(*given):
    bell = real(*given)
    window, app = given[0].window, QApplication.instance()
    note = write(window, given[0].library.rows([1])[0].id)
    if ACT == "signal":
        os.kill(os.getpid(), NUMBER)
    elif ACT == "commit":
        # The signal passes a reference on, to which nothing is said.
        manager = shiboken6.wrapInstance(shiboken6.getCppPointer(app)[0], QSessionManager)
        app.commitDataRequest.emit(manager)
        os._exit(0)
    elif ACT == "quit":
        app.aboutToQuit.connect(lambda: os._exit(0))
        app.exit(0)
    elif ACT == "field":
        window.open_page("settings")
        window.page("settings").rows["new_limit"].control.field.setText("7")
        os.kill(os.getpid(), NUMBER)
    return bell

if ACT == "early":
    def settle(*given):
        raise KeyboardInterrupt
start.settle = settle
from attache.cli.main import main
sys.exit(main(sys.argv[3:]))
"""
SIGNALS = [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


@pytest.fixture(scope="module")
def library() -> Path:
    return shipped_library()


def run(
    library: Path, data: Path, act: str, number: int = 0, *words: str, redirect: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirect}', "sh", sys.executable, "-c", PROGRAM, act, str(number), *words],
        env=os.environ | {"ATTACHE_LIBRARY": str(library), "ATTACHE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def notes(data: Path) -> list[str]:
    with Progress.open(data / "progress.db") as progress:
        return [note.text for note in progress.notes.all()]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_saves_what_is_being_typed(
    library: Path, tmp_path: Path, number: signal.Signals, tries: Tries
) -> None:
    for time in range(tries.number(1, 20)):
        data = tmp_path / str(time)
        ran = run(library, data, "signal", number)
        assert (ran.returncode, ran.stdout, ran.stderr) == (128 + number, "", "")
        assert notes(data) == ["kept"]
        tries.count("note kept")


def test_a_window_whose_streams_are_closed_is_as_good_as_any(
    library: Path, tmp_path: Path, tries: Tries
) -> None:
    words = ("--data", str(tmp_path))
    ran = run(library, tmp_path, "signal", signal.SIGINT, *words, redirect="<&- >&- 2>&-")
    assert ran.returncode == 128 + signal.SIGINT
    assert notes(tmp_path) == ["kept"]
    assert (tmp_path / "attache.lock").read_bytes() == b"", "nothing that Qt had to say"
    tries.count("note kept")


@pytest.mark.parametrize("act", ["commit", "quit"])
def test_the_end_of_the_session_saves_what_is_being_typed(
    library: Path, tmp_path: Path, act: str, tries: Tries
) -> None:
    ran = run(library, tmp_path, act)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert notes(tmp_path) == ["kept"]
    tries.count("note kept")


def test_a_signal_saves_the_setting_that_is_being_typed(library: Path, tmp_path: Path, tries: Tries) -> None:
    ran = run(library, tmp_path, "field", signal.SIGTERM)
    assert (ran.returncode, ran.stderr) == (128 + signal.SIGTERM, "")
    with Progress.open(tmp_path / "progress.db") as progress:
        assert progress.settings.read().new_limit == 7
    tries.count("setting kept")


def test_ctrl_c_before_signals_are_listened_for_ends_the_program_quietly(
    library: Path, tmp_path: Path, tries: Tries
) -> None:
    ran = run(library, tmp_path, "early")
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
    tries.count("ended quietly")
