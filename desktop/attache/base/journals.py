"""The journals that SQLite keeps beside a file and plays into whatever has that name when it is opened next.

A journal is found by its name alone (https://www.sqlite.org/howtocorrupt.html, 1.4).  It must therefore leave
with its file before another file takes the name, and one that another file has left must not be played.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from attache.base.faults import Damaged, said
from attache.base.identity import random_id
from attache.base.presence import followed

WAL, INDEX, ROLLBACK = "-wal", "-shm", "-journal"
ENDS = (WAL, INDEX, ROLLBACK)
"""What SQLite puts behind a file's name for its journals, in every journal mode."""
_LOG_HEADER, _FRAME_HEADER = 32, 24
"""Bytes before the first page of a write-ahead log, and before each page."""
_WRITE_VERSION, _WAL_MODE, _MARK = 18, 2, slice(68, 72)
"""Of the header: where the version for writing is, its value in WAL mode, and where the application id is
(https://www.sqlite.org/fileformat2.html, 1.3)."""


def journal(path: Path, end: str) -> Path:
    """Return where SQLite keeps a journal of a file; a link to the file is followed."""
    path = followed(path)
    return path.with_name(path.name + end)


def waiting(path: Path) -> tuple[Path, ...]:
    """Return the journals of a file that hold something which SQLite would play."""
    return tuple(found for end in (WAL, ROLLBACK) if has_bytes(found := journal(path, end)))


def has_bytes(path: Path) -> bool:
    """Return whether there is a file that is not empty."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def part_with(path: Path, *ends: str) -> list[Path]:
    """Rename the journals that lie where those of ``path`` would be, all or some; return their new paths.

    The index of a log holds nothing and is removed with it.
    """
    kept = []
    for end in ends or (WAL, ROLLBACK):
        found = journal(path, end)
        if has_bytes(found):
            target = found.with_name(f"{found.name}.left-over-{random_id()[:8]}")
            found.rename(target)
            kept.append(target)
        found.unlink(missing_ok=True)
        if end == WAL:
            journal(path, INDEX).unlink(missing_ok=True)
    return kept


def remove(path: Path) -> None:
    """Remove the journals of a file of which nothing is to be kept."""
    for end in ENDS:
        journal(path, end).unlink(missing_ok=True)


@contextmanager
def played(path: Path, counts: str) -> Iterator[Path | None]:
    """Give a copy of a file into which its rollback journal was played; None if the journal is another's.

    The file may be open.  A file in WAL mode has no rollback journal.  The journal of any other file is
    tried: what it leads to must be sound, and an earlier state of the file by ``counts``, a query for names
    and numbers.  Raises Damaged if the file cannot be read at all.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        # Not read as a regular file: closing that would drop the locks of SQLite.
        try:
            image = connection.serialize()
        except sqlite3.OperationalError as error:
            raise said(Damaged, str(path)) from error
        numbers = _numbers(connection, counts)
    if image[_WRITE_VERSION] == _WAL_MODE:
        yield None
        return
    # Imported here because hardly any start finds such a journal.
    import tempfile

    with tempfile.TemporaryDirectory(prefix="attache-") as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(image)
        journal(copy, ROLLBACK).write_bytes(journal(path, ROLLBACK).read_bytes())
        yield copy if _is_earlier(copy, counts, numbers, image[_MARK]) else None


def _is_earlier(copy: Path, counts: str, numbers: Mapping[str, int], mark: bytes) -> bool:
    """Return whether a copy is sound, of the same kind, and at most one write behind ``numbers``."""
    with closing(sqlite3.connect(copy)) as connection, suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        found = int(connection.execute("PRAGMA application_id").fetchone()[0]) & 0xFFFFFFFF
        if connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]:
            before = _numbers(connection, counts)
            first = min(numbers, default="")
            later = any(name >= first and numbers.get(name, 0) < number for name, number in before.items())
            written = sum(number - before.get(name, 0) for name, number in numbers.items())
            return found == int.from_bytes(mark, "big") and not later and written <= 1
    return False


def _numbers(connection: sqlite3.Connection, counts: str) -> dict[str, int]:
    """Return what a query counts; nothing in a file that is older than that, or half written."""
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
        return dict(connection.execute(counts).fetchall()) if counts else {}
    return {}


def commits_in(path: Path) -> int:
    """Return how many commits the write-ahead log of a file holds (fileformat2.html, 4.1).

    SQLite starts it again at its beginning, with another salt, so that older ones follow the latest.
    """
    commits = 0
    with suppress(FileNotFoundError), journal(path, WAL).open("rb") as log:
        head = log.read(_LOG_HEADER)
        page, salt = int.from_bytes(head[8:12], "big"), head[16:24]
        frame = log.read(_FRAME_HEADER)
        while len(frame) == _FRAME_HEADER and frame[8:16] == salt:
            commits += frame[4:8] != bytes(4)
            log.seek(page, os.SEEK_CUR)
            frame = log.read(_FRAME_HEADER)
    return commits


def let_go(
    connection: sqlite3.Connection, path: Path, wal: tuple[int, int] | None, *, same: bool, keep: bool
) -> Path | None:
    """Close a connection whose file has lost its name or contents, keeping its journal out of what is there.

    SQLite would write the journal into the file, and remove whatever journal has the name.  ``wal`` tells
    the connection's own journal (device and inode).  ``same`` says that the file was not replaced but
    overwritten.  Returns the new path of the journal if it is to be kept and can be.
    """
    own = journal(path, WAL)
    if wal is None or identity(own) != wal:
        # A journal that is there came with the other file.  SQLite must not find it.
        away = [(found, found.with_name(f"{found.name}.{random_id()[:8]}")) for found in waiting(path)]
        for found, other in away:
            found.rename(other)
        _close(connection)
        for found, other in away:
            other.rename(found)
        return None
    kept = own.with_name(f"{own.name}.left-over-{random_id()[:8]}") if keep and has_bytes(own) else None
    if same:
        try:
            if kept is not None:
                kept.write_bytes(own.read_bytes())
        except OSError:
            kept = None
        os.truncate(own, 0)  # SQLite finds nothing to write, and leaves the file alone
    elif kept is not None:
        own.rename(kept)
    _close(connection)
    remove(path)
    return kept


def _close(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        connection.close()


def identity(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of a file, which tell it from another of its name; None for no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
