"""From world units to pixels: the sheet fits the view and is enlarged from there; text keeps its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attache.library.atlas import Atlas, Spot, Territory

TITLE = 28.0
"""The height of the title of a territory in world units: all marks are below it."""
_STRETCH = 2.4
"""How much more the sheet may be stretched in one direction than in the other, so that it fills the view."""


class Projection(NamedTuple):
    """Pixels of a world unit across and down, and the free room beside and above the sheet.

    ``title`` are the pixels that the title of a territory needs: where they are more than the sheet has for
    it, the marks below it stand closer together.
    """

    across: float
    down: float
    left: float
    top: float
    width: float
    height: float
    territories: Mapping[str, Territory]
    title: float

    @classmethod
    def fitting(cls, atlas: Atlas, width: float, height: float, zoom: float, title: float = 0) -> Projection:
        """Return the projection on which the whole sheet fills a view, enlarged by ``zoom``."""
        across, down = max(width, 1.0) / max(atlas.width, 1.0), max(height, 1.0) / max(atlas.height, 1.0)
        across, down = min(across, down * _STRETCH) * zoom, min(down, across * _STRETCH) * zoom
        wide, high = atlas.width * across, atlas.height * down
        return cls(
            across,
            down,
            max(0.0, (width - wide) / 2),
            max(0.0, (height - high) / 2),
            max(width, wide),
            max(height, high),
            {territory.theme: territory for territory in atlas.territories},
            title,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the sheet is, in pixels."""
        return self.left + x * self.across, self.top + y * self.down

    def place(self, spot: Spot) -> tuple[float, float]:
        """Return where the middle of an entry's mark is, in pixels."""
        x, y = self.point(spot.x, spot.y)
        territory = self.territories[spot.theme]
        height, usual = territory.height * self.down, TITLE * self.down
        title = min(self.title, height / 2)
        if title > usual:
            bottom = self.point(0, territory.top)[1] + height
            y = bottom - (bottom - y) * (height - title) / (height - usual)
        return x, y
