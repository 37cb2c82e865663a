"""Chips: small rounded buttons that show filters and choices."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget

from attache.base.vocabulary import Kind
from attache.ui.shell.plain import set_tip
from attache.ui.shell.popup_menu import PopupMenu
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import KIND_NAMES, KIND_PLURALS


class Chip(QToolButton):
    """A chip that is on or off, and never gets narrower: a count or a choice must not move its neighbours."""

    def __init__(self, parent: QWidget | None = None, exclusive: bool = False) -> None:
        """``exclusive`` makes it one of several of which one is on: a radio button, as screen readers say."""
        super().__init__(parent)
        self.setAutoExclusive(exclusive)
        self._longest = ""
        self.setObjectName("chip")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._take_focus)

    def setText(self, text: str) -> None:
        """Show a text."""
        if text != self.text():  # measuring it takes longer than all else that a new count does
            self.keep_room_for((text,))
            super().setText(text)

    def keep_room_for(self, texts: Iterable[str]) -> None:
        """Be wide enough for texts that may be shown later."""
        longest = max((self._longest, *texts), key=self._width_of)
        if longest != self._longest:
            self._longest = longest
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size for the longest text."""
        self.ensurePolished()  # its font comes with the style sheet
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self._longest
        # The same sum that Qt makes for the text that is shown.
        wide = self._width_of(self._longest) + 2 * self.fontMetrics().horizontalAdvance(" ")
        hint, kind = super().sizeHint(), QStyle.ContentsType.CT_ToolButton
        return QSize(self.style().sizeFromContents(kind, option, QSize(wide, 1), self).width(), hint.height())

    def _take_focus(self) -> None:
        """Take the focus from another one of the same choice, which would look like the one that is on."""
        other = self.window().focusWidget()
        if self.autoExclusive() and isinstance(other, Chip) and other.parent() is self.parent():
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _width_of(self, text: str) -> int:
        """Return the width of a text as Qt measures it for a button."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


def show_kind(chip: Chip, kind: Kind | None, count: str, unit: str = "") -> None:
    """Show a kind, None for all, and how many there are; the name and the tooltip have no abbreviation.

    ``unit`` says what is counted, if it is not entries; only the first chip has room to show it.
    """
    chip.setText((f"{KIND_PLURALS[kind]} {count}" if kind else f"All {count} {unit}").rstrip())
    name = f"{KIND_NAMES[kind] if kind else 'All'} {count} {unit}".rstrip()
    chip.setAccessibleName(name)
    set_tip(chip, name if kind or unit else "")


class MenuChip(Chip):
    """A chip that opens a menu, with an arrow behind its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: tuple[int, str, float] | None = None
        self._arrow = QPixmap()
        # The style sheet leaves room for the arrow by this name.
        self.setProperty("opens", "true")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(PopupMenu(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, its words from the left, and the arrow at its end.

        Qt would centre the words, which may be shorter than those that the chip is wide enough for.
        """
        painter, option = QPainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        px, colours = self._theme.px, self._theme.palette
        side = px(12)
        tint = colours.accent if self.isChecked() else colours.muted
        painter.setPen(QColor(colours.ink if self.underMouse() and not self.isChecked() else tint))
        words = self.rect().adjusted(px(10), 0, -px(22), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words, int(flags), self.text())
        look = (side, tint, self.devicePixelRatioF())
        if self._look != look:
            self._look, self._arrow = look, self._theme.picture("chevron-down", *look)
        place = QPoint(self.width() - side - self._theme.px(8), (self.height() - side) // 2 + 1)
        painter.drawPixmap(place, self._arrow)
