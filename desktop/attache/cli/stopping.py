"""Ends a command of the terminal on a signal as Ctrl+C does: what it was writing is removed first."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped in a block when a signal comes; a second one ends the process at once."""
    before = {each: signal.getsignal(each) for each in _SIGNALS}
    watched = [each for each in _SIGNALS if before[each] is signal.SIG_DFL]
    try:
        for each in watched:
            signal.signal(each, _stop)
        yield
    finally:
        for each in watched:
            signal.signal(each, signal.SIG_DFL)


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)
