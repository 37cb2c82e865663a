"""Where the lines and names of a focus stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from attache.ui.pages.map.boxes import Box
from attache.ui.pages.map.labels import Sizes, Wanted
from attache.ui.pages.map.relations import Drawing, Line, draw_relations

SHEET = Box(0, 0, 800, 600)
SIZES = Sizes(reach=4.5, focus=10, name=12, relation=11, title=18, gap=6)


def drawn(line: Line) -> QPainterPath:
    """Return what a line covers, as Qt draws it."""
    path = QPainterPath(QPointF(*line.start))
    path.quadTo(QPointF(*line.control), QPointF(*line.end))
    stroker = QPainterPathStroker()
    stroker.setWidth(1.3)
    return stroker.createStroke(path)


def around(
    focus: tuple[float, float],
    titles: list[float],
    wanted: list[Wanted],
    grey: Sequence[Box] = (),
    fixed: Sequence[Box] = (),
    view: Box = SHEET,
    sheet: Box = SHEET,
) -> Drawing:
    return draw_relations(focus, titles, wanted, grey, fixed, sheet, view, SIZES)


def texts_of(drawing: Drawing) -> list[Box]:
    texts = [box for label in drawing.labels.values() for box in label.boxes]
    return [*texts, *([drawing.title] if drawing.title else [])]


def crossed(drawing: Drawing) -> list[Box]:
    """Return the texts that a line crosses."""
    lines = [drawn(line) for line in drawing.lines.values()]
    return [
        box
        for box in texts_of(drawing)
        if any(line.intersects(QRectF(box.left, box.top, box.width, box.height)) for line in lines)
    ]


def some(points: list[tuple[float, float]], home: Box = SHEET) -> list[Wanted]:
    return [Wanted(n, at, 60 + n * 7 % 90, (50.0,), home) for n, at in enumerate(points, 2)]


coordinates = st.tuples(st.floats(10, 790), st.floats(10, 590))


@given(coordinates, st.lists(coordinates, max_size=14))
def test_no_name_overlaps_another_one_or_a_mark(
    focus: tuple[float, float], points: list[tuple[float, float]]
) -> None:
    drawing = around(focus, [260.0, 60.0], some(points))
    assert len(drawing.lines) == len(points)
    texts, marks = texts_of(drawing), [Box.around(*point, SIZES.reach) for point in points]
    assert [pair for pair in combinations(texts, 2) if pair[0].meets(pair[1])] == []
    assert [text for text in texts if any(map(text.meets, marks))] == []
    for label in drawing.labels.values():
        assert all(SHEET.holds(box) for box in label.boxes)


def test_lines_in_one_direction_bend_alike_and_do_not_coincide() -> None:
    drawing = around((100, 300), [40.0], some([(300, 300), (500, 300), (700, 300)]))
    paths = [drawn(line) for line in drawing.lines.values()]
    middles = [[*line.points()][len([*line.points()]) // 2] for line in drawing.lines.values()]
    assert len({round(y) for _, y in middles}) == 3
    for path, middle in zip(paths, middles, strict=True):
        assert sum(other.contains(QPointF(*middle)) for other in paths) <= 1, path


def test_lines_in_all_directions_bend_around_the_title() -> None:
    points = [(400 + 250 * cos(turn * pi / 8), 300 + 250 * sin(turn * pi / 8)) for turn in range(16)]
    drawing = around((400, 300), [160.0], some(points))
    assert drawing.title is not None
    assert crossed(drawing) == []


def test_a_lone_neighbour_has_its_name_and_relation_beside_it() -> None:
    drawing = around((100, 300), [120.0], some([(400, 200)]))
    name, relation, which = drawing.labels[2]
    assert relation is not None
    assert which == 0
    assert name.left > 400 or name.right < 400
    assert abs(name.top - relation.top) < 20
    assert drawing.title is not None


def test_names_avoid_grey_marks_where_they_can() -> None:
    wanted = some([(400, 200)])
    free = around((100, 300), [120.0], wanted).labels[2]
    grey = [Box.around((free.name.left + free.name.right) / 2, 200, 4)]
    moved = around((100, 300), [120.0], wanted, grey).labels[2]
    assert not moved.name.meets(grey[0])


def test_a_title_that_has_no_room_gives_way_to_a_short_one_or_to_none() -> None:
    assert around((10, 10), [900.0, 60.0], []).title_of == 1
    assert around((10, 10), [900.0], []).title is None


def test_where_nothing_else_has_room_the_name_stands_alone_or_not_at_all() -> None:
    narrow = Box(0, 0, 800, 16)
    wanted = [
        Wanted(2, (400.0, 8.0), 100.0, (900.0,), narrow),
        Wanted(3, (600.0, 8.0), 900.0, (900.0,), narrow),
    ]
    labels = around((100, 8), [50.0], wanted, view=narrow, sheet=narrow).labels
    assert labels[2].relation is None
    assert 3 not in labels


def test_names_stand_in_the_view_and_in_their_territory() -> None:
    view, home = Box(300, 0, 600, 600), Box(300, 200, 600, 320)
    drawing = around((450, 300), [100.0], some([(310, 310), (590, 210)], home), view=view)
    assert set(drawing.labels) == {2, 3}
    assert all(map(view.holds, texts_of(drawing)))
    assert all(home.holds(box) for label in drawing.labels.values() for box in label.boxes)


def test_a_name_without_other_room_stands_over_a_line() -> None:
    points = [(700.0, 280.0 + 20 * place) for place in range(3)]
    low = Box(0, 260, 800, 340)
    drawing = around((100, 300), [40.0], some([*points, (400, 300)]), view=low, sheet=low)
    assert set(drawing.labels) == {2, 3, 4, 5}


@pytest.mark.parametrize("down", range(-30, 31, 5))
@pytest.mark.parametrize("right", range(30, 130, 20))
def test_no_text_is_in_line_with_another_mark_only(right: int, down: int) -> None:
    points = [(400.0, 300.0), (400.0 + right, 300.0 + down)]
    labels = around((60, 560), [40.0], some(points)).labels
    for (x, y), (left, top) in (points, points[::-1]):
        for box in labels[2 if (x, y) == points[0] else 3].boxes:
            is_beside_own = box.top <= y <= box.bottom
            away = max(box.left - left, left - box.right)
            assert is_beside_own or not box.top <= top <= box.bottom or away >= 60


def test_texts_keep_clear_of_titles() -> None:
    fixed = [Box(0, 180, 800, 230)]
    drawing = around((100, 260), [120.0], some([(400, 240)]), fixed=fixed)
    assert [text for text in texts_of(drawing) if text.meets(fixed[0])] == []
