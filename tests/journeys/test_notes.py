"""A note on a full disk stays where it was written until it can be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.paths import Places
from attache.ui.widgets.entry.pane import EntryPane
from tests.ui.fixtures import glossary_of, study_of
from tests.ui.studying import focused, press

NOTE = "Mind the year."


@contextmanager
def out_of_room(places: Places) -> Iterator[None]:
    """Let no file grow."""
    resource = pytest.importorskip("resource", reason="limits of file sizes are a matter of Unix")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = places.progress.with_name("progress.db-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def beside_a_card(parts: Parts) -> EntryPane:
    """Return the entry of a card, shown beside it."""
    parts.window.commands["study"].trigger()
    page = study_of(parts.window)
    page.begin()
    page.show_answer()
    page.panel.toggle_entry()
    return page.panel.pane


def in_the_glossary(parts: Parts) -> EntryPane:
    """Return an entry, shown in the glossary."""
    parts.window.open_entry("attache:nato")
    return glossary_of(parts.window).reader.pane


@pytest.mark.parametrize(
    ("place", "command"), [(beside_a_card, "card-note"), (in_the_glossary, "note")], ids=["card", "glossary"]
)
def test_a_note_that_cannot_be_saved_stays_where_it_was_written(
    qtbot: QtBot, parts: Parts, places: Places, place: Callable[[Parts], EntryPane], command: str
) -> None:
    parts.learner.toggle_bookmark("attache:asean")  # so that there is a file
    pane = place(parts)
    assert pane.entry is not None
    entry = pane.entry.id
    with out_of_room(places):
        parts.window.commands[command].trigger()
        assert focused() is pane.note.editor
        qtbot.keyClicks(focused(), NOTE)
        press(qtbot, Qt.Key.Key_Escape)
        assert parts.window.message.isVisible()
        assert str(places.progress) in parts.window.message.text()
        assert pane.isVisible()
        assert pane.note.text() == NOTE
        other = parts.library.entry("attache:article-5")
        pane.show_entry(other, "")
        assert pane.note.text() == ""
        pane.show_entry(parts.library.entry(entry), parts.learner.note(entry))
        assert pane.note.text() == NOTE, "also after another entry was read"
        assert not parts.window.close(), "and the window stays open once"
        assert parts.window.isVisible()
        assert "Copy your note" in parts.window.message.text()
    assert parts.learner.note(entry) == ""
    parts.window.close()
    assert parts.learner.note(entry) == NOTE
