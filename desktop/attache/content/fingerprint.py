"""The hash by which a library is known to be made from the seeds and the compiler as they are now.

It is computed whenever a file has changed, without loading the compiler.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from attache.base.reference import APPLICATION_ID, FORMAT
from attache.content.safe_files import MAX_BYTES, pack_files

_HOUSE = Path(__file__).resolve().parent.parent
_COMPILER_FOLDERS = ("base", "content", "content/checks")
_MARKS = ("application_id", "user_version")


def fingerprint(folder: Path) -> str:
    """Return a hash of all that a library depends on: the pack's files, the format, the compiler.

    Names count relative to the folder; what is not part of the pack does not count.
    """
    digest = hashlib.sha256(f"format {FORMAT}\0".encode())
    for part in _COMPILER_FOLDERS:
        for name in _modules(_HOUSE / part):
            _add(digest, f"{part}/{name}", _HOUSE / part / name)
    files, _ = pack_files(folder)
    for name in files:
        _add(digest, name, folder / name)
    return digest.hexdigest()


def _modules(folder: Path) -> list[str]:
    # In a bundle there are no sources beside the program; there the seeds alone decide.
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix == ".py")
    except OSError:
        return []


def _add(digest: hashlib._Hash, name: str, path: Path) -> None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            held = file.read(MAX_BYTES + 1) or b""
    except OSError:
        held = b"unreadable"
    digest.update(f"{name}\0{len(held)}\0".encode())
    digest.update(held)


def library_fingerprint(path: Path) -> str | None:
    """Return the fingerprint that a library of this format carries, None if there is no such library."""
    if not path.is_file():
        return None
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
            if marks != [APPLICATION_ID, FORMAT]:
                return None
            row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None
