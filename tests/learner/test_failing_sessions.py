"""Sessions in which something cannot be saved or read: nothing is lost or answered twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from attache.base import database
from attache.base.faults import StorageError
from attache.learner.log import Act
from attache.study.memory import Rating
from attache.study.session import Stage
from tests.learner.decks import Settle, card_ids, plain_cards

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000


def test_a_failed_write_leaves_everything_as_it_was(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    world = settle(plain_cards(3))
    session = world.session()
    session.answer(EASY, 5000)
    before, left = session.prompt, session.remaining
    attempts: list[Callable[[], object]] = [session.bury, session.suspend, session.flag]
    attempts.append(lambda: session.answer(GOOD, 5000))
    with closing(sqlite3.connect(world.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for attempt in attempts:
            with pytest.raises(StorageError):
                attempt()
        other.execute("ROLLBACK")
    assert (session.prompt, session.remaining) == (before, left)
    session.answer(GOOD, 5000)
    assert session.summary.answers == 2


@pytest.mark.parametrize("question", ["state", "due", "siblings"])
def test_an_answer_that_was_saved_is_never_given_twice_though_nothing_can_be_read(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    world = settle(plain_cards(6, each=2), leech_lapses=1, relearning_steps=())
    world.know(card_ids(6))
    session = world.session()
    first = session.asked
    world.fail_to_read(monkeypatch, question)
    if question == "due":
        world.wait(days=1)  # so that everything is read again
    session.answer(AGAIN, 5000)
    assert session.summary.answers == 1
    assert session.prompt is None
    assert session.session.stage is Stage.DONE
    assert isinstance(session.session.error, StorageError)
    with pytest.raises(ValueError, match="no card is asked"):
        session.answer(GOOD, 5000)
    monkeypatch.undo()
    assert sorted([first, *world.session().answer_all()]) == card_ids(6)
    assert len(world.rows("SELECT 1 FROM review_log WHERE day > ?", TODAY)) == 6


@pytest.mark.parametrize("deed", ["bury", "suspend", "undo", "redo"])
def test_what_was_done_is_done_though_nothing_can_be_read(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    world = settle(plain_cards(4))
    session = world.session()
    session.answer(EASY, 5000)
    if deed == "redo":
        session.undo()
    count = len(world.rows("SELECT 1 FROM review_log"))
    world.fail_to_read(monkeypatch, "state")
    getattr(session, deed)()
    assert len(world.rows("SELECT 1 FROM review_log")) == count + 1
    assert session.prompt is None
    assert isinstance(session.session.error, StorageError)
    monkeypatch.undo()
    left = {"bury": 2, "suspend": 2, "undo": 4, "redo": 3}[deed]
    assert len(world.session().answer_all()) == left


def test_a_look_that_fails_asks_no_card_twice(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    world = settle(plain_cards(3))
    session = world.session()
    world.mark("card-2", Act.FLAG)
    session.undo()
    assert session.asked == "card-2"
    before = session.session
    world.fail_to_read(monkeypatch, "state")
    with pytest.raises(StorageError):
        session.reload()
    assert session.session == before
    monkeypatch.undo()
    assert sorted(session.answer_all()) == card_ids(3)
