"""The rows of a library's tables, made from a pack's entries and what was computed about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attache.base.vocabulary import CardForm, LabelType
from attache.content.faces import Faces, answer_of, prompt_of
from attache.content.links import Linker
from attache.content.map_layout import lay_out, map_name
from attache.content.ordering import Place
from attache.content.pack import Pack, SourceAccuracy, SourceCard, SourceEntry
from attache.content.pages import Page, own_fields
from attache.content.relations import Direction

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the rows of every entry are made from: all maps are by id, sections by "document/section"."""

    places: Mapping[str, Place]
    sections: Mapping[str, int]
    section_texts: Mapping[str, str]
    relations: Mapping[str, set[tuple[str, str]]]
    directions: Mapping[str, Direction]
    notes_of: Mapping[str, Sequence[tuple[int, SourceAccuracy]]]
    """For each entry the accuracy notes shown on it, with their numbers."""
    faces: Faces
    linker: Linker
    pack: str
    """The pack's id, the prefix of the id of each entry and card."""


def section_numbers(pack: Pack) -> dict[str, int]:
    """Return the number of every section, from 1 in the order of the documents."""
    found: dict[str, int] = {}
    for document in pack.registries.documents:
        for section in document.sections:
            found.setdefault(f"{document.id}/{section.id}", len(found) + 1)
    return found


def section_texts(pack: Pack) -> dict[str, str]:
    """Return how each section is cited in a note."""
    return {
        f"{document.id}/{section.id}": f"{document.title}, “{section.title}”"
        for document in pack.registries.documents
        for section in document.sections
    }


def document_rows(pack: Pack) -> Iterator[Row]:
    """Yield rows of ``document``."""
    for position, document in enumerate(pack.registries.documents):
        yield position, document.id, document.title, document.short, document.note


def section_rows(pack: Pack) -> Iterator[Row]:
    """Yield rows of ``section``."""
    numbers = section_numbers(pack)
    for document in pack.registries.documents:
        for position, section in enumerate(document.sections):
            number = numbers[f"{document.id}/{section.id}"]
            yield number, document.id, position, section.id, section.title


def theme_rows(pack: Pack) -> Iterator[Row]:
    """Yield rows of ``theme``."""
    for position, theme in enumerate(pack.registries.themes):
        yield position, theme.id, theme.title, theme.about


def map_rows(pack: Pack, places: Mapping[str, Place]) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) of the map: the territory of each theme, and the spot of each entry."""
    members: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for entry in sorted(pack.entries, key=lambda entry: places[entry.id].n):
        members.setdefault(entry.theme, []).append(entry.id)
        names[entry.id] = map_name(entry)
    layout = lay_out(members, names)
    for theme in pack.registries.themes:
        if theme.id in layout.territories:
            yield "territory", (theme.id, *layout.territories[theme.id])
    for id_, spot in layout.spots.items():
        yield "spot", (places[id_].n, *spot, names[id_])


def relation_type_rows(known: Mapping[str, Direction]) -> Iterator[Row]:
    """Yield rows of ``relation_type``, each type followed by its inverse."""
    for position, way in enumerate(known.values()):
        yield position, way.id, way.words


def abbreviation_of(entry: SourceEntry) -> str:
    """Return an entry's first abbreviation, blank if it has none."""
    return next((label.text for label in entry.labels if label.type is LabelType.ABBREVIATION), "")


def entry_row(entry: SourceEntry, page: Page, tables: Tables) -> Row:
    """Return the row of ``entry``."""
    place = tables.places[entry.id]
    return (
        place.n,
        f"{tables.pack}:{entry.id}",
        str(entry.kind),
        entry.type,
        entry.theme,
        entry.title,
        abbreviation_of(entry),
        place.letter,
        place.position,
        int(entry.outside),
        page.definition,
        page.definition_html,
        page.body,
        page.body_html,
        _json(own_fields(entry)),
    )


