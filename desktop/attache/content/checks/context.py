"""What the rules ask about a pack, computed once for all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from attache.base.text import fold
from attache.base.vocabulary import LabelType
from attache.content.checks.known_ids import KnownIds
from attache.content.faces import answer_of, prompt_of
from attache.content.links import Linker
from attache.content.pack import (
    ACCURACY_FOLDER,
    FOLDERS,
    LIST_FIELDS,
    Pack,
    SourceCard,
    SourceEntry,
    Written,
    line_within,
)
from attache.content.problems import Finding
from attache.content.relations import Direction, both_ends, directions
from attache.content.render import inline_pieces

MOST_NAMESAKES = 8
"""The most entries of one name to compare: comparing all would take quadratic time."""

_INSTANCE = ("example-of", "kind-of")
"""The relation types by which one entry is an instance of another."""

_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=[^\W\d_])")
_JOINT = "\ue001"
"""Stands for a hyphen before a capital letter, which makes a longer name: "NATO-Plus"."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")


@dataclass(slots=True)
class PlacedText:
    """An authored text and its place; ``notes`` is how many numbered notes it may refer to.

    There are many texts and few problems, so a line number is looked up only when it is needed.
    """

    source: Written
    path: tuple[str | int, ...]
    text: str
    block: bool = False
    notes: int = 0

    @property
    def file(self) -> str:
        """The file that contains it."""
        return self.source.file

    @property
    def line(self) -> int:
        """The line where it starts."""
        return self.source.line(*self.path)

    def line_at(self, offset: int) -> int:
        """Return the line on which a character stands."""
        if self.block:
            return self.line + self.text.count("\n", 0, offset)
        spread = self.source.spread_of(*self.path)
        return line_within(spread, self.text, offset) if spread else self.line


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

    def finding(self, key: str, message: str, advice: str, passage: str = "") -> Finding:
        """Return a finding about one of the card's keys, on the line of a passage in it if one is given."""
        line = self.entry.line_of(passage, getattr(self.card, key, ""), "cards", self.index, key)
        return Finding(self.entry.file, line, f"Card {self.card.id}: {message}", advice)


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A title (``type`` None), or the label with this index, and its place."""

    entry: SourceEntry
    text: str
    type: LabelType | None = None
    index: int = 0

    @property
    def line(self) -> int:
        """The line where it is written."""
        return self.entry.line("title") if self.type is None else self.entry.line("labels", self.index)

    @property
    def exact(self) -> bool:
        """Whether only its own letters count as this name, as with abbreviations."""
        return self.type is LabelType.ABBREVIATION or self.text.isupper()

    def stands_in(self, text: str) -> bool:
        """Return whether a plain text contains the name as a whole phrase."""
        return holds(self.text, text, self.exact)


def holds(phrase: str, text: str, exact: bool = False) -> bool:
    """Return whether a plain text contains a phrase as whole words, and not within a longer name.

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
    """Return whether a text with joints contains folded words, and not before a joint."""
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
        yield PlacedName(entry, entry.title)
    for index, label in enumerate(entry.labels):
        if label.text:
            yield PlacedName(entry, label.text, label.type, index)


def _texts_of(entry: SourceEntry) -> Iterator[PlacedText]:
    notes = len(entry.sources) + len(entry.background)

    def placed(text: str, *path: str | int) -> PlacedText:
        return PlacedText(entry, path, text, notes=notes)

    yield placed(entry.definition, "definition")
    yield PlacedText(entry, ("body",), entry.body, block=True, notes=notes)
    for index, background in enumerate(entry.background):
        yield placed(background.fact, "background", index, "fact")
        yield placed(background.basis, "background", index, "basis")
    for index, claim in enumerate(entry.claims):
        yield placed(claim.text, "claims", index, "text")
    for index, date in enumerate(entry.dates):
        yield placed(date.what, "dates", index, "what")
    for index, text in enumerate(entry.read_next):
        # A mark of a source would be lost there.
        yield PlacedText(entry, ("read-next", index), text)
    for key in LIST_FIELDS:
        for index, text in enumerate(getattr(entry, key)):
            yield placed(text, key, index)
    for key in ("parent", "seat", "period", "place", "done", "outcome", "lesson"):
        yield placed(getattr(entry, key), key)


def _card_texts(placed: PlacedCard) -> Iterator[PlacedText]:
    card, entry, index = placed.card, placed.entry, placed.index
    for key in ("prompt", "answer", "why"):
        yield PlacedText(entry, ("cards", index, key), getattr(card, key))
    for key in ("distractors", "accepted", "items"):
        for number, text in enumerate(getattr(card, key)):
            yield PlacedText(entry, ("cards", index, key, number), text)


