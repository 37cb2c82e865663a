"""The answer of the quick look-up: an entry's name, definition, and what is asked most."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from attache.base.entry import Entry
from attache.base.ids import public
from attache.base.vocabulary import ENTRY_LINK, Kind
from attache.library.comparing import TOLD_APART
from attache.library.results import Hit
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.html import Style, kind_words, source_words
from attache.ui.widgets.entry.reading_view import ReadingView
from attache.ui.widgets.marks import paint_kind

_FIRST_FACTS = ("members", "parties", "founded", "period", "place")
"""The facts of an organisation or a case that are asked first; the first two that an entry has are shown."""
_FACTS, _SOURCES, _LINKS = 2, 1, 4
_SOURCE_MARKS = re.compile(r"<sup>.*?</sup>")
"""Numbers of the sources, which are not listed here."""
_RULE = 1
"""The line above the answer, in pixels."""
_LEAST_TEXT = 80
"""Pixels of text at 100 % that are shown at least, whatever the screen."""


class _KindMark(QWidget):
    """The mark of an entry's kind beside a line of text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.kind = Kind.CONCEPT

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(20), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        side = px(10)
        # Level with the middle of the capitals of the title beside it.
        box = QRectF(0, (px(28) - side) / 2 + px(3), side, side)
        paint_kind(QPainter(self), box, self.kind, self._theme.palette.kind(self.kind))


class Answer(QFrame):
    """Shows one entry in short; ``entry_requested(id)`` when a link in it is chosen."""

    entry_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("quickAnswer")
        self.mark = _KindMark(theme)
        self.mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title, self.aside = PlainLabel(), PlainLabel()
        self.title.setObjectName("quickTitle")
        self.title.setWordWrap(True)
        self.aside.setObjectName("quickAside")
        self.view = ReadingView(theme, "Answer")
        self.view.setObjectName("quickText")
        self.view.entry_requested.connect(self.entry_requested)
        self._head = QHBoxLayout()
        self._head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._head)
        self._layout.addWidget(self.view)

    def show_entry(self, entry: Entry, hit: Hit) -> None:
        """Show an entry, and by which of its names it was found."""
        px = self._theme.px
        self._layout.setContentsMargins(px(20), px(16), px(20), px(12))
        self._layout.setSpacing(px(4))
        self._head.setSpacing(0)
        self.mark.kind = entry.kind
        self.mark.setFixedSize(self.mark.sizeHint())
        self.title.setText(entry.title)
        self.aside.setText(hit.label or entry.abbreviation)
        style = Style(self._theme.palette, px)
        self.view.show_page(_sheet(style), _html(entry, style))

    def fit(self, wide: int, most: int) -> bool:
        """Take the height of the text, at most ``most`` pixels in all; return whether all of it is shown."""
        around = self._layout.contentsMargins()
        inner = wide - around.left() - around.right()
        for label in (self.title, self.aside):
            label.ensurePolished()
        beside = (
            self.mark.width() + self.aside.sizeHint().width() + self._theme.px(12) * bool(self.aside.text())
        )
        self.title.setContentsMargins(0, 0, self._theme.px(12) * bool(self.aside.text()), 0)
        head = max(self.mark.height(), self.title.heightForWidth(inner - beside))
        self.title.setMinimumHeight(head)
        self.view.document().setTextWidth(inner)
        text = self.view.height_without_bottom() + self._theme.px(4)
        left = most - _RULE - around.top() - around.bottom() - head - self._layout.spacing()
        shown = max(min(text, left), min(text, self._theme.px(_LEAST_TEXT)))
        self.view.setFixedHeight(shown)
        if shown < text:
            self.view.document().setTextWidth(inner - self.view.verticalScrollBar().sizeHint().width())
            shown = max((bottom for bottom in self._line_ends() if bottom <= shown), default=shown)
            self.view.setFixedHeight(shown)
        self.setFixedHeight(_RULE + around.top() + head + self._layout.spacing() + shown + around.bottom())
        return shown == text

    def _line_ends(self) -> Iterator[int]:
        """Yield how far down each line of the text ends, in pixels: no line is to be cut through."""
        document = self.view.document()
        block = document.begin()
        while block.isValid():
            top, layout = document.documentLayout().blockBoundingRect(block).top(), block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                yield math.ceil(top + line.y() + line.height())
            block = block.next()


def _sheet(style: Style) -> str:
    c, px = style.colours, style.px
    return f"""
    body {{ font-family: Literata; font-size: {px(16)}px; color: {c.ink}; }}
    p {{ line-height: {px(23)}px; margin-top: 0; margin-bottom: {px(6)}px; }}
    a {{ color: {c.accent}; text-decoration: underline; }}
    .name {{ font-family: Inter; font-size: {px(13)}px; color: {c.muted}; line-height: {px(19)}px;
             margin-bottom: 0; }}
    .fact {{ font-family: Inter; font-size: {px(13)}px; line-height: {px(19)}px; margin-bottom: 0; }}
    """


def _html(entry: Entry, style: Style) -> str:
    px = style.px
    rows = "".join(
        f'<tr><td width="{px(112)}" style="padding: {px(1)}px {px(8)}px {px(1)}px 0">'
        f'<p class="name">{escape(name)}</p></td>'
        f'<td style="padding: {px(1)}px 0"><p class="fact">{html}</p></td></tr>'
        for name, html in _facts(entry)
    )
    definition = _SOURCE_MARKS.sub("", entry.definition_html)
    return (
        f'<p>{definition}</p><table width="100%" cellspacing="0" style="margin-top: {px(4)}px">{rows}</table>'
    )


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the facts that are asked most, as (name, HTML)."""
    yield "Kind", escape(kind_words(entry))
    by_key = {fact.key: fact for fact in entry.facts}
    for key in [key for key in _FIRST_FACTS if key in by_key][:_FACTS]:
        yield by_key[key].label, _SOURCE_MARKS.sub("", by_key[key].html)
    groups = sorted(entry.relations, key=lambda group: group.type not in TOLD_APART)
    for group in groups[:1]:
        links = [
            f'<a href="{ENTRY_LINK}{public(ref.id)}">{escape(ref.title)}</a>'
            for ref in group.entries[:_LINKS]
        ]
        left = len(group.entries) - len(links)
        yield group.words, ", ".join(links) + (f" and {left} more" if left else "")
    sources = [". ".join(source_words(source)) for source in entry.sources]
    more = f"; and {len(sources) - _SOURCES} more" if len(sources) > _SOURCES else ""
    if sources:
        yield "Sources", escape("; ".join(sources[:_SOURCES]) + more)
