"""Rules on relations between entries."""

from __future__ import annotations

from collections.abc import Iterator

from attache.content.checks.context import Context
from attache.content.problems import Finding
from attache.content.relations import WrittenRelation, written_relations


def relation_twice(context: Context) -> Iterator[Finding]:
    """Find relations that are written twice, at one end or at both."""
    seen: dict[tuple[str, str, str], WrittenRelation] = {}
    entries = sorted(context.pack.entries, key=lambda entry: entry.file)
    for relation in written_relations(entries):
        if relation.type not in context.directions or not relation.target:
            continue
        first = seen.setdefault(relation.normal(context.directions), relation)
        if first is not relation:
            yield Finding(
                relation.entry.file,
                _line(relation),
                f"The relation “{relation.type} {relation.target}” is already written in "
                f"{first.entry.file}, line {_line(first)}.",
                "Delete one of the two; the compiler makes the other end.",
            )


def relation_to_itself(context: Context) -> Iterator[Finding]:
    """Find entries that are related to themselves."""
    for relation in written_relations(context.pack.entries):
        if relation.target == relation.entry.id:
            yield Finding(
                relation.entry.file,
                _line(relation),
                f"The entry is related to itself ({relation.type}).",
                "Delete the relation, or name the entry that is meant.",
            )


def _line(relation: WrittenRelation) -> int:
    return relation.entry.line("relations", relation.type, relation.index)
