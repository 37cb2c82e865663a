from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from attache.ui.pages.glossary.entry_list import EntryList
from attache.ui.pages.glossary.list_model import EntryListModel
from attache.ui.shell.theme import Theme
from tests.ui.examples import a_hit, a_row
from tests.ui.fixtures import show


def test_getting_the_focus_selects_nothing_and_keeps_what_is_selected(theme: Theme, qtbot: QtBot) -> None:
    model = EntryListModel(lambda _numbers: [], lambda _entry: None)
    model.show_hits(("e",), [a_hit(1), a_hit(2)], [])
    entries = EntryList(theme, model)
    qtbot.addWidget(entries)
    show(qtbot, entries)
    for chosen in (QModelIndex(), model.index(1)):
        entries.clearFocus()
        entries.setCurrentIndex(chosen)
        entries.setFocus()
        assert entries.currentIndex() == chosen


def test_a_key_selects_the_row_that_it_leads_to_before_the_list_is_laid_out(
    theme: Theme, qtbot: QtBot
) -> None:
    model = EntryListModel(lambda numbers: [a_row(n) for n in numbers], lambda _entry: None)
    entries = EntryList(theme, model)
    qtbot.addWidget(entries)
    show(qtbot, entries)
    model.show_browsed(range(1, 10_000))
    entries.setCurrentIndex(model.index(0))
    model.show_browsed(range(1, 9_000))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(entries, key)
        assert [index.row() for index in entries.selectedIndexes()] == [entries.currentIndex().row()]


def test_a_row_that_is_laid_out_later_is_scrolled_to(theme: Theme, qtbot: QtBot) -> None:
    model = EntryListModel(lambda numbers: [a_row(n) for n in numbers], lambda _entry: None)
    entries = EntryList(theme, model)
    qtbot.addWidget(entries)
    show(qtbot, entries)
    model.show_browsed(range(1, 400))
    entries.setCurrentIndex(model.index(300))
    qtbot.waitUntil(lambda: entries.visualRect(model.index(398)).isValid())
    assert entries.viewport().rect().contains(entries.visualRect(model.index(300)))
