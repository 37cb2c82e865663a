"""Chooses the library file to open; it is here because it needs both ``content`` and ``library``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attache.app.options import Options

if TYPE_CHECKING:
    from attache.library.library import Library


def library_path(options: Options) -> Path:
    """Return the library file to open, compiled first where a checkout's seeds have changed.

    Raises KnownError if it cannot be compiled.
    """
    if options.library:
        return Path(options.library)
    bundled = options.bundled
    if not bundled.checkout:
        return bundled.library
    # Imported here because an installed copy never compiles its own library.
    from attache.content.provision import ensure_library

    return ensure_library(bundled.seeds, bundled.library, options.places.cache / "reference.db")


def open_library(options: Options) -> Library:
    """Open the library; raises KnownError if there is none or it is not sound."""
    # Imported here because ``check`` and ``build`` open no library.
    from attache.library.library import Library

    return Library.open(library_path(options))
