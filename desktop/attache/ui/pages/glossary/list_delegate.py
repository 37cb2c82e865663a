"""How a row of the list is drawn: kind mark, title, what matched, one line of definition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from attache.library.marks import found_words, spans
from attache.study.memory import Recall
from attache.ui.pages.glossary.list_model import EntryListModel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind, paint_recall

_KEPT = 256
"""Texts whose layout is cached, because the next key mostly finds the same rows again."""


class EntryDelegate(QStyledItemDelegate):
    """Draws every row itself; all fonts and lengths are computed once for each look."""

    def __init__(self, theme: Theme, model: EntryListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the one height of all rows."""
        return QSize(self._theme.px(200), self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        line = self._model.line(index.row())
        asked = self._model.asked
        px = self._theme.px
        colours = self._theme.palette
        box = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.selection))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), QColor(colours.accent))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(colours.line))

        left, right = box.left() + px(38), box.right() - px(16)
        first = box.top() + px(13)
        side = px(8)
        mark = QRectF(box.left() + px(18), first + (self._title_metrics.height() - side) / 2, side, side)
        paint_kind(painter, mark, line.row.kind, colours.kind(line.row.kind))

        # The title comes first: what stands beside it is shown there only if it fits whole.
        baseline = first + self._title_metrics.ascent()
        title = self._cut_title(line.row.title, right - left)
        self._text(painter, left, baseline, title, asked, self._title, self._title_metrics, colours.ink)
        aside, below = line.aside, line.text
        width = self._small_metrics.horizontalAdvance(aside)
        if aside and self._title_metrics.horizontalAdvance(title) + px(12) + width > right - left:
            aside, below = "", self._joined(line.aside, line.text, asked, right - left)
        self._text(
            painter, right - width, baseline, aside, asked, self._small, self._small_metrics, colours.muted
        )

        second = first + self._title_metrics.height() + px(2) + self._body_metrics.ascent()
        recall = self._model.recall(line.row.id)
        if recall not in (None, Recall.NEW):
            side = px(9)
            middle = second - self._body_metrics.ascent() / 2 + px(1)
            paint_recall(painter, QRectF(right - side, middle - side / 2, side, side), recall, colours.muted)
            right -= side + px(10)
        text = self._cut_body(below, right - left)
        self._text(painter, left, second, text, asked, self._body, self._body_metrics, colours.muted)
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        x: int,
        baseline: int,
        text: str,
        asked: Sequence[str],
        font: QFont,
        metrics: QFontMetrics,
        colour: str,
    ) -> None:
        """Draw one line of text, and a rule in the accent under what matches the query."""
        if not text:
            return
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(x, baseline, text)
        found = spans(self._words(text), asked) if asked else ()
        if not found:
            return
        painter.setPen(QPen(QColor(self._theme.palette.accent), max(2, self._theme.px(1.5))))
        under = baseline + self._theme.px(4)
        for start, length in found:
            begin = x + metrics.horizontalAdvance(text[:start])
            painter.drawLine(
                begin, under, begin + metrics.horizontalAdvance(text[start : start + length]), under
            )

    def _joined(self, aside: str, text: str, asked: Sequence[str], room: int) -> str:
        """Return both in one line, in which the first match in the text can be seen."""
        found = spans(self._words(text), asked) if asked else ()
        if found:
            start = found[0][0]
            aside, text = self._cut_body(aside, room // 2), f"…{text[start:]}" if start else text
        return f"{aside} · {text}"

    def _apply_theme(self) -> None:
        self._title = self._theme.reading(15.5, QFont.Weight.DemiBold)
        self._body = self._theme.frame(13)
        self._small = self._theme.frame(11.5)
        self._title_metrics = QFontMetrics(self._title)
        self._body_metrics = QFontMetrics(self._body)
        self._small_metrics = QFontMetrics(self._small)
        self._words = lru_cache(_KEPT)(found_words)
        self._cut_title, self._cut_body = (
            lru_cache(_KEPT)(partial(_cut, metrics)) for metrics in (self._title_metrics, self._body_metrics)
        )
        self._height = (
            self._theme.px(13 + 2 + 14) + self._title_metrics.height() + self._body_metrics.height()
        )


def _cut(metrics: QFontMetrics, text: str, room: int) -> str:
    """Return as much of a text as fits into a width in pixels; only as much as could fit is measured."""
    narrowest = max(1, metrics.averageCharWidth() // 3)
    return metrics.elidedText(text[: room // narrowest + 1], Qt.TextElideMode.ElideRight, room)
