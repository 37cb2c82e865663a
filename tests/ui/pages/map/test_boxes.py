"""Rectangles that are taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attache.ui.pages.map.boxes import Box, Taken

sizes = st.floats(0.5, 90)
places = st.floats(-200, 200)
boxes = st.builds(lambda x, y, width, height: Box(x, y, x + width, y + height), places, places, sizes, sizes)


@given(st.lists(boxes, max_size=12), boxes, places, places)
def test_what_is_taken_is_what_meets_a_box(taken: list[Box], box: Box, x: float, y: float) -> None:
    found = Taken()
    for each in taken:
        found.add(each)
    assert found.is_free(box) == (not any(each.meets(box) for each in taken))
    assert found.at(x, y) == [
        each for each in taken if each.left <= x <= each.right and each.top <= y <= each.bottom
    ]


def test_boxes_that_share_an_edge_do_not_meet() -> None:
    box = Box(0, 0, 10, 10)
    assert not box.meets(box.moved(10, 0))
    assert box.meets(box.moved(9, 9))
    assert box.grown(1).holds(box)
    assert not box.holds(box.grown(1))
    assert (box.grown(1).width, box.moved(3, 4).height) == (12, 10)
    assert Box.around(5, 5, 5) == box
