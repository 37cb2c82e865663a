"""Rules on ids and names: each stands for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attache.base.text import fold
from attache.content.checks.context import Context, PlacedName, names_of
from attache.content.pack import ACCURACY_FOLDER, DELETED_FILE, FOLDERS
from attache.content.problems import Finding, shortened


def duplicate_ids(context: Context) -> Iterator[Finding]:
    """Find ids used twice, among all entries and accuracy notes or within one registry."""
    pack = context.pack
    files = [entry.file for entry in pack.entries] + [note.file for note in pack.accuracy]
    files += [file for file in context.broken if file.split("/", 1)[0] in (*FOLDERS, ACCURACY_FOLDER)]
    yield from _repeated((file.rsplit("/", 1)[-1].removesuffix(".md"), file, 1) for file in sorted(files))
    registries = pack.registries
    yield from _repeated((item.id, "documents.yaml", item.line) for item in registries.documents)
    yield from _repeated((item.id, "themes.yaml", item.line) for item in registries.themes)
    ways = [(item.id, "relations.yaml", item.line) for item in registries.relation_types]
    ways += [
        (item.inverse, "relations.yaml", item.line)
        for item in registries.relation_types
        if not item.symmetric
    ]
    yield from _repeated(sorted(ways, key=lambda way: way[2]))
    for document in registries.documents:
        yield from _repeated(
            (f"{document.id}/{section.id}", "documents.yaml", document.line) for section in document.sections
        )


def _repeated(ids: Iterable[tuple[str, str, int]]) -> Iterator[Finding]:
    seen: dict[str, tuple[str, int]] = {}
    for name, file, line in ids:
        if not name:
            continue
        if name in seen:
            where, at = seen[name]
            yield Finding(
                file, line, f"The id “{name}” is already used in {where}, line {at}.", "Choose another id."
            )
        else:
            seen[name] = (file, line)


def duplicate_card_ids(context: Context) -> Iterator[Finding]:
    """Find ids that two cards share."""
    yield from _repeated(
        (placed.card.id, placed.entry.file, placed.line("id"))
        for placed in sorted(context.cards, key=lambda placed: (placed.entry.file, placed.index))
    )


def deleted_card_ids(context: Context) -> Iterator[Finding]:
    """Find cards with the id of a card that was deleted, whose history they would get."""
    for placed in context.cards:
        line = context.pack.deleted_cards.get(placed.card.id)
        if line is not None:
            yield placed.finding(
                "id",
                f"its id is that of a deleted card ({DELETED_FILE}, line {line}).",
                "Choose another id, or take the line out if it is the same card again.",
            )


def duplicate_names(context: Context) -> Iterator[Finding]:
    """Find names that are, folded, another entry's too, and names written twice within one entry."""
    for names in context.named.values():
        if len(names) < 2:
            continue
        first, *others = sorted(names, key=lambda name: (name.type is not None, name.entry.file, name.line))
        for name in others:
            if name.entry.id != first.entry.id:
                yield Finding(
                    name.entry.file,
                    name.line,
                    f"“{shortened(name.text)}” is already a name in {first.entry.file}, line {first.line}.",
                    "Keep the name with the entry that it fits best.",
                )
    for entry in context.pack.entries:
        yield from _twice_within(list(names_of(entry)))


def _twice_within(names: list[PlacedName]) -> Iterator[Finding]:
    # Spelling variants that fold alike (ADMM-Plus, ADMM Plus) are worth showing, so only case is ignored.
    seen: dict[str, PlacedName] = {}
    for name in names:
        first = seen.setdefault(" ".join(name.text.casefold().split()), name)
        if first is not name:
            yield Finding(
                name.entry.file,
                name.line,
                f"“{shortened(name.text)}” is already a name of this entry, on line {first.line}.",
                "Delete one of the two.",
            )


def nameless(context: Context) -> Iterator[Finding]:
    """Find titles and labels without a letter or digit, which nobody could look up."""
    for entry in context.pack.entries:
        for name in names_of(entry):
            if not fold(name.text):
                yield Finding(
                    entry.file,
                    name.line,
                    f"“{shortened(name.text)}” contains no letter or digit.",
                    "Write a name that can be typed.",
                )
