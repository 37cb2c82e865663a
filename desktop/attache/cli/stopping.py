"""Ends a command of the terminal on a signal; what it was writing is removed first, as on any error.

Python raises the exception of a signal handler wherever the program happens to be.  In the callback of a weak
reference it is dropped, and in a function that SQLite calls it turns into an error of SQLite.  So a dropped
exception is raised again a moment later, and any error that ends the command after a signal counts as that
signal.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

_BY_DEFAULT: Mapping[str, Any] = {
    "SIGINT": signal.default_int_handler,
    "SIGTERM": signal.SIG_DFL,
    "SIGHUP": signal.SIG_DFL,
}
"""What is done on these signals unless somebody has asked for something else, as ``nohup`` does."""
_AGAIN = 0.001
"""Seconds after which an exception that was dropped is raised again."""


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped in a block when a signal comes; a second one ends the process immediately."""
    known = {getattr(signal, name): action for name, action in _BY_DEFAULT.items() if hasattr(signal, name)}
    watched = [each for each, action in known.items() if signal.getsignal(each) is action]
    report = sys.unraisablehook
    watch = _Watch(report)
    sys.unraisablehook = watch.take_dropped
    for each in watched:
        signal.signal(each, watch.stop)
    try:
        yield
    except Exception as error:
        if watch.received:
            raise Stopped(watch.received) from error
        raise
    finally:
        watch.end()
        sys.unraisablehook = report
        for each in watched:
            signal.signal(each, known[each])


class _Watch:
    """Raises Stopped for the first signal, until the exception has got through."""

    def __init__(self, report: Any) -> None:
        """``report`` takes the exceptions of others that Python has dropped."""
        self.received = 0
        """The number of the signal, 0 before there is one."""
        self._report = report

    def stop(self, number: int, _frame: FrameType | None) -> None:
        """Handle a signal."""
        signal.signal(number, signal.SIG_DFL)
        self.received = number
        raise Stopped(number)

    def take_dropped(self, dropped: Any) -> None:
        """Handle an exception that Python has dropped (``sys.unraisablehook``)."""
        if not isinstance(dropped.exc_value, Stopped):
            self._report(dropped)
        elif hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._stop_again)
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)

    def end(self) -> None:
        """Raise nothing further."""
        if self.received and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _stop_again(self, _number: int, _frame: FrameType | None) -> None:
        raise Stopped(self.received)
