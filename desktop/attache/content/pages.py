"""Everything that an entry's page shows, rendered and linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attache.base.dates import span_words
from attache.base.entry import Fact, Work
from attache.base.vocabulary import Kind
from attache.content.links import Linker
from attache.content.pack import SourceEntry
from attache.content.render import (
    NoteMark,
    Piece,
    block_pieces,
    inline_pieces,
    note_mark,
    part_marks,
    to_html,
    to_plain,
)

MARKS_AFTER_DEFINITION = 3


@dataclass(frozen=True, slots=True)
class RenderedClaim:
    """A claim with the number of the source that makes it, 0 if none does."""

    text: str
    html: str
    note: int


@dataclass(frozen=True, slots=True)
class Page:
    """The rendered parts of one entry, and the ids of the entries that they link to.

    ``named`` has those of each fact under its key.
    """

    definition: str
    definition_html: str
    body: str
    body_html: str
    facts: tuple[Fact, ...]
    claims: tuple[RenderedClaim, ...]
    read_next: tuple[Work, ...]
    mentioned: frozenset[str]
    named: Mapping[str, frozenset[str]]


def render_page(entry: SourceEntry, linker: Linker) -> Page:
    """Return an entry's page."""
    mentioned: set[str] = set()
    own = (entry.id,)
    definition = linker.link(inline_pieces(entry.definition), own, mentioned)
    body = linker.link(block_pieces(entry.body), own, mentioned)
    facts: list[Fact] = []
    named: dict[str, frozenset[str]] = {}
    for key, label, text in _fact_texts(entry, linker):
        linked: set[str] = set()
        pieces = linker.link(inline_pieces(text), own, linked)
        mentioned |= linked
        named[key] = frozenset(linked)
        facts.append(Fact(key, label, to_plain(pieces), to_html(pieces)))
    for date in entry.dates:
        linked = set[str]()
        pieces = linker.link(inline_pieces(f"{span_words(date.on, date.until)}: {date.what}"), own, linked)
        mentioned |= linked
        facts.append(Fact("dates", "Key dates", to_plain(pieces), to_html(pieces)))
    for number, background in enumerate(entry.background, len(entry.sources) + 1):
        pieces = linker.link(inline_pieces(background.fact), own, mentioned)
        html = part_marks(to_html(pieces) + note_mark(number))
        facts.append(Fact("background", "Background", to_plain(pieces), html))
    return Page(
        to_plain(definition),
        part_marks(to_html(definition) + _source_marks(entry, definition)),
        to_plain(body),
        to_html(body),
        tuple(facts),
        _claims(entry, linker, mentioned),
        tuple(_work(text, linker) for text in entry.read_next),
        frozenset(mentioned),
        named,
    )


def _source_marks(entry: SourceEntry, definition: list[Piece]) -> str:
    """Return the marks of the first sources, without those that the author set by hand."""
    by_hand = {piece.number for piece in definition if isinstance(piece, NoteMark)}
    last = min(len(entry.sources), MARKS_AFTER_DEFINITION)
    return "".join(note_mark(number) for number in range(1, last + 1) if number not in by_hand)


def _claims(entry: SourceEntry, linker: Linker, mentioned: set[str]) -> tuple[RenderedClaim, ...]:
    found: list[RenderedClaim] = []
    for claim in entry.claims:
        pieces = linker.link(inline_pieces(claim.text), (entry.id,), mentioned)
        number = entry.sources.index(claim.section) + 1 if claim.section in entry.sources else 0
        html = part_marks(to_html(pieces) + (note_mark(number) if number else ""))
        found.append(RenderedClaim(to_plain(pieces), html, number))
    return tuple(found)


def _work(text: str, linker: Linker) -> Work:
    """Return a work to read; the names in its title are not linked."""
    pieces = linker.by_hand(inline_pieces(text))
    return Work(to_plain(pieces), to_html(pieces))


def _members(entry: SourceEntry, linker: Linker) -> tuple[str, str]:
    """Return the label and the text of the members, by the years of joining if these are known."""
    as_of = f" ({entry.members_as_of})" if entry.members_as_of else ""
    if not entry.joined:
        return f"Members{as_of}", ", ".join(entry.members)
    joined = {linker.plain(name): year for name, year in entry.joined.items()}
    years: dict[str, list[str]] = {}
    for member in entry.members:
        years.setdefault(joined.get(linker.plain(member), ""), []).append(member)
    groups = [
        f"{year}: {', '.join(years[year])}" if year else ", ".join(years[year])
        for year in sorted(years, key=lambda year: int(year or "0"))
    ]
    return f"Members{as_of} by year of joining", "; ".join(groups)


def _fact_texts(entry: SourceEntry, linker: Linker) -> list[tuple[str, str, str]]:
    """Return the (key, label, text) of the fields of an entry's kind that are filled, in their order."""
    if entry.kind is Kind.ORGANISATION:
        as_of = f" ({entry.members_as_of})" if entry.members_as_of else ""
        found = [
            ("type", "Type", entry.type),
            ("founded", "Founded", entry.founded),
            ("dissolved", "Dissolved", entry.dissolved),
            ("members", *_members(entry, linker)),
            ("partners", f"Partners{as_of}", ", ".join(entry.partners)),
            ("parent", "Belongs to", entry.parent),
            ("seat", "Headquarters", entry.seat),
        ]
    elif entry.kind is Kind.CASE_STUDY:
        found = [
            ("parties", "Parties", ", ".join(entry.parties)),
            ("period", "Period", entry.period),
            ("place", "Place", entry.place),
            ("done", "What was done", entry.done),
            ("outcome", "Outcome", entry.outcome),
            ("lesson", "Lesson", entry.lesson),
        ]
    else:
        found = []
    return [fact for fact in found if fact[2]]


def own_fields(entry: SourceEntry) -> dict[str, object]:
    """Return the fields of an entry's kind under the keys of the pack format, as written."""
    found: tuple[tuple[str, object], ...] = (
        ("type", entry.type),
        ("founded", entry.founded and int(entry.founded)),
        ("dissolved", entry.dissolved and int(entry.dissolved)),
        ("members", list(entry.members)),
        ("joined", {name: int(year) for name, year in entry.joined.items()}),
        ("partners", list(entry.partners)),
        ("members-as-of", entry.members_as_of and int(entry.members_as_of)),
        ("parent", entry.parent),
        ("seat", entry.seat),
        ("parties", list(entry.parties)),
        ("period", entry.period),
        ("place", entry.place),
        ("done", entry.done),
        ("outcome", entry.outcome),
        ("lesson", entry.lesson),
    )
    return {key: value for key, value in found if value}
