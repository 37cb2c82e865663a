"""An officer on the way to a meeting, by keyboard only; and what is there on the next day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from attache.app.window import build
from attache.base.paths import Places
from attache.learner.progress import Progress
from tests.conftest import Sample
from tests.ui.fixtures import RESOURCES, SetClock, discard, glossary_of, show


def press(
    qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys in whatever has the focus, as a person does."""
    for key in keys:
        widget = QApplication.focusWidget()
        assert isinstance(widget, QWidget)
        qtbot.keyClick(widget, key, modifier)


def test_from_half_a_word_to_a_note_that_is_there_tomorrow(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    today = build(qapp, RESOURCES, library_file, places, clock)
    window = today.window
    show(qtbot, window)
    assert not places.progress.exists()

    # On a first start the focus is on the card that Today asks; letters go to the search all the same.
    for letter in "fpd":
        qtbot.keyClicks(window.focusWidget(), letter)
    assert window.top.field.text() == "fpd"
    press(qtbot, Qt.Key.Key_Return)
    assert glossary_of(window).entry == "attache:five-power-defence-arrangements"
    text = glossary_of(window).reader.pane.text
    while not text.textCursor().charFormat().anchorHref().startswith("attache://"):
        press(qtbot, Qt.Key.Key_Tab)
    card = glossary_of(window).reader.pane.card
    qtbot.waitUntil(card.isVisible)
    press(qtbot, Qt.Key.Key_Return)
    followed = glossary_of(window).entry
    assert followed != "attache:five-power-defence-arrangements"
    assert not card.isVisible()
    press(qtbot, Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert glossary_of(window).entry == "attache:five-power-defence-arrangements"

    press(qtbot, Qt.Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    shift_control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(qtbot, Qt.Key.Key_N, modifier=shift_control)
    note = QApplication.focusWidget()
    assert isinstance(note, QWidget)
    qtbot.keyClicks(note, "Consult, not fight.")
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is text
    window.commands["theme-dark"].trigger()
    window.resize(777, 555)
    today.close()
    discard(window)

    with Progress.open(places.progress) as progress:
        assert progress.bookmarks.all() == ("attache:five-power-defence-arrangements",)
        assert progress.notes.text("attache:five-power-defence-arrangements") == "Consult, not fight."
        recent = [entry for entry, _at in progress.lookups.recent(5)]
        assert set(recent) == {"attache:five-power-defence-arrangements", followed}

    clock.move(hours=24)
    tomorrow = build(qapp, RESOURCES, library_file, places, clock)
    window = tomorrow.window
    show(qtbot, window)
    assert (window.width(), window.height()) == (777, 555)
    assert tomorrow.theme.palette.dark
    window.prepare()
    home = glossary_of(window).reader.home.view.toPlainText()
    assert "Five Power Defence Arrangements" in home
    assert "Yesterday" in home
    press(qtbot, Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.palette_panel.field, "bookmarks")
    press(qtbot, Qt.Key.Key_Return)
    assert glossary_of(window).finder.model.rowCount() == 1
    press(qtbot, Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.palette_panel.field, "five power")
    press(qtbot, Qt.Key.Key_Return)
    assert glossary_of(window).entry == "attache:five-power-defence-arrangements"
    assert glossary_of(window).reader.pane.note.text() == "Consult, not fight."
    tomorrow.close()
    discard(window)


def test_a_file_of_another_program_is_refused_in_whole_sentences(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    places.data.mkdir(parents=True)
    with closing(sqlite3.connect(places.progress)) as other:
        other.execute("PRAGMA application_id = 7")
        other.execute("CREATE TABLE of_others (n INTEGER)")
    parts = build(qapp, RESOURCES, library_file, places, clock)
    try:
        show(qtbot, parts.window)
        assert parts.window.message.text().endswith(
            " Move it away, or start Attaché with another folder: type attache --data DIR in a terminal."
            " Until this is solved, you cannot study, set bookmarks or write notes."
        )
    finally:
        parts.close()
        discard(parts.window)


def test_a_refused_progress_file_is_said_and_looking_up_goes_on(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    places.data.mkdir(parents=True)
    places.progress.write_bytes(b"not a database at all" * 100)
    before = places.progress.read_bytes()
    parts = build(qapp, RESOURCES, library_file, places, clock)
    show(qtbot, parts.window)
    assert parts.progress is None
    assert parts.window.message.text().endswith(
        " Until this is solved, you cannot study, set bookmarks or write notes."
        " The Today page shows what you can do."
    )
    parts.window.commands["glossary"].trigger()
    glossary_of(parts.window).show_entry("attache:nato")
    assert glossary_of(parts.window).entry == "attache:nato"
    assert not parts.window.commands["bookmark"].isEnabled()
    assert parts.window.commands["print"].isEnabled()
    parts.close()
    discard(parts.window)
    assert places.progress.read_bytes() == before


@pytest.mark.slow
def test_every_page_at_every_size_without_a_warning(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock, sample: Sample
) -> None:
    """Qt's warnings fail a test, so this drives every screen through narrow, wide and 200 %.

    By default only one pair of size and zoom, which tests/ui/test_fitting.py has not among its own, and all
    pairs with ``--long``.
    """
    from attache.app.screenshots import screens
    from attache.ui.shell.screens import Scene

    parts = build(qapp, RESOURCES, library_file, places, clock)
    window = parts.window
    show(qtbot, window)
    sizes = ((480, 360), (900, 600), (1600, 1000))
    pairs = list(product((200, 100, 80), sizes))[::-1]
    for zoom, (width, height) in pairs[: sample.number(1, len(pairs))]:
        parts.theme.set_zoom(zoom)
        window.resize(width, height)
        for _name, bring_about in screens(parts, Scene.STUDYING):
            bring_about()
            assert not window.grab().isNull()
    parts.theme.set_zoom(100)
    parts.close()
    discard(window)
