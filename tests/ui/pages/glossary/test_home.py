from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import Kind
from attache.ui.pages.glossary.home import Home
from attache.ui.shell.theme import Mode, Theme
from tests.ui.examples import a_row
from tests.ui.fixtures import show
from tests.ui.on_page import links, spot

RECENT = [(a_row(7, "Seven", Kind.CASE_STUDY), "yesterday"), (a_row(3, "Three <b>"), "2 Jan")]


@pytest.fixture
def home(theme: Theme, qtbot: QtBot) -> Home:
    made = Home(theme, ["All five err.", "Asia & the <world>."])
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show_home("A library", "34 entries.", RECENT)
    show(qtbot, made)
    return made


def lines(home: Home) -> list[str]:
    return [line for line in home.view.toPlainText().splitlines() if line]


def test_it_says_what_this_is_what_was_read_and_how_far_to_trust_it(home: Home) -> None:
    assert lines(home) == [
        "A library", "34 entries.",
        "Recently viewed",
        "Seven", "Case study", "yesterday",
        "Three <b>", "Concept", "2 Jan",
        "About the documents", "All five err.", "Asia & the <world>.",
    ]  # fmt: skip


def test_what_was_read_leads_back_to_it(home: Home, qtbot: QtBot) -> None:
    assert [href for href, _ in links(home.view)] == ["attache://entry/entry-7", "attache://entry/entry-3"]
    with qtbot.waitSignal(home.entry_requested) as asked:
        place = spot(home.view, "attache://entry/entry-3")
        qtbot.mouseClick(home.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["attache:entry-3"]


def test_nothing_read_and_nothing_known_of_the_documents_leaves_no_empty_heads(
    theme: Theme, qtbot: QtBot
) -> None:
    home = Home(theme, [])
    qtbot.addWidget(home)
    home.show_home("A library", "34 entries.", [])
    assert lines(home) == ["A library", "34 entries."]


def test_another_look_leaves_every_line(home: Home, theme: Theme) -> None:
    before = lines(home)
    theme.set_mode(Mode.DARK)
    theme.set_zoom(200)
    home.resize(640, 400)
    assert lines(home) == before
    assert home.view.horizontalScrollBar().maximum() == 0, "no line runs out of the page"


@pytest.mark.parametrize("wide", [320, 640, 1600])
def test_lines_are_never_longer_than_one_reads(home: Home, theme: Theme, wide: int) -> None:
    home.resize(wide, 600)
    margins = home.view.document().rootFrame().frameFormat()
    room = home.view.viewport().width() - margins.leftMargin() - margins.rightMargin()
    assert 0 < room <= theme.px(600)
