"""The types that the whole program shares: what an entry, a card and a citation are.

Everything here is a frozen value without behaviour beyond itself.  Text that ends in
``_html`` is small, safe HTML made at compile time: paragraphs, lists, emphasis,
``<a href="attache://entry/ID">`` for links and ``<sup><a href="#note-N">N</a></sup>``
for source notes; it never carries colours or sizes.  The same name without the ending
is the plain text of the same thing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

ENTRY_LINK = "attache://entry/"
"""What a link to an entry begins with, in rendered text and on the command line."""
NOTED = "#accuracy-"
"""What a link from a guide to an accuracy note beside it begins with, before the note's id."""


class Kind(StrEnum):
    """What sort of thing an entry is about; also the folder names' singular."""

    CONCEPT = "concept"
    ORGANISATION = "organisation"
    CASE_STUDY = "case-study"


class LabelType(StrEnum):
    """Why an alternative name of an entry exists."""

    ABBREVIATION = "abbreviation"
    SPELLING = "spelling"
    SYNONYM = "synonym"
    SHORT = "short"
    PLURAL = "plural"
    FORMER = "former"
    NARROWER = "narrower"
    """A part or a kind of the thing, which the entry deals with too."""
    RELATED = "related"
    """Something else, to which the entry is the closest one."""
    MISSPELLING = "misspelling"

    @property
    def is_own(self) -> bool:
        """Whether it is a correct name of the thing itself."""
        return self not in (LabelType.NARROWER, LabelType.RELATED, LabelType.MISSPELLING)


class CardForm(StrEnum):
    """How a card asks."""

    QUESTION = "question"
    TERM = "term"
    DEFINITION = "definition"
    CLOZE = "cloze"
    CHOICE = "choice"
    TYPED = "typed"
    LIST = "list"
    EXAMPLE = "example"
    CONFUSABLE = "confusable"


class EntryRef(NamedTuple):
    """Just enough of an entry to name it and link to it."""

    id: str
    title: str
    kind: Kind


class EntryRow(NamedTuple):
    """One line of a list of entries.

    ``n`` is the entry's number within one compiled library, 1 the most important; it may
    change with every compilation, so only ``id`` is ever kept.
    """

    n: int
    id: str
    kind: Kind
    title: str
    abbreviation: str
    definition: str
