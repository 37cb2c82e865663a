"""Bits that change in a progress file or in a backup: what is not sound is neither kept nor restored."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.faults import StorageError
from attache.learner.backups import Backups, Reason
from attache.learner.progress import Progress
from tests.faults.conftest import Tries

AT = 1_783_000_000_000
"""An instant: 2 July 2026, 13:46 UTC."""


@pytest.fixture
def learned(path: Path) -> Path:
    """A progress file with something in every one of a few tables and their indexes."""
    with Progress.open(path, lambda: AT) as progress:
        for number in range(150):
            progress.lookups.add(f"entry-{number}")
            progress.bookmarks.set(f"entry-{number}", True)
        progress.notes.write("nato", "x" * 5000)
    return path


def is_sound(file: Path) -> bool:
    """Ask SQLite about a file and its indexes."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Change some bits somewhere behind the header."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 8])):
        changed[chance.randrange(100, len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def test_of_a_file_that_is_not_sound_no_backup_is_made(learned: Path, tries: Tries) -> None:
    content, chance = learned.read_bytes(), random.Random(1)
    backups = Backups(learned, lambda: AT)
    for _ in range(tries.number(30, 1000)):
        learned.write_bytes(flipped(content, chance))
        sound = is_sound(learned)
        try:
            backup = backups.make(Reason.MANUAL)
        except StorageError:
            backup = None
        assert sound or backup is None
        if backup is not None:
            assert is_sound(backup.path)
            backup.path.unlink()
        tries.count("sound, backed up" if backup else "not sound, no backup")


def test_a_backup_that_is_not_sound_is_not_restored(learned: Path, tries: Tries) -> None:
    backups = Backups(learned, lambda: AT)
    backup = backups.make(Reason.MANUAL)
    assert backup is not None
    content, before, chance = backup.path.read_bytes(), learned.read_bytes(), random.Random(2)
    for _ in range(tries.number(30, 1000)):
        backup.path.write_bytes(flipped(content, chance))
        if is_sound(backup.path):
            tries.count("sound")
            continue
        assert backups.newest_sound() is None
        with pytest.raises(StorageError):
            backups.restore(backup.path)
        assert learned.read_bytes() == before
        tries.count("not sound, refused")
