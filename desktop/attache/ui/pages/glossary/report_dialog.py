"""Describing an error in an entry; the report is copied, saved as a file or opened as an email."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QWidget

from attache.base.errors import KnownError
from attache.ui.pages.glossary.error_report import ErrorReport
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.dialog import Dialog
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.saving import save_whole

_HELD = (
    "The report also names the versions of the library and the program. It contains none of your notes or "
    "answers. Attaché sends nothing itself."
)


class ReportDialog(Dialog):
    """Emits ``done_with(said)`` when the report was copied, saved or mailed, else ``left(words)``."""

    done_with = Signal(str)
    left = Signal(str)

    def __init__(self, theme: Theme, report: ErrorReport, over: QWidget) -> None:
        """Show the words of the report, to go on with them."""
        super().__init__(theme, "Report an error", 560, over)
        px = theme.px
        self._report = report
        heading = PlainLabel(f"Report an error in “{report.title}”")
        heading.setObjectName("name")
        heading.setWordWrap(True)
        self.editor = QPlainTextEdit(report.words)
        self.editor.setObjectName("ownNote")
        self.editor.setAccessibleName("What is wrong, and what would be right")
        self.editor.setPlaceholderText("What is wrong, and what would be right? A source helps.")
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(px(84))
        self.passage = PlainLabel(f"About “{report.passage}”" if report.passage else "")
        self.passage.setVisible(bool(report.passage))
        self.said = PlainLabel(_HELD)
        """What the report holds, or else why it could not be saved or opened."""
        for label, name in ((self.passage, "quiet"), (self.said, "dialogText")):
            label.setObjectName(name)
            label.setWordWrap(True)
        self.copy = QPushButton("Copy")
        self.save = QPushButton("Save as…")
        self.mail = QPushButton("Email…")
        self.cancel = QPushButton("Cancel")
        buttons = FlowLayout()
        buttons.setSpacing(px(12))
        for button in (self.copy, self.save, self.mail, self.cancel):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        self.copy.setObjectName("primary")
        for widget in (heading, self.passage, self.editor, self.said):
            self.down.addWidget(widget)
        self.down.addLayout(buttons)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_for_file)
        self.mail.clicked.connect(self._mail)
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(lambda: self.left.emit(self.editor.toPlainText()))
        self.editor.setFocus()

    @property
    def report(self) -> ErrorReport:
        """The report with what is written now."""
        return self._report._replace(words=self.editor.toPlainText())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.text)
        self._end("Report copied")

    def _ask_for_file(self) -> None:
        name = self._report.title.replace("/", "-")
        start = f"{QDir.homePath()}/Error in {name}.txt"
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save the report", start, "Text (*.txt)")
        if not chosen:
            return
        file = Path(chosen)
        try:
            save_whole(file, self.report.text.encode(), "The report")
        except KnownError as error:
            self._say(str(error))
        else:
            self._end(f"Saved as {file.name}")

    def _mail(self) -> None:
        address = self.report.mail_address
        if not address:
            self._say("The report is too long for an email draft. Copy it and paste it instead.")
        elif QDesktopServices.openUrl(QUrl.fromEncoded(address.encode("ascii"))):
            self._end("Report opened as an email")
        else:
            self._say("No email program could be opened. Copy the report or save it as a file.")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.fit()

    def _end(self, said: str) -> None:
        self.accept()
        self.done_with.emit(said)
