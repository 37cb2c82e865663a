"""Long work in the background, one piece after the other: how much of it is done, and a way to cancel it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from attache.base.watch import GivenUp, Watch
from attache.ui.shell import jobs

_Result = TypeVar("_Result")
_BETWEEN = 0.05
"""Seconds between two reports of progress to the window."""


def _nothing() -> None:
    """Do nothing further."""


class _Task:
    """One piece of work that waits or runs."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.share = 0.0
        self.cancelled = threading.Event()
        self.job: jobs.Job | None = None
        """Referenced until the work has ended, because it delivers the result."""


class LongWork(QObject):
    """Runs pieces of work in one background thread, in the order in which they were started.

    ``changed`` is emitted when another piece runs, when more of it is done, or when it is being cancelled;
    ``failed(Exception)`` when a piece has failed whose starter does not take the error.
    """

    changed = Signal()
    failed = Signal(object)
    _progressed = Signal(object, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: list[_Task] = []
        self._progressed.connect(self._note)

    @property
    def words(self) -> str:
        """What is being done, without a full stop; "" if nothing is."""
        return self._tasks[0].words if self._tasks else ""

    @property
    def share(self) -> float:
        """The share of it that is done, from 0 to 1."""
        return self._tasks[0].share if self._tasks else 0.0

    @property
    def is_being_cancelled(self) -> bool:
        """Whether it was cancelled but has not ended yet."""
        return bool(self._tasks) and self._tasks[0].cancelled.is_set()

    def start(
        self,
        words: str,
        work: Callable[[Watch], _Result],
        done: Callable[[_Result], object],
        failed: Callable[[Exception], object] | None = None,
        cancelled: Callable[[], object] = _nothing,
    ) -> None:
        """Run ``work(watch)`` in the background; then call one of the others with the result."""
        task = _Task(words)

        def end(then: Callable[..., object], *what: object) -> None:
            self._tasks.remove(task)
            self.changed.emit()
            then(*what)

        def take_error(error: Exception) -> None:
            if isinstance(error, GivenUp):
                end(cancelled)
            else:
                end(failed or self.failed.emit, error)

        watch = Watch(self._reporter(task), task.cancelled.is_set)

        def run(_unheard: Callable[[], bool]) -> Any:
            watch.stop_if_cancelled()
            return work(watch)

        self._tasks.append(task)
        task.job = jobs.start(self._pool, run, lambda result: end(done, result), take_error)
        self.changed.emit()

    def cancel(self) -> None:
        """Cancel the piece that runs; where it can no longer be stopped, it ends as it would have."""
        if self._tasks:
            self._tasks[0].cancelled.set()
            self.changed.emit()

    def finish_pending(self) -> bool:
        """Wait for all work, whose results come with the next events; return whether there was any."""
        self._pool.waitForDone()
        return bool(self._tasks)

    def close_down(self) -> None:
        """Cancel all work and wait until it has ended, before the files are closed; nobody is told."""
        for task in self._tasks:
            task.cancelled.set()
            if task.job is not None:
                task.job.cancel()
        self._pool.waitForDone()
        self._tasks.clear()

    def _reporter(self, task: _Task) -> Callable[[float], None]:
        """Return what the background thread calls with the share that is done."""
        last = 0.0

        def report(share: float) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _BETWEEN or share >= 1:
                last = now
                self._progressed.emit(task, share)

        return report

    def _note(self, task: _Task, share: float) -> None:
        task.share = share
        if self._tasks and self._tasks[0] is task:
            self.changed.emit()
