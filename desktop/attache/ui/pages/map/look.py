"""The fonts, lengths and ready-made marks of the map at one zoom of the text."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from attache.base.vocabulary import Kind
from attache.ui.pages.map.labels import Sizes
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import paint_kind
from attache.ui.widgets.tints import area

_MOST = 250
"""Pixels at 100 % that a name gets; a longer one is cut, and whole in the list."""
_PICTURES, _AROUND = 500, 24
"""The most texts that are kept as pictures; the number of directions in which a halo is drawn."""


class Look:
    """Fonts and lengths in pixels, and marks as pictures."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.theme, self.ratio, self.colours = theme, ratio, theme.palette
        self.name, self.strong = theme.frame(12), theme.frame(12, QFont.Weight.Medium)
        self.relation, self.land = theme.frame(11), theme.frame(12, QFont.Weight.DemiBold)
        self.title = theme.reading(17, QFont.Weight.DemiBold)
        self._lines: dict[str, QRectF] = {}
        self._metrics = {
            font: QFontMetricsF(getattr(self, font))
            for font in ("name", "strong", "relation", "land", "title")
        }
        self.gap = float(theme.px(6))
        self.title_room = self.height("land") + 3
        """Pixels from the top of a territory to the bottom of its title, at least."""
        self.sizes = Sizes(
            reach=theme.px(9) / 2,
            focus=float(theme.px(10)),
            name=self.height("strong"),
            relation=self.height("relation"),
            title=self.height("title"),
            gap=self.gap,
        )
        self.width = lru_cache(None)(self._width)
        self.cut = lru_cache(None)(self._cut)
        self.halo = theme.px(3)
        self.text = lru_cache(_PICTURES)(self._text)
        self.land_colour = area(self.colours)
        self._marks: dict[tuple[Kind, str, float], QPixmap] = {}

    def height(self, font: str) -> float:
        """Return the height of the letters of a line, from the top of a d to the bottom of a g."""
        return self._letters(font).height()

    def ascent(self, font: str) -> float:
        """Return how far the baseline is below the top of the letters."""
        return -self._letters(font).top()

    def mark(self, kind: Kind, colour: str, side: float) -> QPixmap:
        """Return the mark of a kind as a picture."""
        key = kind, colour, side
        if key not in self._marks:
            pixels = ceil(side * self.ratio)
            drawn = QPixmap(pixels, pixels)
            drawn.setDevicePixelRatio(self.ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            with QPainter(drawn) as painter:
                paint_kind(painter, QRectF(0, 0, pixels / self.ratio, pixels / self.ratio), kind, colour)
            self._marks[key] = drawn
        return self._marks[key]

    def colour(self, name: str) -> QColor:
        """Return a colour of the palette by its name."""
        return QColor(getattr(self.colours, name))

    def _letters(self, font: str) -> QRectF:
        if font not in self._lines:
            self._lines[font] = self._metrics[font].tightBoundingRect("dg").adjusted(0, -1, 0, 1)
        return self._lines[font]

    def _width(self, text: str, font: str) -> float:
        return self._metrics[font].horizontalAdvance(text) + 1

    def _text(self, words: str, font: str, colour: str) -> QPixmap:
        """Return a picture of a text with its halo, which adds ``halo`` pixels on each side."""
        width, height = (size + 2 * self.halo for size in (self.width(words, font), self.height(font)))
        drawn = QPixmap(ceil(width * self.ratio), ceil(height * self.ratio))
        drawn.setDevicePixelRatio(self.ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        at = QPointF(self.halo, self.halo + self.ascent(font))
        with QPainter(drawn) as painter:
            painter.setFont(getattr(self, font))
            painter.setPen(self.land_colour)
            # The text all around itself: to stroke its outline takes ten times as long.
            for turn in range(_AROUND):
                way = 2 * pi * turn / _AROUND
                for away in (self.halo, self.halo * 2 / 3, self.halo / 3):
                    painter.drawText(at + QPointF(away * cos(way), away * sin(way)), words)
            painter.setPen(self.colour(colour))
            painter.drawText(at, words)
        return drawn

    def _cut(self, text: str, font: str, room: float = _MOST) -> str:
        most = self.theme.px(_MOST) if room == _MOST else room
        return self._metrics[font].elidedText(text, Qt.TextElideMode.ElideRight, most)
