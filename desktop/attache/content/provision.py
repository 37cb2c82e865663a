"""Seeing to it that a library is there and is the one that the seeds make.

This runs at every start, before the window: as long as there is nothing to compile, nothing of the
compiler is loaded.
"""

from __future__ import annotations

from pathlib import Path

from attache.base.errors import KnownError
from attache.base.faults import CannotOpen, DiskFull, ReadOnly
from attache.content.fingerprint import fingerprint, library_fingerprint

__all__ = ["ensure_library", "fingerprint"]


def ensure_library(seeds: Path, wanted: Path, fallback: Path) -> Path:
    """Return the path of a library made from the seeds as they are, compiling it where there is none.

    It is looked for, and put, at ``wanted``, or at ``fallback`` where that may not be written.
    Where there are no seeds whatever library there is will do.  Raises KnownError.
    """
    if not seeds.is_dir():
        for path in (wanted, fallback):
            if library_fingerprint(path) is not None:
                return path
        raise KnownError(
            f"There is neither a library at {wanted} nor a folder {seeds} to make it from.",
            "Install the program again.",
        )
    now = fingerprint(seeds)
    for path in (wanted, fallback):
        if library_fingerprint(path) == now:
            return path
    return _compiled(seeds, wanted, fallback)


def _compiled(seeds: Path, wanted: Path, fallback: Path) -> Path:
    # Loaded here because the compiler and its libraries cost more than the rest of the start.
    from attache.content.compile import build

    try:
        build(seeds, wanted)
    except (ReadOnly, CannotOpen, DiskFull):
        build(seeds, fallback)
        return fallback
    return wanted
