"""Where a text is cut into pages of paper.

Qt breaks a document wherever a page is full: below a heading, or before the last line of a paragraph.  Here
the document is laid out as one long page, and cut between two lines that need not stay together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextList, QTextTable

_TOGETHER = 2
"""A page has at least so many lines of a paragraph, a table or a row of it that is cut in two."""
_FULL = 0.75
"""A row of a table goes whole to the next page if this share of the page is filled without it."""
_GAP = 6.0
"""Pixels between a line and the edge of the page, where a row of a table is cut."""
_EDGE = 0.5
"""Pixels left out above and below the lines of a page: Qt also draws what only touches the area to draw."""
_RULE = 1.0 + _EDGE
"""Pixels that the rules between the rows of a table need."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a document that goes on one page, in the document's own pixels."""

    top: float
    bottom: float


@dataclass(slots=True)
class _Line:
    """A line of text across the page: in a row of a table, one line of each cell.

    ``parts`` are the paragraphs, the row and the table that it belongs to.  ``above`` and ``below`` are the
    pixels that the row needs around its text.
    """

    top: float
    bottom: float
    parts: set[str]
    heading: bool
    row: str = ""
    above: float = 0.0
    below: float = 0.0


def cut_into_pages(document: QTextDocument, height: float) -> list[Slice]:
    """Cut a document into pages that are at most ``height`` pixels high.

    The document has no pages of its own.  A paragraph that goes over two pages becomes two paragraphs.
    """
    slices: list[Slice] = []
    top = 0.0
    while lines := _lines(document, top):
        end = _first_of_next_page(lines, top, height)
        if end < len(lines):
            _split_paragraphs(document, lines[end].top, 2 * _GAP if _in_row(lines, end) else 0.0)
            lines = _lines(document, top)
        slices.append(Slice(top, min(_bottom(lines, end), top + height)))
        if end == len(lines):
            break
        top = _top(lines, end)
    return slices or [Slice(0.0, height)]


def _first_of_next_page(lines: Sequence[_Line], top: float, height: float) -> int:
    """Return the number of the line before which a page ends, given the lines from its top on."""
    fits = [at for at in range(1, len(lines) + 1) if _bottom(lines, at) <= top + height]
    allowed = _allowed_breaks(lines)
    good = [at for at in fits if at in allowed]
    whole = [at for at in good if _bottom(lines, at) >= top + height * _FULL and not _in_row(lines, at)]
    # A page that offers no good break is filled, and a line that is higher than a page is cut.
    return max(whole or good or fits or [1])


def _top(lines: Sequence[_Line], at: int) -> float:
    """Return the top of a page whose first line is the one with this number."""
    return lines[at].top - (_room(lines, at) if _in_row(lines, at) else lines[at].above)


def _bottom(lines: Sequence[_Line], at: int) -> float:
    """Return the bottom of a page whose last line is the one before the one with this number."""
    return lines[at - 1].bottom + (_room(lines, at) if _in_row(lines, at) else lines[at - 1].below)


def _room(lines: Sequence[_Line], at: int) -> float:
    """Return how much of the space between two lines of a row goes to each of two pages."""
    return min(_GAP, (lines[at].top - lines[at - 1].bottom) / 2)


def _in_row(lines: Sequence[_Line], at: int) -> bool:
    """Return whether a row of a table goes on from the line before to the one with this number."""
    return at < len(lines) and lines[at].row != "" and lines[at].row == lines[at - 1].row


def _allowed_breaks(lines: Sequence[_Line]) -> set[int]:
    """Return the numbers of the lines that may be the first of a page, and the number of lines."""
    length = Counter(part for line in lines for part in line.parts)
    before: Counter[str] = Counter()
    allowed = {len(lines)}
    for at, line in enumerate(lines[:-1], 1):
        before.update(line.parts)
        common = line.parts & lines[at].parts
        together = any(min(before[part], length[part] - before[part]) < _TOGETHER for part in common)
        # The last line of the document is not alone on a page either.
        if not (line.heading or together or at == len(lines) - 1):
            allowed.add(at)
    return allowed


def _blocks(document: QTextDocument) -> Iterator[tuple[QTextBlock, float]]:
    """Yield each paragraph that has a text, and where its lines start on the long page."""
    layout = document.documentLayout()
    layout.documentSize()  # lays everything out
    block = document.begin()
    while block.isValid():
        # Qt has an empty paragraph after each table, which overlaps what comes next.
        if block.text():
            yield block, layout.blockBoundingRect(block).top()
        block = block.next()


def _lines(document: QTextDocument, above: float) -> list[_Line]:
    """Return the lines of a document from a height on, downwards; those of cells side by side are one."""
    found: list[_Line] = []
    for block, start in _blocks(document):
        for index in range(block.layout().lineCount()):
            place = block.layout().lineAt(index)
            top = start + place.y() + _EDGE
            if top >= above:
                found.append(_line(block, top, top + place.height() - 2 * _EDGE))
    merged: list[_Line] = []
    for line in sorted(found, key=lambda line: line.top):
        if merged and line.top < merged[-1].bottom:
            merged[-1].bottom = max(merged[-1].bottom, line.bottom)
            merged[-1].parts |= line.parts
        else:
            merged.append(line)
    return merged


def _line(block: QTextBlock, top: float, bottom: float) -> _Line:
    """Return a line of a paragraph."""
    # A paragraph that is all bold is a heading: the classes of the HTML are lost by now.
    heading = block.charFormat().fontWeight() >= QFont.Weight.DemiBold
    line = _Line(top, bottom, {f"paragraph {block.blockNumber()}"}, heading)
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    if isinstance(table, QTextTable):
        cell = table.cellAt(cursor)
        style = cell.format().toTableCellFormat()
        whole = f"table {table.objectIndex()}"
        line.row = f"row {cell.row()} of {whole}"
        line.parts |= {line.row, whole}
        line.above, line.below = style.topPadding() + _RULE, style.bottomPadding() + _RULE
    return line


def _split_paragraphs(document: QTextDocument, top: float, gap: float) -> None:
    """Split the paragraphs that go over the top of a page, with a gap in pixels between their parts.

    Qt draws one line more than the area to draw holds of a paragraph that begins above it: hidden on paper,
    but found twice in a PDF.
    """
    for block, start in list(_blocks(document)):
        text = block.layout()
        below = [at for at in range(text.lineCount()) if start + text.lineAt(at).y() + _EDGE >= top]
        if below and below[0] > 0:
            _split(block, block.position() + text.lineAt(below[0]).textStart(), gap)


def _split(block: QTextBlock, position: int, gap: float) -> None:
    """Make two paragraphs of one, the second without a bullet."""
    rest = block.blockFormat()
    rest.setTopMargin(gap)
    rest.setTextIndent(0)  # where a bullet hangs
    items = block.textList()
    if isinstance(items, QTextList):
        rest.setObjectIndex(-1)
        rest.setIndent(rest.indent() + items.format().indent())
    cursor = QTextCursor(block)
    part = block.blockFormat()
    part.setBottomMargin(gap)
    cursor.setBlockFormat(part)
    cursor.setPosition(position)
    cursor.insertBlock(rest)
