"""Rules on what names another thing: it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attache.base.ids import RESERVED
from attache.content.checks.context import Context
from attache.content.checks.known_ids import KnownIds
from attache.content.pack import Written
from attache.content.problems import Finding, shortened
from attache.content.relations import written_relations

_BRACKETS = re.compile(r"\[\[([^\[\]|]*)(\|[^\[\]|]*)?(\]\]|)")


def unknown_themes(context: Context) -> Iterator[Finding]:
    """Find themes that are not in themes.yaml."""
    if not context.readable("themes.yaml"):
        return
    known = KnownIds(theme.id for theme in context.pack.registries.themes)
    for entry in context.pack.entries:
        if entry.theme and entry.theme not in known:
            yield Finding(
                entry.file,
                entry.line("theme"),
                f"There is no theme “{shortened(entry.theme)}”.",
                known.instead_of(entry.theme),
            )


def unknown_relation_types(context: Context) -> Iterator[Finding]:
    """Find types of relation that are neither types nor inverses of relations.yaml."""
    if not context.readable("relations.yaml"):
        return
    known = KnownIds(context.directions)
    for entry in context.pack.entries:
        for kind in entry.relations:
            if kind not in known:
                yield Finding(
                    entry.file,
                    entry.line("relations", kind),
                    f"There is no relation type “{shortened(kind)}”.",
                    known.instead_of(kind),
                )


def unknown_sections(context: Context) -> Iterator[Finding]:
    """Find cited sections that are not in documents.yaml."""
    if not context.readable("documents.yaml"):
        return
    for written, path, section in _cited(context):
        if section and section not in context.sections:
            message = f"There is no section “{shortened(section, 90)}”."
            yield Finding(written.file, written.line(*path), message, context.sections.instead_of(section))


_Named = tuple[Written, tuple[str | int, ...], str]
"""(the object that contains a reference, the path to it, the id that it names)."""


def _cited(context: Context) -> Iterator[_Named]:
    for entry in context.pack.entries:
        for index, section in enumerate(entry.sources):
            yield entry, ("sources", index), section
    for placed in context.cards:
        for index, section in enumerate(placed.card.sections):
            yield placed.entry, ("cards", placed.index, "sections", index), section
    for note in context.pack.accuracy:
        for index, section in enumerate(note.sections):
            yield note, ("sections", index), section


def unknown_entries(context: Context) -> Iterator[Finding]:
    """Find ids in relations, pairs, ``of``, accuracy notes and guides that are no entry's."""
    for written, path, name in _named(context):
        if name and name not in context.entry_ids:
            yield Finding(
                written.file,
                written.line(*path),
                f"There is no entry “{shortened(name)}”.",
                context.entry_ids.instead_of(name),
            )


def _named(context: Context) -> Iterator[_Named]:
    for relation in written_relations(context.pack.entries):
        yield relation.entry, ("relations", relation.type, relation.index), relation.target
    for placed in context.cards:
        for index, name in enumerate(placed.card.pair):
            yield placed.entry, ("cards", placed.index, "pair", index), name
        yield placed.entry, ("cards", placed.index, "of"), placed.card.of
    for note in context.pack.accuracy:
        for index, name in enumerate(note.entries):
            yield note, ("entries", index), name
    for guide in context.pack.guides:
        for section in guide.sections:
            for index, name in enumerate(section.entries):
                yield section, ("entries", index), name


def unknown_members(context: Context) -> Iterator[Finding]:
    """Find years of joining for names that are not among the members."""
    for entry in context.pack.entries:
        members = {context.plain(member) for member in entry.members}
        for name in entry.joined:
            if context.plain(name) not in members:
                yield Finding(
                    entry.file,
                    entry.line("joined", name),
                    f"“{shortened(name)}” is not among the members.",
                    "Write the name as in members.",
                )


def unfit_corrections(context: Context) -> Iterator[Finding]:
    """Find cards on an accuracy note that does not exist, or that is not shown with their entry."""
    notes = {note.id: note for note in context.pack.accuracy}
    for placed in context.cards:
        name = placed.card.corrects
        if not name:
            continue
        if name not in context.note_ids:
            message, advice = (
                f"there is no accuracy note “{shortened(name)}”.",
                context.note_ids.instead_of(name),
            )
            yield placed.finding("corrects", message, advice)
        elif name in notes and placed.entry.id not in notes[name].entries:
            yield placed.finding(
                "corrects",
                f"the accuracy note {name} is not shown with this entry.",
                f"Add {placed.entry.id} to the entries of the note, or move the card.",
            )


def unknown_cards(context: Context) -> Iterator[Finding]:
    """Find check questions that are no cards of the pack."""
    if any(file.split("/", 1)[0] != "guides" and "/" in file for file in context.broken):
        return
    known = KnownIds(sorted(placed.card.id for placed in context.cards))
    for guide in context.pack.guides:
        for section in guide.sections:
            for index, name in enumerate(section.cards):
                if name and name not in known:
                    yield Finding(
                        guide.file,
                        section.line("cards", index),
                        f"There is no card “{shortened(name)}”.",
                        known.instead_of(name),
                    )


def unknown_links(context: Context) -> Iterator[Finding]:
    """Find links that are not closed or lead to no entry."""
    for text in context.texts():
        if "[[" not in text.text:
            continue
        for match in _BRACKETS.finditer(text.text):
            name = match.group(1)
            if not match.group(3) or match.group(2) == "|":
                yield Finding(
                    text.file,
                    text.line_at(match.start()),
                    f"The link “{shortened(match.group())}” cannot be read.",
                    "Write [[id]] or [[id|words]].",
                )
            else:
                yield from _leading_nowhere(context, text.file, text.line_at(match.start()), name)


def _leading_nowhere(context: Context, file: str, line: int, link: str) -> Iterator[Finding]:
    """Find a link (``id``, ``pack:id`` or ``note:id``) without a target in this pack.

    The contents of other packs are unknown here, so links to them are not allowed yet.
    """
    pack, _, name = link.rpartition(":")
    sort, known = ("note", context.note_ids) if pack == RESERVED else ("entry", context.entry_ids)
    if pack not in ("", RESERVED, context.pack.id):
        yield Finding(
            file, line, f"There is no pack “{shortened(pack)}”.", "Link only to what is in this pack."
        )
    elif name not in known:
        yield Finding(
            file, line, f"There is no {sort} “{shortened(name)}” to link to.", known.instead_of(name)
        )
