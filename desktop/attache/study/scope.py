"""What to study: all cards, or those of a document, section, theme or kind, or of some entries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Whether answers change the schedule."""

    SCHEDULE = "schedule"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cards to study, all conditions together; a field left empty asks for nothing.

    ``section`` is ``document/section``; ``entries`` are ids, from bookmarks, a search or one entry.
    ``words`` say it to the learner.
    """

    document: str = ""
    section: str = ""
    theme: str = ""
    kind: str = ""
    entries: frozenset[str] | None = None
    words: str = "Everything"

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.entries is None and not (self.document or self.section or self.theme or self.kind)

    @property
    def is_one_entry(self) -> bool:
        """Whether it is a single entry, of which more can be started than of a day."""
        return self.entries is not None and len(self.entries) == 1


ALL_CARDS = Scope()
