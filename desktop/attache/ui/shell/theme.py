"""How the program looks at the moment: palette, type, scale and icons, in one place.

Widgets are handed the theme, ask it for colours, fonts and lengths, and lay themselves
out again when :attr:`Theme.changed` says so.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from attache.ui.shell.palette import DARK, LIGHT, Palette, qt_palette
from attache.ui.shell.style_sheet import FRAME, READING, style_sheet

ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
"""Per cent; Ctrl + and − walk along these."""
_DISABLED = 0.35
"""The opacity of a disabled icon."""


class Mode(StrEnum):
    """Which of the two palettes is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Palette, fonts, lengths and icons; emits ``changed`` when any of them does."""

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, mode: Mode = Mode.SYSTEM, zoom: int = 100) -> None:
        super().__init__()
        self._app = app
        self._resources = resources
        self._mode = mode
        self._zoom = zoom if zoom in ZOOM_STEPS else 100
        _load_fonts(resources / "fonts")
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._palette = LIGHT
        self._apply()

    @property
    def palette(self) -> Palette:
        """The palette in force."""
        return self._palette

    @property
    def palette_for_paper(self) -> Palette:
        """The light palette, whatever is on screen: paper is white."""
        return LIGHT

    @property
    def mode(self) -> Mode:
        """What the user chose: follow the system, or one of the two."""
        return self._mode

    @property
    def zoom(self) -> int:
        """The scale of everything, in per cent."""
        return self._zoom

    def set_mode(self, mode: Mode) -> None:
        """Choose a palette, or to follow the system."""
        self._mode = mode
        self._apply()

    def set_zoom(self, per_cent: int) -> None:
        """Scale everything; the nearest step is taken."""
        self._zoom = min(ZOOM_STEPS, key=lambda step: abs(step - per_cent))
        self._apply()

    def zoom_by(self, steps: int) -> None:
        """Zoom by a number of steps, no further than either end."""
        at = ZOOM_STEPS.index(self._zoom) + steps
        self.set_zoom(ZOOM_STEPS[max(0, min(at, len(ZOOM_STEPS) - 1))])

    def px(self, length: float) -> int:
        """Return a length drawn at 100 % in pixels at the present scale."""
        return round(length * self._zoom / 100)

    def reading(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the serif for text that is read; ``size`` in pixels at 100 %."""
        return self._font(READING, size, weight)

    def frame(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the sans for the frame around it; ``size`` in pixels at 100 %."""
        return self._font(FRAME, size, weight)

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Return a bundled icon tinted with a colour of the palette (muted unless said)."""
        return _icon(self._icon_file(name), colour or self._palette.muted)

    def picture(self, name: str, side: int, colour: str, ratio: float = 1.0) -> QPixmap:
        """Draw a bundled icon as a square of ``side`` logical pixels."""
        drawn = _drawn(_renderer(self._icon_file(name), colour), round(side * ratio))
        drawn.setDevicePixelRatio(ratio)
        return drawn

    def _icon_file(self, name: str) -> Path:
        return self._resources / "icons" / f"{name}.svg"

    def _font(self, family: str, size: float, weight: QFont.Weight) -> QFont:
        font = QFont(family)
        font.setPixelSize(max(1, self.px(size)))
        font.setWeight(weight)
        # Hinting differs from machine to machine, and with it the width of every line.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _apply(self) -> None:
        dark = self._mode is Mode.DARK
        hints = self._app.styleHints()
        if self._mode is Mode.SYSTEM:
            dark = hints.colorScheme() is Qt.ColorScheme.Dark
        self._palette = DARK if dark else LIGHT
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            self._palette = self._palette.with_more_contrast()
        self._app.setPalette(qt_palette(self._palette))
        self._app.setFont(self.frame(14))
        sheet = style_sheet(self._palette, self.px)
        if sheet != self._app.styleSheet():  # Qt would style every widget again
            self._app.setStyleSheet(sheet)
        self.changed.emit()


# Fonts and icons are loaded once in a process, however many windows it opens one after the other.


@cache
def _load_fonts(folder: Path) -> None:
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


@cache
def _icon(file: Path, tint: str) -> QIcon:
    icon, renderer = QIcon(), _renderer(file, tint)
    for side in (18, 36):
        icon.addPixmap(_drawn(renderer, side))
        # Drawn here, because Qt would draw a disabled icon in the dark as strong as an enabled one.
        icon.addPixmap(_drawn(renderer, side, _DISABLED), QIcon.Mode.Disabled)
    return icon


def _renderer(file: Path, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(file).replace(b"currentColor", colour.encode())))


@cache
def _source(file: Path) -> bytes:
    return file.read_bytes()


def _drawn(renderer: QSvgRenderer, side: int, opacity: float = 1.0) -> QPixmap:
    """Draw an icon as a square of ``side`` pixels."""
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    return drawn
