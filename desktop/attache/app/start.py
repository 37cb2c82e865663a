"""Starts the program with its window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.app.single import Doorbell, claim, raise_running
from attache.app.window import Parts, build, make_application
from attache.base.errors import KnownError

_DONE, _CANNOT = 0, 2
_IDLE = 200
"""Milliseconds after the window is up before what it will need next is made."""

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run(options: Options) -> int:
    """Open the window and return the exit status: 0 when it was closed, 2 when it could not open."""
    app = make_application([sys.argv[0]], options.bundled.resources)
    data = options.places.data
    lock = claim(data)
    if lock is None and raise_running(data):
        return _DONE
    try:
        parts = build(app, options.bundled.resources, library_path(options), options.places)
    except KnownError as error:
        _tell(error)
        return _CANNOT
    sys.excepthook = reporter(parts)
    parts.window.show()
    bells: list[Doorbell] = []
    QTimer.singleShot(_IDLE, lambda: bells.append(settle(parts, data, app)))
    status = app.exec()
    for bell in bells:
        bell.close()
    parts.close()
    return int(status)


def settle(parts: Parts, data: Path, app: QApplication) -> Doorbell:
    """Do what the open window can wait for: listen for second starts, and make what comes next."""
    gc.enable()
    bell = Doorbell(data, parts.window.raise_window, app)
    parts.window.prepare()
    parts.window.run_maintenance()
    return bell


def reporter(parts: Parts) -> Hook:
    """Return the hook through which an unexpected error becomes a report instead of a line nobody sees."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            parts.window.report(error)
        else:
            sys.__excepthook__(kind, error, trace)

    return report


def _tell(error: KnownError) -> None:
    """Say why no window opens, in one of its own: who starts a program from a menu sees no terminal."""
    from PySide6.QtWidgets import QMessageBox

    print(error, file=sys.stderr)
    box = QMessageBox(QMessageBox.Icon.Critical, "Attaché", "")
    box.setTextFormat(Qt.TextFormat.PlainText)  # a path may look like HTML
    box.setText(str(error))
    box.exec()
