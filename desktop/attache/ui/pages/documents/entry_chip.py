"""A button for an entry, with the marks of its kind and of how well it is remembered."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from attache.base.vocabulary import EntryRef
from attache.study.memory import Recall
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind, paint_recall
from attache.ui.widgets.words import RECALL_WORDS


class EntryChip(QPushButton):
    """An entry that the section feeds, with its kind and how well it is remembered."""

    def __init__(self, theme: Theme, ref: EntryRef) -> None:
        super().__init__()
        self.setObjectName("entryChip")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._theme, self.ref, self._recall = theme, ref, Recall.NEW
        self.show_recall(Recall.NEW)

    def show_recall(self, recall: Recall) -> None:
        """Show how well the entry is remembered."""
        self._recall = recall
        self.setAccessibleName(f"{self.ref.title}, {KIND_WORDS[self.ref.kind]}, {RECALL_WORDS[recall]}")
        set_tip(self, self.ref.title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the marks and the title."""
        px = self._theme.px
        wide = QFontMetrics(self._theme.frame(12.5)).horizontalAdvance(self.ref.title)
        return QSize(wide + px(42) + (px(16) if self._recall is not Recall.NEW else 0), px(28))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow margin cut the title."""
        return QSize(self._theme.px(60), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the marks and the title."""
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        middle = self.height() / 2
        box = QRectF(px(13), middle - px(4), px(8), px(8))
        paint_kind(painter, box, self.ref.kind, colours.kind(self.ref.kind))
        right = self.width() - px(12)
        if self._recall is not Recall.NEW:
            right -= px(9)
            paint_recall(painter, QRectF(right, middle - px(4.5), px(9), px(9)), self._recall, colours.muted)
            right -= px(7)
        font = self._theme.frame(12.5)
        room = QRect(px(28), 0, max(0, right - px(28)), self.height())
        title = QFontMetrics(font).elidedText(self.ref.title, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if self.underMouse() or self.hasFocus() else colours.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
