"""The library that the program ships, compiled once for every process of every test run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from attache.content.provision import ensure_library
from tests.sources import TOP

_FOLDER = TOP / "build" / "tests"


def shipped_library() -> Path:
    """Return the library of the present seeds; it is compiled only if they have changed.

    The tests run in several processes at once: the first compiles, and the others wait for it.
    """
    _FOLDER.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(_FOLDER / "reference.lock"))
    lock.setStaleLockTime(0)  # however long compiling takes; the lock of a process that died is void
    assert lock.lock()
    try:
        return ensure_library(TOP / "seeds", _FOLDER / "reference.db", _FOLDER / "reference.db")
    finally:
        lock.unlock()
