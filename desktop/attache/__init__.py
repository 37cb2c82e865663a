"""Attaché: a desktop reference and flashcards for military diplomacy, all of it offline."""

from __future__ import annotations


def version() -> str:
    """Return the installed version, or ``unknown`` in a working copy that is not installed."""
    # Imported here because only --version and the about box ask, and it takes 20 ms.
    from importlib import metadata

    try:
        return metadata.version("attache")
    except metadata.PackageNotFoundError:
        return "unknown"
