"""The other names of entries, and which of them matched."""

from __future__ import annotations

from collections.abc import Sequence

from attache.base.entry import Label
from attache.base.text import fold, forms
from attache.base.vocabulary import LabelType
from attache.library.reader import Reader
from attache.library.recognition import faults_in

_NO_MATCH = 9
_ELSEWHERE = frozenset((LabelType.NARROWER, LabelType.RELATED))


def labels_of(reader: Reader, numbers: Sequence[int]) -> dict[int, tuple[Label, ...]]:
    """Return the alternative names of entries, in order; an entry without any is left out."""
    labels: dict[int, tuple[Label, ...]] = {}
    query = "SELECT entry, text, type FROM label WHERE entry IN ({}) ORDER BY entry, position"
    with faults_in(reader.path):
        for n, text, type_ in reader.among(query, numbers):
            labels[n] = (*labels.get(n, ()), Label(text, LabelType(type_)))
    return labels


def matched_label(title: str, labels: Sequence[Label], words: Sequence[str]) -> Label | None:
    """Return the alternative name that matches the words better than the title does, else None.

    A narrower or related name counts only if no other matches. A common misspelling is found but
    never shown, so it counts as no name to name.
    """
    best, named = _closeness(title, words), None
    if best == 0:
        return None
    for label in labels:
        if label.type not in _ELSEWHERE and (closeness := _closeness(label.text, words)) < best:
            best, named = closeness, None if label.type is LabelType.MISSPELLING else label
    if best < _NO_MATCH:
        return named
    for label in labels:
        if label.type in _ELSEWHERE and (closeness := _closeness(label.text, words)) < best:
            best, named = closeness, label
    return named


def _closeness(name: str, words: Sequence[str]) -> int:
    """Return 0 for the whole name, 1 for its start, 2 for the start of a later word, 3 for any order."""
    plain = fold(name)
    if words[0] not in plain and words[0] not in plain.replace(" ", ""):
        return _NO_MATCH  # no form of the name has other letters, and most names end here
    phrase = " ".join(words)
    if plain.startswith(phrase):  # most names that match
        return int(plain != phrase)
    closest = _NO_MATCH
    for form in forms(name):
        if form == phrase:
            return 0
        if form.startswith(phrase):
            closest = min(closest, 1)
        elif f" {phrase}" in form:
            closest = min(closest, 2)
    if closest == _NO_MATCH and len(words) > 1:
        padded = f" {plain}"
        if all(f" {word}" in padded for word in words):
            return 3
    return closest
