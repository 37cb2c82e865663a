"""An entry as quiz questions are made from it: its names, its definition, its fields and its relations.

Separate from :mod:`attache.base.entry`, because a quiz needs a little of very many entries.
"""

from __future__ import annotations

from typing import NamedTuple

from attache.base.vocabulary import Kind


class Dated(NamedTuple):
    """Something that happened in one year."""

    year: int
    what: str


class Relation(NamedTuple):
    """A relation to another entry; ``type`` is the id of a relation type, e.g. ``part-of``."""

    type: str
    target: str


class Subject(NamedTuple):
    """What questions about an entry are made of.

    ``names`` are folded: the title, the other names, and those of what the entry deals with too.  ``founded``
    is a year, 0 if it is not known; ``members_in`` the year in which the members were these, 0 for none;
    ``dates`` are those of a single year.
    """

    id: str
    title: str
    kind: Kind
    theme: str
    type: str
    definition: str
    names: frozenset[str]
    founded: int = 0
    is_past: bool = False
    """Whether it was dissolved."""
    seat: str = ""
    members: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    members_in: int = 0
    dates: tuple[Dated, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def related(self) -> frozenset[str]:
        """The ids of all entries to which it has a relation."""
        return frozenset(relation.target for relation in self.relations)
