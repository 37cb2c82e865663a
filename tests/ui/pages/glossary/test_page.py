"""Finder and reader together: what is found is read, what is followed is marked in the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.window import Parts


def test_enter_in_the_field_reads_the_first_hit(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    qtbot.keyClicks(window.top.field, "shangrila")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert window.glossary.state.entry == "shangri-la-dialogue"
    assert window.focusWidget() is window.glossary.reader.pane.text
    assert parts.progress is not None
    assert [entry for entry, _at in parts.progress.lookups.recent(5)] == ["shangri-la-dialogue"]


def test_a_click_reads_and_arrows_walk(parts: Parts, qtbot: QtBot) -> None:
    glossary = parts.window.glossary
    finder = glossary.finder
    box = finder.list.visualRect(finder.model.index(2))
    qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert glossary.state.entry == finder.model.line(2).row.id
    parts.window.commands["next"].trigger()
    qtbot.waitUntil(lambda: glossary.state.entry == finder.model.line(3).row.id)
    parts.window.commands["previous"].trigger()
    qtbot.waitUntil(lambda: glossary.state.entry == finder.model.line(2).row.id)


def test_the_list_follows_a_link(parts: Parts) -> None:
    glossary = parts.window.glossary
    glossary.show_entry("nato")
    row = glossary.finder.list.currentIndex().row()
    assert glossary.finder.model.line(row).row.id == "nato"


def test_enter_on_an_empty_field_opens_nothing(parts: Parts, qtbot: QtBot) -> None:
    qtbot.keyClick(parts.window.top.field, Qt.Key.Key_Return)
    assert parts.window.glossary.state.entry == ""


def test_the_division_is_remembered(parts: Parts) -> None:
    glossary = parts.window.glossary
    before = glossary.splitter_state()
    glossary.restore_splitter(before)
    assert glossary.splitter_state() == before


def test_in_a_narrow_window_the_keys_go_with_the_entry(parts: Parts, qtbot: QtBot) -> None:
    window, finder = parts.window, parts.window.glossary.finder
    window.resize(600, 500)
    qtbot.waitUntil(lambda: window.glossary.width() < 720)
    window.commands["glossary"].trigger()
    assert window.focusWidget() is finder.list
    box = finder.list.visualRect(finder.model.index(1))
    qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert not finder.isVisible()
    assert window.focusWidget() is window.glossary.reader.pane.text
