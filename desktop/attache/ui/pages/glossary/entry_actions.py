"""What can be done with the entry shown: copied, cited, printed, saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from attache.base.clock import Clock
from attache.base.dates import local_day
from attache.base.errors import KnownError
from attache.base.vocabulary import Entry
from attache.library.library import Library
from attache.ui.shell.theme import Theme


class EntryActions(QObject):
    """Acts on ``shown()``, and does nothing where no entry is; ``trouble(KnownError)`` when it cannot."""

    trouble = Signal(object)

    def __init__(
        self,
        theme: Theme,
        library: Library,
        shown: Callable[[], Entry | None],
        note_of: Callable[[str], str],
        clock: Clock,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._library, self._clock = theme, library, clock
        self._shown, self._note_of, self._over = shown, note_of, parent

    # Each of these loads what it needs when it is first asked for: none of it is needed to open the window.

    def copy_definition(self) -> None:
        """Put title and definition into the clipboard."""
        from attache.ui.widgets.entry.citation import definition_text

        if entry := self._shown():
            QGuiApplication.clipboard().setText(definition_text(entry))

    def copy_citation(self) -> None:
        """Put a citation into the clipboard."""
        from attache.ui.widgets.entry.citation import citation_text

        if entry := self._shown():
            read = local_day(self._clock())
            text = citation_text(entry, self._library.title, self._library.version, read)
            QGuiApplication.clipboard().setText(text)

    def print(self) -> None:
        """Print the entry with the reader's note on it."""
        from attache.ui.widgets.entry.paper import print_entry

        if entry := self._shown():
            print_entry(entry, self._note_of(entry.id), self._theme.palette_for_paper, self._over)

    def ask_for_pdf(self) -> None:
        """Ask for a file name and save the entry under it."""
        from PySide6.QtWidgets import QFileDialog

        if entry := self._shown():
            start = str(Path.home() / f"{entry.title}.pdf".replace("/", "-"))
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
                save_pdf(entry, self._note_of(entry.id), self._theme.palette_for_paper, file)
            except KnownError as error:
                self.trouble.emit(error)
