"""Long work off the window's thread: plain data in, one result or one error back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class _Ends(QObject):
    done = Signal(object)
    failed = Signal(object)


class _Runnable(QRunnable):
    """Runs the function; an exception must not leave ``run``, where only Qt would see it."""

    def __init__(self, ends: _Ends, work: Callable[[], Any], cancelled: threading.Event) -> None:
        super().__init__()
        self._ends, self._work, self._cancelled = ends, work, cancelled

    def run(self) -> None:
        if self._cancelled.is_set():
            return
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - handed on whole, to where it can be shown
            self._say(self._ends.failed, error)
        else:
            self._say(self._ends.done, result)

    def _say(self, signal: Any, what: object) -> None:
        try:
            if not self._cancelled.is_set():
                signal.emit(what)
        except RuntimeError:
            # The window went away, and with it the object behind the signal.
            pass


class Job:
    """One running job; after ``cancel`` its result is discarded."""

    def __init__(self, cancelled: threading.Event, ends: _Ends) -> None:
        self._cancelled = cancelled
        self._ends = ends

    def cancel(self) -> None:
        """Ask the work to stop; neither result nor error is reported afterwards."""
        self._cancelled.set()


def start(
    pool: QThreadPool,
    work: Callable[[Callable[[], bool]], Any],
    done: Callable[[Any], None],
    failed: Callable[[Exception], None],
) -> Job:
    """Run ``work(cancelled)`` in the pool and hand its result or error to this thread.

    ``cancelled`` is a function the work asks now and then whether it should stop.  Keep a reference to the
    returned job until it has ended, because it delivers the result.
    """
    cancelled = threading.Event()
    ends = _Ends()

    def heard(then: Callable[[Any], None]) -> Callable[[object], None]:
        return lambda what: None if cancelled.is_set() else then(what)

    ends.done.connect(heard(done))
    ends.failed.connect(heard(failed))
    pool.start(_Runnable(ends, lambda: work(cancelled.is_set), cancelled))
    return Job(cancelled, ends)
