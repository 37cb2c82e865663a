"""What a library file says of itself: its documents and themes, and how much it holds."""

from __future__ import annotations

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


def preview(reader: Reader, id_: str) -> EntryPreview | None:
    """Return what a hover over a link shows, or None if no entry has the id."""
    from attache.library.results import EntryPreview

    row = reader.one(
        "SELECT id, title, kind, abbreviation, definition, type FROM entry WHERE id = ?", (qualified(id_),)
    )
    return EntryPreview(EntryRef(row[0], row[1], Kind(row[2])), *row[3:]) if row else None
