"""Bullets that stand where a typesetter puts them.

Qt draws the disc of a list as large as a third of the line, one space from the text, and outside its font.
Here a bullet is a character of the text, on its base line, with a hanging indent.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QTextOption,
)

from attache.ui.shell.style_sheet import FRAME

_BULLET = "•\t"


def set_bullets(document: QTextDocument, indent: float, colour: str) -> None:
    """Turn the bulleted lists of a document into paragraphs with a bullet; ``indent`` in pixels."""
    muted = QTextCharFormat()
    muted.setForeground(QColor(colour))
    block = document.begin()
    while block.isValid():
        items = block.textList()
        if items is not None and items.format().style() == QTextListFormat.Style.ListDisc:
            depth = max(1, items.format().indent())
            style = QTextBlockFormat(block.blockFormat())
            style.setObjectIndex(-1)
            style.setIndent(0)
            style.setLeftMargin(style.leftMargin() + depth * indent)
            style.setTextIndent(-indent)
            style.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
            cursor = QTextCursor(block)
            cursor.setBlockFormat(style)
            plain = QTextCharFormat(block.charFormat())
            plain.merge(muted)
            plain.setFontFamilies([FRAME])
            cursor.insertText(_BULLET, plain)
        block = block.next()
