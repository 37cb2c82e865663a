"""Writing a library file whole or not at all, and the same to the byte every time."""

from __future__ import annotations

import glob
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from attache.base.faults import faults_of
from attache.base.identity import random_id
from attache.base.reference import APPLICATION_ID, FORMAT, TABLES

PAGE_SIZE = 4096
NAME = "library file"
_STALE_SECONDS = 86_400


@contextmanager
def new_library_file(target: Path) -> Iterator[sqlite3.Connection]:
    """Give an empty library with its TABLES to fill; put it in the target's place when all went well.

    Whatever fails, the target keeps what it held.  Raises KnownError for a fault outside the program:
    a full disk, a folder that may not be written.
    """
    with faults_of(NAME, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target)
        part = target.with_name(f".{target.name}.{random_id()[:8]}.part")
        try:
            part.touch(exist_ok=False)  # now, to report a folder without permission immediately
            with closing(_open_draft()) as connection:
                yield connection
                connection.commit()
                # Removes traces of the order of writing, so that equal packs give equal bytes.
                connection.execute("VACUUM INTO ?", (part.absolute().as_uri(),))
            part.chmod(0o644)
            _sync(part, os.O_RDWR)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        if os.name == "posix":
            _sync(target.parent, os.O_RDONLY)


def _open_draft() -> sqlite3.Connection:
    """Open an empty temporary library, which SQLite keeps in memory as far as it fits."""
    connection = sqlite3.connect("", uri=True)  # a URI holds also a path that is not Unicode
    # No journal and no syncing: an unfinished library is discarded.
    connection.executescript(
        f"""
        PRAGMA page_size = {PAGE_SIZE};
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA cache_size = -65536;
        PRAGMA application_id = {APPLICATION_ID};
        PRAGMA user_version = {FORMAT};
        """
    )
    connection.executescript(f"BEGIN; {TABLES} COMMIT;")
    return connection


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_leftovers(target: Path) -> None:
    """Delete parts that a killed run left beside the target a day ago or earlier."""
    for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()
