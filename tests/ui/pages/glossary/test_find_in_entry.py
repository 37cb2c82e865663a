"""Ctrl+F: it finds in what is shown, and where there is no text it looks up in the glossary."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from tests.ui.fixtures import glossary_of, settings_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_it_finds_in_the_entry_and_esc_leaves_only_the_bar(parts: Parts, qtbot: QtBot) -> None:
    window, reader = parts.window, glossary_of(parts.window).reader
    window.open_entry("attache:nato")
    qtbot.keyClick(reader.text, Key.Key_F, CTRL)
    assert reader.pane.find_bar.field.hasFocus()
    qtbot.keyClicks(reader.pane.find_bar.field, "alliance")
    assert "1 of" in reader.pane.find_bar.count.text()
    reader.text.setFocus()
    qtbot.keyClick(reader.text, Key.Key_Escape)
    assert not reader.pane.find_bar.is_open
    assert reader.entry is not None
    window.commands.run("find")
    glossary_of(window).finder.list.setFocus()
    qtbot.keyClick(glossary_of(window).finder.list, Key.Key_Escape)
    assert not reader.pane.find_bar.is_open


def test_it_finds_in_a_comparison(parts: Parts) -> None:
    glossary = glossary_of(parts.window)
    glossary.compare("attache:nato", "attache:asean")
    parts.window.commands.run("find")
    glossary.reader.pair.find_bar.field.setText("member")
    assert "1 of" in glossary.reader.pair.find_bar.count.text()
    glossary.compare("attache:collective-defence", "attache:collective-security")
    assert not glossary.reader.pair.find_bar.is_open


def test_where_there_is_no_text_it_goes_to_the_field_that_finds(parts: Parts) -> None:
    window = parts.window
    window.commands.run("today")
    window.commands.run("find")
    assert (window.shown, window.top.field.hasFocus()) == ("glossary", True)
    window.commands.run("settings")
    window.commands.run("find")
    assert settings_of(window).field.hasFocus()
