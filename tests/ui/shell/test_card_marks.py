"""Marks of several cards: one announcement, one step to undo, and no answer undone by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.learner.log import Act
from attache.learner.manager import ProgressManager
from attache.study.memory import Rating
from attache.ui.shell.learner import Learner
from tests.ui.studying import learn, new_cards, out_of_room


@pytest.fixture
def cards(learner: Learner) -> list[str]:
    """Three new cards."""
    return new_cards(learner.progress, 3)


@pytest.fixture
def heard(learner: Learner) -> list[Changes]:
    """What is announced."""
    found: list[Changes] = []
    learner.changed.connect(found.append)
    return found


def test_marking_is_announced_once_and_tells_how_many_it_changed(
    learner: Learner, cards: list[str], heard: list[Changes]
) -> None:
    assert learner.marks.mark(cards[:1], Act.FLAG) == 1
    assert learner.marks.mark(cards, Act.FLAG) == 2
    assert heard == [
        Changes.of(ChangeKind.REVIEWS, cards[0]),
        Changes.of(ChangeKind.REVIEWS, *cards[1:]),
    ]
    assert learner.marks.mark(cards, Act.FLAG) == 0
    assert len(heard) == 2


def test_cards_are_buried_for_some_days_and_unburied(learner: Learner, cards: list[str]) -> None:
    learner.marks.mark(cards, Act.BURY, days=1)
    assert learner.progress.reviews.state(cards[0]).buried_until == learner.now().day + 1
    assert learner.marks.mark(cards[:2], Act.BURY) == 2
    assert [learner.progress.reviews.state(card).buried_until > 0 for card in cards] == [False, False, True]


def test_marks_are_undone_and_redone_in_one_step(
    learner: Learner, cards: list[str], heard: list[Changes]
) -> None:
    marks = learner.marks
    assert (marks.can_turn(), marks.can_turn(redo=True), marks.turn()) == (False, False, 0)
    marks.mark(cards, Act.SUSPEND)
    assert (marks.can_turn(), marks.can_turn(redo=True)) == (True, False)
    assert marks.turn() == 3
    assert heard[-1] == Changes.of(ChangeKind.REVIEWS, *cards)
    assert (marks.can_turn(), marks.can_turn(redo=True)) == (False, True)
    assert marks.turn(redo=True) == 3
    assert all(learner.progress.reviews.state(card).suspended for card in cards)


def test_an_answer_is_left_alone(learner: Learner, cards: list[str]) -> None:
    learner.marks.mark(cards, Act.FLAG)
    learn(learner.progress, cards[:1], Rating.GOOD)
    assert not learner.marks.can_turn()
    assert learner.marks.turn() == 0
    assert learner.progress.reviews.state(cards[0]).memory.reps == 1


def test_what_cannot_be_saved_is_reported(learner: Learner, cards: list[str], places: Places) -> None:
    said: list[KnownError] = []
    learner.failed.connect(said.append)
    learner.marks.mark(cards[:1], Act.FLAG)
    with out_of_room(places.progress):
        assert learner.marks.mark(cards, Act.SUSPEND) == 0
        assert learner.marks.turn() == 0
    assert len(said) == 2
    assert learner.marks.turn() == 1


def test_without_a_file_there_is_nothing_to_mark_or_undo(places: Places, library_file: Path) -> None:
    places.progress.parent.mkdir(parents=True)
    places.progress.write_bytes(b"no database" * 100)
    refused = Learner(ProgressManager(places.progress, library_file, lambda: 0, lambda _at: 0))
    assert not refused.marks.can_turn()
    assert refused.marks.mark(["attache:any"], Act.FLAG) == 0
