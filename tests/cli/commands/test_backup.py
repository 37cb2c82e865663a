"""Backing up progress in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.learner.progress import Progress
from tests.cli.conftest import Attache


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of progress with one note."""
    with Progress.open(tmp_path / "data" / "progress.db") as progress:
        progress.notes.write("nato", "kept")
    return tmp_path / "data"


def note(path: Path) -> str:
    """Return the one note of a file."""
    with Progress.open(path) as progress:
        return progress.notes.text("nato")


def test_a_backup_goes_to_the_backup_folder_by_default(attache: Attache, data: Path) -> None:
    ran = attache("backup")
    (copy,) = (data / "backups").iterdir()
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Wrote {copy} (")
    assert copy.name.endswith("-manual.db")
    assert note(copy) == "kept"


def test_a_backup_goes_to_the_file_named_and_replaces_an_earlier_one(
    attache: Attache, data: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert attache("backup", str(copy)).status == 0
    with Progress.open(data / "progress.db") as progress:
        progress.notes.write("nato", "changed")
        assert attache("backup", str(copy)).out.startswith(f"Wrote {copy} (")
    assert note(copy) == "changed"


def test_without_progress_there_is_nothing_to_back_up(attache: Attache, tmp_path: Path) -> None:
    for words in (["backup"], ["backup", str(tmp_path / "copy.db")]):
        ran = attache(*words)
        assert (ran.status, ran.out) == (1, "")
        assert "no progress" in ran.err
    assert not (tmp_path / "copy.db").exists()


def test_what_is_not_a_backup_is_not_overwritten(attache: Attache, data: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    for target, words in (
        (diary, "is not a backup of progress"),
        (tmp_path, "is a folder, not a file"),
        (data / "progress.db", "is the progress file itself"),
    ):
        ran = attache("backup", str(target))
        assert (ran.status, ran.out) == (2, "")
        assert words in ran.err
    assert diary.read_text() == "Dear diary"


def test_an_empty_file_may_be_filled(attache: Attache, data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert attache("backup", str(tmp_path / "empty.db")).status == 0
    assert note(tmp_path / "empty.db") == "kept"


def test_a_damaged_file_is_not_backed_up(attache: Attache, data: Path) -> None:
    with (data / "progress.db").open("r+b") as file:
        file.seek(4096 * 4)
        file.write(b"\xff" * 8192)
    ran = attache("backup")
    assert (ran.status, ran.out) == (2, "")
    assert "progress.db is damaged" in ran.err
