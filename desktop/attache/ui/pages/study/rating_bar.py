"""The bar under a card: first one button that shows the answer, then one for each rating."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from attache.study.memory import Rating
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import RATING_WORDS, TWO_WORDS

_TWO = (Rating.AGAIN, Rating.GOOD)


class RatingButton(QPushButton):
    """A rating, the interval it gives, and its key in the corner."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rating")
        self.setAutoDefault(True)  # Enter gives the focused rating, not the suggested one
        self._theme = theme
        self._words, self._interval, self._key = "", "", ""

    def show_rating(self, words: str, interval: str, key: str, suggested: bool) -> None:
        """Show the rating and its interval."""
        self._words, self._interval, self._key = words, interval, key
        self.setAccessibleName(f"{words}, {interval}" if interval else words)
        self.setAccessibleDescription(f"Key {key}")
        if self.property("suggested") != suggested:
            self.setProperty("suggested", suggested)
            self.style().unpolish(self)
            self.style().polish(self)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for both lines."""
        return QSize(self._theme.px(150), self._theme.px(56))

    def minimumSizeHint(self) -> QSize:
        """Let a narrow page draw the ratings together."""
        return QSize(self._theme.px(72), self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, then the two lines and the key."""
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        box = self.rect()
        first = QRect(box.left(), box.top() + px(9), box.width(), px(20)) if self._interval else box
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._theme.frame(14, QFont.Weight.DemiBold))
        painter.drawText(first, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.setPen(QColor(colours.muted))
        if self._interval:
            painter.setFont(self._theme.frame(12.5))
            second = QRect(box.left(), box.top() + px(29), box.width(), px(18))
            painter.drawText(second, Qt.AlignmentFlag.AlignCenter, self._interval)
        painter.setFont(self._theme.frame(11))
        corner = box.adjusted(0, px(6), -px(9), 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key)


class RatingBar(QWidget):
    """``show_wanted`` when the answer is asked for, ``rated(Rating)`` when a rating is chosen."""

    show_wanted = Signal()
    rated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ratingBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.show_button = QPushButton("Show answer")
        self.show_button.setObjectName("primary")
        self.show_button.setAutoDefault(True)
        self.show_button.clicked.connect(self.show_wanted)
        self.buttons = {rating: RatingButton(theme) for rating in Rating}
        self._layout = QHBoxLayout(self)
        self._layout.addStretch(1)
        self._layout.addWidget(self.show_button)
        for rating, button in self.buttons.items():
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on=False, rating=rating: self.rated.emit(rating))
            self._layout.addWidget(button, 4)
        self._layout.addStretch(1)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def ask(self, words: str = "Show answer") -> None:
        """Offer to show the answer."""
        self.show_button.setText(words)
        self.show_button.show()
        for button in self.buttons.values():
            button.hide()

    def offer(self, intervals: Mapping[Rating, str], suggested: Rating, two: bool) -> None:
        """Offer the ratings with what each gives; ``intervals`` are blank in practice."""
        self.show_button.hide()
        for rating, button in self.buttons.items():
            shown = not two or rating in _TWO
            button.setVisible(shown)
            words = TWO_WORDS[rating] if two and rating in _TWO else RATING_WORDS[rating]
            key = str(_TWO.index(rating) + 1) if two and rating in _TWO else str(int(rating))
            best = suggested if not two or suggested in _TWO else Rating.GOOD
            button.show_rating(words, intervals.get(rating, ""), key, rating is best)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(24), px(16), px(24), px(16))
        self._layout.setSpacing(px(12))
        self.setFixedHeight(px(88))  # the same on both sides of a card, so that nothing moves
        self.show_button.setFixedHeight(px(44))
        self.show_button.setMinimumWidth(px(180))
        for button in self.buttons.values():
            button.setMaximumWidth(px(150))
            button.setFixedHeight(px(56))
