"""What is at the path of a file: a regular file, nothing, or something that must not be touched.

Pipes and devices would block, or lose what is written.  A link that leads nowhere is a drive that is not
connected, not a file that has never been.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from attache.base.faults import CannotOpen, faults_of, no_file, unreadable


def status_of(path: Path) -> os.stat_result | None:
    """Return the status of a regular file, or of the one that a link leads to; None if nothing is.

    Raises CannotOpen if something else is there, or it may not be looked at.
    """
    with faults_of("file", path):  # a name that is too long, a link to itself, a file in place of a folder
        try:
            status = path.stat()
        except FileNotFoundError:
            if path.is_symlink():
                raise _dangling(path) from None
            return None
        except PermissionError as error:
            raise unreadable(path) from error
    if not stat.S_ISREG(status.st_mode):
        raise no_file(path, status.st_mode)
    return status


def followed(path: Path) -> Path:
    """Return the path that links lead to: SQLite keeps its journals there, and a new file belongs there."""
    return Path(os.path.realpath(path))


def _dangling(path: Path) -> CannotOpen:
    return CannotOpen(
        f"{path} is a link to {os.path.realpath(path)}, which is not there.",
        "If that is on another drive, connect the drive and try again; otherwise remove the link.",
    )
