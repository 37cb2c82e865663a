"""Colours for charts: the accent in steps, and the areas below marks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor

from attache.ui.shell.palette import Palette

_SHARES: Mapping[bool, tuple[float, ...]] = {
    False: (0.0, 0.22, 0.45, 0.70, 1.0),
    True: (0.0, 0.36, 0.54, 0.76, 1.0),
}


def area(palette: Palette) -> QColor:
    """Return the colour of the areas below marks: darker than the paper, or lighter in the dark theme."""
    return QColor(palette.surface if palette.dark else palette.sunk)


def tint(palette: Palette, step: int) -> QColor:
    """Return the accent mixed into the paper: step 0 is almost paper, 4 the accent itself."""
    if step == 0:
        return QColor(palette.line)
    paper, accent, share = QColor(palette.paper), QColor(palette.accent), _SHARES[palette.dark][step]
    mixed = (
        round(of + (to - of) * share)
        for of, to in zip(paper.getRgb()[:3], accent.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*mixed)
