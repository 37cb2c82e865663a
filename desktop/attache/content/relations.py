"""Relations seen from both ends, though each is written at one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attache.content.pack import Registries, SourceEntry


@dataclass(frozen=True, slots=True)
class Direction:
    """One way of saying a relation: its words, and the id of the same relation seen from the other end.

    What one of the ``facts`` of an entry names is not listed again under the relation.
    """

    id: str
    words: str
    opposite: str
    forward: bool
    facts: tuple[str, ...] = ()


def directions(registries: Registries) -> dict[str, Direction]:
    """Return every relation type and every inverse by id, in the order in which they are shown."""
    found: dict[str, Direction] = {}
    for kind in registries.relation_types:
        found.setdefault(kind.id, Direction(kind.id, kind.words, kind.inverse, True, kind.facts))
        other = Direction(kind.inverse, kind.inverse_words, kind.id, False, kind.inverse_facts)
        found.setdefault(kind.inverse, other)
    return found


@dataclass(frozen=True, slots=True)
class WrittenRelation:
    """A relation where it stands: ``index`` is its place in the list of its type."""

    entry: SourceEntry
    type: str
    index: int
    target: str

    def normal(self, known: dict[str, Direction]) -> tuple[str, str, str]:
        """Return (type, from, to), the same for every way of writing this one relation."""
        way = known[self.type]
        if way.opposite == way.id:
            first, second = sorted((self.entry.id, self.target))
            return way.id, first, second
        if way.forward:
            return way.id, self.entry.id, self.target
        return way.opposite, self.target, self.entry.id


def written_relations(entries: Iterable[SourceEntry]) -> Iterator[WrittenRelation]:
    """Yield every relation as it is written."""
    for entry in entries:
        for kind, targets in entry.relations.items():
            for index, target in enumerate(targets):
                yield WrittenRelation(entry, kind, index, target)


def both_ends(entries: Iterable[SourceEntry], known: dict[str, Direction]) -> dict[str, set[tuple[str, str]]]:
    """Return, for each entry id, the (type, other entry id) of all its relations, seen from it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for relation in written_relations(entries):
        way = known.get(relation.type)
        if way is None or relation.target == relation.entry.id or not relation.target:
            continue
        found.setdefault(relation.entry.id, set()).add((relation.type, relation.target))
        found.setdefault(relation.target, set()).add((way.opposite, relation.entry.id))
    return found
