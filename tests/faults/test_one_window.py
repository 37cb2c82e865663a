"""A second start raises the first window; a killed one leaves nothing in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from attache.app.single import Doorbell, channel_name, claim, raise_running

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from attache.app.single import claim, raise_running
app = QCoreApplication(["ask"])
data = Path(sys.argv[1])
lock = claim(data)
print("first" if lock is not None else "raised" if raise_running(data) else "nobody answered")
"""


def ask(data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ASK, str(data)], stdout=subprocess.PIPE, text=True, stderr=subprocess.PIPE
    )


def test_a_second_process_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    lock = claim(tmp_path)
    assert lock is not None
    rung: list[int] = []
    bell = Doorbell(tmp_path, lambda: rung.append(1))
    second = ask(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None)
    out, errors = second.communicate()
    assert out.strip() == "raised", errors
    assert rung == [1]
    bell.close()
    lock.unlock()


def test_another_folder_is_another_window(tmp_path: Path) -> None:
    lock = claim(tmp_path / "a")
    assert lock is not None
    other = claim(tmp_path / "b")
    assert other is not None
    lock.unlock()
    other.unlock()


def test_the_lock_of_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    program = ASK + "\nprint('held', flush=True)\nimport time\ntime.sleep(60)"
    first = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline().strip() == "first"
    assert first.stdout.readline().strip() == "held"
    assert claim(tmp_path) is None
    first.kill()
    first.wait()
    first.stdout.close()
    lock = claim(tmp_path)
    assert lock is not None
    lock.unlock()


def test_nobody_there_is_found_out(tmp_path: Path, qtbot: QtBot) -> None:
    assert not raise_running(tmp_path)


def test_the_name_is_short_and_the_folder_s_own(tmp_path: Path) -> None:
    assert len(channel_name(tmp_path)) < 40
    assert channel_name(tmp_path) != channel_name(tmp_path / "x")
