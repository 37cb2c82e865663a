from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from attache.ui.pages import PAGES
from attache.ui.pages.help.page import HelpPage
from attache.ui.pages.help.texts import sections
from attache.ui.shell.commands import Menu, keys_text
from attache.ui.shell.context import Context
from attache.ui.shell.theme import Mode, Theme
from attache.ui.widgets.words import RATING_WORDS, RECALL_WORDS
from tests.ui.fixtures import COMMANDS, Around, show
from tests.ui.on_page import links


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> HelpPage:
    made = HelpPage(context)
    made.resize(900, 700)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


def lines(page: HelpPage) -> list[str]:
    return [line for line in page.view.toPlainText().splitlines() if line]


def test_every_command_that_has_keys_stands_there_with_all_of_them(page: HelpPage) -> None:
    written = lines(page)
    pairs = set(pairwise(written))
    for command in COMMANDS:
        name = command.text.rstrip("…")
        if command.keys:
            assert (name, ", ".join(keys_text(keys) for keys in command.keys)) in pairs
        else:
            assert name not in written


def test_no_link_of_the_contents_is_broken_between_its_words(page: HelpPage) -> None:
    places = dict(reversed(links(page.view)))
    for part in sections():
        heights = set()
        for place in (places[f"#{part.id}"], places[f"#{part.id}"] + len(part.title)):
            cursor = QTextCursor(page.view.document())
            cursor.setPosition(place)
            heights.add(page.view.cursorRect(cursor).top())
        assert len(heights) == 1, part.title


def test_the_keys_are_ordered_as_the_menus_are(page: HelpPage) -> None:
    written = lines(page)
    heads = [*Menu, "Other keys"]
    keys = written[written.index("Single letters and digits work while no text field has the focus.") :]
    places = [keys.index(head) for head in heads]
    assert places == sorted(places)
    assert written[0] == "Help"


def test_keys_that_belong_to_a_place_stand_there_too(page: HelpPage) -> None:
    written = lines(page)
    assert written[written.index("Follow a link") + 1] == "Enter"


@pytest.mark.parametrize("words", [*RATING_WORDS.values(), *RECALL_WORDS.values(), "progress.db", "FSRS"])
def test_it_explains_ratings_states_scheduling_and_data(page: HelpPage, words: str) -> None:
    assert words in page.view.toPlainText()


def test_every_command_that_the_text_names_by_its_key_has_that_key() -> None:
    keys = {keys_text(key) for command in COMMANDS for key in command.keys}
    named = {key for section in sections() for key in re.findall(r"(?:Ctrl|Alt)\+[\w+]+", section.text)}
    assert named
    assert named <= keys


def test_the_contents_lead_to_each_section(page: HelpPage) -> None:
    tops = []
    for section in sections():
        page.view.anchorClicked.emit(QUrl(f"#{section.id}"))
        tops.append(page.view.verticalScrollBar().value())
    assert tops == sorted(set(tops))


def test_words_are_found_and_esc_leaves_the_field(page: HelpPage, qtbot: QtBot) -> None:
    assert page.find_text()
    field = page.find_bar.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "retention")
    assert page.find_bar.count.text() == "1 of 2"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.view.hasFocus()
    assert page.find_bar.isVisible()
    assert field.text() == ""
    assert not page.leave(), "the next Esc leaves the page"


def test_links_open_the_pages_they_name(page: HelpPage, around: Around) -> None:
    targets = {href.removeprefix("#page-") for href, _at in links(page.view) if href.startswith("#page-")}
    for target in sorted(targets):
        page.view.anchorClicked.emit(QUrl(f"#page-{target}"))
    assert [name for name, _ in around.opened] == sorted(targets)
    assert targets <= {spec.id for spec in PAGES}


def test_the_focus_goes_to_the_text_so_that_it_can_be_scrolled(page: HelpPage) -> None:
    page.open()
    assert page.view.hasFocus()


def test_the_key_of_shortcuts_shows_the_keys(page: HelpPage) -> None:
    page.handlers()["shortcuts"]()
    assert page.view.verticalScrollBar().value() > page.view.viewport().height()


def test_another_look_and_another_width_leave_every_line(page: HelpPage, theme: Theme, qtbot: QtBot) -> None:
    written = lines(page)
    theme.set_zoom(200)
    theme.set_mode(Mode.DARK)
    page.resize(500, 400)
    assert lines(page) == written
    bar = page.view.horizontalScrollBar()
    # A long text is laid out in steps; only then does Qt know how wide it is.
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert page.find_bar.field.width() >= 100
