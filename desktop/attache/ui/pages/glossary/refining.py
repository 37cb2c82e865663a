"""The second search for a text: started by a pause in typing, done in a worker, cancelled by the next key."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from attache.library.filters import Filters
from attache.ui.shell import jobs
from attache.ui.shell.context import Refine

_PAUSE = 150
"""Milliseconds without a key before the texts are searched as well."""


class Refining(QObject):
    """Emits ``refined(Results)`` for the last text it was given, or ``failed(Exception)``."""

    refined = Signal(object)
    failed = Signal(object)

    def __init__(self, refine: Refine, parent: QObject) -> None:
        super().__init__(parent)
        self._refine = refine
        self._text, self._filters = "", Filters()
        self._job: jobs.Job | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._start)

    def plan(self, text: str, filters: Filters) -> None:
        """Look up a text once more when no other call has come for a while."""
        self._text, self._filters = text, filters
        self._pause.start()

    def cancel(self) -> None:
        """Drop what is planned or under way: no signal follows."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def finish_pending(self) -> bool:
        """Do now what is planned, and return whether anything was; its signal comes with the next events."""
        planned = self._pause.isActive()
        if planned:
            self._pause.stop()
            self._start()
        self._pool.waitForDone()
        return planned

    def close_down(self) -> None:
        """Stop working, before the files are closed."""
        self.cancel()
        self._pool.waitForDone()

    def _start(self) -> None:
        text, filters = self._text, self._filters
        self._job = jobs.start(
            self._pool,
            lambda cancelled: self._refine(text, filters, cancelled),
            self.refined.emit,
            self.failed.emit,
        )
