"""Long work shows how much of it is done, and can be cancelled.

One :class:`Watch` goes from the window or the terminal through all layers down to SQLite.  Work that has
several steps gives a part of its watch to each, so that progress only ever rises.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

_STEPS_AT_ONCE = 20_000
"""Steps of SQLite's virtual machine between two reports: about a millisecond."""
_STEPS_OF_A_PAGE = 1_000
"""Steps in which SQLite checks or copies the rows of a page, give or take half (measured)."""


class GivenUp(Exception):
    """Long work was cancelled by its caller; everything is as it was before."""


class Watch(NamedTuple):
    """What long work reports to.

    ``progress`` takes the share that is done, from 0 to 1; it must be quick, and must not raise.
    ``cancelled`` tells whether to stop; once it has returned True it must go on returning True.
    """

    progress: Callable[[float], None] = lambda _share: None
    cancelled: Callable[[], bool] = lambda: False

    def report(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` equal pieces are done; raises GivenUp if cancelled."""
        self.stop_if_cancelled()
        self.progress(min(done / total, 1.0) if total else 1.0)

    def stop_if_cancelled(self) -> None:
        """Raise GivenUp if the work was cancelled."""
        if self.cancelled():
            raise GivenUp

    def parts(self, *weights: float) -> Sequence[Watch]:
        """Return a watch for each of several steps, which take time in the ratio of ``weights``."""
        total = sum(weights) or 1
        ends = [end / total for end in accumulate(weights)]
        return [self._part(start, end) for start, end in zip([0.0, *ends], ends, strict=False)]

    @contextmanager
    def statements(self, connection: sqlite3.Connection, pages: int = 0) -> Iterator[None]:
        """Follow the statements of a block, which read or write about so many ``pages``, and stop them.

        Without ``pages`` it is all pages of the main database.  Raises GivenUp if cancelled.
        """
        total = _STEPS_OF_A_PAGE * (pages or connection.execute("PRAGMA main.page_count").fetchone()[0])
        done = 0
        stopped: list[BaseException] = []

        def count() -> bool:
            nonlocal done
            done += _STEPS_AT_ONCE
            try:
                self.report(done, total)
            except BaseException as error:  # noqa: BLE001 - SQLite would drop it; a signal, for example
                stopped.append(error)
            return bool(stopped)

        connection.set_progress_handler(count, _STEPS_AT_ONCE)
        try:
            yield
        except sqlite3.OperationalError:
            if not stopped:
                raise
        finally:
            connection.set_progress_handler(None, 0)
        if stopped:
            raise stopped[0]
        self.report(1, 1)

    def _part(self, start: float, end: float) -> Watch:
        return Watch(lambda share: self.progress(start + (end - start) * share), self.cancelled)


UNWATCHED = Watch()
