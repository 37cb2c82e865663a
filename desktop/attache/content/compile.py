"""Compiles a pack to a library file: everything that can be computed in advance is computed here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from attache.base.errors import KnownError
from attache.base.reference import COUNT_CARDS, FORMAT
from attache.base.watch import UNWATCHED, Watch
from attache.content.checking import stopping
from attache.content.collecting import nothing_collected
from attache.content.faces import Faces
from attache.content.fingerprint import fingerprint as fingerprint_of
from attache.content.library_file import new_library_file
from attache.content.links import Linker
from attache.content.lookup_tables import write_lookup
from attache.content.ordering import places
from attache.content.pack import Pack, SourceAccuracy, SourceEntry
from attache.content.pages import Page, render_page
from attache.content.reading import read_pack
from attache.content.relations import both_ends, directions
from attache.content.render import block_pieces, to_html, to_plain
from attache.content.rows import (
    Row,
    Tables,
    accuracy_section_rows,
    card_rows,
    document_rows,
    entry_row,
    map_rows,
    part_rows,
    relation_type_rows,
    section_numbers,
    section_rows,
    section_texts,
    theme_rows,
)

_BATCH = 2000
"""Entries whose rows are held before they are written."""


def build(folder: Path, target: Path, watch: Watch = UNWATCHED) -> None:
    """Compile the pack in a folder into a library file.

    Raises KnownError if there is no such folder, if the pack has problems that prevent it
    (naming the first and how many there are), or if the file cannot be written; GivenUp if ``watch``
    cancels.
    """
    to_read, to_check, to_write = watch.parts(4, 1, 8)
    with nothing_collected():
        fingerprint = fingerprint_of(folder)
        reading = read_pack(folder, to_read)
        problems = stopping(reading, to_check)
        if problems:
            first = problems[0]
            count = f" It is the first of {len(problems)} problems." if len(problems) > 1 else ""
            raise KnownError(
                f"The pack in {folder} cannot be compiled: {first.file}, line {first.line}: {first.message}",
                f"{first.advice}{count} attache check {folder} lists all there are.",
            )
        write_library(reading.pack, target, fingerprint, to_write)


def write_library(pack: Pack, target: Path, fingerprint: str = "", watch: Watch = UNWATCHED) -> None:
    """Write a parsed pack as a library file, equal packs as equal bytes; raises KnownError and GivenUp.

    Ids that name nothing are left out, so that a pack need not be perfect to be read.
    """
    with new_library_file(target) as connection, nothing_collected():
        to_compile, to_look_up = watch.parts(2, 1)
        _Compiler(pack, connection).run(fingerprint, to_compile)
        with to_look_up.statements(connection):
            write_lookup(connection)


_INTRODUCE = """
INSERT INTO introduction (place, card)
SELECT row_number() OVER (
    ORDER BY card.value, coalesce(cited.first, 1 << 30), card.entry, card.position), card.n
FROM card LEFT JOIN (SELECT card, min(section) AS first FROM card_section GROUP BY card) AS cited
    ON cited.card = card.n
