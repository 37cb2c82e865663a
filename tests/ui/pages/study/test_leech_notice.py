"""The notice about a leech: what it offers, and when it disappears."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.library.library import Library
from attache.study.session import Leech
from attache.ui.pages.study.leech_notice import LeechNotice
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.theme import Theme
from tests.ui.studying import asked, rate


def test_a_leech_offers_three_ways_and_names_no_entry(page: StudyPage, leech: str, library: Library) -> None:
    card = library.card(leech)
    assert card is not None
    assert page.panel.notice.isVisible()
    assert page.panel.notice.words.text().startswith("You have forgotten the previous card 2 times.")
    page.panel.notice.read.click()
    assert page.panel.shows_entry
    assert page.panel.pane.entry is not None
    assert page.panel.pane.entry.id == card.entry
    page.panel.notice.rival.click()
    assert page.panel.pane.entry.id != card.entry


def test_on_a_low_page_the_notice_keeps_away_from_the_buttons(
    page: StudyPage, leech: str, theme: Theme
) -> None:
    page.resize(844, 545)
    QApplication.processEvents()
    bar, notice = (part.mapTo(page, part.rect().topLeft()) for part in (page.panel.bar, page.panel.notice))
    above = page.grab().toImage().pixelColor(notice.x() + theme.px(40), bar.y() - theme.px(12))
    assert above == QColor(theme.palette.paper)


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_words_are_as_far_from_the_edge_as_the_buttons(
    page: StudyPage, leech: str, theme: Theme, zoom: int
) -> None:
    theme.set_zoom(zoom)
    page.resize(11 * zoom, 7 * zoom)
    QApplication.processEvents()
    notice = page.panel.notice
    image = page.grab(notice.rect().translated(notice.mapTo(page, notice.rect().topLeft()))).toImage()
    at = image.width() - 10
    box = [y for y in range(image.height()) if image.pixelColor(at, y) == QColor(theme.palette.note)]
    buttons = (notice.read, notice.rival, notice.easier)
    below = box[-1] - max(each.mapTo(notice, each.rect().bottomLeft()).y() for each in buttons)
    metrics = notice.words.fontMetrics()
    above = notice.words.y() + metrics.ascent() - metrics.capHeight() - box[0]
    assert theme.px(14) <= below <= theme.px(18)
    assert abs(above - below) <= theme.px(2)


def test_the_entry_of_the_card_that_is_asked_is_not_offered(theme: Theme, qtbot: QtBot) -> None:
    notice = LeechNotice(theme)
    qtbot.addWidget(notice)
    leech = Leech("card", "one", 8, confusables=("two",))
    notice.show_leech(leech, "three")
    assert (notice.read.isHidden(), notice.rival.isHidden(), notice.easier.isHidden()) == (False, False, True)
    notice.show_leech(leech, "one")
    assert (notice.read.isHidden(), notice.rival.isHidden()) == (True, False)
    notice.show_leech(leech, "two")
    assert (notice.read.isHidden(), notice.rival.isHidden()) == (False, True)


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


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_notice_moves_neither_question_nor_buttons(
    page: StudyPage, leech: str, theme: Theme, zoom: int
) -> None:
    theme.set_zoom(zoom)
    page.resize(900, 600)

    def places() -> list[int]:
        QApplication.processEvents()
        return [
            part.mapTo(page, part.rect().topLeft()).y() for part in (page.panel.card.prompt, page.panel.bar)
        ]

    shown = places()
    notice = page.panel.notice
    assert notice.isVisible()
    assert notice.y() >= page.panel.card.prompt.geometry().bottom()
    notice.show_leech(None, "")
    assert places() == shown
