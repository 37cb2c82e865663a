"""Deletes all that the learner has done, and starts with an empty file.

Unless the backups are to go as well, a last one is made first.  A process that is killed meanwhile leaves the
old file, under its name or as one that was set aside, or the new one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from attache.base import journals
from attache.base.clock import Clock
from attache.base.copies import backups_of, flush
from attache.base.faults import faults_of
from attache.base.presence import followed
from attache.base.watch import UNWATCHED, Watch
from attache.learner.aside import put_aside
from attache.learner.backups import Backup
from attache.learner.schema import LAYOUT
from attache.learner.store import create_file

_WORD = "deleted"
"""How the file is called between being set aside and being removed."""


def delete_all(
    file: Path, clock: Clock, back_up: Callable[[Watch], Backup | None] | None, watch: Watch = UNWATCHED
) -> Backup | None:
    """Delete the progress file, which must not be open anywhere, and begin a new one; return the last backup.

    ``back_up`` makes that backup; without it all backups go too, and every file that was set aside.
    Raises StorageError if something cannot be backed up or removed, GivenUp if ``watch`` cancels the
    backup; then the file is as it was.
    """
    backup = back_up(watch) if back_up is not None else None
    with faults_of(LAYOUT.name, file):
        aside = put_aside(file, clock(), _WORD, os.rename)
        create_file(file, LAYOUT, clock)
        if aside is not None:
            aside.unlink(missing_ok=True)
            journals.remove(aside)
            flush(aside.parent)
    if back_up is None:
        _remove_copies(file)
    return backup


def _remove_copies(file: Path) -> None:
    """Remove the backups of a file, what was set aside of it, and drafts that killed processes have left."""
    with faults_of("backup folder", backups_of(file)):
        for path in copies_of(file):
            path.unlink(missing_ok=True)
        if backups_of(file).is_dir() and not any(backups_of(file).iterdir()):
            backups_of(file).rmdir()
        flush(file.parent)


def copies_of(file: Path) -> Iterator[Path]:
    """Yield the files that hold a learner's data besides the progress file itself and its journals."""
    name = re.compile(rf"{re.escape(file.stem)}(-\d{{4}}-|-[a-z-]+-\d{{4}}-|.*\.new-[0-9a-f]{{8}}).*")
    for folder in (backups_of(file), followed(file).parent):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if name.fullmatch(path.name) and path.is_file():
                yield path
