"""The map as a library tells of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.library.library import Library
from attache.library.recognition import LibraryDamaged


def test_every_entry_stands_in_the_territory_of_its_theme(library: Library) -> None:
    atlas = library.atlas()
    assert {each.title for each in atlas.territories} == {each.title for each in library.themes()}
    assert [spot.n for spot in atlas.spots] == list(range(1, library.entry_count + 1))
    lands = {each.theme: each for each in atlas.territories}
    for spot in atlas.spots:
        land = lands[spot.theme]
        assert land.left < spot.x < land.left + land.width <= atlas.width
        assert land.top < spot.y < land.top + land.height <= atlas.height


def test_neighbours_are_named_by_all_their_relations(library: Library) -> None:
    spots = {spot.n: spot.entry for spot in library.atlas().spots}
    for spot in library.atlas().spots:
        found = library.neighbours(spot.entry.id)
        page = library.entry(spot.entry.id)
        listed = {ref.id: group.words for group in page.relations for ref in group.entries}
        assert set(listed) <= {spots[each.n].id for each in found}
        for each in found:
            assert spots[each.n].id not in listed or listed[spots[each.n].id] in each.words
            assert each.contrasts == (set(each.words) <= {"Contrasts with", "Often confused with"})
    assert library.neighbours("nothing") == ()


def test_an_unknown_kind_is_a_damaged_library(library_file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(library_file.read_bytes())
    with closing(sqlite3.connect(broken)) as connection, connection:
        connection.execute("UPDATE entry SET kind = 'fable' WHERE n = 1")
    with Library.open(broken) as library, pytest.raises(LibraryDamaged):
        library.atlas()
