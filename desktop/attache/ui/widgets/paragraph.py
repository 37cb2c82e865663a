"""A small text of several lines, which Qt alone would set too close for reading."""

from __future__ import annotations

from html import escape

from attache.base.characters import whole
from attache.ui.shell.plain import HtmlLabel


class Paragraph(HtmlLabel):
    """Shows a text as it is written; a line break in it starts a new line."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setWordWrap(True)
        self.setText(text)

    def text(self) -> str:
        """Return what is said, without how it is set."""
        return self._said

    def setText(self, text: str) -> None:
        """Show a text."""
        self._said = whole(text)
        self.setAccessibleName(self._said)
        lines = escape(self._said).replace("\n", "<br>")
        super().setText(f'<p style="margin: 0; line-height: 125%;">{lines}</p>')
