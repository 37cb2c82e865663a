"""The real program in a real process: it opens, it shows, it ends, and says why when it cannot open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

RUN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
import attache.app.start as start

real = start.settle
def settle(parts, data, app):
    bell = real(parts, data, app)
    print("up", parts.window.isVisible(), parts.library.entry_count > 0, flush=True)
    QTimer.singleShot(0, parts.window.close)
    return bell
start.settle = settle
QMessageBox.critical = lambda *words: print("said", words[-1], flush=True)
from attache.cli.main import main
sys.exit(main([]))
"""


def run_program(library: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ATTACHE_LIBRARY": library, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_it_opens_and_ends(library_file: Path) -> None:
    ran = run_program(str(library_file))
    assert (ran.returncode, ran.stdout.strip()) == (0, "up True True"), ran.stderr


def test_it_says_why_it_cannot_open(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"nothing of ours")
    ran = run_program(str(tmp_path / "broken.db"))
    assert ran.returncode == 2
    assert ran.stdout.startswith("said ")
    assert "broken.db" in ran.stderr
    assert "Traceback" not in ran.stderr
