"""From a card or an entry one key leads to its place in the guide, and Esc leads back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.library.library import Library
from attache.study.scope import Scope
from attache.study.session import Stage
from attache.ui.shell.context import Context
from attache.ui.widgets.guide_link import open_in_guide
from tests.ui.fixtures import Around, cards_of, documents_of, glossary_of, study_of
from tests.ui.studying import CONTROL, press


def test_an_entry_leads_to_its_section_and_back(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    window.open_entry("attache:nato")
    settle(window)
    press(qtbot, Qt.Key.Key_G, modifier=CONTROL)
    settle(window)
    section = documents_of(window).reader.section
    assert section is not None
    assert section.id == parts.library.section_of_entry("attache:nato")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown == "glossary"
    assert glossary_of(window).entry == "attache:nato"


def test_a_hit_in_a_guide_leads_to_its_section_and_back(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    window.top.field.setFocus()
    qtbot.keyClicks(window.top.field, "out of kindness")
    settle(window)
    assert glossary_of(window).entry == "attache:military-diplomacy", "what is selected is shown"
    press(qtbot, Qt.Key.Key_Return)
    settle(window)
    page = documents_of(window)
    assert window.shown == "documents"
    assert page.reader.section is not None
    assert page.reader.section.id == "attache:bilateral/introduction"
    assert page.reader.view.text.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown == "glossary"
    assert glossary_of(window).entry == "attache:military-diplomacy"


def test_a_card_leads_to_its_question_in_the_guide_and_back(qtbot: QtBot, parts: Parts) -> None:
    window, library = parts.window, parts.library
    section = library.guides()[1].sections[2]
    found = library.guide_section(section.id)
    assert found is not None
    card = next(each.id for each in found.checks if library.section_of_card(each.id) == section.id)
    study = study_of(window)
    window.open_page("study", scope=Scope(cards=frozenset((card,))), beyond=True)
    settle(window)
    assert not window.commands["card-guide"].isEnabled(), "the answer is not shown yet"
    study.show_answer()
    window.commands.run("card-guide")
    settle(window)
    page = documents_of(window)
    assert page.reader.section == section
    check = next(each for each in page.reader.view.checks if each.card.id == card)
    assert page.isAncestorOf(check)
    assert not check.visibleRegion().isEmpty()
    press(qtbot, Qt.Key.Key_Escape)
    settle(window)
    assert window.shown == "study"
    assert study.session.prompt is not None
    assert study.session.prompt.card.id == card
    assert study.session.stage is Stage.ANSWER


def test_a_card_of_the_list_leads_there_too(qtbot: QtBot, parts: Parts) -> None:
    window = parts.window
    window.open_page("cards", entry="attache:nato")
    settle(window)
    cards_of(window).table.selectRow(0)
    settle(window)
    window.commands.run("cards-guide")
    settle(window)
    assert documents_of(window).is_reading
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown == "cards"


def test_what_no_document_deals_with_stays_where_it_is(
    context: Context, library: Library, around: Around
) -> None:
    entry = next(
        row.id
        for row in library.rows(range(1, library.entry_count + 1))
        if not library.section_of_entry(row.id)
    )
    open_in_guide(context, entry)
    assert around.opened == []
    assert around.said == ["None of the documents deals with this entry."]
