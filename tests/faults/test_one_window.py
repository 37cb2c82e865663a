"""One window for one data folder: a second start raises the first, or says who has the folder."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from attache.app.asking import LONGEST, QUICK, SHOW, ask_running
from attache.app.single import Doorbell, channel_name, claim_or_ask
from attache.base.errors import KnownError
from attache.base.lock import claim, holder_of
from tests.faults.conftest import Tries
from tests.permissions import as_nobody_special

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from attache.app.single import Doorbell
from attache.base.lock import claim
app = QCoreApplication(["hold"])
lock = claim(Path(sys.argv[1]))
bell = Doorbell(lock, lambda request: None)
print("held" if lock.is_held else "open", flush=True)
app.exec()
"""

ASK = """
import sys
from pathlib import Path
from attache.app.single import claim_or_ask
from attache.base.errors import KnownError
try:
    lock = claim_or_ask(Path(sys.argv[1]), sys.argv[3], float(sys.argv[2]))
    print("asked" if lock is None else "first" if lock.is_held else "unlocked")
except KnownError as error:
    print(error)
"""
SOON, PATIENT = 0.1, 60.0
"""Seconds to wait for a first window that will not answer, and for one that will."""
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and permissions as POSIX has them")


def in_a_process(
    program: str, data: Path, patience: float, request: str = SHOW, **variables: str
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(data), str(patience), request],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | variables,
    )


