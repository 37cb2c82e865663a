"""Where the content of a library comes from, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from attache.library.library import Library


def provenance(library: Library) -> Sequence[str]:
    """Return what the library says of itself, and how reliable its documents are, with their titles."""
    titles: dict[str, list[str]] = {}
    for document in library.documents():
        titles.setdefault(document.note, []).append(f"“{document.title}”")
    notes = (f"{', '.join(names)}: {note[:1].lower()}{note[1:]}" for note, names in titles.items() if note)
    return tuple(part for part in (library.about, *notes) if part)
