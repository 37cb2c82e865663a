"""Two things are taken for one another, and asked about until they were told apart on three days."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.entry import Card
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.ui.pages.study.page import StudyPage
from attache.ui.widgets.card.face import strings
from tests.ui.fixtures import SetClock, study_of
from tests.ui.studying import a_card, asked, digit, learn, only, press

Start = Callable[[], Parts]


def of_two(card: Card) -> bool:
    return len(strings(card, "pair")) == 2


@pytest.fixture
def parts(start: Start) -> Parts:
    """The program, started for the first time."""
    return start()


@pytest.fixture
def card(parts: Parts) -> Card:
    """A card that asks to tell two entries apart."""
    return a_card(parts.library, CardForm.CONFUSABLE, of_two)


def open_study(parts: Parts, card: Card) -> StudyPage:
    """Start to study the two entries."""
    parts.window.commands["study"].trigger()
    page = study_of(parts.window)
    page.begin(Scope(entries=frozenset(strings(card, "pair")), words="Two entries"))
    return page


def choose(qtbot: QtBot, page: StudyPage, right: bool) -> None:
    """Choose the right option or the other one by its digit."""
    assert page.panel.card.card is not None
    answer = page.panel.card.card.answer
    texts = [button.accessibleName() for button in page.panel.card.options]
    press(qtbot, digit(next(n for n, text in enumerate(texts, 1) if (text == answer) is right)))


def to_extra(qtbot: QtBot, page: StudyPage) -> str:
    """Answer cards until one is asked for the sake of telling apart, and return why it says that it is."""
    for _ in range(40):
        assert page.session.prompt is not None, "no extra question was asked"
        if page.session.prompt.card.confused is not None:
            assert page.panel.reason.isVisible()
            assert page.panel.progress.value() < page.panel.progress.maximum()
            return page.panel.reason.text()
        page.show_answer()
        page.rate(Rating.EASY)
    raise AssertionError("no extra question was asked")


def test_what_was_confused_comes_back_until_it_was_told_apart_on_three_days(
    qtbot: QtBot, parts: Parts, card: Card, clock: SetClock, start: Start
) -> None:
    only(parts.learner, extra_cards=True)
    learn(parts.learner.progress, [card.id], Rating.GOOD, Rating.GOOD)
    clock.move(hours=24 * 30)
    page = open_study(parts, card)
    for _ in range(40):
        if asked(page) == card.id:
            break
        page.show_answer()
        page.rate(Rating.EASY)
    one, other = (parts.library.row(entry) for entry in strings(card, "pair"))
    assert one is not None
    assert other is not None
    wrong = next(row.title for row in (one, other) if row.title != card.answer)
    choose(qtbot, page, right=False)
    press(qtbot, Qt.Key.Key_Return)
    for day in range(3):
        clock.move(hours=24)
        if day == 1:
            parts = start()  # it is in the progress file
        only(parts.learner, extra_cards=True)
        page = open_study(parts, card)
        why = to_extra(qtbot, page)
        assert f"You confused “{card.answer}” with “{wrong}”." in why
        assert f"day {day + 1} of 3" in why
        before = parts.learner.today(), parts.learner.overview(), page.session.summary
        choose(qtbot, page, right=True)
        if day == 2:
            page.panel.bar.show_button.click()
        else:
            press(qtbot, Qt.Key.Key_Return)
        assert (parts.learner.today(), parts.learner.overview(), page.session.summary) == before
        if day == 0:
            press(qtbot, Qt.Key.Key_U)
            assert to_extra(qtbot, page) == why, "the undo took it back"
            choose(qtbot, page, right=True)
            press(qtbot, Qt.Key.Key_3)
        while page.session.prompt is not None:
            assert page.session.prompt.card.confused is None, "once a day is enough"
            page.show_answer()
            page.rate(Rating.EASY)
    clock.move(hours=24)
    assert not parts.learner.progress.confusions.questions(
        parts.learner.now().day, parts.learner.settings, Scope()
    )


def test_an_extra_question_is_no_card_to_be_flagged_or_buried(
    qtbot: QtBot, parts: Parts, card: Card, clock: SetClock
) -> None:
    only(parts.learner, extra_cards=True)
    learn(parts.learner.progress, [card.id], Rating.AGAIN)
    pair = strings(card, "pair")
    parts.learner.progress.confusions.note(pair[0], pair[1], parts.learner.now())
    clock.move(hours=24)
    page = open_study(parts, card)
    to_extra(qtbot, page)
    for command in ("flag", "bury", "suspend"):
        assert not parts.window.commands[command].isEnabled()
    extra = page.session.prompt
    page.flag()
    page.bury()
    page.suspend()
    assert page.session.prompt is extra
    assert page.panel.card.head.text() == "TELL APART  ·  because you confused them"
    page.show_answer()
    assert page.panel.bar.show_button.text() == "Continue"
    assert parts.window.commands["card-entry"].isEnabled()
    page.panel.bar.show_button.click()
    assert page.session.prompt is not extra
