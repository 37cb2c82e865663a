from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.faults import Damaged
from attache.base.paths import Places
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.ui.pages.study.start import StartPanel
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Theme
from attache.ui.widgets.line import Line
from tests.ui.fixtures import SetClock, show
from tests.ui.studying import learn, new_cards


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, library: Library, learner: Learner) -> StartPanel:
    made = StartPanel(theme, library, learner)
    qtbot.addWidget(made)
    made.resize(900, 700)
    show(qtbot, made)
    return made


def said(panel: StartPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


def buttons(panel: StartPanel) -> dict[str, QPushButton]:
    return {
        button.text(): button for button in panel.findChildren(QPushButton) if not isinstance(button, Line)
    }


def lines(panel: StartPanel) -> dict[str, Line]:
    return {line.accessibleName().rsplit(", ", 1)[0].split(",")[0]: line for line in panel.findChildren(Line)}


def test_it_says_what_there_is_and_offers_it(panel: StartPanel, learner: Learner) -> None:
    panel.show_choices()
    assert said(panel)[:2] == ["Study", "10 new, about 5 minutes."]
    started: list[tuple[Scope, Mode, bool]] = []
    panel.begin_wanted.connect(lambda *what: started.append(what))
    assert list(buttons(panel)) == ["Study 10 cards", "Browse cards"], (
        "nothing has been learnt that could be practised"
    )
    first = buttons(panel)["Study 10 cards"]
    assert first.hasFocus()
    first.click()
    learn(learner.progress, new_cards(learner.progress, 1), Rating.GOOD)
    learner.announce(Changes.of(ChangeKind.REVIEWS))
    panel.show_choices()
    buttons(panel)["Practise without scheduling"].click()
    assert started == [(ALL_CARDS, Mode.SCHEDULE, False), (ALL_CARDS, Mode.PRACTICE, False)]


def test_every_document_and_subject_with_cards_can_be_chosen(panel: StartPanel, library: Library) -> None:
    panel.show_choices()
    names = [line.accessibleName() for line in panel.findChildren(Line)]
    for document in library.documents():
        assert any(name.startswith(document.title) for name in names)
    assert all("not started" in name for name in names)
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert said.index("A card can be in several documents.") < said.index("By theme")
    assert not any(name.startswith("Bookmarked entries") for name in names)


def test_a_part_is_chosen_and_left_again(panel: StartPanel, library: Library) -> None:
    panel.show_choices()
    document = library.documents()[0]
    next(
        line for line in panel.findChildren(Line) if line.accessibleName().startswith(document.title)
    ).click()
    assert said(panel)[0] == f"Study – {document.short}"
    assert panel.findChildren(Line) == []
    started: list[Scope] = []
    panel.begin_wanted.connect(lambda scope, _mode, _beyond: started.append(scope))
    next(iter(buttons(panel).values())).click()
    assert started[0].document == document.id
    buttons(panel)["All cards"].click()
    assert said(panel)[0] == "Study"


def test_bookmarks_are_a_part(panel: StartPanel, learner: Learner) -> None:
    learner.progress.bookmarks.set("attache:nato", True)
    panel.show_choices()
    next(
        line for line in panel.findChildren(Line) if line.accessibleName().startswith("Bookmarked entries")
    ).click()
    assert said(panel)[0] == "Study – Bookmarks"


def test_on_a_day_off_it_can_wait(panel: StartPanel, learner: Learner) -> None:
    learner.set_settings(days_off=(3,))  # the clock stands on a Thursday
    panel.show_choices()
    assert said(panel)[1] == "A day off. 10 cards can wait until tomorrow."
    assert "Study 10 cards anyway" in buttons(panel)


def test_when_all_is_done_it_says_what_comes_next(
    panel: StartPanel, learner: Learner, clock: SetClock
) -> None:
    learner.set_settings(learning_steps=(), new_limit=2)
    learn(learner.progress, new_cards(learner.progress, 2), Rating.GOOD)
    panel.show_choices()
    assert said(panel)[1].startswith("Today’s 2 new cards are done. Next: ")
    started: list[tuple[Mode, bool]] = []
    panel.begin_wanted.connect(lambda _scope, mode, beyond: started.append((mode, beyond)))
    assert buttons(panel)["Add 10 new cards"].hasFocus()
    buttons(panel)["Add 10 new cards"].click()
    buttons(panel)["Practise without scheduling"].click()
    assert started == [(Mode.SCHEDULE, True), (Mode.PRACTICE, False)]
    assert any("It does not change your schedule" in text for text in said(panel))


def test_cards_in_long_steps_are_waited_for_and_then_offered(
    panel: StartPanel, learner: Learner, clock: SetClock
) -> None:
    learner.set_settings(learning_steps=(60.0,), new_limit=1)
    learn(learner.progress, new_cards(learner.progress, 1), Rating.AGAIN)
    panel.show_choices()
    assert said(panel)[1] == "Today’s new card is done. 1 learning card is due again at 13:00."
    assert not [words for words in buttons(panel) if words.startswith("Study")], "it would ask nothing"
    assert buttons(panel)["Add 10 new cards"].hasFocus()
    clock.move(minutes=41)
    panel.refresh()
    assert buttons(panel)["Study 1 card"].hasFocus()
    assert learner.studying.start().is_asking


def test_when_the_minutes_are_spent_it_says_what_waits(
    panel: StartPanel, learner: Learner, clock: SetClock
) -> None:
    learner.set_settings(learning_steps=(), new_limit=0, minutes=1)
    learn(learner.progress, new_cards(learner.progress, 30), Rating.GOOD)
    clock.move(hours=24 * 30)
    learn(
        learner.progress,
        [card.id for card in learner.progress.cards.due(learner.now().day, learner.settings)][:8],
        Rating.GOOD,
    )
    panel.show_choices()
    assert said(panel)[1] == "You have reached today’s limit of 1 minute. 22 cards can wait until tomorrow."


def test_nothing_is_due_in_a_part_that_has_no_cards(panel: StartPanel) -> None:
    panel.show_choices(Scope(entries=frozenset(), words="No entries"))
    assert said(panel)[:2] == ["Study – No entries", "Nothing is due today."]
    assert "Study more" not in buttons(panel)


def test_without_a_file_there_is_nothing_to_keep_answers_in(
    panel: StartPanel, learner: Learner, places: Places
) -> None:
    assert learner.take_fault(Damaged(f"{places.progress} is damaged."))
    panel.show_choices()
    assert "cannot be used" in said(panel)[1]
    assert buttons(panel) == {}


def test_another_size_of_text_is_followed(panel: StartPanel, theme: Theme) -> None:
    panel.show_choices(Scope(entries=frozenset(("attache:nato",)), words="NATO"))
    before = next(iter(buttons(panel).values())).height()
    theme.set_zoom(200)
    assert said(panel)[0] == "Study – NATO"
    assert next(iter(buttons(panel).values())).height() > 1.5 * before
    panel.hide()
    theme.set_zoom(100)
    panel.show()
    assert next(iter(buttons(panel).values())).height() == before
