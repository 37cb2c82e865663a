"""“Delete all my data”: it asks, says what goes, and afterwards the program is as new."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.settings.delete_dialog import DeleteDialog
from attache.ui.shell.theme import Mode
from tests.ui.fixtures import part, settings_of

NATO = "attache:nato"


def asked(parts: Parts) -> DeleteDialog:
    """Bookmark and note something, back it up, and ask for everything to be deleted."""
    window, learner = parts.window, parts.learner
    learner.toggle_bookmark(NATO)
    learner.save_note(NATO, "Secret.")
    window.open_page("settings")
    page = settings_of(window)
    page.data.back_up()
    settle(window)
    page.rows["delete"].control.setFocus()
    page.rows["delete"].control.chosen.emit(None)
    return part(page, DeleteDialog)


def words(dialog: DeleteDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_names_what_goes_and_cancelling_changes_nothing(parts: Parts, qtbot: QtBot) -> None:
    dialog = asked(parts)
    assert "1 bookmark" in words(dialog)
    assert "1 note" in words(dialog)
    assert "A final backup is made first" in words(dialog)
    assert dialog.with_backups.text() == "Delete the backup as well"
    dialog.with_backups.setChecked(True)
    assert "nothing can be restored" in words(dialog)
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    settle(parts.window)
    assert parts.learner.note(NATO) == "Secret."


def test_enter_and_esc_cancel(parts: Parts, qtbot: QtBot) -> None:
    dialog = asked(parts)
    assert dialog.focusWidget() is dialog.cancel
    assert dialog.cancel.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(parts.window)
    assert parts.learner.is_bookmarked(NATO)


def test_enter_does_what_the_button_with_the_focus_says(parts: Parts, qtbot: QtBot) -> None:
    dialog = asked(parts)
    dialog.with_backups.setFocus()
    assert dialog.cancel.isDefault()
    dialog.delete.setFocus()
    qtbot.keyClick(dialog.delete, Qt.Key.Key_Return)
    settle(parts.window)
    assert parts.learner.note(NATO) == ""


def test_afterwards_it_is_as_new_and_says_where_the_last_backup_is(parts: Parts) -> None:
    window = parts.window
    parts.theme.set_mode(Mode.DARK)
    parts.theme.set_zoom(125)
    window.context.machine.session = "something"
    dialog = asked(parts)
    dialog.delete.click()
    settle(window)
    assert window.shown == "today"
    assert parts.learner.note(NATO) == ""
    assert not parts.learner.is_bookmarked(NATO)
    assert not parts.learner.edits.can_undo
    newest = parts.learner.backups()[0]
    assert str(newest.path) in window.message.text()
    assert (parts.theme.mode, parts.theme.zoom) == (Mode.SYSTEM, 100)
    assert window.context.machine.session == ""


def test_with_the_backups_nothing_stays(parts: Parts) -> None:
    dialog = asked(parts)
    dialog.with_backups.setChecked(True)
    dialog.delete.click()
    settle(parts.window)
    assert list(parts.learner.backups()) == []
    assert parts.window.message.text() == "All your data on this computer was deleted."
