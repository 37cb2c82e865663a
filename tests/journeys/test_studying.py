"""A student with twenty minutes and no mouse: from the first start to what is on the disk afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.paths import Places
from attache.base.vocabulary import CardForm
from attache.learner.progress import Progress
from attache.study.memory import Phase, Rating
from attache.study.scheduler import Scheduler
from attache.study.scope import Mode
from attache.study.session import Stage
from attache.ui.pages.study.page import StudyPage
from attache.ui.pages.today.page import TodayPage
from attache.ui.shell.window import Window
from tests.learner.proof import astray
from tests.ui.fixtures import SetClock, documents_of, study_of
from tests.ui.studying import (
    CONTROL,
    answer,
    asked,
    entry_asked,
    focused,
    learn,
    new_cards,
    only,
    out_of_room,
    press,
    says,
    show_answer,
    tab_to,
)

Start = Callable[[], Parts]


@pytest.fixture
def parts(start: Start) -> Parts:
    """The program, started for the first time."""
    return start()


@pytest.fixture
def window(parts: Parts) -> Window:
    """Its window."""
    return parts.window


@pytest.fixture
def study(parts: Parts) -> StudyPage:
    """Its Study page, with a session over all cards."""
    only(parts.learner)
    parts.window.commands["study"].trigger()
    page = study_of(parts.window)
    page.begin()
    return page


def states(progress: Progress, cards: list[str]) -> list[object]:
    return [progress.reviews.state(card) for card in cards]


def test_from_the_first_start_to_the_first_summary_by_keyboard(
    qtbot: QtBot, start: Start, places: Places, library_file: Path
) -> None:
    window = start().window
    tab_to(qtbot, says("Start with a document"))
    press(qtbot, Qt.Key.Key_Return)
    assert documents_of(window).is_reading
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    study = study_of(window)
    assert window.shown == "study"
    assert study.session.prompt is not None
    cards: list[str] = []
    while asked(study):
        cards.append(asked(study))
        assert len(cards) < 60
        answer(qtbot, study)
    assert study.summary.isVisible()
    assert not places.progress.with_name("progress.db.new").exists()
    assert says("Back to Today")(focused())
    press(qtbot, Qt.Key.Key_Return)
    assert window.shown == "today"

    with Progress.open(places.progress, library=library_file) as progress:
        for card in set(cards):
            state = progress.reviews.state(card)
            assert state.memory.reps == cards.count(card)
            assert state.memory.phase is Phase.REVIEW
        assert len(set(cards)) == progress.settings.read().new_limit == 10
        # What is kept of each card is what its log comes to.
        assert astray(progress, Scheduler(progress.settings.read())) == []


@pytest.mark.parametrize("form", CardForm)
def test_every_form_is_answered_by_keys_alone(
    qtbot: QtBot, parts: Parts, form: CardForm, places: Places
) -> None:
    only(parts.learner, form)
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    study = study_of(parts.window)
    first = entry_asked(study)
    card = answer(qtbot, study)
    assert card.form is form
    assert asked(study) != card.id or entry_asked(study) != first
    with Progress.open(places.progress) as progress:
        memory = progress.reviews.state(card.id).memory
        assert (memory.reps, memory.step) == (1, 1), "a right answer suggests Good, and Enter takes it"


def test_a_rating_that_has_the_keys_is_the_one_that_enter_gives(
    qtbot: QtBot, parts: Parts, study: StudyPage
) -> None:
    card = study.panel.card.card
    assert card is not None
    show_answer(qtbot, study)
    tab_to(qtbot, says("Again"))
    press(qtbot, Qt.Key.Key_Return)
    assert parts.progress is not None
    assert parts.progress.reviews.state(card.id).memory.step == 0
    assert study.session.summary.ratings == (1, 0, 0, 0)


def test_an_option_that_has_the_keys_is_the_one_that_enter_chooses(qtbot: QtBot, parts: Parts) -> None:
    only(parts.learner, CardForm.CHOICE)
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    study = study_of(parts.window)
    card = study.panel.card.card
    assert card is not None
    wrong = next(button for button in study.panel.card.options if button.accessibleName() != card.answer)
    tab_to(qtbot, lambda widget: widget is wrong)
    press(qtbot, Qt.Key.Key_Return)
    assert study.session.stage is Stage.ANSWER
    assert study.panel.card.suggested is Rating.AGAIN
    assert wrong.accessibleDescription().startswith("Incorrect")


def test_escape_leaves_and_the_same_card_waits(qtbot: QtBot, window: Window, study: StudyPage) -> None:
    answer(qtbot, study)
    answer(qtbot, study)
    card = asked(study)
    press(qtbot, Qt.Key.Key_Escape)
    assert window.shown == "today"
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    assert asked(study) == card
    press(qtbot, Qt.Key.Key_Escape)
    assert says("Continue: ")(focused())
    press(qtbot, Qt.Key.Key_Return)
    assert window.shown == "study"
    assert asked(study) == card
    assert study.session.summary.answers == 2


def test_undo_reaches_back_over_a_restart(qtbot: QtBot, start: Start, parts: Parts, study: StudyPage) -> None:
    first, second = answer(qtbot, study), answer(qtbot, study)
    again = start()
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    study = study_of(again.window)
    assert not asked(study)
    press(qtbot, Qt.Key.Key_U)
    assert asked(study) == second.id
    assert again.progress is not None
    assert again.progress.reviews.state(second.id).memory.reps == 0
    press(qtbot, Qt.Key.Key_Tab)  # out of the field of a typed card, if it is one
    press(qtbot, Qt.Key.Key_Z, modifier=CONTROL)
    assert asked(study) == first.id
    assert states(again.progress, [first.id, second.id]) == states(again.progress, ["none", "none"])
    again.window.commands["redo"].trigger()
    assert again.progress.reviews.state(first.id).memory.reps == 1
    assert astray(again.progress, Scheduler(again.progress.settings.read())) == []


def test_a_search_during_a_session_gives_the_card_back_as_it_was(
    qtbot: QtBot, window: Window, study: StudyPage
) -> None:
    show_answer(qtbot, study)
    card, suggested = asked(study), study.panel.card.suggested
    press(qtbot, Qt.Key.Key_L, modifier=CONTROL)
    qtbot.keyClicks(focused(), "nato")
    assert window.shown == "glossary"
    press(qtbot, Qt.Key.Key_Escape)
    if window.shown != "study":  # the first Esc leaves the field, as everywhere
        press(qtbot, Qt.Key.Key_Escape)
    assert window.shown == "study"
    assert asked(study) == card
    assert study.session.stage is Stage.ANSWER, "the answer that was shown is still shown"
    assert study.panel.card.suggested is suggested
    press(qtbot, Qt.Key.Key_Return)
    assert study.session.summary.answers == 1


def test_what_was_typed_is_still_there_after_a_search(qtbot: QtBot, parts: Parts) -> None:
    only(parts.learner, CardForm.TYPED)
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    study = study_of(parts.window)
    qtbot.keyClicks(focused(), "half an ans")
    press(qtbot, Qt.Key.Key_L, modifier=CONTROL)
    qtbot.keyClicks(focused(), "nato")
    press(qtbot, Qt.Key.Key_Escape)
    if parts.window.shown != "study":
        press(qtbot, Qt.Key.Key_Escape)
    assert parts.window.shown == "study"
    assert study.panel.card.field.text() == "half an ans"
    assert study.session.stage is Stage.QUESTION
    assert focused() is study.panel.card.field, "and one can type on"
    qtbot.keyClicks(focused(), "wer")
    assert study.panel.card.field.text() == "half an answer"


def test_settings_changed_during_a_session_leave_the_card_as_it_is(
    qtbot: QtBot, parts: Parts, study: StudyPage
) -> None:
    show_answer(qtbot, study)
    card = asked(study)
    parts.window.commands["settings"].trigger()
    parts.learner.set_settings(two_buttons=True)
    press(qtbot, Qt.Key.Key_Escape)
    assert asked(study) == card
    assert study.session.stage is Stage.ANSWER
    assert not study.panel.bar.buttons[Rating.HARD].isVisible()


def test_the_entry_beside_the_card_and_back(qtbot: QtBot, window: Window, study: StudyPage) -> None:
    show_answer(qtbot, study)
    card = asked(study)
    press(qtbot, Qt.Key.Key_E)
    assert study.panel.pane.isVisible()
    assert study.panel.pane.entry is not None
    assert study.panel.pane.entry.id == entry_asked(study)
    press(qtbot, Qt.Key.Key_Escape)
    assert not study.panel.shows_entry
    assert window.shown == "study"
    assert study.session.stage is Stage.ANSWER
    assert asked(study) == card
    press(qtbot, Qt.Key.Key_E)
    press(qtbot, Qt.Key.Key_E)
    assert not study.panel.shows_entry


def test_bury_suspend_flag_and_note_by_keys(
    qtbot: QtBot, parts: Parts, study: StudyPage, clock: SetClock
) -> None:
    progress = parts.progress
    assert progress is not None

    buried = asked(study)
    press(qtbot, Qt.Key.Key_B)
    suspended = asked(study)
    assert suspended != buried
    press(qtbot, Qt.Key.Key_S)
    flagged = asked(study)
    press(qtbot, Qt.Key.Key_F)
    assert asked(study) == flagged
    assert "Flagged" in study.panel.told.text()
    press(qtbot, Qt.Key.Key_F)
    assert "Flag removed." in study.panel.told.text()
    press(qtbot, Qt.Key.Key_F)
    entry = entry_asked(study)
    press(qtbot, Qt.Key.Key_N, Qt.Key.Key_E)
    assert not study.panel.shows_entry, "it would tell the answer"
    show_answer(qtbot, study)
    press(qtbot, Qt.Key.Key_N)
    assert focused() is study.panel.pane.note.editor
    qtbot.keyClicks(focused(), "Mind the year.")
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_Escape)
    assert not study.panel.shows_entry
    assert asked(study) == flagged
    assert progress.notes.text(entry) == "Mind the year."
    day = progress.reviews.now(4).day
    assert progress.reviews.state(buried).buried_until == day + 1
    assert progress.reviews.state(suspended).suspended
    assert progress.reviews.state(flagged).flagged
    press(qtbot, Qt.Key.Key_U, Qt.Key.Key_U, Qt.Key.Key_U)  # both flags and the taking away
    press(qtbot, Qt.Key.Key_U)
    assert asked(study) == suspended, "a card set aside comes back by undo"
    assert not progress.reviews.state(suspended).suspended


def test_undo_and_redo_are_possible_only_where_there_is_something(
    qtbot: QtBot, window: Window, study: StudyPage
) -> None:
    def possible() -> list[bool]:
        undo, redo = window.commands["undo"].isEnabled(), window.commands["redo"].isEnabled()
        assert study.panel.undo_button.isEnabled() is undo
        return [undo, redo]

    assert possible() == [False, False]
    answer(qtbot, study)
    assert possible() == [True, False]
    press(qtbot, Qt.Key.Key_U)
    assert possible() == [False, True]
    press(qtbot, Qt.Key.Key_U)
    assert possible() == [False, True], "and the key does nothing"
    press(qtbot, Qt.Key.Key_U, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert possible() == [True, False]
    press(qtbot, Qt.Key.Key_F)
    press(qtbot, Qt.Key.Key_U)
    assert possible() == [True, True]


def test_two_buttons(qtbot: QtBot, parts: Parts) -> None:
    only(parts.learner, CardForm.QUESTION, two_buttons=True)
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    study = study_of(parts.window)
    show_answer(qtbot, study)
    shown = [button.accessibleName() for button in study.panel.bar.buttons.values() if button.isVisible()]
    assert [name.split(",")[0] for name in shown] == ["Again", "Good"]
    press(qtbot, Qt.Key.Key_2)
    show_answer(qtbot, study)
    press(qtbot, Qt.Key.Key_1)
    assert study.session.summary.ratings == (1, 0, 1, 0)


def test_a_second_round_leaves_the_schedule_alone(qtbot: QtBot, parts: Parts, clock: SetClock) -> None:
    progress = parts.progress
    assert progress is not None
    only(parts.learner, CardForm.QUESTION, learning_steps=())
    cards = new_cards(progress, 4)
    learn(progress, cards, Rating.GOOD)
    clock.move(hours=24 * 10)
    only(parts.learner, CardForm.QUESTION, learning_steps=(), relearning_steps=(), new_limit=1)
    parts.window.commands["study"].trigger()
    study = study_of(parts.window)
    study.begin()
    missed: list[str] = []
    while asked(study):
        bad = len(missed) < 2
        card = answer(qtbot, study, Rating.AGAIN if bad else Rating.GOOD)
        missed += [card.id] if bad else []
    before = states(progress, cards)
    assert says("Repeat missed (2)")(focused())
    press(qtbot, Qt.Key.Key_Return)
    assert study.session.mode is Mode.PRACTICE
    assert "Practice" in study.panel.told.text()
    seen = []
    while asked(study):
        seen.append(answer(qtbot, study).id)
    assert sorted(seen) == sorted(missed)
    assert states(progress, cards) == before
    assert any("does not change the schedule" in label.text() for label in study.summary.findChildren(QLabel))


def test_an_answer_that_cannot_be_saved_is_reported_and_the_card_stays(
    qtbot: QtBot,
    parts: Parts,
    study: StudyPage,
    places: Places,
) -> None:
    progress = parts.progress
    assert progress is not None
    answer(qtbot, study)
    show_answer(qtbot, study)
    card, left = asked(study), study.session.remaining
    with out_of_room(places.progress):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_4, Qt.Key.Key_B, Qt.Key.Key_S, Qt.Key.Key_F, Qt.Key.Key_U):
            parts.window.message.hide()
            press(qtbot, key)
            said = parts.window.message.text()
            assert parts.window.message.isVisible(), key
            assert str(places.progress) in said
            assert said.count(". ") <= 1, "one sentence, and what to do"
            assert asked(study) == card
            assert study.session.stage is Stage.ANSWER
            assert study.session.remaining == left
    assert progress.reviews.state(card).memory.reps == 0
    press(qtbot, Qt.Key.Key_Return)
    assert progress.reviews.state(card).memory.reps == 1
    assert study.session.summary.answers == 2
    settle(parts.window)
    assert not parts.window.message.isVisible(), "what can be saved again is no longer reported"
    assert astray(progress, Scheduler(progress.settings.read())) == []


def test_a_file_that_is_replaced_while_one_studies_is_said_and_either_can_be_used(
    qtbot: QtBot, parts: Parts, study: StudyPage, places: Places
) -> None:
    answer(qtbot, study)
    show_answer(qtbot, study)
    shutil.copy(parts.manager.make_backup().path, places.data / "other.db")  # type: ignore[union-attr]
    (places.data / "other.db").replace(places.progress)
    press(qtbot, Qt.Key.Key_Return)
    settle(parts.window)
    assert "Another program replaced" in parts.window.message.text()
    assert not study.context.learner.is_available
    today = parts.window.pages.current
    assert isinstance(today, TodayPage)
    buttons = {each.text(): each for each in today.findChildren(QPushButton)}
    assert list(buttons)[:2] == ["Restore this backup", "Open the new file"]
    assert "Contains 1 answer" in " ".join(label.text() for label in today.findChildren(QLabel))
    qtbot.mouseClick(buttons["Open the new file"], Qt.MouseButton.LeftButton)
    settle(parts.window)
    assert parts.progress is not None, "the file that is there now"
    assert parts.window.message.text() == "Your progress file is open again."
