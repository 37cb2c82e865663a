"""The learner behind the window: writes are announced, failures returned, a missing file handled."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.learner.log import Act
from attache.learner.manager import ProgressManager, WayOut
from attache.learner.notes import LONGEST_NOTE
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Rating, Recall
from attache.study.session import Session, Stage
from attache.study.settings import DEFAULTS
from attache.ui.shell.learner import Learner
from tests.ui.fixtures import SetClock
from tests.ui.studying import learn, new_cards


@pytest.fixture
def progress(learner: Learner) -> Progress:
    return learner.progress


@pytest.fixture
def refused(tmp_path: Path, library_file: Path, clock: SetClock, qapp: QApplication) -> Learner:
    """A learner whose progress file is damaged."""
    (tmp_path / "damaged.db").write_bytes(b"not a database at all" * 100)
    return Learner(ProgressManager(tmp_path / "damaged.db", library_file, clock, lambda _at: 0))


@pytest.fixture
def heard(learner: Learner) -> list[Changes]:
    """What has been announced."""
    changes: list[Changes] = []
    learner.changed.connect(changes.append)
    return changes


def test_without_a_file_there_is_nothing_to_read_and_a_write_says_why(refused: Learner) -> None:
    assert not refused.is_available
    assert WayOut.START_NEW_FILE in refused.ways_out
    assert refused.settings == DEFAULTS
    assert (refused.overview(), refused.today()) == (None, None)
    assert refused.studying.start().stage is Stage.START
    assert refused.studying.prepare(Session()) == Session()
    assert (refused.to_undo, refused.to_redo, refused.answers(5)) == (None, None, 0)
    assert (refused.recall(), refused.card_statuses("attache:nato")) == ({}, {})
    assert (refused.bookmarks(), refused.note("attache:nato"), refused.recent(5)) == ((), "", {})
    assert not refused.is_bookmarked("attache:nato")
    for error in (
        refused.set_settings(minutes=5),
        refused.reset_settings(),
        refused.save_note("attache:nato", "lost"),
        refused.toggle_bookmark("attache:nato"),
        refused.add_recent("attache:nato"),
    ):
        assert error is refused.refusal
        assert "damaged" in str(error)
    with pytest.raises(ValueError, match="no progress file"):
        refused.now()


def test_each_write_is_announced_with_what_it_changed(learner: Learner, heard: list[Changes]) -> None:
    assert learner.toggle_bookmark("attache:nato") is None
    assert learner.save_note("attache:nato", "Read again.") is None
    assert learner.add_recent("attache:nato") is None
    assert learner.clear_recent() is None
    assert learner.toggle_bookmark("attache:nato") is None
    assert learner.set_settings(minutes=7) is None
    assert [change.kinds for change in heard] == [
        {ChangeKind.BOOKMARKS},
        {ChangeKind.NOTES},
        {ChangeKind.LOOKUPS},
        {ChangeKind.LOOKUPS},
        {ChangeKind.BOOKMARKS},
        {ChangeKind.SETTINGS},
    ]
    assert learner.note("attache:nato") == "Read again."
    assert not learner.is_bookmarked("attache:nato")


def test_what_changes_nothing_is_not_announced(learner: Learner, heard: list[Changes]) -> None:
    assert learner.save_note("attache:nato", "") is None
    assert learner.clear_recent() is None
    assert learner.set_settings(minutes=20) is None
    assert heard == []


def test_settings_take_effect_immediately(learner: Learner, progress: Progress) -> None:
    assert learner.settings.minutes == 20
    before = learner.scheduler
    assert learner.scheduler is before, "made once"
    assert learner.set_settings(minutes=7, desired_retention=0.8) is None
    assert (learner.settings.minutes, learner.scheduler.settings.desired_retention) == (7, 0.8)
    assert learner.scheduler.since == progress.settings.intervals_changed_at() > before.since == 0
    assert progress.settings.read() == learner.settings
    assert learner.reset_settings("minutes") is None
    assert (learner.settings.minutes, learner.settings.desired_retention) == (20, 0.8)
    assert learner.reset_settings() is None
    assert learner.settings == DEFAULTS


def test_a_failed_write_is_returned_and_said_and_nothing_is_announced(
    learner: Learner, heard: list[Changes]
) -> None:
    said: list[KnownError] = []
    learner.failed.connect(said.append)
    learner.save_note("attache:nato", "Kept.")
    heard.clear()
    errors = [
        learner.set_settings(minutes=-1),
        learner.save_note("attache:nato", "x" * (LONGEST_NOTE + 1)),
    ]
    assert errors == said
    assert "whole number" in str(said[0])
    assert learner.note("attache:nato") == "Kept."
    assert heard == []


def test_a_bug_is_no_known_error(learner: Learner) -> None:
    with pytest.raises(ValueError, match="no card is asked"):
        learner.studying.bury(Session())


def test_another_file_takes_the_place_of_this_one(learner: Learner, heard: list[Changes]) -> None:
    learner.toggle_bookmark("attache:nato")
    backup = learner.manager.make_backup()
    assert backup is not None
    learner.set_settings(minutes=7)
    assert learner.settings.minutes == 7
    before: list[int] = []
    learner.replacing.connect(lambda: before.append(learner.settings.minutes))
    heard.clear()
    learner.release()
    assert learner.is_waiting
    learner.manager.restore(backup.path)
    learner.open()
    assert before == [7], "said while the file is still the old one"
    assert heard == [Changes(frozenset(ChangeKind))] * 2
    assert learner.settings.minutes == 20
    assert learner.bookmarks() == ("attache:nato",)


def test_the_overview_is_counted_once_until_something_changes(
    learner: Learner, progress: Progress, clock: SetClock
) -> None:
    first = learner.overview()
    assert first is not None
    assert not first.has_started
    clock.move(hours=0.5)
    assert learner.overview() is first
    learner.toggle_bookmark("attache:nato")
    assert learner.overview() is first
    learner.set_settings(new_limit=3)
    second = learner.overview()
    assert second is not None
    assert second.today.new == 3
    clock.move(hours=24)
    assert learner.overview() is not second


def test_it_tells_the_week_and_what_is_next(learner: Learner, progress: Progress, clock: SetClock) -> None:
    learner.set_settings(learning_steps=(), new_limit=0, minutes=0)
    learn(progress, new_cards(progress, 5), Rating.GOOD)
    learner.announce(Changes.of(ChangeKind.REVIEWS))
    overview = learner.overview()
    assert overview is not None
    assert overview.day % 7 == 0, "20636 is a Thursday, as day 0 was"
    assert [day.number for day in overview.week if day.day == overview.day] == [5]
    assert overview.next_due.cards > 0
    assert overview.last_studied == 0
    assert overview.documents["asia"].started > 0
    clock.move(hours=24 * 40)
    later = learner.overview()
    assert later is not None
    assert later.last_studied == 40
    assert later.today.waiting.due == 5


def test_what_is_remembered(learner: Learner, progress: Progress, clock: SetClock) -> None:
    learner.set_settings(learning_steps=())
    card = new_cards(progress, 1)[0]
    found = progress.cards.one(card)
    assert found is not None
    entry = found.entry
    assert learner.recall() == {}, "nothing is said before the first answer"
    learn(progress, [card], Rating.GOOD)
    learner.announce(Changes.of(ChangeKind.REVIEWS))
    assert learner.recall()[entry] is Recall.KNOWN
    status = learner.card_statuses(entry)[card]
    assert (status.recall, status.suspended, status.flagged) == (1.0, False, False)
    clock.move(hours=24 * 30)
    assert learner.recall()[entry] is Recall.FADING
    assert 0.3 < learner.card_statuses(entry)[card].recall < 0.9


def test_suspended_cards_of_an_entry_are_asked_again(
    learner: Learner, progress: Progress, library: Library, heard: list[Changes]
) -> None:
    cards = [card.id for card in library.entry("attache:nato").cards[:3]]
    for card in cards[:2]:
        progress.reviews.mark(card, Act.SUSPEND, learner.now(), learner.scheduler)
    assert [status.suspended for status in learner.card_statuses("attache:nato").values()] == [True, True]
    learner.marks.resume("attache:nato")
    assert not any(progress.reviews.state(card).suspended for card in cards)
    assert {entry for change in heard for entry in change.entries} == set(cards[:2])


def test_a_plan_begins_today_and_is_given_up(learner: Learner) -> None:
    assert learner.set_plan(7) is None
    assert (learner.settings.plan_from, learner.settings.plan_days) == (learner.now().day, 7)
    assert learner.set_plan(0) is None
    assert (learner.settings.plan_from, learner.settings.plan_days) == (0, 0)


def test_what_some_minutes_a_day_lead_to(learner: Learner) -> None:
    assert learner.project(20).new > 0
    assert learner.project(20).retention == DEFAULTS.desired_retention
    assert learner.project(0).new == DEFAULTS.new_limit
