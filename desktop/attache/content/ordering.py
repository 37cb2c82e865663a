"""The orders of entries: by importance, which numbers them, and alphabetical."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attache.base.text import fold
from attache.content.pack import SourceEntry

OTHER_LETTER = "#"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one entry stands: its number from 1, its alphabetical position from 0, its letter."""

    n: int
    position: int
    letter: str


def places(entries: Sequence[SourceEntry], weights: Mapping[str, int]) -> dict[str, Place]:
    """Return the place of every entry by id.

    Numbers go by the author's importance, then by weight (links, relations and sources together,
    the most first), then by title.
    """
    folded = {entry.id: fold(entry.title) for entry in entries}
    ranked = sorted(
        entries, key=lambda entry: (entry.importance, -weights.get(entry.id, 0), folded[entry.id], entry.id)
    )
    letters = {name: letter_of(title) for name, title in folded.items()}
    listed = sorted(
        entries,
        key=lambda entry: (letters[entry.id] != OTHER_LETTER, folded[entry.id], entry.title, entry.id),
    )
    positions = {entry.id: position for position, entry in enumerate(listed)}
    return {entry.id: Place(n, positions[entry.id], letters[entry.id]) for n, entry in enumerate(ranked, 1)}


def letter_of(folded_title: str) -> str:
    """Return the letter under which a title is listed, ``#`` if that is no letter a-z."""
    return folded_title[0] if re.match("[a-z]", folded_title) else OTHER_LETTER
