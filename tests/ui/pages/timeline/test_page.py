"""The Timeline page in the whole window: focus, keys, narrow windows, and the way from an entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.base.vocabulary import Kind
from attache.library.filters import NO_FILTERS, Filters
from attache.ui.pages.timeline.page import TimelinePage
from attache.ui.shell.window import Window
from tests.ui.fixtures import timeline_of
from tests.ui.studying import focused, press


@pytest.fixture
def dated(page: TimelinePage) -> str:
    """The id of the entry with the most dates."""
    ids = [event.entry.id for event in page.events]
    return max(sorted(set(ids)), key=ids.count)


def test_nothing_is_selected_at_first(window: Window, page: TimelinePage) -> None:
    assert focused() is page.chart
    assert page.chart.current == page.list.number == -1
    assert not page.entry.isEnabled()
    assert not window.commands["timeline-entry"].isEnabled()
    assert window.commands["timeline-in"].isEnabled()
    assert window.windowTitle() == "Timeline – Attaché"
    assert window.rail.isVisible()


def test_a_key_selects_in_chart_and_list_in_one_step(
    qtbot: QtBot, window: Window, page: TimelinePage
) -> None:
    told: list[int] = []
    page.chart.setFocus()
    page.state_changed.connect(lambda: told.append(page.chart.current))
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Right)
    assert (page.chart.current, page.list.number, told) == (1, 1, [0, 1])
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert (page.chart.current, page.list.number, told) == (2, 2, [0, 1, 2])


def test_a_list_that_gets_the_keys_selects_nothing_by_itself(
    qtbot: QtBot, window: Window, page: TimelinePage
) -> None:
    window.resize(900, 600)
    settle(window)
    for filters in (NO_FILTERS, Filters(kind=Kind.CASE_STUDY)):
        page.filters.changed.emit(filters)
        page.filters.kinds[None].setFocus()
        page.list.setFocus(Qt.FocusReason.TabFocusReason)
        assert (page.list.number, page.chart.current, page.entry.isEnabled()) == (-1, -1, False)
    press(qtbot, Qt.Key.Key_Down)
    assert page.list.number == page.chart.current == 0
    assert page.list.selectedIndexes() == [page.list.currentIndex()]


@pytest.mark.parametrize("zoom", [100, 200])
def test_in_a_narrow_window_all_begins_below_the_chips(window: Window, page: TimelinePage, zoom: int) -> None:
    page.context.theme.set_zoom(zoom)
    window.resize(900, 600)
    settle(window)
    assert page.list.mapTo(page, page.list.rect().topLeft()).x() == 0
    edge = page.filters.kinds[None].mapTo(page, QPoint()).x()
    assert page.entry.mapTo(page, QPoint()).x() == edge
    page.context.theme.set_zoom(100)


def test_an_entry_shows_its_dates_on_the_timeline(window: Window, page: TimelinePage, dated: str) -> None:
    page.filters.changed.emit(Filters(kind=Kind.CASE_STUDY))
    window.open_entry(dated)
    assert window.commands["entry-timeline"].isEnabled()
    window.commands.run("entry-timeline")
    settle(window)
    assert (window.shown, page.focused, page.chosen) == ("timeline", dated, NO_FILTERS)
    own = [number for number, event in enumerate(page.events) if event.entry.id == dated]
    assert list(page.list.rows.numbers[: len(own)]) == own
    assert page.list.rows.heading(0) == f"{len(own)} dates: {page.events[own[0]].entry.title}"
    assert page.list.rows.heading(len(own)) == "Dates of related entries"
    related = page.context.library.related(dated)
    assert {page.events[number].n for number in page.list.rows.numbers[len(own) :]} <= related
    assert page.chart.current == page.list.number == own[0]
    assert page.filters.entry.isVisible()
    # The names of its dates have the first right to the room there is.
    assert len(set(own) & set(page.chart.named())) > len(own) / 2


def test_an_entry_without_dates_has_no_way_to_the_timeline(window: Window) -> None:
    library = window.context.library
    rows = library.rows(range(1, library.entry_count + 1))
    window.open_entry(next(row.id for row in rows if not library.is_dated(row.id)))
    assert not window.commands["entry-timeline"].isEnabled()
    window.open_page("today")
    assert not window.commands["entry-timeline"].isEnabled()


def test_f_focuses_and_esc_goes_back_step_by_step(qtbot: QtBot, window: Window, page: TimelinePage) -> None:
    page.filters.kinds[Kind.CONCEPT].click()
    page.chart.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    QTest.keyClicks(page.chart, "f")
    event = page.events[page.chart.current]
    assert page.focused == event.entry.id
    assert page.focus.text() == "Show all"
    QTest.keyClicks(page.chart, "f")
    assert (page.focused, page.focus.text()) == ("", "Focus on this entry")
    QTest.keyClicks(page.chart, "f")
    selected = page.chart.current
    press(qtbot, Qt.Key.Key_Escape)
    assert (page.focused, page.chosen.kind, page.chart.current) == ("", Kind.CONCEPT, selected)
    press(qtbot, Qt.Key.Key_Escape)
    assert page.chosen == NO_FILTERS
    assert page.events[page.chart.current] == event
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown != "timeline"


def test_the_chip_of_the_focus_leaves_it(page: TimelinePage, dated: str) -> None:
    page.open(entry=dated)
    page.filters.entry.click()
    assert not page.focused
    assert not page.filters.entry.isVisible()
    assert page.list.rows.rowCount() == len(page.events)


def test_back_leads_to_the_focus_and_to_the_entry(window: Window, page: TimelinePage, dated: str) -> None:
    title = next(event.entry.title for event in page.events if event.entry.id == dated)
    window.open_entry(dated)
    window.commands.run("entry-timeline")
    selected = page.chart.current
    page.focus.click()
    assert not page.focused
    window.commands.run("back")
    assert (window.shown, page.focused, page.chart.current) == ("timeline", dated, selected)
    window.commands.run("timeline-entry")
    assert window.shown == "glossary"
    window.commands.run("back")
    assert (window.shown, page.focused) == ("timeline", dated)
    window.commands.run("back")
    assert window.windowTitle() == f"{title} – Attaché"


def test_an_entry_without_dates_gets_no_focus(page: TimelinePage) -> None:
    page.open(entry="attache:unknown")
    assert not page.focused
    assert page.list.rows.rowCount() == len(page.events)


def test_a_filter_that_leaves_nothing_of_the_focused_entry_ends_the_focus(
    page: TimelinePage, dated: str
) -> None:
    page.open(entry=dated)
    kind = next(event.entry.kind for event in page.events if event.entry.id == dated)
    page.filters.kinds[kind].click()
    assert page.focused == dated
    other = next(each for each in Kind if each is not kind)
    page.filters.kinds[other].click()
    assert not page.focused


def test_e_and_the_button_open_the_entry(qtbot: QtBot, window: Window, page: TimelinePage) -> None:
    press(qtbot, Qt.Key.Key_Home)
    QTest.keyClicks(page.chart, "e")
    assert window.shown == "glossary"
    window.open_page("timeline")
    page.entry.click()
    assert window.shown == "glossary"


@pytest.mark.parametrize(("width", "height", "zoom"), [(900, 600, 100), (1280, 800, 200), (480, 360, 100)])
def test_a_narrow_window_shows_the_list_and_the_chart_a_button_away(
    window: Window, page: TimelinePage, width: int, height: int, zoom: int
) -> None:
    page.context.theme.set_zoom(zoom)
    window.resize(width, height)
    settle(window)
    assert page.list.isVisible()
    assert not page.chart.isVisible()
    assert focused() is page.list
    assert not window.commands["timeline-in"].isEnabled()
    page.view.press(1)
    settle(window)
    assert page.chart.isVisible()
    assert not page.list.isVisible()
    assert page.chart.viewport().height() > 60
    assert window.width() == width
    page.context.theme.set_zoom(100)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_a_wide_window_shows_both(window: Window, page: TimelinePage, width: int, height: int) -> None:
    window.resize(width, height)
    settle(window)
    assert page.chart.isVisible()
    assert page.list.isVisible()
    assert not page.view.isVisible()
    assert page.chart.width() > 1.5 * page.list.width()


def test_the_focus_never_goes_where_nobody_put_it(qtbot: QtBot, window: Window, page: TimelinePage) -> None:
    window.resize(900, 600)
    settle(window)
    assert focused() is page.list
    page.filters.changed.emit(Filters(theme="no-such-theme"))
    settle(window)
    assert focused() is page.filters.kinds[None]
    press(qtbot, Qt.Key.Key_Escape)
    assert page.chosen == NO_FILTERS


def test_the_palette_and_the_rail_lead_here(window: Window) -> None:
    window.open_page("today")
    window.commands.run("timeline")
    assert window.shown == "timeline"
    assert timeline_of(window).isVisible()


def test_the_dates_of_a_focus_are_in_view(window: Window, page: TimelinePage, dated: str) -> None:
    window.resize(1280, 800)
    settle(window)
    themes = [theme.id for theme in page.context.library.themes()]
    for theme in themes[:2], themes[-2:]:
        entry = next(event.entry.id for event in page.events if event.theme in theme)
        page.show_entries(NO_FILTERS, entry)
        heights = [
            page.chart.place_of(number).y()
            for number, event in enumerate(page.events)
            if event.entry.id == entry
        ]
        assert 0 < min(heights) <= max(heights) < page.chart.viewport().height()
