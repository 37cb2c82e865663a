"""Rules on what an entry rests on, and when things were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attache.content.checks.context import Context
from attache.content.pack import SourceEntry
from attache.content.problems import Finding, shortened

_DATE = re.compile(r"(\d{3,4})(?:-(\d\d))?(?:-(\d\d))?")


def claim_without_source(context: Context) -> Iterator[Finding]:
    """Find claims whose section is not among the entry's sources."""
    for entry in context.pack.entries:
        # Sources that are written but could not be read are one problem, not one for each claim.
        listed = bool(entry.sources) or not entry.has("sources")
        sources = frozenset(entry.sources)
        for index, claim in enumerate(entry.claims):
            if claim.section and listed and claim.section not in sources:
                yield Finding(
                    entry.file,
                    entry.line("claims", index, "in"),
                    f"The claim cites “{shortened(claim.section, 90)}”, which is not among the sources.",
                    "Add the section to sources, or cite one that is there.",
                )


def card_without_source(context: Context) -> Iterator[Finding]:
    """Find cards drawn from a section that is not among their entry's sources."""
    for placed in context.cards:
        entry = placed.entry
        # A card without an entry's sources to be measured by, or of an unknown section, is another fault.
        if not entry.sources:
            continue
        for index, section in enumerate(placed.card.sections):
            if section in context.sections and section not in entry.sources:
                yield Finding(
                    entry.file,
                    placed.line("sections", index),
                    f"Card {placed.card.id} cites “{shortened(section, 80)}”, which is no source here.",
                    "Add the section to sources, or cite one that is there.",
                )


def source_twice(context: Context) -> Iterator[Finding]:
    """Find sections that an entry cites twice."""
    for entry in context.pack.entries:
        first = {section: index for index, section in reversed(list(enumerate(entry.sources)))}
        for index, section in enumerate(entry.sources):
            if section and first[section] != index:
                yield Finding(
                    entry.file,
                    entry.line("sources", index),
                    f"“{shortened(section, 90)}” is already among the sources.",
                    "Delete one of the two.",
                )


def outside_documents(context: Context) -> Iterator[Finding]:
    """Find entries that neither cite the documents nor rest on background alone and say so."""
    has_documents = bool(context.pack.registries.documents)
    for entry in context.pack.entries:
        if entry.outside:
            yield from _outside(entry)
        elif has_documents and not entry.sources and not entry.has("sources"):
            yield Finding(
                entry.file,
                entry.line("title"),
                "The entry cites no section of the documents.",
                "Add sources, or outside-documents: true with background.",
            )


def _outside(entry: SourceEntry) -> Iterator[Finding]:
    line = entry.line("outside-documents")
    if entry.sources:
        yield Finding(
            entry.file, entry.line("sources"), "The entry is outside the documents, but cites them.",
            "Delete sources, or outside-documents.",
        )  # fmt: skip
    if not entry.background:
        yield Finding(
            entry.file, line, "The entry is outside the documents and has no background facts.",
            "Add background: a fact and its basis.",
        )  # fmt: skip
    for index, card in enumerate(entry.cards):
        if card.sections:
            yield Finding(
                entry.file, entry.line("cards", index, "sections"),
                "The entry is outside the documents, but one of its cards cites them.", "Delete sections.",
            )  # fmt: skip


def bad_dates(context: Context) -> Iterator[Finding]:
    """Find dates that do not exist, and ends before their beginnings."""
    for entry in context.pack.entries:
        for index, dated in enumerate(entry.dates):
            for key, text in (("on", dated.on), ("until", dated.until)):
                if text and not _exists(text):
                    yield Finding(
                        entry.file,
                        entry.line("dates", index, key),
                        f"“{shortened(text)}” is not a date.",
                        "Write a year, 1971-04 or 1971-04-16.",
                    )
            if _exists(dated.on) and _exists(dated.until) and _before(dated.until, dated.on):
                yield Finding(
                    entry.file,
                    entry.line("dates", index, "until"),
                    f"{dated.until} is before {dated.on}.",
                    "Put the earlier date first.",
                )
        if entry.founded and entry.dissolved and int(entry.dissolved) < int(entry.founded):
            yield Finding(
                entry.file,
                entry.line("dissolved"),
                f"It was dissolved in {entry.dissolved}, before it was founded in {entry.founded}.",
                "Correct one of the years.",
            )


def _exists(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return False
    try:
        date(int(match.group(1)), int(match.group(2) or 1), int(match.group(3) or 1))
    except ValueError:
        return False
    return True


def _before(first: str, second: str) -> bool:
    """Return whether one date is before another, as far as both are known."""
    one, other = ([int(part) for part in text.split("-")] for text in (first, second))
    known = min(len(one), len(other))
    return one[:known] < other[:known]
