from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from attache.library.library import Library
from attache.library.results import EntryPreview
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from attache.ui.widgets.entry.pane import EntryPane
from attache.ui.widgets.entry.reading_view import ReadingView
from tests.conftest import Sample
from tests.ui.examples import ENTRY, PLAIN, a_ref
from tests.ui.fixtures import discard, show
from tests.ui.on_page import links, point_at, spot
from tests.ui.texts import texts_of

KNOWN = {"attache:linked": EntryPreview(a_ref("linked"), "L", "What it is.", "term")}
LONG = replace(ENTRY, body_html="<p>A paragraph.</p>" * 80 + ENTRY.body_html)


def unsaved(_entry: str, _text: str) -> None:
    """Take a note that no test looks at."""


@pytest.fixture
def pane(theme: Theme, qapp: QApplication, qtbot: QtBot) -> Iterator[EntryPane]:
    made = EntryPane(theme, KNOWN.get, unsaved)
    made.resize(920, 600)
    made.show_entry(ENTRY, "")
    show(qtbot, made)
    yield made
    discard(made)


def click(view: ReadingView, qtbot: QtBot, href: str) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, href))


def card_text(pane: EntryPane) -> list[str]:
    return [label.text() for label in pane.card.findChildren(QLabel)]


def whole_text(pane: EntryPane) -> str:
    beside = pane.side.toPlainText() if pane.side.isVisible() else ""
    return f"{pane.text.toPlainText()}\n{beside}"


def test_before_there_is_an_entry_there_is_nothing(theme: Theme, qtbot: QtBot) -> None:
    pane = EntryPane(theme, KNOWN.get, unsaved)
    qtbot.addWidget(pane)
    theme.set_mode(Mode.DARK)
    pane.set_beside(False)
    assert pane.entry is None
    assert (pane.text.toPlainText(), pane.place) == ("", 0)


def test_an_entry_stands_there_with_what_belongs_beside_it(pane: EntryPane) -> None:
    assert pane.entry is ENTRY
    assert "Bodyword" in pane.text.toPlainText()
    assert "Relatedone" in pane.side.toPlainText()
    assert "Relatedone" not in pane.text.toPlainText()
    assert not pane.note.isVisible()


def test_in_a_narrow_window_it_stands_below(pane: EntryPane) -> None:
    before = {line for line in whole_text(pane).splitlines() if line}
    pane.set_beside(False)
    assert not pane.side.isVisible()
    assert {line for line in whole_text(pane).splitlines() if line} == before
    pane.set_beside(True)
    assert pane.side.isVisible()
    assert {line for line in whole_text(pane).splitlines() if line} == before


def test_a_link_asks_for_its_entry_on_either_side(pane: EntryPane, qtbot: QtBot) -> None:
    asked: list[str] = []
    pane.entry_requested.connect(asked.append)
    click(pane.text, qtbot, "attache://entry/linked")
    click(pane.side, qtbot, "attache://entry/relatedone")
    assert asked == ["attache:linked", "attache:relatedone"]


@pytest.mark.parametrize("beside", [True, False])
def test_a_source_mark_brings_the_source_into_view(pane: EntryPane, qtbot: QtBot, beside: bool) -> None:
    pane.resize(920, 300)
    pane.set_beside(beside)
    view = pane.side if beside else pane.text
    assert view.place_of("note-2") > pane.text.viewport().height()
    pane.text.note_requested.emit(2)
    place = view.place_of("note-2") - pane.place
    assert 0 <= place < pane.text.viewport().height()
    at = pane.place
    pane.text.note_requested.emit(2)
    assert pane.place == at, "what is in view stays where it is"
    pane.text.note_requested.emit(99)
    assert pane.place == at


def test_the_rest_of_a_long_list_comes_without_losing_the_place(pane: EntryPane, qtbot: QtBot) -> None:
    pane.show_entry(LONG, "", scroll=40)
    assert "Mention14" not in pane.side.toPlainText()
    click(pane.side, qtbot, "#rest")
    assert "Mention14" in pane.side.toPlainText()
    assert pane.place == 40
    pane.show_entry(LONG, "")
    assert "Mention14" not in pane.side.toPlainText(), "the next entry begins short again"


def test_one_comes_back_to_where_one_was(pane: EntryPane) -> None:
    pane.show_entry(LONG, "", scroll=700)
    assert pane.place == 700
    pane.show_entry(LONG, "")
    assert pane.place == 0


def test_a_pane_that_is_cleared_holds_no_text_and_has_saved_the_note(theme: Theme, qtbot: QtBot) -> None:
    saved: list[tuple[str, str]] = []
    pane = EntryPane(theme, KNOWN.get, lambda entry, text: saved.append((entry, text)))
    qtbot.addWidget(pane)
    pane.show_entry(ENTRY, "")
    pane.note.editor.setPlainText("mine")
    pane.clear()
    assert pane.entry is None
    assert "".join(texts_of(pane.text, hidden=True) | texts_of(pane.side, hidden=True)).find("consult") < 0
    assert (pane.text.toPlainText(), pane.side.toPlainText(), pane.note.text()) == ("", "", "")
    assert saved == [("five", "mine")]
    theme.set_zoom(125)
    assert pane.text.toPlainText() == ""
    pane.show_entry(ENTRY, "")
    assert ENTRY.title in pane.text.toPlainText()


