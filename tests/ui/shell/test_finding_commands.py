"""The command palette of the whole window finds commands and settings by the words that users know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from tests.ui.fixtures import settings_of

ANYWHERE: Sequence[tuple[str, str]] = (
    ("backup", "Backups"),
    ("back up", "Back up now"),
    ("bigger", "Larger text"),
    ("color", "Colour theme"),
    ("continue", "Study cards"),
    ("dark", "Dark theme"),
    ("dark mode", "Dark theme"),
    ("day off", "Days off"),
    ("delete", "Delete all my data"),
    ("export", "Backups"),
    ("favourites", "Show bookmarks"),
    ("font size", "Text size"),
    ("fsrs", "Optimise schedule (FSRS)"),
    ("help", "Help"),
    ("history", "Recently viewed"),
    ("holiday", "Days off"),
    ("hotkeys", "Keyboard shortcuts"),
    ("import", "Restore from a file"),
    ("licence", "About Attaché"),
    ("limit", "Maximum new cards per day"),
    ("new cards per day", "Maximum new cards per day"),
    ("night", "Dark theme"),
    ("optimize", "Optimise schedule (FSRS)"),
    ("practice", "Study cards"),
    ("preferences", "Settings"),
    ("privacy", "Delete all my data"),
    ("random", "Random entry"),
    ("repair", "Check my data"),
    ("reset", "Reset study settings"),
    ("restore", "Restore a backup"),
    ("retention", "Desired retention"),
    ("shortcuts", "Keyboard shortcuts"),
    ("sources", "About the documents"),
    ("start over", "Delete all my data"),
    ("sync", "Save a backup as a file"),
    ("theme", "Dark theme"),
    ("two buttons", "Answer buttons"),
    ("vacation", "Exam date and breaks"),
    ("version", "About Attaché"),
    ("zoom", "Larger text"),
    ("zoom", "Text size"),
)
"""What is typed, and what is among the first five then, on any page."""
ON_AN_ENTRY: Sequence[tuple[str, str]] = (
    ("annotate", "Write a note"),
    ("cite", "Copy as citation"),
    ("difference", "Compare with…"),
    ("mistake", "Report an error in this entry…"),
    ("paper", "Print…"),
    ("pdf", "Save as PDF…"),
    ("report", "Report an error in this entry…"),
    ("star", "Bookmark"),
)
FIRST = frozenset(
    "backup dark delete export history random reset retention vacation report mistake pdf quit".split()
) | {"dark mode"}
"""The texts whose best hit is clear: Enter runs it."""


def offered(parts: Parts, qtbot: QtBot, typed: str) -> list[str]:
    """Open the palette anew, type, and return what it offers."""
    panel = parts.window.palette_panel
    panel.hide()
    parts.window.commands.run("palette")
    qtbot.keyClicks(panel.field, typed)
    return [str(panel.model.index(row, 0).data()) for row in range(panel.model.rowCount())]


def not_offered(parts: Parts, qtbot: QtBot, wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what is not among the first five, or not the first although it is the clear best hit."""
    missing = []
    for typed, name in wanted:
        found = offered(parts, qtbot, typed)
        if name not in found[:5] or (typed in FIRST and found[0] != name):
            missing.append((typed, name))
    return missing


def test_the_words_of_users_find_what_they_mean(parts: Parts, qtbot: QtBot) -> None:
    parts.window.open_page("today")
    assert not_offered(parts, qtbot, ANYWHERE) == []


def test_on_an_entry_its_commands_are_found(parts: Parts, qtbot: QtBot) -> None:
    parts.window.open_entry("attache:nato")
    assert not_offered(parts, qtbot, ON_AN_ENTRY) == []


def test_a_command_that_is_not_possible_now_says_when_it_is(parts: Parts, qtbot: QtBot) -> None:
    parts.window.open_page("today")
    for typed, wanted in (
        ("pdf", "Save as PDF…"),
        ("print", "Print…"),
        ("report", "Report an error in this entry…"),
        ("cite", "Copy as citation"),
        ("bury", "Bury until tomorrow"),
    ):
        found = offered(parts, qtbot, typed)
        panel = parts.window.palette_panel
        row = found.index(wanted)
        aside = panel.model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        assert aside.startswith("when "), typed
        for _ in range(3):
            qtbot.keyClick(panel.field, Qt.Key.Key_PageDown)
        assert panel.list.currentIndex().row() != row, f"{typed}: it cannot be selected"
        panel.list.scrollTo(panel.model.index(row, 0))
        box = panel.list.visualRect(panel.model.index(row, 0))
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        assert panel.isVisible(), f"{typed}: nor clicked"
        assert parts.window.shown == "today", typed


def test_enter_opens_no_entry_in_place_of_a_command_that_was_typed(parts: Parts, qtbot: QtBot) -> None:
    parts.window.open_page("today")
    for typed in ("report an error", "report an err", "report", "compare with", "save as pdf"):
        found = offered(parts, qtbot, typed)
        panel = parts.window.palette_panel
        assert found[0].casefold().startswith(typed)
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        assert panel.isVisible(), typed
        assert parts.window.shown == "today", typed
        if len(found) > 1:
            qtbot.keyClick(panel.field, Qt.Key.Key_Down)
            assert panel.list.currentIndex().row() == 1, typed
            qtbot.keyClick(panel.field, Qt.Key.Key_Up)
            assert panel.list.currentIndex().row() == 1, f"{typed}: the command cannot be selected"


def test_the_beginning_of_a_word_is_more_likely_an_entry(parts: Parts, qtbot: QtBot) -> None:
    parts.window.open_page("today")
    for typed in ("rep", "com", "pri", "sus"):
        offered(parts, qtbot, typed)
        assert parts.window.palette_panel.list.currentIndex().row() == 0, typed


def test_it_says_when_nothing_fits(parts: Parts, qtbot: QtBot) -> None:
    assert offered(parts, qtbot, "zzzzqqqq") == []
    nothing = parts.window.palette_panel.nothing
    assert nothing.isVisible()
    assert nothing.text().startswith("No results. ")


def test_enter_never_quits_unless_quit_was_selected(parts: Parts, qtbot: QtBot) -> None:
    for typed in ("", "q", "quit", "exit", "close", "leave"):
        offered(parts, qtbot, typed)
        panel = parts.window.palette_panel
        assert panel.list.currentIndex().data() != "Quit", typed
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        assert parts.window.isVisible(), typed


def test_a_setting_is_shown_on_its_page(parts: Parts, qtbot: QtBot) -> None:
    offered(parts, qtbot, "retention")
    qtbot.keyClick(parts.window.palette_panel.field, Qt.Key.Key_Return)
    settle(parts.window)
    assert parts.window.shown == "settings"
    row = settings_of(parts.window).rows["desired_retention"]
    focus = parts.window.focusWidget()
    assert row.isVisible()
    assert focus is not None
    assert row.isAncestorOf(focus)


def test_every_reason_for_a_disabled_command_has_room_in_a_row(parts: Parts) -> None:
    reasons = {command.needs for command in parts.window.commands}
    assert max(map(len, reasons)) <= 40
