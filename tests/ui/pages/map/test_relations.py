"""Where the lines and names of a focus stand."""

from __future__ import annotations

from itertools import combinations
from math import cos, pi, sin

from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from attache.ui.pages.map.boxes import Box
from attache.ui.pages.map.relations import Drawing, Line, Sizes, Wanted, draw_relations

SHEET = Box(0, 0, 800, 600)
SIZES = Sizes(reach=4.5, focus=10, name=12, relation=11, title=18, gap=6)


def drawn(line: Line) -> QPainterPath:
    """Return what a line covers, as Qt draws it."""
    path = QPainterPath(QPointF(*line.start))
    path.quadTo(QPointF(*line.control), QPointF(*line.end))
    stroker = QPainterPathStroker()
    stroker.setWidth(1.3)
    return stroker.createStroke(path)


def assert_apart(drawing: Drawing) -> None:
    """Check that no text of a drawing meets another one or a line."""
    texts = [box for label in drawing.labels.values() for box in label.boxes]
    texts += [drawing.title] if drawing.title else []
    assert [pair for pair in combinations(texts, 2) if pair[0].meets(pair[1])] == []
    lines = [drawn(line) for line in drawing.lines.values()]
    rects = [QRectF(box.left, box.top, box.width, box.height) for box in texts]
    crossed = [
        rect
        for line in lines
        for rect in rects
        if line.boundingRect().intersects(rect) and line.intersects(rect)
    ]
    assert crossed == []


def some(points: list[tuple[float, float]]) -> list[Wanted]:
    return [Wanted(n, at, 60 + n * 7 % 90, (50.0,)) for n, at in enumerate(points, 2)]


coordinates = st.tuples(st.floats(10, 790), st.floats(10, 590))


@given(coordinates, st.lists(coordinates, max_size=14))
def test_no_name_overlaps_another_one_or_a_line(
    focus: tuple[float, float], points: list[tuple[float, float]]
) -> None:
    # Where another mark is under the focus, a line may have no way around the title.
    assume(all(abs(x - focus[0]) > 40 or abs(y - focus[1]) > 40 for x, y in points))
    drawing = draw_relations(focus, [260.0, 60.0], some(points), [], SHEET, SIZES)
    assert len(drawing.lines) == len(points)
    assert_apart(drawing)
    for label in drawing.labels.values():
        assert all(SHEET.holds(box) for box in label.boxes)


def test_lines_in_one_direction_bend_alike_and_do_not_coincide() -> None:
    drawing = draw_relations((100, 300), [40.0], some([(300, 300), (500, 300), (700, 300)]), [], SHEET, SIZES)
    paths = [drawn(line) for line in drawing.lines.values()]
    middles = [[*line.points()][len([*line.points()]) // 2] for line in drawing.lines.values()]
    assert len({round(y) for _, y in middles}) == 3
    for path, middle in zip(paths, middles, strict=True):
        assert sum(other.contains(QPointF(*middle)) for other in paths) <= 1, path


def test_lines_in_all_directions_bend_around_the_title() -> None:
    around = [(400 + 250 * cos(turn * pi / 8), 300 + 250 * sin(turn * pi / 8)) for turn in range(16)]
    drawing = draw_relations((400, 300), [160.0], some(around), [], SHEET, SIZES)
    assert drawing.title is not None
    assert_apart(drawing)


def test_a_lone_neighbour_has_its_name_and_relation_beside_it() -> None:
    drawing = draw_relations((100, 300), [120.0], some([(400, 200)]), [], SHEET, SIZES)
    name, relation, which = drawing.labels[2]
    assert relation is not None
    assert which == 0
    assert name.left > 400 or name.right < 400
    assert abs(name.top - relation.top) < 20
    assert drawing.title is not None


def test_names_avoid_grey_marks_where_they_can() -> None:
    wanted = some([(400, 200)])
    free = draw_relations((100, 300), [120.0], wanted, [], SHEET, SIZES).labels[2]
    grey = [Box.around((free.name.left + free.name.right) / 2, 200, 4)]
    moved = draw_relations((100, 300), [120.0], wanted, grey, SHEET, SIZES).labels[2]
    assert not moved.name.meets(grey[0])


def test_a_title_that_has_no_room_gives_way_to_a_short_one_or_to_none() -> None:
    assert draw_relations((10, 10), [900.0, 60.0], [], [], SHEET, SIZES).title_of == 1
    assert draw_relations((10, 10), [900.0], [], [], SHEET, SIZES).title is None


def test_where_nothing_else_has_room_the_name_stands_alone_or_not_at_all() -> None:
    narrow = Box(0, 0, 800, 16)
    wanted = [Wanted(2, (400.0, 8.0), 100.0, (900.0,)), Wanted(3, (600.0, 8.0), 900.0, (900.0,))]
    labels = draw_relations((100, 8), [50.0], wanted, [], narrow, SIZES).labels
    assert labels[2].relation is None
    assert 3 not in labels
