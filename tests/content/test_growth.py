"""The work of checking and compiling grows in proportion to a pack, not with the square of its size.

Work is counted as the lines that Python runs and the calls that it makes, which are the same every time,
unlike seconds.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from attache.content.checking import check_reading
from attache.content.checks.answers import also_right
from attache.content.checks.context import Context
from attache.content.compile import write_library
from attache.content.pack import Pack, SourceEntry, SourceRelationType
from attache.content.reading import Reading, read_pack
from tests.content.packs import write_pack

SMALL = 50
MOST_GROWTH = 2.3
"""The factor by which the work may grow when the pack doubles; sorting takes a little more than twice."""


def steps(action: Callable[[], object]) -> int:
    """Return how many lines an action runs and how many functions written in C it calls."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return line

    def call(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "c_call"

    # A garbage collection would call functions that belong to earlier work.
    gc.disable()
    before = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        action()
    finally:
        sys.setprofile(before[1])
        sys.settrace(before[0])
        gc.enable()
    return count


TraceFunction = Callable[[FrameType, str, object], Any]


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
        return steps(lambda: check_reading(reading))

    assert growth(work) < MOST_GROWTH


def test_compiling_entries_of_one_name(pack: Pack, tmp_path: Path) -> None:
    def work(count: int) -> int:
        cloned = with_clones(pack, named(pack, "pact"), count)
        return steps(lambda: write_library(cloned, tmp_path / "reference.db"))

    assert growth(work) < MOST_GROWTH


def test_examples_that_offer_an_entry_with_many_relations(pack: Pack) -> None:
    entry = replace(named(pack, "pact"), relations={"confused-with": ("league", "guild", "crew", "fleet")})

    def work(count: int) -> int:
        context = Context(with_clones(pack, entry, count))
        list(also_right(context))  # computes the indexes
        return steps(lambda: list(also_right(context)))

    assert growth(work) < MOST_GROWTH


def test_checking_relations_of_as_many_types_as_entries(pack: Pack) -> None:
    def work(count: int) -> int:
        cloned = with_clones(pack, named(pack, "guild"), count)
        kinds = tuple(
            SourceRelationType(f"before-{n}", "Before", f"after-{n}", "After", acyclic=True)
            for n in range(count)
        )
        registries = replace(cloned.registries, relation_types=(*cloned.registries.relation_types, *kinds))
        reading = Reading(replace(cloned, registries=registries), ())
        return steps(lambda: check_reading(reading))

    assert growth(work) < MOST_GROWTH
