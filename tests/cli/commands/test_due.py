"""What is for today, in the terminal."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from attache.base.clock import utc_milliseconds
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.study.days import weekday
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from tests.cli.conftest import Attache
from tests.learner.history import answer

CARDS = ("fpda-duty", "fpda-members", "collective-defence-duty", "attache-place")
DAY = 86_400_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the progress file will be."""
    return tmp_path / "data" / "progress.db"


def test_at_first_all_is_new(attache: Attache, path: Path) -> None:
    ran = attache("due")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "     0 due       4 new  Diplomacy in Asia\n\nFor today: 0 due and 4 new, about 2 minutes.\n"
    )
    assert not path.exists()


def test_json_of_what_is_due(attache: Attache, path: Path) -> None:
    with Progress.open(path, lambda: utc_milliseconds() - 40 * DAY) as progress:
        answer(progress, "attache:fpda-duty", Rating.EASY)
        answer(progress, "attache:fpda-members", Rating.AGAIN)
    ran = attache("due", "--json")
    assert ran.status == 0
    assert ran.json() == {
        "due": 2,
        "new": 2,
        "minutes": 2,
        "by_document": {"asia": {"due": 2, "new": 2}},
        "exam": None,
    }


def test_limits_bound_the_day_but_not_what_waits(attache: Attache, path: Path) -> None:
    with Progress.open(path) as progress:
        progress.settings.write(new_limit=1)
    found = attache("due", "--json").json()
    assert (found["new"], found["by_document"]["asia"]["new"]) == (1, 4)
    assert "For today: 0 due and 1 new, about 1 minute." in attache("due").out


def test_nothing_is_due(attache: Attache, path: Path) -> None:
    with Progress.open(path) as progress:
        scheduler = Scheduler(progress.settings.read())
        now = progress.reviews.now(4)
        for card in CARDS:
            progress.reviews.mark(f"attache:{card}", Act.SUSPEND, now, scheduler)
    ran = attache("due")
    assert ran.status == 1
    assert ran.out.endswith("\nNothing is due today.\n")
    assert attache("due", "--json").json()["minutes"] == 0


def test_a_full_day_is_said_in_words(attache: Attache, path: Path) -> None:
    with Progress.open(path) as progress:
        progress.settings.write(new_limit=1)
        answer(progress, "attache:fpda-duty", Rating.EASY)
    ran = attache("due")
    assert ran.status == 1
    assert "\nToday’s new card is done. Next: 1 card in " in ran.out


def test_a_card_in_a_long_step_is_waited_for(attache: Attache, path: Path) -> None:
    with Progress.open(path) as progress:
        progress.settings.write(new_limit=1, learning_steps=(30.0,), day_begins=local_hour(-2))
        answer(progress, "attache:fpda-duty", Rating.AGAIN)
    ran = attache("due")
    assert ran.status == 0, "it is for today"
    assert re.search(r"1 learning card is due again at \d\d:\d\d\.\n$", ran.out)


def local_hour(ahead: int) -> int:
    """Return the local hour some hours from now, so that the day does not turn while a test runs."""
    return time.localtime(time.time() + ahead * 3600).tm_hour


def test_a_day_off_is_said(attache: Attache, path: Path) -> None:
    with Progress.open(path) as progress:
        today = progress.reviews.now(4).day
        progress.settings.write(days_off=(weekday(today),))
    assert "Today is a day off" in attache("due").out
