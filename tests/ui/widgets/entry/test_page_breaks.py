"""Pages of paper: nothing is lost or drawn twice, and what belongs together stays together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from attache.library.library import Library
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.page_breaks import Slice, cut_into_pages
from attache.ui.widgets.entry.paper import typeset
from tests.conftest import Sample

SHEET = """
    body { font-size: 14px }
    p { margin: 0 0 12px 0; line-height: 25px }
    .head { font-weight: 600; margin: 24px 0 8px 0 }
"""
WORDS = "A paragraph of words that fills one line and then another. "


def document(html: str, width: int = 400) -> QTextDocument:
    """Return a document on one long page."""
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(SHEET)
    made.setHtml(f"<body>{html}</body>")
    made.setTextWidth(width)
    return made


def blocks(of: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the paragraphs that have a text."""
    of.documentLayout().documentSize()
    block = of.begin()
    while block.isValid():
        if block.text():
            yield block
        block = block.next()


def lines(of: QTextDocument) -> list[tuple[QTextBlock, QRectF]]:
    """Return every line with its paragraph, and where it stands."""
    found = []
    for block in blocks(of):
        place = of.documentLayout().blockBoundingRect(block).topLeft()
        text = block.layout()
        found += [(block, text.lineAt(at).rect().translated(place)) for at in range(text.lineCount())]
    return found


def row_of(block: QTextBlock) -> object:
    """Return (table, row) of a paragraph, None outside tables."""
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    # PySide says that there is always a table.
    return (table.objectIndex(), table.cellAt(cursor).row()) if table is not None else None  # type: ignore[redundant-expr]


def check(of: QTextDocument, pages: Sequence[Slice], height: float, before: set[str]) -> None:
    """Check the pages of a document; ``before`` are its paragraphs as they were before it was cut."""
    on_pages: list[list[QTextBlock]] = [[] for _ in pages]
    for block, place in lines(of):
        at = [
            number
            for number, page in enumerate(pages)
            if page.top - 1 <= place.top() and place.bottom() <= page.bottom + 1
        ]
        assert len(at) == 1, f"a line of {block.text()!r} is whole on {len(at)} pages"
        on_pages[at[0]].append(block)
    for page in pages:
        assert 0 < page.bottom - page.top <= height
    for held in on_pages[:-1]:
        assert held[-1].charFormat().fontWeight() < QFont.Weight.DemiBold, f"{held[-1].text()!r} is alone"
    for block in blocks(of):
        if block.text() not in before:
            assert block.layout().lineCount() > 1, f"{block.text()!r} is alone on a page"


def paragraphs(of: QTextDocument) -> set[str]:
    return {block.text() for block in blocks(of)}


@pytest.mark.parametrize("height", range(150, 450, 13))
def test_neither_a_heading_nor_a_single_line_stands_alone(qapp: QApplication, height: int) -> None:
    made = document(
        "".join(f'<p class="head">Heading</p><p>{WORDS * n}</p><p>{WORDS * (n + 2)}</p>' for n in range(2, 7))
        + "<ul><li>An item. "
        + f"</li><li>{WORDS}".join(str(n) for n in range(9))
        + "</li></ul>"
    )
    before = paragraphs(made)
    words = made.toPlainText().split()
    pages = cut_into_pages(made, height)
    assert len(pages) > 2
    check(made, pages, height, before)
    assert made.toPlainText().split() == words


@pytest.mark.parametrize("height", range(150, 450, 13))
def test_a_row_of_a_table_is_cut_where_each_page_has_some_of_it(qapp: QApplication, height: int) -> None:
    cell = '<td style="padding:7px; border-bottom:1px solid #ccc">'
    rows = "".join(f"<tr>{cell}<p>Name {n}</p></td>{cell}<p>{WORDS * n}</p></td></tr>" for n in range(1, 12))
    made = document(f'<table width="100%" style="border-collapse:collapse">{rows}</table>')
    before = paragraphs(made)
    pages = cut_into_pages(made, height)
    check(made, pages, height, before)
    for page, following in pairwise(pages):
        held = [block for block, place in lines(made) if page.top < place.center().y() < page.bottom]
        first = next(block for block, place in lines(made) if place.center().y() > following.top)
        if row_of(held[-1]) != row_of(first):
            # The rule under the row is on the page, and the space above the next row on the next.
            end = max(place.bottom() for _, place in lines(made) if place.center().y() < page.bottom)
            assert page.bottom >= end + 7


def test_a_row_that_leaves_most_of_a_page_filled_is_not_cut(qapp: QApplication) -> None:
    six = "<br>".join(["A line"] * 6)
    made = document(f"<p>{six}<br>{six}</p><table><tr><td><p>{six}</p><p>{six}</p></td></tr></table>")
    start = next(place.top() for block, place in lines(made) if row_of(block))
    pages = cut_into_pages(made, start * 1.25)
    assert len(pages) == 2
    assert pages[1].top == pytest.approx(start, abs=3)


def test_a_line_that_is_higher_than_a_page_is_cut(qapp: QApplication) -> None:
    made = document('<p>Small</p><p style="font-size:300px; line-height:100%">Large</p><p>Small</p>', 2000)
    pages = cut_into_pages(made, 100)
    assert [page.bottom - page.top <= 100 for page in pages] == [True] * 3


def test_a_document_without_a_text_has_one_page(qapp: QApplication) -> None:
    assert cut_into_pages(document(""), 100) == [Slice(0, 100)]


def test_an_item_of_a_list_that_goes_on_has_no_second_bullet_and_keeps_its_indent(qapp: QApplication) -> None:
    made = document(f"<ul><li>{WORDS * 30}</li></ul>")
    left = {place.left() for _, place in lines(made)}
    assert len(cut_into_pages(made, 200)) > 1
    parts = list(blocks(made))
    assert len(parts) > 1
    assert [part.textList() is not None for part in parts] == [True] + [False] * (len(parts) - 1)
    assert {place.left() for _, place in lines(made)} == left


@pytest.mark.slow
def test_every_shipped_entry_is_cut_well(
    qapp: QApplication, theme: Theme, library: Library, sample: Sample
) -> None:
    """Every third one, and all with ``--long``."""
    for row in sample.of(library.rows(library.browse()), 3):
        made = typeset(library.entry(row.id), "A note. " * 200, theme.palette_for_paper)
        before = paragraphs(made)
        check(made, cut_into_pages(made, 900), 900, before)
