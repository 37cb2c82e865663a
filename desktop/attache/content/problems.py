"""The result of checking a pack: problems, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attache.base.vocabulary import Kind


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where (relative POSIX path, line from 1), what, and what to do."""

    file: str
    line: int
    rule: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before the rule that found it puts its name to it."""

    file: str
    line: int
    message: str
    advice: str

    def by(self, rule: str) -> Problem:
        """Return the finding as a problem of that rule."""
        return Problem(self.file, self.line, rule, self.message, self.advice)


@dataclass(frozen=True, slots=True)
class PackCounts:
    """How much a pack holds, as far as it could be read."""

    entries: Mapping[Kind, int] = field(default_factory=dict)
    cards: int = 0
    tiers: Mapping[str, int] = field(default_factory=dict)
    guides: int = 0
    accuracy_notes: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that checking one folder found."""

    counts: PackCounts
    problems: tuple[Problem, ...]


def shortened(text: str, limit: int = 60) -> str:
    """Return text on one line for quoting in a message, cut after about ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
