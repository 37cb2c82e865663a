"""New files and copies: each is whole, checked and on the disk before it gets its name."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from attache.base import journals
from attache.base.database import (
    ALONE,
    INTEGRITY,
    Layout,
    check_whole,
    reading,
    run_script,
    transaction,
)
from attache.base.faults import faults_of, unreadable
from attache.base.identity import random_id
from attache.base.presence import followed, status_of
from attache.base.watch import UNWATCHED, Watch

_PAGES_AT_ONCE = 256
"""Pages that are copied between two reports of progress: a megabyte."""
MIGRATION = "migration"
"""The reason in the name of a backup that is made before a migration."""


def nothing_more(_path: Path, _watch: Watch) -> None:
    """Do nothing further with a finished copy."""


def create(path: Path, layout: Layout, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a new file whole, with ``fill`` writing its first rows, unless one has appeared meanwhile.

    Raises StorageError if it cannot be written.
    """
    with faults_of(layout.name, path):
        target = followed(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _drafting(target) as draft:
            # The log begins later: here the file itself is on the disk when the transaction has ended.
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                with transaction(connection):
                    connection.execute(f"PRAGMA application_id = {layout.application_id}")
                    connection.execute(f"PRAGMA user_version = {layout.version}")
                    run_script(connection, layout.tables)
                    fill(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            _check_draft(draft, layout.name, path)
            if status_of(target) is None:
                journals.part_with(target)
                _publish_new(draft, target)


@contextmanager
def _drafting(target: Path) -> Iterator[Path]:
    """Give the path of an empty file beside the target, removed at the end if it still has this name."""
    draft = target.with_name(f"{target.name}.new-{random_id()[:8]}")
    try:
        draft.touch()  # unlike SQLite, the system says why it cannot
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        journals.remove(draft)


def _check_draft(draft: Path, name: str, path: Path, watch: Watch = UNWATCHED) -> None:
    """Put a finished file on the disk and check all of it before it gets its name; raises Damaged."""
    flush(draft)
    with closing(reading(draft, ALONE)) as connection:
        check_whole(connection, f"the {name} {path}", watch, INTEGRITY)


def write_copy(
    original: sqlite3.Connection,
    target: Path,
    name: str,
    ready: Callable[[Path, Watch], None] = nothing_more,
    watch: Watch = UNWATCHED,
) -> None:
    """Write all that a connection sees to ``target`` in one step, as :func:`back_up` does.

    ``ready`` sees the finished copy before it gets its name, and may refuse it by raising.
    """
    copying, checking, getting_ready = watch.parts(1, 9, 0 if ready is nothing_more else 10)
    target = followed(target)
    with _drafting(target) as draft:
        with closing(sqlite3.connect(draft)) as copy:
            _copy_pages(original, copy, copying)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        _check_draft(draft, name, target, checking)
        ready(draft, getting_ready)
        journals.part_with(target)
        draft.replace(target)
        flush(target.parent)


def _copy_pages(original: sqlite3.Connection, copy: sqlite3.Connection, watch: Watch) -> None:
    """Copy all pages as they are now, whatever another connection writes meanwhile."""
    # Otherwise SQLite would start again after each write: the copy might never end.
    original.execute("BEGIN")
    try:
        original.execute("SELECT 1 FROM main.sqlite_master").fetchone()
        original.backup(
            copy,
            pages=_PAGES_AT_ONCE,
            progress=lambda _status, left, total: watch.report(total - left, total),
        )
    finally:
        original.execute("COMMIT")


def _publish_new(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless another process has done so first."""
    try:
        os.link(draft, path)  # unlike a renaming, this never replaces a file that has just appeared
    except FileExistsError:
        return
    except OSError:  # on a memory stick there are no links
        draft.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Put a file's bytes, or a folder's list of names, on the disk; some systems refuse folders."""
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def backups_of(path: Path) -> Path:
    """Return the folder in which backups of a file are kept."""
    return path.with_name("backups")


def backups_left(path: Path) -> list[Path]:
    """Return what has the name of a backup; raises CannotOpen if the folder may not be read."""
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    name = re.compile(rf"{stem}-\d{{4}}-\d\d-\d\dT\d{{4}}-[a-z]+(-\d+)?{suffix}")
    try:
        return [each for each in backups_of(path).iterdir() if name.fullmatch(each.name)]
    except PermissionError as error:
        raise unreadable(backups_of(path)) from error
    except (FileNotFoundError, NotADirectoryError):
        return []


def backup_path(path: Path, at: int, reason: str) -> Path:
    """Return a free path for a backup; its name has the instant ``at`` (UTC milliseconds) to the minute.

    Backups of the same minute get a number, so that none replaces another.
    """
    stem = f"{path.stem}-{time.strftime('%Y-%m-%dT%H%M', time.gmtime(at / 1000))}-{reason}"
    target = backups_of(path) / f"{stem}{path.suffix}"
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{stem}-{number}{path.suffix}")
    return target
