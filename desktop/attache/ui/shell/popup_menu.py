"""A menu with the rounded corners that everything else has: nothing is painted behind them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBitmap, QGuiApplication, QImage, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget


class PopupMenu(QMenu):
    """A menu whose window has no frame and no corners."""

    def __init__(self, parent: QWidget, title: str = "") -> None:
        super().__init__(title, parent)
        hints = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(self.windowFlags() | hints)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def showEvent(self, event: QShowEvent) -> None:
        """Cut the corners off: an X server without a compositor would show them black."""
        super().showEvent(event)
        if QGuiApplication.platformName() != "xcb":
            return
        image = QImage(self.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        self.render(image, QPoint())
        self.setMask(QBitmap.fromImage(image.createAlphaMask(Qt.ImageConversionFlag.ThresholdDither)))
