"""The About page: which versions this is, under which licences, and which files it uses."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import qVersion

from attache import version
from attache.base.characters import whole
from attache.base.numbers import counted
from attache.ui.shell.context import Context
from attache.ui.widgets.entry.html import Style, ruled_table
from attache.ui.widgets.provenance import provenance
from attache.ui.widgets.text_page import TextPage

_LICENCES = (
    ("Attaché", "MIT"),
    ("Fonts: Literata, Inter", "SIL Open Font License 1.1"),
    ("Icons: Lucide", "ISC"),
    ("Qt, through PySide6", "LGPL 3.0"),
    ("FSRS (fsrs)", "MIT"),
    ("SQLite", "public domain"),
    ("sqlite-utils", "Apache 2.0"),
    ("RapidFuzz, markdown-it-py, PyYAML", "MIT"),
    ("Python", "PSF 2"),
)


class AboutPage(TextPage):
    """A text about the program, its content and its files on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "About Attaché")

    def html(self, style: Style) -> str:
        """Return the text."""
        library = self.context.library
        versions = (
            ("Attaché", version()),
            ("Content", f"{library.title}, version {library.version}, {_amount(self.context)}"),
            ("Python", platform.python_version()),
            ("Qt", qVersion()),
        )
        licences = (*_LICENCES[:1], ("Content", library.licence), *_LICENCES[1:])
        origin = "".join(f"<p>{escape(line)}</p>" for line in provenance(library))
        return "".join(
            (
                '<p class="title">Attaché</p>',
                '<p class="aside">Reference and flashcards for studying military diplomacy, offline</p>',
                _table(versions, style),
                _heading("Where the content comes from"),
                origin,
                _heading("Files on this computer"),
                _table([(name, whole(str(path))) for name, path in self._files()], style),
                _heading("Licences"),
                _table(licences, style),
                "<p>The texts of the licences of the fonts and the icons are installed with the program.</p>",
            )
        )

    def _files(self) -> Sequence[tuple[str, Path]]:
        progress = self.context.learner.file
        return (
            ("Your progress", progress),
            ("Backups", self.context.learner.backup_folder),
            ("Window and theme", self.context.machine.file),
            ("Library", self.context.library.path),
        )


def _amount(context: Context) -> str:
    library = context.library
    return f"{counted(library.entry_count, 'entry', 'entries')}, {counted(library.card_count, 'card')}"


def _heading(title: str) -> str:
    return f'<p class="part">{escape(title)}</p>'


def _table(rows: Sequence[tuple[str, str]], style: Style) -> str:
    cells = [
        (f'<p class="factname">{escape(name)}</p>', f'<p class="fact">{escape(text)}</p>')
        for name, text in rows
    ]
    return ruled_table(cells, ("34%", ""), style)
