from __future__ import annotations

import struct

from tests.bench.peers.screen import Area, Frame, crop, frame


def test_the_pixels_start_after_header_and_colour_map() -> None:
    header = struct.pack(">13I", 160, 7, 2, 24, 1280, 800, 0, 0, 32, 0, 32, 32, 5120)
    assert frame(header, 256) == Frame(start=160 + 256 * 12, row=5120, pixel=4)


def test_an_area_is_read_row_after_row() -> None:
    layout = Frame(start=2, row=8, pixel=2)
    pixels = b"__" + bytes(range(32))
    assert crop(pixels, layout, Area(1, 1, 2, 2)) == bytes((10, 11, 12, 13, 18, 19, 20, 21))
    assert crop(pixels, layout, Area(0, 2, 4, 2)) == bytes(range(16, 32))
