"""From world units to pixels."""

from __future__ import annotations

import pytest

from attache.library.atlas import Atlas
from attache.library.library import Library
from attache.ui.pages.map.projection import Projection

ATLAS = Atlas(800, 400, (), ())


def test_the_sheet_fills_the_view() -> None:
    fits = Projection.fitting(ATLAS, 1200, 800, 1)
    assert (fits.across, fits.down, fits.left, fits.top) == (1.5, 2, 0, 0)
    assert fits.point(800, 400) == (1200, 800)


def test_it_is_stretched_only_so_far_and_stands_in_the_middle() -> None:
    wide = Projection.fitting(ATLAS, 4000, 400, 1)
    assert wide.across < 3
    assert wide.left == pytest.approx((4000 - 800 * wide.across) / 2)
    assert (wide.width, wide.top) == (4000, 0)
    high = Projection.fitting(ATLAS, 400, 4000, 1)
    assert high.top > 0


def test_zooming_in_enlarges_it_beyond_the_view() -> None:
    near = Projection.fitting(ATLAS, 800, 400, 3)
    assert (near.width, near.height, near.left) == (2400, 1200, 0)


def test_an_empty_map_has_a_projection() -> None:
    assert Projection.fitting(Atlas(0, 0, (), ()), 800, 400, 1).width == 800


def test_marks_stay_below_a_title_and_in_their_territory(library: Library) -> None:
    atlas = library.atlas()
    usual, high = (Projection.fitting(atlas, 1100, 490, 1, title) for title in (0, 30))
    for spot in atlas.spots:
        (x, y), (same, lower), land = usual.place(spot), high.place(spot), high.territories[spot.theme]
        top, bottom = (high.point(0, edge)[1] for edge in (land.top, land.top + land.height))
        assert (x, y) == usual.point(spot.x, spot.y)
        assert same == x
        assert max(y, top + min(30, (bottom - top) / 2)) < lower < bottom
