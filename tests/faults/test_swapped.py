"""A file that something else removes, replaces or writes over while it is open, as a syncing program does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attache.base.copies import backups_of
from attache.base.faults import Replaced
from attache.base.journals import waiting
from attache.learner.manager import ProgressManager, WayOut
from attache.learner.progress import Progress
from tests.faults.conftest import Tries
from tests.learner.decks import plain_cards, write_library

AT = 1_783_000_000_000
"""An instant: 2 July 2026, 13:46 UTC."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a card."""
    return write_library(tmp_path / "reference.db", plain_cards(1))


@pytest.fixture
def other(tmp_path: Path, path: Path) -> Path:
    """The file that went on elsewhere."""
    other = tmp_path / "from elsewhere" / "progress.db"
    with Progress.open(other, lambda: AT) as progress:
        progress.notes.write("nato", "from elsewhere")
        progress.notes.write("asean", "x" * 20_000)
    return other


def manage(path: Path, library: Path) -> ProgressManager:
    """Open a file as the window does."""
    return ProgressManager(path, library, lambda: AT, lambda _at: 0)


def note(path: Path) -> str:
    """Return the note on NATO in a file."""
    with Progress.open(path, lambda: AT) as progress:
        return progress.notes.text("nato")


def rename(path: Path, other: Path) -> None:
    """Give another file the name."""
    other.replace(path)


def rename_with_its_journals(path: Path, other: Path) -> None:
    """Give another file the name, and another journal that of the journal."""
    wal = path.with_name(path.name + "-wal")
    fresh = path.with_name("fresh")
    fresh.write_bytes(b"")
    fresh.replace(wal)
    other.replace(path)


def write_over(path: Path, other: Path) -> None:
    """Write another file's bytes into the file."""
    with path.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()
        os.fsync(file.fileno())


Swap = Callable[[Path, Path], None]


@pytest.mark.parametrize("swap", [rename, rename_with_its_journals, write_over])
@pytest.mark.parametrize("writes", [0, 1, 40])
@pytest.mark.parametrize("noticed", ["write", "minute", "close"])
def test_a_file_that_is_replaced_is_noticed_and_both_are_kept(
    path: Path, other: Path, library: Path, swap: Swap, writes: int, noticed: str, tries: Tries
) -> None:
    with Progress.open(path, lambda: AT) as progress:
        progress.notes.write("nato", "mine")
    manager = manage(path, library)
    assert manager.progress is not None
    for number in range(writes):
        manager.progress.notes.write("nato", f"mine {number}")
    mine = manager.progress.notes.text("nato")
    whole = other.read_bytes()
    swap(path, other)
    if noticed == "close":
        manager.close()
    else:
        act = manager.check_file if noticed == "minute" else lambda: write(manager, "lost?")
        with pytest.raises(Replaced, match="Another program replaced") as raised:
            act()
        assert manager.fault_behind(raised.value) is raised.value
        manager.refuse(raised.value)
        assert WayOut.OPEN_AGAIN in manager.ways_out
        assert WayOut.RESTORE in manager.ways_out
        manager.close()
    assert path.read_bytes() == whole, "the file that is there now keeps every byte"
    assert not waiting(path)
    kept = [note(each) for each in backups_of(path).glob("*-replaced.db")]
    if swap is write_over:
        # What SQLite had not read before is lost; a copy that would be half of each is not kept.
        assert set(kept) <= {mine}
    else:
        assert kept == [mine]
    again = manage(path, library)
    assert again.refusal is None
    assert again.progress is not None
    assert again.progress.notes.text("nato") == "from elsewhere"
    again.close()
    tries.count("replacements noticed, both files kept")


def write(manager: ProgressManager, text: str) -> None:
    """Write a note."""
    assert manager.progress is not None
    manager.progress.notes.write("nato", text)


def test_a_file_that_is_removed_is_kept_as_a_backup(path: Path, library: Path, tries: Tries) -> None:
    manager = manage(path, library)
    write(manager, "mine")
    path.unlink()
    with pytest.raises(Replaced, match="Another program removed") as raised:
        write(manager, "lost?")
    manager.refuse(raised.value)
    manager.open()
    ways = frozenset(WayOut) - {WayOut.REPAIR}
    assert manager.ways_out == ways, "it is gone, which is no new start"
    backup = manager.newest_sound_backup()
    assert backup is not None
    manager.restore(backup[0].path)
    manager.open()
    assert manager.progress is not None
    assert manager.progress.notes.text("nato") == "mine"
    manager.close()
    tries.count("removed files restored")


def test_a_file_whose_folder_is_gone_is_said(path: Path, library: Path, tries: Tries) -> None:
    manager = manage(path, library)
    write(manager, "mine")
    shutil.rmtree(path.parent)
    with pytest.raises(Replaced, match="Another program removed"):
        write(manager, "lost?")
    manager.close()
    assert not path.parent.exists()
    tries.count("removed folders named")


def test_the_time_of_a_file_alone_is_no_reason_to_stop(path: Path, library: Path, tries: Tries) -> None:
    manager = manage(path, library)
    for number in range(20):
        write(manager, f"mine {number}")
        os.utime(path, (number, number))
    with Progress.open(path, lambda: AT) as other:
        for number in range(50):
            other.notes.write("asean", "x" * 10_000 + str(number))
    write(manager, "mine still")
    manager.close()
    assert note(path) == "mine still"
    tries.count("times changed without effect", 20)
