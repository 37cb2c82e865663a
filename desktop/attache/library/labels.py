"""The other names of entries, and which of them matched."""

from __future__ import annotations

from collections.abc import Sequence

from attache.base.entry import Label
from attache.base.text import fold, forms
from attache.base.vocabulary import LabelType
from attache.library.reader import Reader

_NO_MATCH = 9


def labels_of(reader: Reader, numbers: Sequence[int]) -> dict[int, tuple[Label, ...]]:
    """Return the further names of entries, in order; an entry without any is left out."""
    labels: dict[int, tuple[Label, ...]] = {}
    query = "SELECT entry, text, type FROM label WHERE entry IN ({}) ORDER BY entry, position"
    for n, text, type_ in reader.among(query, numbers):
        labels[n] = (*labels.get(n, ()), Label(text, LabelType(type_)))
    return labels


def matched_label(title: str, labels: Sequence[Label], words: Sequence[str]) -> Label | None:
    """Return the further name that matches the words better than the title does, else None.

    A common misspelling is found but never shown, so it counts as no name to name.
    """
    best, named = _closeness(title, words), None
    if best > 0:
        for label in labels:
            closeness = _closeness(label.text, words)
            if closeness < best:
                best, named = closeness, None if label.type is LabelType.MISSPELLING else label
    return named


def _closeness(name: str, words: Sequence[str]) -> int:
    """Return 0 for the whole name, 1 for its start, 2 for the start of a later word, 3 for any order."""
    if words[0] not in fold(name).replace(" ", ""):
        return _NO_MATCH  # no form of the name has other letters, and most names end here
    phrase = " ".join(words)
    closest = _NO_MATCH
    for form in forms(name):
        if form == phrase:
            return 0
        if form.startswith(phrase):
            closest = min(closest, 1)
        elif f" {phrase}" in form:
            closest = min(closest, 2)
    if closest == _NO_MATCH and len(words) > 1:
        padded = f" {fold(name)}"
        if all(f" {word}" in padded for word in words):
            return 3
    return closest
