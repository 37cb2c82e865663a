"""Background maintenance: noticing a new day, making backups, and optimising the schedule."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.ui.shell import jobs
from attache.ui.shell.learner import Learner

_SHORTEST, _LONGEST = 1_000, 60_000
"""Milliseconds between two checks of the clock.  Clocks are set and laptops sleep unnoticed by timers."""


class Maintenance(QObject):
    """Watches the clock and works in the background.

    ``expired`` is emitted when the overview must be counted again without a change: the next learning step is
    due, or the next day has started.  ``failed(Exception)`` is emitted when work in the background failed.
    """

    expired = Signal()
    failed = Signal(object)

    def __init__(self, learner: Learner, parent: QObject) -> None:
        super().__init__(parent)
        self._learner = learner
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[jobs.Job] = set()
        self._day = self._valid_until = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check_time)

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done in the background."""
        return bool(self._jobs)

    def check_time(self) -> None:
        """Check whether the overview has expired, and on a new day do the daily maintenance."""
        self._learner.check_file()
        if not self._learner.is_available:
            return
        now = self._learner.now()
        new_day = self._day not in (0, now.day)
        expired = new_day or 0 < self._valid_until <= now.at
        self._day = now.day
        if expired:
            self.expired.emit()
        if new_day:
            self.run()
        self.watch()

    def watch(self) -> None:
        """Check the clock again when the overview expires."""
        try:
            overview = self._learner.overview()
        except KnownError as error:
            self.failed.emit(error)
            return
        if overview is not None:
            self._valid_until = overview.valid_until
            left = overview.valid_until - self._learner.now().at
            self._timer.start(max(_SHORTEST, min(left + _SHORTEST, _LONGEST)))

    def run(self) -> None:
        """Do the daily maintenance: a backup, and optimising the schedule."""
        if self._learner.is_available:
            self.start(self._learner.run_maintenance)

    def back_up_session(self, answers: int) -> None:
        """Make a backup after a session, if it had enough ``answers``."""
        self.start(partial(self._learner.back_up_session, answers))

    def start(self, work: Callable[[], Changes]) -> None:
        """Run ``work`` in the background, and announce what it has changed."""
        # A job is referenced until it has ended, because it delivers the result.
        started: list[jobs.Job] = []

        def done(changes: Changes) -> None:
            self._jobs.difference_update(started)
            self._learner.announce(changes)

        def failed(error: Exception) -> None:
            self._jobs.difference_update(started)
            self.failed.emit(error)

        started.append(jobs.start(self._pool, lambda _cancelled: work(), done, failed))
        self._jobs.update(started)

    def finish_pending(self) -> bool:
        """Wait for background work, whose result comes with the next events; return whether any ran."""
        self._pool.waitForDone()
        return bool(self._jobs)

    def close_down(self) -> None:
        """Cancel what can be cancelled and wait for the rest, before the files are closed."""
        self._timer.stop()
        self._learner.cancel_maintenance()
        self._pool.waitForDone()
