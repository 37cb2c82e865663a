"""Owns the progress file: opens it, replaces it with a backup or a new one, and does the daily maintenance.

A file that is refused when it is opened is left alone until the learner has chosen what to do.  It is then
renamed so that the name says why; it is never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

from attache.base.changes import Changes
from attache.base.clock import Clock, Zone
from attache.base.errors import KnownError
from attache.base.faults import Damaged, Foreign, Replaced, StorageError, TooNew, Vanished
from attache.learner.progress import Progress

if TYPE_CHECKING:
    # Only for types: backups are not needed before the window is open.
    from attache.learner.backup_contents import BackupContents
    from attache.learner.backups import Backup, Backups, Restored

_Result = TypeVar("_Result")


class WayOut(Enum):
    """What can be done about a file that was refused."""

    RESTORE = auto()
    START_NEW_FILE = auto()
    OPEN_AGAIN = auto()


_WAYS_OUT: Mapping[type[StorageError], frozenset[WayOut]] = {
    Damaged: frozenset({WayOut.RESTORE, WayOut.START_NEW_FILE}),
    Vanished: frozenset(WayOut),
    Replaced: frozenset({WayOut.RESTORE, WayOut.OPEN_AGAIN}),
    Foreign: frozenset(),
    TooNew: frozenset(),
}
"""Any other fault may be over when the file is opened again."""


class ProgressManager:
    """One learner's progress file and its backups; ``progress`` is None where the file was refused."""

    def __init__(self, file: Path, library: Path, clock: Clock, zone: Zone) -> None:
        """Open the file; one that is refused is left alone, and ``refusal`` says why."""
        self._file, self._library, self._clock, self._zone = file, library, clock, zone
        self.progress: Progress | None = None
        self.refusal: KnownError | None = None
        self._busy = Lock()
        """Held while another thread has the file open, so that it is not replaced meanwhile."""
        self._cancelled = Event()
        """Set when that thread should stop early."""
        self._open()

    @cached_property
    def _backups(self) -> Backups:
        from attache.learner.backups import Backups

        return Backups(self._file, self._clock, self._library)

    @property
    def ways_out(self) -> frozenset[WayOut]:
        """What can be done about the file that was refused."""
        if isinstance(self.refusal, StorageError):
            return _WAYS_OUT.get(type(self.refusal), frozenset({WayOut.OPEN_AGAIN}))
        return frozenset()

    def is_fault(self, error: Exception) -> bool:
        """Return whether an error says that the file, opened as sound, can no longer be used."""
        if self.progress is None:
            return False
        is_own = isinstance(error, Damaged) and str(self._file) in error.what
        return is_own or isinstance(error, Replaced)

    def refuse(self, error: KnownError) -> None:
        """Close a file that can no longer be used; it stays as it is."""
        self.close()
        self.refusal = error

    def check_file(self) -> None:
        """Raise Replaced where the open file was removed or replaced by something else."""
        if self.progress is not None:
            self.progress.refuse_if_replaced()

    def open_again(self) -> None:
        """Try to open the file that was refused, or the one that is there now."""
        self._replace(lambda: None)

    def backups(self) -> Sequence[Backup]:
        """Return all backups, the latest first; raises StorageError."""
        return self._backups.list()

    def backup_contents(self, backup: Path) -> BackupContents:
        """Return what a backup holds; raises StorageError where it cannot be restored."""
        return self._backups.preview(backup)

    def newest_sound_backup(self) -> Backup | None:
        """Return the latest backup that can be restored."""
        try:
            return self._backups.newest_sound()
        except KnownError:
            return None

    def make_backup(self) -> Backup | None:
        """Make a backup now; raises StorageError."""
        from attache.learner.backups import Reason

        return self._backups.make(Reason.ASKED)

    def restore(self, backup: Path) -> Restored:
        """Replace the file with a backup; raises KnownError, and then nothing has changed."""
        return self._replace(lambda: self._backups.restore(backup))

    def start_new_file(self) -> Path | None:
        """Start with an empty file; return where the damaged one is now, None where there was none.

        Raises StorageError where that cannot be done.
        """
        from attache.learner.aside import set_aside
        from attache.learner.schema import LAYOUT
        from attache.learner.store import create_file

        def start() -> Path | None:
            aside = set_aside(self._file, self._clock)
            create_file(self._file, LAYOUT, self._clock)
            return aside

        return self._replace(start)

    def run_maintenance(self) -> Changes:
        """Make the backup of the day, and optimise the schedule where that is due.

        For a background thread, on a connection of its own; raises StorageError.
        """
        with self._busy:
            try:
                self._backups.daily()
            finally:
                # Optimise the schedule even if the backup fails.
                changes = self._optimise()
            return changes

    def back_up_session(self, answers: int) -> Changes:
        """Make a backup after a session, if it had enough ``answers``; for a background thread.

        Raises StorageError.
        """
        with self._busy:
            self._backups.after_session(answers)
        return Changes()

    def cancel_maintenance(self) -> None:
        """Ask the background thread to stop early if it can."""
        self._cancelled.set()

    def close(self) -> None:
        """Close the file."""
        if self.progress is not None:
            self.progress.close()
            self.progress = None

    def _open(self) -> None:
        try:
            self.progress = self._opened(is_alone=True)
            self.refusal = None
        except KnownError as error:
            self.progress, self.refusal = None, error

    def _optimise(self) -> Changes:
        """Fit the parameters to the learner's answers where that is due."""
        with self._opened() as progress:
            cancelled = self._cancelled.is_set
            if cancelled() or not progress.due_for_fit():
                return Changes()
            # Imported here because FSRS takes longer to import than the window to open.
            from attache.study.fit import fit

            found = fit(progress.answers(cancelled), progress.settings.read().parameters, cancelled)
            return progress.adopt(found, cancelled)

    def _opened(self, is_alone: bool = False) -> Progress:
        return Progress.open(
            self._file, self._clock, zone=self._zone, library=self._library, is_alone=is_alone
        )

    def _replace(self, act: Callable[[], _Result]) -> _Result:
        """Close the file, do something to it, and open what is there then."""
        self.cancel_maintenance()
        with self._busy:
            self._cancelled.clear()
            self.close()
            try:
                return act()
            finally:
                self._open()
