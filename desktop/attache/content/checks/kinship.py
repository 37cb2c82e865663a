"""Rules on relations between entries."""

from __future__ import annotations

from collections.abc import Iterator

from attache.content.checks.context import Context
from attache.content.problems import Finding, shortened
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


def relation_circle(context: Context) -> Iterator[Finding]:
    """Find relations that close a circle, of the types that relations.yaml calls acyclic."""
    for kind in context.pack.registries.relation_types:
        if not kind.acyclic or kind.symmetric:
            continue
        for closing, circle in _circles(_edges(context, kind.id)):
            yield Finding(
                closing.entry.file,
                _line(closing),
                f"The relation closes a circle of {kind.id}: {shortened(' → '.join(circle), 200)}.",
                "Delete one relation of the circle, or turn it round.",
            )


_Edges = dict[str, dict[str, WrittenRelation]]
"""For each entry, the entries to which a relation of one type leads from it, and where that is written."""


def _edges(context: Context, kind: str) -> _Edges:
    found: _Edges = {}
    for relation in written_relations(sorted(context.pack.entries, key=lambda entry: entry.file)):
        if relation.type not in context.directions or relation.target == relation.entry.id:
            continue
        name, start, end = relation.normal(context.directions)
        if name == kind and end in context.entries:
            found.setdefault(start, {}).setdefault(end, relation)
    return found


def _circles(edges: _Edges) -> Iterator[tuple[WrittenRelation, list[str]]]:
    """Yield each relation that leads back to where one came from, and the way round from there."""
    done: set[str] = set()
    for first in edges:
        # A walk with a stack of its own: a chain of entries may be longer than Python's.
        path = {} if first in done else {first: iter(edges[first].items())}
        while path:
            last = next(reversed(path))
            step = next(path[last], None)
            if step is None:
                done.add(last)
                del path[last]
                continue
            end, relation = step
            if end in path:
                way = list(path)
                yield relation, [*way[way.index(end) :], end]
            elif end not in done:
                path[end] = iter(edges.get(end, {}).items())


def _line(relation: WrittenRelation) -> int:
    return relation.entry.line("relations", relation.type, relation.index)
