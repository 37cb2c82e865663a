"""What a look-up returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from attache.base.entry import Label
from attache.base.vocabulary import EntryRef, EntryRow


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and by what.

    ``via`` is the alternative name that matched, None if the title did or a common misspelling;
    ``snippet`` is plain text around the match and ``place`` says where on the page it stands, such as “in an
    accuracy note”; both are empty until the results are refined, and for names.  ``section`` is the id of the
    section in whose guide the match stands, if it stands in a guide.
    """

    row: EntryRow
    via: Label | None = None
    snippet: str = ""
    place: str = ""
    where: Literal["name", "text"] = "name"
    section: str = ""

    @property
    def label(self) -> str:
        """The text of the alternative name that matched, if any."""
        return self.via.text if self.via is not None else ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, and how many entries choosing it would leave.

    ``facet`` is kind, theme, document, section (its value ``document/section``) or letter.
    """

    facet: str
    value: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits for a text, and how many there are in all.

    ``exact_total`` is false while there may be more than ``total``: a key stroke does not read the
    texts once enough names are found. ``suggestions`` answer "did you mean" and are never hits.
    ``asked`` are the folded words to mark; ``pair`` are the first two hits if the text names two entries.
    ``left_out`` are the words, as typed, that the hits do not have: nothing has all words.
    """

    text: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    exact_total: bool = True
    suggestions: tuple[Hit, ...] = ()
    facets: tuple[FacetValue, ...] = ()
    asked: tuple[str, ...] = ()
    pair: tuple[EntryRow, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPreview:
    """As much of an entry as fits beside a link to it."""

    ref: EntryRef
    abbreviation: str
    definition: str
    type: str


_SHOWN = 60
"""The most characters of what was typed in a sentence about it."""


def meant_instead(typed: str) -> str:
    """Return the sentence above suggestions for what found nothing."""
    said = " ".join(typed.split())
    if len(said) > _SHOWN:
        said = f"{said[: _SHOWN - 1]}…"
    return f"No results for “{said}”. Did you mean:"


def missing(left_out: Sequence[str]) -> str:
    """Return in a sentence which words the hits do not have, "" if they have all."""
    if not left_out:
        return ""
    return f"No entry has all these words. Left out: {', '.join(f'“{word}”' for word in left_out)}."
