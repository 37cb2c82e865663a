"""What lies where a file should be: a plain file, nothing, or something that must not be touched.

A file that was there and is gone is not a file that never was.  A link that leads nowhere is a drive that is
not connected.  Pipes and devices would block, or lose what is written.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from attache.base.faults import CannotOpen

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def status_of(path: Path, what: str) -> os.stat_result | None:
    """Return the status of a plain file, or of the one that a link leads to; None where nothing is.

    Raises CannotOpen, which calls the file ``what``, where something else is there, and OSError where the
    system does not say.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise _dangling(path, what) from None
        return None
    if not stat.S_ISREG(status.st_mode):
        kind = next((words for is_kind, words in _KINDS if is_kind(status.st_mode)), "a device")
        raise CannotOpen(
            f"{path} is {kind}, not a {what}; it was left as it is.", "Move it away, or name another file."
        )
    return status


def followed(path: Path) -> Path:
    """Return the path that links lead to: SQLite keeps its journals there, and a new file belongs there."""
    return Path(os.path.realpath(path))


def _dangling(path: Path, what: str) -> CannotOpen:
    return CannotOpen(
        f"The {what} {path} is a link to {os.path.realpath(path)}, which is not there.",
        "If it is on another drive, connect the drive and try again; otherwise remove the link.",
    )
