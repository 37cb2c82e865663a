"""Makes sure that there is a library and that it was compiled from the current seeds.

This runs at every start, before the window: as long as no file has changed, nothing is hashed, and
as long as there is nothing to compile, nothing of the compiler is loaded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from attache.base.errors import KnownError
from attache.content.stamps import are_kept, keep, stamps_of

_PACKAGE = Path(__file__).resolve().parent.parent
_COMPILER = (_PACKAGE / "base", _PACKAGE / "content")


def ensure_library(
    seeds: Path, wanted: Path, fallback: Path, clock: Callable[[], int] = time.time_ns
) -> Path:
    """Return the path of a library made from the seeds as they are, compiling it if there is none.

    It is looked for, and put, at ``wanted``, or at ``fallback`` if that may not be written.
    If there are no seeds, whatever library there is will do.  Raises KnownError.
    """
    if not seeds.is_dir():
        return _without_seeds(seeds, wanted, fallback)
    kept = fallback.with_name(f"{fallback.name}.stamps")
    # Read the stamps first: a file that changes meanwhile then has another stamp at the next start.
    stamps = stamps_of((seeds, *_COMPILER), clock())
    if stamps is not None:
        for path in (wanted, fallback):
            if are_kept(kept, path, stamps):
                return path
    path = _from_seeds(seeds, wanted, fallback)
    if stamps is not None:
        keep(kept, path, stamps)
    return path


def _without_seeds(seeds: Path, wanted: Path, fallback: Path) -> Path:
    from attache.content.fingerprint import library_fingerprint

    for path in (wanted, fallback):
        if library_fingerprint(path) is not None:
            return path
    raise KnownError(
        f"There is neither a library at {wanted} nor a folder {seeds} to make it from.",
        "Install the program again.",
    )


def _from_seeds(seeds: Path, wanted: Path, fallback: Path) -> Path:
    """Return the library that has the fingerprint of the seeds; compile it if there is none."""
    # Loaded here because most starts hash nothing.
    from attache.content.fingerprint import fingerprint, library_fingerprint

    now = fingerprint(seeds)
    for path in (wanted, fallback):
        if library_fingerprint(path) == now:
            return path
    return _compiled(seeds, wanted, fallback)


def _compiled(seeds: Path, wanted: Path, fallback: Path) -> Path:
    # Loaded here because the compiler and its libraries cost more than the rest of the start.
    from attache.base.faults import CannotOpen, DiskFull, ReadOnly
    from attache.content.compile import build

    try:
        build(seeds, wanted)
    except (ReadOnly, CannotOpen, DiskFull):
        build(seeds, fallback)
        return fallback
    return wanted
