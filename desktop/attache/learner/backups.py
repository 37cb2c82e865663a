"""Backups of the progress file: made automatically, thinned by age, previewed and restored.

Every backup is checked before it gets its name, so that a damaged file never displaces the backups made
while it was sound.  Restoring one loses nothing either: the file that it replaces is backed up first or,
if it cannot be read, renamed so that the name says so.  A process that is killed meanwhile leaves either
the old file or the complete new one.
"""

from __future__ import annotations

import calendar
import os
import re
import sqlite3
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from attache.base import journals
from attache.base.clock import Clock
from attache.base.copies import MIGRATION, backup_path, backups_of, write_copy
from attache.base.database import check_whole, connect
from attache.base.errors import KnownError
from attache.base.faults import (
    Damaged,
    Foreign,
    OtherJournal,
    StorageError,
    TooNew,
    Vanished,
    faults_of,
    said,
)
from attache.base.journals import ENDS, journal
from attache.base.lock import LOCK_NAME
from attache.base.presence import followed, status_of
from attache.base.storage import back_up, looking_into, recognise, settle
from attache.base.watch import UNWATCHED, Watch
from attache.learner.aside import ASIDE, put_aside
from attache.learner.backup_contents import BackupContents, contents_of
from attache.learner.schema import LAYOUT
from attache.learner.store import REPLACED
from attache.study.days import date_of

_LONG_SESSION = 50
"""Answers after which a session gets a backup of its own."""
_DAY = 86_400_000
_ALL, _DAILY, _WEEKLY = 2 * _DAY, 14 * _DAY, 56 * _DAY
"""Ages (milliseconds) up to which all backups are kept, then one a day, then one a week."""
_PROTECTED = 90 * _DAY
"""Age up to which every backup before a restore, repair, migration or replacement is kept."""
_LONGEST_GAP, _STEADY = 30 * _DAY, 7
"""A gap between backups after which the clock is doubted, and how many later ones show that it is right."""
_MOST_MONTHS = 24


class Reason(StrEnum):
    """Why a backup was made; the value is part of its file name."""

    DAILY = "daily"
    SESSION = "session"
    MANUAL = "manual"
    RESTORE = "restore"
    REPLACED = REPLACED
    REPAIR = "repair"
    MIGRATION = MIGRATION


