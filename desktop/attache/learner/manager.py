"""Owns the progress file: opens it, replaces it with a backup or a new one, and does the daily maintenance.

A file that is refused when it is opened is left alone until the learner has chosen what to do.  It is then
renamed so that the name says why; it is never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attache.base.changes import ChangeKind, Changes
from attache.base.clock import Clock, Zone
from attache.base.copies import backups_of
from attache.base.dates import local_time
from attache.base.errors import KnownError
from attache.base.faults import Damaged, Foreign, Replaced, StorageError, TooNew, Vanished
from attache.base.storage import opens_slowly, recognise
from attache.base.watch import UNWATCHED, Watch
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.study.days import learner_day
from attache.study.settings import check

if TYPE_CHECKING:
    # Only for types: backups are not needed before the window is open.
    from attache.learner.backup_contents import BackupContents
    from attache.learner.backups import Backup, Backups, Restored
    from attache.learner.findings import Examination
    from attache.learner.report import Report
    from attache.study.accuracy import Accuracy


class WayOut(Enum):
    """What can be done about a file that was refused."""

    RESTORE = auto()
    REPAIR = auto()
    START_NEW_FILE = auto()
    OPEN_AGAIN = auto()


class Optimised(Enum):
    """The result of optimising the schedule on request."""

    BETTER = auto()
    NOT_BETTER = auto()
    TOO_FEW = auto()
    """There are fewer than ``attache.study.fit.LEAST`` reviews on later days."""
    NOT_INSTALLED = auto()


_WAYS_OUT: Mapping[type[StorageError], frozenset[WayOut]] = {
    Damaged: frozenset({WayOut.RESTORE, WayOut.REPAIR, WayOut.START_NEW_FILE}),
    Vanished: frozenset({WayOut.RESTORE, WayOut.START_NEW_FILE, WayOut.OPEN_AGAIN}),
    Replaced: frozenset({WayOut.RESTORE, WayOut.OPEN_AGAIN}),
    Foreign: frozenset(),
    TooNew: frozenset({WayOut.RESTORE}),
}
"""Any other fault may be over when the file is opened again."""


class ProgressManager:
    """One learner's progress file and its backups; ``progress`` is None if the file is not open.

    ``refusal`` says why; it is None as well while the file waits to be opened or is being replaced.
    """

    def __init__(self, file: Path, library: Path, clock: Clock, zone: Zone) -> None:
        """Open the file unless that takes long; one that is refused is left alone."""
        self._file, self._library, self._clock, self._zone = file, library, clock, zone
        self.progress: Progress | None = None
        self.refusal: KnownError | None = None
        if not self.opens_slowly:
            self.open()

    @cached_property
    def _backups(self) -> Backups:
        from attache.learner.backups import Backups

        return Backups(self._file, self._clock, self._library)

    @property
    def file(self) -> Path:
        """The progress file, open or not."""
        return self._file

    @property
    def backup_folder(self) -> Path:
        """The folder in which backups of the file are kept; it may not exist yet."""
        return backups_of(self._file)

    @property
    def opens_slowly(self) -> bool:
        """Whether the file should be prepared by :meth:`prepare_to_open` before it is opened."""
        return opens_slowly(self._file, LAYOUT)

    @property
    def ways_out(self) -> frozenset[WayOut]:
        """What can be done about the file that was refused."""
        if not isinstance(self.refusal, StorageError):
            return frozenset()
        ways = _WAYS_OUT.get(type(self.refusal), frozenset({WayOut.OPEN_AGAIN}))
        return ways if WayOut.REPAIR in ways and self._is_database else ways - {WayOut.REPAIR}

    @property
    def _is_database(self) -> bool:
        """Whether there is a database of this program, of which something may be read."""
        try:
            return recognise(self._file, LAYOUT) is not None
        except StorageError:
            return False

    def fault_behind(self, error: Exception) -> KnownError | None:
        """Return why the file, opened as sound, can no longer be used; None if an error is no sign of it.

        An error that nobody foresaw is a bug of the program, unless the file is found to be damaged.
        """
        if self.progress is None:
            return None
        if isinstance(error, KnownError):
            is_own = isinstance(error, Damaged) and str(self._file) in error.what
            return error if is_own or isinstance(error, Replaced) else None
        # Imported here because it is hardly ever needed.
        from attache.learner.symptoms import found_damaged

        return found_damaged(self._file)

    def refuse(self, error: KnownError) -> None:
        """Close a file that can no longer be used; it stays as it is."""
        self.close()
        self.refusal = error

    def check_file(self) -> None:
        """Raise Replaced if the open file was removed or replaced by something else."""
        if self.progress is not None:
            self.progress.refuse_if_replaced()

    def open(self) -> None:
        """Open the file; one that is refused is left alone, and ``refusal`` says why."""
        try:
            self.progress = self._opened(is_alone=True)
            self.refusal = None
        except KnownError as error:
            self.progress, self.refusal = None, error

    def close(self) -> None:
        """Close the file."""
        if self.progress is not None:
            self.progress.close()
            self.progress = None

    def local_time(self, at: int) -> datetime:
        """Return an instant (UTC milliseconds) in local time."""
        return local_time(at, self._zone(at))

    def backups(self) -> Sequence[Backup]:
        """Return all backups, the latest first; raises StorageError."""
        return self._backups.list()

    # Long work, for another thread and on connections of its own; each raises GivenUp if ``watch`` cancels

    def prepare_to_open(self, watch: Watch = UNWATCHED) -> None:
        """Check and migrate the file, so that it opens quickly afterwards; raises StorageError."""
        self._opened(watch, is_alone=True).close()

    def backup_contents(self, backup: Path, watch: Watch = UNWATCHED) -> BackupContents:
        """Return what a backup holds; raises StorageError if it cannot be restored."""
        return self._backups.preview(backup, watch)

    def newest_sound_backup(self, watch: Watch = UNWATCHED) -> tuple[Backup, BackupContents] | None:
        """Return the latest backup that can be restored, and what it holds."""
        try:
            return self._backups.newest_sound(watch)
        except KnownError:
            return None

    def make_backup(self, watch: Watch = UNWATCHED) -> Backup | None:
        """Make a backup now; raises StorageError."""
        from attache.learner.backups import Reason

        return self._backups.make(Reason.MANUAL, watch)

    def export(self, target: Path, watch: Watch = UNWATCHED) -> bool:
        """Write all progress to a file; return False if there is none yet.

        Raises KnownError if that cannot be done, or would replace something that is not a backup.
        """
        return self._backups.export(target, watch)

    def restore(self, backup: Path, watch: Watch = UNWATCHED) -> Restored:
        """Replace the file, which must be closed, with a backup.

        Raises KnownError if that cannot be done; then nothing has changed.
        """
        return self._backups.restore(backup, watch)

    def repair(self, watch: Watch = UNWATCHED) -> Path | None:
        """Repair a damaged file, which must be closed; return where it is now, None if there is none.

        Raises StorageError if nothing of it can be read; then it stays as it is.
        """
        from attache.learner.repair import repair

        return repair(self._file, self._clock, zone=self._zone, watch=watch)

    def start_new_file(self) -> Path | None:
        """Put an empty file in the place of one that was refused; return where that is now, if it is there.

        Raises StorageError if that cannot be done.
        """
        from attache.learner.aside import set_aside
        from attache.learner.store import create_file

        aside = set_aside(self._file, self._clock)
        create_file(self._file, LAYOUT, self._clock)
        return aside

    def delete_all(self, with_backups: bool, watch: Watch = UNWATCHED) -> Backup | None:
        """Replace the file, which must be closed, with an empty one; return the backup made before.

        With the backups, everything that the learner has done is gone.  Raises StorageError if something
        cannot be backed up or removed.
        """
        from attache.learner.deletion import delete_all

        return delete_all(self._file, self._clock, None if with_backups else self.make_backup, watch)

    def examine(self, watch: Watch = UNWATCHED) -> Examination:
        """Check the library and the file; raises StorageError if one cannot be read."""
        from attache.learner.doctor import examine

        return examine(self._file, self._library, self._clock, self._zone, watch)

    def check_values(self, watch: Watch = UNWATCHED) -> Changes:
        """Look for values that no program has written; raises KnownError if there are some."""
        watch.stop_if_cancelled()
        with self._opened() as progress:
            progress.check_values(watch)
        return Changes()

    def back_up_daily(self, watch: Watch = UNWATCHED) -> Changes:
        """Make the backup of the day unless there is one; raises StorageError."""
        with self._opened() as progress:
            begins = progress.settings.read().day_begins
        return _announced(self._backups.daily(watch, lambda at: learner_day(at, self._zone(at), begins)))

    def back_up_session(self, answers: int, watch: Watch = UNWATCHED) -> Changes:
        """Make a backup after a session, if it had enough ``answers``; raises StorageError."""
        return _announced(self._backups.after_session(answers, watch))

    def report(self, watch: Watch = UNWATCHED) -> Report:
        """Work out what the Progress page shows first; raises StorageError."""
        with self._opened() as progress:
            settings = progress.settings.read()
            return progress.report(progress.now(settings.day_begins), settings, watch)

    def accuracy(self, watch: Watch = UNWATCHED) -> Accuracy:
        """Compare all answers with what was predicted, for the same page; raises StorageError."""
        with self._opened() as progress:
            return progress.accuracy(progress.settings.read(), watch)

    def optimise(self, watch: Watch = UNWATCHED) -> Changes:
        """Fit the parameters to the learner's answers if that is due; raises StorageError."""
        watch.stop_if_cancelled()
        reading, fitting, adopting = watch.parts(2, 1, 5)
        with self._opened() as progress:
            if not progress.due_for_fit():
                return Changes()
            # Imported here because FSRS takes longer to import than the window to open.
            from attache.study.fit import fit

            found = fit(progress.answers(reading), progress.settings.read().parameters, fitting)
            return progress.adopt(found, adopting)

    def optimise_now(self, watch: Watch = UNWATCHED) -> tuple[Optimised, Changes]:
        """Fit the parameters to the learner's answers on request; raises StorageError."""
        # Imported here because FSRS takes longer to import than the window to open.
        from attache.study.fit import LEAST, fit, is_possible

        if not is_possible():
            return Optimised.NOT_INSTALLED, Changes()
        reading, fitting, adopting = watch.parts(2, 1, 5)
        with self._opened() as progress:
            if progress.reviews_to_fit() < LEAST:
                return Optimised.TOO_FEW, Changes()
            found = fit(progress.answers(reading), progress.settings.read().parameters, fitting)
            changes = progress.adopt(found, adopting)
            return (Optimised.NOT_BETTER if found is None else Optimised.BETTER), changes

    def use_parameters(self, parameters: tuple[float, ...], watch: Watch = UNWATCHED) -> Changes:
        """Use parameters that the user gives, and compute all states with them; raises KnownError."""
        check("parameters", parameters)
        with self._opened() as progress:
            return progress.use_parameters(parameters, watch)

    def _opened(self, watch: Watch = UNWATCHED, *, is_alone: bool = False) -> Progress:
        return Progress.open(
            self._file, self._clock, zone=self._zone, library=self._library, watch=watch, is_alone=is_alone
        )


def _announced(made: Backup | None) -> Changes:
    """Return what is announced of a backup, if one was made."""
    return Changes() if made is None else Changes.of(ChangeKind.BACKUPS)