def part_rows(entry: SourceEntry, page: Page, tables: Tables) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) for all that hangs on an entry but its cards."""
    n = tables.places[entry.id].n
    for position, label in enumerate(entry.labels):
        yield "label", (n, position, label.text, str(label.type))
    for position, fact in enumerate(page.facts):
        yield "fact", (n, position, fact.key, fact.label, fact.text, fact.html)
    for position, date in enumerate(entry.dates):
        yield "event", (n, position, date.on, date.until, tables.linker.plain(date.what))
    for position, work in enumerate(page.read_next):
        yield "work", (n, position, work.text, work.html)
    for position, claim in enumerate(page.claims):
        yield "claim", (n, position, claim.text, claim.html, claim.note)
    for position, (kind, target, listed) in enumerate(_relations(entry, page, tables)):
        yield "relation", (n, position, kind, target, listed)
    for target in sorted(tables.places[name].n for name in page.mentioned):
        yield "mention", (target, n)
    yield from _note_rows(entry, n, tables)


def _relations(entry: SourceEntry, page: Page, tables: Tables) -> list[tuple[str, int, bool]]:
    """Return an entry's relations by type in their order, and within one the most important first.

    The last of the three values is False for what a fact of the page names already.
    """
    order = {name: position for position, name in enumerate(tables.directions)}
    found = [
        (order[kind], kind, tables.places[other].n, not _in_fact(other, tables.directions[kind], page))
        for kind, other in tables.relations.get(entry.id, ())
        if other in tables.places
    ]
    return [(kind, n, listed) for _, kind, n, listed in sorted(found)]


def _in_fact(other: str, way: Direction, page: Page) -> bool:
    """Return whether one of the facts that go with a relation names an entry."""
    return any(other in page.named.get(fact, ()) for fact in way.facts)


def _note_rows(entry: SourceEntry, n: int, tables: Tables) -> Iterator[tuple[str, Row]]:
    number = 0
    for source in entry.sources:
        number += 1
        yield "note", (n, number, tables.sections.get(source), tables.section_texts.get(source, source))
    for background in entry.background:
        number += 1
        yield "note", (n, number, None, tables.linker.plain(background.basis))
    for position, (accuracy, note) in enumerate(tables.notes_of.get(entry.id, ())):
        number += 1
        yield "note", (n, number, None, tables.linker.plain(note.basis))
        yield "accuracy_entry", (n, position, accuracy, number)


def card_rows(
    entry: SourceEntry, first: int, numbers: dict[str, int], tables: Tables
) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) of an entry's cards, numbered from ``first``; their ids go into ``numbers``."""
    n = tables.places[entry.id].n
    plain = tables.linker.plain
    for position, card in enumerate(entry.cards):
        number = first + position
        numbers[card.id] = number
        yield (
            "card",
            (
                number,
                f"{tables.pack}:{card.id}",
                n,
                position,
                str(card.form),
                plain(prompt_of(entry, card)),
                plain(answer_of(entry, card)),
                plain(card.why),
                card.value,
                _json(_detail(entry, card, tables)),
                tables.faces.front(entry, card),
                tables.faces.back(entry, card),
            ),
        )
        cited = dict.fromkeys(card.sections or entry.sources)
        known = [tables.sections[section] for section in cited if section in tables.sections]
        for place, section in enumerate(known):
            yield "card_section", (number, place, section)


def _detail(entry: SourceEntry, card: SourceCard, tables: Tables) -> dict[str, object]:
    """Return the fields that a card's form adds, as plain text and ids; empty ones are left out."""
    plain = tables.linker.plain
    found: dict[str, object] = {
        "distractors": [plain(text) for text in card.distractors],
        "cloze": [card.cloze] if card.cloze else [],
        "accepted": [plain(text) for text in card.accepted],
        "items": [plain(text) for text in card.items],
        "pair": [f"{tables.pack}:{name}" for name in card.pair],
        "of": [f"{tables.pack}:{card.of or entry.id}"] if card.form is CardForm.EXAMPLE else [],
        "ordered": card.ordered,
        "corrects": card.corrects,
    }
    return {key: value for key, value in found.items() if value}


def accuracy_section_rows(notes: Iterable[SourceAccuracy], sections: Mapping[str, int]) -> Iterator[Row]:
    """Yield rows of ``accuracy_section``."""
    for number, note in enumerate(notes, 1):
        known = [sections[section] for section in dict.fromkeys(note.sections) if section in sections]
        for position, section in enumerate(known):
            yield number, position, section


def _json(value: Mapping[str, object]) -> str:
    return _ENCODER.encode(value) if value else "{}"


# One encoder for all: json.dumps makes a new one at every call that does not take its defaults.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
