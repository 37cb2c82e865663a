from __future__ import annotations

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QApplication

from attache.ui.widgets.entry.bullets import set_bullets

LONG = "words that go on " * 12


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


@pytest.mark.parametrize("indent", [20, 40])
def test_a_bullet_hangs_before_an_item_whose_lines_begin_at_one_place(
    qapp: QApplication, indent: int
) -> None:
    document = QTextDocument()
    document.setHtml(f"<p>Before</p><ul><li>{LONG}</li><li>Short</li></ul><ol><li>First</li></ol>")
    set_bullets(document, indent, "#68665F")
    document.setTextWidth(300)
    document.documentLayout().documentSize()
    _before, item, short, numbered = blocks(document)
    assert item.text().startswith("•\twords")
    assert short.text() == "•\tShort"
    assert item.textList() is None
    layout = item.layout()
    begin = layout.lineAt(0).cursorToX(2)
    assert layout.lineCount() > 2
    assert isinstance(begin, tuple)  # PySide returns the cursor position as well
    first = float(begin[0])
    for number in range(1, layout.lineCount()):
        assert layout.lineAt(number).x() == pytest.approx(first, abs=1)
    bullet = layout.lineAt(0).x()
    assert first - bullet == pytest.approx(indent, abs=1)
    assert numbered.text() == "First"
    assert numbered.textList() is not None
