"""Lists the pictures that differ between two folders of screenshots.

Usage: .venv/bin/python .ci/changed_screens.py OLD NEW

Both folders are written by ``attache screenshots``.  For each picture that differs it prints the share of
pixels that differ and the rectangle around them.  The exit status is 0 where all pictures are the same,
1 where any differs, and 2 where the folders cannot be compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

_SAME, _DIFFERENT, _CANNOT = 0, 1, 2


class Difference(NamedTuple):
    """How many of the pixels of a picture differ, and the rectangle around these (in pixels)."""

    pixels: int
    total: int
    left: int
    top: int
    width: int
    height: int

    def __str__(self) -> str:
        share = f"{self.pixels / self.total:.2%} of the pixels"
        return f"{share}, in {self.width} × {self.height} at ({self.left}, {self.top})"


def main(argv: Sequence[str] | None = None) -> int:
    """Compare the two folders and print what differs."""
    parser = argparse.ArgumentParser(description="List the screenshots that differ between two folders.")
    parser.add_argument("old", type=Path, metavar="OLD", help="the folder with the earlier pictures")
    parser.add_argument("new", type=Path, metavar="NEW", help="the folder with the later pictures")
    asked = parser.parse_args(argv)
    old, new = (_pictures(folder) for folder in (asked.old, asked.new))
    for folder, found in ((asked.old, old), (asked.new, new)):
        if not found:
            print(f"There are no pictures in {folder}.", file=sys.stderr)
            return _CANNOT
    try:
        lines = list(changes(old, new))
    except ValueError as error:
        print(error, file=sys.stderr)
        return _CANNOT
    for line in lines:
        print(line)
    print(f"{len(lines)} of {len(old.keys() | new.keys())} pictures changed.")
    return _DIFFERENT if lines else _SAME


def changes(old: dict[str, Path], new: dict[str, Path]) -> Iterator[str]:
    """Yield a line for each picture that was added, removed or changed, by name."""
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield f"{name}: added"
        elif name not in new:
            yield f"{name}: removed"
        elif old[name].read_bytes() != new[name].read_bytes():
            before, after = _image(old[name]), _image(new[name])
            if before.size() != after.size():
                sizes = (f"{image.width()} × {image.height()}" for image in (before, after))
                yield f"{name}: size changed from {' to '.join(sizes)}"
            elif (found := difference(before, after)) is not None:
                yield f"{name}: {found}"


def difference(old: QImage, new: QImage) -> Difference | None:
    """Return how two RGBA images of the same size differ, None where every pixel is the same."""
    width, height = old.width(), old.height()
    before, after = (memoryview(image.constBits()).cast("B").cast("I") for image in (old, new))
    pixels, columns, rows = 0, set[int](), list[int]()
    for y in range(height):
        first, second = (bits[y * width : (y + 1) * width] for bits in (before, after))
        if first != second:
            found = [x for x, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
            pixels += len(found)
            columns.update(found)
            rows.append(y)
    if not pixels:
        return None
    left, top = min(columns), rows[0]
    return Difference(pixels, width * height, left, top, max(columns) - left + 1, rows[-1] - top + 1)


def _pictures(folder: Path) -> dict[str, Path]:
    """Return the pictures of a folder by name; none where there is no such folder."""
    return {file.name: file for file in folder.glob("*.png")}


def _image(file: Path) -> QImage:
    """Return a picture with four bytes for each pixel; ValueError where it cannot be read."""
    image = QImage(str(file))
    if image.isNull():
        raise ValueError(f"{file} cannot be read as a picture.")
    return image.convertToFormat(QImage.Format.Format_RGBA8888)


if __name__ == "__main__":
    raise SystemExit(main())
