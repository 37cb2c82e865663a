"""The study guides: for each document an outline of its sections, and what stands in each.

Ids of documents and sections name their pack here (``pack:document``, ``pack:document/section``), as the
progress file keeps them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from attache.base.entry import AccuracyNote, Card
from attache.base.ids import qualified
from attache.base.vocabulary import NOTED, EntryRef, Kind
from attache.library.pages import accuracy_of_section, cards_of_section
from attache.library.reader import Reader
from attache.library.safe_html import safe_html

_NOTED = re.compile(rf'href="{re.escape(NOTED)}([a-z0-9-]+)"')


class OutlineSection(NamedTuple):
    """A section in the outline of its document; ``number`` counts from 1."""

    id: str
    number: int
    title: str


class Guide(NamedTuple):
    """The guide to a document: its opening text, and its outline.

    ``document`` is the id of the document without the pack, ``note`` says what is known of its origin, and
    ``accuracy_notes`` how many accuracy notes there are on it.
    """

    id: str
    document: str
    title: str
    short: str
    note: str
    accuracy_notes: int
    opening_html: str
    sections: tuple[OutlineSection, ...]


class GuideSection(NamedTuple):
    """A section of a guide: its text, the entries it feeds, its check questions, and its accuracy notes.

    The notes are those to which its text refers, in its order, and then the others on the section.
    """

    id: str
    guide: str
    html: str
    entries: tuple[EntryRef, ...]
    checks: tuple[Card, ...]
    notes: tuple[AccuracyNote, ...]


def guides(reader: Reader, pack: str) -> tuple[Guide, ...]:
    """Return the guides in the order of the documents; a document without a guide is left out."""
    outlines: dict[str, list[OutlineSection]] = {}
    for document, id_, title in reader.all(
        """SELECT s.document, s.id, s.title FROM section s JOIN guide_section g ON g.section = s.n
           ORDER BY s.document, s.position"""
    ):
        own = outlines.setdefault(document, [])
        own.append(OutlineSection(f"{pack}:{document}/{id_}", len(own) + 1, _title(title)))
    rows = reader.all(
        """SELECT d.id, d.title, d.short, d.note,
                  (SELECT count(DISTINCT a.accuracy) FROM accuracy_section a JOIN section s ON s.n = a.section
                   WHERE s.document = d.id), g.html
           FROM document d JOIN guide g ON g.document = d.id ORDER BY d.position"""
    )
    return tuple(
        Guide(f"{pack}:{id_}", id_, title, short, note, notes, safe_html(html), tuple(outlines[id_]))
        for id_, title, short, note, notes, html in rows
        if id_ in outlines
    )


def guide_section(reader: Reader, id_: str) -> GuideSection | None:
    """Return a section of a guide by its id, None if there is none; raises ValueError."""
    pack, _, path = id_.partition(":")
    document, _, section = path.partition("/")
    row = reader.one(
        """SELECT s.n, g.html FROM section s JOIN guide_section g ON g.section = s.n
           WHERE s.document = ? AND s.id = ?""",
        (document, section),
    )
    if row is None:
        return None
    n, html = row
    cited = list(dict.fromkeys(_NOTED.findall(html)))
    notes = accuracy_of_section(reader, n, cited)
    entries = reader.all(
        """SELECT e.id, e.title, e.kind FROM guide_entry g JOIN entry e ON e.n = g.entry
           WHERE g.section = ? ORDER BY g.position""",
        (n,),
    )
    return GuideSection(
        id_,
        f"{pack}:{document}",
        safe_html(html),
        tuple(EntryRef(entry, title, Kind(kind)) for entry, title, kind in entries),
        cards_of_section(reader, n),
        tuple(sorted(notes, key=lambda note: cited.index(note.id) if note.id in cited else len(cited))),
    )


def section_of_card(reader: Reader, pack: str, card: str) -> str:
    """Return the section in whose guide a card belongs, "" for none.

    That is the section that asks it as a check question, or else the first that it cites, or else the one
    of its entry.
    """
    card = qualified(card)
    found = _first(
        reader,
        pack,
        """SELECT 0 AS rank, g.section AS n FROM guide_card g JOIN card c ON c.n = g.card WHERE c.id = ?1
           UNION ALL SELECT 1 + cs.position, cs.section FROM card_section cs JOIN card c ON c.n = cs.card
               WHERE c.id = ?1""",
        card,
    )
    if found:
        return found
    row = reader.one("SELECT e.id FROM card c JOIN entry e ON e.n = c.entry WHERE c.id = ?", (card,))
    return section_of_entry(reader, pack, row[0]) if row else ""


def section_of_entry(reader: Reader, pack: str, entry: str) -> str:
    """Return the first section that lists an entry, or else the first that the entry cites, "" for none."""
    return _first(
        reader,
        pack,
        """SELECT 0 AS rank, g.section AS n FROM guide_entry g JOIN entry e ON e.n = g.entry WHERE e.id = ?1
           UNION ALL SELECT note.number, note.section FROM note JOIN entry e ON e.n = note.entry
               WHERE e.id = ?1 AND note.section IS NOT NULL""",
        qualified(entry),
    )


def _first(reader: Reader, pack: str, ranked: str, value: str) -> str:
    """Return the id of the section of a guide with the lowest rank, "" for none."""
    row = reader.one(
        f"""SELECT s.document, s.id FROM ({ranked}) r JOIN section s ON s.n = r.n
            JOIN guide_section g ON g.section = s.n ORDER BY r.rank, s.n LIMIT 1""",
        (value,),
    )
    return f"{pack}:{row[0]}/{row[1]}" if row else ""


def _title(title: str) -> str:
    """Return a section's title; the text before the first heading is the introduction."""
    return title.strip("()").capitalize() if title.startswith("(") else title
