"""Journals that lie where those of another file would be: none is played into a file that it is not of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attache.base.copies import backups_of
from attache.base.faults import Damaged
from attache.base.identity import random_id
from attache.base.journals import ENDS, INDEX, waiting
from attache.learner.backups import Backups, Reason
from attache.learner.manager import ProgressManager
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.learner.store import Store
from attache.learner.symptoms import damage_to
from tests.faults.conftest import Tries
from tests.learner.decks import plain_cards, write_library

AT = 1_783_000_000_000
"""An instant: 2 July 2026, 13:46 UTC."""

LEAVES_A_JOURNAL = """
import os, sqlite3, sys
path, mode, kind = sys.argv[1:]
connection = sqlite3.connect(path, isolation_level=None)
connection.execute(f"PRAGMA journal_mode = {mode}")
connection.execute("PRAGMA synchronous = FULL")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
if kind == "progress":
    connection.execute("INSERT INTO cache VALUES ('writes:000000009:other', '1')")
    connection.execute("UPDATE note SET text = 'of another file' || hex(randomblob(20000))")
    connection.execute("UPDATE bookmark SET marked = 0")
else:
    connection.execute("CREATE TABLE other (text)")
    connection.execute("INSERT INTO other VALUES (hex(randomblob(50000)))")
if mode == "WAL":
    connection.execute("COMMIT")
os.kill(os.getpid(), 9)
"""
"""Writes to a file, and is killed while that is in the journal (WAL) or half in the file (DELETE)."""


def learn(path: Path, text: str) -> None:
    """Keep something in a progress file."""
    with Progress.open(path, lambda: AT) as progress:
        progress.notes.write("nato", text)
        for number in range(20):
            progress.bookmarks.set(f"entry-{number}", True)


def holds(path: Path) -> tuple[str, int]:
    """Return what a progress file keeps: the note, and how many bookmarks."""
    with Progress.open(path, lambda: AT) as progress:
        return progress.notes.text("nato"), len(progress.bookmarks.all())


def journals_of_another(folder: Path, mode: str, kind: str) -> dict[str, bytes]:
    """Return the journals (end of the name → bytes) that a killed writer has left of another file."""
    other = folder / "other" / "progress.db"
    if kind == "progress":
        learn(other, "the other one")
    else:
        other.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-c", LEAVES_A_JOURNAL, other, mode, kind], check=False, timeout=60)
    found = {
        end: other.with_name(other.name + end).read_bytes()
        for end in ENDS
        if other.with_name(other.name + end).exists()
    }
    assert any(found.values()), "the writer has left something"
    shutil.rmtree(other.parent)
    return found


def lay(path: Path, journals: dict[str, bytes]) -> None:
    """Put journals beside a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for end, content in journals.items():
        path.with_name(path.name + end).write_bytes(content)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every byte of the files in a folder, but for the index of a log, which SQLite makes again."""
    return {
        each.name: each.read_bytes()
        for each in folder.iterdir()
        if each.is_file() and not each.name.endswith("-shm")
    }


def none_left(path: Path) -> bool:
    """Return whether no journal that SQLite would play lies beside a file."""
    return not waiting(path)


@pytest.fixture(scope="module", params=["WAL", "DELETE"])
def mode(request: pytest.FixtureRequest) -> str:
    """The journal mode of the other file."""
    return str(request.param)


@pytest.fixture(scope="module", params=["progress", "foreign"])
def journals(
    request: pytest.FixtureRequest, mode: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The journals of another progress file, or of a database of another program."""
    return journals_of_another(tmp_path_factory.mktemp("other"), mode, request.param)


Way = Callable[[Path, dict[str, bytes], Path], None]
"""Brings a journal and a file together: (progress file, journals, library)."""


