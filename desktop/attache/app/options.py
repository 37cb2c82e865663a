"""The options that are fixed before anything runs; every command and the window get them."""

from __future__ import annotations

from typing import NamedTuple

from attache.base.paths import Bundled, Places


class Options(NamedTuple):
    """Where the program's own files are, and where the learner's are."""

    bundled: Bundled
    places: Places
    library: str = ""
    """A library file to use instead of the program's own (ATTACHE_LIBRARY, for benchmarks)."""
