from __future__ import annotations

import re

from PySide6.QtGui import QFontDatabase

from attache.ui.shell.style_sheet import FRAME, READING, style_sheet
from attache.ui.shell.theme import Mode, Theme
from tests.sources import PACKAGE


def test_every_colour_is_one_of_the_palette(theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", style_sheet(theme.palette, theme.px)))
        assert used
        assert used <= set(theme.palette._asdict().values())


def test_every_length_but_a_line_s_width_scales(theme: Theme) -> None:
    def lengths() -> list[int]:
        return [int(found) for found in re.findall(r"(\d+)px", style_sheet(theme.palette, theme.px))]

    at_100 = lengths()
    theme.set_zoom(200)
    assert len(at_100) == len(lengths())
    stiff = [before for before, after in zip(at_100, lengths(), strict=True) if before == after]
    assert set(stiff) <= {1, 2}


def test_both_fonts_named_are_there(theme: Theme) -> None:
    sheet = style_sheet(theme.palette, theme.px)
    assert set(re.findall(r'font:[^;]*?"([^"]+)"', sheet)) == {READING, FRAME}
    assert {READING, FRAME} <= set(QFontDatabase.families())


def test_a_rule_for_a_named_part_has_such_a_part(theme: Theme) -> None:
    named = set(re.findall(r"Q\w+#([A-Za-z]+)", style_sheet(theme.palette, theme.px)))
    sources = "".join(file.read_text(encoding="utf-8") for file in (PACKAGE / "ui").rglob("*.py"))
    assert named
    spoken = re.findall(r'\.say\([^\n]*"(\w+)"(?:, \d+)?\)$', sources, re.MULTILINE)
    assert named == {*re.findall(r'setObjectName\("(\w+)"\)', sources), *spoken}
