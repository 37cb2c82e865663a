"""The list that says the same as the chart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.ui.pages.timeline.page import TimelinePage
from attache.ui.shell.window import Window
from tests.ui.studying import press


def test_it_lists_every_date_in_order_and_says_all_of_it(page: TimelinePage) -> None:
    rows = page.list.rows
    assert rows.rowCount() == len(page.events) == len(page.context.library.timeline())
    assert list(rows.numbers) == list(range(len(page.events)))
    event = page.events[7]
    spoken = rows.data(rows.index(7), Qt.ItemDataRole.AccessibleTextRole)
    assert all(part in spoken for part in (event.when, event.what, event.entry.title))
    assert rows.data(rows.index(7)) == event.what
    assert event.when in rows.data(rows.index(7), Qt.ItemDataRole.ToolTipRole)


def test_what_is_selected_in_the_list_is_selected_on_the_chart(qtbot: QtBot, page: TimelinePage) -> None:
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.list.number == page.chart.current == 2
    page.chart.selected.emit(40)
    assert page.list.number == 40
    assert page.list.viewport().rect().intersects(page.list.visualRect(page.list.currentIndex()))


def test_enter_in_the_list_opens_the_entry(qtbot: QtBot, window: Window, page: TimelinePage) -> None:
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.shown == "glossary"
    assert page.events[1].entry.title in window.windowTitle()


def test_long_texts_wrap_and_are_whole_at_any_size(window: Window, page: TimelinePage) -> None:
    longest = max(range(len(page.events)), key=lambda number: len(page.events[number].what))
    shortest = min(range(len(page.events)), key=lambda number: len(page.events[number].what))
    for zoom in (100, 200):
        page.context.theme.set_zoom(zoom)
        settle(window)
        heights = [page.list.sizeHintForIndex(page.list.rows.index(n)).height() for n in (longest, shortest)]
        assert heights[0] > heights[1] + page.context.theme.px(15)
    page.context.theme.set_zoom(100)


def test_the_title_of_a_long_entry_wraps(page: TimelinePage) -> None:
    short = [number for number, event in enumerate(page.events) if len(event.what) < 12]
    titles = [len(page.events[number].entry.title) for number in short]
    heights = [page.list.sizeHintForIndex(page.list.rows.index(number)).height() for number in short]
    assert heights[titles.index(max(titles))] > heights[titles.index(min(titles))]
