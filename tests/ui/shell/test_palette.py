"""The contrast of the two palettes, computed as in WCAG 2."""

from __future__ import annotations

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from attache.base.vocabulary import Kind
from attache.ui.shell.palette import DARK, LIGHT, Palette, qt_palette

GROUNDS = ("paper", "surface", "sunk", "selection", "note")
TEXTS = ("ink", "muted", "accent", "concept", "organisation", "case")
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
def test_every_colour_of_a_palette_is_one(colours: Palette) -> None:
    named = colours._asdict()
    del named["dark"]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in named.values()), named


def test_the_first_is_light_and_the_second_dark() -> None:
    assert (LIGHT.dark, DARK.dark) == (False, True)
    assert QColor(LIGHT.paper).lightness() > 200 > 60 > QColor(DARK.paper).lightness()


@BOTH
def test_every_kind_has_a_tint_of_its_own(colours: Palette) -> None:
    assert len({colours.kind(kind) for kind in Kind}) == len(Kind)


@BOTH
def test_more_contrast_is_the_most_there_is_and_nothing_stays_faint(colours: Palette) -> None:
    strong = colours.with_more_contrast()
    assert {strong.ink, strong.paper} == {"#000000", "#FFFFFF"}
    assert (QColor(strong.ink).lightness() > QColor(strong.paper).lightness()) == colours.dark
    assert strong.muted == strong.ink
    assert strong.line == strong.control == colours.ink
    assert strong.kind(Kind.CONCEPT) == colours.concept, "kinds keep their tints"


@BOTH
def test_qt_is_told_every_colour_it_may_ask_for(colours: Palette) -> None:
    # What is not set is computed by Qt from the rest, and then it is no colour of ours.
    ours = {QColor(colour).name() for colour in colours._asdict().values() if isinstance(colour, str)}
    palette = qt_palette(colours)
    left = {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles, QPalette.ColorRole.Accent}
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    strange = [
        (group.name, role.name)
        for group, role in product(groups, QPalette.ColorRole)
        if role not in left and palette.color(group, role).name() not in ours
    ]
    assert strange == []


@BOTH
def test_what_cannot_be_used_is_fainter(colours: Palette) -> None:
    palette = qt_palette(colours)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        off = palette.color(QPalette.ColorGroup.Disabled, role)
        assert off == QColor(colours.control) != palette.color(QPalette.ColorGroup.Active, role)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), list(product(TEXTS, GROUNDS)))
@BOTH
def test_text_can_be_read(colours: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@BOTH
def test_outlines_of_controls_can_be_seen(colours: Palette, ground: str) -> None:
    assert contrast(colours.control, getattr(colours, ground)) >= 3


@BOTH
def test_words_on_the_accent_can_be_read(colours: Palette) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
