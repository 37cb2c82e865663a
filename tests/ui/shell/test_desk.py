from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attache.learner.sitting import Mode
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Rating, Recall
from attache.study.settings import DEFAULTS
from attache.ui.shell.desk import Desk
from tests.ui.fixtures import SetClock
from tests.ui.studying import learn, new_cards


@pytest.fixture
def progress(places: Places, clock: SetClock, library_file: Path) -> Iterator[Progress]:
    """A learner's file in which nothing has been done."""
    with Progress.open(places.progress, clock, zone=lambda _at: 0, library=library_file) as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, progress: Progress) -> Desk:
    return Desk(progress)


def test_without_a_file_nothing_can_be_studied_and_nothing_breaks(qtbot: QtBot) -> None:
    desk = Desk(None)
    assert not desk.is_there
    assert desk.settings == DEFAULTS
    assert desk.today() is None
    assert desk.begin() is None
    assert desk.recall() == {}
    assert desk.memories("nato") == {}
    assert not desk.choose(minutes=5)
    assert not desk.reset()
    with pytest.raises(ValueError, match="no progress file"):
        desk.now()


def test_what_is_chosen_is_kept_announced_and_holds_at_once(desk: Desk, progress: Progress) -> None:
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    assert desk.settings.minutes == 20
    before = desk.scheduler
    assert desk.scheduler is before, "made once"
    assert desk.choose(minutes=7, desired_retention=0.8)
    assert [change.kinds for change in heard] == [{ChangeKind.SETTINGS}]
    assert (desk.settings.minutes, desk.scheduler.settings.desired_retention) == (7, 0.8)
    assert progress.settings.read() == desk.settings
    assert desk.choose(minutes=7)
    assert len(heard) == 1, "what changes nothing is not announced"
    assert desk.reset("minutes")
    assert (desk.settings.minutes, desk.settings.desired_retention) == (20, 0.8)
    assert desk.reset()
    assert desk.settings == DEFAULTS


def test_what_cannot_be_is_said_and_nothing_is_announced(desk: Desk) -> None:
    heard: list[object] = []
    said: list[KnownError] = []
    desk.changed.connect(heard.append)
    desk.trouble.connect(said.append)
    assert not desk.choose(minutes=-1)
    assert heard == []
    assert "whole number" in str(said[0])


def test_a_failure_of_any_act_is_said(desk: Desk) -> None:
    said: list[KnownError] = []
    desk.trouble.connect(said.append)

    def fail() -> Changes:
        raise KnownError("The disk is full.", "Free some space.")

    assert not desk.act(fail)
    assert [str(error) for error in said] == ["The disk is full. Free some space."]
    assert desk.act(lambda: None)


