"""Read a section, answer its questions, and find their cards scheduled and back in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.study.memory import Phase, Rating
from attache.study.scope import Scope
from attache.ui.widgets.card.face import CHOOSING, TYPING
from tests.journeys.conftest import Start
from tests.ui.fixtures import documents_of, study_of
from tests.ui.studying import asked, digit, focused, press


def test_a_section_is_read_answered_and_reviewed(qtbot: QtBot, start_again: Start) -> None:
    parts = start_again()
    window, library = parts.window, parts.library
    guide = library.guides()[-1]
    section = guide.sections[7]
    found = library.guide_section(section.id)
    assert found is not None
    learner = parts.learner
    window.commands["documents"].trigger()
    settle(window)
    page = documents_of(window)
    page.shelf.buttons_of[guide.id].click()
    for _ in range(7):
        press(qtbot, Qt.Key.Key_N)
        settle(window)
    assert page.title == section.title

    fresh = [
        card.id for card in found.checks if learner.progress.reviews.state(card.id).memory.phase is Phase.NEW
    ]
    assert fresh
    for check in page.reader.view.checks:
        if not check.is_open:
            continue
        check.set_focus()
        if check.card.form in TYPING:
            qtbot.keyClicks(focused(), check.card.answer)
            press(qtbot, Qt.Key.Key_Return)
        elif check.card.form in CHOOSING:
            options = [button.accessibleName() for button in check.view.options]
            press(qtbot, digit(options.index(check.card.answer) + 1))
        else:
            press(qtbot, Qt.Key.Key_Space)
        press(qtbot, digit(Rating.GOOD))
    settle(window)
    for card in fresh:
        assert learner.progress.reviews.state(card).memory.reps == 1

    # After a restart the place is where it was, and the questions are there with their state.
    parts = start_again()
    window = parts.window
    window.commands["documents"].trigger()
    settle(window)
    page = documents_of(window)
    assert page.shelf.main is not None
    assert page.shelf.main.text() == f"Continue at section {section.number}"
    page.shelf.main.click()
    settle(window)
    assert page.title == section.title
    for check in page.reader.view.checks:
        assert not check.is_open
        assert check.state.text().startswith("Answered, ")

    # The cards come back where cards are studied.
    study = study_of(window)
    window.open_page("study", scope=Scope(cards=frozenset(fresh)))
    assert asked(study) in fresh
