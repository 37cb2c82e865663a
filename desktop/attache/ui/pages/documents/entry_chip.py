"""The entries of a section, as buttons with the marks of their kind and of how well they are remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attache.base.vocabulary import EntryRef
from attache.study.memory import Recall
from attache.ui.shell.context import Context
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout
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


class EntryChips(QWidget):
    """The entries under their heading."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._theme = context, context.theme
        self.chips: list[EntryChip] = []
        head, body = PlainLabel("In this section"), QWidget()
        head.setObjectName("head")
        self._down, self._flow = QVBoxLayout(self), FlowLayout(body)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.addWidget(head)
        self._down.addWidget(body)
        self._theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_entries(self, entries: Sequence[EntryRef]) -> None:
        """Show other entries; without any nothing is shown."""
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [EntryChip(self._theme, ref) for ref in entries]
        for chip in self.chips:
            chip.clicked.connect(lambda _on=False, id_=chip.ref.id: self._context.open_entry(id_))
            self._flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(entries))
        self.refresh()

    def refresh(self) -> None:
        """Show how well each is remembered now."""
        recall = self._context.learner.recall_of(chip.ref.id for chip in self.chips)
        for chip in self.chips:
            chip.show_recall(recall.get(chip.ref.id, Recall.NEW))

    def _apply_theme(self) -> None:
        self._down.setSpacing(self._theme.px(8))
        self._flow.setSpacing(self._theme.px(8))
        for chip in self.chips:
            chip.updateGeometry()
