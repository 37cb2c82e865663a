"""The program is left in the middle of something, and the next start goes on from there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.study.scope import Scope
from attache.study.session import Stage
from attache.ui.shell.window import Window
from tests.ui.fixtures import glossary_of, study_of
from tests.ui.studying import CONTROL, answer, asked, entry_asked, focused, press, says, show_answer

Start = Callable[[], Parts]
ALT = Qt.KeyboardModifier.AltModifier
ASEAN = "attache:asean"


def settled(parts: Parts) -> Window:
    settle(parts.window)
    return parts.window


def test_a_session_that_was_left_with_the_entry_open_is_continued(qtbot: QtBot, start_again: Start) -> None:
    """Two answers, the entry of the third card beside it; then the window is closed with Ctrl+Q."""
    parts = start_again()
    window, study = settled(parts), study_of(parts.window)
    window.open_page("study", scope=Scope(document="asia", words="Asia"))
    answer(qtbot, study)
    second = answer(qtbot, study)
    show_answer(qtbot, study)
    press(qtbot, Qt.Key.Key_E)
    settle(window)
    assert study.panel.pane.isVisible()
    left = study.session.remaining
    press(qtbot, Qt.Key.Key_Q, modifier=CONTROL)
    assert not window.isVisible()

    parts = start_again()
    window, study = settled(parts), study_of(parts.window)
    assert window.shown == "study"
    assert says("Continue: ")(focused())
    press(qtbot, Qt.Key.Key_Return)
    assert study.session.scope.document == "asia"
    card = asked(study)
    assert study.session.stage is Stage.QUESTION
    assert study.session.remaining == left, "the card that was shown and not rated is among them"
    answer(qtbot, study)
    assert asked(study) != card
    window.commands.run("undo")
    assert asked(study) == card
    window.commands.run("undo")
    assert asked(study) == second.id, "undo reaches back over the restart"


def test_the_entry_that_was_read_is_shown_and_the_session_is_offered(
    qtbot: QtBot, start_again: Start
) -> None:
    """An entry was looked up in the middle of a session; Today offers the session after the restart."""
    parts = start_again()
    window, study = settled(parts), study_of(parts.window)
    press(qtbot, Qt.Key.Key_3, modifier=CONTROL)
    settle(window)
    press(qtbot, Qt.Key.Key_Return)
    answer(qtbot, study)
    window.open_entry(ASEAN)
    settle(window)
    glossary_of(window).reader.text.verticalScrollBar().setValue(200)
    press(qtbot, Qt.Key.Key_Q, modifier=CONTROL)

    parts = start_again()
    window, study = settled(parts), study_of(parts.window)
    glossary = glossary_of(window)
    assert glossary.entry == ASEAN
    assert glossary.reader.scrolled == 200
    assert glossary.finder.model.line(glossary.finder.list.currentIndex().row()).row.id == ASEAN
    press(qtbot, Qt.Key.Key_1, modifier=CONTROL)
    settle(window)
    assert says("Continue: ")(focused())
    press(qtbot, Qt.Key.Key_Return)
    card = asked(study)
    show_answer(qtbot, study)
    window.open_entry(entry_asked(study))
    press(qtbot, Qt.Key.Key_Left, modifier=ALT)
    assert window.shown == "study"
    assert (asked(study), study.session.stage) == (card, Stage.ANSWER)