@contextmanager
def holding(data: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Have a first program hold the folder and listen."""
    with in_a_process(HOLD, data, PATIENT, **variables) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        try:
            yield first
        finally:
            first.kill()


def ask(data: Path, patience: float = PATIENT, **variables: str) -> str:
    """Start a second program and return what became of it."""
    with in_a_process(ASK, data, patience, **variables) as second:
        out, errors = second.communicate(timeout=60)
    assert not errors
    return out.strip()


@pytest.mark.parametrize("request_", [SHOW, QUICK, "attache://entry/nato"])
def test_a_second_process_asks_the_first(request_: str, tmp_path: Path, qtbot: QtBot) -> None:
    lock = claim(tmp_path)
    assert lock is not None
    rung: list[str] = []
    bell = Doorbell(lock, rung.append)
    second = in_a_process(ASK, tmp_path, PATIENT, request_)
    qtbot.waitUntil(lambda: second.poll() is not None)
    out, errors = second.communicate()
    assert out.strip() == "asked", errors
    assert rung == [request_]
    bell.close()
    lock.release()


@posix
def test_a_stopped_window_is_not_joined_by_a_second(tmp_path: Path, tries: Tries) -> None:
    with holding(tmp_path) as first:
        first.send_signal(signal.SIGSTOP)
        for _ in range(tries.number(1, 20)):
            said = ask(tmp_path, SOON)
            assert said.startswith(f"Another Attaché (process {first.pid} on ")
            assert (
                f"is using the folder {tmp_path} and does not respond. Close its window or end its process"
                in said
            )
            tries.count("told who holds the folder")
        first.send_signal(signal.SIGCONT)
        assert ask(tmp_path) == "asked"


@posix
def test_temporary_folders_do_not_matter(tmp_path: Path, tries: Tries) -> None:
    data, link = tmp_path / "data", tmp_path / "link"
    link.symlink_to(data)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with holding(data, TMPDIR=str(tmp_path / "one")):
        for number in range(tries.number(2, 20)):
            folder = (data, link)[number % 2]
            assert ask(folder, TMPDIR=str(tmp_path / "two")) == "asked"
            tries.count("asked the first program")


@posix
def test_a_window_without_a_socket_still_keeps_others_out(tmp_path: Path, tries: Tries) -> None:
    data = tmp_path / "data"
    with holding(data, TMPDIR=str(tmp_path / "none")):
        assert "does not respond" in ask(data, SOON)
        tries.count("told who holds the folder")


@posix
def test_the_lock_of_a_killed_program_is_taken_over(tmp_path: Path, tries: Tries) -> None:
    for _ in range(tries.number(2, 50)):
        with holding(tmp_path) as first:
            assert claim(tmp_path) is None
            first.kill()
            first.wait()
            lock = claim(tmp_path)
            assert lock is not None
            assert lock.is_held
            holder = holder_of(tmp_path)
            assert holder is not None
            assert holder.process == os.getpid()
            lock.release()
        tries.count("taken over")


@posix
def test_a_folder_that_may_not_be_written_opens_without_a_lock(tmp_path: Path, tries: Tries) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o500)
    for folder in (data, data / "none yet"):
        asked = [*as_nobody_special(), sys.executable, "-c", ASK, str(folder), str(PATIENT), SHOW]
        assert subprocess.check_output(asked, text=True, timeout=60) == "unlocked\n"
        assert not any(data.iterdir())
        tries.count("opened without a lock")


@posix
def test_what_lies_in_the_place_of_the_lock_is_left_as_it_is(tmp_path: Path, tries: Tries) -> None:
    progress = tmp_path / "progress.db"
    progress.write_bytes(b"everything")
    place = tmp_path / "attache.lock"
    made: tuple[Callable[[], None], ...] = (
        place.mkdir,
        lambda: os.mkfifo(place),
        lambda: place.symlink_to(progress),
    )
    for make in made:
        make()
        before = stat.S_IFMT(place.lstat().st_mode)
        assert ask(tmp_path) == "unlocked"
        assert stat.S_IFMT(place.lstat().st_mode) == before
        assert progress.read_bytes() == b"everything"
        place.rmdir() if place.is_dir() else place.unlink()
        tries.count("opened without a lock")


@pytest.mark.parametrize(
    "told", [b"", b"\xff\x00\n\n", b"h\n1\n", b"h\n\xb2\n5\n\n", b"h\n-1\n5\n\n", b"\n" * 99]
)
def test_a_lock_that_says_nothing_sensible_still_holds(tmp_path: Path, told: bytes, tries: Tries) -> None:
    lock = claim(tmp_path)
    assert lock is not None
    (tmp_path / "attache.lock").write_bytes(told)
    with pytest.raises(KnownError, match=r"Another Attaché is using the folder .* and does not respond"):
        claim_or_ask(tmp_path, SHOW, 0)
    lock.release()
    tries.count("told that another process holds the folder")


def test_a_holder_on_another_machine_is_named_and_not_called(tmp_path: Path) -> None:
    lock = claim(tmp_path)
    assert lock is not None
    (tmp_path / "attache.lock").write_bytes(b"elsewhere\n7\n1795000000\n/tmp/socket\n")
    with pytest.raises(KnownError, match=r"process 7 on elsewhere, since 18 November 2026, "):
        claim_or_ask(tmp_path, SHOW, PATIENT)
    lock.release()


def test_another_folder_is_another_window(tmp_path: Path) -> None:
    lock = claim(tmp_path / "a")
    assert lock is not None
    other = claim(tmp_path / "b")
    assert other is not None
    lock.release()
    other.release()


def test_nobody_there_is_found_out(tmp_path: Path) -> None:
    assert not ask_running(tmp_path, SHOW, PATIENT)


def test_what_is_no_request_disturbs_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    lock = claim(tmp_path)
    assert lock is not None
    taken: list[str] = []
    bell = Doorbell(lock, taken.append)
    holder = holder_of(tmp_path)
    assert holder is not None
    for sent in (b"", b"never ends", b"x" * (LONGEST + 5)):
        line = QLocalSocket()
        line.connectToServer(holder.address)
        assert line.waitForConnected()
        line.write(sent)
        line.flush()
        qtbot.wait(1)
        line.abort()
    assert taken == []
    second = in_a_process(ASK, tmp_path, PATIENT, "attache://entry/" + "x" * 3 * LONGEST)
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert second.communicate()[0].strip() == "asked"
    assert [len(request) for request in taken] == [LONGEST]
    bell.close()
    lock.release()


def test_the_name_is_short_and_the_folder_s_own(tmp_path: Path) -> None:
    assert len(channel_name(tmp_path)) < 40
    assert channel_name(tmp_path) != channel_name(tmp_path / "x")
