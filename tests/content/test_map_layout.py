"""Where themes and entries stand on the map."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.entry import Label
from attache.base.vocabulary import Kind, LabelType
from attache.content.map_layout import Layout, Territory, lay_out, map_name
from attache.content.pack import SourceEntry


def laid_out(lengths: dict[str, list[int]]) -> tuple[dict[str, list[str]], Layout]:
    """Lay out themes whose entries have names of these lengths."""
    members = {theme: [f"{theme}-{at}" for at in range(len(own))] for theme, own in lengths.items()}
    names = {f"{theme}-{at}": "x" * length for theme, own in lengths.items() for at, length in enumerate(own)}
    return members, lay_out(members, names)


def apart(one: Territory, other: Territory) -> bool:
    """Return whether two rectangles have no point in common."""
    return (
        one.left + one.width <= other.left
        or other.left + other.width <= one.left
        or one.top + one.height <= other.top
        or other.top + other.height <= one.top
    )


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.integers(1, 60), max_size=50)))
def test_every_entry_stands_alone_in_the_territory_of_its_theme(lengths: dict[str, list[int]]) -> None:
    members, layout = laid_out(lengths)
    assert set(layout.territories) == {theme for theme, own in members.items() if own}
    assert all(apart(one, other) for one, other in combinations(layout.territories.values(), 2))
    assert set(layout.spots) == {id_ for own in members.values() for id_ in own}
    for theme, territory in layout.territories.items():
        spots = [layout.spots[id_] for id_ in members[theme]]
        assert all(territory.left + 8 <= x <= territory.left + territory.width - 8 for x, _ in spots)
        assert all(territory.top + 28 <= y <= territory.top + territory.height - 8 for _, y in spots)
        near = [
            (one, other)
            for one, other in combinations(spots, 2)
            if abs(one.x - other.x) < 16 and abs(one.y - other.y) < 12
        ]
        assert near == []
    assert layout == laid_out(lengths)[1]


def test_important_entries_have_room_for_their_names() -> None:
    members, layout = laid_out({"a": [20] * 40, "b": [20] * 12})
    for theme, ids in members.items():
        rows: dict[float, list[float]] = {}
        for id_ in ids:
            rows.setdefault(layout.spots[id_].y, []).append(layout.spots[id_].x)
        right = layout.territories[theme].left + layout.territories[theme].width
        for id_ in ids[: len(ids) // 4]:
            x, y = layout.spots[id_]
            assert min((other for other in rows[y] if other > x), default=right) - x >= 20 * 6.4


def test_the_sheet_is_as_wide_for_its_height_as_the_chart() -> None:
    _, layout = laid_out({theme: [18] * (5 + 4 * at) for at, theme in enumerate("abcdefg")})
    width = max(each.left + each.width for each in layout.territories.values())
    height = max(each.top + each.height for each in layout.territories.values())
    assert width / height == pytest.approx(776 / 668, abs=0.05)
    assert all(0.8 < each.width / each.height < 5 for each in layout.territories.values())


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (Kind.CONCEPT, "Mutual defence pact", "Mutual defence pact"),
        (Kind.CONCEPT, "Humanitarian assistance and disaster relief", "Disaster relief"),
        (Kind.ORGANISATION, "Five Power Defence Arrangements", "Disaster relief"),
        (Kind.ORGANISATION, "Gulf Cooperation Council", "Gulf Cooperation Council"),
    ],
)
def test_a_long_title_gives_way_to_a_short_name(kind: Kind, title: str, name: str) -> None:
    labels = (
        Label("humanitarian relief operations and more", LabelType.SHORT),
        Label("relief", LabelType.RELATED),
        Label("disaster relief", LabelType.SHORT),
    )
    entry = SourceEntry(id="e", kind=kind, title=title, definition="", theme="t", labels=labels)
    assert map_name(entry) == name


def test_a_long_title_without_a_short_name_stays() -> None:
    title = "Military missions of expanding empires"
    assert map_name(SourceEntry("e", Kind.CASE_STUDY, title, "", "t")) == title