class Context:
    """A pack and its indexes, each computed when a rule first needs it.

    ``broken`` are the files that could not be read.
    """

    def __init__(self, pack: Pack, broken: frozenset[str] = frozenset()) -> None:
        self.pack = pack
        self.broken = broken
        self._plain: dict[str, str] = {}

    @cached_property
    def entries(self) -> dict[str, SourceEntry]:
        """Every entry by its id."""
        return {entry.id: entry for entry in self.pack.entries}

    @cached_property
    def entry_ids(self) -> KnownIds:
        """The ids of all entries, including those that could not be read."""
        return KnownIds(sorted({*self.entries, *self._lost(FOLDERS)}))

    @cached_property
    def note_ids(self) -> KnownIds:
        """The ids of all accuracy notes, including those that could not be read."""
        return KnownIds(sorted({*(note.id for note in self.pack.accuracy), *self._lost((ACCURACY_FOLDER,))}))

    def _lost(self, folders: Collection[str]) -> set[str]:
        """Return the ids of the files of some folders that could not be read."""
        parts = (file.rsplit("/", 1) for file in self.broken if file.split("/", 1)[0] in folders)
        return {name.removesuffix(".md") for _, name in parts}

    @cached_property
    def cards(self) -> tuple[PlacedCard, ...]:
        """Every card that has an id."""
        return tuple(
            PlacedCard(entry, index, card)
            for entry in self.pack.entries
            for index, card in enumerate(entry.cards)
            if card.id
        )

    @cached_property
    def sections(self) -> KnownIds:
        """Every section as "document/section"."""
        return KnownIds(
            f"{document.id}/{section.id}"
            for document in self.pack.registries.documents
            for section in document.sections
        )

    @cached_property
    def directions(self) -> dict[str, Direction]:
        """Every relation type and every inverse by its id."""
        return directions(self.pack.registries)

    @cached_property
    def relations(self) -> dict[str, set[tuple[str, str]]]:
        """The relations of each entry, seen from it."""
        return both_ends(self.pack.entries, self.directions)

    @cached_property
    def wholes(self) -> dict[str, frozenset[str]]:
        """For each entry that is an instance of others, those that it is directly an example or kind of."""
        return {
            name: frozenset(found)
            for name, related in self.relations.items()
            if (found := [other for kind, other in related if kind in _INSTANCE])
        }

    @cached_property
    def named(self) -> dict[str, list[PlacedName]]:
        """Folded name → the names that fold to it."""
        found: dict[str, list[PlacedName]] = {}
        for entry in self.pack.entries:
            for name in names_of(entry):
                found.setdefault(fold(name.text), []).append(name)
        return found

    @cached_property
    def _titles(self) -> dict[str, SourceEntry]:
        """The first entry of each folded title."""
        return {fold(entry.title): entry for entry in reversed(self.pack.entries) if entry.title}

    @cached_property
    def _linker(self) -> Linker:
        notes = {note.id: note.title for note in self.pack.accuracy}
        return Linker(self.pack.entries, self.pack.id, notes)

    def readable(self, file: str) -> bool:
        """Return whether a registry was read, so that what it does not list is truly unknown."""
        return file not in self.broken

    def all_entries_known(self) -> bool:
        """Return whether every entry could be read, so that a title that none has is not a title."""
        return len(self.entry_ids) == len(self.entries)

    def plain(self, text: str) -> str:
        """Return a short authored text as plain text."""
        found = self._plain.get(text)
        if found is None:
            found = self._plain[text] = self._linker.plain(text)
        return found

    def linked(self, text: str, entry: SourceEntry) -> set[str]:
        """Return the ids of the entries that a text on an entry's page links to."""
        found: set[str] = set()
        self._linker.link(inline_pieces(text), (entry.id,), found)
        return found

    def titled(self, text: str) -> SourceEntry | None:
        """Return the entry whose title an answer is, None if it is none."""
        return self._titles.get(fold(self.plain(text)))

    def meant(self, text: str) -> tuple[SourceEntry, ...]:
        """Return the entries that an answer names, with or without an article or something in brackets.

        Of a name that many entries share, at most MOST_NAMESAKES are returned.
        """
        plain = self.plain(text)
        ways = dict.fromkeys((fold(plain), fold(bare(plain))))
        names = (name for way in ways for name in self.named.get(way, ())[:MOST_NAMESAKES])
        # Other labels only help to find their entry; they may be right names of something else.
        found = {name.entry.id: name.entry for name in names if name.type is None or name.type.is_own}
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
            yield PlacedText(note, ("basis",), note.basis)
            yield PlacedText(note, ("says",), note.says, block=True)
            yield PlacedText(note, ("right",), note.right, block=True)
        for guide in self.pack.guides:
            yield PlacedText(guide, ("body",), guide.text, block=True)
            for section in guide.sections:
                yield PlacedText(section, ("text",), section.text, block=True)
