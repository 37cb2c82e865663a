"""The chart in the whole window: moved, zoomed and walked through by mouse, touch pad and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.ui.pages.timeline.chart import TimelineChart
from attache.ui.pages.timeline.page import TimelinePage
from attache.ui.shell.window import Window
from tests.ui.studying import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def in_view(chart: TimelineChart, number: int) -> bool:
    """Return whether the mark of an event can be seen, below the head of the chart."""
    place = chart.place_of(number)
    return chart.viewport().rect().contains(place) and place.y() > 40


def at(chart: TimelineChart) -> tuple[int, int]:
    """Return how far the chart is moved to the right and down."""
    return chart.horizontalScrollBar().value(), chart.verticalScrollBar().value()


def turn(chart: TimelineChart, place: QPoint, angle: QPoint, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Turn the wheel over a place, as Qt tells of a mouse."""
    event = QWheelEvent(
        QPointF(place), QPointF(chart.viewport().mapToGlobal(place)), QPoint(), angle,
        Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), event)


def test_arrow_keys_walk_through_time_and_keep_what_is_selected_in_view(
    qtbot: QtBot, window: Window, page: TimelinePage, chart: TimelineChart
) -> None:
    assert focused() is chart
    press(qtbot, Qt.Key.Key_Right)
    assert chart.current == 0
    for number in (1, 2, 3, 4):
        press(qtbot, Qt.Key.Key_Right)
        assert chart.current == number
        assert in_view(chart, number)
        assert page.list.number == number
    press(qtbot, Qt.Key.Key_Left, Qt.Key.Key_End)
    assert chart.current == len(page.events) - 1
    assert in_view(chart, chart.current)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert chart.current == 0


def test_up_and_down_go_to_the_nearest_date_of_the_next_theme(
    qtbot: QtBot, page: TimelinePage, chart: TimelineChart
) -> None:
    press(qtbot, Qt.Key.Key_End)
    themes = [theme.id for theme in page.context.library.themes()]
    used = [theme for theme in themes if any(event.theme == theme for event in page.events)]
    here = page.events[chart.current]
    if here.theme == used[-1]:
        press(qtbot, Qt.Key.Key_Up)
        assert page.events[chart.current].theme == used[-2]
    press(qtbot, Qt.Key.Key_Down)
    after = page.events[chart.current]
    assert used.index(after.theme) == min(used.index(here.theme) + 1, len(used) - 1)
    for _ in used:
        press(qtbot, Qt.Key.Key_Up)
    assert page.events[chart.current].theme == used[0]
    assert in_view(chart, chart.current)


def test_ctrl_with_arrow_keys_and_page_keys_move_the_view(qtbot: QtBot, chart: TimelineChart) -> None:
    chart.zoom_by(4)
    before = at(chart)
    press(qtbot, Qt.Key.Key_Right, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Down, modifier=CONTROL)
    after = at(chart)
    assert (after[0] > before[0], after[1] > before[1], chart.current) == (True, True, -1)
    press(qtbot, Qt.Key.Key_Left, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Up, modifier=CONTROL)
    assert at(chart) == before
    press(qtbot, Qt.Key.Key_PageDown)
    assert at(chart)[1] > after[1]
    press(qtbot, Qt.Key.Key_PageUp)
    assert at(chart) == before


def test_keys_of_the_page_zoom_around_what_is_selected(
    qtbot: QtBot, window: Window, chart: TimelineChart
) -> None:
    press(qtbot, Qt.Key.Key_Home)
    chart.select(400)
    place, names = chart.place_of(400), len(chart.named())
    QTest.keyClicks(chart, "+")
    QTest.keyClicks(chart, "+")
    assert chart.zoom > 2
    assert abs(chart.place_of(400).x() - place.x()) <= 1
    assert chart.place_of(400).y() == place.y()
    assert len(chart.named()) > names
    QTest.keyClicks(chart, "-")
    assert 1 < chart.zoom < 2
    QTest.keyClicks(chart, "0")
    assert (chart.zoom, at(chart)[0]) == (1, 0)
    QTest.keyClicks(chart, "-")
    assert chart.zoom == 1


