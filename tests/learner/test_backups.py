"""Copies that make themselves, grow thinner with age, and bring everything back."""

from __future__ import annotations

import datetime
import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.errors import KnownError
from attache.base.faults import CannotOpen, Damaged, Foreign, Locked, StorageError, TooNew
from attache.learner.aside import set_aside
from attache.learner.backups import Backup, Backups, Reason, Restored, superfluous
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.learner.schema import LAYOUT
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from tests.learner.conftest import SetClock
from tests.learner.history import answer
from tests.learner.proof import can_undo

DAY = 86_400_000


@pytest.fixture
def backups(path: Path, clock: SetClock) -> Backups:
    """The copies of a file that does not exist yet."""
    return Backups(path, clock)


@pytest.fixture
def kept(path: Path, clock: SetClock) -> Path:
    """A progress file with a note, closed."""
    write(path, clock, "first")
    return path


def write(path: Path, clock: SetClock, text: str) -> None:
    """Write the one note."""
    with Progress.open(path, clock) as progress:
        progress.notes.write("nato", text)


def text(path: Path, entry: str = "nato") -> str:
    """Return the one note of a file."""
    with Progress.open(path) as progress:
        return progress.notes.text(entry)


def spoil(path: Path, page: int = 4) -> None:
    """Overwrite pages of a file beyond its first."""
    with path.open("r+b") as file:
        file.seek(4096 * page)
        file.write(b"\xff" * 8192)


def names(folder: Path) -> list[str]:
    """Return the names of what is in a folder."""
    return sorted(each.name for each in folder.iterdir())


# Making


def test_where_there_is_nothing_there_is_nothing_to_copy(backups: Backups, path: Path) -> None:
    assert backups.daily() is None
    assert backups.after_session(50) is None
    assert backups.make(Reason.MANUAL) is None
    assert not backups.copy_to(path.with_name("copy.db"))
    assert backups.newest_sound() is None
    assert backups.list() == []
    assert not path.parent.exists()


