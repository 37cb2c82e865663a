"""What is drawn of the map of the shipped library: names, titles, marks and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from attache.library.atlas import Spot
from attache.library.library import Library
from attache.ui.pages.map.boxes import Box
from attache.ui.pages.map.look import Look
from attache.ui.pages.map.projection import Projection
from attache.ui.pages.map.scene import Focus, Scene, Text
from attache.ui.shell.theme import Theme
from tests.conftest import Sample
from tests.ui.pages.map.test_relations import drawn

MakeScene = Callable[..., Scene]
NATO = "attache:nato"
FPDA = "attache:five-power-defence-arrangements"


@pytest.fixture
def scene_of(library: Library, theme: Theme) -> MakeScene:
    """Make a scene of the shipped map, focused on an entry if its id is given."""
    atlas, look = library.atlas(), Look(theme, 1.0)

    def make(
        entry: str = "",
        width: int = 776,
        height: int = 668,
        zoom: float = 1,
        passing: frozenset[int] | None = None,
    ) -> Scene:
        spot = next((spot for spot in atlas.spots if spot.entry.id == entry), None)
        focus = Focus(spot, library.neighbours(entry)) if spot else None
        return Scene(atlas, look, Projection.fitting(atlas, width, height, zoom), passing, focus)

    return make


def overlaps(texts: Iterable[Text]) -> list[tuple[str, str]]:
    """Return the pairs of texts that overlap."""
    return [(one.words, other.words) for one, other in combinations(texts, 2) if one.box.meets(other.box)]


def crossed(scene: Scene, texts: Iterable[Text]) -> list[str]:
    """Return the texts that a line of the focus crosses, as Qt draws it."""
    lines = [drawn(line) for line in scene.drawing.lines.values()] if scene.drawing else []
    found = []
    for text in texts:
        box = text.box
        rect = QRectF(box.left, box.top, box.width, box.height)
        if any(line.boundingRect().intersects(rect) and line.intersects(rect) for line in lines):
            found.append(text.words)
    return found


def texts_of(scene: Scene) -> list[Text]:
    """Return all texts of a scene."""
    return [*(text for own in scene.names.values() for text in own), *scene.titles]


def assert_readable(scene: Scene) -> None:
    """Check that no text overlaps another one, or a mark that tells something."""
    assert overlaps(texts_of(scene)) == []
    names = [text for own in scene.names.values() for text in own]
    marks = [mark.box for mark in scene.marks.values() if not mark.grey]
    assert [text.words for text in names if any(text.box.meets(mark) for mark in marks)] == []


@pytest.mark.parametrize("zoom", [1, 1.5, 4, 8])
@pytest.mark.parametrize(("width", "height"), [(776, 668), (812, 440), (1416, 948)])
def test_no_name_of_the_whole_map_overlaps_another_one_or_a_mark(
    scene_of: MakeScene, width: int, height: int, zoom: float
) -> None:
    scene = scene_of("", width, height, zoom)
    assert_readable(scene)
    assert len(scene.titles) == len(scene.lands)
    for at, land in enumerate(scene.lands):
        boxes = [text.box for texts in scene.names_in(at).values() for text in texts]
        assert all(land.box.holds(box) for box in [*boxes, land.title.box])


@pytest.mark.parametrize("zoom", [1, 1.5, 4])
@pytest.mark.parametrize(("width", "height"), [(776, 668), (812, 440), (1416, 948)])
def test_each_name_can_be_assigned_to_its_mark(
    scene_of: MakeScene, width: int, height: int, zoom: float
) -> None:
    scene = scene_of("", width, height, zoom)
    gap = scene.look.gap
    for n, (name, *_) in scene.names.items():
        # Everything as near as twice the space between a name and its mark.
        near = name.box._replace(left=name.box.left - 2 * gap, right=name.box.right + 2 * gap)
        unnamed = [mark for other, mark in scene.marks.items() if other != n and other not in scene.names]
        assert not any(near.meets(mark.box) for mark in unnamed), name.words


def test_no_name_around_a_focus_overlaps_another_one_and_most_stand_over_no_line(
    scene_of: MakeScene, library: Library
) -> None:
    count = over = 0
    for spot in library.atlas().spots[::8]:
        scene = scene_of(spot.entry.id)
        assert_readable(scene)
        names = [text for own in scene.names.values() for text in own]
        count, over = count + len(names), over + len(crossed(scene, names))
    assert over < count * 0.35


def test_no_relation_seems_to_belong_to_the_name_of_another_entry(
    scene_of: MakeScene, library: Library
) -> None:
    for spot in library.atlas().spots[::8]:
        scene = scene_of(spot.entry.id)
        gap = scene.look.gap
        for n, (_, *relations) in scene.names.items():
            for words, (left, top, right, bottom), *_ in relations:
                near = Box(left - 2 * gap, top - gap / 2, right + 2 * gap, bottom + gap / 2)
                others = [own[0] for other, own in scene.names.items() if other not in (n, spot.n)]
                assert not any(near.meets(other.box) for other in others), (spot.name, words)


@pytest.mark.parametrize(
    ("entry", "width", "height"),
    [("attache:united-nations", 751, 678), (FPDA, 751, 678), ("attache:east-asia-summit", 812, 440)],
)
def test_a_name_moves_if_another_would_have_no_place(
    scene_of: MakeScene, entry: str, width: int, height: int
) -> None:
    scene = scene_of(entry, width, height)
    assert set(scene.names) == {n for n, mark in scene.marks.items() if not mark.grey}


def test_titles_stay_where_they_are_with_a_focus(scene_of: MakeScene) -> None:
    assert scene_of(NATO).titles == scene_of().titles


def test_a_view_shows_whole_texts_only(scene_of: MakeScene) -> None:
    scene, view = scene_of(NATO, zoom=2), Box(200, 100, 900, 700)
    shown = list(scene.texts_around_focus(view))
    assert shown
    assert all(view.holds(text.box) for text in shown)
    assert len(shown) < len(texts_of(scene))


@pytest.mark.slow
def test_this_is_so_for_every_entry(scene_of: MakeScene, library: Library, sample: Sample) -> None:
    """For every third one, and for all with ``--long``."""
    for number, spot in enumerate(sample.of(library.atlas().spots, 3)):
        assert_readable(scene_of(spot.entry.id))
        if number % 6 == 0:  # in a low and in a large window
            assert_readable(scene_of(spot.entry.id, 812, 440))
            assert_readable(scene_of(spot.entry.id, 1416, 948))


def test_the_shipped_map_names_half_of_its_entries_and_all_when_enlarged(scene_of: MakeScene) -> None:
    names = [len(scene_of("", zoom=zoom).names) for zoom in (1, 2, 4, 8)]
    count = len(scene_of().marks)
    assert count * 0.45 < names[0] < names[1] < names[2] <= names[3]
    assert names[3] > count * 0.97


def test_a_focus_with_few_neighbours_names_nearly_all_and_their_relations(
    scene_of: MakeScene, library: Library
) -> None:
    wanted = named = 0
    for spot in library.atlas().spots[::3]:
        near = {each.n: each for each in library.neighbours(spot.entry.id)}
        if len(near) > 16:
            continue
        scene = scene_of(spot.entry.id)
        texts = {n: own for n, own in scene.names.items() if n in near}
        wanted += len(near)
        named += len(texts)
        for n, own in texts.items():
            relations = [words[0].lower() + words[1:] for words in near[n].words]
            assert [text.words for text in own[1:]] in ([], [", ".join(relations)], relations[:1])
    assert named > wanted * 0.95


def test_the_title_of_a_focus_is_whole_where_it_has_room(scene_of: MakeScene, library: Library) -> None:
    own = next(spot.n for spot in library.atlas().spots if spot.entry.id == FPDA)
    assert [text.words for text in scene_of(FPDA, 1416, 948).names[own]] == [
        "Five Power Defence Arrangements"
    ]


def test_other_entries_are_grey_and_have_no_name(scene_of: MakeScene, library: Library) -> None:
    scene = scene_of(NATO)
    coloured = {n for n, mark in scene.marks.items() if not mark.grey}
    spots = {spot.entry.id: spot for spot in library.atlas().spots}
    assert coloured == {spots[NATO].n, *(each.n for each in library.neighbours(NATO))}
    assert set(scene.names) <= coloured
    assert scene.names_in(0) == {}


def test_filters_grey_out_without_moving_anything(scene_of: MakeScene) -> None:
    whole = scene_of()
    kept = frozenset(list(whole.marks)[::3])
    scene = scene_of(passing=kept)
    assert {n for n, mark in scene.marks.items() if not mark.grey} == kept
    assert set(scene.names) <= kept
    assert {n: mark[:4] for n, mark in scene.marks.items()} == {
        n: mark[:4] for n, mark in whole.marks.items()
    }


def test_an_entry_is_found_by_its_mark_and_by_its_name(scene_of: MakeScene) -> None:
    scene = scene_of()
    for n, mark in scene.marks.items():
        assert scene.entry_at(mark.x, mark.y, 10) == n
        for text in scene.names.get(n, ()):
            assert scene.entry_at((text.box.left + text.box.right) / 2, mark.y, 10) == n
    assert scene.entry_at(-50, -50, 10) == 0
    land = scene.lands[0].box
    assert scene.entry_at(land.right - 2, land.top + 2, 3) == 0
    focused = scene_of(NATO)
    for n, texts in focused.names.items():
        box = texts[0].box
        assert focused.entry_at((box.left + box.right) / 2, (box.top + box.bottom) / 2, 10) == n


def test_long_names_are_cut_and_a_long_title_is_short(
    scene_of: MakeScene, library: Library, theme: Theme
) -> None:
    longest: Spot = max(library.atlas().spots, key=lambda spot: len(spot.entry.title))
    scene = scene_of(longest.entry.id)
    assert [text.words for text in scene.names[longest.n]] == [longest.name]
    near = scene_of("", zoom=9)
    assert max(text.box.width for texts in near.names.values() for text in texts) <= theme.px(252)


def test_a_low_territory_has_no_title(scene_of: MakeScene) -> None:
    scene = scene_of("", 400, 60)
    assert scene.titles == []
    assert scene.sheet == Box(0, 0, 400, 60)
