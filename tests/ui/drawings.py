"""What a widget draws, as SVG: its lines, shapes and texts in the order in which they are drawn."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget


def svg_of(widget: QWidget) -> str:
    """Return the drawing of a widget."""
    file = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(file)
    generator.setSize(widget.size())
    widget.render(generator)
    return bytes(file.data().data()).decode()


def element(svg: str, text: str) -> str:
    """Return the element of a text in a drawing: its place, font and colour."""
    found = re.search(rf"<text [^>]*>\s*{re.escape(text)}\s*</text>", svg)
    assert found is not None, text
    return found[0]


def place(svg: str, text: str) -> tuple[float, float]:
    """Return where a text begins in a drawing, and its baseline."""
    found = re.search(r' x="([\d.-]+)" y="([\d.-]+)"', element(svg, text))
    assert found is not None
    return float(found[1]), float(found[2])
