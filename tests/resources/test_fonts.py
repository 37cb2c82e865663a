"""The bundled typefaces are found under their own names and have every character that is needed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from tests.sources import TOP

FONTS = TOP / "resources" / "fonts"
STYLES = {
    "Literata": {
        ("Regular", 400, False),
        ("Italic", 400, True),
        ("SemiBold", 600, False),
        ("Bold", 700, False),
    },
    "Inter": {("Regular", 400, False), ("Medium", 500, False), ("SemiBold", 600, False)},
}
CHARACTERS = "éÉōāśțşğñçœßøłĐ“”‘’–—…·•½×−€§°№¹²³⁰⁴⁵⁶⁷⁸⁹\N{NON-BREAKING HYPHEN}\N{NO-BREAK SPACE}ΑωЖяệ"


@pytest.fixture
def families(qtbot: QtBot) -> set[str]:
    """The families that Qt reads out of all the bundled files."""
    found: set[str] = set()
    for file in FONTS.glob("*.ttf"):
        number = QFontDatabase.addApplicationFont(str(file))
        assert number >= 0, file.name
        found.update(QFontDatabase.applicationFontFamilies(number))
    return found


def test_there_are_exactly_two_families(families: set[str]) -> None:
    assert families == set(STYLES)


@pytest.mark.parametrize("family", STYLES)
def test_every_style_has_its_weight(families: set[str], family: str) -> None:
    found = {
        (style, QFontDatabase.weight(family, style), QFontDatabase.italic(family, style))
        for style in QFontDatabase.styles(family)
    }
    assert found == STYLES[family]


@pytest.mark.parametrize("family", STYLES)
def test_asking_for_a_weight_gives_that_file(families: set[str], family: str) -> None:
    for style, weight, italic in STYLES[family]:
        font = QFont(family)
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        assert QFontInfo(font).family() == family
        assert QRawFont.fromFont(font).styleName() == style


@pytest.mark.parametrize("family", STYLES)
def test_every_character_that_is_needed_is_there(families: set[str], family: str) -> None:
    for style, weight, italic in STYLES[family]:
        font = QFont(family)
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        raw = QRawFont.fromFont(font)
        assert [c for c in CHARACTERS if not raw.supportsCharacter(ord(c))] == [], style


def test_both_licences_lie_beside_the_files() -> None:
    for family in STYLES:
        assert "SIL OPEN FONT LICENSE" in (FONTS / f"OFL-{family}.txt").read_text(encoding="utf-8").upper()


@pytest.mark.parametrize("size", [12, 14, 28])
def test_the_line_under_a_link_leaves_the_tails_of_letters_alone(families: set[str], size: int) -> None:
    """Inter's own would cross the tail of g at its lowest, which then looks like q."""
    for _, weight, _ in STYLES["Inter"]:
        font = QFont("Inter")
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        metrics = QFontMetricsF(font)
        tail = metrics.tightBoundingRect("g").bottom()
        assert metrics.underlinePos() - metrics.lineWidth() / 2 >= tail - 1
