"""A progress file that is gone, or something else in its place: no new start, and nothing is replaced."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from attache.base.copies import backups_of
from attache.base.errors import KnownError
from attache.base.faults import CannotOpen, Damaged, StorageError, Vanished
from attache.base.journals import waiting
from attache.learner.backups import Backups, Reason
from attache.learner.doctor import examine
from attache.learner.findings import Severity
from attache.learner.manager import ProgressManager, WayOut
from attache.learner.progress import Progress
from tests.faults.conftest import Tries
from tests.learner.decks import plain_cards, write_library
from tests.permissions import bound_by_permissions

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices are those of Unix")
AT = 1_783_000_000_000
"""An instant: 2 July 2026, 13:46 UTC."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a card."""
    return write_library(tmp_path / "reference.db", plain_cards(1))


def learn(path: Path) -> Path:
    """Keep something, make a backup, and return it."""
    with Progress.open(path, lambda: AT) as progress:
        progress.notes.write("nato", "mine")
    backup = Backups(path, lambda: AT).make(Reason.MANUAL)
    assert backup is not None
    return backup.path


def note(path: Path) -> str:
    """Return the note in a file."""
    with Progress.open(path, lambda: AT) as progress:
        return progress.notes.text("nato")


def empty(path: Path) -> None:
    """Leave 0 bytes."""
    path.write_bytes(b"")


def gone(path: Path) -> None:
    """Leave nothing."""
    path.unlink()


def only_a_journal(path: Path) -> None:
    """Leave a journal and no backup."""
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(b"what was written last" * 100)
    for each in backups_of(path).iterdir():
        each.unlink()


Loss = Callable[[Path], None]


@pytest.mark.parametrize("loss", [empty, gone, only_a_journal])
def test_a_loss_is_said_and_backups_are_offered(path: Path, library: Path, loss: Loss, tries: Tries) -> None:
    learn(path)
    loss(path)
    before = sorted(path.parent.rglob("*"))
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert isinstance(manager.refusal, Damaged if loss is empty else Vanished)
    assert {WayOut.RESTORE, WayOut.START_NEW_FILE} <= manager.ways_out
    with pytest.raises(StorageError):
        Progress.open(path, lambda: AT)
    found = examine(path, library, lambda: AT).progress
    assert [each.severity for each in found if each.rule == "progress-file"] == [Severity.PROBLEM]
    assert sorted(path.parent.rglob("*")) == before, "looking changes nothing"
    backup = manager.newest_sound_backup()
    if loss is only_a_journal:
        assert backup is None
        manager.start_new_file()
        manager.open()
    else:
        assert backup is not None
        manager.restore(backup[0].path)
        manager.open()
    assert manager.progress is not None
    manager.close()
    assert note(path) == ("" if loss is only_a_journal else "mine")
    assert not waiting(path)
    tries.count("losses named, backups offered")


def test_one_can_start_with_a_new_file_all_the_same(path: Path, library: Path, tries: Tries) -> None:
    backup = learn(path)
    path.unlink()
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert manager.start_new_file() is None
    manager.close()
    again = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert again.refusal is None, "and the next time it is there"
    again.close()
    assert note(backup) == "mine"
    tries.count("new starts, backups kept")


def dangling_link(path: Path) -> None:
    path.symlink_to(path.parent / "drive that is not connected" / "progress.db")


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/null")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("put", [dangling_link, link_to_a_device, pipe, folder])
def test_what_is_no_file_is_neither_opened_nor_replaced(
    path: Path, library: Path, put: Callable[[Path], None], tries: Tries
) -> None:
    backup = learn(path)
    path.unlink()
    put(path)
    before = path.lstat()
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert isinstance(manager.refusal, CannotOpen)
    assert manager.ways_out == {WayOut.OPEN_AGAIN}
    for act in (
        lambda: Progress.open(path, lambda: AT),
        lambda: Backups(path, lambda: AT).restore(backup),
        lambda: Backups(path, lambda: AT).make(Reason.MANUAL),
    ):
        with pytest.raises(KnownError):
            act()
    manager.open()
    assert isinstance(manager.refusal, CannotOpen)
    manager.close()
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert not (path.parent / "drive that is not connected").exists()
    tries.count("things left as they are")


def test_a_link_to_a_file_is_followed_and_stays(
    path: Path, tmp_path: Path, library: Path, tries: Tries
) -> None:
    real = tmp_path / "drive" / "my progress.db"
    backup = learn(real)
    path.parent.mkdir()
    path.symlink_to(real)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert manager.progress is not None
    manager.progress.notes.write("nato", "through the link")
    manager.make_backup()
    manager.close()
    manager.restore(backup)
    manager.open()
    manager.close()
    assert path.is_symlink()
    assert note(real) == "mine"
    real.write_bytes(b"not a database at all" * 500)
    damaged = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    aside = damaged.start_new_file()
    damaged.close()
    assert aside is not None
    assert aside.parent == real.parent
    assert path.is_symlink()
    assert note(real) == ""
    real.unlink()
    away = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert isinstance(away.refusal, CannotOpen)
    assert "which is not there" in away.refusal.what
    away.close()
    tries.count("links kept")


def test_backups_that_may_not_be_looked_at_are_no_sign_of_a_new_learner(path: Path, tries: Tries) -> None:
    learn(path)
    path.unlink()
    backups_of(path).chmod(0)
    try:
        with bound_by_permissions(), pytest.raises(CannotOpen, match="no permission to read"):
            Progress.open(path, lambda: AT)
    finally:
        backups_of(path).chmod(0o700)
    tries.count("losses named, backups offered")
