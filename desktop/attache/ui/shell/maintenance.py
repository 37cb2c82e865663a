"""Work on the progress file in the background: opening and checking it, backups, optimising the schedule.

It also watches the clock, because some of this is done on each new day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.base.faults import StorageError
from attache.base.watch import Watch
from attache.study.days import Moment
from attache.ui.shell.learner import Learner
from attache.ui.shell.long_work import LongWork

if TYPE_CHECKING:
    # Only for types: the window opens before backups and the doctor are imported.
    from attache.learner.backup_contents import BackupContents
    from attache.learner.backups import Backup, Restored
    from attache.learner.findings import Examination
    from attache.learner.manager import Optimised
    from attache.learner.report import Report
    from attache.study.accuracy import Accuracy

_Result = TypeVar("_Result")
_SHORTEST, _LONGEST = 1_000, 60_000
"""Milliseconds between two checks of the clock.  Clocks are set and laptops sleep unnoticed by timers."""
_OPENING, _CALCULATING = "Checking your progress", "Calculating your statistics"
RESTORING, _REPAIRING, _STARTING, _DELETING = (
    "Restoring the backup", "Repairing your progress", "Starting a new file", "Deleting your data"
)  # fmt: skip
_WAITING: Mapping[str, str] = {
    _OPENING: "Your progress file is being checked.",
    RESTORING: "Your backup is being restored.",
    _REPAIRING: "Your progress file is being repaired.",
    _STARTING: "A new progress file is being started.",
    _DELETING: "Your data is being deleted.",
}
"""What is said where the file is not open because of this work."""


class Maintenance(QObject):
    """Watches the clock and works in the background (:class:`LongWork`).

    ``expired`` is emitted when something is shown differently because time has passed: a card in its steps
    is due, the next day has started (or an earlier one, if the clock was set back), or the time zone has
    changed.  ``failed(KnownError)`` is emitted when the overview could not be counted.
    """

    expired = Signal()
    failed = Signal(object)

    def __init__(self, learner: Learner, work: LongWork, parent: QObject) -> None:
        super().__init__(parent)
        self._waits_for = _OPENING
        self._learner, self._work = learner, work
        self._before: Moment | None = None
        """The last time at which the clock was checked."""
        self._valid_until = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check_time)

    # The clock

    @property
    def waiting_words(self) -> str:
        """Why the progress file is not open while work on it goes on, as a sentence."""
        return _WAITING[self._waits_for]

    def release(self, words: str) -> None:
        """Close the progress file for work on it; ``words`` name the work."""
        self._waits_for = words
        self._learner.release()

    def check_time(self) -> None:
        """Check whether what is shown has expired, and on a new day do the daily maintenance."""
        self._learner.check_file()
        if not self._learner.is_available:
            return
        now = self._learner.now()
        before, self._before = self._before or now, now
        new_day = before.day != now.day
        if new_day or before.offset != now.offset or 0 < self._valid_until <= now.at:
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
        """Do the daily maintenance: a backup, optimising the schedule, and a look for impossible values."""
        if self._learner.is_available:
            manager = self._learner.manager
            self._start("Making a backup", manager.back_up_daily)
            self._start("Optimising the schedule", manager.optimise)
            self._start("Checking your progress", manager.check_values)

    def after_session(self, answers: int) -> None:
        """Make a backup after a session with enough ``answers``, and optimise the schedule if it is due."""
        self._start("Making a backup", partial(self._learner.manager.back_up_session, answers))
        self._start("Optimising the schedule", self._learner.manager.optimise)

    def close_down(self) -> None:
        """Watch the clock no longer."""
        self._timer.stop()

    # What the user asks for.  ``done`` is called with the result; errors are reported by the window.

    def open_progress(self, done: Callable[[], object] = lambda: None) -> None:
        """Open a progress file whose check or migration takes long, or one that was refused before."""

        def opened() -> None:
            self.check_time()
            self.run()
            done()

        self.release(_OPENING)
        self._open_again(opened)

    def make_backup(self, done: Callable[[Backup | None], object]) -> None:
        """Make a backup now."""
        self._work.start("Making a backup", self._learner.manager.make_backup, done)

    def preview(
        self,
        backup: Path,
        done: Callable[[BackupContents], object],
        failed: Callable[[Exception], object],
        cancelled: Callable[[], object],
    ) -> None:
        """Read what a backup holds."""
        work = partial(self._learner.manager.backup_contents, backup)
        self._work.start("Reading the backup", work, done, failed, cancelled)

    def report(
        self,
        done: Callable[[Report], object],
        failed: Callable[[Exception], object],
        cancelled: Callable[[], object],
    ) -> None:
        """Work out what the Progress page shows first."""
        self._work.start(_CALCULATING, self._learner.manager.report, done, failed, cancelled)

    def accuracy(
        self,
        done: Callable[[Accuracy], object],
        failed: Callable[[Exception], object],
        cancelled: Callable[[], object],
    ) -> None:
        """Compare all answers with what was predicted, which takes longest."""
        self._work.start(_CALCULATING, self._learner.manager.accuracy, done, failed, cancelled)

    def find_sound_backup(self, done: Callable[[tuple[Backup, BackupContents] | None], object]) -> None:
        """Look for the latest backup that can be restored; None if there is none, or when cancelled."""
        work = self._learner.manager.newest_sound_backup
        self._work.start("Looking for an intact backup", work, done, cancelled=lambda: done(None))

    def restore(self, backup: Path, done: Callable[[Restored], object]) -> None:
        """Replace the progress file with a backup."""
        self._replace(RESTORING, partial(self._learner.manager.restore, backup), done)

    def export(self, target: Path, done: Callable[[bool], object]) -> None:
        """Write all progress to a file; ``done`` is called with False if there is none yet."""
        self._work.start("Saving the backup", partial(self._learner.manager.export, target), done)

    def optimise(self, done: Callable[[Optimised], object]) -> None:
        """Fit the schedule to the learner's answers now."""

        def optimised(outcome: tuple[Optimised, Changes]) -> None:
            self._learner.announce(outcome[1])
            done(outcome[0])

        self._work.start("Optimising the schedule", self._learner.manager.optimise_now, optimised)

    def use_parameters(self, parameters: tuple[float, ...], unchanged: Callable[[], object]) -> None:
        """Use parameters that the user gives; ``unchanged`` is called where that failed or was cancelled."""

        def failed(error: Exception) -> None:
            self._work.failed.emit(error)
            unchanged()

        work = partial(self._learner.manager.use_parameters, parameters)
        self._work.start("Computing the schedule", work, self._learner.announce, failed, unchanged)

    def repair(self, done: Callable[[Path | None], object]) -> None:
        """Keep what can be read of a damaged progress file."""
        self._replace(_REPAIRING, self._learner.manager.repair, done)

    def start_new_file(self, done: Callable[[Path | None], object]) -> None:
        """Set a file that was refused aside, and start with an empty one."""
        self._replace(_STARTING, lambda _watch: self._learner.manager.start_new_file(), done)

    def delete_all(self, with_backups: bool, done: Callable[[Backup | None], object]) -> None:
        """Delete all that the learner has done, after a last backup or with the backups."""
        work = partial(self._learner.manager.delete_all, with_backups)
        self._replace(_DELETING, work, done)

    def examine(self, done: Callable[[Examination], object]) -> None:
        """Check the library and the progress file as ``attache doctor`` does."""
        self._work.start("Checking for damage", self._learner.manager.examine, done)

    # Parts

    def _start(self, words: str, work: Callable[[Watch], Changes]) -> None:
        """Run ``work`` in the background, and announce what it has changed."""
        self._work.start(words, work, self._learner.announce)

    def _replace(
        self, words: str, work: Callable[[Watch], _Result], done: Callable[[_Result], object]
    ) -> None:
        """Close the progress file, run ``work``, and open what is there then."""

        def failed(error: Exception) -> None:
            self._open_again(lambda: self._work.failed.emit(error))

        self.release(words)
        self._work.start(
            words, work, lambda result: self._open_again(lambda: done(result)), failed, self._open_again
        )

    def _open_again(self, then: Callable[[], object] = lambda: None) -> None:
        """Open the progress file, in the background as far as that takes long; call ``then`` afterwards."""

        def opened(_none: None = None) -> None:
            self._learner.open()
            then()

        def failed(error: Exception) -> None:
            if not isinstance(error, KnownError):
                self._work.failed.emit(error)
                error = StorageError("The progress file could not be opened.")
            self._learner.refuse(error)
            then()

        def cancelled() -> None:
            words = "The progress file is not open, because checking it was cancelled."
            self._learner.refuse(StorageError(words))
            then()

        manager = self._learner.manager
        if manager.opens_slowly:
            self._work.start(_OPENING, manager.prepare_to_open, opened, failed, cancelled)
        else:
            opened()
