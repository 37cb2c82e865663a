"""Long work that is cancelled at any moment leaves every file as it was."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.copies import backups_of
from attache.base.watch import GivenUp, Watch
from attache.content.checking import check
from attache.content.compile import build
from attache.learner.backups import Backups, Reason
from attache.learner.doctor import examine
from attache.learner.fit import adopt
from attache.learner.migrations import migrations
from attache.learner.progress import Progress
from attache.learner.repair import repair
from attache.learner.schema import LAYOUT
from attache.learner.store import Store
from attache.study.fit import Fit
from attache.study.settings import DEFAULT_PARAMETERS
from tests.bench.studied import NOW, write_studied
from tests.cli.conftest import write_pack
from tests.faults.conftest import Tries

REVIEWS = 14_000
Work = Callable[[Watch], object]


def now() -> int:
    """Return the instant of all that is done here: the same minute, so that names repeat."""
    return NOW


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library, a progress file, a backup of it, and backups that will be thinned."""
    folder = tmp_path_factory.mktemp("studied")
    library, progress = write_studied(folder, 4000, REVIEWS)
    library.rename(folder / "library.db")
    progress.rename(folder / "progress.db")
    backups = Backups(folder / "progress.db", lambda: NOW - 3_600_000)
    assert backups.make(Reason.MANUAL)
    for number in (1, 2):
        old = backups_of(folder / "progress.db") / f"progress-2026-07-01T080{number}-daily.db"
        shutil.copy(folder / "progress.db", old)
    return folder


def damaged_states(file: Path) -> None:
    """Make something to repair."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE card_state SET reps = reps + 1 WHERE rowid % 3 = 0")


def broken_pages(file: Path) -> None:
    """Write over some pages in the middle of the file, among them some of the log."""
    with file.open("r+b") as written:
        for part in range(1, 8):
            written.seek(file.stat().st_size * part // 8 // 4096 * 4096)
            written.write(b"\xff" * 4096)


def left_open(file: Path) -> None:
    """Leave a journal beside the file, as a killed program does."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE card_state SET flagged = 1 WHERE rowid % 2 = 0")
        connection.commit()
        wal = file.with_name(file.name + "-wal")
        shutil.copy(wal, file.with_name("kept-wal"))
        shutil.copy(file, file.with_name("kept"))
    file.with_name("kept").replace(file)
    file.with_name("kept-wal").replace(wal)


def older(file: Path) -> None:
    """Make a large file of the layout before ids named their pack."""
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        from sqlite_utils import Database

        steps = migrations()
        names = [step.name for step in steps.pending(Database(connection))]
        steps.apply(Database(connection), stop_before=names[2])
        connection.execute("INSERT INTO device VALUES ('here', 1, 0)")
        connection.executemany(
            "INSERT INTO review_log VALUES (?, ?, 'answer', ?, 0, 20000, 3, 900, 2, 0, 20003, 0, '', 'here')",
            ((f"{n}", f"card-{n % 1500}", n) for n in range(REVIEWS)),
        )
        connection.execute(f"PRAGMA application_id = {LAYOUT.application_id}")
        connection.execute("PRAGMA user_version = 1001")
        connection.commit()


def spoilt(file: Path) -> None:
    """Write something else over the file."""
    file.write_bytes(b"gone bad" * 500)


def untouched(_file: Path) -> None:
    """Leave the file as it is."""


def adopting(folder: Path) -> Work:
    """Return the work of saving a fit; the file is closed again each time."""

    def work(watch: Watch) -> None:
        store = Store(folder / "progress.db", LAYOUT, now, iter(map(str, itertools.count())).__next__)
        try:
            adopt(store, Fit(DEFAULT_PARAMETERS, REVIEWS, (0.5, 0.4)), 20_000, watch)
        finally:
            store.close()

    return work


def backups_in(folder: Path) -> Backups:
    return Backups(folder / "progress.db", now, folder / "library.db")


def backup_in(folder: Path) -> Path:
    return backups_in(folder).list()[0].path


def opening(folder: Path) -> Work:
    return lambda watch: Progress.open(
        folder / "progress.db", now, library=folder / "library.db", watch=watch, is_alone=True
    ).close()


OPERATIONS: dict[str, tuple[Callable[[Path], None], Callable[[Path], Work]]] = {
    "backup": (untouched, lambda folder: lambda watch: backups_in(folder).make(Reason.MANUAL, watch)),
    "backup to a file": (
        untouched,
        lambda folder: lambda watch: backups_in(folder).copy_to(folder / "copy.db", watch),
    ),
    "preview": (untouched, lambda folder: lambda watch: backups_in(folder).preview(backup_in(folder), watch)),
    "restore": (untouched, lambda folder: lambda watch: backups_in(folder).restore(backup_in(folder), watch)),
    "restore over a damaged file": (
        spoilt,
        lambda folder: lambda watch: backups_in(folder).restore(backup_in(folder), watch),
    ),
    "doctor": (
        damaged_states,
        lambda folder: lambda watch: examine(folder / "progress.db", folder / "library.db", now, watch=watch),
    ),
    "repair": (damaged_states, lambda folder: lambda watch: repair(folder / "progress.db", now, watch=watch)),
    "repair of broken pages": (
        broken_pages,
        lambda folder: lambda watch: repair(folder / "progress.db", now, watch=watch),
    ),
    "opening after a kill": (left_open, opening),
    "migration": (older, opening),
    "optimising": (untouched, adopting),
}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, without journals of SQLite that are empty and their indexes."""
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }
    return {name: content for name, content in found.items() if content or not name.endswith("-wal")}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_cancelled_operation_leaves_every_byte(
    studied: Path, tmp_path: Path, operation: str, tries: Tries
) -> None:
    change, start = OPERATIONS[operation]
    folder = tmp_path / "data"
    shutil.copytree(studied, folder)
    change(folder / "progress.db")
    try_each_moment(folder, start, tries)


@pytest.mark.parametrize("operation", ["check", "build"])
def test_a_cancelled_command_of_a_pack_leaves_every_byte(
    tmp_path: Path, operation: str, tries: Tries
) -> None:
    folder = tmp_path / "data"
    build(write_pack(folder), folder / "library.db")

    def start(folder: Path) -> Work:
        if operation == "check":
            return lambda watch: check(folder, watch)
        return lambda watch: build(folder, folder / "library.db", watch)

    try_each_moment(folder, start, tries)


def try_each_moment(folder: Path, start: Callable[[Path], Work], tries: Tries) -> None:
    """Cancel work at moments spread over its length, and see each time that nothing has changed."""
    shares: list[float] = []
    asked = itertools.count()
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    start(copy)(Watch(shares.append, lambda: next(asked) < 0))
    assert shares == sorted(shares), "progress only rises"
    assert shares[-1] == pytest.approx(1)
    moments, before = next(asked), files(folder)
    number = min(tries.number(8, 300), moments)
    work = start(folder)
    for moment in range(number):
        last = moments * moment // number
        asked = itertools.count()
        with pytest.raises(GivenUp):
            work(Watch(cancelled=lambda: next(asked) >= last))  # noqa: B023
        assert files(folder) == before, f"cancelled at asking {last} of {moments}"
        tries.count("left every byte")
