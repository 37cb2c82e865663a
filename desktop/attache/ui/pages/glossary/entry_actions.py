"""What can be done with the entry shown: copied, cited, printed, saved as PDF, and reported as wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from attache.base.entry import Entry
from attache.base.errors import KnownError
from attache.base.ids import public
from attache.base.vocabulary import ENTRY_LINK
from attache.ui.shell.context import Context


class EntryActions:
    """Acts on the entry that ``shown()`` returns, if any; its dialogs open over the widget ``over``."""

    def __init__(self, context: Context, shown: Callable[[], Entry | None], over: QWidget) -> None:
        self._context, self._shown, self._over = context, shown, over
        self._drafts: dict[str, str] = {}
        """Descriptions of errors that were not sent yet, by entry."""

    # Each action imports what it needs when it is first used, not before the page opens.

    def copy_definition(self) -> None:
        """Put title and definition into the clipboard."""
        from attache.ui.widgets.entry.citation import definition_text

        if entry := self._shown():
            QGuiApplication.clipboard().setText(definition_text(entry))
            self._context.notify("Definition copied")

    def copy_citation(self) -> None:
        """Put a citation into the clipboard."""
        from attache.ui.widgets.entry.citation import citation_text

        if entry := self._shown():
            library = self._context.library
            read = self._context.learner.local_time(self._context.clock()).date()
            text = citation_text(entry, library.title, library.version, read)
            QGuiApplication.clipboard().setText(text)
            self._context.notify("Citation copied")

    def copy_link(self) -> None:
        """Put a link into the clipboard that opens the entry from other programs."""
        if entry := self._shown():
            QGuiApplication.clipboard().setText(f"{ENTRY_LINK}{public(entry.id)}")
            self._context.notify("Link copied")

    def print(self) -> None:
        """Print the entry with the reader's note on it."""
        from attache.ui.widgets.entry.paper import print_entry

        entry, colours = self._shown(), self._context.theme.palette_for_paper
        if entry is not None and print_entry(entry, self._note(entry), colours, self._over):
            self._context.notify("Sent to the printer")

    def ask_for_pdf(self) -> None:
        """Ask for a file name and save the entry under it."""
        from PySide6.QtWidgets import QFileDialog

        if entry := self._shown():
            start = f"{QDir.homePath()}/{entry.title.replace('/', '-')}.pdf"
            title = f"Save “{entry.title}” as PDF"
            name, _kind = QFileDialog.getSaveFileName(self._over, title, start, "PDF (*.pdf)")
            if name:
                file = Path(name)
                self.save_pdf(file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf"))

    def save_pdf(self, file: Path) -> None:
        """Save the entry as a PDF file, or say why that cannot be done."""
        from attache.ui.widgets.entry.paper import save_pdf

        if entry := self._shown():
            try:
                save_pdf(entry, self._note(entry), self._context.theme.palette_for_paper, file)
            except KnownError as error:
                self._context.report(error)
            else:
                self._context.notify(f"Saved as {file.name}")

    def report_error(self, passage: str) -> None:
        """Let the user describe an error in the entry, of which ``passage`` is selected."""
        from attache import version
        from attache.ui.pages.glossary.error_report import ErrorReport
        from attache.ui.pages.glossary.report_dialog import ReportDialog

        if entry := self._shown():
            of, library = entry.id, self._context.library
            contents = f"{library.title}, version {library.version}"
            words = self._drafts.pop(of, "")
            report = ErrorReport(of, entry.title, contents, version(), passage, words)
            dialog = ReportDialog(self._context.theme, report, self._over)
            dialog.done_with.connect(self._context.notify)
            dialog.left.connect(lambda draft: self._drafts.update({of: draft}))
            dialog.open()

    def _note(self, entry: Entry) -> str:
        return self._context.learner.note(entry.id)
