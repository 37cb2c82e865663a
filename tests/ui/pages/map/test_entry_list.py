"""The list that says the same as the map."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.ui.pages.map.page import MapPage
from attache.ui.shell.window import Window
from tests.ui.studying import press

NATO = "attache:nato"


def test_it_lists_all_entries_by_theme_with_counts(page: MapPage) -> None:
    rows, library = page.list.rows, page.context.library
    assert rows.rowCount() == library.entry_count
    heads = [head for row in range(rows.rowCount()) if (head := rows.head(row))]
    assert [head.heading for head in heads] == [theme.title for theme in library.themes()]
    assert sum(int(head.aside) for head in heads) == library.entry_count
    for head in heads:
        titles = [spot.entry.title.casefold() for spot in head.spots]
        assert len({spot.theme for spot in head.spots}) == 1
        assert titles[0] < titles[-1]


def test_it_says_heading_title_and_kind(page: MapPage) -> None:
    rows = page.list.rows
    spoken = rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    head = rows.head(0)
    assert head is not None
    assert spoken == f"{head.heading}. {rows.spots[0].entry.title}. Concept"
    assert rows.data(rows.index(1), Qt.ItemDataRole.AccessibleTextRole).count(". ") == 1
    assert rows.data(rows.index(1)) == rows.spots[1].entry.title
    assert rows.data(rows.index(1), Qt.ItemDataRole.ToolTipRole)
    assert rows.data(rows.index(1), Qt.ItemDataRole.DecorationRole) is None


def test_a_focus_lists_its_relations(page: MapPage) -> None:
    page.open(entry=NATO)
    rows, near = page.list.rows, page.context.library.neighbours(NATO)
    listed = {
        (head.heading, spot.n)
        for row in range(rows.rowCount())
        if (head := rows.head(row))
        for spot in head.spots
    }
    assert listed == {(words, each.n) for each in near for words in each.words}
    assert page.name.text() == "North Atlantic Treaty Organization"
    assert page.count.text() == f"{len(near)} related entries"
    assert page.kind.text().startswith("Organisation · ")


def test_what_is_selected_in_the_list_is_selected_on_the_map(qtbot: QtBot, page: MapPage) -> None:
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.list.n == page.chart.current == page.list.rows.spots[2].n
    assert page.chart.focused == 0
    page.chart.focus_wanted.emit(5)
    assert page.chart.focused == 5


def test_enter_in_the_list_opens_the_entry(qtbot: QtBot, window: Window, page: MapPage) -> None:
    page.list.setFocus()
    press(qtbot, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.shown == "glossary"
    assert page.list.rows.spots[1].entry.title in window.windowTitle()


def test_rows_grow_with_the_text(window: Window, page: MapPage) -> None:
    heights = []
    for zoom in (100, 200):
        page.context.theme.set_zoom(zoom)
        settle(window)
        heights.append([page.list.sizeHintForIndex(page.list.rows.index(row)).height() for row in (0, 1)])
    page.context.theme.set_zoom(100)
    assert heights[0][0] > heights[0][1] >= 24
    assert heights[1][1] >= 2 * heights[0][1] - 4


def test_a_long_title_is_whole(window: Window, page: MapPage) -> None:
    page.list.setFocus()
    spots = page.list.rows.spots
    heights = [page.list.sizeHintForIndex(page.list.rows.index(row)).height() for row in range(len(spots))]
    longest = max(range(len(spots)), key=lambda row: len(spots[row].entry.title))
    assert heights[longest] >= min(heights) + 12


def test_a_title_that_just_fills_a_row_is_whole(window: Window, page: MapPage) -> None:
    rows, room = page.list.rows, page.list.viewport().width() - 49
    metrics, flag = QFontMetrics(page.context.theme.frame(13.5)), Qt.TextFlag.TextWordWrap
    for row, spot in enumerate(rows.spots):
        drawn = metrics.boundingRect(QRect(0, 0, room, 10_000), flag, spot.entry.title)
        assert page.list.sizeHintForIndex(rows.index(row)).height() >= drawn.height(), spot.entry.title
