"""Starts the program with its window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from attache.app.asking import CLIPBOARD, QUICK, SCHEME, SHOW
from attache.app.library_file import library_path
from attache.app.options import Options
from attache.app.single import Doorbell, claim_or_ask
from attache.app.window import Parts, build, make_application
from attache.base.characters import whole
from attache.base.errors import KnownError
from attache.base.lock import FolderLock
from attache.ui.shell.window import Window

_DONE, _INTERRUPTED = 0, 130
_IDLE = 200
"""Milliseconds after the window is up before what it will need next is made."""

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run(options: Options, request: str) -> int:
    """Open the window, or what ``request`` asks for instead, and return the exit status.

    It is 0 when the window was closed, 128 and more when a signal ended it.  Raises KnownError if no
    window can open, when the user has seen why.
    """
    app = make_application([sys.argv[0]], options.bundled.resources)
    try:
        lock = claim_or_ask(options.places.data, request)
        if lock is None:
            return _DONE
        parts = build(app, options.bundled.resources, library_path(options), options.places)
    except KnownError as error:
        _tell(error)
        raise
    status = _show(app, parts, lock, request)
    lock.release()
    return status


def _show(app: QApplication, parts: Parts, lock: FolderLock, request: str) -> int:
    """Show what is asked for until it is closed, and return the exit status."""
    sys.excepthook = reporter(parts, app)
    if request not in (QUICK, CLIPBOARD):
        parts.window.show()
    if request != SHOW:
        take(request, parts.window)
    bells: list[Doorbell] = []
    QTimer.singleShot(_IDLE, lambda: bells.append(settle(parts, lock, app)))
    status = app.exec()
    for bell in bells:
        bell.close()
    parts.close()
    return int(status)


def take(request: str, window: Window) -> None:
    """Do what a start of the program asks for; the window comes to the front for all it does not know."""
    if request in (QUICK, CLIPBOARD):
        window.open_quick(from_clipboard=request == CLIPBOARD)
        return
    window.raise_window()
    if request.lower().startswith(SCHEME):
        window.open_link(request)


def settle(parts: Parts, lock: FolderLock, app: QApplication) -> Doorbell:
    """Start what was not needed before the window opened: signals, second starts, the next pages."""
    from attache.app.ending import Ending

    Ending(app, parts.window.save)
    gc.enable()
    bell = Doorbell(lock, lambda request: take(request, parts.window), app)
    parts.window.prepare()
    parts.window.run_maintenance()
    return bell


def reporter(parts: Parts, app: QApplication) -> Hook:
    """Return the hook through which an unexpected error becomes a report instead of a line nobody sees."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            parts.window.report(error)
        elif isinstance(error, KeyboardInterrupt):  # Ctrl+C before signals are listened for
            app.exit(_INTERRUPTED)
        else:
            sys.__excepthook__(kind, error, trace)

    return report


def _tell(error: KnownError) -> None:
    """Show in a dialog why the window cannot open: a user who starts it from a menu sees no terminal."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Critical, "Attaché", "")
    box.setTextFormat(Qt.TextFormat.PlainText)  # a path may look like HTML
    box.setText(whole(str(error)))
    box.exec()
