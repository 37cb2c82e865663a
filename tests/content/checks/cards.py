"""The small faultless pack with one card more, for rules on how cards ask."""

from __future__ import annotations

from pathlib import Path

from attache.content.checking import Problem, check
from tests.content.packs import changed, write_pack

VISIT = "concepts/visit.md"
_LAST_CARD = "accepted: [gratitude]}\n"


def problems_of(folder: Path, card: str, entry: str = VISIT, after: str = _LAST_CARD) -> tuple[Problem, ...]:
    """Return what is found in the pack with a card, ``key: value`` parted by commas, added to an entry."""
    files = changed(entry, after, f"{after}  - {{id: new, {card}}}\n")
    return check(write_pack(folder, files)).problems


def rules_of(folder: Path, card: str, entry: str = VISIT, after: str = _LAST_CARD) -> list[str]:
    """Return the rules that a card breaks."""
    return [problem.rule for problem in problems_of(folder, card, entry, after)]
