"""Bullets that stand where a typesetter puts them.

Qt draws the disc of a list as large as a third of the line, one space from the text, and outside its font.
Here a bullet is a character of the text, on its base line, with a hanging indent.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
    QTextOption,
)

from attache.ui.shell.style_sheet import FRAME

_BULLET = "•\t"


def set_bullets(document: QTextDocument, indent: float, colour: str) -> None:
    """Turn the bulleted lists of a document into paragraphs with a bullet; ``indent`` in pixels."""
    muted = QTextCharFormat()
    muted.setForeground(QColor(colour))
    muted.setFontFamilies([FRAME])
    block = document.begin()
    while block.isValid():
        items = block.textList()
        if isinstance(items, QTextList):
            _hang(block, items.format(), indent, muted)
        block = block.next()


def _hang(block: QTextBlock, of_list: QTextListFormat, indent: float, muted: QTextCharFormat) -> None:
    """Take an item out of a bulleted list, and hang a bullet before its text."""
    if of_list.style() is not QTextListFormat.Style.ListDisc:
        return
    style = QTextBlockFormat(block.blockFormat())
    style.setObjectIndex(-1)
    style.setIndent(0)
    style.setLeftMargin(style.leftMargin() + max(1, of_list.indent()) * indent)
    style.setTextIndent(-indent)
    style.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
    cursor = QTextCursor(block)
    cursor.setBlockFormat(style)
    plain = QTextCharFormat(block.charFormat())
    plain.merge(muted)
    cursor.insertText(_BULLET, plain)
