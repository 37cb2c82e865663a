"""An entry or a list of entries on paper, or as a PDF file that has a title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from attache.base.entry import Entry
from attache.base.errors import KnownError
from attache.base.vocabulary import EntryRow
from attache.ui.shell.palette import Palette
from attache.ui.shell.plain import set_title
from attache.ui.shell.style_sheet import FRAME, READING
from attache.ui.widgets.entry.bullets import set_bullets
from attache.ui.widgets.entry.html import Style, printed
from attache.ui.widgets.entry.page_breaks import Slice, cut_into_pages
from attache.ui.widgets.entry.sealed import SealedDocument
from attache.ui.widgets.saving import save_whole

_MARGIN = 20.0
"""Millimetres on every side."""
_FOOT = 26
"""Pixels at 100 % kept at the foot of each page for its title and number."""
_INDENT = 20
"""The indent of a list in pixels at 100 %."""
_WIDE = 640
"""The width of the text in pixels at 100 %, which is then scaled to the paper."""
_WIDTHS = (_WIDE, 1.04 * _WIDE, 1.08 * _WIDE, 0.96 * _WIDE, 0.92 * _WIDE)
"""Widths that are tried until the last page is not nearly empty."""
_LEAST = 0.15
"""The share of the last page that is filled at least, if one of the widths allows it."""

_CLOSER = ".kind { letter-spacing: 0.6px }"
"""Programs that read a PDF take capitals that are wider apart for words of their own: “TREAT Y”."""
_SUBSTITUTIONS = ("calt", "clig", "liga", "locl")
"""Features of fonts that draw another shape than that of the character; Qt turns them on by itself."""


Typesetting: TypeAlias = Callable[[float], QTextDocument]
"""Gives the text on one long page, which is as wide as is said, in pixels at 100 %."""


def save_pdf(entry: Entry, note: str, colours: Palette, file: Path) -> None:
    """Write an entry as a PDF file with its title in the file's properties.

    The file appears whole or not at all; a :class:`KnownError` says where it cannot be written.
    """
    _save(entry.title, partial(typeset, entry, note, colours), colours, file)


def save_list(title: str, said: str, rows: Sequence[EntryRow], colours: Palette, file: Path) -> None:
    """Write the definitions of some entries as a PDF file, as :func:`save_pdf` does."""
    _save(title, partial(typeset_list, title, said, rows, colours), colours, file)


def print_entry(entry: Entry, note: str, colours: Palette, parent: QWidget) -> bool:
    """Ask for a printer and print an entry on it; return whether it was printed."""
    return _print(entry.title, partial(typeset, entry, note, colours), colours, parent)


def print_list(title: str, said: str, rows: Sequence[EntryRow], colours: Palette, parent: QWidget) -> bool:
    """Ask for a printer and print the definitions of some entries; return whether they were printed."""
    return _print(title, partial(typeset_list, title, said, rows, colours), colours, parent)


def _save(title: str, typesetting: Typesetting, colours: Palette, file: Path) -> None:
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setTitle(title)
    writer.setCreator("Attaché")
    writer.setResolution(300)
    writer.setPageLayout(_page())
    drawn = _draw(title, typesetting, colours, writer)
    del writer  # which writes the rest
    if not drawn:
        raise KnownError("The PDF could not be created.", "Close other programs and try again.")
    save_whole(file, bytes(made.data().data()), "The PDF")


def _print(title: str, typesetting: Typesetting, colours: Palette, parent: QWidget) -> bool:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(_page())
    dialog = QPrintDialog(printer, parent)
    set_title(dialog, f"Print “{title}”")
    return bool(dialog.exec()) and _draw(title, typesetting, colours, printer)


def _page() -> QPageLayout:
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    portrait = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), portrait, margins, QPageLayout.Unit.Millimeter)


def _draw(title: str, typesetting: Typesetting, colours: Palette, device: QPdfWriter | QPrinter) -> bool:
    """Typeset a text, and draw page after page scaled to the paper."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    area = device.pageLayout().paintRectPixels(device.resolution())
    document, pages = lay_out(typesetting, area.height() / area.width())
    wide = document.textWidth()
    scale = area.width() / wide
    high = area.height() / scale - _FOOT
    painter.scale(scale, scale)
    for number, page in enumerate(pages, 1):
        if number > 1:
            device.newPage()
        painter.save()
        painter.translate(0, -page.top)
        document.drawContents(painter, QRectF(0, page.top, wide, page.bottom - page.top))
        painter.restore()
        foot = QRectF(0, high, wide, _FOOT)
        _draw_foot(painter, f"{title} · {number} of {len(pages)}", foot, colours)
    return painter.end()


def lay_out(typesetting: Typesetting, shape: float) -> tuple[QTextDocument, Sequence[Slice]]:
    """Return a text as it is drawn on paper, and its pages; ``shape`` is the height of a page by its width.

    The text gets a little smaller or larger where its last page would hold only a few lines.
    """
    for wide in _WIDTHS:
        document = typesetting(wide)
        high = wide * shape - _FOOT
        pages = cut_into_pages(document, high)
        if len(pages) == 1 or pages[-1].bottom - pages[-1].top >= high * _LEAST:
            return document, pages
    document = typesetting(_WIDE)
    return document, cut_into_pages(document, _WIDE * shape - _FOOT)


def typeset(entry: Entry, note: str, colours: Palette, wide: float = _WIDE) -> QTextDocument:
    """Return an entry on one long page, ``wide`` pixels at 100 %."""
    style = Style(colours, round)
    return _typeset(printed(entry, style, note), style, wide)


def typeset_list(
    title: str, said: str, rows: Sequence[EntryRow], colours: Palette, wide: float = _WIDE
) -> QTextDocument:
    """Return a title, a line below it, and the definitions of some entries, as :func:`typeset` does."""
    below = f'<p class="aside" style="margin-bottom: 18px">{escape(said)}</p>'
    head = f'<p class="title">{escape(title)}</p>{below}'
    return _typeset(head + "".join(map(_defined, rows)), Style(colours, round), wide)


def _defined(row: EntryRow) -> str:
    short = f" ({row.abbreviation})" if row.abbreviation else ""
    return f"<p><b>{escape(row.title)}</b>{escape(short)}: {escape(row.definition)}</p>"


def _typeset(html: str, style: Style, wide: float) -> QTextDocument:
    document = SealedDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(READING))
    document.setDefaultStyleSheet(style.sheet() + _CLOSER)
    document.setHtml(f"<body>{html}</body>")
    set_bullets(document, _INDENT, style.colours.muted)
    document.setTextWidth(wide)
    return document


def _font(family: str) -> QFont:
    """Return a font that draws each character as it is.

    Qt writes no text into a PDF for a shape that stands for several characters or for one in a certain place.
    """
    font = QFont(family)
    for feature in _SUBSTITUTIONS:
        font.setFeature(QFont.Tag(feature), 0)
    return font


def _draw_foot(painter: QPainter, words: str, place: QRectF, colours: Palette) -> None:
    """Say at the foot of a page what it belongs to."""
    font = _font(FRAME)
    font.setPixelSize(10)
    painter.setFont(font)
    painter.setPen(QColor(colours.muted))
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
