"""A pack as it was written: what stands between the files and the library compiled from them.

Everything here is plain data with the place it came from, so that a rule can name the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from attache.base.entry import AccuracySort, Certainty, Label
from attache.base.vocabulary import CardForm, Kind
from attache.content.nodes import Table, line_at, spread_at

FOLDERS: Mapping[str, Kind] = {
    "concepts": Kind.CONCEPT,
    "organisations": Kind.ORGANISATION,
    "case-studies": Kind.CASE_STUDY,
}
"""Where the entries of each kind stand."""

ACCURACY_FOLDER = "accuracy"
GUIDES_FOLDER = "guides"
DELETED_FILE = "deleted-cards.txt"
"""The ids of cards that the pack had once, one on each line; a pack need not have it."""
TIERS: Mapping[int, str] = {1: "core", 2: "standard", 3: "extra"}
"""What the values of cards are called."""
REGISTRY_FILES = ("pack.yaml", "documents.yaml", "themes.yaml", "relations.yaml")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

ORGANISATION_TYPES = (
    "alliance",
    "arrangement",
    "bloc",
    "channel",
    "committee",
    "exercise",
    "forum",
    "grouping",
    "institute",
    "international organisation",
    "mission",
    "operation",
    "organ",
    "programme",
    "regional organisation",
    "staff",
    "treaty",
)

LIST_FIELDS = ("members", "partners", "parties")
"""The fields of an entry that list all of something by name."""
NAMING_FIELDS = (*LIST_FIELDS, "parent", "seat")
"""The fields of an entry that name other entries."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")


