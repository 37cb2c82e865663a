"""What part of the cards is meant: everything, or one document, section, theme, kind, or some entries."""

from __future__ import annotations

import json
from dataclasses import dataclass


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

    def condition(self) -> tuple[str, tuple[object, ...]]:
        """Return a condition on ``card`` (of the library, as c) and ``entry`` (as e), and its parameters."""
        parts: list[str] = []
        values: list[object] = []
        for column, value in (("e.theme", self.theme), ("e.kind", self.kind)):
            if value:
                parts.append(f"{column} = ?")
                values.append(value)
        document, section = self.document, ""
        if self.section:
            document, _, section = self.section.partition("/")
        if document:
            parts.append(
                "EXISTS (SELECT 1 FROM library.card_section cs JOIN library.section s ON s.n = cs.section"
                f" WHERE cs.card = c.n AND s.document = ?{' AND s.id = ?' if section else ''})"
            )
            values += [document, section] if section else [document]
        if self.entries is not None:
            parts.append("e.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(self.entries)))
        return " AND ".join(parts) or "1", tuple(values)


EVERYTHING = Scope()
