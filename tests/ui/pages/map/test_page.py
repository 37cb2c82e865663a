"""The Map page in the whole window: focus, filters, narrow windows, and the way from an entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.base.vocabulary import Kind
from attache.library.filters import NO_FILTERS, Filters
from attache.study.memory import Rating, Recall
from attache.study.scope import Scope
from attache.ui.pages.map.page import MapPage
from attache.ui.shell.window import Window
from tests.ui.fixtures import map_of, timeline_of
from tests.ui.studying import focused, press

NATO = "attache:nato"


def test_nothing_is_selected_at_first(window: Window, page: MapPage) -> None:
    assert focused() is page.chart
    assert page.chart.current == page.list.n == 0
    assert not page.entry.isEnabled()
    assert not window.commands["map-entry"].isEnabled()
    assert window.commands["map-in"].isEnabled()
    assert window.windowTitle() == "Map – Attaché"


def test_an_entry_is_shown_on_the_map(window: Window, page: MapPage) -> None:
    page.filters.kinds[Kind.CASE_STUDY].click()
    window.open_entry(NATO)
    window.commands.run("entry-map")
    settle(window)
    assert (window.shown, page.focused, page.chosen) == ("map", NATO, NO_FILTERS)
    assert page.chart.scene.marks[page.chart.focused].spot.entry.id == NATO
    assert page.selected_entry == NATO
    assert page.focus.text() == "Show all"


def test_f_focuses_and_esc_goes_back_step_by_step(qtbot: QtBot, window: Window, page: MapPage) -> None:
    page.filters.kinds[Kind.ORGANISATION].click()
    page.chart.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    first = page.focused
    assert first
    QTest.keyClicks(page.chart, "f")
    assert page.focused == ""
    assert page.selected_entry == first
    QTest.keyClicks(page.chart, "f")
    assert page.focused == first
    press(qtbot, Qt.Key.Key_Escape)
    assert (page.focused, page.chosen.kind) == ("", Kind.ORGANISATION)
    press(qtbot, Qt.Key.Key_Escape)
    assert page.chosen == NO_FILTERS
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown != "map"


def test_filters_grey_out_and_shorten_the_list(page: MapPage) -> None:
    page.filters.kinds[Kind.ORGANISATION].click()
    clear = {n for n, mark in page.chart.scene.marks.items() if not mark.grey}
    assert clear == {spot.n for spot in page.list.rows.spots}
    assert {spot.entry.kind for spot in page.list.rows.spots} == {Kind.ORGANISATION}
    assert page.filters.kinds[Kind.ORGANISATION].text().endswith(f" {len(clear)}")
    grey = next(n for n, mark in page.chart.scene.marks.items() if mark.grey)
    assert page.chart.entry_at(page.chart.place_of(grey)) in (0, *clear)
    page.filters.changed.emit(Filters(theme="trends"))
    assert len(page.list.rows.spots) < len(clear)


def test_filters_narrow_the_relations_of_a_focus(page: MapPage) -> None:
    page.open(entry=NATO)
    every = page.list.rows.rowCount()
    page.filters.kinds[Kind.CASE_STUDY].click()
    assert page.focused == NATO
    assert 0 < page.list.rows.rowCount() < every
    assert {spot.entry.kind for spot in page.list.rows.spots} == {Kind.CASE_STUDY}
    clear = {n for n, mark in page.chart.scene.marks.items() if not mark.grey}
    assert clear == {page.chart.focused, *(spot.n for spot in page.list.rows.spots)}


def test_filters_that_leave_nothing_say_so(window: Window, page: MapPage) -> None:
    page.filters.changed.emit(Filters(kind=Kind.CASE_STUDY, theme="trends"))
    assert page.nothing.isVisible()
    assert page.nothing.what.text() == "No entries match."
    assert not page.chart.isVisible()
    page.nothing.button.click()
    assert page.chosen == NO_FILTERS
    assert page.chart.isVisible()


def test_entries_are_narrowed_by_study_status(parts: Parts, window: Window, page: MapPage) -> None:
    assert not page.filters.recall.isVisible()
    studying = parts.learner.studying
    studying.answer(studying.start(Scope(entries=frozenset((NATO,))), beyond=True), Rating.GOOD, 1000)
    settle(window)
    assert page.filters.recall.isVisible()
    page.filters.recall.menu().aboutToShow.emit()
    actions = {action.text().rsplit("  ", 1)[0]: action for action in page.filters.recall.menu().actions()}
    assert set(actions) == {"Any study status", "New", "Learning"}
    actions["Learning"].trigger()
    assert [spot.entry.id for spot in page.list.rows.spots] == [NATO]
    assert page.filters.recall.accessibleName() == "Study status: Learning"
    page.refresh(Changes.of(ChangeKind.REVIEWS))
    assert [spot.entry.id for spot in page.list.rows.spots] == [NATO]
    page.filters.recall_chosen.emit(Recall.NEW)
    assert NATO not in [spot.entry.id for spot in page.list.rows.spots]
    page.leave()
    assert page.chosen == NO_FILTERS
    assert page.filters.recall.accessibleName() == "Study status"


def test_the_switch_leads_to_the_timeline_of_the_same_entry_and_back(window: Window, page: MapPage) -> None:
    page.open(entry=NATO)
    page.switch.press(1)
    assert window.shown == "timeline"
    timeline = timeline_of(window)
    assert timeline.focused == NATO
    assert (page.switch.at, timeline.switch.at) == (0, 1)
    timeline.switch.press(0)
    assert (window.shown, page.focused) == ("map", NATO)


def test_back_leads_to_the_focus_and_to_the_entry(window: Window, page: MapPage) -> None:
    window.open_entry(NATO)
    window.commands.run("entry-map")
    page.focus.click()
    assert not page.focused
    window.commands.run("back")
    assert (window.shown, page.focused) == ("map", NATO)
    window.commands.run("map-entry")
    assert window.shown == "glossary"
    window.commands.run("back")
    assert (window.shown, page.focused) == ("map", NATO)
    window.commands.run("back")
    assert window.windowTitle() == "North Atlantic Treaty Organization – Attaché"


def test_an_unknown_entry_gets_no_focus(page: MapPage) -> None:
    page.open(entry="attache:unknown")
    assert not page.focused


def test_e_and_the_button_open_the_entry(window: Window, page: MapPage) -> None:
    page.open(entry=NATO)
    QTest.keyClicks(page.chart, "e")
    assert window.shown == "glossary"
    window.open_page("map")
    page.entry.click()
    assert window.shown == "glossary"


@pytest.mark.parametrize(("width", "height", "zoom"), [(900, 600, 100), (1280, 800, 200), (480, 360, 100)])
def test_a_narrow_window_shows_the_list_and_the_map_a_button_away(
    window: Window, page: MapPage, width: int, height: int, zoom: int
) -> None:
    page.context.theme.set_zoom(zoom)
    window.resize(width, height)
    settle(window)
    assert page.list.isVisible()
    assert not page.chart.isVisible()
    assert focused() is page.list
    assert (page.list.n, page.chart.current, page.entry.isEnabled()) == (0, 0, False)
    page.view.press(1)
    settle(window)
    assert page.chart.isVisible()
    assert not page.list.isVisible()
    assert page.chart.viewport().height() > 60
    assert window.width() == width
    page.context.theme.set_zoom(100)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_a_wide_window_shows_both_and_the_chips_in_one_line(
    window: Window, page: MapPage, width: int, height: int
) -> None:
    window.resize(width, height)
    settle(window)
    assert page.chart.isVisible()
    assert page.list.isVisible()
    assert page.list.width() == (360 if width == 1920 else 312)
    assert page.filters.height() < 40


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize(("width", "height"), [(900, 600), (1280, 800), (1920, 1080)])
def test_the_buttons_below_the_list_show_all_their_words(
    window: Window, page: MapPage, width: int, height: int, zoom: int
) -> None:
    page.context.theme.set_zoom(zoom)
    window.resize(width, height)
    page.open(entry=NATO)
    page.show_entries(NO_FILTERS)
    settle(window)
    assert page.focus.text() == "Focus on this entry"
    short = [each for each in (page.entry, page.focus) if each.width() < each.sizeHint().width()]
    page.context.theme.set_zoom(100)
    assert short == []


def test_what_the_list_loses_is_selected_nowhere(qtbot: QtBot, window: Window, page: MapPage) -> None:
    window.resize(900, 600)
    settle(window)
    press(qtbot, Qt.Key.Key_Home)
    assert page.entry.isEnabled()
    page.filters.changed.emit(Filters(kind=Kind.CASE_STUDY))
    for reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason):
        page.filters.kinds[None].setFocus()
        page.list.setFocus(reason)
        assert (page.list.n, page.chart.current, page.entry.isEnabled()) == (0, 0, False)
    press(qtbot, Qt.Key.Key_Down)
    assert page.list.n == page.chart.current == page.list.rows.spots[0].n
    assert page.list.selectedIndexes() == [page.list.currentIndex()]


def test_the_palette_and_the_rail_lead_here(window: Window) -> None:
    window.open_page("today")
    window.commands.run("map")
    assert window.shown == "map"
    assert map_of(window).isVisible()


def test_the_tools_stand_in_groups_in_one_line(window: Window, page: MapPage) -> None:
    window.resize(900, 600)
    page.view.press(1)
    settle(window)

    def ends(part: QWidget) -> tuple[int, int, int]:
        box = QRect(part.mapTo(page, QPoint()), part.size())
        return box.left(), box.right(), box.center().y()

    zooms = [button for button in page.findChildren(QPushButton, "flat") if button.isVisible()]
    view, first, last, switch = map(ends, (page.view, zooms[0], zooms[-1], page.switch))
    assert switch[0] - view[1] == first[0] - switch[1] > 3 * (ends(zooms[1])[0] - first[1])
    assert {end[2] for end in (view, first, last, switch)} == {view[2]}
    window.resize(1280, 800)
    settle(window)
    assert {ends(part)[2] for part in (page.filters.kinds[None], *zooms, page.switch)} == {
        ends(page.switch)[2]
    }


def test_the_focus_is_the_title_of_its_list(window: Window, page: MapPage) -> None:
    page.show_entries(NO_FILTERS, NATO)
    settle(window)
    assert page.name.font().pixelSize() > page.count.font().pixelSize()


def test_a_chip_names_the_focus_where_the_list_does_not(window: Window, page: MapPage) -> None:
    page.open(entry=NATO)
    settle(window)
    assert page.name.isVisible()
    assert not page.filters.entry.isVisible()
    window.resize(900, 600)
    page.view.press(1)
    settle(window)
    assert page.filters.entry.isVisible()
    assert "North Atlantic" in page.filters.entry.text()
    page.view.press(0)
    assert not page.filters.entry.isVisible()
    page.context.theme.set_zoom(200)
    settle(window)
    assert not page.name.isVisible()
    page.filters.entry.click()
    page.context.theme.set_zoom(100)
    assert (page.focused, page.filters.entry.isVisible()) == ("", False)


def test_what_zooms_is_disabled_at_the_limits_and_without_a_chart(window: Window, page: MapPage) -> None:
    zooms = {button.accessibleName(): button for button in page.findChildren(QPushButton, "flat")}
    inwards = zooms["Zoom the map in"]
    others = [button for button in zooms.values() if button is not inwards and button.text() != "Status"]

    def enabled() -> list[bool]:
        return [button.isEnabled() for button in (inwards, *others)]

    assert enabled() == [True, False, False]
    inwards.click()
    assert enabled() == [True, True, True]
    inwards.setFocus()
    while inwards.isEnabled():
        inwards.click()
    assert page.chart.zoom == page.chart.most_zoom
    assert page.chart.hasFocus()
    window.resize(900, 600)  # the chart has no room; when it is shown, it is smaller, and may be larger again
    settle(window)
    assert enabled() == [False, False, False]
    page.view.press(1)
    settle(window)
    assert enabled() == [True, True, True]
    page.show_entries(Filters(kind=Kind.CASE_STUDY, theme="trends"))
    settle(window)
    assert page.is_empty
    assert enabled() == [False, False, False]


def test_list_and_chart_have_their_switch_in_the_same_place(window: Window, page: MapPage) -> None:
    for zoom in (100, 200):
        page.context.theme.set_zoom(zoom)
        window.resize(900, 600)
        tops = set()
        for part in (0, 1):
            page.view.press(part)
            settle(window)
            tops.add(page.view.mapTo(page, QPoint()).y())
        assert len(tops) == 1
    page.context.theme.set_zoom(100)


def test_it_can_be_zoomed_in_a_window_that_has_no_room_for_it(parts: Parts) -> None:
    window = parts.window
    window.context.theme.set_zoom(200)
    window.setMinimumSize(480, 360)
    window.resize(480, 360)
    window.open_page("map")
    settle(window)
    page = map_of(window)
    page.view.press(1)
    settle(window)
    assert page.chart.viewport().height() <= 0
    for name in ("map-in", "map-out"):
        window.commands.run(name)
        settle(window)
