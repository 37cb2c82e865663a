"""What to study: all cards, those of a document, section, theme or kind, of some entries, or some cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Mode(StrEnum):
    """Whether answers change the schedule."""

    SCHEDULE = "schedule"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cards to study, all conditions together; a field left empty asks for nothing.

    ``section`` is ``document/section``; ``entries`` are ids, from bookmarks, a search or one entry; ``cards``
    are ids of cards that were selected, which are asked whether they are due or not.  ``words`` say it to the
    learner.
    """

    document: str = ""
    section: str = ""
    theme: str = ""
    kind: str = ""
    entries: frozenset[str] | None = None
    cards: frozenset[str] | None = None
    words: str = "All cards"

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        chosen = self.entries is not None or self.cards is not None
        return not (chosen or self.document or self.section or self.theme or self.kind)

    @property
    def is_chosen(self) -> bool:
        """Whether it is a single entry or selected cards, of which all can be started on one day."""
        return self.cards is not None or (self.entries is not None and len(self.entries) == 1)


ALL_CARDS = Scope()


def scope_of(values: Mapping[str, Any]) -> Scope:
    """Return a scope from values by the names of its fields, as they were saved; raises ValueError, KeyError.

    The ids of entries and cards are lists in JSON.
    """
    entries, cards = (
        None if values[name] is None else frozenset(values[name]) for name in ("entries", "cards")
    )
    scope = Scope(
        values["document"],
        values["section"],
        values["theme"],
        values["kind"],
        entries,
        cards,
        values["words"],
    )
    texts = (scope.document, scope.section, scope.theme, scope.kind, scope.words)
    if not all(isinstance(text, str) for text in (*texts, *(scope.entries or ()), *(scope.cards or ()))):
        raise ValueError("a scope has only texts")
    return scope
