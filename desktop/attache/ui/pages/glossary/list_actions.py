"""What can be done with the entries in the list: printed as a handout, or saved as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QWidget

from attache.base.errors import KnownError
from attache.base.numbers import counted
from attache.ui.pages.glossary.finder import Finder
from attache.ui.shell.context import Context

_MOST = 2000
"""The most entries on a handout: about 150 pages."""


class ListActions:
    """Acts on the entries that the finder lists; its dialogs open over the widget ``over``."""

    def __init__(self, context: Context, finder: Finder, over: QWidget) -> None:
        self._context, self._finder, self._over = context, finder, over

    def print(self) -> None:
        """Print titles and definitions."""
        from attache.ui.widgets.entry.paper import print_list

        colours = self._context.theme.palette_for_paper
        if print_list(self._title, self._said(), self._finder.listed(_MOST), colours, self._over):
            self._context.notify("Sent to the printer")

    def ask_for_pdf(self) -> None:
        """Ask for a file name and save titles and definitions under it."""
        from PySide6.QtWidgets import QFileDialog

        start = f"{QDir.homePath()}/{self._title.replace('/', '-')}.pdf"
        title = "Save listed entries as PDF"
        name, _kind = QFileDialog.getSaveFileName(self._over, title, start, "PDF (*.pdf)")
        if name:
            file = Path(name)
            self.save_pdf(file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf"))

    def save_pdf(self, file: Path) -> None:
        """Save titles and definitions as a PDF file, or say why that cannot be done."""
        from attache.ui.widgets.entry.paper import save_list

        colours = self._context.theme.palette_for_paper
        try:
            save_list(self._title, self._said(), self._finder.listed(_MOST), colours, file)
        except KnownError as error:
            self._context.report(error)
        else:
            self._context.notify(f"Saved as {file.name}")

    @property
    def _title(self) -> str:
        return self._finder.words

    def _said(self) -> str:
        """Return how many entries there are, and which library they are from."""
        library, count = self._context.library, self._finder.model.rowCount()
        entries = counted(count, "entry", "entries")
        first = f"The first {_MOST:,} of {entries}" if count > _MOST else entries
        return f"{first} · {library.title}, version {library.version}"
