"""Rules on what is lacking, for packs that say they are complete."""

from __future__ import annotations

from collections.abc import Iterator

from attache.content.checks.context import Context
from attache.content.problems import Finding, shortened

MIN_RELATIONS = 3


def uncited_sections(context: Context) -> Iterator[Finding]:
    """Find sections that no entry cites."""
    cited = {section for entry in context.pack.entries for section in entry.sources}
    for document in context.pack.registries.documents:
        for section in document.sections:
            if f"{document.id}/{section.id}" not in cited:
                yield Finding(
                    "documents.yaml",
                    document.line,
                    f"No entry cites {document.id}/{section.id} (“{shortened(section.title, 80)}”).",
                    "Cite it in an entry that is based on it.",
                )


def missing_guides(context: Context) -> Iterator[Finding]:
    """Find documents without a guide."""
    guided = {guide.document for guide in context.pack.guides}
    for document in context.pack.registries.documents:
        if document.id not in guided:
            yield Finding(
                "documents.yaml",
                document.line,
                f"The document “{document.id}” has no study guide.",
                f"Write guides/{document.id}.md.",
            )


def few_relations(context: Context) -> Iterator[Finding]:
    """Find entries of the documents with fewer than three relations, counting both ends."""
    for entry in context.pack.entries:
        count = len(context.relations.get(entry.id, ()))
        if not entry.outside and count < MIN_RELATIONS:
            yield Finding(
                entry.file,
                entry.line("relations") if entry.relations else entry.line("title"),
                f"The entry has only {count} relations, counting both ends.",
                f"Relate it to at least {MIN_RELATIONS} others.",
            )


def no_cards(context: Context) -> Iterator[Finding]:
    """Find entries of the documents without a card."""
    for entry in context.pack.entries:
        if not entry.outside and not entry.cards:
            yield Finding(entry.file, entry.line("title"), "The entry has no card.", "Write at least one.")
