"""The work of checking and compiling grows in proportion to a pack, not with the square of its size.

Work is counted as the calls that Python makes, which are the same every time, unlike seconds.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from attache.content.checking import check_reading
from attache.content.compile import write_library
from attache.content.pack import Pack, SourceEntry
from attache.content.reading import Reading, read_pack
from tests.content.packs import write_pack

SMALL = 50
MOST_GROWTH = 2.3
"""The factor by which the work may grow when the pack doubles; sorting takes a little more than twice."""


def calls(action: Callable[[], object]) -> int:
    """Return how many functions an action calls, those written in C as well."""
    count = 0

    def note(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    # A garbage collection would call functions that belong to earlier work.
    gc.disable()
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
        gc.enable()
    return count


def with_clones(pack: Pack, entry: SourceEntry, count: int) -> Pack:
    """Return a pack with copies of an entry, which have the same names, texts and prompts."""
    clones = tuple(
        replace(
            entry,
            id=f"{entry.id}-{number}",
            file=f"concepts/{entry.id}-{number}.md",
            cards=tuple(replace(card, id=f"{card.id}-{number}") for card in entry.cards),
        )
        for number in range(count)
    )
    return replace(pack, entries=(*pack.entries, *clones))


def growth(work: Callable[[int], int]) -> float:
    """Return by how much work grows from SMALL entries to twice as many."""
    work(1)  # so that what is done only once is not counted
    return work(2 * SMALL) / work(SMALL)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return read_pack(write_pack(tmp_path / "pack")).pack


def named(pack: Pack, name: str) -> SourceEntry:
    return next(entry for entry in pack.entries if entry.id == name)


@pytest.mark.parametrize("name", ["pact", "league"])
def test_checking_entries_of_one_name(name: str, pack: Pack) -> None:
    def work(count: int) -> int:
        reading = Reading(with_clones(pack, named(pack, name), count), ())
        return calls(lambda: check_reading(reading))

    assert growth(work) < MOST_GROWTH


def test_compiling_entries_of_one_name(pack: Pack, tmp_path: Path) -> None:
    def work(count: int) -> int:
        cloned = with_clones(pack, named(pack, "pact"), count)
        return calls(lambda: write_library(cloned, tmp_path / "reference.db"))

    assert growth(work) < MOST_GROWTH
