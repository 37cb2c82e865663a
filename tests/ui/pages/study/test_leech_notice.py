"""The notice about a leech: what it offers, and when it disappears."""

from __future__ import annotations

from attache.library.library import Library
from attache.ui.pages.study.page import StudyPage
from tests.ui.studying import asked, rate


def test_a_leech_is_named_and_offers_three_ways(page: StudyPage, leech: str, library: Library) -> None:
    card = library.card(leech)
    assert card is not None
    row = library.row(card.entry)
    assert row is not None
    assert page.panel.notice.isVisible()
    assert f"“{row.title}” has been forgotten 2 times" in page.panel.notice.words.text()
    page.panel.notice.read.click()
    assert page.panel.shows_entry
    assert page.panel.pane.entry is not None
    assert page.panel.pane.entry.id == card.entry
    page.panel.notice.rival.click()
    assert page.panel.pane.entry.id != card.entry
    assert page.panel.pane.entry.title in page.panel.notice.rival.accessibleName()


def test_the_easier_card_of_a_leech_is_asked_next_and_then_the_card_before_it(
    page: StudyPage, leech: str
) -> None:
    waiting = asked(page)
    assert page.session.leech is not None
    easier = page.session.leech.easier
    page.panel.notice.easier.click()
    assert asked(page) == easier
    assert not page.panel.notice.isVisible()
    rate(page)
    if waiting != easier:
        assert asked(page) == waiting


def test_the_notice_goes_with_the_next_answer(page: StudyPage, leech: str) -> None:
    rate(page)
    assert not page.panel.notice.isVisible()
