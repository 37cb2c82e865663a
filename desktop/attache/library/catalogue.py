"""What a library file says of itself: its documents and themes, and how much it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from attache.base.ids import qualified
from attache.base.vocabulary import EntryRef, Kind
from attache.library.reader import Reader

if TYPE_CHECKING:
    # Only for the type: no preview is read before the window is open.
    from attache.library.results import EntryPreview


class Section(NamedTuple):
    """A section of a document; ``id`` is unique within it."""

    id: str
    title: str


class Document(NamedTuple):
    """A document the library is drawn from; ``note`` says how far it can be trusted."""

    id: str
    title: str
    short: str
    note: str
    sections: tuple[Section, ...]


class SubjectTheme(NamedTuple):
    """A subject that entries belong to."""

    id: str
    title: str
    about: str


class LibraryCounts(NamedTuple):
    """How much a library holds."""

    entries: Mapping[Kind, int]
    cards: int
    guides: int
    accuracy_notes: int


def documents(reader: Reader) -> tuple[Document, ...]:
    """Return the documents in order, each with its sections in order."""
    sections: dict[str, list[Section]] = {}
    for document, id_, title in reader.all(
        "SELECT document, id, title FROM section ORDER BY document, position"
    ):
        sections.setdefault(document, []).append(Section(id_, title))
    rows = reader.all("SELECT id, title, short, note FROM document ORDER BY position")
    return tuple(
        Document(id_, title, short, note, tuple(sections.get(id_, ()))) for id_, title, short, note in rows
    )


def themes(reader: Reader) -> tuple[SubjectTheme, ...]:
    """Return the themes in order."""
    return tuple(
        SubjectTheme(*row) for row in reader.all("SELECT id, title, about FROM theme ORDER BY position")
    )


def counts(reader: Reader) -> LibraryCounts:
    """Count entries by kind, cards, guides and accuracy notes."""
    by_kind = dict(reader.all("SELECT kind, count(*) FROM entry GROUP BY kind"))
    cards, guides, notes = (
        (reader.one(f"SELECT count(*) FROM {table}") or (0,))[0] for table in ("card", "guide", "accuracy")
    )
    return LibraryCounts({kind: by_kind.get(kind.value, 0) for kind in Kind}, cards, guides, notes)


def preview(reader: Reader, id_: str) -> EntryPreview | None:
    """Return what a hover over a link shows, or None where no entry has the id."""
    from attache.library.results import EntryPreview

    row = reader.one(
        "SELECT id, title, kind, abbreviation, definition, type FROM entry WHERE id = ?", (qualified(id_),)
    )
    return EntryPreview(EntryRef(row[0], row[1], Kind(row[2])), *row[3:]) if row else None
