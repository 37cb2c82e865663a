"""Icons are of one family and can be tinted; the desktop's own files are sound."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.sources import PACKAGE, TOP

RESOURCES = TOP / "resources"
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))


@pytest.mark.parametrize("file", [*ICONS, RESOURCES / "attache.svg"], ids=lambda file: file.stem)
def test_every_picture_can_be_drawn(qtbot: QtBot, file: Path) -> None:
    assert QSvgRenderer(QByteArray(file.read_bytes())).isValid()


def test_icons_share_one_grid_and_one_stroke_and_take_their_colour_from_the_palette() -> None:
    assert ICONS
    for file in ICONS:
        picture = ElementTree.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314  (our own file)
        assert picture.get("viewBox") == "0 0 24 24", file.name
        assert picture.get("stroke") == "currentColor", file.name
        assert picture.get("stroke-width") == "1.75", file.name
        assert picture.get("fill") in ("none", "currentColor"), file.name


def test_no_icon_lies_unused() -> None:
    names = {name for file in PACKAGE.rglob("*.py") for name in words_in_quotes(file)}
    assert {file.stem for file in ICONS} <= names


def words_in_quotes(file: Path) -> set[str]:
    """Return every short string of a source file that could be the name of an icon."""
    return set(re.findall(r"\"([a-z-]+)\"", file.read_text(encoding="utf-8")))


def test_the_desktop_entry_starts_the_program_under_its_icon() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign, assignment]
    entry.read(RESOURCES / "attache.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "attache %u"
    assert entry["Desktop Entry"]["MimeType"] == "x-scheme-handler/attache;"
    assert entry["Desktop Action quick"]["Exec"] == "attache --quick"
    assert (RESOURCES / f"{entry['Desktop Entry']['Icon']}.svg").exists()


def test_the_metainfo_tells_of_this_version() -> None:
    text = (RESOURCES / "attache.metainfo.xml").read_bytes()
    component = ElementTree.fromstring(text)  # noqa: S314  (our own file)
    releases = [release.get("version") for release in component.iter("release")]
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{releases[0]}"' in project
    assert component.findtext("launchable") == "attache.desktop"
