"""Starts the program with its window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from attache.app.library_file import library_path
from attache.app.single import Doorbell, raise_running
from attache.app.window import Parts, build, make_application
from attache.base.errors import KnownError

if TYPE_CHECKING:
    from attache.app.options import Options

_log = logging.getLogger(__name__)
_DONE, _CANNOT = 0, 2


def run(options: Options) -> int:
    """Open the window and return the exit status: 0 when it was closed, 2 when it could not open."""
    app = make_application([sys.argv[0]], options.bundled.resources)
    if raise_running(options.places.data):
        return _DONE
    try:
        parts = build(app, options.bundled.resources, library_path(options), options.places)
    except KnownError as error:
        # Whoever started this from a menu sees no terminal.
        QMessageBox.critical(None, "Attaché", str(error))
        return _CANNOT
    bell = Doorbell(options.places.data, parts.window.raise_window, app)
    sys.excepthook = _reporter(parts)
    parts.window.show()
    # The index for misspelt names is made while the user is still looking.
    QTimer.singleShot(300, parts.library.warm)
    status = app.exec()
    bell.close()
    parts.close()
    return int(status)


def _reporter(parts: Parts) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return the hook through which an unexpected error becomes a report instead of a silent line."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            parts.window.report(error)
        else:
            sys.__excepthook__(kind, error, trace)

    return report
