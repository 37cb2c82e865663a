"""A field for one line: whatever is pasted, dropped or typed into it becomes one line of a sane length."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from attache.ui.shell.composing import Composing

LONGEST_LINE = 300
"""The most characters of a line."""
_READ = 10
"""How many times as many characters are read as are kept, so that blank lines before a text do not count."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Those that break no line."""


def one_line(text: str, longest: int = LONGEST_LINE) -> str:
    """Return a text as one line of at most ``longest`` characters.

    Line breaks and tabs become spaces, other control characters are left out.
    """
    text = text[: _READ * longest]
    if not text.isprintable():
        lines = _CONTROLS.sub("", text).replace("\t", " ").splitlines()
        text = lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))
    return text[:longest]


class _OneLine(QValidator):
    """Corrects the text of a field after each change, so that no way into the field is forgotten."""

    def validate(self, text: str, cursor: int) -> tuple[QValidator.State, str, int]:
        """Return the text as one line, with the cursor behind the same letter as before."""
        line = one_line(text)
        if line != text:
            before = text.encode("utf-16-le", "surrogatepass")[: 2 * cursor]
            kept = one_line(before.decode("utf-16-le", "surrogatepass") + ".")[:-1]
            cursor = len(line[: len(kept)].encode("utf-16-le")) // 2
        return QValidator.State.Acceptable, line, cursor


class LineEdit(Composing, QLineEdit):
    """A field whose text is always one line of at most ``LONGEST_LINE`` characters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_READ * LONGEST_LINE)
        self.setValidator(_OneLine(self))
