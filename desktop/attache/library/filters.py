"""The filters that are applied to the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from attache.base.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Filters:
    """The properties an entry must have, all of them; a field left empty asks for nothing.

    ``section`` is ``document/section``; ``letter`` is small, ``#`` for names that begin with none;
    ``ids`` is a set from elsewhere, such as the bookmarks, and an empty set leaves no entry.
    """

    kind: Kind | None = None
    theme: str = ""
    document: str = ""
    section: str = ""
    letter: str = ""
    ids: frozenset[str] | None = None

    def chosen(self) -> dict[str, str]:
        """Return the chosen value of each facet that has one."""
        values = {
            "kind": self.kind.value if self.kind else "",
            "theme": self.theme,
            "document": self.document,
            "section": self.section,
            "letter": self.letter,
        }
        return {facet: value for facet, value in values.items() if value}


NO_FILTERS = Filters()
