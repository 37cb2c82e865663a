from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.style_sheet import FRAME, READING, style_sheet
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from tests.sources import PACKAGE
from tests.ui.fixtures import show


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
    labelled = re.findall(r'\b_label\([^\n]*, "(\w+)"', sources)
    assert named == {*re.findall(r'setObjectName\("(\w+)"\)', sources), *spoken, *labelled}


def test_a_button_that_gets_the_focus_by_a_key_has_its_frame_only(theme: Theme, qtbot: QtBot) -> None:
    button, other = QPushButton(" "), QPushButton("Another one")
    whole = QWidget()
    qtbot.addWidget(whole)
    row = QHBoxLayout(whole)
    row.addWidget(other)
    row.addWidget(button)
    whole.resize(400, 80)
    theme.set_zoom(100)
    show(qtbot, whole)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert button.hasFocus()
    inside = button.grab(button.rect().adjusted(4, 4, -4, -4)).toImage()
    drawn = {inside.pixelColor(x, y).name() for x in range(inside.width()) for y in range(inside.height())}
    assert drawn == {theme.palette.surface.lower()}


@pytest.mark.parametrize("zoom", ZOOM_STEPS)
@pytest.mark.parametrize("name", ["", "primary", "flat", "option", "line", "chip", "barButton"])
def test_what_gets_the_focus_has_a_frame_and_keeps_its_size(
    theme: Theme, qtbot: QtBot, zoom: int, name: str
) -> None:
    theme.set_zoom(zoom)
    button = QToolButton() if name in ("chip", "barButton") else QPushButton()
    button.setObjectName(name)
    button.setText("Some words")
    other = QPushButton("Another one")
    whole = QWidget()
    qtbot.addWidget(whole)
    row = QHBoxLayout(whole)
    row.addWidget(other)
    row.addWidget(button)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(whole)
    show(qtbot, whole)
    other.setFocus()
    size, without = button.sizeHint(), button.grab().toImage()
    button.setFocus()
    assert button.hasFocus()
    assert button.sizeHint() == size
    framed = button.grab().toImage()
    tint = theme.palette.ink if name == "primary" else theme.palette.accent
    foot = [framed.pixelColor(framed.width() // 2, framed.height() - 1 - y).name() for y in (0, 1)]
    assert foot == [QColor(tint).name()] * 2, "two pixels"
    assert framed != without
