"""An X server without a monitor, and a look at its pixels that costs the measured programs nothing.

Xvfb keeps its frame buffer in a file (``-fbdir``), which is mapped into this process.  Reading the
pixels sends no request to the server, so looking often does not delay what is being measured.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

WIDTH, HEIGHT = 1280, 800
_HEADER = struct.Struct(">13I")
_COLOUR_BYTES = 12
_memcmp = ctypes.CDLL(None).memcmp


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int


WHOLE = Area(0, 0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the pixels are in the frame buffer file; lengths in bytes."""

    start: int
    row: int
    pixel: int


def frame(content: bytes, colours: int) -> Frame:
    """Read the header of an XWD file, which is big-endian; ``colours`` is the length of its colour map."""
    fields = _HEADER.unpack_from(content)
    return Frame(fields[0] + colours * _COLOUR_BYTES, fields[12], fields[11] // 8)


def crop(pixels: mmap.mmap | bytes, layout: Frame, area: Area) -> bytes:
    """Return the pixels of an area, row after row."""
    first = layout.start + area.top * layout.row + area.left * layout.pixel
    length = area.width * layout.pixel
    if length == layout.row:
        return pixels[first : first + area.height * layout.row]
    return b"".join(
        pixels[at : at + length] for at in range(first, first + area.height * layout.row, layout.row)
    )


class Screen:
    """A running Xvfb; ``display`` is its name, such as ``:7``."""

    def __init__(self, folder: Path) -> None:
        """Start the server; its frame buffer is put into ``folder``."""
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
             "-fbdir", str(folder), "-nocursor", "-noreset", "-nolisten", "tcp", "-dpi", "96"],
            pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start.")
        self.display = f":{number}"
        self._file = folder / "Xvfb_screen0"
        with self._file.open("r+b") as file:
            # Writable only because ctypes wants it so; nothing is written.
            self._pixels = mmap.mmap(file.fileno(), 0)
        self._address = ctypes.addressof(ctypes.c_char.from_buffer(self._pixels))
        (colours,) = struct.unpack_from(">I", self._pixels, 19 * 4)
        self._frame = frame(self._pixels[: _HEADER.size], colours)
        self.bytes_per_pixel = self._frame.pixel

    def read(self, area: Area) -> bytes:
        """Return the pixels of an area as they are now."""
        return crop(self._pixels, self._frame, area)

    def differs(self, area: Area, pixels: bytes) -> bool:
        """Return whether an area no longer has these pixels; one as wide as the screen is not copied."""
        if area.width != WIDTH:
            return self.read(area) != pixels
        first = self._address + self._frame.start + area.top * self._frame.row
        return bool(_memcmp(ctypes.c_void_p(first), pixels, ctypes.c_size_t(len(pixels))))

    def save(self, file: Path) -> None:
        """Copy the screen into a file in the X window dump format, which picture viewers open."""
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._file, file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait()
