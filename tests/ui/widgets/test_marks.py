from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from attache.base.vocabulary import Kind
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.widgets.marks import KIND_PLURALS, paint_kind

SIDE = 40
BOX = QRectF(8, 8, 24, 24)


def drawn(kind: Kind, colour: str = "#AA0000") -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_kind(painter, BOX, kind, colour)
    painter.end()
    return image


def full(image: QImage, colour: str) -> set[tuple[int, int]]:
    wanted = QColor(colour)
    return {(x, y) for x in range(SIDE) for y in range(SIDE) if image.pixelColor(x, y) == wanted}


def test_the_shape_alone_tells_the_kind() -> None:
    shapes = {kind: full(drawn(kind), "#AA0000") for kind in Kind}
    for one, other in combinations(shapes.values(), 2):
        assert len(one ^ other) > 20
    corner, top, foot = (8 + 2, 8 + 2), (20, 8 + 3), (8 + 4, 8 + 22)
    has = {kind: [point in shape for point in (corner, top, foot)] for kind, shape in shapes.items()}
    assert has == {
        Kind.CONCEPT: [True, True, True],
        Kind.ORGANISATION: [False, True, False],
        Kind.CASE_STUDY: [False, True, True],
    }


@pytest.mark.parametrize("kind", Kind)
def test_a_mark_keeps_to_its_box_and_its_colour(kind: Kind) -> None:
    image = drawn(kind, "#0000AA")
    assert full(image, "#0000AA")
    touched = {
        (x, y) for x in range(SIDE) for y in range(SIDE) if image.pixelColor(x, y) != QColor("#FFFFFF")
    }
    assert all(BOX.adjusted(-1, -1, 1, 1).contains(x, y) for x, y in touched)


@pytest.mark.parametrize("kind", Kind)
def test_the_painter_is_left_as_it_was(kind: Kind) -> None:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    painter.setPen(QColor("#123456"))
    before = (painter.pen(), painter.brush(), painter.renderHints())
    paint_kind(painter, BOX, kind, "#AA0000")
    assert (painter.pen(), painter.brush(), painter.renderHints()) == before
    painter.end()


def test_every_kind_has_its_words() -> None:
    assert set(KIND_WORDS) == set(KIND_PLURALS) == set(Kind)
    assert len(set(KIND_WORDS.values())) == len(set(KIND_PLURALS.values())) == len(Kind)
