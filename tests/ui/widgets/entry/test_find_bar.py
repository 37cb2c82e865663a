"""Finding in the text of an entry: what is marked, which match is current, and where the focus goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Mode, Theme
from attache.ui.widgets.entry.pane import EntryPane
from attache.ui.widgets.entry.reading_view import ReadingView
from tests.ui.examples import ENTRY, PLAIN
from tests.ui.fixtures import discard, show

Key = Qt.Key
TEXT = "<p>🙂 A pâct and a PACT.</p>" + "<p>A paragraph.</p>" * 80 + "<p>The last pact.</p>"
LONG = replace(ENTRY, body_html=TEXT)


@pytest.fixture
def pane(theme: Theme, qapp: QApplication, qtbot: QtBot) -> Iterator[EntryPane]:
    made = EntryPane(theme, lambda _id: None, lambda _entry, _text: None)
    made.resize(920, 600)
    made.show_entry(LONG, "")
    show(qtbot, made)
    made.text.setFocus()
    yield made
    discard(made)


def marked(view: ReadingView) -> list[str]:
    return [mark.cursor.selectedText() for mark in view.extraSelections()]


def current(view: ReadingView, theme: Theme) -> list[str]:
    accent = theme.palette.accent.lower()
    return [
        mark.cursor.selectedText()
        for mark in view.extraSelections()
        if mark.format.background().color().name() == accent
    ]


def find(pane: EntryPane, qtbot: QtBot, words: str) -> None:
    pane.find_bar.open()
    qtbot.keyClicks(pane.find_bar.field, words)


def test_every_match_is_marked_and_counted_and_the_first_is_current(
    pane: EntryPane, theme: Theme, qtbot: QtBot
) -> None:
    find(pane, qtbot, "pact")
    assert marked(pane.text) == ["pâct", "PACT", "pact"]
    assert current(pane.text, theme) == ["pâct"]
    assert pane.find_bar.count.text() == "1 of 3"


def test_enter_goes_on_and_round_and_shift_enter_back(pane: EntryPane, theme: Theme, qtbot: QtBot) -> None:
    field = pane.find_bar.field
    find(pane, qtbot, "pact")
    qtbot.keyClick(field, Key.Key_Return)
    assert (pane.find_bar.count.text(), current(pane.text, theme)) == ("2 of 3", ["PACT"])
    assert pane.place == 0
    qtbot.keyClick(field, Key.Key_Enter)
    assert pane.find_bar.count.text() == "3 of 3"
    assert pane.place > 600, "the page has scrolled to the match"
    qtbot.keyClick(field, Key.Key_Return)
    assert pane.find_bar.count.text() == "1 of 3"
    qtbot.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.count.text() == "3 of 3"
    pane.find_bar.previous.click()
    assert pane.find_bar.count.text() == "2 of 3"


def test_the_ways_to_the_next_match_stand_beside_the_field(pane: EntryPane, qtbot: QtBot) -> None:
    pane.resize(1600, 600)
    find(pane, qtbot, "pact")
    bar = pane.find_bar
    assert bar.previous.x() - bar.count.geometry().right() < 20
    assert bar.close_button.geometry().right() > bar.width() - 30


def test_what_is_not_there_is_said(pane: EntryPane, qtbot: QtBot) -> None:
    find(pane, qtbot, "zzz")
    assert pane.find_bar.count.text() == "Not found"
    assert not pane.find_bar.next.isEnabled()
    qtbot.keyClick(pane.find_bar.field, Key.Key_Return)
    pane.find_bar.field.clear()
    assert pane.find_bar.count.text() == ""


def test_esc_closes_selects_the_match_and_gives_the_focus_back(pane: EntryPane, qtbot: QtBot) -> None:
    find(pane, qtbot, "last pact")
    qtbot.keyClick(pane.find_bar.field, Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert marked(pane.text) == []
    assert pane.text.hasFocus()
    assert pane.text.textCursor().selectedText() == "last pact"
    pane.find_bar.open()
    assert pane.find_bar.field.text() == "last pact", "what was found last is there to be found again"


def test_what_is_selected_is_what_is_searched_for(pane: EntryPane, qtbot: QtBot) -> None:
    find(pane, qtbot, "paragraph")
    qtbot.keyClick(pane.find_bar.field, Key.Key_Escape)
    pane.find_bar.field.setText("other")
    pane.find_bar.open()
    assert pane.find_bar.field.text() == "paragraph"


def test_the_search_begins_at_what_is_visible(pane: EntryPane, qtbot: QtBot) -> None:
    pane.text.verticalScrollBar().setValue(900)
    find(pane, qtbot, "pact")
    assert pane.find_bar.count.text() == "3 of 3"


def test_the_side_column_is_searched_as_well(pane: EntryPane, theme: Theme, qtbot: QtBot) -> None:
    find(pane, qtbot, "Relatedone")
    assert current(pane.side, theme) == ["Relatedone"]
    pane.set_beside(False)
    assert current(pane.text, theme) == ["Relatedone"], "below the text it is found there"
    assert pane.find_bar.count.text() == "1 of 1"


def test_another_look_keeps_the_marks_and_another_entry_closes_the_bar(
    pane: EntryPane, theme: Theme, qtbot: QtBot
) -> None:
    find(pane, qtbot, "pact")
    pane.find_bar.step(1)
    theme.set_mode(Mode.DARK)
    assert current(pane.text, theme) == ["PACT"]
    pane.show_entry(LONG, "")
    assert pane.find_bar.isVisible()
    pane.show_entry(PLAIN, "")
    assert pane.find_bar.isHidden()
    assert pane.text.hasFocus()
    assert marked(pane.text) == []
