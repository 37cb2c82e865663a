"""Linking the terms in a text: by hand where the author did, by their names where not.

Names are matched word by word against a table of folded names, so that the time a text takes
depends on its own length and not on how many entries there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from attache.base.text import fold
from attache.base.vocabulary import LabelType
from attache.content.pack import SourceEntry
from attache.content.render import Link, Piece, Text, inline_pieces, to_plain

MAX_WORDS = 16
"""A name longer than this is only ever linked by hand."""

_WORD = re.compile(r"([^\W_]+(?:(?:[\u0300-\u036f]|['’ʼ‘](?![sS]\b)(?=[^\W_]))[^\W_]*)*|[+&])")
"""A word of a text or of a name; a possessive ending is a word of its own, so that names end before it."""
_GAP = re.compile(r"(?:[\s/'’\u2010-\u2015-]|\.(?!\s))*")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entry; ``exact`` are the letters it must be written with, blank if any case does."""

    target: str
    exact: str


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return fold(word)


class Linker:
    """Knows every name that is linked; link texts with it one after the other."""

    def __init__(self, entries: Iterable[SourceEntry]) -> None:
        self._titles: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        # How long the names are that begin with two given words; most pairs in a text begin none.
        self._lengths: dict[tuple[str, str], tuple[int, ...]] = {}
        self._single: set[str] = set()
        for entry in entries:
            self._titles[entry.id] = entry.title
            self._add(entry.title, entry.id, entry.title.isupper())
            for label in entry.labels:
                if label.type is not LabelType.MISSPELLING:
                    capital = label.type is LabelType.ABBREVIATION or label.text.isupper()
                    self._add(label.text, entry.id, capital)

    def _add(self, text: str, target: str, exact: bool) -> None:
        parts = [_folded(word) for word in _WORD.findall(text)]
        if not parts or len(parts) > MAX_WORDS:
            return
        name = Name(target, _letters(text) if exact else "")
        folded = " ".join(parts)
        # Names that insist on their letters are tried first; ties go to the entry met first.
        self._names[folded] = tuple(
            sorted((*self._names.get(folded, ()), name), key=lambda known: not known.exact)
        )
        if len(parts) == 1:
            self._single.add(folded)
        else:
            pair = parts[0], parts[1]
            known = {*self._lengths.get(pair, ()), len(parts)}
            self._lengths[pair] = tuple(sorted(known, reverse=True))

    def link(self, pieces: Sequence[Piece], own: Collection[str], mentioned: set[str]) -> list[Piece]:
        """Return one section's pieces with its links.

        ``own`` are the entries on whose pages the text stands: these are never linked.  The ids of
        all entries linked are added to ``mentioned``.
        """
        resolved = [self._by_hand(piece, own) if isinstance(piece, Link) else piece for piece in pieces]
        by_hand = {piece.target for piece in resolved if isinstance(piece, Link)}
        mentioned |= by_hand
        done = by_hand.union(own)
        linked: list[Piece] = []
        for piece in resolved:
            if isinstance(piece, Text):
                self._by_name(piece.text, done, mentioned, linked)
            else:
                linked.append(piece)
        return linked

    def by_hand(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Return pieces with the author's links only."""
        return [self._by_hand(piece, ()) if isinstance(piece, Link) else piece for piece in pieces]

    def plain(self, text: str) -> str:
        """Return a short authored text as plain text, with links as their words."""
        return to_plain(self.by_hand(inline_pieces(text)))

    def _by_hand(self, link: Link, own: Collection[str]) -> Piece:
        words = link.words or self._titles.get(link.target, link.target)
        if link.target in own or link.target not in self._titles:
            return Text(words)
        return Link(link.target, words)

    def _by_name(self, text: str, done: set[str], mentioned: set[str], linked: list[Piece]) -> None:
        # Splitting at a group gives gap, word, gap, word, … gap: word ``at`` is parts[2 * at + 1].
        parts = _WORD.split(text)
        folded = list(map(_folded, parts[1::2]))
        lengths, single = self._lengths, self._single
        following = [*folded[1:], ""]
        starts = [
            at
            for at, pair in enumerate(zip(folded, following, strict=False))
            if pair in lengths or pair[0] in single
        ]
        written = free = 0
        for at in starts:
            if at < free:
                continue
            found = self._longest(parts, folded, lengths.get((folded[at], following[at]), ()), at)
            if found is None:
                continue
            name, free = found
            if name.target not in done:
                done.add(name.target)
                mentioned.add(name.target)
                before = "".join(parts[written : 2 * at + 1])
                if before:
                    linked.append(Text(before))
                linked.append(Link(name.target, "".join(parts[2 * at + 1 : 2 * free])))
                written = 2 * free
        after = "".join(parts[written:])
        if after:
            linked.append(Text(after))

    def _longest(
        self, parts: Sequence[str], folded: Sequence[str], lengths: Sequence[int], at: int
    ) -> tuple[Name, int] | None:
        """Return the longest name that begins at a word, and the word before which it ends."""
        for count in (*lengths, 1):
            end = at + count
            names = self._names.get(" ".join(folded[at:end])) if end <= len(folded) else None
            if names and all(map(_joins, parts[2 * at + 2 : 2 * end - 1 : 2])):
                written = parts[2 * at + 1 : 2 * end : 2]
                for name in names:
                    if not name.exact or name.exact == _letters("".join(written)):
                        return name, end
        return None


def _joins(gap: str) -> bool:
    """Return whether two words parted by this are near enough to be of one name."""
    return gap == " " or _GAP.fullmatch(gap) is not None


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)
