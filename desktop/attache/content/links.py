"""Linking the terms in a text: by hand where the author did, by their names where not.

Names are matched word by word against a table of folded names, so that the time a text takes
depends on its own length and not on how many entries there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import compress, count, pairwise

from attache.base.ids import RESERVED, SHIPPED
from attache.base.text import fold
from attache.base.vocabulary import LabelType
from attache.content.pack import SourceEntry
from attache.content.render import Link, NotedLink, Piece, Text, inline_pieces, plain_line, to_plain

MAX_WORDS = 16
"""A name longer than this is only ever linked by hand."""

_WORD = re.compile(
    r"([A-Za-z0-9]++(?!['\x80-\U0010ffff])"  # matches most words; the rest of the pattern is twice as slow
    r"|[^\W_]+(?:(?:[\u0300-\u036f]|['’ʼ‘](?![sS]\b)(?=[^\W_]))[^\W_]*)*"
    r"|[+&])"
)
"""A word of a text or of a name; a possessive ending is a word of its own, so that names end before it."""
_GAP = re.compile(r"(?:[\s/'’\u2010-\u2015-]|\.(?!\s))*")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ANY_CASE = ""
"""Marks a name that may be written in any case."""


class Linker:
    """Links names in texts; it has an index of every name to link.

    ``pack`` is the id of the entries' pack.  ``notes`` are the titles of its accuracy notes, which have no
    page of their own: a link to one becomes plain text, except in a guide, which shows its notes beside it.
    """

    def __init__(
        self, entries: Iterable[SourceEntry], pack: str = SHIPPED, notes: Mapping[str, str] | None = None
    ) -> None:
        self._pack = pack
        self._notes = {f"{RESERVED}:{id_}": title for id_, title in (notes or {}).items()}
        self._titles: dict[str, str] = {}
        # Folded name → the spelling that is required → the entry that it links to.
        self._names: dict[str, dict[str, str]] = {}
        # How long the names are that begin with two given words; most pairs in a text begin none.
        self._lengths: dict[tuple[str, str], tuple[int, ...]] = {}
        self._single: set[str] = set()
        self._folded = cache(fold)
        for entry in entries:
            self._titles[entry.id] = entry.title
            self._add(entry.title, entry.id, entry.title.isupper())
            for label in entry.labels:
                if label.type.is_own or label.type is LabelType.NARROWER:
                    capital = label.type is LabelType.ABBREVIATION or label.text.isupper()
                    self._add(label.text, entry.id, capital)

    def _add(self, text: str, target: str, exact: bool) -> None:
        parts = [self._folded(word) for word in _WORD.findall(text)]
        if not parts or len(parts) > MAX_WORDS:
            return
        folded = " ".join(parts)
        # If two entries share a name, the first one is linked.
        self._names.setdefault(folded, {}).setdefault(_letters(text) if exact else _ANY_CASE, target)
        if len(parts) == 1:
            self._single.add(folded)
        else:
            pair = parts[0], parts[1]
            known = self._lengths.get(pair, ())
            if len(parts) not in known:
                self._lengths[pair] = tuple(sorted((*known, len(parts)), reverse=True))

    def link(
        self, pieces: Sequence[Piece], own: Collection[str], mentioned: set[str], is_guide: bool = False
    ) -> list[Piece]:
        """Return one section's pieces with its links.

        ``own`` are the entries on whose pages the text stands: these are never linked.  The ids of
        all entries linked are added to ``mentioned``.
        """
        resolved = [
            self._by_hand(piece, own, is_guide) if isinstance(piece, Link) else piece for piece in pieces
        ]
        done = {piece.target for piece in resolved if isinstance(piece, Link)}
        mentioned |= done
        done.update(own)
        linked: list[Piece] = []
        for piece in resolved:
            if isinstance(piece, Text):
                self._by_name(piece.text, done, mentioned, linked)
            else:
                linked.append(piece)
        return self._public(linked)

    def by_hand(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Return pieces with the author's links only."""
        return self._public(
            [self._by_hand(piece, ()) if isinstance(piece, Link) else piece for piece in pieces]
        )

    def plain(self, text: str) -> str:
        """Return a short authored text as plain text, with links as their words."""
        line = plain_line(text)
        return to_plain(self.by_hand(inline_pieces(text))) if line is None else line

    def _by_hand(self, link: Link, own: Collection[str], is_guide: bool = False) -> Piece:
        target = link.target.removeprefix(f"{self._pack}:")
        words = link.words or self._titles.get(target) or self._notes.get(target, target)
        if is_guide and target in self._notes:
            return NotedLink(target.removeprefix(f"{RESERVED}:"), words)
        if target in own or target not in self._titles:
            return Text(words)
        return Link(target, words)

    def _public(self, pieces: list[Piece]) -> list[Piece]:
        """Return pieces whose links name the pack, unless it is the shipped one."""
        if self._pack == SHIPPED:
            return pieces
        return [
            Link(f"{self._pack}:{piece.target}", piece.words) if isinstance(piece, Link) else piece
            for piece in pieces
        ]

    def _by_name(self, text: str, done: set[str], mentioned: set[str], linked: list[Piece]) -> None:
        # Splitting at a group gives gap, word, gap, word, … gap: word ``at`` is parts[2 * at + 1].
        parts = _WORD.split(text)
        folded = list(map(self._folded, parts[1::2]))
        written = free = 0
        for at in self._starts(folded):
            if at < free:
                continue
            found = self._longest(parts, folded, at)
            if found is None:
                continue
            target, free = found
            if target not in done:
                done.add(target)
                mentioned.add(target)
                before = "".join(parts[written : 2 * at + 1])
                if before:
                    linked.append(Text(before))
                linked.append(Link(target, "".join(parts[2 * at + 1 : 2 * free])))
                written = 2 * free
        after = "".join(parts[written:]) if written else text
        if after:
            linked.append(Text(after))

    def _starts(self, folded: Sequence[str]) -> list[int]:
        """Return where names may start: at a word that is one, or starts one with the next word."""
        pairs = map(self._lengths.__contains__, pairwise(folded))
        found = list(compress(count(), pairs))
        if not self._single.isdisjoint(folded):
            found += compress(count(), map(self._single.__contains__, folded))
            found.sort()
        return found

    def _longest(self, parts: Sequence[str], folded: Sequence[str], at: int) -> tuple[str, int] | None:
        """Return (target, index of the word after it) for the longest name that starts at a word."""
        lengths = self._lengths.get((folded[at], folded[at + 1]), ()) if at + 1 < len(folded) else ()
        for length in (*lengths, 1):
            end = at + length
            targets = self._names.get(" ".join(folded[at:end])) if end <= len(folded) else None
            if targets and all(map(_joins, parts[2 * at + 2 : 2 * end - 1 : 2])):
                # Names with a required spelling come first.
                exact = len(targets) > 1 or _ANY_CASE not in targets
                target = targets.get(_letters("".join(parts[2 * at + 1 : 2 * end : 2]))) if exact else None
                target = target or targets.get(_ANY_CASE)
                if target is not None:
                    return target, end
        return None


def _joins(gap: str) -> bool:
    """Return whether two words parted by this are near enough to be of one name."""
    return gap == " " or _GAP.fullmatch(gap) is not None


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)