def test_a_bug_is_no_trouble_of_the_world_s(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.act(lambda: 1 // 0)  # type: ignore[return-value, arg-type]


def test_another_file_takes_the_place_of_this_one(desk: Desk, library_file: Path, tmp_path: Path) -> None:
    assert desk.choose(minutes=7)
    desk.exchange(None)
    assert desk.today() is None
    assert desk.settings == DEFAULTS
    with Progress.open(tmp_path / "other.db", zone=lambda _at: 0, library=library_file) as other:
        desk.exchange(other)
        assert desk.is_there
        assert desk.progress is other
        assert desk.settings.minutes == 20
    desk.exchange(None)


def test_it_tells_the_week_and_what_is_next(desk: Desk, progress: Progress, clock: SetClock) -> None:
    assert desk.last_studied() == -1
    assert desk.next_due() == (0, 0)
    desk.choose(learning_steps=(), new_limit=0, minutes=0)
    learn(progress, new_cards(progress, 5), Rating.GOOD)
    day, done, due = desk.week()
    assert day % 7 == 0, "20636 is a Thursday, as day 0 was"
    assert {each: what.answers for each, what in done.items()} == {day: 5}
    assert sum(due.values()) == 5
    ahead, count = desk.next_due()
    assert due[day + ahead] == count
    assert desk.last_studied() == 0
    assert desk.overdue() == 0
    clock.move(hours=24 * 40)
    assert desk.last_studied() == 40
    assert desk.overdue() == 5
    begun, _all = desk.documents()["asia"]
    assert begun > 0
    assert desk.week()[1] == {}


def test_the_week_begins_on_monday_whatever_the_day(desk: Desk, progress: Progress, clock: SetClock) -> None:
    desk.choose(learning_steps=())
    learn(progress, new_cards(progress, 1), Rating.GOOD)  # on a Thursday
    for days, seen in ((0, True), (1, True), (2, True), (3, True), (4, False)):
        clock.move(hours=24 * days)
        assert bool(desk.week()[1]) is seen, days
        clock.move(hours=-24 * days)


def test_what_is_remembered(desk: Desk, progress: Progress, clock: SetClock) -> None:
    desk.choose(learning_steps=())
    card = new_cards(progress, 1)[0]
    entry = progress.deck.card_entry(card)
    assert desk.recall()[entry] is Recall.NEW
    learn(progress, [card], Rating.GOOD)
    assert desk.recall()[entry] is Recall.KNOWN
    memory, suspended, flagged = desk.memories(entry)[card]
    assert (suspended, flagged) == (False, False)
    assert desk.remembered(memory) == pytest.approx(1.0)
    assert desk.fading(4) == []
    clock.move(hours=24 * 30)
    assert desk.recall()[entry] is Recall.FADING
    faded = desk.fading(4)
    assert [each for each, _ in faded] == [entry]
    assert faded[0][1] == pytest.approx(desk.remembered(memory))
    assert 0.3 < faded[0][1] < 0.9


def test_each_card_of_an_entry_says_how_well_it_is_remembered(
    desk: Desk, progress: Progress, library: Library, clock: SetClock
) -> None:
    entry = library.entry("nato")
    assert len(entry.cards) > 4
    assert desk.cards_of(entry) == [(f"{len(entry.cards)} cards", "not begun yet")]
    known, suspended, flagged, steps = (card.id for card in entry.cards[:4])
    desk.choose(learning_steps=())
    learn(progress, [known], Rating.GOOD)
    desk.choose(learning_steps=(10.0,))
    learn(progress, [steps], Rating.AGAIN)
    progress.reviews.mark(suspended, Act.SUSPEND, desk.now(), desk.scheduler)
    progress.reviews.mark(flagged, Act.FLAG, desk.now(), desk.scheduler)
    told = desk.cards_of(entry)
    assert all(0 < len(asks) < 120 for asks, _ in told)
    assert told[4:] == [(f"{len(entry.cards) - 4} cards more", "not begun yet")]
    words = [memory for _, memory in told][:4]
    assert words[0].startswith("100 % remembered, due in ")
    assert words[1:] == ["suspended", "new, flagged", "learning"]
    clock.move(hours=24 * 30)
    assert desk.cards_of(entry)[0][1].endswith("due now")
    assert Desk(None).cards_of(entry)[0][1] == "not begun yet"


def test_suspended_cards_of_an_entry_are_asked_again(
    desk: Desk, progress: Progress, library: Library
) -> None:
    cards = [card.id for card in library.entry("nato").cards[:3]]
    assert not desk.has_suspended("nato")
    for card in cards[:2]:
        progress.reviews.mark(card, Act.SUSPEND, desk.now(), desk.scheduler)
    assert desk.has_suspended("nato")
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    desk.resume("nato")
    assert not any(progress.reviews.state(card).suspended for card in cards)
    assert {entry for change in heard for entry in change.entries} == set(cards[:2])


def test_a_plan_begins_today_and_is_given_up(desk: Desk) -> None:
    assert desk.plan(7)
    assert (desk.settings.plan_from, desk.settings.plan_days) == (desk.now().day, 7)
    assert desk.plan(0)
    assert (desk.settings.plan_from, desk.settings.plan_days) == (0, 0)


def test_a_sitting_is_begun_with_what_is_chosen(desk: Desk) -> None:
    desk.choose(new_limit=3)
    sitting = desk.begin()
    assert sitting is not None
    assert sitting.left.cards == 3
    beyond = desk.begin(beyond=True)
    assert beyond is not None
    assert beyond.left.cards > 3
    practice = desk.begin(mode=Mode.PRACTICE)
    assert practice is not None
    assert practice.current is None


def test_a_sitting_that_cannot_begin_is_said(
    desk: Desk, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[KnownError] = []
    desk.trouble.connect(said.append)

    def fail(*_what: object) -> None:
        raise KnownError("The disk failed.", "See to it.")

    monkeypatch.setattr(progress.workload, "today", fail)
    assert desk.begin() is None
    assert len(said) == 1


def test_what_minutes_buy(desk: Desk, progress: Progress) -> None:
    assert desk.buys(20).new > 0
    assert desk.buys(20).retention == DEFAULTS.desired_retention
    assert desk.buys(0).new == DEFAULTS.new_limit
