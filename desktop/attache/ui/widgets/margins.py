"""Where the text of a page starts and ends: in one place on every page, in the middle of a wide window."""

from __future__ import annotations

from collections.abc import Sequence

from attache.ui.shell.theme import Theme

_PAGE, _PANE = 1096, 736
"""Widths at 100 %, in pixels, of a page and of the pane beside the list in a window of 1280 pixels.

Up to these a text starts at the margin.  Beyond them it moves to the right until it is in the middle.
"""
SCROLL_BAR = 10
"""The width of a scroll bar at 100 %, in pixels, as the style sheet sets it."""
_CARD = 680
"""The widest column of a card and its ratings at 100 %, in pixels."""
_PAGE_MARGINS = ((900, 72), (560, 48), (0, 24))
_PANE_MARGINS = ((480, 48), (0, 24))
"""From which width at 100 % (pixels) a margin is how wide."""


def page_margins(theme: Theme, room: int, widest: int) -> tuple[int, int]:
    """Return the margins (left, right) of a page, its text at most ``widest`` pixels wide at 100 %.

    ``room`` and the margins are in pixels on the screen.
    """
    return _margins(theme, room, widest, _PAGE_MARGINS, _PAGE)


def pane_margins(theme: Theme, room: int, widest: int) -> tuple[int, int]:
    """Return the same for a pane beside another one."""
    return _margins(theme, room, widest, _PANE_MARGINS, _PANE)


def card_margin(theme: Theme, room: int) -> int:
    """Return the margin at both sides of a card, which is always in the middle."""
    return max(theme.px(24), (room - theme.px(_CARD)) // 2)


def _margins(
    theme: Theme, room: int, widest: int, steps: Sequence[tuple[int, int]], usual: int
) -> tuple[int, int]:
    px = theme.px
    least = next((px(margin) for width, margin in steps if room > px(width)), 0)
    left = max(least, min((room - px(widest)) // 2, least + room - px(usual)))
    return left, max(least, room - left - px(widest))
