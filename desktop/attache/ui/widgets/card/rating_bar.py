"""The bar under a card: first one button that shows the answer, then one for each rating."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from attache.study.memory import Rating
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.key_button import KeyButton
from attache.ui.widgets.margins import card_margin
from attache.ui.widgets.words import RATING_MEANINGS, RATING_WORDS, TWO_WORDS

_TWO = (Rating.AGAIN, Rating.GOOD)
_NARROW = 400
"""Width of the bar at 100 %, in pixels, up to which the buttons stand closer together."""
_HOW = "Answer, then rate yourself. The better you knew the answer, the later the card is shown again."


class RatingButton(KeyButton):
    """A rating, the interval it gives, and its key in the corner."""

    def show_rating(self, words: str, interval: str, key: str, meaning: str, suggested: bool) -> None:
        """Show the rating and its interval; the tooltip says what it means."""
        again = f" The card comes back in {interval}." if interval else ""
        self.show_words(words, interval, key, meaning, f"{words} ({key}): {meaning}.{again}")
        if self.property("suggested") != suggested:
            self.setProperty("suggested", suggested)
            self.style().unpolish(self)
            self.style().polish(self)


class _Captioned(QWidget):
    """A button with a text above or below it, for which it keeps room only if asked to."""

    def __init__(self, button: QPushButton, fills: bool = True, below: bool = False) -> None:
        """``fills`` says whether the button takes the whole width, ``below`` where the text stands."""
        super().__init__()
        self.caption = PlainLabel()
        self.caption.setObjectName("quiet")
        self.caption.setWordWrap(True)
        self.caption.setMinimumWidth(1)  # a narrow page wraps it
        upright = Qt.AlignmentFlag.AlignTop if below else Qt.AlignmentFlag.AlignBottom
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | upright)
        self._down = QVBoxLayout(self)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._down.addWidget(button, 0, Qt.AlignmentFlag(0) if fills else middle)
        self._down.insertWidget(1 if below else 0, self.caption)

    def height_at(self, width: int) -> int:
        """Return the height of the text in a width."""
        self.caption.setMinimumHeight(0)  # a label never answers with less than its minimum
        return self.caption.heightForWidth(width) if self.caption.text() else 0

    def set_room(self, height: int, below: int, around: int = 0) -> None:
        """Set the height of the text, 0 for none, and the space below it and around both."""
        self._down.setSpacing(below)
        self._down.setContentsMargins(0, around, 0, around)
        self.caption.setVisible(height > 0)
        self.caption.setFixedHeight(height)


class RatingBar(QWidget):
    """``show_wanted`` when the answer is asked for, ``rated(Rating)`` when a rating is chosen."""

    show_wanted = Signal()
    rated = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, below: bool = False) -> None:
        """``below`` puts the texts that explain the ratings below the buttons instead of above them."""
        super().__init__(parent)
        self.setObjectName("ratingBar")
        self.setMinimumWidth(1)  # its margins grow with the window, and must not keep it wide
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._explains = self._is_low = False
        self.show_button = QPushButton("Show answer")
        self.show_button.setObjectName("primary")
        self.show_button.setAutoDefault(True)
        self.show_button.clicked.connect(self.show_wanted)
        self.buttons = {rating: RatingButton(theme) for rating in Rating}
        self._asking = _Captioned(self.show_button, False, below)
        self._asking.caption.setText(_HOW)
        self._rating = {rating: _Captioned(button, below=below) for rating, button in self.buttons.items()}
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._asking, 1)
        for rating, button in self.buttons.items():
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on=False, rating=rating: self.rated.emit(rating))
            self._rating[rating].caption.setText(RATING_MEANINGS[rating])
            self._layout.addWidget(self._rating[rating], 1)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def explain(self, explains: bool) -> None:
        """Say above the buttons what they mean, or no longer."""
        if explains != self._explains:
            self._explains = explains
            self._measure()

    def set_low(self, is_low: bool) -> None:
        """Leave more of a low window to the card."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._measure()

    def ask(self, words: str = "Show answer") -> None:
        """Offer to show the answer."""
        self.show_button.setText(words)
        self._asking.show()
        for each in self._rating.values():
            each.hide()

    def offer(self, intervals: Mapping[Rating, str], suggested: Rating, two: bool) -> None:
        """Offer the ratings with what each gives; ``intervals`` are blank in practice."""
        self._asking.hide()
        for rating, button in self.buttons.items():
            shown = not two or rating in _TWO
            self._rating[rating].setVisible(shown)
            words = TWO_WORDS[rating] if two and rating in _TWO else RATING_WORDS[rating]
            key = str(_TWO.index(rating) + 1) if two and rating in _TWO else str(int(rating))
            best = suggested if not two or suggested in _TWO else Rating.GOOD
            meaning = RATING_MEANINGS[rating]
            button.show_rating(words, intervals.get(rating, ""), key, meaning, rating is best)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts above the buttons the height that they need in the new width."""
        super().resizeEvent(event)
        self._measure()

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.show_button.setFixedHeight(px(44))
        self.show_button.setMinimumWidth(px(180))
        for button in self.buttons.values():
            button.setFixedHeight(px(56))
        self._measure()

    def _measure(self) -> None:
        """Span the column of the card, at one height for both of its sides, so that nothing moves."""
        px, room = self._theme.px, 0
        side, around = card_margin(self._theme, self.width()), px(6 if self._is_low else 16)
        between = px(6 if self.width() <= px(_NARROW) else 12)
        self._layout.setContentsMargins(side, around, side, around)
        self._layout.setSpacing(between)
        if self._explains:
            wide = self.width() - 2 * side
            heights = [captioned.height_at((wide - 3 * between) // 4) for captioned in self._rating.values()]
            room = max(self._asking.height_at(wide), *heights)
        self._asking.set_room(room, px(6), (px(56) - px(44)) // 2)
        for captioned in self._rating.values():
            captioned.set_room(room, px(6))
        self.setFixedHeight(px(56) + 2 * around + (room + px(6) if room else 0))
        self._layout.activate()
