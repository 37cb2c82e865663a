"""The manager of the progress file: backups, restoring, and damaged files, which are left as they are."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.base.copies import backups_of
from attache.base.errors import KnownError
from attache.base.faults import Damaged
from attache.base.watch import Watch
from attache.content.compile import build
from attache.learner.backups import Backups, Restored
from attache.learner.doctor import examine
from attache.learner.findings import Severity
from attache.learner.log import Act
from attache.learner.manager import Optimised, ProgressManager, WayOut
from attache.learner.progress import Progress
from attache.learner.symptoms import ImpossibleValues
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, BadSetting
from tests.content.packs import write_pack
from tests.learner.test_fit import write
from tests.study.learners import BRIEF_MEMORY, learner
from tests.ui.fixtures import SetClock

DAMAGED = b"no database" * 100
OLDER = Path(__file__).with_name("files") / "progress-1.1.db"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library."""
    folder = tmp_path_factory.mktemp("pack")
    write_pack(folder)
    build(folder, folder / "reference.db")
    return folder / "reference.db"


@pytest.fixture
def clock() -> SetClock:
    """A clock for one test."""
    return SetClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the progress file is, or will be."""
    return tmp_path / "progress.db"


Open = Callable[..., ProgressManager]


@pytest.fixture
def open_manager(file: Path, library: Path, clock: SetClock) -> Iterator[Open]:
    """Open the file as the program does at its start; what was opened is closed at the end."""
    made: list[ProgressManager] = []

    def start(ahead: int = 0) -> ProgressManager:
        """Open it where local time is so many minutes ahead of UTC."""
        made.append(ProgressManager(file, library, clock, lambda _at: ahead))
        return made[-1]

    yield start
    for manager in made:
        manager.close()


def opened(manager: ProgressManager) -> Progress:
    """Return the file that is open now; there must be one."""
    assert manager.progress is not None
    return manager.progress


def restore(manager: ProgressManager, backup: Path) -> Restored:
    """Restore a backup as the window does: the file is closed before and opened afterwards."""
    manager.close()
    try:
        return manager.restore(backup)
    finally:
        manager.open()


def flag_a_card(manager: ProgressManager) -> None:
    """Write a row of the log, so that there is something to back up."""
    progress = opened(manager)
    scheduler = Scheduler(progress.settings.read())
    progress.reviews.mark("any", Act.FLAG, progress.reviews.now(4), scheduler)


def test_a_restored_backup_is_open_afterwards(open_manager: Open, clock: SetClock) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    backup = manager.make_backup()
    assert backup is not None
    before = opened(manager)
    before.bookmarks.set("second", True)
    clock.move(hours=1)
    done = restore(manager, backup.path)
    assert opened(manager) is not before
    assert opened(manager).bookmarks.is_marked("first")
    assert done.kept is not None
    assert not opened(manager).bookmarks.is_marked("second")
    with Progress.open(done.kept) as kept:
        assert kept.bookmarks.all() == ("second", "first")
    assert manager.backup_contents(done.kept).bookmarks == 0, "the library has neither entry"
    assert manager.refusal is None


def test_what_cannot_be_restored_leaves_the_file_open(open_manager: Open, tmp_path: Path) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"x" * 4000)
    with pytest.raises(Damaged):
        restore(manager, bad)
    assert opened(manager).bookmarks.is_marked("first")
    assert manager.refusal is None


def test_a_damaged_file_stays_as_it_is_until_a_new_one_is_started(open_manager: Open, file: Path) -> None:
    file.write_bytes(DAMAGED)
    manager = open_manager()
    assert manager.progress is None
    assert isinstance(manager.refusal, Damaged)
    assert WayOut.START_NEW_FILE in manager.ways_out
    assert manager.newest_sound_backup() is None
    assert file.read_bytes() == DAMAGED
    manager.check_file()  # nothing is open that could have been replaced
    aside = manager.start_new_file()
    assert aside is not None
    manager.open()
    assert aside.read_bytes() == DAMAGED
    opened(manager).bookmarks.set("first", True)
    assert open_manager().refusal is None


def test_a_damaged_file_gives_way_to_its_backup(open_manager: Open, file: Path, clock: SetClock) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    manager.make_backup()
    manager.close()
    file.write_bytes(DAMAGED)
    again = open_manager()
    found = again.newest_sound_backup()
    assert found is not None
    clock.move(hours=1)
    done = restore(again, found[0].path)
    assert done.set_aside
    assert done.kept is not None
    assert done.kept.read_bytes() == DAMAGED
    assert opened(again).bookmarks.is_marked("first")
    assert not again.ways_out


def test_damage_that_is_noticed_while_the_file_is_open_closes_it(open_manager: Open, file: Path) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    other = Damaged("The library is damaged.", "Install it again.")
    own = Damaged(f"The progress file {file} is damaged.", "Restore a backup.")
    assert manager.fault_behind(other) is None
    assert manager.fault_behind(KnownError(f"{file} is full.")) is None
    assert manager.fault_behind(own) is own
    manager.refuse(own)
    assert manager.progress is None
    assert manager.refusal is own
    assert WayOut.START_NEW_FILE in manager.ways_out
    assert manager.fault_behind(own) is None, "nothing is open any more"


def test_maintenance_makes_one_backup_a_day_and_needs_no_history(open_manager: Open, clock: SetClock) -> None:
    manager = open_manager()
    assert not manager.back_up_daily()
    assert list(manager.backups()) == []
    flag_a_card(manager)
    made = Changes.of(ChangeKind.BACKUPS)
    for hours, changes in ((0, made), (1, Changes()), (24, made)):
        clock.move(hours=hours)
        assert manager.back_up_daily() == changes
        assert not manager.optimise(), "nothing to optimise the schedule from"
    assert len(manager.backups()) == 2
    found = manager.newest_sound_backup()
    assert found is not None
    assert found[0] == manager.backups()[0]


def test_the_day_of_a_backup_is_the_learner_s(open_manager: Open, clock: SetClock) -> None:
    manager = open_manager(120)
    flag_a_card(manager)
    clock.move(hours=13.9)  # 03:54 for the learner, and 01:54 in UTC, where the next day has started
    made = []
    for hours in (0, -12, 12.2, 1, 10, 12.9):
        clock.move(hours=hours)
        made.append(bool(manager.back_up_daily()))
    assert made == [True, False, True, False, False, True]


def test_a_long_session_is_backed_up_and_a_short_one_is_not(open_manager: Open) -> None:
    manager = open_manager()
    flag_a_card(manager)
    assert manager.back_up_session(10) == Changes()
    assert list(manager.backups()) == []
    assert manager.back_up_session(100) == Changes.of(ChangeKind.BACKUPS)
    assert len(manager.backups()) == 1


def test_no_backup_is_sound_where_they_cannot_be_read(
    open_manager: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_backups: Backups, _watch: Watch) -> None:
        raise KnownError("The backups cannot be read.", "Try again.")

    manager = open_manager()
    monkeypatch.setattr(Backups, "newest_sound", unreadable)
    assert manager.newest_sound_backup() is None


def test_maintenance_fits_where_that_is_due(open_manager: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = open_manager()
    flag_a_card(manager)
    monkeypatch.setattr(Progress, "due_for_fit", lambda _progress: True)
    manager.optimise()
    assert opened(manager).settings.read().parameters == DEFAULT_PARAMETERS, "nothing was answered yet"


def test_optimising_on_request_says_what_came_of_it(
    open_manager: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsrs_rs_python")
    manager = open_manager()
    flag_a_card(manager)
    assert manager.optimise_now() == (Optimised.TOO_FEW, Changes())
    write(opened(manager), learner(BRIEF_MEMORY, 2500))
    outcome, changes = manager.optimise_now()
    assert outcome is Optimised.BETTER
    assert changes.kinds == {ChangeKind.SETTINGS, ChangeKind.REVIEWS}
    fitted = opened(manager).settings.read().parameters
    assert fitted != DEFAULT_PARAMETERS
    assert manager.optimise_now()[0] is Optimised.NOT_BETTER
    assert opened(manager).settings.read().parameters == fitted
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert manager.optimise_now() == (Optimised.NOT_INSTALLED, Changes())


def test_parameters_can_be_given_and_states_are_computed_with_them(
    open_manager: Open, library: Path, clock: SetClock, file: Path
) -> None:
    manager = open_manager()
    flag_a_card(manager)
    history = dict(list(learner(BRIEF_MEMORY, 2500).items())[:5])
    write(opened(manager), history)
    before = opened(manager).reviews.state("card-0").memory.stability
    changes = manager.use_parameters(BRIEF_MEMORY)
    assert changes.kinds == {ChangeKind.SETTINGS, ChangeKind.REVIEWS}
    settings = opened(manager).settings.read()
    reviews = sum(len({day for day, _ in each}) - 1 for each in history.values())
    assert (settings.parameters, settings.fitted_on) == (BRIEF_MEMORY, reviews)
    assert opened(manager).reviews.state("card-0").memory.stability < before
    states = [each for each in examine(file, library, clock).progress if each.rule == "states"]
    assert [each.severity for each in states] == [Severity.OK]
    with pytest.raises(BadSetting):
        manager.use_parameters((1.0, 2.0))
    assert opened(manager).settings.read().parameters == BRIEF_MEMORY


def test_progress_is_exported_to_a_file(open_manager: Open, tmp_path: Path) -> None:
    manager = open_manager()
    assert not manager.export(tmp_path / "early.db"), "there is nothing to export yet"
    flag_a_card(manager)
    assert manager.export(tmp_path / "export.db")
    assert manager.backup_contents(tmp_path / "export.db").version
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    with pytest.raises(KnownError, match="is not a backup of progress"):
        manager.export(diary)
    assert diary.read_text() == "Dear diary"


def test_instants_are_told_in_local_time_and_in_the_learner_s_days(
    open_manager: Open, clock: SetClock
) -> None:
    manager = open_manager(120)
    assert f"{manager.local_time(clock.now):%H:%M}" == "14:00"
    day = opened(manager).now(4).day
    clock.move(hours=13.9)
    assert opened(manager).day_of(clock.now, 4) == opened(manager).now(4).day == day
    assert opened(manager).day_of(clock.now, 0) == day + 1, "where days begin at midnight"


def test_an_error_that_nobody_foresaw_is_a_bug_unless_the_file_is_damaged(
    open_manager: Open, file: Path
) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    assert manager.fault_behind(TypeError("None")) is None
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP INDEX idx_lookup_at")
    fault = manager.fault_behind(TypeError("None"))
    assert isinstance(fault, Damaged)
    assert str(file) in fault.what


def test_impossible_values_are_said_and_the_file_is_used(open_manager: Open, file: Path) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    assert manager.check_values() == Changes()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE bookmark SET changed_at = 1 << 62")
    with pytest.raises(
        ImpossibleValues, match=r"Some of your saved progress is invalid .* “Check my data” in Settings"
    ):
        manager.check_values()
    assert opened(manager).bookmarks.is_marked("first")


def test_a_large_older_file_waits_until_it_is_migrated(open_manager: Open, file: Path) -> None:
    shutil.copy(OLDER, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE ballast (a)")
        connection.execute("INSERT INTO ballast VALUES (zeroblob(?))", (2 << 20,))
    manager = open_manager()
    assert (manager.progress, manager.refusal) == (None, None)
    shares: list[float] = []
    manager.prepare_to_open(Watch(shares.append))
    assert shares[-1] == 1
    assert not manager.opens_slowly
    manager.open()
    manager.check_file()
    assert manager.refusal is None


def test_what_the_progress_page_shows_is_of_the_open_file(open_manager: Open, clock: SetClock) -> None:
    manager = open_manager()
    flag_a_card(manager)
    progress = opened(manager)
    settings = progress.settings.read()
    assert manager.report() == progress.report(progress.now(settings.day_begins), settings)
    assert manager.accuracy() == progress.accuracy(settings)


def test_both_files_are_examined(open_manager: Open, file: Path) -> None:
    manager = open_manager()
    assert (manager.file, manager.backup_folder) == (file, backups_of(file))
    opened(manager).bookmarks.set("first", True)
    found = manager.examine()
    assert not found.has_problems
    assert found.library
    assert found.progress


def test_a_damaged_file_is_repaired_while_it_is_closed(open_manager: Open, file: Path) -> None:
    manager = open_manager()
    opened(manager).notes.write("first", "kept")
    manager.close()
    with closing(sqlite3.connect(file)) as connection:
        root, size = connection.execute(
            "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'bookmark'"
        ).fetchone()
    with file.open("r+b") as written:
        written.seek((root - 1) * size)
        written.write(b"\xff" * size)
    manager.open()
    assert manager.progress is None
    aside = manager.repair()
    assert aside is not None
    assert "damaged" in aside.name
    manager.open()
    assert opened(manager).notes.text("first") == "kept"


def test_what_can_be_read_of_a_damaged_file_is_kept(open_manager: Open, file: Path) -> None:
    manager = open_manager()
    opened(manager).bookmarks.set("first", True)
    manager.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE lookup")
    again = open_manager()
    assert isinstance(again.refusal, Damaged)
    assert WayOut.REPAIR in again.ways_out
    aside = again.repair()
    assert aside is not None
    assert "damaged" in aside.name
    again.open()
    assert opened(again).bookmarks.is_marked("first")
    again.close()
    file.write_bytes(DAMAGED)
    assert WayOut.REPAIR not in open_manager().ways_out
