from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.peers.programs import Program, memory, stop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the comparison runs in X11 on Linux")


def test_every_program_has_a_home_of_its_own_and_writes_bytecode(tmp_path: Path) -> None:
    program = Program("one", ("one",), tmp_path, {"ATTACHE_DATA": "there"})
    outer = {
        "PATH": "/bin",
        "HOME": "/elsewhere",
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    given = program.environment(":7", outer)
    assert given["HOME"] == str(tmp_path)
    assert given["DISPLAY"] == ":7"
    assert given["PATH"] == "/bin"
    assert given["ATTACHE_DATA"] == "there"
    assert not {"PYTHONDONTWRITEBYTECODE", "QT_QPA_PLATFORM"} & given.keys()


def test_a_program_that_does_not_react_is_killed() -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); signal.pause()"
    process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    process.stdout.readline()
    stop(process, patience=0.05)
    process.stdout.close()
    assert process.returncode == -9


def test_memory_is_read_in_megabytes() -> None:
    assert 1 < memory(os.getpid()) < 4000
