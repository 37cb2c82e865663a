"""Restoring a backup in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.base.database import version_words
from attache.base.lock import claim
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.study.memory import Rating
from tests.cli.conftest import Attache
from tests.learner.history import answer

FPDA = "attache:five-power-defence-arrangements"


@pytest.fixture
def data(tmp_path: Path, attache: Attache) -> Path:
    """A data folder, and a backup of an earlier state beside it."""
    data = tmp_path / "data"
    with Progress.open(data / "progress.db") as progress:
        progress.notes.write(FPDA, "first")
        progress.bookmarks.set(FPDA, True)
        answer(progress, "attache:fpda-duty", Rating.GOOD)
        attache("backup", str(tmp_path / "copy.db"))
        progress.notes.write(FPDA, "second")
    return data


def note(path: Path) -> str:
    """Return the one note of a file."""
    with Progress.open(path) as progress:
        return progress.notes.text(FPDA)


def test_it_says_what_the_backup_holds_and_where_the_replaced_file_is(
    attache: Attache, data: Path, tmp_path: Path
) -> None:
    ran = attache("restore", str(tmp_path / "copy.db"))
    (kept,) = (data / "backups").iterdir()
    words = " ".join(ran.out.split())
    assert (ran.status, ran.err) == (0, "")
    assert "It contains 1 answer from 20" in words
    layout = version_words(LAYOUT.version)
    assert f"1 card started, 1 bookmark, 1 note and 0 settings (file format {layout})." in words
    assert f"A backup of the replaced file is at {kept}." in words
    assert note(data / "progress.db") == "first"
    assert note(kept) == "second"


def test_a_backup_can_be_given_by_its_name_in_the_list(attache: Attache, data: Path) -> None:
    attache("backup")
    with Progress.open(data / "progress.db") as progress:
        progress.notes.write(FPDA, "third")
    listed = attache("restore")
    (copy,) = (data / "backups").iterdir()
    assert listed.status == 0
    assert copy.name in listed.out.splitlines()
    assert "1 answer from 20" in listed.out
    assert attache("restore", copy.name).status == 0
    assert note(data / "progress.db") == "second"


def test_a_damaged_backup_is_listed_as_such_and_refused(attache: Attache, data: Path) -> None:
    attache("backup")
    (copy,) = (data / "backups").iterdir()
    copy.write_text("no database")
    assert "cannot be used" in attache("restore").out
    ran = attache("restore", str(copy))
    assert (ran.status, ran.out) == (2, "")
    assert "is not a database" in ran.err
    assert note(data / "progress.db") == "second"


def test_a_damaged_file_is_set_aside(attache: Attache, data: Path, tmp_path: Path) -> None:
    (data / "progress.db").write_text("no database")
    ran = attache("restore", str(tmp_path / "copy.db"))
    (aside,) = data.glob("progress-damaged-*.db")
    assert (ran.status, ran.err) == (0, "")
    assert f"it was renamed to {aside}." in " ".join(ran.out.split())
    assert aside.read_text() == "no database"
    assert note(data / "progress.db") == "first"


def test_a_backup_can_be_restored_without_progress(attache: Attache, data: Path, tmp_path: Path) -> None:
    (data / "progress.db").unlink()
    ran = attache("restore", str(tmp_path / "copy.db"))
    assert ran.status == 0
    assert "replaced" not in ran.out
    assert note(data / "progress.db") == "first"


def test_while_the_window_is_open_nothing_is_restored(attache: Attache, data: Path, tmp_path: Path) -> None:
    lock = claim(data)
    assert lock is not None
    ran = attache("restore", str(tmp_path / "copy.db"))
    assert (ran.status, ran.out) == (2, "")
    assert "is using the folder" in ran.err
    assert note(data / "progress.db") == "second"
    lock.release()
    assert attache("restore", str(tmp_path / "copy.db")).status == 0


def test_while_another_command_has_it_open_nothing_is_restored(
    attache: Attache, data: Path, tmp_path: Path
) -> None:
    with Progress.open(data / "progress.db") as progress:
        ran = attache("restore", str(tmp_path / "copy.db"))
        assert (ran.status, ran.out) == (2, "")
        assert "Another program is using" in ran.err
        assert progress.notes.text(FPDA) == "second"


def test_without_backups_there_is_nothing_to_list(attache: Attache, tmp_path: Path) -> None:
    ran = attache("restore")
    assert (ran.status, ran.out) == (1, "")
    assert "no backup" in ran.err


def test_a_missing_backup_is_reported(attache: Attache, data: Path) -> None:
    ran = attache("restore", "nowhere.db")
    assert (ran.status, ran.out) == (2, "")
    assert "There is no backup nowhere.db. To list the backups, type: attache restore" in ran.err


def test_a_backup_without_reviews_names_no_days(attache: Attache, tmp_path: Path) -> None:
    with Progress.open(tmp_path / "bare.db") as progress:
        progress.bookmarks.set(FPDA, True)
    assert "It contains 0 answers, 0 cards started" in " ".join(
        attache("restore", str(tmp_path / "bare.db")).out.split()
    )


def test_a_backup_is_counted_as_it_is_where_no_library_can_be_read(
    attache: Attache, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Progress.open(data / "progress.db") as progress:
        progress.notes.write("attache:gone", "kept")
    attache("backup")
    assert "1 bookmark, 1 note and" in " ".join(attache("restore").out.split())
    monkeypatch.setenv("ATTACHE_LIBRARY", str(tmp_path / "none.db"))
    assert "1 bookmark, 2 notes and" in " ".join(attache("restore").out.split())