def test_a_link_shows_what_it_leads_to(pane: EntryPane, qtbot: QtBot) -> None:
    point_at(pane.text, spot(pane.text, "attache://entry/linked"))
    qtbot.waitUntil(pane.card.isVisible)
    assert card_text(pane) == ["Concept · term", "Linked", "What it is."]
    point_at(pane.text, QPoint(2, 2))
    qtbot.waitUntil(lambda: not pane.card.isVisible())


def test_a_source_mark_shows_its_source(pane: EntryPane, qtbot: QtBot) -> None:
    pane.text.setFocus()
    marks = [href for href, _ in links(pane.text)]
    for _ in range(marks.index("#note-2") + 1):
        qtbot.keyClick(pane.text, Qt.Key.Key_Tab)
    qtbot.waitUntil(pane.card.isVisible)
    assert card_text(pane) == ["Source 2", "Bititle", "Casesection"]
    qtbot.keyClick(pane.text, Qt.Key.Key_Escape)
    assert not pane.card.isVisible()


def test_what_nobody_knows_shows_nothing(pane: EntryPane, qtbot: QtBot) -> None:
    place = pane.text.viewport().mapToGlobal(QPoint(50, 50))
    pane.text.pointed.emit("attache:linked", 0, place)
    qtbot.waitUntil(pane.card.isVisible)
    pane.text.pointed.emit("nobody", 0, place)
    assert not pane.card.isVisible()
    pane.text.pointed.emit("", 99, place)
    assert not pane.card.isVisible()


def test_a_peek_goes_with_the_entry(pane: EntryPane, qtbot: QtBot) -> None:
    pane.text.pointed.emit("attache:linked", 0, pane.mapToGlobal(QPoint(50, 50)))
    qtbot.waitUntil(pane.card.isVisible)
    pane.show_entry(PLAIN, "")
    assert not pane.card.isVisible()


def test_a_link_far_down_the_side_is_brought_into_view(pane: EntryPane, qtbot: QtBot) -> None:
    pane.resize(920, 300)
    pane.side.setFocus()
    for _ in links(pane.side):
        qtbot.keyClick(pane.side, Qt.Key.Key_Tab)
        if not pane.side.hasFocus():
            break
        top = pane.side.mapTo(pane.text.viewport(), pane.side.cursorRect().topLeft()).y()
        assert 0 <= top < pane.text.viewport().height()
    assert pane.place > 0


def test_the_reader_s_note_is_shown_and_saved(theme: Theme, qtbot: QtBot) -> None:
    saved: list[tuple[str, str]] = []
    pane = EntryPane(theme, KNOWN.get, lambda entry, text: saved.append((entry, text)))
    qtbot.addWidget(pane)
    show(qtbot, pane)
    pane.show_entry(ENTRY, "my own words")
    assert pane.note.isVisible()
    assert pane.note.text() == "my own words"
    pane.note.write()
    editor = pane.note.editor
    qtbot.keyClicks(editor, "!")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert saved == [("five", "my own words!")]
    assert pane.text.hasFocus()


@pytest.mark.parametrize("zoom", ZOOM_STEPS)
@pytest.mark.parametrize("wide", [320, 640, 900, 1600])
def test_text_and_side_fit_beside_one_another_at_any_size(
    pane: EntryPane, theme: Theme, wide: int, zoom: int
) -> None:
    theme.set_zoom(zoom)
    room = wide * zoom // 100
    pane.resize(room, 600)
    pane.set_beside(wide >= 640)
    frame = pane.text.document().rootFrame().frameFormat()
    seen = pane.text.viewport().width()
    column = seen - frame.leftMargin() - frame.rightMargin()
    assert 0 < column <= theme.px(600)
    assert pane.text.horizontalScrollBar().maximum() == 0
    if pane.side.isVisible():
        assert pane.side.x() >= seen - frame.rightMargin()
        assert pane.side.geometry().right() < seen
        bar = pane.text.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert pane.side.geometry().bottom() <= pane.text.viewport().height(), "all of it can be reached"


@pytest.mark.parametrize("wide", [640, 1400])
def test_the_note_is_as_wide_as_the_text(pane: EntryPane, wide: int) -> None:
    pane.resize(wide, 400)
    pane.show_entry(LONG, "my own words")
    frame = pane.text.document().rootFrame().frameFormat()
    editor = pane.note.editor
    assert editor.mapTo(pane, QPoint()).x() == pytest.approx(frame.leftMargin(), abs=1)
    right = pane.text.viewport().width() - frame.rightMargin()
    assert editor.mapTo(pane, QPoint(editor.width(), 0)).x() == pytest.approx(right, abs=1)


def test_another_look_keeps_the_entry_and_the_note(pane: EntryPane, theme: Theme) -> None:
    pane.show_entry(ENTRY, "my own words")
    before = whole_text(pane)
    theme.set_mode(Mode.DARK)
    theme.set_zoom(150)
    assert whole_text(pane) == before
    assert pane.note.text() == "my own words"


@pytest.mark.slow
def test_every_shipped_entry_has_a_page(theme: Theme, library: Library, qtbot: QtBot, sample: Sample) -> None:
    """Every third one, and all with ``--long``."""
    pane = EntryPane(theme, library.preview, unsaved)
    qtbot.addWidget(pane)
    pane.resize(920, 600)
    for row in sample.of(library.rows(library.browse()), 3):
        pane.show_entry(library.entry(row.id), "")
        text = pane.text.toPlainText()
        assert row.title in text
        assert row.definition.split(".")[0] in text
        ids = [
            href.removeprefix("attache://entry/")
            for view in (pane.text, pane.side)
            for href, _ in links(view)
            if href.startswith("attache://entry/")
        ]
        assert all(library.row(linked) is not None for linked in ids), row.id
