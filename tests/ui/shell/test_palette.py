from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from attache.base.vocabulary import Kind
from attache.ui.shell.palette import Palette, load_palettes, qt_palette
from tests.ui.fixtures import RESOURCES

LIGHT, DARK = load_palettes(RESOURCES / "palettes.toml")
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
    # What is not set is worked out by Qt from the rest, and then it is no colour of ours.
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


def test_a_palette_that_lacks_a_colour_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "palettes.toml"
    text = (RESOURCES / "palettes.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('accent = "#6BBBC1"\n', ""), encoding="utf-8")
    with pytest.raises(TypeError, match="accent"):
        load_palettes(file)
