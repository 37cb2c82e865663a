"""What the rules ask about a pack, worked out once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from attache.base.text import fold
from attache.base.vocabulary import LabelType
from attache.content.faces import answer_of, prompt_of
from attache.content.links import Linker
from attache.content.pack import FOLDERS, Pack, SourceCard, SourceEntry, line_within
from attache.content.problems import Finding
from attache.content.relations import Direction, both_ends, directions

_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=[^\W\d_])")
_JOINT = "\ue001"
"""Stands for a hyphen before a capital letter, which makes a longer name: "NATO-Plus"."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """An authored text and where it stands; ``notes`` is how many numbered notes it may mark."""

    file: str
    line: int
    text: str
    block: bool = False
    notes: int = 0
    spread: tuple[int, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the line on which a character stands."""
        if self.block:
            return self.line + self.text.count("\n", 0, offset)
        return line_within(self.spread, self.text, offset) if self.spread else self.line


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card, the entry that holds it, and its place there."""

    entry: SourceEntry
    index: int
    card: SourceCard

    @property
    def prompt(self) -> str:
        """The prompt as authored, or the form's default."""
        return prompt_of(self.entry, self.card)

    @property
    def answer(self) -> str:
        """The answer as authored, or the form's default."""
        return answer_of(self.entry, self.card)

    def line(self, *path: str | int) -> int:
        """Return the line of one of the card's keys, or of the card."""
        return self.entry.line("cards", self.index, *path)

    def finding(self, key: str, message: str, mend: str, passage: str = "") -> Finding:
        """Return a finding about one of the card's keys, on the line of a passage in it where given."""
        line = self.entry.line_of(passage, getattr(self.card, key, ""), "cards", self.index, key)
        return Finding(self.entry.file, line, f"Card {self.card.id}: {message}", mend)


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A title (``type`` None) or label, and where it stands."""

    entry: SourceEntry
    text: str
    type: LabelType | None
    line: int

    @property
    def exact(self) -> bool:
        """Whether only its own letters count as this name, as with abbreviations."""
        return self.type is LabelType.ABBREVIATION or self.text.isupper()

    def stands_in(self, text: str) -> bool:
        """Return whether the name stands in a plain text as a whole phrase."""
        return holds(self.text, text, self.exact)


def holds(phrase: str, text: str, exact: bool = False) -> bool:
    """Return whether a phrase stands in a plain text as whole words, and not within a longer name.

    Folded unless ``exact``; a possessive ending counts, and points within an abbreviation do not.
    """
    text = _with_joints(text)
    if exact:
        wanted, text = _with_joints(_undotted(phrase)), _undotted(text)
        # Most names are nowhere near: no pattern is made for them.
        return wanted in text and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w|{_JOINT})", text) is not None
    wanted = fold(phrase)
    return bool(wanted) and any(_stands_in(wanted, way) for way in (text, _POSSESSIVE.sub("", text)))


def _stands_in(wanted: str, text: str) -> bool:
    """Return whether folded words stand in a text with joints, and not before a joint."""
    parts = text.split(_JOINT)
    if len(parts) == 1:
        return f" {wanted} " in f" {fold(text)} "
    folded = f" {_JOINT} ".join(map(fold, parts))
    pattern = f" {f' (?:{_JOINT} )?'.join(map(re.escape, wanted.split()))} (?!{_JOINT})"
    return re.search(pattern, f" {folded} ") is not None


def _undotted(text: str) -> str:
    """Return a text with "U.S." written "US"."""
    return _DOTTED.sub(lambda found: found.group().replace(".", ""), text)


def _with_joints(text: str) -> str:
    return _HYPHEN.sub(lambda found: _JOINT if text[found.end()].isupper() else found.group(), text)


def bare(text: str) -> str:
    """Return a plain answer without its article and without what it adds in brackets."""
    return _ARTICLE.sub("", _BRACKETED.sub("", text).strip())


def names_of(entry: SourceEntry) -> Iterator[PlacedName]:
    """Yield an entry's title and labels, blank ones left out."""
    if entry.title:
        yield PlacedName(entry, entry.title, None, entry.line("title"))
    for index, label in enumerate(entry.labels):
        if label.text:
            yield PlacedName(entry, label.text, label.type, entry.line("labels", index))


def _texts_of(entry: SourceEntry) -> Iterator[PlacedText]:
    notes = len(entry.sources) + len(entry.background)

    def placed(text: str, *path: str | int) -> PlacedText:
        return PlacedText(entry.file, entry.line(*path), text, notes=notes, spread=entry.spread_of(*path))

    yield placed(entry.definition, "definition")
    yield PlacedText(entry.file, entry.line("body"), entry.body, block=True, notes=notes)
    for index, background in enumerate(entry.background):
        yield placed(background.fact, "background", index, "fact")
        yield placed(background.basis, "background", index, "basis")
    for index, claim in enumerate(entry.claims):
        yield placed(claim.text, "claims", index, "text")
    for index, date in enumerate(entry.dates):
        yield placed(date.what, "dates", index, "what")
    for key in ("members", "partners", "parties"):
        for index, text in enumerate(getattr(entry, key)):
            yield placed(text, key, index)
    for key in ("parent", "seat", "period", "place", "done", "outcome", "lesson"):
        yield placed(getattr(entry, key), key)


