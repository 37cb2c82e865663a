"""Checks at every start whether the sources of a library have changed, without reading them.

The stamps of the sources are the path, size and times of every file.  They are saved in a
separate file together with the stamp of the library; as long as none has changed, nothing is hashed.
This module imports very little, because it runs before the window is shown.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SETTLED_NS = 2_000_000_000
"""How old a change must be for its stamp to be trusted; no common file system has a coarser clock.

Within one tick of that clock a file could change again and keep its size and times.
"""


def stamps_of(folders: Iterable[Path], now: int) -> bytes | None:
    """Return the stamps of the files in some folders, one level deep.

    Return None if a file cannot be read, or is not older than SETTLED_NS; ``now`` is the time in
    nanoseconds since 1970, taken before the call.
    """
    found: list[str] = []
    newest = 0
    try:
        for folder in folders:
            newest = max(newest, _add_stamps(os.fspath(folder), found))
    except OSError:
        return None
    return os.fsencode("".join(found)) if newest < now - SETTLED_NS else None


def _add_stamps(folder: str, found: list[str], deeper: bool = True) -> int:
    """Add the stamps of the files in a folder; return the time of the last change in nanoseconds."""
    lines: list[str] = []
    inner: list[str] = []
    newest = 0
    with os.scandir(folder) as items:
        for item in items:
            if item.name.startswith((".", "__pycache__")):
                continue
            if item.is_dir(follow_symlinks=False):
                inner.append(item.path)
                continue
            status = item.stat(follow_symlinks=False)
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            lines.append(_stamp(item.name, status))
    found.append(f"{folder!r}\n")
    found += sorted(lines)
    if deeper:
        for path in sorted(inner):
            newest = max(newest, _add_stamps(path, found, False))
    return newest


def _stamp(name: str, status: os.stat_result) -> str:
    return f"{name!r} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}\n"


def are_kept(kept: Path, library: Path, stamps: bytes) -> bool:
    """Return whether the file ``kept`` records that this library was made from these stamps."""
    try:
        return kept.read_bytes() == _with_library(library, stamps)
    except OSError:
        return False


def keep(kept: Path, library: Path, stamps: bytes) -> None:
    """Record that this library was made from sources with these stamps.

    If that cannot be written, the next start hashes the sources again.  A partly written file never
    equals the stamps.
    """
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(_with_library(library, stamps))


def _with_library(library: Path, stamps: bytes) -> bytes:
    return os.fsencode(_stamp(os.fspath(library), library.stat())) + stamps
