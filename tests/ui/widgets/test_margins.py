from __future__ import annotations

from itertools import pairwise

import pytest

from attache.ui.shell.theme import Theme
from attache.ui.widgets.margins import card_margin, page_margins, pane_margins

WIDTHS = range(200, 4000, 7)


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("widest", [600, 680, 980])
def test_a_text_is_never_wider_than_it_may_be_and_in_the_middle_of_a_wide_window(
    theme: Theme, zoom: int, widest: int
) -> None:
    theme.set_zoom(zoom)
    for margins, rail in ((page_margins, 184), (pane_margins, 184 + 361)):
        for room in WIDTHS:
            left, right = margins(theme, room, widest)
            assert left >= theme.px(24)
            assert right >= left - 1
            assert room - left - right <= theme.px(widest)
        for window in (1920, 2560):
            left, right = margins(theme, theme.px(window - rail), widest)
            assert abs(left - right) <= 1


def test_pages_of_every_width_begin_in_one_place_up_to_1280_pixels(theme: Theme) -> None:
    for window in (1000, 1100, 1280):
        begin = {page_margins(theme, window - 184, widest)[0] for widest in (600, 680, 980)}
        assert len(begin) == 1, window
    assert page_margins(theme, 1280 - 184, 980)[0] == 256 - 184


def test_a_text_moves_to_the_middle_without_a_jump(theme: Theme) -> None:
    for one, other in pairwise(range(900, 3000)):
        assert 0 <= page_margins(theme, other, 680)[0] - page_margins(theme, one, 680)[0] <= 24
        assert 0 <= pane_margins(theme, other, 600)[0] - pane_margins(theme, one, 600)[0] <= 24


def test_a_card_is_always_in_the_middle(theme: Theme) -> None:
    assert card_margin(theme, 1096) == (1096 - 680) // 2
    assert card_margin(theme, 400) == theme.px(24)
