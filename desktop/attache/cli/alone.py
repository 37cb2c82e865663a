"""Having a folder of progress to oneself: for commands that must not run while the window is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attache.base.errors import KnownError
from attache.cli.display import system_libraries


@contextmanager
def alone(data: Path, undone: str, advice: str) -> Iterator[None]:
    """Keep the window from opening on a folder meanwhile.

    Raises KnownError where one is open: ``undone`` says what was therefore not done, ``advice`` what to do.
    """
    with system_libraries():
        # Imported here because this loads Qt, for the lock that the window holds.
        from attache.app.single import claim

    lock = claim(data)
    if lock is None:
        raise KnownError(f"Attaché is open on {data}, so {undone}.", advice)
    try:
        yield
    finally:
        lock.unlock()
