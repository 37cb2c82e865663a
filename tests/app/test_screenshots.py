"""The pictures: every screen is there, none is blank, and they are the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app import screenshots
from attache.app.options import Options
from attache.base.errors import KnownError
from attache.base.paths import Places, bundled


@pytest.fixture
def options(library_file: Path, places: Places) -> Options:
    return Options(bundled(), places, str(library_file))


def test_every_screen_is_drawn_light_and_dark_and_repeats(
    tmp_path: Path, options: Options, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "SIZES", screenshots.SIZES[1:2])
    first, second = tmp_path / "first", tmp_path / "second"
    count = screenshots.draw(first, options)
    assert screenshots.draw(second, options) == count
    pictures = sorted(first.glob("*.png"))
    assert len(pictures) == count
    assert {"search-light-900x600.png", "search-dark-900x600.png"} <= {file.name for file in pictures}
    for file in pictures:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (900, 600)
        assert file.read_bytes() == (second / file.name).read_bytes(), file.name


def test_light_and_dark_differ(tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenshots, "SIZES", screenshots.SIZES[1:2])
    screenshots.draw(tmp_path, options)
    light, dark = (QImage(str(tmp_path / f"entry-{mode}-900x600.png")) for mode in ("light", "dark"))
    assert light.pixelColor(450, 590).lightness() > 200 > 60 > dark.pixelColor(450, 590).lightness()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, options: Options, qapp: QApplication) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match="could not be written"):
        screenshots.draw(tmp_path / "file", options)
