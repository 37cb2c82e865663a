"""Rules on study guides: they follow their document, and ask what its entries teach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from attache.content.checks.context import Context
from attache.content.checks.known_ids import KnownIds
from attache.content.problems import Finding, shortened

CHECK_QUESTIONS = range(2, 4)


def other_document(context: Context) -> Iterator[Finding]:
    """Find guides that are not named after a document that they are for."""
    if not context.readable("documents.yaml"):
        return
    known = KnownIds(document.id for document in context.pack.registries.documents)
    for guide in context.pack.guides:
        name = guide.file.rsplit("/", 1)[-1].removesuffix(".md")
        if guide.document and guide.document not in known:
            yield Finding(
                guide.file,
                guide.line("document"),
                f"There is no document “{shortened(guide.document)}”.",
                known.instead_of(guide.document),
            )
        elif guide.document and guide.document != name:
            yield Finding(
                guide.file,
                guide.line("document"),
                f"The guide is for “{guide.document}” but is named “{name}”.",
                f"Name the file {guide.document}.md.",
            )


def other_sections(context: Context) -> Iterator[Finding]:
    """Find where a guide's headings leave its document's sections or their order."""
    documents = {document.id: document for document in context.pack.registries.documents}
    for guide in context.pack.guides:
        if guide.document not in documents:
            continue
        for wanted, section in zip_longest(documents[guide.document].sections, guide.sections):
            if section is None:
                line = guide.sections[-1].line() if guide.sections else guide.line("body")
                message = f"The section “{shortened(wanted.title, 80)}” is missing after this."
                yield Finding(guide.file, line, message, f"Add the heading ## {wanted.title}")
                break
            if wanted is None or not wanted.is_headed(section.title):
                advice = f"Put ## {wanted.title} here." if wanted else "Delete the heading."
                message = f"“{shortened(section.title, 80)}” is not the document's next section."
                yield Finding(guide.file, section.line(), message, advice)
                break


def check_questions(context: Context) -> Iterator[Finding]:
    """Find sections without two or three check questions that are cards of their entries."""
    owner = {placed.card.id: placed.entry.id for placed in context.cards}
    for guide in context.pack.guides:
        for section in guide.sections:
            count = len(set(section.cards))
            if section.cards and (count not in CHECK_QUESTIONS or count < len(section.cards)):
                yield Finding(
                    guide.file,
                    section.line("cards"),
                    f"The section has {count} check questions.",
                    "Give it two or three different ones.",
                )
            for index, name in enumerate(section.cards):
                if name in owner and owner[name] not in section.entries:
                    yield Finding(
                        guide.file,
                        section.line("cards", index),
                        f"The card {name} belongs to {owner[name]}, which the section does not list.",
                        f"Add {owner[name]} to the section's entries, or choose another card.",
                    )
