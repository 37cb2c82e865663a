"""The figures of progress in the terminal."""

from __future__ import annotations

from pathlib import Path

from attache.base.clock import utc_milliseconds
from attache.learner.progress import Progress
from attache.study.days import date_of
from attache.study.exam import Exam
from attache.study.memory import Rating
from tests.cli.conftest import Attache
from tests.learner.history import answer

DAY = 86_400_000


def test_at_first_there_is_little_to_tell(attache: Attache, tmp_path: Path) -> None:
    ran = attache("stats")
    lines = ran.out.splitlines()
    assert (ran.status, ran.err) == (0, "")
    assert "         4  cards in the library" in lines
    assert "         –  seconds per answer on average" in lines
    found = attache("stats", "--json").json()
    assert (found["cards"], found["new_today"], found["reviews"]) == (4, 4, 0)
    assert found["retention_30_days_percent"] is None
    assert found["seconds_per_answer"] is None
    assert not (tmp_path / "data").exists()


def test_json_of_figures(attache: Attache, tmp_path: Path) -> None:
    path = tmp_path / "data" / "progress.db"
    for days, rating in ((25, Rating.EASY), (5, Rating.GOOD), (0, Rating.AGAIN)):
        with Progress.open(path, lambda days=days: utc_milliseconds() - days * DAY) as progress:  # type: ignore[misc]
            answer(progress, "attache:fpda-duty", rating, 6)
            answer(progress, "attache:fpda-members", Rating.EASY, 6)
    found = attache("stats", "--json").json()
    assert list(found) == [
        "cards", "cards_begun", "cards_learning", "cards_known", "cards_suspended", "cards_flagged",
        "cards_leeches", "cards_remembered_estimate", "reviews", "answers_today", "minutes_today",
        "due_today", "new_today", "due_next_7_days", "due_next_30_days", "retention_30_days_percent",
        "streak_days", "days_studied", "seconds_per_answer", "minutes_total", "exam_days_left",
        "exam_remembered_today_percent", "exam_expected_percent",
    ]  # fmt: skip
    assert found["retention_30_days_percent"] == 75.0
    assert (found["reviews"], found["answers_today"], found["days_studied"]) == (6, 2, 3)
    assert (found["minutes_today"], found["minutes_total"], found["seconds_per_answer"]) == (0.2, 0.6, 6.0)
    assert (found["cards_begun"], found["cards_learning"], found["cards_known"]) == (2, 1, 1)
    plain = attache("stats").out
    assert "75.0 %  true retention in the last 30 days" in plain
    assert "6.0  seconds per answer" in plain


def test_an_exam_has_its_figures(attache: Attache, tmp_path: Path) -> None:
    path = tmp_path / "data" / "progress.db"
    with Progress.open(path) as progress:
        day = progress.now(4).day
        exam = Exam("Exam", day + 20, (), False, planned_on=day)
        progress.settings.write(exams=(tuple(exam),))
    found = attache("stats", "--json").json()
    assert (found["exam_days_left"], found["exam_remembered_today_percent"]) == (20, 0.0)
    assert found["exam_expected_percent"] > 80
    date = date_of(day + 20).isoformat()
    assert attache("due", "--json").json()["exam"] == {"name": "Exam", "date": date, "days": 20}