def test_a_copy_a_day(backups: Backups, kept: Path, clock: SetClock) -> None:
    first = backups.daily()
    assert first is not None
    assert first.path == kept.parent / "backups" / "progress-2026-07-02T1346-daily.db"
    assert (first.at, first.reason) == (clock.now // 60_000 * 60_000, Reason.DAILY)
    assert first.size == first.path.stat().st_size > 0
    clock.move(seconds=3600)
    assert backups.daily() is None
    clock.move(seconds=86_400)
    assert backups.daily() is not None
    assert [each.path.name for each in backups.list()] == [
        "progress-2026-07-03T1446-daily.db",
        "progress-2026-07-02T1346-daily.db",
    ]


def test_a_copy_dated_in_the_future_does_not_stand_in_for_today_s(
    backups: Backups, kept: Path, clock: SetClock
) -> None:
    clock.move(seconds=86_400 * 400)
    assert backups.daily() is not None
    clock.move(seconds=-86_400 * 400)
    assert backups.daily() is not None
    assert len(backups.list()) == 2


def test_a_long_session_is_backed_up(backups: Backups, kept: Path) -> None:
    assert backups.after_session(49) is None
    made = backups.after_session(50)
    assert made is not None
    assert made.reason is Reason.SESSION


@pytest.mark.parametrize(
    ("word", "reason"), [("asked", Reason.MANUAL), ("sitting", Reason.SESSION), ("mend", Reason.REPAIR)]
)
def test_backups_named_by_earlier_versions_are_listed(
    backups: Backups, kept: Path, word: str, reason: Reason
) -> None:
    made = backups.make(Reason.MANUAL)
    assert made is not None
    made.path.rename(made.path.with_name(made.path.name.replace("manual", word)))
    assert [each.reason for each in backups.list()] == [reason]


def test_a_copy_has_what_an_open_file_has_just_been_given(
    backups: Backups, path: Path, clock: SetClock
) -> None:
    with Progress.open(path, clock) as progress:
        progress.notes.write("nato", "just now")
        made = backups.make(Reason.MANUAL)
    assert made is not None
    assert text(made.path) == "just now"
    assert names(backups.folder) == [made.path.name]


def test_copies_of_one_minute_are_all_kept(backups: Backups, kept: Path, clock: SetClock) -> None:
    first = backups.make(Reason.MANUAL)
    write(kept, clock, "second")
    second = backups.make(Reason.MANUAL)
    assert first is not None
    assert second is not None
    assert backups.list() == [second, first]
    assert (text(first.path), text(second.path)) == ("first", "second")


def test_of_a_file_gone_bad_no_copy_is_made(backups: Backups, kept: Path) -> None:
    spoil(kept)
    with pytest.raises(Damaged, match=r"progress file .*progress.db is damaged"):
        backups.daily()
    assert backups.list() == []
    assert names(backups.folder) == []


def test_of_a_file_that_sqlite_cannot_even_read_no_copy_is_made(backups: Backups, kept: Path) -> None:
    spoil(kept, 0)
    with pytest.raises(Damaged, match=r"progress\.db is not a database"):
        backups.daily()
    content = bytearray(b"SQLite format 3\x00" + b"\xff" * 4000)
    content[68:72] = LAYOUT.application_id.to_bytes(4, "big")
    content[60:64] = LAYOUT.version.to_bytes(4, "big")
    kept.write_bytes(content)
    with pytest.raises(Damaged, match=r"progress\.db is (damaged|not a database)"):
        backups.daily()


def test_a_folder_that_cannot_be_created_is_reported(backups: Backups, kept: Path) -> None:
    backups.folder.write_text("in the way")
    with pytest.raises(StorageError, match="backup folder"):
        backups.make(Reason.MANUAL)


def test_an_older_file_is_listed_before_its_migration(path: Path, clock: SetClock, backups: Backups) -> None:
    write(path, clock, "from the first version")
    make_older(path)
    with Progress.open(path, clock) as progress:
        assert progress.settings.read().minutes == 20
    (found,) = backups.list()
    assert found.reason is Reason.MIGRATION
    assert backups.preview(found.path).version == "1.0"


def make_older(path: Path) -> None:
    """Take from a file what the first version did not have."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in (
            "review_log",
            "card_state",
            "setting",
            "tally",
            "cache",
            "section_read",
            "reading_place",
            "quiz",
            "confusion",
        ):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE device DROP COLUMN last_seq")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name NOT LIKE '1.0%'")
        connection.execute("PRAGMA user_version = 1000")


def test_what_is_no_copy_is_not_listed_and_not_touched(backups: Backups, kept: Path, clock: SetClock) -> None:
    backups.folder.mkdir()
    others = [
        "progress-2026-13-40T9999-daily.db",
        "progress-2026-07-02T1346-whim.db",
        "progress-2026-07-02T1346-daily.db.bak",
        "my progress-2026-07-02T1346-daily.db",
        "holiday.jpg",
    ]
    for name in others:
        (backups.folder / name).touch()
    assert backups.list() == []
    clock.move(seconds=86_400 * 3000)
    made = backups.daily()
    assert made is not None
    assert names(backups.folder) == sorted([*others, made.path.name])


def test_what_killed_processes_left_is_removed_a_day_later(
    backups: Backups, kept: Path, clock: SetClock
) -> None:
    backups.folder.mkdir()
    old = [backups.folder / "progress-x.db.new-0123abcd", kept.parent / "progress.db.new-0123abcd-journal"]
    young = kept.parent / "progress.db.new-89abcdef"
    for left in [*old, young]:
        left.touch()
        os.utime(left, (clock.now / 1000 - 100_000, clock.now / 1000 - 100_000))
    os.utime(young, (clock.now / 1000, clock.now / 1000))
    assert backups.make(Reason.MANUAL)
    assert [each.exists() for each in [*old, young]] == [False, False, True]


def test_a_copy_that_cannot_be_thinned_is_no_fault(
    backups: Backups, kept: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.folder.mkdir()
    for name in ("progress-2026-01-02T0000-daily.db", "progress-2026-01-03T0000-daily.db"):
        (backups.folder / name).touch()

    def refuse(_: Path, missing_ok: bool = False) -> None:
        if not missing_ok:
            raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert backups.make(Reason.MANUAL)
    assert len(backups.list()) == 3


# Thinning


def copy(at: int, reason: Reason = Reason.DAILY) -> Backup:
    """Return a copy that exists only in words."""
    return Backup(Path(f"{reason}-{at}"), at, reason, 1)


def after_years(step: int, days: int, reason: Reason = Reason.DAILY) -> tuple[int, list[Backup]]:
    """Make a backup at each interval (milliseconds) and thin; return the last instant and what is left."""
    held: list[Backup] = []
    now = 0
    for now in range(0, days * DAY, step):
        held.append(copy(now, reason))
        gone = set(superfluous(held, now))
        held = [each for each in held if each not in gone]
    return now, held


def test_ages_thin_what_is_made_six_times_a_day_for_three_years() -> None:
    now, held = after_years(DAY // 6, 1100)
    ages = sorted((now - each.at) / DAY for each in held)
    assert sum(age < 2 for age in ages) == 12
    assert sum(2 <= age < 14 for age in ages) in (12, 13)
    assert sum(14 <= age < 56 for age in ages) in (6, 7)
    months = [age for age in ages if age >= 56]
    assert len(months) == 24
    assert 690 < months[-1] < 800
    assert max(later - sooner for sooner, later in pairwise(ages)) < 45


def test_a_copy_before_a_migration_or_a_restoring_is_kept_for_90_days() -> None:
    held = [copy(hour * 3_600_000, Reason.RESTORE) for hour in range(24)]
    steady = [copy(day * DAY, Reason.DAILY) for day in range(20, 92, 10)]
    assert not set(held) & set(superfluous([*held, *steady[:-1]], 89 * DAY))
    assert set(held) <= set(superfluous([*held, *steady], 92 * DAY)), "the month has a later one"


def test_what_the_user_made_is_never_thinned() -> None:
    held = [copy(hour * 3_600_000, Reason.MANUAL) for hour in range(24)]
    steady = [copy(day * DAY, Reason.DAILY) for day in range(1000, 1010)]
    assert not set(superfluous([*held, *steady], 1009 * DAY)) & set(held)


def test_nothing_is_thinned_while_the_clock_may_be_wrong() -> None:
    held = [copy(day * DAY, Reason.DAILY) for day in range(31)]
    assert superfluous(held, 31 * DAY)
    ahead = 30 + 365
    for day in range(6):
        held.append(copy((ahead + day) * DAY, Reason.DAILY))
        assert superfluous(held, (ahead + day) * DAY) == [], "a clock that is wrong stays so for a while"
    assert superfluous(held[:31], 30 * DAY), "and when it is set right, what it made does not count"
    assert superfluous(held, 30 * DAY)
    held.append(copy((ahead + 6) * DAY, Reason.DAILY))
    assert superfluous(held, (ahead + 6) * DAY)


@given(st.lists(st.integers(-100 * DAY, 1500 * DAY), max_size=60), st.integers(0, 1000 * DAY))
def test_thinning_twice_takes_nothing_more_and_leaves_the_latest(times: list[int], now: int) -> None:
    held = [copy(at) for at in sorted(set(times))]
    gone = superfluous(held, now)
    left = [each for each in held if each not in gone]
    assert superfluous(left, now) == []
    assert not held or held[-1] in left


def test_thinning_removes_files(backups: Backups, kept: Path, clock: SetClock) -> None:
    for _ in range(30):
        backups.make(Reason.SESSION)
        clock.move(seconds=43_200)
    ages = [(clock.now - each.at) // DAY for each in backups.list()]
    assert len(ages) == len(names(backups.folder)) < 20
    assert ages == sorted(ages)


# Looking into


def test_what_a_copy_holds(path: Path, clock: SetClock, backups: Backups) -> None:
    with Progress.open(path, clock) as progress:
        scheduler = Scheduler(progress.settings.read())
        answer(progress, "a", Rating.GOOD)
        clock.move(seconds=86_400)
        answer(progress, "a", Rating.GOOD)
        answer(progress, "b", Rating.AGAIN)
        answer(progress, "c", Rating.EASY)
        now = progress.reviews.now(4)
        progress.reviews.undo(now, scheduler)
        progress.reviews.mark("d", Act.FLAG, now, scheduler)
        progress.bookmarks.set("nato", True)
        progress.bookmarks.set("asean", True)
        progress.bookmarks.set("asean", False)
        progress.notes.write("nato", "twelve founders")
        progress.settings.write(minutes=30)
        made = backups.make(Reason.MANUAL)
    assert made is not None
    before = made.path.read_bytes()
    holds = backups.preview(made.path)
    assert (holds.first_review, holds.last_review) == (
        datetime.date(2026, 7, 2),
        datetime.date(2026, 7, 3),
    )
    assert (holds.reviews, holds.cards_started) == (3, 2)
    assert (holds.bookmarks, holds.notes, holds.settings, holds.version) == (1, 1, 1, "2.3")
    assert made.path.read_bytes() == before
    assert names(backups.folder) == [made.path.name]


def test_a_copy_without_reviews_has_no_days(backups: Backups, kept: Path) -> None:
    holds = backups.preview(kept)
    assert (holds.first_review, holds.last_review, holds.reviews) == (None, None, 0)


def test_a_day_that_no_calendar_has_is_left_out(backups: Backups, kept: Path, clock: SetClock) -> None:
    with Progress.open(kept, clock) as progress:
        answer(progress, "a", Rating.GOOD)
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("UPDATE review_log SET day = 1000000000000")
    assert backups.preview(kept).last_review is None


@pytest.mark.parametrize(
    ("pragma", "refusal"),
    [(f"user_version = {LAYOUT.version + 1000}", TooNew), ("application_id = 7", Foreign)],
)
def test_a_copy_of_another_program_or_a_later_one_is_refused(
    backups: Backups, kept: Path, pragma: str, refusal: type[StorageError]
) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    with pytest.raises(refusal):
        backups.preview(kept)


def test_a_copy_without_its_tables_is_refused(backups: Backups, kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("DROP TABLE review_log")
    with pytest.raises(Damaged):
        backups.preview(kept)


def test_a_copy_that_is_not_there_or_damaged_is_refused(backups: Backups, kept: Path) -> None:
    with pytest.raises(CannotOpen, match="There is no progress file"):
        backups.preview(kept.with_name("none.db"))
    spoil(kept)
    with pytest.raises(Damaged):
        backups.preview(kept)


def test_the_latest_copy_that_is_sound_is_found(backups: Backups, kept: Path, clock: SetClock) -> None:
    good = backups.make(Reason.DAILY)
    clock.move(seconds=60)
    bad = backups.make(Reason.SESSION)
    assert bad is not None
    spoil(bad.path)
    assert good is not None
    assert backups.newest_sound() == (good, backups.preview(good.path))
    good.path.unlink()
    assert backups.newest_sound() is None


# Putting back


def test_a_copy_is_put_back_and_what_it_replaces_is_kept(
    backups: Backups, kept: Path, clock: SetClock
) -> None:
    made = backups.make(Reason.MANUAL)
    assert made is not None
    write(kept, clock, "second")
    done = backups.restore(made.path)
    assert (done.set_aside, done.contents.notes) == (False, 1)
    assert text(kept) == "first"
    assert done.kept is not None
    assert text(done.kept) == "second"
    assert [each.reason for each in backups.list()] == [Reason.RESTORE, Reason.MANUAL]
    backups.restore(done.kept)
    assert text(kept) == "second"
    assert names(kept.parent) == ["backups", "progress.db"]


def test_after_a_restore_no_number_of_the_log_is_used_twice(
    backups: Backups, path: Path, clock: SetClock, new_id: Callable[[], str]
) -> None:
    def answered(*cards: str) -> set[tuple[str, str, int]]:
        with Progress.open(path, clock, new_id) as progress:
            for card in cards:
                answer(progress, card, Rating.GOOD)
        with closing(sqlite3.connect(path)) as connection:
            return set(connection.execute("SELECT card, device, seq FROM review_log"))

    first = answered("card-0")
    made = backups.make(Reason.MANUAL)
    assert made is not None
    lost = answered("card-1", "card-2")
    backups.restore(made.path)
    with Progress.open(path, clock, new_id) as progress:
        assert not can_undo(progress)
        assert progress.reviews.state("card-0").memory.reps == 1
    now = answered("card-1", "card-3")
    assert first < lost
    assert first < now
    assert {row[1:] for row in lost} & {row[1:] for row in now} == {row[1:] for row in first}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT here, last_seq FROM device ORDER BY here").fetchall() == [
            (0, 1), (1, 2)
        ]  # fmt: skip


def test_where_there_is_no_file_a_copy_becomes_it(
    backups: Backups, path: Path, clock: SetClock, tmp_path: Path
) -> None:
    write(tmp_path / "elsewhere.db", clock, "from another machine")
    assert backups.restore(tmp_path / "elsewhere.db").kept is None
    assert text(path) == "from another machine"


def test_an_older_copy_is_migrated_when_it_is_opened(backups: Backups, kept: Path, clock: SetClock) -> None:
    old = kept.with_name("old.db")
    old.write_bytes(kept.read_bytes())
    make_older(old)
    assert backups.restore(old).contents.version == "1.0"
    assert text(kept, "attache:nato") == "first"
    assert backups.preview(kept).version == "2.3"


def test_what_a_journal_holds_is_restored_and_kept(
    backups: Backups, path: Path, clock: SetClock, tmp_path: Path
) -> None:
    """Both files as a killed program leaves them: what was written last is in the journal only."""
    code = (
        "import os, sys; from pathlib import Path; from attache.learner.progress import Progress\n"
        "progress = Progress.open(Path(sys.argv[1])); progress.notes.write('nato', sys.argv[2]); os._exit(0)"
    )
    for file, words in ((path, "mine"), (tmp_path / "copy.db", "theirs")):
        subprocess.run([sys.executable, "-c", code, file, words], check=True, timeout=60)
        assert file.with_name(file.name + "-wal").stat().st_size > 0
    done = backups.restore(tmp_path / "copy.db")
    assert text(path) == "theirs"
    assert done.kept is not None
    assert text(done.kept) == "mine"


@pytest.mark.parametrize("links", [True, False])
def test_a_damaged_file_is_set_aside_with_its_journal(
    backups: Backups, kept: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    spoil(kept)
    kept.with_name("progress.db-wal").write_bytes(b"what is left of a journal")
    before = kept.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links on this file system")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    done = backups.restore(made.path)
    aside = kept.with_name("progress-damaged-2026-07-02T1346.db")
    assert (done.kept, done.set_aside) == (aside, True)
    assert aside.read_bytes() == before
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"what is left of a journal"
    assert text(kept) == "first"
    assert not kept.with_name("progress.db-wal").exists()


@pytest.mark.parametrize(
    ("pragma", "word"),
    [(f"user_version = {LAYOUT.version + 1000}", "later"), ("application_id = 7", "foreign")],
)
def test_a_file_that_is_not_understood_is_set_aside_as_what_it_is(
    backups: Backups, kept: Path, pragma: str, word: str
) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    done = backups.restore(made.path)
    assert done.kept == kept.with_name(f"progress-{word}-2026-07-02T1346.db")
    assert text(kept) == "first"


def test_a_journal_whose_file_is_gone_is_not_played_into_the_copy(backups: Backups, kept: Path) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    kept.unlink()
    kept.with_name("progress.db-wal").write_bytes(b"an orphan")
    done = backups.restore(made.path)
    assert done.kept == kept.with_name("progress-left-over-2026-07-02T1346.db-wal")
    assert done.kept.read_bytes() == b"an orphan"
    assert text(kept) == "first"


def test_a_file_that_is_open_is_not_replaced(backups: Backups, kept: Path, clock: SetClock) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    with Progress.open(kept, clock) as progress:
        progress.notes.write("nato", "second")
        with pytest.raises(Locked, match="Another program is using"):
            backups.restore(made.path)
        progress.notes.write("nato", "third")
    assert text(kept) == "third"


def test_a_copy_that_is_not_sound_is_not_put_back(backups: Backups, kept: Path) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    spoil(made.path)
    before = kept.read_bytes()
    with pytest.raises(Damaged):
        backups.restore(made.path)
    assert kept.read_bytes() == before
    assert len(backups.list()) == 1


def test_the_file_itself_is_no_copy(backups: Backups, kept: Path) -> None:
    with pytest.raises(KnownError, match="the progress file itself"):
        backups.restore(kept)


def test_no_copy_is_exported_over_what_the_program_needs(backups: Backups, kept: Path) -> None:
    before = kept.read_bytes()
    with pytest.raises(KnownError, match="the progress file itself"):
        backups.export(kept)
    for own in ("-wal", "-shm", "-journal"):
        with pytest.raises(KnownError, match="for its own use"):
            backups.export(kept.with_name(kept.name + own))
    with pytest.raises(KnownError, match="for its own use"):
        backups.export(kept.with_name("attache.lock"))
    assert kept.read_bytes() == before
    assert names(kept.parent) == [kept.name]


def test_a_full_disk_leaves_everything_as_it_was(
    backups: Backups, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    before = names(backups.folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Backups, "copy_to", full)
    with pytest.raises(StorageError, match="disk is full"):
        backups.restore(made.path)
    assert names(backups.folder) == before
    assert names(kept.parent) == ["backups", "progress.db"]
    assert text(kept) == "first"


# Set aside at the start


def test_a_damaged_file_makes_way_and_is_never_overwritten(path: Path, clock: SetClock) -> None:
    path.parent.mkdir()
    for content in ("one", "two"):
        path.write_text(content)
        path.with_name("progress.db-wal").write_text(content)
        aside = set_aside(path, clock)
        assert aside is not None
        assert aside.read_text() == content
    assert names(path.parent) == [
        "progress-damaged-2026-07-02T1346-2.db",
        "progress-damaged-2026-07-02T1346-2.db-wal",
        "progress-damaged-2026-07-02T1346.db",
        "progress-damaged-2026-07-02T1346.db-wal",
    ]


def test_where_nothing_is_nothing_is_set_aside(path: Path, clock: SetClock) -> None:
    assert set_aside(path, clock) is None


KILLED = """
import os, shutil, sys
from pathlib import Path
from attache.learner.backups import Backups, Reason
from attache.learner.progress import Progress

folder, damaged = Path(sys.argv[1]), sys.argv[2] == "damaged"
clock = lambda: 1_783_000_000_000

def text(path):
    with Progress.open(path, clock) as progress:
        return progress.notes.text("nato")

def prepare(top):
    path = top / "progress.db"
    with Progress.open(path, clock) as progress:
        progress.notes.write("nato", "first")
        made = Backups(path, clock).make(Reason.MANUAL)
        progress.notes.write("nato", "second")
    if damaged:
        with path.open("r+b") as file:
            file.seek(4096 * 4)
            file.write(b"\\xff" * 8192)
        path.with_name("progress.db-wal").write_bytes(b"left")
    return path, made.path

def killed_after(lines, path, copy):
    child = os.fork()
    if child == 0:
        left = lines
        def count(frame, event, _):
            nonlocal left
            if "attache" not in frame.f_code.co_filename:
                return None
            if event == "line":
                left -= 1
                if left < 0:
                    os._exit(7)
            return count
        sys.settrace(count)
        Backups(path, clock).restore(copy)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7

lines, step, seen = 0, int(sys.argv[3]), set()
while True:
    top = folder / str(lines)
    top.mkdir()
    path, copy = prepare(top)
    before = path.read_bytes()
    killed = killed_after(lines, path, copy)
    if damaged:
        kept = [each for each in top.glob("progress*.db") if each.read_bytes() == before]
        assert kept, (lines, list(top.iterdir()))
        assert path.exists(), lines
        state = "damaged" if path.read_bytes() == before else text(path)
        wals = [each for each in top.glob("*-wal") if each.read_bytes() == b"left"]
        assert wals, lines
        assert state == "damaged" or wals[0].name != "progress.db-wal", lines
    else:
        state = text(path)
        texts = {text(each.path) for each in Backups(path, clock).list()} | {state}
        assert texts == {"first", "second"}, (lines, texts)
    seen.add(state)
    # Whatever was left lying about, the next attempt succeeds.
    Backups(path, clock).restore(copy)
    assert text(path) == "first", lines
    shutil.rmtree(top)
    if not killed:
        break
    lines += step
print(lines, *sorted(seen))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(("how", "states"), [("sound", "first second"), ("damaged", "damaged first")])
def test_a_process_killed_at_any_line_of_restoring_loses_nothing(
    tmp_path: Path, how: str, states: str, request: pytest.FixtureRequest
) -> None:
    """At every eleventh line, and at every third with ``--long``."""
    step = 3 if request.config.getoption("--long") else 11
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path, how, str(step)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines, _, seen = ran.stdout.strip().partition(" ")
    assert int(lines) > 60
    assert seen == states


def test_what_was_restored_says_where_the_rest_is(backups: Backups, kept: Path) -> None:
    made = backups.make(Reason.DAILY)
    assert made is not None
    done = backups.restore(made.path)
    assert isinstance(done, Restored)
    assert done.kept == kept.parent / "backups" / "progress-2026-07-02T1346-restore.db"
