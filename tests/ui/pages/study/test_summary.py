from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import Mode
from attache.study.session import Session, Stage
from attache.ui.pages.study.summary import SummaryPanel
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Theme
from attache.ui.widgets.line import Line
from tests.ui.fixtures import SetClock, show
from tests.ui.studying import learn, new_cards


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, library: Library, learner: Learner) -> SummaryPanel:
    made = SummaryPanel(theme, library, learner)
    qtbot.addWidget(made)
    made.resize(900, 700)
    show(qtbot, made)
    return made


@pytest.fixture
def studied(learner: Learner) -> Callable[..., Session]:
    """Study and give some answers, each in fifteen seconds."""

    def study(*ratings: Rating, steps: tuple[float, ...] = (), **more: object) -> Session:
        learner.set_settings(learning_steps=steps, **{"minutes": 0, "new_limit": len(ratings) or 1, **more})
        session = learner.studying.start()
        for rating in ratings:
            session = learner.studying.answer(session, rating, 15_000)
        return session

    return study


def said(panel: SummaryPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


def buttons(panel: SummaryPanel) -> list[QPushButton]:
    return [button for button in panel.findChildren(QPushButton) if not isinstance(button, Line)]


def test_how_it_went(panel: SummaryPanel, studied: Callable[..., Session]) -> None:
    panel.show_summary(
        studied(Rating.GOOD, Rating.AGAIN, Rating.GOOD, Rating.EASY, Rating.HARD, Rating.GOOD, Rating.GOOD)
    )
    assert said(panel)[:2] == [
        "Done for today",
        "7 answers in 2 minutes: 1 Again, 1 Hard, 4 Good, 1 Easy. 7 new cards in this session.",
    ]
    assert [button.text() for button in buttons(panel)] == [
        "Repeat missed (1)", "Back to Today", "Add 10 new cards"
    ]  # fmt: skip
    assert buttons(panel)[0].hasFocus()


def test_what_was_missed_is_listed_leads_to_its_entry_and_to_a_second_round(
    panel: SummaryPanel, studied: Callable[..., Session], library: Library
) -> None:
    session = studied(*[Rating.AGAIN] * 14)
    panel.show_summary(session)
    missed = session.summary.missed
    lines = panel.findChildren(Line)
    assert len(lines) == 12
    assert "and 2 more" in said(panel)
    entries: list[str] = []
    panel.entry_requested.connect(entries.append)
    for line, card in zip(lines, missed, strict=False):
        row = library.row(card.entry)
        assert row is not None
        one = library.card(card.id)
        assert one is not None
        asked = f"What does “{row.title}” mean?" if one.prompt == row.title else one.prompt
        assert line.accessibleName().startswith(asked)
        line.click()
    assert entries == [card.entry for card in missed[:12]]
    rounds: list[object] = []
    panel.again_wanted.connect(rounds.append)
    assert buttons(panel)[0].text() == "Repeat missed (14)"
    buttons(panel)[0].click()
    assert rounds == [missed]


def test_ways_on(panel: SummaryPanel, studied: Callable[..., Session], qtbot: QtBot) -> None:
    panel.show_summary(studied(Rating.GOOD))
    assert [button.text() for button in buttons(panel)] == ["Back to Today", "Add 10 new cards"]
    assert panel.findChildren(Line) == []
    with qtbot.waitSignal(panel.done):
        qtbot.keyClick(buttons(panel)[0], Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.more_wanted):
        buttons(panel)[1].click()


def test_without_an_answer(panel: SummaryPanel, studied: Callable[..., Session]) -> None:
    panel.show_summary(studied())
    assert said(panel)[1] == "No card was answered."


def test_practice_says_that_the_schedule_is_as_it_was(
    panel: SummaryPanel, studied: Callable[..., Session], learner: Learner
) -> None:
    missed = studied(Rating.AGAIN).summary.missed
    again = learner.studying.answer(
        learner.studying.start(mode=Mode.PRACTICE, given=missed), Rating.GOOD, 5000
    )
    panel.show_summary(again)
    assert said(panel)[1] == "1 answer in 1 minute: 1 Good. Practice does not change the schedule."
    assert [button.text() for button in buttons(panel)] == ["Back to Today"]


def test_when_the_minutes_are_over(
    panel: SummaryPanel, studied: Callable[..., Session], learner: Learner, clock: SetClock
) -> None:
    learner.set_settings(learning_steps=())
    learn(learner.progress, new_cards(learner.progress, 30), Rating.GOOD)
    clock.move(hours=24 * 30)
    session = studied(*[Rating.GOOD] * 4, minutes=1)
    assert session.stage is Stage.DONE
    panel.show_summary(session)
    assert said(panel)[0] == "Done for today"
    assert "You have reached today’s limit of 1 minute. 26 cards can wait until tomorrow." in said(panel)


def test_a_card_in_its_steps_comes_back_at_a_time_and_can_then_be_studied(
    panel: SummaryPanel, studied: Callable[..., Session], clock: SetClock, qtbot: QtBot
) -> None:
    session = studied(Rating.AGAIN, steps=(45.0,))
    assert session.stage is Stage.DONE
    panel.show_summary(session)
    assert said(panel)[0] == "Done for now"
    assert "Today’s new card is done. 1 learning card is due again at 12:45." in said(panel)
    assert [button.text() for button in buttons(panel)][1:] == ["Back to Today", "Add 10 new cards"]
    clock.move(minutes=26)
    panel.refresh()
    assert said(panel)[0] == "Done"
    assert "1 card left for today." in said(panel)
    assert buttons(panel)[0].text() == "Study 1 card"
    with qtbot.waitSignal(panel.go_on_wanted):
        buttons(panel)[0].click()


def test_another_size_of_text_is_followed_and_the_keys_stay(
    panel: SummaryPanel, studied: Callable[..., Session], theme: Theme
) -> None:
    panel.show_summary(studied(Rating.GOOD))
    before = buttons(panel)[0].height()
    theme.set_zoom(200)
    assert buttons(panel)[0].height() > 1.5 * before
    assert buttons(panel)[0].hasFocus()
    panel.hide()
    theme.set_zoom(100)
    panel.show()
    assert buttons(panel)[0].height() == before
