"""Rules on relations between entries."""

from __future__ import annotations

from collections.abc import Iterator

from attache.content.checks.context import Context
from attache.content.pack import LIST_FIELDS
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
    edges = _edges(context)
    for kind in context.pack.registries.relation_types:
        if not kind.acyclic or kind.symmetric:
            continue
        for closing, circle in _circles(edges.get(kind.id, {})):
            yield Finding(
                closing.entry.file,
                _line(closing),
                f"The relation creates a cycle of {kind.id}: {shortened(' → '.join(circle), 200)}.",
                "Delete one relation of the cycle, or reverse it.",
            )


def incomplete_list(context: Context) -> Iterator[Finding]:
    """Find related entries that are missing in the list of names that is shown in place of the relation."""
    named: dict[tuple[str, str], set[str]] = {}
    for relation in written_relations(context.pack.entries):
        way = context.directions.get(relation.type)
        other = context.entries.get(relation.target)
        if way is None or other is None:
            continue
        ends = (
            (relation.entry, other, way.facts),
            (other, relation.entry, context.directions[way.opposite].facts),
        )
        for entry, target, facts in ends:
            lists = [key for key in LIST_FIELDS if key in facts and getattr(entry, key)]
            for key in lists:
                if (entry.id, key) not in named:
                    named[entry.id, key] = context.linked(", ".join(getattr(entry, key)), entry)
            if lists and not any(target.id in named[entry.id, key] for key in lists):
                yield Finding(
                    entry.file,
                    entry.line(lists[0]),
                    f"The {' and '.join(lists)} lack “{shortened(target.title)}”, which belongs there by "
                    f"the relation in {relation.entry.file}, line {_line(relation)}.",
                    "Add it to the list, or delete the relation.",
                )


_LONGEST_WAY = 100
"""The most entries of a cycle to name; more than fit into a message."""

_Edges = dict[str, dict[str, WrittenRelation]]
"""For each entry, the entries to which a relation of one type leads from it, and where that is written."""


def _edges(context: Context) -> dict[str, _Edges]:
    """Return the relations of each type."""
    found: dict[str, _Edges] = {}
    for relation in written_relations(sorted(context.pack.entries, key=lambda entry: entry.file)):
        if relation.type not in context.directions or relation.target == relation.entry.id:
            continue
        name, start, end = relation.normal(context.directions)
        if end in context.entries:
            found.setdefault(name, {}).setdefault(start, {}).setdefault(end, relation)
    return found


def _circles(edges: _Edges) -> Iterator[tuple[WrittenRelation, list[str]]]:
    """Yield each relation that closes a cycle, and the path around the cycle.

    A path longer than _LONGEST_WAY is shortened in the middle, since a message quotes only its start.
    """
    done: set[str] = set()
    # The search has its own stack, because a chain of entries may be deeper than Python's recursion limit.
    # For each entry on the path it holds its position and the relations that are still to be followed.
    walk: dict[str, tuple[int, Iterator[tuple[str, WrittenRelation]]]] = {}
    way: list[str] = []
    for first in edges:
        ahead = [] if first in done else [first]
        while ahead or way:
            if ahead:
                name = ahead.pop()
                walk[name] = len(way), iter(edges.get(name, {}).items())
                way.append(name)
            end, relation = next(walk[way[-1]][1], (None, None))
            if end is None or relation is None:
                done.add(way[-1])
                del walk[way.pop()]
            elif end in walk:
                place = walk[end][0]
                yield relation, [*way[place : place + _LONGEST_WAY], end]
            elif end not in done:
                ahead.append(end)


def _line(relation: WrittenRelation) -> int:
    return relation.entry.line("relations", relation.type, relation.index)
