"""“Report an error in this entry” in the whole window: copied, saved, opened as an email, or left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from attache import version
from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.glossary.report_dialog import ReportDialog
from tests.ui.fixtures import glossary_of, part

NATO = "attache:nato"


class MailProgram(QObject):
    """Takes the addresses that would open an email program."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address)


@pytest.fixture
def mail() -> Iterator[MailProgram]:
    program = MailProgram()
    QDesktopServices.setUrlHandler("mailto", program, "open")  # type: ignore[arg-type]
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


@pytest.fixture
def dialog(parts: Parts) -> ReportDialog:
    """The dialog, opened on an entry that has a note and an answer."""
    parts.learner.save_note(NATO, "My secret note.")
    parts.window.open_entry(NATO)
    return asked(parts)


def asked(parts: Parts) -> ReportDialog:
    parts.window.commands.run("report-error")
    return part(glossary_of(parts.window), ReportDialog)


def gone(parts: Parts) -> bool:
    """Return whether the dialog was deleted."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(parts.window)
    return glossary_of(parts.window).findChild(ReportDialog) is None


def test_it_is_copied_with_what_identifies_the_entry_and_nothing_private(
    parts: Parts, dialog: ReportDialog, qtbot: QtBot
) -> None:
    assert dialog.focusWidget() is dialog.editor
    qtbot.keyClicks(dialog.editor, "It was founded in 1949.")
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    library = parts.library
    title = glossary_of(parts.window).title
    assert text == (
        f"Error in “{title}”\n\nEntry: {title} (nato)\nLibrary: {library.title}, version {library.version}\n"
        f"Program: Attaché {version()}\n\nIt was founded in 1949.\n"
    )
    assert parts.window.notice.label.text() == "Report copied"
    assert gone(parts)


def test_the_selected_passage_goes_with_it(parts: Parts) -> None:
    parts.window.open_entry(NATO)
    text = glossary_of(parts.window).reader.text
    assert text.find("North Atlantic")
    dialog = asked(parts)
    assert dialog.passage.text() == "About “North Atlantic”"
    assert "\nPassage: “North Atlantic”\n" in dialog.report.text


def test_it_is_saved_as_a_file(
    parts: Parts, dialog: ReportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClicks(dialog.editor, "Wrong.")
    # The one thing put in place of the real one: a dialog of the system cannot be driven.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    dialog.save.click()
    assert dialog.isVisible()
    missing = tmp_path / "missing" / "error.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(missing), ""))
    dialog.save.click()
    assert dialog.said.text().startswith("The report could not be written to ")
    assert dialog.isVisible(), "what was written is still there"
    file = tmp_path / "error.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    dialog.save.click()
    assert file.read_text("utf-8").endswith("\n\nWrong.\n")
    assert parts.window.notice.label.text() == "Saved as error.txt"
    assert gone(parts)


def test_it_is_opened_as_an_email_without_a_recipient(
    parts: Parts, dialog: ReportDialog, qtbot: QtBot, mail: MailProgram
) -> None:
    qtbot.keyClicks(dialog.editor, "100 % wrong & misleading.")
    dialog.mail.click()
    [address] = mail.opened
    assert address.path() == ""
    body = parse_qs(address.query(QUrl.ComponentFormattingOption.FullyEncoded))["body"][0]
    assert body.endswith("\r\n\r\n100 % wrong & misleading.\r\n")
    assert parts.window.notice.label.text() == "Report opened as an email"
    assert gone(parts)


def test_a_long_report_is_not_opened_as_an_email(dialog: ReportDialog, mail: MailProgram) -> None:
    dialog.editor.setPlainText("much " * 1000)
    dialog.mail.click()
    assert mail.opened == []
    assert "too long" in dialog.said.text()
    assert dialog.isVisible()


@pytest.mark.qt_log_ignore("does not support QPlatformServices::openUrl", extend=True)
def test_without_an_email_program_it_says_so(dialog: ReportDialog) -> None:
    dialog.mail.click()  # the platform of the tests opens nothing
    assert "No email program" in dialog.said.text()
    assert dialog.isVisible()


def test_what_was_written_is_kept_until_it_is_sent(parts: Parts, dialog: ReportDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.editor, "Half a thought")
    qtbot.keyClick(dialog.editor, Qt.Key.Key_Escape)
    assert gone(parts)
    parts.window.open_entry("attache:asean")
    other = asked(parts)
    assert other.editor.toPlainText() == ""
    other.cancel.click()
    assert gone(parts)
    parts.window.open_entry(NATO)
    again = asked(parts)
    assert again.editor.toPlainText() == "Half a thought"
    again.copy.click()
    assert gone(parts)
    assert asked(parts).editor.toPlainText() == ""


def test_it_needs_an_entry(parts: Parts) -> None:
    assert not parts.window.commands["report-error"].isEnabled()
    parts.window.open_entry(NATO)
    assert parts.window.commands["report-error"].isEnabled()
    parts.window.open_page("today")
    assert not parts.window.commands["report-error"].isEnabled()
