from __future__ import annotations

from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from attache.ui.pages.glossary.entry_list import EntryList
from attache.ui.pages.glossary.list_model import EntryListModel
from attache.ui.shell.theme import Theme
from tests.ui.examples import a_hit
from tests.ui.fixtures import show


def test_getting_the_focus_selects_nothing_and_keeps_what_is_selected(theme: Theme, qtbot: QtBot) -> None:
    model = EntryListModel(lambda _numbers: [], lambda _entry: None)
    model.show_hits("e", [a_hit(1), a_hit(2)], [])
    entries = EntryList(theme, model)
    qtbot.addWidget(entries)
    show(qtbot, entries)
    for chosen in (QModelIndex(), model.index(1)):
        entries.clearFocus()
        entries.setCurrentIndex(chosen)
        entries.setFocus()
        assert entries.currentIndex() == chosen
