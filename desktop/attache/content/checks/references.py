"""Rules on what names another thing: it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attache.content.checks.context import Context
from attache.content.fields import nearest
from attache.content.problems import Finding, shortened
from attache.content.relations import written_relations

_BRACKETS = re.compile(r"\[\[([^\[\]|]*)(\|[^\[\]|]*)?(\]\]|)")


def unknown_themes(context: Context) -> Iterator[Finding]:
    """Find themes that are not in themes.yaml."""
    if not context.readable("themes.yaml"):
        return
    known = [theme.id for theme in context.pack.registries.themes]
    for entry in context.pack.entries:
        if entry.theme and entry.theme not in known:
            yield Finding(
                entry.file,
                entry.line("theme"),
                f"There is no theme “{shortened(entry.theme)}”.",
                nearest(entry.theme, known),
            )


def unknown_relation_types(context: Context) -> Iterator[Finding]:
    """Find types of relation that are neither types nor inverses of relations.yaml."""
    if not context.readable("relations.yaml"):
        return
    known = list(context.directions)
    for entry in context.pack.entries:
        for kind in entry.relations:
            if kind not in context.directions:
                yield Finding(
                    entry.file,
                    entry.line("relations", kind),
                    f"There is no relation type “{shortened(kind)}”.",
                    nearest(kind, known),
                )


def unknown_sections(context: Context) -> Iterator[Finding]:
    """Find cited sections that are not in documents.yaml."""
    if not context.readable("documents.yaml"):
        return
    known = list(context.sections)
    for file, line, section in _cited(context):
        if section and section not in context.sections:
            yield Finding(
                file, line, f"There is no section “{shortened(section, 90)}”.", nearest(section, known)
            )


def _cited(context: Context) -> Iterator[tuple[str, int, str]]:
    for entry in context.pack.entries:
        for index, section in enumerate(entry.sources):
            yield entry.file, entry.line("sources", index), section
    for placed in context.cards:
        for index, section in enumerate(placed.card.sections):
            yield placed.entry.file, placed.line("sections", index), section
    for note in context.pack.accuracy:
        for index, section in enumerate(note.sections):
            yield note.file, note.line("sections", index), section


def unknown_entries(context: Context) -> Iterator[Finding]:
    """Find ids in relations, pairs, ``of``, accuracy notes and guides that are no entry's."""
    for file, line, name in _named(context):
        if name and name not in context.entry_ids:
            yield Finding(
                file,
                line,
                f"There is no entry “{shortened(name)}”.",
                nearest(name, list(context.entry_ids)),
            )


def _named(context: Context) -> Iterator[tuple[str, int, str]]:
    for relation in written_relations(context.pack.entries):
        entry = relation.entry
        yield entry.file, entry.line("relations", relation.type, relation.index), relation.target
    for placed in context.cards:
        for index, name in enumerate(placed.card.pair):
            yield placed.entry.file, placed.line("pair", index), name
        yield placed.entry.file, placed.line("of"), placed.card.of
    for note in context.pack.accuracy:
        for index, name in enumerate(note.entries):
            yield note.file, note.line("entries", index), name
    for guide in context.pack.guides:
        for section in guide.sections:
            for index, name in enumerate(section.entries):
                yield guide.file, section.line_of("entries", index), name


def unknown_cards(context: Context) -> Iterator[Finding]:
    """Find check questions that are no cards of the pack."""
    if any(file.split("/", 1)[0] != "guides" and "/" in file for file in context.broken):
        return
    ids = {placed.card.id for placed in context.cards}
    known = sorted(ids)
    for guide in context.pack.guides:
        for section in guide.sections:
            for index, name in enumerate(section.cards):
                if name and name not in ids:
                    yield Finding(
                        guide.file,
                        section.line_of("cards", index),
                        f"There is no card “{shortened(name)}”.",
                        nearest(name, known),
                    )


def unknown_links(context: Context) -> Iterator[Finding]:
    """Find links that are not closed or lead to no entry."""
    for text in context.texts():
        if "[[" not in text.text:
            continue
        for match in _BRACKETS.finditer(text.text):
            name = match.group(1)
            line = text.line_at(match.start())
            if not match.group(3) or match.group(2) == "|":
                yield Finding(
                    text.file,
                    line,
                    f"The link “{shortened(match.group())}” cannot be read.",
                    "Write [[id]] or [[id|words]].",
                )
            elif name not in context.entry_ids:
                yield Finding(
                    text.file,
                    line,
                    f"There is no entry “{shortened(name)}” to link to.",
                    nearest(name, list(context.entry_ids)),
                )
