from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from tests.ui.fixtures import RESOURCES


@pytest.mark.parametrize("zoom", ZOOM_STEPS)
def test_a_length_is_scaled_and_rounded(theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    assert [theme.px(0), theme.px(1000), theme.px(13)] == [0, zoom * 10, round(13 * zoom / 100)]


def test_zoom_walks_along_its_steps_and_stops_at_either_end(theme: Theme) -> None:
    walked = []
    for _ in range(len(ZOOM_STEPS) + 2):
        theme.zoom_by(1)
        walked.append(theme.zoom)
    assert walked == [110, 125, 150, 175, 200, 200, 200, 200, 200, 200]
    theme.zoom_by(-100)
    assert theme.zoom == 80
    theme.zoom_by(-1)
    assert theme.zoom == 80


@pytest.mark.parametrize(("asked", "taken"), [(0, 80), (84, 80), (86, 90), (139, 150), (9999, 200)])
def test_the_nearest_step_of_zoom_is_taken(theme: Theme, asked: int, taken: int) -> None:
    theme.set_zoom(asked)
    assert theme.zoom == taken


@pytest.mark.parametrize(("kept", "taken"), [(125, 125), (77, 100), (0, 100)])
def test_a_scale_that_was_never_offered_is_not_taken_over(qapp: QApplication, kept: int, taken: int) -> None:
    assert Theme(qapp, RESOURCES, Mode.DARK, kept).zoom == taken


def test_another_mode_changes_everything_on_screen_and_says_so_once(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    light, sheet = theme.palette, qapp.styleSheet()
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(theme.palette.dark))
    theme.set_mode(Mode.DARK)
    assert heard == [True]
    assert theme.mode is Mode.DARK
    assert theme.palette.paper != light.paper
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == theme.palette.paper
    assert qapp.styleSheet() != sheet
    theme.set_mode(Mode.LIGHT)
    assert heard == [True, False]
    assert theme.palette == light
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == light.paper
    assert qapp.styleSheet() == sheet


def test_the_system_is_followed_and_this_one_says_nothing(theme: Theme) -> None:
    theme.set_mode(Mode.DARK)
    theme.set_mode(Mode.SYSTEM)
    assert theme.mode is Mode.SYSTEM
    assert not theme.palette.dark


def test_paper_stays_light_in_the_dark(theme: Theme) -> None:
    light = theme.palette
    theme.set_mode(Mode.DARK)
    assert theme.palette_for_paper == light


def test_the_program_s_own_font_scales_with_everything_else(theme: Theme, qapp: QApplication) -> None:
    at_100 = qapp.font().pixelSize()
    theme.set_zoom(200)
    assert qapp.font().pixelSize() == 2 * at_100


def test_fonts_are_the_bundled_ones_at_the_size_asked_for(theme: Theme) -> None:
    families = QFontDatabase.families()
    for font in (theme.reading(16, QFont.Weight.Bold), theme.frame(16, QFont.Weight.Bold)):
        assert font.family() in families
        assert (font.pixelSize(), font.weight()) == (16, QFont.Weight.Bold)
    assert theme.reading(16).family() != theme.frame(16).family()
    theme.set_zoom(150)
    assert theme.reading(16).pixelSize() == 24


def test_no_font_is_too_small_to_exist(theme: Theme) -> None:
    theme.set_zoom(80)
    assert theme.frame(0.1).pixelSize() == 1


@pytest.mark.parametrize("icon", sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg")))
def test_an_icon_is_drawn_in_the_one_colour_asked_for(theme: Theme, icon: str) -> None:
    image = theme.picture(icon, 32, "#FF0080").toImage()
    pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    solid = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert solid == {"#ff0080"}
    assert any(pixel.alpha() == 0 for pixel in pixels), "the ground shows through"


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("name", ["bookmark-filled", "menu", "arrow-left"])
def test_a_disabled_icon_is_clearly_weaker_than_an_enabled_one(theme: Theme, mode: Mode, name: str) -> None:
    theme.set_mode(mode)
    icon = theme.icon(name, theme.palette.ink)

    def strength(state: QIcon.Mode) -> int:
        image = icon.pixmap(36, state).toImage()
        return sum(image.pixelColor(x, y).alpha() for x in range(36) for y in range(36))

    assert 0 < strength(QIcon.Mode.Disabled) < strength(QIcon.Mode.Normal) / 2
    disabled = icon.pixmap(36, QIcon.Mode.Disabled).toImage()
    pixels = [disabled.pixelColor(x, y) for x in range(36) for y in range(36)]
    ink = QColor(theme.palette.ink).lightness()
    assert all(abs(pixel.lightness() - ink) < 12 for pixel in pixels if pixel.alpha() > 80), "no other colour"


def test_a_picture_is_sharp_on_a_fine_screen(theme: Theme) -> None:
    picture = theme.picture("book", 16, "#000000", 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    assert picture.deviceIndependentSize().width() == 16


def test_an_icon_is_muted_unless_told_otherwise_and_drawn_only_once(theme: Theme) -> None:
    def colour(name: str = "") -> str:
        image = theme.icon("bookmark-filled", name).pixmap(32).toImage()
        return image.pixelColor(16, 8).name().upper()

    assert colour() == theme.palette.muted
    assert colour("#123456") == "#123456"
    assert theme.icon("book") is theme.icon("book")
    theme.set_mode(Mode.DARK)
    assert colour() == theme.palette.muted
