"""The script that tells which screenshots changed, run on real pictures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.sources import TOP

SCRIPT = TOP / ".ci" / "changed_screens.py"


def draw(
    file: Path, changed: QRect | None = None, size: tuple[int, int] = (40, 25), colour: str = "#000"
) -> None:
    """Write a light picture, with a rectangle in another colour."""
    file.parent.mkdir(exist_ok=True)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#eee"))
    if changed is not None:
        painter = QPainter(image)
        painter.fillRect(changed, QColor(colour))
        painter.end()
    assert image.save(str(file))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    draw(tmp_path / "old" / "same.png")
    draw(tmp_path / "old" / "today.png")
    return tmp_path / "old"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    draw(tmp_path / "new" / "same.png")
    draw(tmp_path / "new" / "today.png")
    return tmp_path / "new"


def compare(old: Path, new: Path) -> tuple[int, list[str], str]:
    """Return the exit status, the printed lines and the complaint."""
    command = [sys.executable, str(SCRIPT), str(old), str(new)]
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    ran = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    return ran.returncode, ran.stdout.splitlines(), ran.stderr


def test_two_folders_of_the_same_pictures(old: Path, new: Path) -> None:
    assert compare(old, new) == (0, ["0 of 2 pictures changed."], "")


def test_a_picture_written_in_another_way_is_the_same(old: Path, new: Path) -> None:
    image = QImage(str(old / "today.png")).convertToFormat(QImage.Format.Format_RGB888)
    assert image.save(str(new / "today.png"), quality=1)
    assert (old / "today.png").read_bytes() != (new / "today.png").read_bytes()
    assert compare(old, new)[0] == 0


def test_a_changed_picture_is_listed_with_share_and_rectangle(old: Path, new: Path) -> None:
    draw(new / "today.png", QRect(6, 3, 10, 5))
    assert compare(old, new)[:2] == (
        1,
        ["today.png: 5.00% of the pixels, in 10 × 5 at (6, 3)", "1 of 2 pictures changed."],
    )


def test_one_pixel_of_a_slightly_different_colour_is_found(old: Path, new: Path) -> None:
    draw(new / "today.png", QRect(39, 24, 1, 1), colour="#eeeeef")
    assert compare(old, new)[1][0] == "today.png: 0.10% of the pixels, in 1 × 1 at (39, 24)"


def test_added_removed_and_resized_pictures_are_listed(old: Path, new: Path) -> None:
    draw(new / "added.png")
    (new / "same.png").unlink()
    draw(new / "today.png", size=(40, 30))
    assert compare(old, new)[:2] == (
        1,
        [
            "added.png: added",
            "same.png: removed",
            "today.png: size changed from 40 × 25 to 40 × 30",
            "3 of 3 pictures changed.",
        ],
    )


def test_a_folder_without_pictures_is_an_error(old: Path, tmp_path: Path) -> None:
    status, lines, complaint = compare(old, tmp_path / "nowhere")
    assert (status, lines) == (2, [])
    assert "no pictures" in complaint


def test_a_broken_picture_is_an_error(old: Path, new: Path) -> None:
    (new / "today.png").write_bytes(b"no picture")
    status, lines, complaint = compare(old, new)
    assert (status, lines) == (2, [])
    assert "today.png cannot be read" in complaint