def _card_texts(placed: PlacedCard) -> Iterator[PlacedText]:
    card, file = placed.card, placed.entry.file
    for key in ("prompt", "answer", "why"):
        spread = placed.entry.spread_of("cards", placed.index, key)
        yield PlacedText(file, placed.line(key), getattr(card, key), spread=spread)
    for key in ("distractors", "accepted", "items"):
        for index, text in enumerate(getattr(card, key)):
            yield PlacedText(file, placed.line(key, index), text)


@dataclass(frozen=True, slots=True)
class Context:
    """A pack and its indexes; ``broken`` are the files that could not be read."""

    pack: Pack
    broken: frozenset[str] = frozenset()
    entries: dict[str, SourceEntry] = field(init=False)
    entry_ids: dict[str, None] = field(init=False)
    cards: tuple[PlacedCard, ...] = field(init=False)
    sections: dict[str, str] = field(init=False)
    directions: dict[str, Direction] = field(init=False)
    relations: dict[str, set[tuple[str, str]]] = field(init=False)
    named: dict[str, tuple[PlacedName, ...]] = field(init=False)
    linker: Linker = field(init=False)

    def __post_init__(self) -> None:
        """Work out the indexes."""
        pack, put = self.pack, object.__setattr__
        put(self, "entries", {entry.id: entry for entry in pack.entries})
        lost = {
            file.rsplit("/", 1)[1].removesuffix(".md")
            for file in self.broken
            if file.split("/", 1)[0] in FOLDERS
        }
        put(self, "entry_ids", dict.fromkeys(sorted({*self.entries, *lost})))
        put(
            self,
            "cards",
            tuple(
                PlacedCard(entry, index, card)
                for entry in pack.entries
                for index, card in enumerate(entry.cards)
                if card.id
            ),
        )
        sections = {
            f"{document.id}/{section.id}": section.title
            for document in pack.registries.documents
            for section in document.sections
        }
        put(self, "sections", sections)
        put(self, "directions", directions(pack.registries))
        put(self, "relations", both_ends(pack.entries, self.directions))
        named: dict[str, tuple[PlacedName, ...]] = {}
        for entry in pack.entries:
            for name in names_of(entry):
                folded = fold(name.text)
                named[folded] = (*named.get(folded, ()), name)
        put(self, "named", named)
        put(self, "linker", Linker(pack.entries))

    def readable(self, file: str) -> bool:
        """Return whether a registry was read, so that what it does not list is truly unknown."""
        return file not in self.broken

    def all_entries_known(self) -> bool:
        """Return whether every entry could be read, so that a title that none has is no title."""
        return len(self.entry_ids) == len(self.entries)

    def plain(self, text: str) -> str:
        """Return a short authored text as plain text."""
        return self.linker.plain(text)

    def titled(self, text: str) -> SourceEntry | None:
        """Return the entry whose title an answer is, None if it is none."""
        names = self.named.get(fold(self.plain(text)), ())
        return next((name.entry for name in names if name.type is None), None)

    def meant(self, text: str) -> tuple[SourceEntry, ...]:
        """Return the entries that an answer names, be it with an article or something in brackets."""
        plain = self.plain(text)
        ways = dict.fromkeys((fold(plain), fold(bare(plain))))
        names = (name for way in ways for name in self.named.get(way, ()))
        # A misspelling only helps to find its entry; it may be the right name of something else.
        found = {name.entry.id: name.entry for name in names if name.type is not LabelType.MISSPELLING}
        return tuple(found.values())

    def texts(self) -> Iterator[PlacedText]:
        """Yield every authored text of the pack that is drawn, blank ones left out."""
        return (text for text in self._all_texts() if text.text)

    def _all_texts(self) -> Iterator[PlacedText]:
        for entry in self.pack.entries:
            yield from _texts_of(entry)
        for card in self.cards:
            yield from _card_texts(card)
        for note in self.pack.accuracy:
            yield PlacedText(note.file, note.line("basis"), note.basis)
            yield PlacedText(note.file, note.line("says"), note.says, block=True)
            yield PlacedText(note.file, note.line("right"), note.right, block=True)
        for guide in self.pack.guides:
            yield PlacedText(guide.file, guide.line("body"), guide.text, block=True)
            for section in guide.sections:
                yield PlacedText(guide.file, section.text_line, section.text, block=True)
