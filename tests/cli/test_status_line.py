"""The line of long work, on a real terminal."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest

from attache.base.watch import UNWATCHED
from attache.cli.status_line import status_line
from tests.sources import TOP

SEEDS = TOP / "seeds"
pty = pytest.importorskip("pty", reason="pseudo-terminals as POSIX has them")


END = "[end]"


class Ticks:
    """A clock that the test moves, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Screen:
    """A terminal: what is written to ``err``, and what stands on its line then."""

    def __init__(self, reader: int, err: TextIO) -> None:
        self.reader, self.err = reader, err

    def written(self) -> str:
        """Return what was written since the last time."""
        self.err.write(END)
        self.err.flush()
        return self.read_until(END).removesuffix(END)

    def read_until(self, text: str) -> str:
        """Wait until a text was written; return all up to it, and what came with it."""
        found = ""
        while text not in found:  # a terminal hands on in pieces, and when it likes
            found += os.read(self.reader, 1 << 16).decode()
        return found

    @staticmethod
    def line(written: str) -> str:
        """Return what a terminal shows after this: each carriage return goes back to the first column."""
        shown = ""
        for text in written.split("\r"):
            shown = text + shown[len(text) :]
        return shown.rstrip()


@pytest.fixture
def screen() -> Iterator[Screen]:
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w", encoding="utf-8") as err:
        yield Screen(reader, err)
    os.close(reader)


def test_quick_work_is_not_shown(screen: Screen) -> None:
    clock = Ticks()
    with status_line(screen.err, 80, "Checking", clock) as watch:
        for step in range(49):
            clock.now += 0.01
            watch.report(step, 49)
    assert screen.written() == ""


def test_long_work_shows_how_much_is_done_and_leaves_nothing(screen: Screen) -> None:
    clock = Ticks()
    with status_line(screen.err, 80, "Checking your progress", clock) as watch:
        clock.now += 0.5
        watch.report(1, 4)
        first = screen.written()
        assert screen.line(first) == "Checking your progress: 25 %"
        clock.now += 0.1
        watch.report(4, 4)
        second = screen.written()
        assert screen.line(first + second) == "Checking your progress: 100 %"
    assert screen.line(first + second + screen.written()) == ""


def test_the_line_is_drawn_at_most_ten_times_a_second(screen: Screen) -> None:
    clock = Ticks()
    with status_line(screen.err, 80, "Checking", clock) as watch:
        for step in range(1500):
            watch.report(step, 1500)
            clock.now += 0.001
        assert 9 <= screen.written().count("Checking") <= 11, "for one second after half of one"


def test_a_narrow_terminal_gets_one_line(screen: Screen) -> None:
    clock = Ticks()
    with status_line(screen.err, 12, "Checking your progress", clock) as watch:
        clock.now += 1
        watch.report(1, 2)
        assert screen.line(screen.written()) == "Checking yo"


def test_an_error_finds_the_line_empty(screen: Screen) -> None:
    clock = Ticks()

    def stopped() -> None:
        with status_line(screen.err, 80, "Checking", clock) as watch:
            clock.now += 1
            watch.report(1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    written = screen.written()
    assert "50 %" in written
    assert screen.line(written) == ""


def test_what_is_no_terminal_gets_nothing(tmp_path: Path) -> None:
    with (tmp_path / "err").open("w") as err, status_line(err, 80, "Checking") as watch:
        assert watch is UNWATCHED
    with status_line(None, 80, "Checking") as watch:
        assert watch is UNWATCHED
    with status_line(io.StringIO(), 80, "Checking") as watch:
        assert watch is UNWATCHED


@pytest.mark.skipif(sys.platform == "darwin", reason="a closed terminal is told otherwise there")
def test_a_terminal_that_is_closed_meanwhile_stops_nothing(screen: Screen) -> None:
    clock = Ticks()

    class Closed(io.TextIOWrapper):
        def write(self, _text: str) -> int:
            raise OSError(5, "Input/output error")

    closed = Closed(io.BytesIO())
    closed.isatty = lambda: True  # type: ignore[method-assign]
    with status_line(closed, 80, "Checking", clock) as watch:
        clock.now += 1
        watch.report(1, 2)
        watch.report(2, 2)


AT_ONCE = """
import signal, sys
# As a program has it that is started in a terminal; one started in the background ignores it.
signal.signal(signal.SIGINT, signal.default_int_handler)
import attache.cli.status_line
attache.cli.status_line._SOON = 0  # shown from the first report on, however fast the machine is
from attache.cli.main import main
sys.exit(main())
"""


WAITS = """
import time
import attache.cli.status_line
show = attache.cli.status_line._StatusLine.show
def show_and_wait(line, share):
    show(line, share)
    while True:  # however fast the machine is, the command is not done yet
        time.sleep(0.01)
attache.cli.status_line._StatusLine.show = show_and_wait
"""


@contextmanager
def started(err: TextIO, *words: str, program: str = AT_ONCE) -> Iterator[subprocess.Popen[str]]:
    """Start a command whose standard error is a terminal; it does not outlive the block."""
    command = [sys.executable, "-c", program, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, text=True, encoding="utf-8") as ran:
        try:
            yield ran
        finally:
            ran.kill()


def test_a_command_shows_its_line_and_prints_below_nothing_of_it(screen: Screen) -> None:
    with started(screen.err, "check", str(SEEDS)) as ran:
        out, _ = ran.communicate(timeout=120)
    written = screen.written()
    assert "\rChecking the pack: " in written
    assert screen.line(written) == ""
    assert "no problems" in out
    assert "%" not in out


def test_ctrl_c_erases_the_line_and_stops_the_command(screen: Screen) -> None:
    with started(screen.err, "check", str(SEEDS), program=WAITS + AT_ONCE) as ran:
        written = screen.read_until("Checking the pack: ")
        ran.send_signal(signal.SIGINT)
        ran.communicate(timeout=120)
    assert ran.returncode == 130
    lines = (written + screen.written()).split("\n")
    assert screen.line(lines[0]) == "attache: Stopped before it was finished."