def killed_then_swapped(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A journal was left, and a file was put in its file's place."""
    learn(path, "mine")
    lay(path, journals)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert manager.refusal is None
    manager.close()


def created(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A journal is there when a new file is started."""
    lay(path, journals)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    if manager.progress is None:
        manager.start_new_file()
    manager.close()
    learn(path, "mine")


def restored(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A journal is there when a backup is restored."""
    learn(path, "mine")
    backups = Backups(path, lambda: AT)
    backup = backups.make(Reason.MANUAL)
    assert backup is not None
    path.unlink()
    lay(path, journals)
    backups.restore(backup.path)


def restored_over_a_damaged_file(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A journal lies beside a damaged file that a backup replaces."""
    learn(path, "mine")
    backups = Backups(path, lambda: AT)
    backup = backups.make(Reason.MANUAL)
    assert backup is not None
    path.write_bytes(b"not a database at all" * 500)
    lay(path, journals)
    backups.restore(backup.path)


def beside_the_backup(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A journal lies beside the backup that is restored."""
    learn(path, "mine")
    backups = Backups(path, lambda: AT)
    backup = backups.make(Reason.MANUAL)
    assert backup is not None
    lay(backup.path, journals)
    backups.restore(backup.path)


def where_a_backup_will_be(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A journal lies where the next backup will be, and a copy replaces another one with a journal."""
    learn(path, "mine")
    backups = Backups(path, lambda: AT)
    target = backups_of(path) / "progress-2026-07-02T1346-manual.db"
    lay(target, journals)
    backup = backups.make(Reason.MANUAL)
    assert backup is not None
    assert backup.path == target
    assert none_left(target)
    copy = path.parent / "copy.db"
    copy.touch()
    lay(copy, journals)
    backups.copy_to(copy)
    for each in (backup.path, copy):
        assert none_left(each)
        assert holds(each) == ("mine", 20)


def set_aside(path: Path, journals: dict[str, bytes], library: Path) -> None:
    """A damaged file is set aside with the journal beside it, for a new file."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database at all" * 500)
    lay(path, journals)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    aside = manager.start_new_file()
    manager.close()
    assert aside is not None
    assert none_left(path)
    for end, content in journals.items():
        if end == INDEX:
            continue  # SQLite makes it again
        assert aside.with_name(aside.name + end).read_bytes() == content, "it goes with its file"
    learn(path, "mine")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a card."""
    return write_library(tmp_path_factory.mktemp("library") / "reference.db", plain_cards(1))


@pytest.mark.parametrize(
    "way",
    [
        killed_then_swapped,
        created,
        restored,
        restored_over_a_damaged_file,
        beside_the_backup,
        where_a_backup_will_be,
        set_aside,
    ],
)
def test_no_journal_is_played_into_another_file(
    way: Way, journals: dict[str, bytes], path: Path, library: Path, tries: Tries
) -> None:
    way(path, journals, library)
    assert none_left(path)
    assert holds(path) == ("mine", 20)
    tries.count("journals put aside")


@pytest.mark.parametrize("act", ["backup", "open", "check"])
def test_beside_a_file_that_may_be_open_the_journal_of_another_is_said(
    journals: dict[str, bytes], path: Path, act: str, tries: Tries
) -> None:
    learn(path, "mine")
    lay(path, journals)
    before = contents(path.parent)
    attempts: dict[str, Callable[[], object]] = {
        "backup": lambda: Backups(path, lambda: AT).make(Reason.MANUAL),
        "open": lambda: Progress.open(path, lambda: AT),
        "check": lambda: damage_to(path),
    }
    with pytest.raises(Damaged, match=r"belongs to another file|damaged"):
        attempts[act]()
    assert contents(path.parent) == before
    tries.count("journals named")


def test_an_older_journal_does_not_take_the_place_of_a_newer_file(
    path: Path, tmp_path: Path, library: Path, tries: Tries
) -> None:
    """A killed program has left its log, and a file that went on from this one elsewhere takes the name."""
    script = (
        "import os, sys; from pathlib import Path; from attache.learner.progress import Progress\n"
        "progress = Progress.open(Path(sys.argv[1]))\n"
        "progress.notes.write('nato', 'written here')\n"
        "os.kill(os.getpid(), 9)"
    )
    learn(path, "mine")
    newer = tmp_path / "newer.db"
    shutil.copyfile(path, newer)
    learn(newer, "went on elsewhere")
    subprocess.run([sys.executable, "-c", script, path], check=False, timeout=60)
    assert not none_left(path)
    newer.replace(path)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert manager.progress is not None
    assert manager.progress.notes.text("nato") == "went on elsewhere"
    manager.close()
    tries.count("journals put aside")


def test_the_journal_of_a_killed_program_is_its_own(path: Path, library: Path, tries: Tries) -> None:
    learn(path, "mine")
    for mode in ("WAL", "DELETE"):
        subprocess.run(
            [sys.executable, "-c", LEAVES_A_JOURNAL, path, mode, "progress"],
            check=False,
            timeout=60,
        )
        manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
        assert manager.progress is not None
        note = manager.progress.notes.text("nato")
        manager.close()
        if mode == "WAL":  # committed
            assert note.startswith("of another file")
            learn(path, "mine")
        else:  # taken back
            assert (note, holds(path)[1]) == ("mine", 20)
        tries.count("journals played")


WRITES_AND_DIES = """
import os, sys
from pathlib import Path
from attache.learner.progress import Progress
progress = Progress.open(Path(sys.argv[1]))
for word in sys.argv[2:]:
    progress.notes.write("nato", word)
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("between", [1, 3])
def test_a_later_journal_is_not_played_into_an_earlier_state_of_its_file(
    path: Path, library: Path, between: int, tries: Tries
) -> None:
    """A backup is copied over the file by hand after a session that was killed."""
    learn(path, "mine")
    backup = path.with_name("copied.db")
    shutil.copyfile(path, backup)
    for number in range(between):
        with Progress.open(path) as progress:
            progress.notes.write("asean", f"session {number}")
    subprocess.run([sys.executable, "-c", WRITES_AND_DIES, path, "killed"], check=False, timeout=60)
    shutil.copyfile(backup, path)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert manager.progress is not None
    assert manager.progress.notes.text("nato") == "mine"
    assert manager.progress.notes.text("asean") == ""
    manager.close()
    assert holds(path) == ("mine", 20)
    tries.count("journals put aside")


def test_however_many_sessions_are_killed_in_a_row_the_journal_is_their_file_s(
    path: Path, library: Path, tries: Tries
) -> None:
    learn(path, "mine")
    for number in range(tries.number(70, 200)):
        store = Store(path, LAYOUT, lambda: AT, random_id)  # never closed: as if it had been killed
        with store.writing() as connection:
            connection.execute("UPDATE note SET text = ? WHERE entry = 'nato'", (f"session {number}",))
        unclosed.append(store)
    manager = ProgressManager(path, library, lambda: AT, lambda _at: 0)
    assert manager.progress is not None
    assert manager.progress.notes.text("nato") == f"session {number}"
    manager.close()
    for store in unclosed:
        store.close()
    unclosed.clear()
    tries.count("sessions remembered", number + 1)


unclosed: list[Store] = []
"""Keeps the log from being written into the file until the test has ended."""
