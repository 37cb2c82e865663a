"""From world units to pixels: the sheet fits the view and is enlarged from there; text keeps its size."""

from __future__ import annotations

from typing import NamedTuple

from attache.library.atlas import Atlas

_STRETCH = 2.4
"""How much more the sheet may be stretched in one direction than in the other, so that it fills the view."""


class Projection(NamedTuple):
    """Pixels of a world unit across and down, and the free room beside and above the sheet."""

    across: float
    down: float
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def fitting(cls, atlas: Atlas, width: float, height: float, zoom: float) -> Projection:
        """Return the projection on which the whole sheet fills a view, enlarged by ``zoom``."""
        across, down = width / max(atlas.width, 1.0), height / max(atlas.height, 1.0)
        across, down = min(across, down * _STRETCH) * zoom, min(down, across * _STRETCH) * zoom
        wide, high = atlas.width * across, atlas.height * down
        return cls(
            across,
            down,
            max(0.0, (width - wide) / 2),
            max(0.0, (height - high) / 2),
            max(width, wide),
            max(height, high),
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the sheet is, in pixels."""
        return self.left + x * self.across, self.top + y * self.down
