"""Deleting all data: what goes, what stays, and that nothing is lost by accident."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.database import connect
from attache.base.faults import Damaged, StorageError
from attache.base.watch import GivenUp, Watch
from attache.learner.backups import Backups, Reason
from attache.learner.deletion import copies_of
from attache.learner.manager import ProgressManager
from attache.learner.progress import Progress
from tests.learner.conftest import SetClock

NATO = "attache:nato"


@pytest.fixture
def manager(path: Path, clock: SetClock, tmp_path: Path) -> ProgressManager:
    """The owner of a closed file with a bookmark, an earlier backup and a damaged file set aside."""
    with Progress.open(path, clock) as progress:
        progress.bookmarks.set(NATO, True)
        progress.notes.write(NATO, "Secret.")
    Backups(path, clock).make(Reason.DAILY)
    path.with_name("progress-damaged-2026-01-02T0304.db").write_bytes(b"Secret.")
    path.with_name("mine.db").write_bytes(b"Mine.")
    manager = ProgressManager(path, tmp_path / "no-library.db", clock, lambda _at: 0)
    manager.close()
    return manager


def holds(folder: Path, text: bytes) -> list[str]:
    """Return the names of the files below a folder in which a text stands."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if text in path.read_bytes()]


def is_empty(path: Path) -> bool:
    """Return whether a progress file holds nothing."""
    with Progress.open(path) as progress:
        return not progress.bookmarks.all() and not progress.notes.all()


def test_a_last_backup_is_made_and_can_be_restored(manager: ProgressManager, path: Path) -> None:
    backup = manager.delete_all(with_backups=False)
    assert backup is not None
    assert backup.reason is Reason.MANUAL, "such a backup is never thinned"
    assert is_empty(path)
    assert len(manager.backups()) == 2
    manager.restore(backup.path)
    with Progress.open(path) as progress:
        assert progress.notes.text(NATO) == "Secret."


def test_with_the_backups_nothing_is_left(manager: ProgressManager, path: Path) -> None:
    manager.backup_folder.joinpath("progress.db.new-0123abcd").write_bytes(b"Secret.")
    assert manager.delete_all(with_backups=True) is None
    assert holds(path.parent, b"Secret.") == []
    assert holds(path.parent, NATO.encode()) == []
    assert not manager.backup_folder.exists()
    assert list(copies_of(path)) == []
    assert is_empty(path)


def test_what_is_not_the_program_s_stays(manager: ProgressManager, path: Path) -> None:
    own = manager.backup_folder / "thesis.txt"
    own.write_bytes(b"Mine.")
    manager.delete_all(with_backups=True)
    assert own.read_bytes() == path.with_name("mine.db").read_bytes() == b"Mine."


def test_an_unclean_journal_goes_too(manager: ProgressManager, path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute(
            "INSERT INTO note (entry, text, changed_at, device)"
            " SELECT 'attache:asean', text, 1, device FROM note"
        )
        connection.commit()
        log = path.with_name(path.name + "-wal").read_bytes()
    path.with_name(path.name + "-wal").write_bytes(log)
    manager.delete_all(with_backups=True)
    assert holds(path.parent, b"Secret.") == []


def test_before_anything_was_done_there_is_nothing_to_back_up(path: Path, clock: SetClock) -> None:
    manager = ProgressManager(path, path.with_name("no-library.db"), clock, lambda _at: 0)
    manager.close()
    assert manager.delete_all(with_backups=False) is None
    assert manager.delete_all(with_backups=True) is None
    assert is_empty(path)


def test_a_backup_that_fails_or_is_cancelled_leaves_everything(manager: ProgressManager, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(GivenUp):
        manager.delete_all(with_backups=False, watch=Watch(cancelled=lambda: True))
    assert path.read_bytes() == before
    path.write_bytes(before[:100] + bytes(len(before) - 100))
    with pytest.raises(Damaged):
        manager.delete_all(with_backups=False)
    assert path.stat().st_size == len(before)
    assert len(manager.backups()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(manager: ProgressManager, path: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(StorageError):
        manager.delete_all(with_backups=True)
    path.parent.chmod(0o700)
    assert not is_empty(path)
