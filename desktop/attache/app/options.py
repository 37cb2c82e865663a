"""What is settled before anything runs: handed to every command and to the window."""

from __future__ import annotations

from typing import NamedTuple

from attache.base.paths import Bundled, Places


class Options(NamedTuple):
    """Where the program's own files are, and where the learner's are."""

    bundled: Bundled
    places: Places
    library: str = ""
    """A library file to use instead of the program's own (ATTACHE_LIBRARY, for benchmarks)."""
