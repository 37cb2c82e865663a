"""Exclusive use of a data folder, for commands that must not run while the window is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attache.base.errors import KnownError
from attache.base.lock import claim, holder_of


@contextmanager
def alone(data: Path, undone: str, advice: str) -> Iterator[None]:
    """Keep the window from opening on a folder meanwhile.

    Raises KnownError if one is open; ``undone`` says what was not done because of that, ``advice`` what to
    do.
    """
    lock = claim(data)
    if lock is None:
        holder = holder_of(data)
        who = f" ({holder})" if holder is not None else ""
        raise KnownError(f"Attaché{who} is using the folder {data}, so {undone}.", advice)
    try:
        yield
    finally:
        lock.release()
