"""The lock on a data folder: its holder has exclusive use of the folder's progress.

It is the system's own lock on a file in the folder (``flock``, on Windows a locked byte).  The system drops
it when the holder ends, however it ends, so no process id has to be trusted.  It is found from every
environment, and through every link to the folder.  The file stays when the lock is released: deleting it
would let two programs lock two files of one name.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from attache.base.dates import moment_words

LOCK_NAME = "attache.lock"
_MOST_BYTES = 4096
_LOCKED_BYTE = 1 << 30
"""Windows refuses to read what is locked, so what is locked is far behind what is written."""
_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    # A link could lead to the progress file, which nothing but SQLite may open; a pipe would block.
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Holder(NamedTuple):
    """Who holds a lock, as it says itself."""

    host: str
    process: int
    since: int
    """Seconds since 1970 (UTC)."""
    address: str
    """The local socket on which it can be reached, "" for none."""

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine."""
        return self.host == _host()

    def __str__(self) -> str:
        since = moment_words(datetime.fromtimestamp(self.since, UTC).astimezone())
        return f"process {self.process} on {self.host}, since {since}"


class FolderLock:
    """A lock on a data folder; it is not held if the folder cannot be written or locked."""

    def __init__(self, folder: Path, handle: int | None) -> None:
        self.folder = folder
        self._handle = handle

    @property
    def is_held(self) -> bool:
        """Whether others are kept out."""
        return self._handle is not None

    def announce(self, address: str = "") -> None:
        """Write down who holds the lock, and the local socket on which it can be reached."""
        if self._handle is None:
            return
        told = f"{_host()}\n{os.getpid()}\n{int(time.time())}\n{address}\n".encode(errors="surrogateescape")
        with suppress(OSError):  # on a full disk nobody learns who it is, but the lock holds
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, told)
            os.ftruncate(self._handle, len(told))

    def release(self) -> None:
        """Let others have the folder."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def claim(folder: Path) -> FolderLock | None:
    """Lock a data folder, made if need be, until ``release`` or the end of the process.

    Returns None if another process has it, and a lock that is not held if there can be none.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK_NAME, _FLAGS, 0o666)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return FolderLock(folder, None)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not an ordinary file")
        taken = _take(handle)
    except OSError:  # some network folders have no locks
        os.close(handle)
        return FolderLock(folder, None)
    if not taken:
        os.close(handle)
        return None
    lock = FolderLock(folder, handle)
    lock.announce()
    return lock


def holder_of(folder: Path) -> Holder | None:
    """Return who holds the lock on a folder, None if nobody has said so."""
    try:
        handle = os.open(folder / LOCK_NAME, _FLAGS & ~(os.O_RDWR | os.O_CREAT))
        try:
            told = os.read(handle, _MOST_BYTES)
        finally:
            os.close(handle)
    except (OSError, ValueError):
        return None
    lines = told.decode(errors="surrogateescape").split("\n")
    if len(lines) < 4 or not all(line.isdecimal() and len(line) < 12 for line in lines[1:3]):
        return None
    return Holder(lines[0], int(lines[1]), int(lines[2]), lines[3])


def _host() -> str:
    """Return the name of this machine."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "this computer")


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        """Lock an open file, and return whether that succeeded."""
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        """Lock an open file, and return whether that succeeded."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
