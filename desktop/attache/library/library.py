"""The only interface to a library file: search, browse, read.

Ids come in bare or with their pack, and go out with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from attache.base.vocabulary import EntryRow
from attache.library.filters import NO_FILTERS, Filters
from attache.library.reader import Reader
from attache.library.recognition import faults_in

if TYPE_CHECKING:
    # What searches, browses and reads entries is imported where it is used: the window opens without it.
    from attache.base.entry import Card, Confusion, Entry
    from attache.base.subject import Subject
    from attache.library import catalogue
    from attache.library.atlas import Atlas, Neighbour
    from attache.library.browse import Alphabet, Browse
    from attache.library.comparing import Comparison
    from attache.library.facets import Facets
    from attache.library.guides import Guide, GuideSection
    from attache.library.results import EntryPreview, FacetValue, Results
    from attache.library.searching import FirstHits, Search
    from attache.library.timeline import Event


class Library:
    """One open library file, for the thread that opened it; closes with ``close`` or ``with``."""

    def __init__(self, reader: Reader) -> None:
        """Read what the file says of itself; everything else is read when it is first asked for."""
        self._reader = reader
        about = dict(reader.all("SELECT key, value FROM meta"))
        self.path = reader.path
        self.pack: str = about.get("pack", "")
        self.title: str = about.get("title", "")
        self.about: str = about.get("about", "")
        self.version: str = about.get("version", "")
        self.licence: str = about.get("licence", "")
        self.fingerprint: str = about.get("fingerprint", "")
        # Counted when the library was compiled: counting again would take time that grows with it.
        self.entry_count = int(about.get("entries", "0"))
        self.card_count = int(about.get("cards", "0"))

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open a library file; KnownError if it is missing, damaged, foreign or of another format."""
        reader = Reader(path)
        try:
            return cls(reader)
        except BaseException:
            reader.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def __enter__(self) -> Self:
        """Return the library, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the library."""
        self.close()

    def warm(self) -> None:
        """Load what the first key stroke and the first suggestion need; called when there is time."""
        # loaded here and not above: it takes longer than the window may take to open
        import rapidfuzz.distance  # noqa: F401

        self.search("a")
        self.browse()

    def search(self, text: str, filters: Filters = NO_FILTERS, limit: int = 50) -> Results:
        """Look up any text; nothing is found for a text without a letter or digit."""
        return self._search.look_up(text, filters, limit)

    def first_hits(self, text: str, filters: Filters = NO_FILTERS, limit: int = 50) -> FirstHits:
        """Return the best hits by name, which are found fastest; ``complete`` finds the rest."""
        return self._search.first_hits(text, filters, limit)

    def complete(self, first: FirstHits, limit: int = 50) -> Results:
        """Return the same as ``search`` for a text and filters whose first hits are known."""
        return self._search.complete(first, limit)

    def browse(self, filters: Filters = NO_FILTERS) -> Browse:
        """Return the entries that pass the filters in alphabetical order."""
        return self._alphabet.browse(self._facets, filters)

    def facets(self, filters: Filters = NO_FILTERS) -> tuple[FacetValue, ...]:
        """Count what choosing each value of each facet would leave, the other facets' filters given."""
        return self._facets.counts(filters)

    def rows(self, ns: Sequence[int]) -> list[EntryRow]:
        """Return entries by number, in the given order, unknown ones left out."""
        from attache.library.rows import rows_of

        return rows_of(self._reader, ns)

    def row(self, id_: str) -> EntryRow | None:
        """Return one entry's row by its id."""
        from attache.library.rows import rows_by_id

        return next(iter(rows_by_id(self._reader, [id_])), None)

    def row_named(self, name: str) -> EntryRow | None:
        """Return the row of the entry that a name belongs to, or None."""
        from attache.library.rows import row_named

        return row_named(self._reader, name)

    def rows_by_id(self, ids: Iterable[str]) -> list[EntryRow]:
        """Return entries by id, in the given order, unknown ones left out."""
        from attache.library.rows import rows_by_id

        return rows_by_id(self._reader, list(ids))

    def entry(self, id_: str) -> Entry:
        """Return one entry in full; raises UnknownEntry."""
        from attache.library.pages import entry_page

        with faults_in(self.path):
            return entry_page(self._reader, id_)

    def compare(self, first: str, second: str) -> Comparison:
        """Return two entries by id with what tells them apart; raises UnknownEntry."""
        from attache.library.comparing import compare

        return compare(self.entry(first), self.entry(second))

    def card(self, id_: str) -> Card | None:
        """Return one card, or None if no card has the id."""
        from attache.library.pages import card_of

        with faults_in(self.path):
            return card_of(self._reader, id_)

    def cards(self, ids: Sequence[str]) -> Mapping[str, Card]:
        """Return cards by id, unknown ones left out."""
        from attache.library.subjects import cards_by_id

        with faults_in(self.path):
            return cards_by_id(self._reader, ids)

    def subjects(self, entries: Sequence[str]) -> Mapping[str, Subject]:
        """Return some entries by id, and the most important others, as quiz questions are made from them."""
        from attache.library.subjects import subjects

        with faults_in(self.path):
            return subjects(self._reader, entries)

    def confusion(self, answer: str, given: str) -> Confusion | None:
        """Return the entry whose name is right and the other one whose name was given, None for no names."""
        from attache.library.confusing import confusion

        return confusion(self._reader, answer, given)

    def telling_card(self, card: Card, confusion: Confusion) -> Card:
        """Return what asks to tell two entries apart: a card that does so, or a definition and both names."""
        from attache.library.confusing import telling_card

        return telling_card(self._reader, card, confusion)

    def preview(self, id_: str) -> EntryPreview | None:
        """Return what a hover over a link to an entry shows."""
        from attache.library import catalogue

        return catalogue.preview(self._reader, id_)

    def timeline(self) -> tuple[Event, ...]:
        """Return all that entries date, in order of time."""
        return self._timeline

    def is_dated(self, id_: str) -> bool:
        """Return whether the timeline holds something of an entry."""
        from attache.library.timeline import is_dated

        return is_dated(self._reader, id_)

    def related(self, id_: str) -> frozenset[int]:
        """Return the numbers of the entries that an entry has a relation to."""
        from attache.library.timeline import related

        return related(self._reader, id_)

    def atlas(self) -> Atlas:
        """Return the map."""
        return self._atlas

    def neighbours(self, id_: str) -> tuple[Neighbour, ...]:
        """Return the entries to which an entry is related, and how."""
        from attache.library.atlas import neighbours

        return neighbours(self._reader, id_)

    def documents(self) -> tuple[catalogue.Document, ...]:
        """Return the documents that the library is drawn from, with their sections."""
        return self._documents

    def themes(self) -> tuple[catalogue.SubjectTheme, ...]:
        """Return the subjects that entries belong to."""
        from attache.library import catalogue

        return catalogue.themes(self._reader)

    def guides(self) -> tuple[Guide, ...]:
        """Return the study guides of the documents, each with its outline."""
        return self._guides

    def guide_section(self, id_: str) -> GuideSection | None:
        """Return a section of a guide by its id (``pack:document/section``), or None."""
        from attache.library.guides import guide_section

        with faults_in(self.path):
            return guide_section(self._reader, id_)

    def holds(self, id_: str) -> bool:
        """Return whether an entry or a section of a guide has this id."""
        return self.row(id_) is not None or self.guide_section(id_) is not None

    def section_of_card(self, card: str) -> str:
        """Return the id of the section in whose guide a card belongs, "" for none."""
        from attache.library.guides import section_of_card

        return section_of_card(self._reader, self.pack, card)

    def section_of_entry(self, entry: str) -> str:
        """Return the id of the section in whose guide an entry belongs, "" for none."""
        from attache.library.guides import section_of_entry

        return section_of_entry(self._reader, self.pack, entry)

    def accuracy_note_count(self) -> int:
        """Return how many accuracy notes there are."""
        return int(self._reader.all("SELECT count(*) FROM accuracy")[0][0])

    @cached_property
    def _guides(self) -> tuple[Guide, ...]:
        """The guides, read once."""
        from attache.library.guides import guides

        with faults_in(self.path):
            return guides(self._reader, self.pack)

    @cached_property
    def _documents(self) -> tuple[catalogue.Document, ...]:
        """The documents, read once."""
        from attache.library import catalogue

        return catalogue.documents(self._reader)

    @cached_property
    def _timeline(self) -> tuple[Event, ...]:
        """The timeline, read once."""
        from attache.library.timeline import events

        return events(self._reader)

    @cached_property
    def _atlas(self) -> Atlas:
        """The map, read once."""
        from attache.library.atlas import atlas

        return atlas(self._reader)

    @cached_property
    def _facets(self) -> Facets:
        """The facets' sets, read once."""
        from attache.library.facets import Facets

        return Facets(self._reader, self.entry_count)

    @cached_property
    def _alphabet(self) -> Alphabet:
        """The alphabetical order, read once."""
        from attache.library.browse import Alphabet

        return Alphabet(self._reader, self.entry_count)

    @cached_property
    def _search(self) -> Search:
        """What looks texts up."""
        from attache.library.searching import Search

        return Search(self._reader, self._facets, self.entry_count)
