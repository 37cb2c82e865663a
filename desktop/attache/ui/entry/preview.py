"""The small card that shows a linked entry's definition before one goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from attache.ui.theme import Theme

_DELAY = 180
"""Milliseconds a pointer rests on a link before the card shows; Tab shows it at once as well."""


class PreviewCard(QFrame):
    """A tool-tip-like window that never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._theme = theme
        self._kind, self._title, self._text = QLabel(), QLabel(), QLabel()
        self._kind.setObjectName("previewKind")
        self._title.setObjectName("previewTitle")
        self._text.setObjectName("previewText")
        self._over = parent
        self._layout = QVBoxLayout(self)
        for label in (self._kind, self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._layout.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)

    def point_to(self, kind: str, tint: str, title: str, text: str, place: QPoint) -> None:
        """Show what a link leads to under ``place`` (global pixels) after a moment."""
        px = self._theme.px
        self._layout.setContentsMargins(px(16), px(12), px(16), px(14))
        self._layout.setSpacing(px(2))
        self._kind.setStyleSheet(f"color: {tint};")
        self._kind.setText(kind)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        wide = px(340)
        self.setFixedWidth(wide)
        high = self._layout.heightForWidth(wide)
        self.setFixedHeight(high)
        screen = self._over.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - wide))
        y = place.y() if place.y() + high <= screen.bottom() else place.y() - high - px(40)
        self.move(x, max(screen.top(), y))
        self._timer.start(_DELAY)

    def away(self) -> None:
        """Hide the card, or do not show it after all."""
        self._timer.stop()
        self.hide()
