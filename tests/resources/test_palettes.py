"""Both palettes can be read: contrast as WCAG 2 computes it."""

from __future__ import annotations

import re
import tomllib
from itertools import product

import pytest

from tests.sources import TOP

PALETTES: dict[str, dict[str, str]] = tomllib.loads(
    (TOP / "resources" / "palettes.toml").read_text(encoding="utf-8")
)
GROUNDS = ("paper", "surface", "sunk", "selection", "note")
TEXTS = ("ink", "muted", "accent", "concept", "organisation", "case")
NAMES = {*GROUNDS, *TEXTS, "line", "control", "on_accent"}


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


def test_both_palettes_are_complete() -> None:
    assert set(PALETTES) == {"light", "dark"}
    for palette in PALETTES.values():
        assert set(palette) == NAMES
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in palette.values())


@pytest.mark.parametrize(("palette", "text", "ground"), list(product(PALETTES, TEXTS, GROUNDS)))
def test_text_can_be_read(palette: str, text: str, ground: str) -> None:
    assert contrast(PALETTES[palette][text], PALETTES[palette][ground]) >= 4.5


@pytest.mark.parametrize(("palette", "ground"), list(product(PALETTES, GROUNDS)))
def test_outlines_of_controls_can_be_seen(palette: str, ground: str) -> None:
    assert contrast(PALETTES[palette]["control"], PALETTES[palette][ground]) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_words_on_the_accent_can_be_read(palette: str) -> None:
    assert contrast(PALETTES[palette]["on_accent"], PALETTES[palette]["accent"]) >= 4.5
