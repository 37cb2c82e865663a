"""An entry as words to paste elsewhere: its definition, and a citation of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attache.base.dates import date_words
from attache.base.entry import Entry

_NAMED = 2


def definition_text(entry: Entry) -> str:
    """Return the title, the abbreviation and the definition as one paragraph."""
    short = f" ({entry.abbreviation})" if entry.abbreviation else ""
    return f"{entry.title}{short}: {entry.definition}"


def citation_text(entry: Entry, work: str, version: str, on: date) -> str:
    """Return the entry as a reference work is cited, with the documents it rests on.

    The form is that of an entry without an author in a reference work (Chicago 17, 14.232),
    with the date on which it was read, since the library changes.
    """
    cited = f"“{entry.title}”, Attaché: {work}, version {version}, read on {date_words(on)}."
    drawn = _passages(entry)
    return f"{cited} Drawn from {drawn}." if drawn else cited


def _passages(entry: Entry) -> str:
    by_document: dict[str, list[str]] = {}
    for source in entry.sources:
        if source.document:
            by_document.setdefault(source.document_title, []).append(source.section_title)
    return "; ".join(f"“{title}”, {_listed(sections)}" for title, sections in by_document.items())


def _listed(sections: Sequence[str]) -> str:
    """Name one or two sections, and count more: a citation is a line, not a page."""
    if len(sections) > _NAMED:
        return f"{len(sections)} sections"
    names = ["introduction" if title.startswith("(") else f"section “{title}”" for title in sections]
    return " and ".join(names)
