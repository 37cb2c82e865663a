"""The Study page on real sessions over the shipped library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.vocabulary import CardForm
from attache.study.memory import Phase, Rating
from attache.study.scope import Scope
from attache.study.session import Session, Stage
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from tests.learner.proof import can_undo
from tests.ui.fixtures import SetClock
from tests.ui.pages.study.conftest import Ticks
from tests.ui.studying import asked, entry_asked, learn, new_cards, only, rate


def test_it_begins_with_what_there_is_to_study(page: StudyPage) -> None:
    page.resume()
    assert page.start.isVisible()
    assert page.session.prompt is None
    page.begin()
    assert page.panel.card.isVisible()
    assert entry_asked(page)


@pytest.mark.parametrize("rating", Rating)
@pytest.mark.parametrize("known", [False, True])
def test_what_a_button_promises_is_what_happens(
    page: StudyPage, learner: Learner, clock: SetClock, rating: Rating, known: bool
) -> None:
    only(learner, CardForm.QUESTION, new_limit=40)
    if known:
        learn(learner.progress, new_cards(learner.progress, 12, CardForm.QUESTION), Rating.EASY)
        clock.move(hours=24 * 20)
    page.begin()
    card = asked(page)
    page.show_answer()
    promised = page.panel.bar.buttons[rating].accessibleName().split(", ")[1]
    clock.move(hours=0.01)
    page.panel.bar.buttons[rating].click()
    memory, now = learner.progress.reviews.state(card).memory, learner.now()
    if memory.phase is Phase.REVIEW:
        days = memory.due_day - now.day
        assert promised.startswith(f"{days} day") or (days >= 60 and "month" in promised)
    else:
        minutes = -(-(memory.due_at - now.at) // 60_000)
        assert promised == f"{minutes} minute{'s' if minutes > 1 else ''}"


def test_only_time_in_which_the_card_is_seen_counts(page: StudyPage, ticks: Ticks, learner: Learner) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    ticks.at += 3
    page.hide()
    ticks.at += 100
    page.show()
    ticks.at += 4
    page.show_answer()
    ticks.at += 2
    page.hide()
    ticks.at += 50
    page.show()
    ticks.at += 1
    page.rate(Rating.GOOD)
    assert page.session.summary.took == 10_000
    ticks.at += 2
    rate(page)
    assert page.session.summary.took == 12_000


def test_a_session_started_on_a_hidden_page_counts_from_when_it_is_shown(
    page: StudyPage, ticks: Ticks, learner: Learner
) -> None:
    only(learner, CardForm.QUESTION)
    page.hide()
    page.begin()
    ticks.at += 500
    page.show()
    ticks.at += 5
    rate(page)
    assert page.session.summary.took == 5000


def test_a_long_session_is_followed_by_a_backup(page: StudyPage, learner: Learner, qtbot: QtBot) -> None:
    only(learner, CardForm.QUESTION, new_limit=60, learning_steps=())
    page.begin()
    for _ in range(60):
        rate(page)
    assert page.summary.isVisible()
    assert page.session.prompt is None
    qtbot.waitUntil(lambda: len(learner.backups()) == 1)


def test_minutes_that_are_spent_end_it_and_what_waits_is_counted(
    page: StudyPage, learner: Learner, clock: SetClock, ticks: Ticks
) -> None:
    learner.set_settings(learning_steps=(), minutes=0)
    learn(learner.progress, new_cards(learner.progress, 30), Rating.GOOD)
    clock.move(hours=24 * 30)
    learner.set_settings(minutes=1)
    page.begin()
    while page.session.prompt is not None:
        ticks.at += 15
        rate(page)
    assert page.summary.isVisible()
    said = [label.text() for label in page.summary.findChildren(QLabel)]
    assert "You have reached today’s limit of 1 minute. 26 cards can wait until tomorrow." in said


def test_nothing_to_study_leads_to_the_choice(page: StudyPage) -> None:
    page.begin(Scope(entries=frozenset(), words="nothing"))
    assert page.start.isVisible()
    assert page.session == Session()
    page.show_answer()
    page.rate(Rating.GOOD)
    page.bury()
    page.suspend()
    page.flag()
    page.redo()
    page.panel.toggle_entry()
    page.panel.write_note()
    page.undo()
    assert page.start.isVisible()


def test_one_cannot_rate_what_one_has_not_seen(page: StudyPage, learner: Learner) -> None:
    page.begin()
    card = asked(page)
    page.rate(Rating.EASY)
    assert asked(page) == card
    assert learner.progress.reviews.state(card).memory.reps == 0


def test_the_summary_waits_while_an_entry_is_read_and_goes_with_leaving(
    page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.QUESTION, new_limit=1, learning_steps=())
    page.begin()
    rate(page, Rating.AGAIN)
    assert page.summary.isVisible()
    page.resume()
    assert page.summary.isVisible()
    assert QApplication.focusWidget() is page.summary.findChildren(QPushButton)[0]
    assert not page.leave()
    page.resume()
    assert page.start.isVisible()


def test_asking_again_for_the_same_goes_on_and_for_another_begins_anew(
    page: StudyPage, learner: Learner, clock: SetClock
) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    rate(page)
    session = page.session
    page.show_start()
    page.begin()
    assert page.session is session
    assert page.panel.card.isVisible()
    page.begin(Scope(document="asia", words="Asia"))
    assert page.session is not session
    session = page.session
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.session is not session
    session = page.session
    clock.move(hours=24)
    page.begin(Scope(document="asia", words="Asia"), beyond=True)
    assert page.session is not session, "another day is another session"


def test_where_settings_leave_no_time_the_card_asked_is_the_last(
    page: StudyPage, learner: Learner, ticks: Ticks
) -> None:
    only(learner, CardForm.QUESTION, learning_steps=())
    page.begin()
    ticks.at += 60
    rate(page)
    card = asked(page)
    learner.set_settings(minutes=1)
    assert asked(page) == card
    rate(page)
    assert page.summary.isVisible()


@pytest.mark.parametrize("shown", [True, False], ids=["card shown", "start shown"])
def test_a_session_that_settings_have_ended_is_summed_up(
    page: StudyPage, learner: Learner, ticks: Ticks, shown: bool
) -> None:
    only(learner, CardForm.QUESTION, learning_steps=())
    page.begin()
    ticks.at += 60
    rate(page)
    if not shown:
        page.show_start()
    learner.set_settings(minutes=1, left_out_forms=(CardForm.QUESTION.value,))
    assert page.session.stage is Stage.DONE
    assert page.start.isVisible() is not shown
    if not shown:
        page.resume()
    assert page.summary.isVisible()
    assert any(label.text().startswith("1 answer in") for label in page.summary.findChildren(QLabel))


def test_other_changes_leave_the_card_alone(page: StudyPage) -> None:
    page.begin()
    page.show_answer()
    page.refresh(Changes.of(ChangeKind.BOOKMARKS, "attache:nato"))
    assert page.session.stage is Stage.ANSWER
    page.discard_session()
    page.refresh(Changes.of(ChangeKind.SETTINGS))


# Undo


def test_undo_and_redo_with_nothing_to_undo_change_nothing(page: StudyPage) -> None:
    page.begin()
    page.show_answer()
    before = page.session
    page.undo()
    page.redo()
    assert page.session is before
    assert page.panel.card.is_open


def test_undo_asks_the_card_again_and_redo_the_next(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    first = rate(page)
    second = asked(page)
    page.panel.undo_button.click()
    assert asked(page) == first
    assert page.session.stage is Stage.QUESTION
    assert page.session.summary.answers == 0
    page.redo()
    assert asked(page) == second
    assert page.session.summary.answers == 1


# Coming back, and settings


def test_what_is_typed_stays_until_the_page_is_shown_again(
    qtbot: QtBot, page: StudyPage, learner: Learner
) -> None:
    only(learner, CardForm.TYPED)
    page.begin()
    qtbot.keyClicks(page.panel.card.field, "half an ans")
    page.show_start()
    page.resume()
    assert page.panel.card.field.text() == "half an ans"
    assert page.focusWidget() is page.panel.card.field
    page.show_start()
    page.begin()
    assert page.panel.card.field.text() == "half an ans", "also where the same is asked for again"


@pytest.mark.parametrize("open_", [False, True])
def test_settings_that_change_meanwhile_take_effect_and_the_card_stays(
    qtbot: QtBot, page: StudyPage, learner: Learner, open_: bool
) -> None:
    only(learner, CardForm.TYPED)
    page.begin()
    card = asked(page)
    qtbot.keyClicks(page.panel.card.field, "half an ans")
    if open_:
        page.show_answer()
    learner.set_settings(two_buttons=True, new_limit=3)
    assert asked(page) == card
    assert page.session.stage is (Stage.ANSWER if open_ else Stage.QUESTION)
    assert page.panel.card.field.text() == "half an ans"
    assert page.panel.told.text().startswith("3 cards left")
    page.show_answer()
    shown = [rating for rating, button in page.panel.bar.buttons.items() if button.isVisible()]
    assert shown == [Rating.AGAIN, Rating.GOOD]


def test_a_card_whose_form_is_hidden_gives_way_to_another(page: StudyPage, learner: Learner) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    page.show_answer()
    only(learner, CardForm.TERM)
    assert page.session.stage is Stage.QUESTION
    card = page.panel.card.card
    assert card is not None
    assert (card.id, card.form) == (asked(page), CardForm.TERM)
    assert not page.panel.card.is_open


# Keys


def hold(page: StudyPage, key: Qt.Key, times: int) -> None:
    """Hold a key down: one press, then repeats."""
    for repeat in range(times):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", repeat > 0)
        QApplication.sendEvent(page, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_that_is_held_down_shows_the_answer_and_rates_nothing(
    page: StudyPage, learner: Learner, key: Qt.Key
) -> None:
    only(learner, CardForm.QUESTION)
    page.begin()
    hold(page, key, 9)
    assert [page.panel.card.is_open] == [True]
    assert not can_undo(learner.progress)
    hold(page, key, 9)
    assert not page.panel.card.is_open
    assert page.session.summary.answers == 1


def test_the_keys_of_the_ratings_do_not_repeat(context: Context) -> None:
    assert not any(context.commands[name].autoRepeat() for name in ("again", "hard", "good", "easy"))


@pytest.mark.parametrize("rating", [Rating.HARD, Rating.GOOD, Rating.EASY])
def test_with_two_buttons_what_is_known_is_good(page: StudyPage, learner: Learner, rating: Rating) -> None:
    learner.set_settings(two_buttons=True)
    page.begin()
    rate(page, rating)
    rate(page, Rating.AGAIN)
    assert page.session.summary.ratings == (1, 0, 1, 0)
