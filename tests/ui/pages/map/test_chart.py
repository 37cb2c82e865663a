"""The chart in the whole window: moved, zoomed and walked through by mouse, touch pad and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.ui.pages.map.boxes import Box
from attache.ui.pages.map.chart import MapChart
from attache.ui.pages.map.page import MapPage
from attache.ui.shell.window import Window
from tests.ui.studying import focused, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
NATO = "attache:nato"


def at(chart: MapChart) -> tuple[int, int]:
    """Return how far the chart is moved to the right and down."""
    return chart.horizontalScrollBar().value(), chart.verticalScrollBar().value()


def turn(
    chart: MapChart,
    place: QPoint,
    angle: QPoint,
    held: Qt.KeyboardModifier = PLAIN,
    pixels: QPoint | None = None,
) -> None:
    """Turn the wheel over a place, as Qt tells of a mouse, or of a touch pad with ``pixels``."""
    event = QWheelEvent(
        QPointF(place), QPointF(chart.viewport().mapToGlobal(place)), pixels or QPoint(), angle,
        Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), event)


def click(chart: MapChart, place: QPoint) -> None:
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, PLAIN, place)


def test_an_arrow_key_goes_to_the_nearest_entry_in_its_direction(
    qtbot: QtBot, page: MapPage, chart: MapChart
) -> None:
    assert focused() is chart
    press(qtbot, Qt.Key.Key_Right)
    assert chart.focused == chart.current == 1
    seen = {1}
    for key, axis, sign in (
        (Qt.Key.Key_Right, "x", 1),
        (Qt.Key.Key_Down, "y", 1),
        (Qt.Key.Key_Left, "x", -1),
        (Qt.Key.Key_Up, "y", -1),
    ):
        before = chart.scene.marks[chart.current]
        press(qtbot, key)
        after = chart.scene.marks[chart.current]
        assert (getattr(after, axis) - getattr(before, axis)) * sign > 0
        assert chart.focused == chart.current == after.spot.n
        assert page.focused == after.spot.entry.id
        assert abs(after.x - before.x) + abs(after.y - before.y) < 400
        seen.add(after.spot.n)
    assert len(seen) > 2


def test_there_is_no_entry_beyond_the_last(qtbot: QtBot, page: MapPage, chart: MapChart) -> None:
    last = max(chart.scene.marks.values(), key=lambda mark: mark.x)
    page.open(entry=last.spot.entry.id)
    press(qtbot, Qt.Key.Key_Right)
    assert chart.current == last.spot.n


def test_tab_goes_through_the_relations_and_then_leaves(qtbot: QtBot, page: MapPage, chart: MapChart) -> None:
    page.open(entry=NATO)
    near = [each.n for each in page.context.library.neighbours(NATO)]
    focus = chart.focused
    for n in near[:3]:
        press(qtbot, Qt.Key.Key_Tab)
        assert (chart.current, page.list.n, chart.focused) == (n, n, focus)
    assert "Selected: " in chart.accessibleName()
    press(qtbot, Qt.Key.Key_Tab, modifier=SHIFT)
    assert chart.current == near[1]
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab, modifier=SHIFT)
    assert chart.current == focus
    press(qtbot, Qt.Key.Key_Tab, modifier=SHIFT)
    assert focused() is not chart
    chart.setFocus()
    chart.select(near[-1])
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() is not chart


def test_tab_leaves_a_map_without_a_focus(qtbot: QtBot, chart: MapChart) -> None:
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() is not chart


def test_enter_opens_what_is_selected(qtbot: QtBot, window: Window, page: MapPage, chart: MapChart) -> None:
    press(qtbot, Qt.Key.Key_Return)
    assert window.shown == "map"
    page.open(entry=NATO)
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert window.shown == "glossary"
    first = page.context.library.neighbours(NATO)[0].n
    assert chart.scene.marks[first].spot.entry.title in window.windowTitle()


def test_other_keys_are_not_the_charts(qtbot: QtBot, window: Window, chart: MapChart) -> None:
    press(qtbot, Qt.Key.Key_F1)
    assert window.shown == "help"


def test_keys_zoom_and_move(qtbot: QtBot, window: Window, chart: MapChart) -> None:
    assert chart.zoom == 1
    QTest.keyClicks(chart, "+")
    QTest.keyClicks(chart, "+")
    assert chart.zoom == pytest.approx(2.25)
    before = at(chart)
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Down, modifier=CONTROL)
    assert at(chart)[0] > before[0]
    assert at(chart)[1] > before[1]
    press(qtbot, Qt.Key.Key_PageUp)
    assert at(chart)[1] < before[1]
    press(qtbot, Qt.Key.Key_PageDown)
    QTest.keyClicks(chart, "-")
    assert chart.zoom == pytest.approx(1.5)
    QTest.keyClicks(chart, "0")
    assert chart.zoom == 1
    assert at(chart) == (0, 0)
    QTest.keyClicks(chart, "-")
    assert chart.zoom == 1
    for _ in range(30):
        window.commands.run("map-in")
    assert 3 < chart.zoom < 20


def test_the_wheel_of_a_mouse_zooms_at_the_pointer(chart: MapChart) -> None:
    mark = next(m for m in chart.scene.marks.values() if 200 < m.x < 300 and 200 < m.y < 300)
    place = QPoint(round(mark.x), round(mark.y))
    for _ in range(3):
        turn(chart, place, QPoint(0, 120))
    assert chart.zoom == pytest.approx(1.5**3)
    assert (chart.place_of(mark.spot.n) - place).manhattanLength() <= 4
    for _ in range(4):
        turn(chart, place, QPoint(0, -120))
    assert chart.zoom == 1


def test_two_fingers_move_and_pinch(chart: MapChart) -> None:
    chart.zoom_in()
    before = at(chart)
    turn(chart, QPoint(300, 300), QPoint(0, -120), pixels=QPoint(-12, -30))
    assert at(chart) == (before[0] + 12, before[1] + 30)
    turn(chart, QPoint(300, 300), QPoint(0, -120), SHIFT)
    assert at(chart)[0] > before[0] + 12
    zoom = chart.zoom
    turn(chart, QPoint(300, 300), QPoint(0, 120), CONTROL, QPoint(0, 30))
    assert chart.zoom == pytest.approx(zoom * 1.5)
    place = QPointF(300, 300)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        place, place, QPointF(chart.viewport().mapToGlobal(place)), 0.2, QPointF(), 1,
    )  # fmt: skip
    QApplication.sendEvent(chart.viewport(), pinch)
    assert chart.zoom == pytest.approx(zoom * 1.8)


def test_the_mouse_drags_the_map_and_focuses_nothing(chart: MapChart) -> None:
    chart.zoom_in()
    before = at(chart)
    start = chart.place_of(1)
    QTest.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, PLAIN, start)
    for step in (10, 30, 40):
        QTest.mouseMove(chart.viewport(), start - QPoint(step, step))
    QTest.mouseRelease(chart.viewport(), Qt.MouseButton.LeftButton, PLAIN, start - QPoint(40, 40))
    assert at(chart) == (before[0] + 40, before[1] + 40)
    assert chart.focused == 0


def test_a_click_focuses_another_one_opens_and_one_beside_shows_all(window: Window, chart: MapChart) -> None:
    click(chart, chart.place_of(3))
    assert chart.focused == 3
    land = chart.scene.lands[-1].box
    click(chart, QPoint(round(land.right) + 3, round(land.bottom) + 3))
    assert chart.focused == 0
    click(chart, chart.place_of(3))
    click(chart, chart.place_of(3))
    assert window.shown == "glossary"


def test_hovering_shows_the_entry_in_small(window: Window, page: MapPage, chart: MapChart) -> None:
    QTest.mouseMove(chart.viewport(), chart.place_of(3))
    settle(window)
    assert page.card.isVisible()
    QTest.mouseMove(chart.viewport(), QPoint(1, 1))
    assert not page.card.isVisible()
    QTest.mouseMove(chart.viewport(), chart.place_of(3))
    settle(window)
    turn(chart, chart.place_of(3), QPoint(0, 120))
    assert not page.card.isVisible()
    chart.show_whole()
    QTest.mouseMove(chart.viewport(), chart.place_of(5))
    settle(window)
    window.open_page("today")
    assert not page.card.isVisible()


def test_its_name_says_what_it_is_focused_on(page: MapPage, chart: MapChart) -> None:
    assert chart.accessibleName() == "Map"
    page.open(entry=NATO)
    count = len(page.context.library.neighbours(NATO))
    title = "North Atlantic Treaty Organization"
    assert chart.accessibleName() == f"Map. Focused on {title}. Organisation. {count} related entries"
    page.open(entry="attache:freedom-of-navigation-operation")
    assert chart.accessibleName().endswith("1 related entry")


def test_another_size_of_the_window_keeps_the_focus_in_view(
    window: Window, page: MapPage, chart: MapChart
) -> None:
    page.open(entry=NATO)
    for width, height in ((1500, 900), (1280, 720)):
        window.resize(width, height)
        settle(window)
        assert chart.viewport().rect().contains(chart.place_of(chart.focused))
        assert chart.zoom == 1


def test_the_title_of_the_focus_is_whole_in_the_view(window: Window, page: MapPage, chart: MapChart) -> None:
    for mark in list(chart.scene.marks.values())[::16]:
        page.open(entry=mark.spot.entry.id)
        for zoom in (chart.show_whole, chart.zoom_in, chart.zoom_in, chart.zoom_out):
            zoom()
            left, top = at(chart)
            view = Box(left, top, left + chart.viewport().width(), top + chart.viewport().height())
            assert chart.scene.shows_name(chart.focused, view), mark.spot.entry.id


def test_what_is_selected_stays_in_view_in_a_smaller_window(window: Window, chart: MapChart) -> None:
    window.resize(1500, 900)
    settle(window)
    chart.select(max(chart.scene.marks.values(), key=lambda mark: mark.x).spot.n)
    for _ in range(3):
        chart.zoom_in()
    window.resize(1000, 640)
    settle(window)
    assert chart.viewport().rect().contains(chart.place_of(chart.current))


def test_large_text_enlarges_the_map_until_its_titles_can_be_read(window: Window, page: MapPage) -> None:
    page.view.press(1)
    page.context.theme.set_zoom(200)
    settle(window)
    assert page.chart.zoom > 1.3
    page.context.theme.set_zoom(100)
    settle(window)
    assert page.chart.zoom == 1
