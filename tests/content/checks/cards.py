"""The small faultless pack with one card more, for rules on how cards ask."""

from __future__ import annotations

from pathlib import Path

from attache.content.checking import Problem, check
from attache.content.checks.table import RULES
from tests.content.packs import changed, write_pack

_WHEN_COMPLETE = frozenset(rule.id for rule in RULES if rule.when_complete)
VISIT = "concepts/visit.md"
_LAST_CARD = "accepted: [gratitude]}\n"


def problems_of(folder: Path, card: str, entry: str = VISIT, after: str = _LAST_CARD) -> tuple[Problem, ...]:
    """Return what is found in the pack with a card, ``key: value`` parted by commas, added to an entry."""
    files = changed(entry, after, f"{after}  - {{id: new, {card}}}\n")
    return check(write_pack(folder, files)).problems


def rules_of(folder: Path, card: str, entry: str = VISIT, after: str = _LAST_CARD) -> list[str]:
    """Return the rules that a card breaks, without those for complete packs alone."""
    found = problems_of(folder, card, entry, after)
    return [problem.rule for problem in found if problem.rule not in _WHEN_COMPLETE]
