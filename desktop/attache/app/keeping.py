"""Keeps the learner's file open for the window, and exchanges it: for a copy, or for a new one.

A file that was refused at the start stays as it is until the learner has chosen a way on; then it is set
aside under a name that says so, never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TypeVar

from attache.base.changes import Changes
from attache.base.clock import Clock, Zone
from attache.base.errors import KnownError
from attache.base.faults import Damaged
from attache.learner.aside import set_aside
from attache.learner.backups import Backup, BackupContents, Backups, Reason, Restored
from attache.learner.progress import Progress

_Result = TypeVar("_Result")


class Keeping:
    """One learner's file and its copies; ``progress`` is None where the file was refused."""

    def __init__(self, file: Path, library: Path, clock: Clock, zone: Zone) -> None:
        """Open the file; one that is refused is left alone, and ``trouble`` says why."""
        self._file, self._library, self._clock, self._zone = file, library, clock, zone
        self._backups = Backups(file, clock)
        self.progress: Progress | None = None
        self.trouble: KnownError | None = None
        self._heard: list[Callable[[Progress | None], None]] = []
        self._busy = Lock()
        """Held while another thread has the file open, which nobody may exchange meanwhile."""
        self._wanted = Event()
        """Set when that thread should make room."""
        self._open()

    def when_exchanged(self, hear: Callable[[Progress | None], None]) -> None:
        """Have a part of the window told when another file is in the place of the one it was given."""
        self._heard.append(hear)

    @property
    def is_damaged(self) -> bool:
        """Whether the file was refused because it is damaged."""
        return isinstance(self.trouble, Damaged)

    def concerns(self, error: Exception) -> bool:
        """Tell whether an error says that the file, opened as sound, has turned out to be damaged."""
        return self.progress is not None and isinstance(error, Damaged) and str(self._file) in error.what

    def refuse(self, error: KnownError) -> None:
        """Let go of a file that has turned out to be damaged; it stays as it is."""
        self.close()
        self.trouble = error
        self._tell()

    def copies(self) -> Sequence[Backup]:
        """Return all copies, the latest first; raises StorageError."""
        return self._backups.list()

    def look_into(self, copy: Path) -> BackupContents:
        """Return what a copy holds; raises StorageError where it cannot be put back."""
        return self._backups.preview(copy)

    def newest_sound(self) -> Backup | None:
        """Return the latest copy that can be put back."""
        try:
            return self._backups.newest_sound()
        except KnownError:
            return None

    def make_copy(self) -> Backup | None:
        """Make a copy now; raises StorageError."""
        return self._backups.make(Reason.ASKED)

    def restore(self, copy: Path) -> Restored:
        """Put a copy in the place of the file; raises KnownError, and then all is as it was."""
        return self._exchanged(lambda: self._backups.restore(copy))

    def begin_anew(self) -> Path:
        """Set a damaged file aside and begin with an empty one; raises StorageError."""
        return self._exchanged(lambda: set_aside(self._file, self._clock))

    def tend(self) -> Changes:
        """Make the copy of the day, and fit the schedule to the learner where that is due.

        For a thread of its own, on a connection of its own; raises StorageError.
        """
        with self._busy:
            try:
                self._backups.daily()
            finally:
                # A copy that cannot be made is no reason to schedule worse.
                changes = self._fitted()
            return changes

    def after_sitting(self, answers: int) -> object:
        """Make a copy after a long sitting; for a thread of its own; raises StorageError."""
        with self._busy:
            return self._backups.after_sitting(answers)

    def make_room(self) -> None:
        """Ask what is done in another thread to give up, where it can."""
        self._wanted.set()

    def close(self) -> None:
        """Close the file."""
        if self.progress is not None:
            self.progress.close()
            self.progress = None

    def _open(self) -> None:
        try:
            self.progress = self._opened()
            self.trouble = None
        except KnownError as error:
            self.progress, self.trouble = None, error

    def _fitted(self) -> Changes:
        """Fit the schedule to the learner's answers where that is due, on a connection of its own."""
        with self._opened() as progress:
            given_up = self._wanted.is_set
            if given_up() or not progress.due_for_fit():
                return Changes()
            # Imported here because FSRS takes longer to import than the window to open.
            from attache.learner.fit import fit

            found = fit(progress.answers(given_up), progress.settings.read().parameters, given_up)
            return progress.adopt(found, given_up)

    def _tell(self) -> None:
        for hear in self._heard:
            hear(self.progress)

    def _opened(self) -> Progress:
        return Progress.open(self._file, self._clock, zone=self._zone, library=self._library)

    def _exchanged(self, act: Callable[[], _Result]) -> _Result:
        """Close the file, do something to it, and open what is there then."""
        self.make_room()
        with self._busy:
            self._wanted.clear()
            self.close()
            try:
                return act()
            finally:
                self._open()
                self._tell()
