"""From the start of a process until its window is complete, beside a bare window with a list; and its memory.

Run by itself it is one such process: ``program`` or ``floor``.  It prints when its window had been
painted (seconds on the system's monotonic clock) and then how much memory it holds when idle.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

_IDLE_SECONDS = 1.5


def proportional_memory() -> float | None:
    """Return this process's share of memory (PSS) in MB, None if the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), None)


def _run_until_idle() -> int:
    """Take the place of the event loop: wait for the window's first painting, report, and leave."""
    from PySide6.QtCore import QDeadlineTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert app is not None
    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    while not window.windowHandle().isExposed():
        app.processEvents()
    app.processEvents()
    painted = time.monotonic()
    idle = QDeadlineTimer(int(_IDLE_SECONDS * 1000))
    while not idle.hasExpired():
        app.processEvents()
        time.sleep(0.01)
    print(json.dumps({"painted": painted, "memory": proportional_memory()}))
    return 0


def _floor() -> int:
    """Open a bare window with a list, the least that a program with Qt can do."""
    from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    rows = QListWidget()
    rows.addItems([f"Entry {n}" for n in range(50)])
    window.setCentralWidget(rows)
    window.resize(1280, 800)
    window.show()
    status = _run_until_idle()
    window.close()
    app.quit()
    return status


def _program() -> int:
    """Start the program as its command does, its event loop replaced."""
    from PySide6.QtWidgets import QApplication

    from attache.cli.main import main

    QApplication.exec = staticmethod(_run_until_idle)  # type: ignore[method-assign]
    return main([])


if __name__ == "__main__":
    raise SystemExit(_floor() if sys.argv[1] == "floor" else _program())
