"""The steps of a session behind the window: saved, announced after the next card, undone and redone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.learner.log import Act
from attache.learner.manager import ProgressManager
from attache.study.memory import Rating
from attache.study.scope import Mode
from attache.study.session import Session, Stage
from attache.ui.shell.learner import Learner
from tests.statements import count_statements
from tests.ui.fixtures import SetClock
from tests.ui.studying import new_cards, out_of_room


@pytest.fixture
def heard(learner: Learner) -> list[Changes]:
    """What has been announced."""
    changes: list[Changes] = []
    learner.changed.connect(changes.append)
    return changes


def test_a_session_starts_with_what_is_chosen(learner: Learner) -> None:
    learner.set_settings(new_limit=3)
    assert learner.studying.start().remaining.cards == 3
    assert learner.studying.start(beyond=True).remaining.cards > 3
    assert learner.studying.start(mode=Mode.PRACTICE).stage is Stage.DONE
    given = learner.progress.cards.new(learner.now().day, learner.settings, most=2)
    assert learner.studying.start(mode=Mode.PRACTICE, given=given).remaining.cards == 2


def test_what_a_session_does_is_announced_once_the_next_card_can_be_seen(
    learner: Learner, heard: list[Changes], qtbot: QtBot
) -> None:
    session = learner.studying.start()
    assert session.prompt is not None
    first = session.prompt.card.id
    session = learner.studying.answer(session, Rating.GOOD, 5000)
    session = learner.studying.bury(session)
    assert heard == [], "the next card comes first"
    assert learner.finish_pending()
    assert [change.kinds for change in heard] == [{ChangeKind.REVIEWS}], "and both together"
    assert first in heard[0].entries
    assert not learner.finish_pending()
    with qtbot.waitSignal(learner.changed):
        learner.studying.undo(session)


def test_an_answer_is_counted_at_once_though_it_is_announced_later(learner: Learner) -> None:
    before = learner.overview()
    learner.studying.answer(learner.studying.start(), Rating.GOOD, 5000)
    after = learner.overview()
    assert before is not None
    assert after is not None
    assert (before.today.done.answers, after.today.done.answers) == (0, 1)


def test_a_session_stays_as_it_is_where_nothing_can_be_saved(
    learner: Learner, heard: list[Changes], places: Places
) -> None:
    session = learner.studying.answer(learner.studying.start(), Rating.GOOD, 5000)
    learner.finish_pending()
    said: list[KnownError] = []
    learner.failed.connect(said.append)
    heard.clear()
    acts = (learner.studying.bury, learner.studying.suspend, learner.studying.flag, learner.studying.undo)
    with out_of_room(places.progress):
        assert learner.studying.answer(session, Rating.GOOD, 5000) is session
        assert [act(session) is session for act in acts] == [True] * len(acts)
        assert len(said) == 1 + len(acts)
        assert not learner.finish_pending()
        assert heard == []
    assert learner.studying.answer(session, Rating.GOOD, 5000) is not session


def test_undoing_nothing_leaves_the_session_and_announces_nothing(
    learner: Learner, heard: list[Changes]
) -> None:
    session = learner.studying.start()
    assert learner.studying.undo(session) is session
    assert learner.studying.redo(session) is session
    assert not learner.finish_pending()
    assert heard == []


def test_what_can_be_undone_is_known_after_each_step(learner: Learner) -> None:
    def known() -> tuple[bool, bool]:
        return learner.to_undo is not None, learner.to_redo is not None

    session = learner.studying.start()
    assert (known(), learner.answers(5)) == ((False, False), 0)
    session = learner.studying.answer(session, Rating.GOOD, 5000)
    assert (known(), learner.answers(5)) == ((True, False), 1)
    session = learner.studying.undo(session)
    assert known() == (False, True)
    session = learner.studying.redo(session)
    assert known() == (True, False)
    learner.studying.undo(session)
    learner.studying.flag(learner.studying.start())
    assert known() == (True, False), "what is done now takes the place of what was undone"


def test_the_log_is_read_once_after_each_change_for_what_can_be_undone(
    monkeypatch: pytest.MonkeyPatch, library_file: Path, places: Places, clock: SetClock, qapp: QApplication
) -> None:
    statements = count_statements(monkeypatch)
    manager = ProgressManager(places.progress, library_file, clock, lambda _at: 0)
    manager.open()
    learner = Learner(manager)

    def ask() -> int:
        before = len(statements)
        learner.marks.can_turn(), learner.marks.can_turn(redo=True)
        assert (learner.to_undo, learner.to_redo) != (None, None)
        return len(statements) - before

    learner.studying.answer(learner.studying.start(), Rating.GOOD, 5000)
    assert ask() > 0
    assert ask() == 0
    learner.marks.mark([new_cards(learner.progress, 1)[0]], Act.FLAG)
    assert ask() > 0
    assert learner.marks.can_turn()
    learner.studying.undo(Session())
    assert not learner.marks.can_turn()
    assert learner.marks.can_turn(redo=True)
    manager.close()


def test_new_settings_are_followed_by_a_session_that_is_reloaded(learner: Learner) -> None:
    session = learner.studying.start().show_answer()
    learner.set_settings(new_limit=3)
    after = learner.studying.reload(session)
    assert (after.prompt, after.stage) == (session.prompt, Stage.ANSWER)
    assert after.remaining.cards == 3


def test_the_next_card_is_prepared_and_then_asked(learner: Learner) -> None:
    session = learner.studying.prepare(learner.studying.start())
    assert session.prepared is not None
    after = learner.studying.answer(session, Rating.EASY, 5000)
    assert after.prompt is session.prepared
    assert after.prepared is None
