"""Which failures of a file are not bugs of the program, and how each is reported.

SQLite and the system tell a full disk from a bug of ours by a code; everything that a person can
do something about becomes a KnownError here, everything else stays what it is.
"""

from __future__ import annotations

import errno
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attache.base.errors import KnownError


class StorageError(KnownError):
    """A file that the program keeps cannot be used as it should."""


class Damaged(StorageError):
    """The file is not, or no longer, a sound database."""


class OtherJournal(Damaged):
    """The journal of another file lies beside the file, which may itself be sound."""


class Foreign(StorageError):
    """The file is a sound database of another program."""


class TooNew(StorageError):
    """The file was written by a later version of the program, which changed its layout."""


class Vanished(StorageError):
    """There was a file, and it is gone."""


class Replaced(StorageError):
    """The file was removed or replaced while it was open."""


class Locked(StorageError):
    """Another process holds the file."""


class DiskFull(StorageError):
    """There is no room left to write."""


class ReadOnly(StorageError):
    """The file or its folder may not be written."""


class CannotOpen(StorageError):
    """The file cannot be opened at all."""


class Unreadable(StorageError):
    """The disk failed to read or to write."""


_BY_SQLITE: Mapping[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_PROTOCOL: Locked,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: CannotOpen,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_IOERR: Unreadable,
    sqlite3.SQLITE_NOLFS: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
}
"""Result codes (https://www.sqlite.org/rescode.html) that are nobody's bug; most are primary ones."""

_UNKNOWN_FORMAT = "unsupported file format"
"""What SQLite says of a number in the header (bytes 44 to 47) that it does not know."""

_BY_ERRNO: Mapping[int, type[StorageError]] = {
    errno.ENOSPC: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
    errno.EIO: Unreadable,
}

ELSEWHERE = "start Attaché with another folder: type attache --data DIR in a terminal."
"""The end of the advice: how to keep progress in another folder."""
_SAID: Mapping[type[StorageError], tuple[str, str]] = {
    Locked: ("Another program is using {}.", "Close that program, then try again."),
    DiskFull: (
        "The disk is full, so {} could not be written; what was saved before is safe.",
        "Free some space, then try again.",
    ),
    ReadOnly: (
        "Attaché has no permission to write {}.",
        f"Change the permissions of the file and its folder, or {ELSEWHERE}",
    ),
    CannotOpen: (
        "{} cannot be opened{}.",
        "Check that its folder exists and that you have permission to write there.",
    ),
    Damaged: (
        "{} is damaged. Nothing in it was changed.",
        "Restore a backup, or move the file away to start with a new one.",
    ),
    Unreadable: (
        "The disk failed while {} was read or written; what was saved before is safe.",
        "Check whether the disk is full or failing, then try again.",
    ),
}

_KINDS: Mapping[int, str] = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
"""What can stand where a file should; everything else is a device."""


def said(fault: type[StorageError], what: str, reason: str = "") -> StorageError:
    """Return a fault in its usual words; ``what`` names the file, e.g. ``the progress file /a/b``.

    ``reason`` is what the system says of a file that cannot be opened.
    """
    sentence, advice = _SAID[fault]
    told = sentence.format(what, f": {reason}" if reason else "")
    return fault(told[0].upper() + told[1:], advice)


def no_file(path: Path, mode: int) -> CannotOpen:
    """Return the fault for what is found in place of a file; ``mode`` is that of its status."""
    kind = _KINDS.get(stat.S_IFMT(mode), "device")
    return CannotOpen(f"{path} is a {kind}, not a file.", "Move it away, or choose another file.")


def unreadable(path: Path) -> CannotOpen:
    """Return the fault of a file that may not be read."""
    return CannotOpen(
        f"Attaché has no permission to read {path}.",
        "Change the permissions of the file and its folder, or choose another file.",
    )


def known(error: Exception, what: str) -> StorageError | None:
    """Return the known fault behind an error, or None if the error is a bug."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        # The low byte of an extended code is its primary code.
        fault = _BY_SQLITE.get(code) or _BY_SQLITE.get(code & 0xFF)
        if str(error) == _UNKNOWN_FORMAT:  # SQLite gives it no code of its own
            fault = Damaged
    elif isinstance(error, UnicodeDecodeError):
        # SQLite's message, which Python could not decode, quotes the damaged text of a table's definition.
        fault = Damaged
    elif isinstance(error, OSError):
        fault = _BY_ERRNO.get(error.errno or 0, CannotOpen)
    else:
        fault = None
    return said(fault, what, getattr(error, "strerror", None) or "") if fault else None


@contextmanager
def faults_of(name: str, path: Path) -> Iterator[None]:
    """Raise known faults in this block as StorageError, and leave bugs unchanged."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        fault = known(error, f"the {name} {path}")
        if fault is None:
            raise
        raise fault from error
