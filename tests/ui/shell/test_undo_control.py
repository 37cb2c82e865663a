"""What the window says when something was done, and how that is undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from tests.ui.fixtures import glossary_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NATO = "attache:nato"


def test_a_bookmark_is_said_and_undone_by_the_button_or_the_key(parts: Parts, qtbot: QtBot) -> None:
    window, learner = parts.window, parts.learner
    window.open_entry(NATO)
    window.commands.run("bookmark")
    assert window.notice.isVisible()
    assert window.notice.label.text() == "Bookmark added"
    window.notice.button.click()
    assert not learner.is_bookmarked(NATO)
    assert not window.commands["bookmark"].isChecked()
    assert "Undone: bookmark added (North Atlantic" in window.notice.label.text()
    window.notice.button.click()
    assert learner.is_bookmarked(NATO)
    qtbot.keyClick(glossary_of(window).reader.text, Key.Key_Z, CTRL)
    assert not learner.is_bookmarked(NATO)
    assert not window.commands["undo-edit"].isEnabled()
    qtbot.keyClick(glossary_of(window).reader.text, Key.Key_Z, CTRL | SHIFT)
    assert learner.is_bookmarked(NATO)


def test_in_a_text_field_the_key_undoes_typing_alone(parts: Parts, qtbot: QtBot) -> None:
    window, learner = parts.window, parts.learner
    window.open_entry(NATO)
    window.commands.run("bookmark")
    window.commands.run("search")
    qtbot.keyClick(window.top.field, Key.Key_Z, CTRL)
    window.commands.run("note")
    qtbot.keyClick(glossary_of(window).reader.pane.note.editor, Key.Key_Z, CTRL)
    assert learner.is_bookmarked(NATO)


def test_a_note_is_undone_where_it_is_shown(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    window.open_entry(NATO)
    window.commands.run("note")
    editor = glossary_of(window).reader.pane.note.editor
    qtbot.keyClicks(editor, "Read again")
    qtbot.keyClick(editor, Key.Key_Escape)
    settle(window)
    assert parts.learner.note(NATO) == "Read again"
    window.commands.run("undo-edit")
    assert (parts.learner.note(NATO), editor.toPlainText()) == ("", "")


def test_a_later_change_takes_the_button_away(parts: Parts) -> None:
    window = parts.window
    window.open_entry(NATO)
    window.commands.run("bookmark")
    parts.learner.save_note(NATO, "Later.")
    assert not window.notice.isVisible(), "it would undo the note"


def test_while_studying_the_key_undoes_answers_only(parts: Parts) -> None:
    window = parts.window
    window.open_entry(NATO)
    window.commands.run("bookmark")
    assert window.commands["undo-edit"].isEnabled()
    window.open_page("study")
    assert not window.commands["undo-edit"].isEnabled()
    window.open_page("today")
    assert window.commands["undo-edit"].isEnabled()


def test_copying_and_citing_say_that_they_worked(parts: Parts) -> None:
    window = parts.window
    window.open_entry(NATO)
    for command, said in (
        ("copy-definition", "Definition copied"),
        ("copy-citation", "Citation copied"),
        ("copy-link", "Link copied"),
    ):
        window.commands.run(command)
        assert (window.notice.label.text(), window.notice.button.isVisible()) == (said, False)


def test_the_notice_stays_inside_the_page_at_any_size(parts: Parts) -> None:
    window = parts.window
    window.notify("Saved as " + "/a/long/path" * 20)
    for size in ((1280, 800), (900, 600), (480, 360)):
        for zoom in (100, 200):
            window.resize(*size)
            parts.theme.set_zoom(zoom)
            settle(window)
            assert window.pages.rect().contains(window.notice.geometry()), (size, zoom)
    parts.theme.set_zoom(100)
