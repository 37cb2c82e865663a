"""Looking at both files in the terminal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.lock import claim
from attache.learner.progress import Progress
from attache.study.memory import Rating
from tests.cli.conftest import Attache
from tests.learner.history import answer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of progress with two cards answered."""
    with Progress.open(tmp_path / "data" / "progress.db") as progress:
        answer(progress, "attache:fpda-duty", Rating.GOOD)
        answer(progress, "attache:attache-place", Rating.AGAIN)
    return tmp_path / "data"


def spoil(data: Path) -> None:
    """Change a state behind the program's back."""
    with closing(sqlite3.connect(data / "progress.db")) as connection, connection:
        connection.execute("UPDATE card_state SET reps = 40 WHERE card = 'attache:fpda-duty'")


def test_all_is_well(attache: Attache, data: Path) -> None:
    attache("backup")
    ran = attache("doctor")
    assert (ran.status, ran.err) == (0, "")
    assert {line[:9].strip() for line in ran.out.splitlines()} <= {"ok", ""}
    assert "The states of all 2 cards agree with the log." in ran.out
    assert "repair" not in ran.out


def test_without_progress_too(attache: Attache, tmp_path: Path) -> None:
    ran = attache("doctor", "--repair")
    assert (ran.status, ran.err) == (0, "")
    assert "no progress" in " ".join(ran.out.split())
    assert not (tmp_path / "data" / "progress.db").exists()


def test_a_problem_is_reported_and_left_until_a_repair_is_asked_for(attache: Attache, data: Path) -> None:
    spoil(data)
    for _ in range(2):
        ran = attache("doctor")
        assert ran.status == 1
        assert "PROBLEM  The state of one card differs" in ran.out
        assert ran.out.endswith("type: attache doctor --repair\n")
    ran = attache("doctor", "--repair")
    (copy,) = (data / "backups").iterdir()
    assert ran.status == 0
    assert ran.out.endswith(f"Repaired. A backup from before the repair is at {copy}.\n")
    assert "PROBLEM" not in ran.out
    assert attache("doctor").status == 0


def test_while_the_window_is_open_nothing_is_repaired(attache: Attache, data: Path) -> None:
    spoil(data)
    lock = claim(data)
    assert lock is not None
    ran = attache("doctor", "--repair")
    assert (ran.status, ran.out) == (2, "")
    assert "is using the folder" in ran.err
    assert "nothing was repaired" in " ".join(ran.err.split())
    assert not (data / "backups").exists()
    assert attache("doctor").status == 1
    lock.release()
    assert attache("doctor", "--repair").status == 0
    assert claim(data) is not None  # given back


def test_json_of_findings(attache: Attache, data: Path) -> None:
    spoil(data)
    ran = attache("doctor", "--json")
    found = ran.json()
    assert ran.status == 1
    assert list(found) == ["library", "progress"]
    assert found["library"][0]["severity"] == "ok"
    (problem,) = [each for each in found["progress"] if each["severity"] == "problem"]
    assert problem == {
        "rule": "states",
        "severity": "problem",
        "message": "The state of one card differs from what the log says.",
        "repairable": True,
        "mendable": True,
    }
    assert attache("doctor", "--repair", "--json").status == 0


def test_a_damaged_file_is_found_not_raised(attache: Attache, data: Path) -> None:
    attache("backup")
    (copy,) = (data / "backups").iterdir()
    (data / "progress.db").write_text("no database")
    ran = attache("doctor", "--repair")
    assert (ran.status, ran.err) == (1, "")
    assert f"attache restore {copy.name}" in " ".join(ran.out.split())
