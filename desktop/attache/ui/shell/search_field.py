"""The one search field at the top: typing looks up, arrows walk the results, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_ASKS, _ASKS_SHORTLY = "Look up a term, an organisation, a case", "Look up"


class SearchField(LineEdit):
    """Emits ``moved`` for keys that walk the results, ``chosen`` on Enter, ``left`` on Esc."""

    moved = Signal(int)
    chosen = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, high: float = 36, key: str = "Ctrl L"
    ) -> None:
        """``high`` in pixels at 100 %; ``key`` is shown where the field does not have the focus."""
        super().__init__(parent)
        self._theme, self._high, self._key = theme, high, key
        self.setAccessibleName("Look up")
        self._glass = PlainLabel(parent=self)
        self._cap = PlainLabel(parent=self)
        self._cap.setObjectName("keyCap")
        for label in (self._glass, self._cap):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the results, choose or leave while the field keeps the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in steps and bare:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which key leaves."""
        super().focusInEvent(event)
        self._say_key()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say which key comes back."""
        super().focusOutEvent(event)
        self._say_key()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep glass and key in place."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Keep glass and key in place under another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def sizeHint(self) -> QSize:
        """Ask for the width drawn."""
        return QSize(self._theme.px(560), self._theme.px(self._high))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(self._high))
        self._glass.setPixmap(
            self._theme.picture("search", px(16), self._theme.palette.muted, self.devicePixelRatioF())
        )
        self._say_key()

    def _say_key(self) -> None:
        self._cap.setText("Esc" if self.hasFocus() else self._key)
        self._place()

    def _place(self) -> None:
        px = self._theme.px
        self._glass.adjustSize()
        self._cap.adjustSize()
        self._glass.move(px(14), (self.height() - self._glass.height()) // 2)
        self._cap.move(self.width() - self._cap.width() - px(12), (self.height() - self._cap.height()) // 2)
        roomy = self.width() > px(220)
        self._cap.setVisible(roomy)
        margins = (px(28), px(58) if roomy else px(4))
        self.setTextMargins(margins[0], 0, margins[1], 0)
        room = self.width() - sum(margins) - px(24)
        fits = self.fontMetrics().horizontalAdvance(_ASKS) <= room
        self.setPlaceholderText(_ASKS if fits else _ASKS_SHORTLY)