"""
"""New cards come core first, then the standard ones in the order of the documents, and extra cards last."""


class _Compiler:
    """Fills the tables of one library from one pack."""

    def __init__(self, pack: Pack, connection: sqlite3.Connection) -> None:
        self._pack = pack
        self._connection = connection
        self._linker = Linker(
            sorted(pack.entries, key=lambda entry: (entry.importance, entry.id)),
            pack.id,
            {note.id: note.title for note in pack.accuracy},
        )
        self._cards: dict[str, int] = {}

    def run(self, fingerprint: str, watch: Watch) -> None:
        """Write every table."""
        pack = self._pack
        rendering, writing = watch.parts(2, 1)
        pages: dict[str, Page] = {}
        for entry in pack.entries:
            pages[entry.id] = render_page(entry, self._linker)
            rendering.report(len(pages), len(pack.entries))
        tables = self._tables(pages)
        self._many("document", document_rows(pack))
        self._many("section", section_rows(pack))
        self._many("theme", theme_rows(pack))
        self._many("relation_type", relation_type_rows(tables.directions))
        ranked = sorted(pack.entries, key=lambda entry: tables.places[entry.id].n)
        for first in range(0, len(ranked), _BATCH):
            self._entries(ranked[first : first + _BATCH], pages, tables)
            writing.report(first + _BATCH, len(ranked))
        self._sorted(map_rows(pack, tables.places))
        self._connection.execute(_INTRODUCE)
        self._connection.execute(COUNT_CARDS)
        self._accuracy(tables)
        self._guides(tables)
        self._meta(fingerprint)
        self._connection.commit()

    def _tables(self, pages: dict[str, Page]) -> Tables:
        pack = self._pack
        known = directions(pack.registries)
        relations = both_ends(pack.entries, known)
        ranks = places(pack.entries, _weights(pack.entries, pages, relations))
        notes_of: dict[str, list[tuple[int, SourceAccuracy]]] = {}
        for number, note in enumerate(pack.accuracy, 1):
            for entry in dict.fromkeys(note.entries):
                notes_of.setdefault(entry, []).append((number, note))
        return Tables(
            ranks,
            section_numbers(pack),
            section_texts(pack),
            relations,
            known,
            notes_of,
            Faces(self._linker),
            self._linker,
            pack.id,
        )

    def _entries(self, entries: Sequence[SourceEntry], pages: dict[str, Page], tables: Tables) -> None:
        found: list[tuple[str, Row]] = []
        for entry in entries:
            page = pages.pop(entry.id)
            found.append(("entry", entry_row(entry, page, tables)))
            found += part_rows(entry, page, tables)
            found += card_rows(entry, len(self._cards) + 1, self._cards, tables)
        self._sorted(found)

    def _accuracy(self, tables: Tables) -> None:
        rows: list[Row] = []
        for number, note in enumerate(self._pack.accuracy, 1):
            says, says_html = self._block(note.says, note.entries)
            right, right_html = self._block(note.right, note.entries)
            rows.append(
                (
                    number,
                    note.id,
                    note.title,
                    str(note.sort),
                    str(note.certainty),
                    self._linker.plain(note.basis),
                    says,
                    says_html,
                    right,
                    right_html,
                )
            )
        self._many("accuracy", rows)
        self._many("accuracy_section", accuracy_section_rows(self._pack.accuracy, tables.sections))

    def _guides(self, tables: Tables) -> None:
        sections = {document.id: document.sections for document in self._pack.registries.documents}
        for guide in self._pack.guides:
            text, html = self._guide_text(guide.text)
            self._many("guide", [(guide.document, guide.title, text, html)])
            titles = {
                heading: tables.sections[f"{guide.document}/{section.id}"]
                for section in sections.get(guide.document, ())
                for heading in (section.title, section.first)
            }
            for section in guide.sections:
                number = titles.get(section.title)
                if number is None:
                    continue
                self._many("guide_section", [(number, *self._guide_text(section.text))])
                entries = [tables.places[name].n for name in section.entries if name in tables.places]
                cards = [self._cards[name] for name in section.cards if name in self._cards]
                self._many("guide_entry", [(number, place, n) for place, n in enumerate(entries)])
                self._many("guide_card", [(number, place, n) for place, n in enumerate(cards)])

    def _block(self, text: str, own: Sequence[str]) -> tuple[str, str]:
        """Return a text as plain text and as linked HTML; ``own`` are the pages on which it stands."""
        pieces = self._linker.link(block_pieces(text), own, set())
        return to_plain(pieces), to_html(pieces)

    def _guide_text(self, text: str) -> tuple[str, str]:
        """Return a text of a guide in the same way, with links to the accuracy notes beside it."""
        pieces = self._linker.link(block_pieces(text), (), set(), is_guide=True)
        return to_plain(pieces), to_html(pieces)

    def _meta(self, fingerprint: str) -> None:
        pack = self._pack
        values = {
            "format": str(FORMAT),
            "pack": pack.id,
            "title": pack.title,
            "version": pack.version,
            "language": pack.language,
            "licence": pack.licence,
            "about": pack.about,
            "fingerprint": fingerprint,
            "entries": str(len(pack.entries)),
            "cards": str(len(self._cards)),
        }
        self._many("meta", sorted(values.items()))

    def _sorted(self, found: Iterable[tuple[str, Row]]) -> None:
        """Write rows of several tables, each as (table, row)."""
        rows: dict[str, list[Row]] = {}
        for table, row in found:
            rows.setdefault(table, []).append(row)
        for table in sorted(rows):
            self._many(table, rows[table])

    def _many(self, table: str, rows: Iterable[Row]) -> None:
        found = list(rows)
        if found:
            marks = ", ".join("?" * len(found[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)


def _weights(
    entries: Iterable[SourceEntry], pages: dict[str, Page], relations: dict[str, set[tuple[str, str]]]
) -> dict[str, int]:
    """Return how much hangs on each entry: links to it, its relations, its sources."""
    found = {
        entry.id: len(entry.sources) + len(relations.get(entry.id, ())) for entry in entries
    }  # fmt: skip
    for page in pages.values():
        for name in page.mentioned:
            found[name] += 1
    return found