def test_the_wheel_moves_and_with_ctrl_zooms_at_the_mouse(chart: TimelineChart) -> None:
    place = chart.place_of(300)
    turn(chart, place, QPoint(0, 120), CONTROL)
    assert chart.zoom == pytest.approx(1.5)
    assert abs(chart.place_of(300).x() - place.x()) <= 1
    before = at(chart)
    turn(chart, place, QPoint(0, -120))
    assert at(chart) == (before[0], before[1] + 60)
    turn(chart, place, QPoint(-120, 0))
    assert at(chart) == (before[0] + 60, before[1] + 60)
    turn(chart, place, QPoint(0, 120), Qt.KeyboardModifier.ShiftModifier)
    assert at(chart) == (before[0], before[1] + 60)


def test_two_fingers_on_a_touch_pad_zoom(chart: TimelineChart) -> None:
    place = chart.place_of(300)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        QPointF(place), QPointF(place), QPointF(chart.viewport().mapToGlobal(place)), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), event)
    assert chart.zoom == pytest.approx(1.5)
    assert abs(chart.place_of(300).x() - place.x()) <= 1


def test_the_mouse_drags_the_chart_and_selects_nothing(qtbot: QtBot, chart: TimelineChart) -> None:
    chart.zoom_by(4)
    before, middle = at(chart), chart.viewport().rect().center()
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    for step in (20, 60, 100):
        qtbot.mouseMove(chart.viewport(), middle - QPoint(step, step))
    qtbot.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, pos=middle - QPoint(100, 100))
    assert at(chart) == (before[0] + 100, before[1] + 100)
    assert chart.current == -1


def test_a_click_selects_and_another_one_opens_the_entry(
    qtbot: QtBot, window: Window, page: TimelinePage, chart: TimelineChart
) -> None:
    number = next(each for each in range(len(page.events)) if in_view(chart, each))
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.place_of(number))
    assert (chart.current, page.list.number, window.shown) == (number, number, "timeline")
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.place_of(number))
    assert window.shown == "glossary"
    assert page.events[number].entry.title in window.windowTitle()


def test_enter_opens_the_entry(qtbot: QtBot, window: Window, page: TimelinePage) -> None:
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert window.shown == "glossary"
    assert page.events[1].entry.title in window.windowTitle()


def test_a_tooltip_names_what_is_under_the_mouse(page: TimelinePage, chart: TimelineChart) -> None:
    number = next(each for each in range(len(page.events)) if in_view(chart, each))
    place, event = chart.place_of(number), page.events[number]
    assert chart.tip_at(place) == f"{event.when}\n{event.what}\n{event.entry.title}"
    assert chart.tip_at(QPoint(3, 3)) == ""


def test_a_name_can_be_clicked_as_well_as_its_mark(page: TimelinePage, chart: TimelineChart) -> None:
    named = [number for number in chart.named() if in_view(chart, number)]
    assert len(named) > 20
    hits = 0
    for number in named:
        place = chart.place_of(number)
        hits += number in (chart.event_at(place + QPoint(30, 0)), chart.event_at(place - QPoint(30, 0)))
    assert hits > 0.9 * sum(page.events[number].begin == page.events[number].end for number in named)
    assert chart.event_at(QPoint(5, 5)) == -1


def test_its_name_says_what_is_selected(qtbot: QtBot, page: TimelinePage, chart: TimelineChart) -> None:
    assert chart.accessibleName() == "Timeline"
    press(qtbot, Qt.Key.Key_Home)
    event = page.events[0]
    assert chart.accessibleName().startswith(f"Timeline. {event.when}. {event.what}. {event.entry.title}")


def test_another_width_keeps_what_is_selected(window: Window, chart: TimelineChart) -> None:
    chart.select(200)
    window.resize(1500, 900)
    settle(window)
    assert chart.current == 200
    assert chart.zoom == 1
    assert chart.horizontalScrollBar().maximum() == 0
