"""Compare: from a search that names two, from an entry, and back again, with keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.glossary.page import GlossaryPage
from attache.ui.pages.glossary.reader import Reader
from tests.ui.fixtures import glossary_of

DEFENCE, SECURITY, NATO = "attache:collective-defence", "attache:collective-security", "attache:nato"
QUESTION = "difference between collective defence and collective security"
Key = Qt.Key


@pytest.fixture
def glossary(parts: Parts) -> GlossaryPage:
    return glossary_of(parts.window)


@pytest.fixture
def reader(glossary: GlossaryPage) -> Reader:
    return glossary.reader


def shown(reader: Reader) -> list[str]:
    return list(reader.shown)


def ask(parts: Parts, qtbot: QtBot, text: str) -> None:
    field = parts.window.top.field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    settle(parts.window)


def test_a_search_that_names_two_offers_to_compare_them(
    parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot
) -> None:
    offer = glossary.finder.offer
    assert not offer.isVisible()
    ask(parts, qtbot, QUESTION)
    assert offer.isVisible()
    assert [glossary.finder.model.line(row).row.id for row in (0, 1)] == [DEFENCE, SECURITY]
    assert offer.button.accessibleName() == "Compare Collective defence and Collective security"
    qtbot.keyClick(offer.button, Key.Key_Space)
    assert shown(reader) == [DEFENCE, SECURITY]
    assert glossary.title == "Collective defence and Collective security"
    assert parts.window.focusWidget() is reader.pair.text
    ask(parts, qtbot, "collective defence")
    assert not offer.isVisible()
    assert shown(reader) == [DEFENCE]


def test_the_offer_is_reached_by_tab_and_by_its_key(
    parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot
) -> None:
    ask(parts, qtbot, QUESTION)
    for _ in range(30):
        if parts.window.focusWidget() is glossary.finder.offer.button:
            break
        parts.window.focusNextChild()
    assert parts.window.focusWidget() is glossary.finder.offer.button
    parts.window.commands.run("compare")
    assert shown(reader) == [DEFENCE, SECURITY]


def test_esc_and_back_lead_to_where_it_was_opened_from(
    parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot
) -> None:
    ask(parts, qtbot, QUESTION)
    parts.window.commands.run("compare")
    settle(parts.window)
    qtbot.keyClick(reader.pair.text, Key.Key_Escape)
    assert shown(reader) == [DEFENCE]
    assert parts.window.top.field.text() == QUESTION
    assert glossary.finder.list.currentIndex().row() == 0
    parts.window.commands.run("forward")
    assert shown(reader) == [DEFENCE, SECURITY]
    parts.window.commands.run("back")
    assert shown(reader) == [DEFENCE]
    qtbot.keyClick(reader.pane.text, Key.Key_Escape)
    assert parts.window.top.field.text() == ""


def test_esc_closes_a_comparison_after_another_page_was_shown(
    parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot
) -> None:
    parts.window.open_entry(NATO)
    parts.window.open_page("today")
    parts.window.commands.run("glossary")
    glossary.compare(DEFENCE, SECURITY)
    parts.window.open_page("today")
    parts.window.commands.run("glossary")
    qtbot.keyClick(parts.window.focusWidget(), Key.Key_Escape)
    assert parts.window.shown == "glossary"
    assert shown(reader) == [NATO]
    assert glossary.finder.list.currentIndex().row() == glossary.finder.model.find(NATO)


def test_from_the_start_page_esc_leads_to_the_first(glossary: GlossaryPage, reader: Reader) -> None:
    glossary.compare(DEFENCE, SECURITY)
    assert glossary.leave()
    assert shown(reader) == [DEFENCE]


def test_the_entry_shown_is_compared_with_one_that_is_picked(
    parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot
) -> None:
    glossary.show_entry(DEFENCE)
    parts.window.commands.run("compare")
    picker = glossary.picker
    assert picker.isVisible()
    assert picker.heading.text() == "Compare “Collective defence” with"
    offered = [picker.model.index(row, 0).data() for row in range(picker.model.rowCount())]
    assert "Collective security" in offered
    assert "Collective defence" not in offered
    qtbot.keyClicks(picker.field, "nato")
    qtbot.keyClick(picker.field, Key.Key_Return)
    assert not picker.isVisible()
    assert shown(reader) == [DEFENCE, NATO]
    assert parts.window.focusWidget() is reader.pair.text


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_text_of_the_field_starts_where_the_rows_below_it_do(
    parts: Parts, glossary: GlossaryPage, zoom: int
) -> None:
    parts.theme.set_zoom(zoom)
    glossary.show_entry(DEFENCE)
    parts.window.commands.run("compare")
    settle(parts.window)
    field, rows = glossary.picker.field, glossary.picker.list
    caret = field.mapTo(glossary.picker, field.cursorRect().center()).x()
    assert abs(caret - rows.mapTo(glossary.picker, QPoint()).x() - parts.theme.px(12)) <= 1


def start(reader: Reader) -> tuple[float, float]:
    """Return where the text that is shown begins, from the left and from above, in pixels."""
    frame = reader.text.document().rootFrame().frameFormat()
    return frame.leftMargin(), frame.topMargin()


@pytest.mark.parametrize("wide", [1280, 1920])
def test_a_comparison_begins_where_the_entry_did(
    parts: Parts, glossary: GlossaryPage, reader: Reader, wide: int
) -> None:
    parts.window.resize(wide, 800)
    glossary.show_entry(DEFENCE)
    settle(parts.window)
    before = start(reader)
    glossary.compare(DEFENCE, SECURITY)
    settle(parts.window)
    assert start(reader) == before


def test_an_entry_is_not_compared_with_itself(parts: Parts, glossary: GlossaryPage, qtbot: QtBot) -> None:
    glossary.show_entry(NATO)
    parts.window.commands.run("compare")
    qtbot.keyClicks(glossary.picker.field, "north atlantic treaty organization")
    assert "North Atlantic Treaty Organization" not in [
        glossary.picker.model.index(row, 0).data() for row in range(glossary.picker.model.rowCount())
    ]
    qtbot.keyClick(glossary.picker.field, Key.Key_Escape)
    assert not glossary.picker.isVisible()
    assert glossary.entry == NATO


def test_the_text_beside_an_entry_offers_it_too(parts: Parts, glossary: GlossaryPage) -> None:
    parts.window.resize(1280, 800)
    glossary.show_entry(DEFENCE)
    assert "Compare with…" in glossary.reader.pane.side.toPlainText()
    glossary.reader.pane.side.comparison_requested.emit()
    assert glossary.picker.isVisible()


def test_a_link_leads_to_the_entry_and_back_to_the_comparison(
    parts: Parts, glossary: GlossaryPage, reader: Reader
) -> None:
    glossary.compare(DEFENCE, SECURITY)
    reader.pair.text.entry_requested.emit(SECURITY)
    assert shown(reader) == [SECURITY]
    parts.window.commands.run("back")
    assert shown(reader) == [DEFENCE, SECURITY]


def test_commands_of_an_entry_need_one(parts: Parts, glossary: GlossaryPage) -> None:
    glossary.show_entry(DEFENCE)
    names = ("bookmark", "note", "copy-definition", "print", "study-entry")
    assert all(parts.window.commands[name].isEnabled() for name in names)
    glossary.compare(DEFENCE, SECURITY)
    assert not any(parts.window.commands[name].isEnabled() for name in names)
    assert parts.window.windowTitle() == "Collective defence and Collective security – Attaché"


def test_where_it_is_narrow_the_list_makes_room(parts: Parts, glossary: GlossaryPage, reader: Reader) -> None:
    parts.window.resize(900, 600)
    settle(parts.window)
    glossary.show_entry(DEFENCE)
    assert glossary.finder.isVisible()
    glossary.compare(DEFENCE, SECURITY)
    settle(parts.window)
    assert not glossary.finder.isVisible()
    parts.window.commands.run("back")
    settle(parts.window)
    assert glossary.finder.isVisible()


def test_typing_leads_from_a_comparison_to_the_results(
    parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot
) -> None:
    parts.window.resize(900, 600)
    glossary.compare(DEFENCE, SECURITY)
    ask(parts, qtbot, "nato")
    assert glossary.finder.isVisible()
    assert shown(reader) == [NATO]


def test_it_fits_into_any_width_and_size(parts: Parts, glossary: GlossaryPage, reader: Reader) -> None:
    parts.window.resize(1280, 800)
    glossary.compare(DEFENCE, SECURITY)
    settle(parts.window)
    wide = reader.pair.text.document().size().height()
    parts.window.resize(600, 800)
    settle(parts.window)
    assert reader.pair.text.document().size().height() > wide
    assert reader.pair.text.horizontalScrollBar().maximum() == 0
    parts.theme.set_zoom(200)
    settle(parts.window)
    assert reader.pair.text.horizontalScrollBar().maximum() == 0


def test_a_link_is_previewed(parts: Parts, glossary: GlossaryPage, reader: Reader, qtbot: QtBot) -> None:
    glossary.compare(DEFENCE, SECURITY)
    text = reader.pair.text
    text.setFocus(Qt.FocusReason.TabFocusReason)
    text.focusNextPrevChild(True)
    assert reader.pair.card.finish_pending()
    assert reader.pair.card.isVisible()
    qtbot.keyClick(text, Key.Key_Escape)
    assert not reader.pair.card.isVisible()


def test_an_id_that_no_entry_has_is_told(parts: Parts, glossary: GlossaryPage, reader: Reader) -> None:
    glossary.show_entry(NATO)
    glossary.compare("attache:atlantis", NATO)
    assert shown(reader) == [NATO]
    assert "atlantis" in parts.window.message.text()
