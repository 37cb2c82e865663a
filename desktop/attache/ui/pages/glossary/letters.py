"""The letters down the side of a browsed list: click or arrow to the first entry of each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from attache.ui.shell.theme import Theme

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Letters(QWidget):
    """Emits ``chosen`` with the row of the first entry of a letter; absent letters are faint."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._firsts: dict[str, int] = {}
        self._at = ""
        self.setAccessibleName("Alphabet")
        self.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_letters(self, firsts: Mapping[str, int]) -> None:
        """Show which letters there are, and the row at which each begins."""
        self._firsts = {letter.upper(): row for letter, row in firsts.items()}
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take letters for oneself before they become commands of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            taken = event.text().upper() in self._firsts
            event.setAccepted(taken)
            return taken
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Ask for room for all letters."""
        return QSize(self._theme.px(24), self._theme.px(26 * 14))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the letter under the pointer."""
        shown = self._shown()
        at = int(event.position().y() * len(shown) / max(1, self.height()))
        self._choose(shown[max(0, min(at, len(shown) - 1))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the letter typed, or the next one."""
        present = [letter for letter in self._shown() if letter in self._firsts]
        typed = event.text().upper()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and present:
            at = present.index(self._at) + step if self._at in present else 0
            self._choose(present[max(0, min(at, len(present) - 1))])
        elif typed in self._firsts:
            self._choose(typed)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letters, those without entries faintly."""
        painter = QPainter(self)
        colours = self._theme.palette
        shown = self._shown()
        high = self.height() / len(shown)
        # On a low window every other letter still tells where one is.
        every = 1 if high >= self.fontMetrics().height() * 0.8 else 2
        for at, letter in enumerate(shown):
            if at % every:
                continue
            here = letter in self._firsts
            bold = self.hasFocus() and letter == (self._at or min(self._firsts, default=""))
            painter.setFont(self._theme.frame(10.5, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
            painter.setPen(QColor(colours.accent if bold else colours.muted if here else colours.line))
            box = QRect(0, round(at * high), self.width(), round(high * every))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _shown(self) -> str:
        return ALPHABET + "#" if "#" in self._firsts else ALPHABET

    def _choose(self, letter: str) -> None:
        later = [known for known in sorted(self._firsts) if known >= letter]
        if letter in self._firsts or later:
            self._at = letter if letter in self._firsts else later[0]
            self.setAccessibleDescription(self._at)
            self.chosen.emit(self._firsts[self._at])
            self.update()

    def _apply_theme(self) -> None:
        self.setFixedWidth(self._theme.px(24))
        self.update()