def section_id(title: str) -> str:
    """Return the id of a section: its title in small letters, without marks, hyphens between words."""
    spread = unicodedata.normalize("NFKD", title.translate(_APOSTROPHES))
    bare = "".join(ch for ch in spread if not unicodedata.combining(ch)).lower()
    return re.sub(r"[\W_]+", "-", bare).strip("-")


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A section of a document, by its heading; ``first`` is the part of a long one that a guide may use."""

    id: str
    title: str
    first: str = ""

    def is_headed(self, heading: str) -> bool:
        """Return whether a heading of a guide is this section's."""
        return heading in (self.title, self.first or self.title)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that the pack is drawn from; ``note`` says how far it can be trusted."""

    id: str
    title: str
    short: str
    note: str = ""
    sections: tuple[SourceSection, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class SourceTheme:
    """A subject by which entries are browsed."""

    id: str
    title: str
    about: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class SourceRelationType:
    """A type of relation and its inverse; symmetric if ``inverse`` is the same id.

    ``acyclic`` if nothing can have the relation to itself through others.  ``facts`` and
    ``inverse_facts`` are the fields of an entry that name the same entries: members, parent …
    """

    id: str
    words: str
    inverse: str
    inverse_words: str
    line: int = 1
    acyclic: bool = False
    facts: tuple[str, ...] = ()
    inverse_facts: tuple[str, ...] = ()

    @property
    def symmetric(self) -> bool:
        """Whether the relation reads the same from both ends."""
        return self.inverse == self.id


@dataclass(frozen=True, slots=True)
class Registries:
    """What the four YAML files at the pack's root declare."""

    documents: tuple[SourceDocument, ...] = ()
    themes: tuple[SourceTheme, ...] = ()
    relation_types: tuple[SourceRelationType, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceBackground:
    """A fact that no document states, and on what it rests."""

    fact: str
    basis: str


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """What a document says, and the ``document/section`` in which it says so."""

    text: str
    section: str


@dataclass(frozen=True, slots=True)
class SourceDate:
    """Something dated; ``on`` and ``until`` are a year, ``YYYY-MM`` or ``YYYY-MM-DD``."""

    on: str
    until: str
    what: str


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A card as written: blank if the form has a default."""

    id: str
    form: CardForm
    prompt: str = ""
    answer: str = ""
    why: str = ""
    value: int = 2
    sections: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    cloze: str = ""
    accepted: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    pair: tuple[str, ...] = ()
    of: str = ""
    corrects: str = ""
    """The id of the accuracy note that the card is about."""


def line_within(spread: tuple[int, ...], text: str, offset: int) -> int:
    """Return the line on which a character of a text of several lines stands."""
    first, *counts = spread
    before = len(text[:offset].split())
    # If a word has started before the character, the character belongs to that word.
    if offset and not text[offset - 1].isspace():
        before -= 1
    for number, count in enumerate(counts):
        if before < count:
            return first + number
        before -= count
    return first


@dataclass(frozen=True, slots=True)
class Written:
    """Something at a place in a file.

    ``head`` is its YAML, in which the line of a key is looked up when it is needed.  ``parts`` are the
    lines of what is outside the YAML, such as "body"; ``first_line`` is the first line of the whole.
    """

    file: str = field(default="", kw_only=True)
    head: Table | None = field(default=None, kw_only=True, repr=False)
    parts: Mapping[str, int] = field(default_factory=dict, kw_only=True)
    first_line: int = field(default=1, kw_only=True)

    def has(self, key: str) -> bool:
        """Return whether a key is written in the head, even without a value."""
        return self.head is not None and key in self.head.values

    def line(self, *path: str | int) -> int:
        """Return the line of a key, or of the nearest thing around it that has one."""
        if path and path[0] in self.parts:
            return self.parts[str(path[0])]
        return self.first_line if self.head is None else line_at(self.head, path, self.first_line)

    def spread_of(self, *path: str | int) -> tuple[int, ...]:
        """Return how a text is spread over its lines; nothing if it stands on one."""
        return () if self.head is None else spread_at(self.head, path)

    def line_of(self, passage: str, text: object, *path: str | int) -> int:
        """Return the line on which a passage of a key's text stands, or the key's if it does not."""
        spread = self.spread_of(*path)
        if not spread or not passage or not isinstance(text, str):
            return self.line(*path)
        offset = text.casefold().find(passage.casefold())
        return line_within(spread, text, offset) if offset >= 0 else self.line(*path)


@dataclass(frozen=True, slots=True)
class SourceEntry(Written):
    """One entry as written; only the fields of its own kind are ever filled."""

    id: str
    kind: Kind
    title: str
    definition: str
    theme: str
    body: str = ""
    labels: tuple[Label, ...] = ()
    importance: int = 2
    sources: tuple[str, ...] = ()
    background: tuple[SourceBackground, ...] = ()
    claims: tuple[SourceClaim, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: tuple[SourceDate, ...] = ()
    read_next: tuple[str, ...] = ()
    outside: bool = False
    cards: tuple[SourceCard, ...] = ()
    type: str = ""
    founded: str = ""
    dissolved: str = ""
    members: tuple[str, ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    """The years in which members joined, by their names."""
    partners: tuple[str, ...] = ()
    members_as_of: str = ""
    parent: str = ""
    seat: str = ""
    parties: tuple[str, ...] = ()
    period: str = ""
    place: str = ""
    done: str = ""
    outcome: str = ""
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class SourceAccuracy(Written):
    """One point on which the documents differ, err or have aged."""

    id: str
    title: str
    sort: AccuracySort
    certainty: Certainty
    basis: str
    says: str
    right: str
    sections: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceGuideSection(Written):
    """The study guide to one section, and the entries based on it; ``first_line`` is that of its heading."""

    title: str
    text: str
    entries: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceGuide(Written):
    """The study guide of one document."""

    document: str
    title: str
    text: str
    sections: tuple[SourceGuideSection, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack, parsed."""

    id: str
    title: str
    version: str = "1"
    language: str = "en-GB"
    licence: str = ""
    about: str = ""
    complete: bool = False
    registries: Registries = field(default_factory=Registries)
    entries: tuple[SourceEntry, ...] = ()
    accuracy: tuple[SourceAccuracy, ...] = ()
    guides: tuple[SourceGuide, ...] = ()
    tiers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The least and the most cards that tiers have once the pack is complete, by the names in TIERS."""
    deleted_cards: Mapping[str, int] = field(default_factory=dict)
    """The ids of cards that were deleted, with their lines in DELETED_FILE."""
