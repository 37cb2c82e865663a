"""Saves what is being typed when something outside the window ends the program.

That is the system when the session ends, another program (SIGTERM), Ctrl+C in the terminal (SIGINT), or
closing the terminal (SIGHUP).  The exit status of a signal is 128 and its number, as shells have it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

_BEYOND = 128


class Ending(QObject):
    """Calls ``save`` before the program is ended from outside, and then leaves the event loop."""

    def __init__(self, app: QApplication, save: Callable[[], object]) -> None:
        super().__init__(app)
        self._app, self._save = app, save
        # Directly, as the system waits no longer than this call; and without the argument, which PySide
        # cannot pass on.
        app.commitDataRequest.connect(save, Qt.ConnectionType.DirectConnection)
        app.aboutToQuit.connect(save)
        if sys.platform != "win32":
            self._watch_signals()

    def _watch_signals(self) -> None:
        """Be told of signals by the event loop.

        Python's own handlers run only when Python code runs, which may be never, or in the middle of a
        transaction.
        """
        # Imported here because the window opens without it.
        import signal

        self._pipe, into = os.pipe()
        for end in (self._pipe, into):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(into, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._pipe, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(each) is not signal.SIG_IGN:  # as nohup and background jobs have it
                signal.signal(each, _do_nothing)

    def _end(self) -> None:
        """Save, and leave the event loop; a second signal ends the process immediately."""
        import signal

        numbers = os.read(self._pipe, 16)
        for each in numbers:
            signal.signal(each, signal.SIG_DFL)
        try:
            self._save()
        finally:
            self._app.exit(_BEYOND + numbers[0])


def _do_nothing(_number: int, _frame: object) -> None:
    """Keep the system from ending the process: the event loop also receives the signal."""
