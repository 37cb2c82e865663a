"""Reading: the trail, what counts as read, and the note that is never lost on the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.ui.pages.glossary.reader import Reader
from attache.ui.shell.learner import Learner
from tests.ui.fixtures import SetClock, glossary_of


@pytest.fixture
def reader(parts: Parts) -> Reader:
    return glossary_of(parts.window).reader


def shown(reader: Reader) -> str:
    return reader.entry.id if reader.entry is not None else ""


def viewed(parts: Parts) -> list[str]:
    return list(parts.learner.recent(9))


def test_the_start_page_is_first_and_no_entry_is_shown(reader: Reader) -> None:
    assert reader.currentWidget() is reader.home
    assert reader.entry is None


def test_links_lead_on_and_back_returns_to_the_same_line(parts: Parts, reader: Reader, qtbot: QtBot) -> None:
    reader.show_entry("attache:asean")
    bar = reader.pane.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(150)
    reader.pane.entry_requested.emit("attache:nato")
    assert shown(reader) == "attache:nato"
    assert bar.value() == 0
    parts.window.commands.run("back")
    assert shown(reader) == "attache:asean"
    assert bar.value() == 150
    parts.window.commands.run("forward")
    assert shown(reader) == "attache:nato"


def test_a_glance_is_not_a_visit_until_it_lasts(parts: Parts, reader: Reader, qtbot: QtBot) -> None:
    reader.glance("attache:nato")
    reader.glance("attache:asean")
    assert viewed(parts) == []
    qtbot.waitUntil(lambda: viewed(parts) == ["attache:asean"])


def test_following_a_link_from_a_glance_counts_both(parts: Parts, reader: Reader, clock: SetClock) -> None:
    reader.glance("attache:nato")
    clock.move(hours=1)
    reader.follow("attache:article-5")
    assert set(viewed(parts)) == {"attache:nato", "attache:article-5"}
    parts.window.commands.run("back")
    assert shown(reader) == "attache:nato"


def test_back_from_a_glance_returns_to_what_was_read(parts: Parts, reader: Reader) -> None:
    reader.show_entry("attache:nato")
    reader.glance("attache:asean")
    assert parts.window.commands["back"].isEnabled()
    parts.window.commands.run("back")
    assert shown(reader) == "attache:nato"
    parts.window.commands.run("forward")
    assert shown(reader) == "attache:asean"


def test_back_from_the_start_page_returns_to_the_entry(parts: Parts, reader: Reader) -> None:
    reader.show_entry("attache:nato")
    reader.show_home()
    assert parts.window.commands["back"].isEnabled()
    parts.window.commands.run("back")
    assert shown(reader) == "attache:nato"


def test_an_unknown_entry_is_said_and_leaves_the_page_as_it_is(parts: Parts, reader: Reader) -> None:
    reader.show_entry("attache:nato")
    assert not reader.show_entry("no-such-entry")
    assert "no-such-entry" in parts.window.message.text()
    assert shown(reader) == "attache:nato"


def test_a_note_being_written_is_kept_when_another_entry_shows(parts: Parts, reader: Reader) -> None:
    assert parts.progress is not None
    reader.show_entry("attache:nato")
    reader.pane.note.write()
    reader.pane.note.editor.setPlainText("Ask about Article 6.")
    reader.show_entry("attache:asean")
    assert parts.progress.notes.text("attache:nato") == "Ask about Article 6."
    assert reader.pane.note.text() == ""
    reader.show_entry("attache:nato")
    assert reader.pane.note.text() == "Ask about Article 6."
    reader.show_entry("attache:asean")
    reader.show_entry("nato")
    assert reader.pane.note.text() == "Ask about Article 6.", "a bare id is one of the shipped pack"


def test_a_narrow_pane_puts_the_side_column_under_the_text(reader: Reader) -> None:
    reader.pane.set_beside(True)
    reader.show_entry("attache:nato")
    assert "Sources" not in reader.pane.text.toPlainText()
    reader.pane.set_beside(False)
    assert "Sources" in reader.pane.text.toPlainText()
    reader.pane.set_beside(True)
    assert "Sources" not in reader.pane.text.toPlainText()


class FirstPaint(QObject):
    """Notes whether a widget had been painted when an entry was said to be read."""

    def __init__(self, reader: Reader, learner: Learner) -> None:
        super().__init__()
        self.painted = False
        self.before_reading: list[bool] = []
        reader.pane.text.viewport().installEventFilter(self)
        learner.changed.connect(self._note)

    def _note(self, changes: Changes) -> None:
        if ChangeKind.LOOKUPS in changes.kinds:
            self.before_reading.append(self.painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted |= event.type() == QEvent.Type.Paint
        return False


def test_an_entry_is_painted_before_it_is_written_down_as_read(
    parts: Parts, reader: Reader, qtbot: QtBot
) -> None:
    parts.window.commands["glossary"].trigger()
    reader.show_entry("attache:asean")
    qtbot.waitUntil(reader.pane.text.isVisible)
    watched = FirstPaint(reader, parts.learner)
    reader.show_entry("attache:nato")
    assert watched.before_reading == [True]
