"""Linking the terms in a text: by hand where the author did, by their names where not.

Names are matched word by word against a table of folded names, so that the time a text takes
depends on its own length and not on how many entries there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from attache.base.text import fold
from attache.base.vocabulary import LabelType
from attache.content.pack import SourceEntry
from attache.content.render import Link, Piece, Text, inline_pieces, to_plain

MAX_WORDS = 16
"""A name longer than this is only ever linked by hand."""

_WORD = re.compile(r"[^\W_]+(?:(?:[\u0300-\u036f]|['’ʼ‘](?![sS]\b)(?=[^\W_]))[^\W_]*)*|[+&]")
"""A word of a text or of a name; a possessive ending is a word of its own, so that names end before it."""
_GAP = re.compile(r"(?:[\s/'’\u2010-\u2015-]|\.(?=\S))*")
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
        parts = [_folded(match.group()) for match in _WORD.finditer(text)]
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
        matches = list(_WORD.finditer(text))
        folded = [_folded(match[0]) for match in matches]
        lengths, single = self._lengths, self._single
        pairs = list(zip_longest(folded, folded[1:], fillvalue=""))
        starts = [at for at, pair in enumerate(pairs) if pair in lengths or pair[0] in single]
        written = free = 0
        for at in starts:
            found = self._longest(text, matches, pairs, at) if at >= free else None
            if found is None:
                continue
            name, free = found
            if name.target not in done:
                done.add(name.target)
                mentioned.add(name.target)
                start, end = matches[at].start(), matches[free - 1].end()
                if start > written:
                    linked.append(Text(text[written:start]))
                linked.append(Link(name.target, text[start:end]))
                written = end
        if written < len(text):
            linked.append(Text(text[written:]))

    def _longest(
        self, text: str, matches: Sequence[re.Match[str]], pairs: Sequence[tuple[str, str]], at: int
    ) -> tuple[Name, int] | None:
        """Return the longest name that begins at a word, and the word before which it ends."""
        for count in (*self._lengths.get(pairs[at], ()), 1):
            end = at + count
            if end <= len(pairs) and _together(text, matches[at:end]):
                folded = " ".join(pair[0] for pair in pairs[at:end])
                name = self._named(folded, text[matches[at].start() : matches[end - 1].end()])
                if name:
                    return name, end
        return None

    def _named(self, folded: str, written: str) -> Name | None:
        for name in self._names.get(folded, ()):
            if not name.exact or name.exact == _letters(written):
                return name
        return None


def _together(text: str, span: Sequence[re.Match[str]]) -> bool:
    """Return whether nothing but spaces, hyphens and the like parts the words of a span."""
    return all(_GAP.fullmatch(text, left.end(), right.start()) for left, right in pairwise(span))


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)
