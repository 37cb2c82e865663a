"""Whether this PySide6 gives back references that it does not own, and so ends the process in time."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

REPAINTS = 1000
SHARED = (None, True, False)


class Watcher(QObject):
    """Answers every event with False: one of the shared values goes to Qt each time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every event through."""
        return False


class Painted(QWidget):
    """Everything that Qt calls in a repaint is overridden in Python."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def event(self, event: QEvent) -> bool:
        """Hand every event on, and a bool back."""
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Return any size."""
        return QSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count, and return None to Qt."""
        self.painted += 1


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal from 3.12 on")
def test_a_thousand_repaints_leave_the_shared_values_alone(qtbot: QtBot) -> None:
    widget, watcher = Painted(), Watcher()
    qtbot.addWidget(widget)
    widget.installEventFilter(watcher)
    with qtbot.waitExposed(widget):
        widget.show()
    before, painted = [sys.getrefcount(value) for value in SHARED], widget.painted
    for _ in range(REPAINTS):
        widget.repaint()
    after = [sys.getrefcount(value) for value in SHARED]
    assert widget.painted - painted == REPAINTS
    assert all(abs(now - then) < REPAINTS // 10 for now, then in zip(after, before, strict=True))
