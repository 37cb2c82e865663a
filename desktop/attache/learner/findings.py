"""The findings of the doctor about a file, one for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, in words; ``repairable`` says whether a repair would change it."""

    rule: str
    severity: Severity
    words: str
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was found in the two files."""

    library: tuple[Finding, ...]
    progress: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that are problems."""
        return tuple(each for each in (*self.library, *self.progress) if each.severity is Severity.PROBLEM)

    @property
    def has_problems(self) -> bool:
        """Whether any finding is a problem."""
        return bool(self.problems)

    @property
    def is_repairable(self) -> bool:
        """Whether a repair would change anything."""
        return any(each.repairable for each in self.progress)


def counted(
    rule: str,
    count: int,
    fine: str,
    bad: str,
    severity: Severity = Severity.PROBLEM,
    repairable: bool = False,
) -> Finding:
    """Return the finding of a rule that counts rows."""
    if not count:
        return Finding(rule, Severity.OK, fine)
    return Finding(rule, severity, bad.format(rows_words(count)), repairable)


def rows_words(count: int) -> str:
    """Return a number of rows in words, for the start of a sentence."""
    return "One row" if count == 1 else f"{count:,} rows"
