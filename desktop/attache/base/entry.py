"""An entry in full, as its page shows it, and the cards that teach it.

Separate from :mod:`attache.base.vocabulary` because no list of entries needs it: it is loaded when the
first entry is opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from attache.base.vocabulary import CardForm, EntryRef, Kind, LabelType


class AccuracySort(StrEnum):
    """In what way the documents are unreliable."""

    DIFFER = "differ"
    OUT_OF_DATE = "out of date"
    NOT_RIGHT = "not right"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


class Certainty(StrEnum):
    """How certain a correction is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    OPEN = "open"


GAP = "[…]"
"""Stands for the words that a card hides."""


class Confusion(NamedTuple):
    """The id of an entry, and of the other one that it was taken for."""

    entry: str
    other: str


@dataclass(frozen=True, slots=True)
class Label:
    """An alternative name of an entry, and what sort of name it is."""

    text: str
    type: LabelType


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source of an entry: a section of a document, or the basis of a background fact."""

    number: int
    text: str
    document: str = ""
    document_title: str = ""
    section: str = ""
    section_title: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the quiet table under an entry: its members, its year, its outcome."""

    key: str
    label: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Work:
    """A work for further reading: a treaty, an official page, a book or an article."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says of an entry's subject; ``note`` is the number of its source."""

    text: str
    html: str
    note: int


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The entries to which one entry has one relation, e.g. all that it is an example of.

    Those that a fact of the entry names already, e.g. its members, are left out.
    """

    type: str
    words: str
    entries: tuple[EntryRef, ...]


@dataclass(frozen=True, slots=True)
class AccuracyNote:
    """One point on which the documents differ, err or have aged.

    ``note`` numbers the basis among the sources of the entry it is shown with.
    """

    id: str
    title: str
    sort: AccuracySort
    certainty: Certainty
    says: str
    says_html: str
    right: str
    right_html: str
    basis: str
    note: int
    sections: tuple[tuple[str, str], ...]
    """(document id, section id) of every passage concerned."""
    documents: tuple[str, ...]
    """Short titles of the documents concerned."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to remember, as it is asked and answered.

    ``detail`` holds what the form adds: ``distractors``, ``cloze``, ``accepted``, ``items``,
    ``pair``, ``ordered``; each a list of strings, ``ordered`` a bool. ``corrects`` in it is the id of the
    accuracy note that the card is about.
    """

    id: str
    form: CardForm
    entry: str
    prompt: str
    answer: str
    why: str
    value: int
    front_html: str
    back_html: str
    sections: tuple[tuple[str, str], ...] = ()
    detail: Mapping[str, object] = field(default_factory=dict)

    def asked(self, gap: str) -> str:
        """Return the prompt with ``gap`` in place of the words that a cloze hides."""
        return with_gap(self.prompt, self.detail, gap)


def with_gap(prompt: str, detail: Mapping[str, object], gap: str) -> str:
    """Return a prompt with ``gap`` in place of the words that a cloze hides, as its ``detail`` says."""
    hidden = detail.get("cloze")
    if not isinstance(hidden, list | tuple) or not hidden:
        return prompt
    return re.sub(rf"(?<!\w){re.escape(str(hidden[0]))}(?!\w)", lambda _match: gap, prompt, count=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in full, as its page shows it."""

    ref: EntryRef
    type: str
    theme: str
    theme_title: str
    abbreviation: str
    outside: bool
    labels: tuple[Label, ...]
    definition: str
    definition_html: str
    body: str
    body_html: str
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    relations: tuple[RelationGroup, ...]
    mentioned_by: tuple[EntryRef, ...]
    sources: tuple[Source, ...]
    accuracy: tuple[AccuracyNote, ...]
    cards: tuple[Card, ...]
    read_next: tuple[Work, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The stable name of the entry."""
        return self.ref.id

    @property
    def title(self) -> str:
        """The entry's name in the field's standard form."""
        return self.ref.title

    @property
    def kind(self) -> Kind:
        """Concept, organisation or case study."""
        return self.ref.kind
