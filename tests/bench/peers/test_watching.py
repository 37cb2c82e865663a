from __future__ import annotations

import pytest

from tests.bench.peers.watching import end_of_burst, is_caret

ROW = 400  # bytes: 100 pixels


def changed(left: int, width: int, top: int, height: int) -> bytes:
    """Return a picture of 100 × 100 black pixels with a white rectangle."""
    picture = bytearray(ROW * 100)
    for line in range(top, top + height):
        picture[line * ROW + left * 4 : line * ROW + (left + width) * 4] = b"\xff" * width * 4
    return bytes(picture)


@pytest.mark.parametrize(
    ("left", "width", "top", "height", "caret"),
    [
        (10, 1, 5, 18, True),
        (0, 3, 0, 40, True),
        (99, 1, 80, 20, True),
        (10, 4, 5, 18, False),
        (10, 1, 5, 41, False),
    ],
)
def test_a_caret_is_narrow_and_low(left: int, width: int, top: int, height: int, caret: bool) -> None:
    assert is_caret(bytes(ROW * 100), changed(left, width, top, height), ROW) is caret


def test_two_small_changes_far_apart_are_no_caret() -> None:
    assert not is_caret(changed(5, 1, 10, 10), changed(60, 1, 10, 10), ROW)


def test_an_unchanged_picture_has_no_caret() -> None:
    assert not is_caret(bytes(ROW), bytes(ROW), ROW)


def test_a_burst_ends_before_the_first_pause() -> None:
    assert end_of_burst([1.0, 1.02, 1.09, 1.3, 1.31]) == 1.09
    assert end_of_burst([1.0]) == 1.0
    assert end_of_burst([1.0, 1.05, 1.1]) == 1.1
