"""A new learner is asked a card on Today; its answer counts, can be undone, and leads on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.ui.pages.today.first_card import FirstCard
from attache.ui.pages.today.page import TodayPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.widgets.words import RATING_MEANINGS
from tests.ui.fixtures import discard, part, show
from tests.ui.studying import only, press
from tests.ui.texts import texts_of


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[TodayPage]:
    made = TodayPage(context)
    context.learner.changed.connect(made.refresh)
    made.resize(1096, 744)
    show(qtbot, made)
    made.refresh(Changes(frozenset(ChangeKind)))
    made.finish_pending()
    made.open()
    QApplication.processEvents()
    yield made
    made.close_down()
    discard(made)


def button(page: TodayPage, words: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text().startswith(words))


def test_space_shows_the_answer_and_a_digit_rates_it(qtbot: QtBot, page: TodayPage, learner: Learner) -> None:
    card = part(page, FirstCard)
    assert card.hasFocus()
    assert card.view.prompt.isVisible()
    shown = [card.is_answer_shown]
    for key in (Qt.Key.Key_3, Qt.Key.Key_Space):
        press(qtbot, key)
        shown.append(card.is_answer_shown)
    assert shown == [False, False, True], "a rating that comes too early does nothing"
    assert set(RATING_MEANINGS.values()) <= texts_of(page)
    press(qtbot, Qt.Key.Key_3)
    learner.finish_pending()
    assert learner.progress.reviews.state(card.card.id).memory.reps == 1
    assert page.findChildren(FirstCard) == []
    assert "Your first answer is saved. The card comes back in 10 minutes." in texts_of(page)
    assert button(page, "Study").hasFocus()


def test_the_first_answer_can_be_undone(page: TodayPage, learner: Learner) -> None:
    card = part(page, FirstCard)
    card.show_answer()
    card.rate(Rating.EASY)
    learner.finish_pending()
    button(page, "Undo").click()
    learner.finish_pending()
    again = part(page, FirstCard)
    assert (again.card.id, again.is_answer_shown) == (card.card.id, False)
    assert again.hasFocus()
    overview = learner.overview()
    assert overview is not None
    assert not overview.has_started


def test_undoing_is_not_offered_after_another_answer(page: TodayPage, learner: Learner) -> None:
    card = part(page, FirstCard)
    card.show_answer()
    card.rate(Rating.GOOD)
    session = learner.studying.start(beyond=True).show_answer()
    learner.studying.answer(session, Rating.GOOD, 1000)
    learner.finish_pending()
    assert not any(text.startswith("Your first answer") for text in texts_of(page))


def test_no_text_holds_the_answer_before_it_is_shown(page: TodayPage) -> None:
    card = part(page, FirstCard)

    def leaks() -> list[str]:
        return [text for text in texts_of(page, hidden=True) if fold(card.card.answer) in fold(text)]

    assert leaks() == []
    card.show_answer()
    assert leaks()


def test_the_ratings_are_in_view_in_a_low_window(page: TodayPage) -> None:
    page.resize(840, 420)
    card = part(page, FirstCard)
    card.show_answer()
    for _ in range(4):
        QApplication.processEvents()
    box = card.bar.rect().translated(card.bar.mapTo(page, card.bar.rect().topLeft()))
    assert page.rect().contains(box)


def test_without_a_question_there_is_no_card(page: TodayPage, learner: Learner) -> None:
    only(learner, CardForm.CHOICE)
    assert page.findChildren(FirstCard) == []
