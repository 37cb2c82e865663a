"""The timeline: order, dates in words, and a scale on which empty centuries take no room."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from attache.base.vocabulary import EntryRef, Kind
from attache.content.compile import write_library
from attache.content.pack import SourceDate
from attache.library.library import Library
from attache.library.recognition import LibraryDamaged
from attache.library.timeline import Event, TimeScale
from tests.library.conftest import PACK, an_entry
from tests.shipped import shipped_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with three dates, the earliest one in the second entry."""
    pact = an_entry(
        "Pact",
        dates=(SourceDate("1971-04-16", "", "the pact is signed"), SourceDate("1972", "1975-02", "Talks")),
    )
    treaty = an_entry("Treaty", dates=(SourceDate("1386-05", "", "Treaty"),))
    path = tmp_path / "dated.db"
    write_library(replace(PACK, entries=(pact, treaty, an_entry("Idea")), accuracy=()), path)
    with Library.open(path) as opened:
        yield opened


def an_event(begin: float, end: float = 0) -> Event:
    entry = EntryRef("attache:a", "A", Kind.CONCEPT)
    return Event(entry, 1, "theme", str(int(begin)), "", "Something", begin, max(begin, end))


def test_events_are_in_order_of_time_and_begin_with_a_capital(library: Library) -> None:
    found = library.timeline()
    assert [(each.when, each.what) for each in found] == [
        ("May 1386", "Treaty"),
        ("16 April 1971", "The pact is signed"),
        ("1972 to February 1975", "Talks"),
    ]
    assert [each.entry.title for each in found] == ["Treaty", "Pact", "Pact"]
    assert all(int(each.on[:4]) <= each.begin < int(each.on[:4]) + 1 for each in found)
    assert found[1].end == found[1].begin
    assert found[2].end == pytest.approx(1975 + 1.5 / 12, abs=0.01)


def test_an_entry_is_dated_or_not(library: Library) -> None:
    assert [library.is_dated(each) for each in ("pact", "attache:treaty", "idea", "unknown")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_date_that_is_none_means_that_the_file_is_damaged(library: Library) -> None:
    library.close()
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE event SET \"on\" = '1971-13-01'")
    connection.close()
    with Library.open(library.path) as opened, pytest.raises(LibraryDamaged):
        opened.timeline()


def test_empty_centuries_take_no_room() -> None:
    years = (1192, 1386, 1713, 1750, *range(1990, 2020))
    scale = TimeScale([an_event(year + 0.5) for year in years])
    assert [era.title for era in scale.eras] == ["1192", "1386", "1713–1750", "1990", "1991–2019"]
    assert scale.eras[0].left == 0
    assert scale.eras[-1].right == pytest.approx(1)
    gaps = {round(after.left - before.right, 6) for before, after in pairwise(scale.eras)}
    assert gaps == {0.008}
    # Thirty dates get more room than one, but not thirty times as much.
    sizes = [era.right - era.left for era in scale.eras]
    assert sizes[0] < sizes[2] < sizes[4] < 8 * sizes[0]


def test_the_scale_never_goes_back_and_is_linear_within_an_era() -> None:
    scale = TimeScale([an_event(1192.5), an_event(1960.2, 1971.5), an_event(2020.9)])
    steps = [scale.position(1100 + number / 10) for number in range(9300)]
    assert all(before <= after + 1e-12 for before, after in pairwise(steps))
    assert max(steps) <= 1
    assert scale.position(1966) - scale.position(1965) == pytest.approx(
        scale.position(1971) - scale.position(1970)
    )


def test_a_scale_of_nothing_has_no_eras() -> None:
    assert TimeScale(()).eras == ()


def test_every_date_of_the_shipped_library_is_within_an_era() -> None:
    with Library.open(Path(shipped_library())) as opened:
        found = opened.timeline()
        scale = TimeScale(found)
        assert len(found) > 300
        assert all(0 < scale.position(each.begin) <= scale.position(each.end) < 1 for each in found)
        related = opened.related(found[0].entry.id)
        assert related
        assert found[0].n not in related
