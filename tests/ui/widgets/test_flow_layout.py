"""Words in lines: what has no room goes to the next line, and nothing is squeezed or lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.widgets.flow_layout import FlowLayout


class Box(QLabel):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.wide = width

    def sizeHint(self) -> QSize:
        return QSize(self.wide, 20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(widths=st.lists(st.integers(20, 150), min_size=1, max_size=12), room=st.integers(160, 400))
def test_boxes_follow_one_another_and_stay_inside(qtbot: QtBot, widths: list[int], room: int) -> None:
    host = QWidget()
    layout = FlowLayout(host)
    layout.setContentsMargins(4, 4, 4, 4)
    layout.setSpacing(6)
    boxes = [Box(width) for width in widths]
    for box in boxes:
        layout.addWidget(box)
        box.show()
    high = layout.heightForWidth(room)
    layout.setGeometry(QRect(0, 0, room, high))
    places = [box.geometry() for box in boxes]
    assert [place.width() for place in places] == widths
    assert all(QRect(4, 4, room - 8, high - 8).contains(place) for place in places)
    for one, next_ in pairwise(places):
        same_line = next_.top() == one.top()
        assert next_.left() == one.right() + 7 if same_line else next_.left() == 4
        if not same_line:
            assert one.right() + 7 + next_.width() > room - 4, "it had no room behind the one before"
    host.deleteLater()


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = FlowLayout(host)
    first, second = Box(50), Box(50)
    for box in (first, second):
        layout.addWidget(box)
    first.hide()
    layout.setGeometry(QRect(0, 0, 200, 20))
    assert second.geometry().left() == 0
    assert layout.count() == 2
    assert layout.takeAt(5) is None
    assert layout.itemAt(5) is None
