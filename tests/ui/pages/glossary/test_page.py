"""Finder and reader together: what is found is read, what is followed is marked in the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.learner.log import Act
from attache.ui.pages.glossary.page import GlossaryPage
from tests.ui.fixtures import discard, glossary_of, part, show


def test_enter_in_the_field_reads_the_first_hit(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    qtbot.keyClicks(window.top.field, "shangrila")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert glossary_of(window).entry == "attache:shangri-la-dialogue"
    assert window.focusWidget() is glossary_of(window).reader.pane.text
    assert parts.progress is not None
    assert [entry for entry, _at in parts.progress.lookups.recent(5)] == ["attache:shangri-la-dialogue"]


def test_a_click_reads_and_arrows_walk(parts: Parts, qtbot: QtBot) -> None:
    glossary = glossary_of(parts.window)
    finder = glossary.finder
    box = finder.list.visualRect(finder.model.index(2))
    qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert glossary.entry == finder.model.line(2).row.id
    parts.window.commands["next"].trigger()
    qtbot.waitUntil(lambda: glossary.entry == finder.model.line(3).row.id)
    parts.window.commands["previous"].trigger()
    qtbot.waitUntil(lambda: glossary.entry == finder.model.line(2).row.id)


def test_the_list_follows_a_link(parts: Parts) -> None:
    glossary = glossary_of(parts.window)
    glossary.show_entry("attache:nato")
    row = glossary.finder.list.currentIndex().row()
    assert glossary.finder.model.line(row).row.id == "attache:nato"


def test_enter_on_an_empty_field_opens_nothing(parts: Parts, qtbot: QtBot) -> None:
    qtbot.keyClick(parts.window.top.field, Qt.Key.Key_Return)
    assert glossary_of(parts.window).entry == ""


def test_the_width_of_the_list_is_remembered(parts: Parts, qtbot: QtBot) -> None:
    glossary = glossary_of(parts.window)
    part(glossary, QSplitter).moveSplitter(400, 1)
    divided = part(glossary, QSplitter).sizes()
    assert divided[0] == 400
    parts.window.close()
    again = GlossaryPage(parts.window.context)
    again.resize(glossary.size())
    show(qtbot, again)
    assert part(again, QSplitter).sizes() == divided
    discard(again)


@pytest.mark.parametrize("state", [b"630000", b"7", b"\x00\x00\x00\xff", b""])
def test_a_saved_width_that_makes_no_sense_is_corrected(parts: Parts, qtbot: QtBot, state: bytes) -> None:
    parts.window.context.machine.set_layout("glossary", state)
    again = GlossaryPage(parts.window.context)
    again.resize(1200, 700)
    show(qtbot, again)
    assert part(again, QSplitter).sizes()[0] == 360
    discard(again)


def test_zooming_in_and_back_leaves_list_and_entry_as_they_were(parts: Parts, qtbot: QtBot) -> None:
    window, theme = parts.window, parts.window.context.theme
    window.resize(1280, 800)
    settle(window)
    divider = part(glossary_of(window), QSplitter)
    divider.moveSplitter(400, 1)
    before = divider.sizes()
    for zoom in (150, 200, 80, 200, 100):
        theme.set_zoom(zoom)
        window.resize(1000 if zoom == 200 else 1280, 800)
    settle(window)
    assert divider.sizes() == before


def test_in_a_narrow_window_the_keys_go_with_the_entry(parts: Parts, qtbot: QtBot) -> None:
    window, finder = parts.window, glossary_of(parts.window).finder
    window.resize(600, 500)
    qtbot.waitUntil(lambda: glossary_of(window).width() < 720)
    window.commands["glossary"].trigger()
    assert window.focusWidget() is finder.list
    assert not window.commands["bookmark"].isEnabled(), "the entry is not seen"
    box = finder.list.visualRect(finder.model.index(1))
    qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert not finder.isVisible()
    assert window.focusWidget() is glossary_of(window).reader.pane.text
    assert window.commands["bookmark"].isEnabled()


def test_in_a_narrow_window_nothing_is_done_with_an_entry_that_is_not_seen(parts: Parts) -> None:
    window, learner = parts.window, parts.learner
    window.open_entry("attache:nato")
    card = parts.library.entry("attache:nato").cards[0].id
    learner.progress.reviews.mark(card, Act.SUSPEND, learner.now(), learner.scheduler)
    learner.announce(Changes.of(ChangeKind.REVIEWS))
    learner.toggle_bookmark("attache:nato")
    commands = [window.commands[name] for name in ("bookmark", "note", "resume", "entry-cards", "pdf")]
    assert all(command.isEnabled() for command in commands)
    assert window.commands["bookmark"].isChecked()
    window.resize(500, 600)
    glossary_of(window).show_results()
    settle(window)
    assert not any(command.isEnabled() for command in commands)
    assert not window.commands["bookmark"].isChecked()


def test_a_random_entry_is_one_of_the_list_and_not_the_same(parts: Parts, qtbot: QtBot) -> None:
    glossary = glossary_of(parts.window)
    qtbot.keyClicks(parts.window.top.field, "defence")
    settle(parts.window)
    listed = {glossary.finder.model.line(row).row.id for row in range(glossary.finder.model.rowCount())}
    for _ in range(20):
        before = glossary.entry
        parts.window.commands["random"].trigger()
        assert glossary.entry in listed - {before}