_FORMER_REASONS: Mapping[str, Reason] = {
    "asked": Reason.MANUAL,
    "sitting": Reason.SESSION,
    "mend": Reason.REPAIR,
}
"""The words that earlier versions wrote into file names; such backups must stay readable."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its path, when it was made (UTC milliseconds, to the minute), why, and its bytes."""

    path: Path
    at: int
    reason: Reason
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the file it replaced is now; None if there was none.

    ``set_aside`` says that the replaced file could not be read and was renamed instead of backed up.
    """

    contents: BackupContents
    kept: Path | None
    set_aside: bool


class Backups:
    """The backups of one progress file, in a folder beside it; needs no open file, works in any thread."""

    def __init__(self, progress_file: Path, clock: Clock, library: Path | None = None) -> None:
        """Keep the backups of one file, whether or not it exists yet; ``library`` has the cards to count."""
        self.progress_file = progress_file
        self.folder = backups_of(progress_file)
        self._clock = clock
        self._library = library

    def daily(
        self, watch: Watch = UNWATCHED, day_of: Callable[[int], int] = lambda at: at // _DAY
    ) -> Backup | None:
        """Make the backup of the day, unless there is one or no file yet; raises as :meth:`make` does.

        ``day_of`` returns the learner's day of an instant (UTC milliseconds).
        """
        today = day_of(self._clock())
        if any(each.reason is Reason.DAILY and day_of(each.at) == today for each in self.list()):
            return None
        return self.make(Reason.DAILY, watch)

    def after_session(self, answers: int, watch: Watch = UNWATCHED) -> Backup | None:
        """Make a backup after a long session; raises as :meth:`make` does."""
        return self.make(Reason.SESSION, watch) if answers >= _LONG_SESSION else None

    def make(
        self, reason: Reason, watch: Watch = UNWATCHED, holder: sqlite3.Connection | None = None
    ) -> Backup | None:
        """Make a backup and thin the others; None if there is no file.

        ``holder`` is a connection that has the file to itself, so that no other one can read it.

        Raises StorageError if it cannot be made: Damaged if the file is not sound; GivenUp if
        ``watch`` cancels.
        """
        if recognise(self.progress_file, LAYOUT) is None:
            return None
        at = self._clock()
        with faults_of("backup folder", self.folder):
            self.folder.mkdir(exist_ok=True)
            target = backup_path(self.progress_file, at, reason)
        self.copy_to(target, watch, holder)
        self._thin()
        return Backup(target, at // 60_000 * 60_000, reason, target.stat().st_size)

    def copy_to(
        self, target: Path, watch: Watch = UNWATCHED, holder: sqlite3.Connection | None = None
    ) -> bool:
        """Write a backup to ``target``, completely or not at all; return False if there is no progress yet.

        Raises as :meth:`make` does.
        """
        file = self.progress_file
        if recognise(file, LAYOUT) is None:
            return False
        try:
            if holder is None:
                back_up(file, target, LAYOUT, watch)
            else:
                write_copy(holder, target, LAYOUT.name, watch=watch)
        except OtherJournal:
            raise
        except Damaged as fault:  # The file itself is damaged; its draft never got a name.
            raise said(Damaged, f"the {LAYOUT.name} {file}") from fault
        return True

    def export(self, target: Path, watch: Watch = UNWATCHED) -> bool:
        """Write a backup to a file that the user has named; return False if there is no progress yet.

        Raises KnownError if the file is the progress file itself or exists and is not a backup, and else as
        :meth:`make` does.
        """
        with faults_of("backup", target):
            if target.exists() and self.progress_file.exists() and target.samefile(self.progress_file):
                raise KnownError(f"{target} is the progress file itself.", "Choose another file name.")
            own = {journal(self.progress_file, end) for end in ENDS} | {
                self.progress_file.with_name(LOCK_NAME)
            }
            if followed(target) in own:
                raise KnownError(f"Attaché needs {target} for its own use.", "Choose another file name.")
            status = status_of(target)
        if status is not None and status.st_size:
            try:
                recognise(target, LAYOUT)
            except (Damaged, Foreign) as fault:
                raise KnownError(
                    f"{target} exists and is not a backup of progress, so it was not changed.",
                    "Choose another file name.",
                ) from fault
        return self.copy_to(target, watch)

    def list(self) -> list[Backup]:
        """Return all backups, the latest first; files with other names are ignored."""
        stem, suffix = re.escape(self.progress_file.stem), re.escape(self.progress_file.suffix)
        name = re.compile(rf"{stem}-(\d{{4}}-\d\d-\d\dT\d{{4}})-([a-z]+)(?:-\d+)?{suffix}")
        found: list[tuple[int, int, Backup]] = []
        for path, match in _matching(self.folder, name):
            with suppress(ValueError, OSError):  # not a time, not a known reason, or deleted meanwhile
                at = calendar.timegm(time.strptime(match[1], "%Y-%m-%dT%H%M")) * 1000
                status = path.stat()
                reason = _FORMER_REASONS.get(match[2]) or Reason(match[2])
                found.append((at, status.st_mtime_ns, Backup(path, at, reason, status.st_size)))
        return [backup for *_, backup in sorted(found, key=lambda each: each[:2], reverse=True)]

    def preview(self, path: Path, watch: Watch = UNWATCHED) -> BackupContents:
        """Return what a backup holds, changing nothing.

        Raises StorageError if it cannot be restored, GivenUp if ``watch`` cancels.
        """
        checking, counting = watch.parts(9, 1)
        with looking_into(path, LAYOUT, checking) as connection, counting.statements(connection):
            return contents_of(connection, path, self._library)

    def newest_sound(self, watch: Watch = UNWATCHED) -> tuple[Backup, BackupContents] | None:
        """Return the latest backup that can be restored, and what it holds; raises GivenUp."""
        found = self.list()
        for backup, part in zip(found, watch.parts(*[1] * len(found)), strict=True):
            with suppress(StorageError):
                return backup, self.preview(backup.path, part)
        return None

    def restore(self, path: Path, watch: Watch = UNWATCHED) -> Restored:
        """Replace the progress file, which must not be open anywhere, with a backup.

        From then on this machine writes as another device.  The rows that the backup lacks have used up
        numbers (``seq``) of the old device, and other machines may have these rows.  Continuing from the
        backup's last number would give two rows the same number.  As a result, nothing that was done before
        the restore can be undone.
        Raises StorageError or KnownError if that cannot be done, GivenUp if ``watch`` cancels; the file
        is then as it was.
        """
        file = self.progress_file
        with faults_of(LAYOUT.name, path):
            if path.exists() and file.exists() and path.samefile(file):
                raise KnownError(f"{path} is the progress file itself.", "Choose a backup of it.")
        kept: Path | None = None
        aside = False

        def make_room(draft: Path, watch: Watch) -> None:
            nonlocal kept, aside
            _write_as_another_device(draft)
            kept, aside = self._make_room(watch)

        checking, counting, replacing = watch.parts(9, 1, 20)
        with looking_into(path, LAYOUT, checking) as copy, faults_of(LAYOUT.name, file):
            with counting.statements(copy):
                contents = contents_of(copy, path, self._library)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_copy(copy, file, LAYOUT.name, make_room, replacing)
        return Restored(contents, kept, aside)

    # Parts

    def _make_room(self, watch: Watch) -> tuple[Path | None, bool]:
        """Back up the present file, or set it aside, just before it is replaced.

        Returns its new path (None if there is no file), and whether it was set aside.
        """
        file = self.progress_file
        try:
            if recognise(file, LAYOUT) is not None:
                unclean = bool(journals.waiting(file))
                settling, checking, backing_up = watch.parts(9 * unclean, 1, 10)
                if unclean:
                    settle(file, LAYOUT, is_alone=True, watch=settling)
                _check(file, file, checking)
                with closing(connect(file)) as holder:
                    # Take the file only if nobody else has it open, and hold it until the backup is made.
                    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
                    holder.execute("BEGIN EXCLUSIVE")
                    holder.execute("COMMIT")
                    kept = self.make(Reason.RESTORE, backing_up, holder)
                    # Moves the journal into the file; only now, because it changes the file.
                    holder.execute("PRAGMA journal_mode = DELETE")
                return (kept.path if kept else None), False
            return None, False
        except (Damaged, Foreign, TooNew, Vanished) as fault:
            word = ASIDE[type(fault)]
        watch.report(1, 1)
        aside = put_aside(file, self._clock(), word, os.link)
        return aside, aside is not None

    def _thin(self) -> None:
        """Delete the backups that are no longer needed, and the drafts that killed processes left."""
        now = self._clock()
        draft = re.compile(re.escape(self.progress_file.stem) + r".*\.new-[0-9a-f]{8}(-journal|-wal|-shm)?")
        left = [path for folder in (self.folder, self.folder.parent) for path, _ in _matching(folder, draft)]
        with suppress(OSError):  # an extra backup does no harm
            for path in left:
                if path.stat().st_mtime * 1000 < now - _DAY:
                    path.unlink()
            for backup in superfluous(self.list(), now):
                backup.path.unlink()


def superfluous(backups: Sequence[Backup], now: int) -> list[Backup]:
    """Return the backups that need not be kept any longer; of each day, week or month the latest stays.

    Those that the user made always stay.  All stay while the clock may be wrong: within the latest backups,
    or since, more than 30 days have passed without one.
    """
    made = sorted((each.at for each in backups if each.at <= now), reverse=True)[:_STEADY]
    if any(later - earlier > _LONGEST_GAP for later, earlier in pairwise((now, *made))):
        return []
    gone: list[Backup] = []
    seen: set[Hashable] = set()
    months = 0
    for backup in sorted(backups, key=lambda each: each.at, reverse=True):
        age = now - backup.at
        is_routine = backup.reason in (Reason.DAILY, Reason.SESSION)
        if age < _ALL or backup.reason is Reason.MANUAL or (age < _PROTECTED and not is_routine):
            continue
        span = _span(backup.at, age)
        monthly = span[0] == "month"
        if span in seen or (monthly and months == _MOST_MONTHS):
            gone.append(backup)
        else:
            seen.add(span)
            months += monthly
    return gone


def _span(at: int, age: int) -> tuple[str, int, int]:
    """Return the day, week or month of a backup, by its age."""
    day = at // _DAY
    if age < _DAILY:
        return "day", day, 0
    if age < _WEEKLY:
        return "week", (day + 3) // 7, 0
    date = date_of(day)
    return "month", date.year, date.month


def _matching(folder: Path, name: re.Pattern[str]) -> list[tuple[Path, re.Match[str]]]:
    """Return the files of a folder whose whole name is of a form; none if there is no folder."""
    with faults_of("backup folder", folder):
        names = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [(path, name.fullmatch(path.name)) for path in names]
    return [(path, match) for path, match in found if match is not None]


def _write_as_another_device(draft: Path) -> None:
    """Make the next write to a draft create a new device id."""
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.execute("UPDATE device SET here = 0 WHERE here = 1")


def _check(path: Path, file: Path, watch: Watch) -> None:
    """Read every page of a file, changing nothing; raises Damaged, which names ``file``, and GivenUp."""
    with faults_of(LAYOUT.name, file), closing(connect(path, "ro")) as connection:
        check_whole(connection, f"the {LAYOUT.name} {file}", watch)
