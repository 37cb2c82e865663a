"""Problems are found and repaired exactly; sound rows are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.database import connect
from attache.base.faults import Damaged, Foreign, Locked, TooNew
from attache.learner import log
from attache.learner.backups import Backups, Reason
from attache.learner.doctor import examine
from attache.learner.findings import Examination, Finding, Severity
from attache.learner.log import Act, Row
from attache.learner.progress import Progress
from attache.learner.repair import repair
from attache.learner.schema import LAYOUT
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from tests.learner.conftest import SetClock
from tests.learner.decks import plain_cards, write_library
from tests.learner.history import answer, study
from tests.learner.proof import astray

CARDS = tuple(f"card-{number}" for number in range(12))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of twelve cards."""
    return write_library(tmp_path / "reference.db", plain_cards(len(CARDS)))


@pytest.fixture
def studied(path: Path, clock: SetClock, new_id: Callable[[], str]) -> Path:
    """A progress file with a history of all sorts of acts, and a fresh backup."""
    with Progress.open(path, clock, new_id) as progress:
        study(progress, clock, CARDS, days=20)
        scheduler = Scheduler(progress.settings.read())
        now = progress.reviews.now(4)
        progress.reviews.mark("card-0", Act.FLAG, now, scheduler)
        progress.reviews.mark("card-1", Act.SUSPEND, now, scheduler)
        progress.reviews.mark("card-2", Act.BURY, now, scheduler, now.day + 1)
        answer(progress, "card-3", Rating.AGAIN)
        progress.reviews.undo(now, scheduler)
        progress.reviews.undo(now, scheduler)
        progress.reviews.redo(now, scheduler)
        progress.settings.write(minutes=30)
        progress.notes.write("nato", "kept")
    Backups(path, clock).daily()
    return path


def change(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def add(path: Path, clock: SetClock, act: str, of: str = "") -> None:
    """Add a row to the log as the program would; the act need not be a known one."""
    with closing(sqlite3.connect(path)) as connection, connection:
        device = connection.execute("SELECT id FROM device WHERE here").fetchone()[0]
        log.add(connection, Row("added", "card-0", act, clock.now + 1000, 0, 20_000, of=of, device=device))


def table(path: Path, name: str) -> list[tuple[object, ...]]:
    """Return all that a table holds."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()


def finding(found: Examination, rule: str) -> Finding:
    """Return what one rule found in the progress file."""
    (only,) = [each for each in found.progress if each.rule == rule]
    return only


def not_ok(found: Examination) -> list[tuple[str, Severity, bool]]:
    """Return what is not as it should be."""
    return [
        (each.rule, each.severity, each.repairable)
        for each in (*found.library, *found.progress)
        if each.severity is not Severity.OK
    ]


def test_all_is_well(studied: Path, library: Path, clock: SetClock) -> None:
    before = table(studied, "card_state")
    found = examine(studied, library, clock)
    assert not_ok(found) == []
    assert not found.has_problems
    assert not found.is_repairable
    assert [each.rule for each in found.progress] == [
        "progress-file", "layout", "journal", "devices", "log", "undo", "values", "lost-rows", "numbers",
        "checksums", "order", "states", "strangers", "counts", "future", "settings", "copies",
    ]  # fmt: skip
    assert finding(found, "states").words == "The states of all 12 cards agree with the log."
    assert "2.3" in finding(found, "layout").words
    assert table(studied, "card_state") == before


def test_without_progress_all_is_well(path: Path, library: Path, clock: SetClock) -> None:
    found = examine(path, library, clock)
    assert [each.rule for each in found.progress] == ["progress-file"]
    assert not found.has_problems
    assert repair(path, clock) is None
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE card_state SET stability = stability * 1.000001 WHERE card = 'card-3'",
        "UPDATE card_state SET difficulty = 5 WHERE card = 'card-3'",
        "UPDATE card_state SET due_day = due_day + 1 WHERE card = 'card-3'",
        "UPDATE card_state SET lapses = 7 WHERE card = 'card-3'",
        "UPDATE card_state SET phase = 9 WHERE card = 'card-3'",
        "UPDATE card_state SET flagged = 2 WHERE card = 'card-0'",
        "UPDATE card_state SET buried_until = 0 WHERE card = 'card-2'",
        "DELETE FROM card_state WHERE card = 'card-3'",
    ],
)
def test_a_state_changed_by_hand_is_found_and_repaired_exactly(
    studied: Path, library: Path, clock: SetClock, statement: str
) -> None:
    before = table(studied, "card_state")
    reviews = table(studied, "review_log")
    change(studied, statement)
    found = examine(studied, library, clock)
    assert not_ok(found) == [("states", Severity.PROBLEM, True)]
    assert finding(found, "states").words == "The state of one card differs from what the log says."
    assert found.has_problems
    copy = repair(studied, clock)
    assert table(studied, "card_state") == before
    assert table(studied, "review_log") == reviews
    assert not_ok(examine(studied, library, clock)) == []
    assert copy is not None
    assert table(copy, "card_state") != before


def test_the_last_digit_of_another_machine_s_arithmetic_is_no_difference(
    studied: Path, library: Path, clock: SetClock
) -> None:
    change(studied, "UPDATE card_state SET stability = stability * (1 + 1e-14)")
    assert not_ok(examine(studied, library, clock)) == []


def test_states_of_which_the_log_knows_nothing_are_taken_away(
    studied: Path, library: Path, clock: SetClock
) -> None:
    before = table(studied, "card_state")
    change(studied, "INSERT INTO card_state SELECT 'card-99', 2, 0, 9.0, 5.0, 1, 1, 9, 0, 3, 0, 0, 0, 0, 1")
    found = examine(studied, library, clock)
    assert ("states-without-log", Severity.PROBLEM, True) in not_ok(found)
    repair(studied, clock)
    assert table(studied, "card_state") == before


def test_parameters_that_the_states_were_not_made_with_are_found(
    studied: Path, library: Path, clock: SetClock
) -> None:
    with Progress.open(studied, clock) as progress:
        parameters = progress.settings.read().parameters
        progress.settings.write(parameters=(*parameters[:8], 2.5, *parameters[9:]))
    assert "12 cards differ" in finding(examine(studied, library, clock), "states").words
    repair(studied, clock)
    assert not_ok(examine(studied, library, clock)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review_log SET rating = 9 WHERE id = '{}'",
        "UPDATE review_log SET rating = 0 WHERE id = '{}'",
        "UPDATE review_log SET phase = 0 WHERE id = '{}'",
        "UPDATE review_log SET due_day = 3 WHERE id = '{}'",
        "UPDATE review_log SET due_day = 90000 WHERE id = '{}'",
        "UPDATE review_log SET due_at = 9e18 WHERE id = '{}'",
        "UPDATE review_log SET at = 9223372036854775807 WHERE id = '{}'",
        "UPDATE review_log SET day = 9000000, due_day = 9000001 WHERE id = '{}'",
    ],
)
def test_a_row_that_cannot_be_is_undone_not_removed(
    studied: Path, library: Path, clock: SetClock, statement: str
) -> None:
    with closing(sqlite3.connect(studied)) as connection:
        (row,) = connection.execute(
            "SELECT id FROM review_log WHERE card = 'card-5' AND act = 'answer' ORDER BY at DESC LIMIT 1"
        ).fetchone()
    count = len(table(studied, "review_log"))
    change(studied, statement.format(row))
    found = examine(studied, library, clock)
    assert ("log", Severity.PROBLEM, True) in not_ok(found)
    assert finding(found, "log").words.startswith("One row of the log cannot")
    repair(studied, clock)
    # The changed row is still reported, although it no longer counts.
    problems = [each for each in not_ok(examine(studied, library, clock)) if each[1] is Severity.PROBLEM]
    problems = [each for each in problems if each[0] != "order"]  # a row with another instant is
    assert problems == [("checksums", Severity.PROBLEM, False)]
    assert len(table(studied, "review_log")) == count + 1
    with Progress.open(studied, clock) as progress:
        assert astray(progress, Scheduler(progress.settings.read())) == []


def test_a_changed_row_is_named(studied: Path, library: Path, clock: SetClock) -> None:
    change(studied, "UPDATE review_log SET took = took + 1 WHERE card = 'card-3' AND act = 'answer'")
    found = finding(examine(studied, library, clock), "checksums")
    assert (found.severity, found.repairable) == (Severity.PROBLEM, False)
    assert "card-3 on 2026-" in found.words
    assert "more" in found.words


@pytest.mark.parametrize("which", ["1", "2", "7", "(SELECT max(seq) FROM review_log)"])
def test_a_lost_row_is_noticed_wherever_it_was(
    studied: Path, library: Path, clock: SetClock, which: str
) -> None:
    change(studied, f"DELETE FROM review_log WHERE seq = {which}")
    found = examine(studied, library, clock)
    assert ("lost-rows", Severity.PROBLEM, False) in not_ok(found)
    assert finding(found, "lost-rows").words.startswith("One row of the log cannot be found")


def test_a_row_count_that_is_too_low_is_repaired(studied: Path, library: Path, clock: SetClock) -> None:
    change(studied, "UPDATE device SET last_seq = 5")
    assert not_ok(examine(studied, library, clock)) == [("numbers", Severity.PROBLEM, True)]
    repair(studied, clock)
    assert not_ok(examine(studied, library, clock)) == []
    with Progress.open(studied, clock) as progress:
        answer(progress, "card-0", Rating.GOOD)
    assert not_ok(examine(studied, library, clock)) == []


def test_an_undo_of_nothing_is_noted(studied: Path, library: Path, clock: SetClock) -> None:
    add(studied, clock, "undo", of="nothing")
    assert not_ok(examine(studied, library, clock)) == [("undo", Severity.NOTE, False)]


def test_an_unknown_machine_is_added_to_the_list(studied: Path, library: Path, clock: SetClock) -> None:
    change(studied, "UPDATE note SET device = 'elsewhere'")
    assert not_ok(examine(studied, library, clock)) == [("devices", Severity.PROBLEM, True)]
    repair(studied, clock)
    assert not_ok(examine(studied, library, clock)) == []
    assert ("elsewhere", 0, 0, 0) in table(studied, "device")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("minutes", "-3"),
        ("days_off", "[[1]]"),
        ("breaks", "[[9, 3]]"),
        ("exams", "[[1]]"),
        ("minutes", "no JSON"),
        ("spread", "null"),
    ],
)
def test_an_invalid_setting_is_repaired(
    studied: Path, library: Path, clock: SetClock, name: str, value: str
) -> None:
    change(
        studied,
        f"INSERT OR REPLACE INTO setting SELECT '{name}', '{value}', changed_at, device FROM setting",
        "INSERT INTO setting SELECT 'of a later version', '9', changed_at, device FROM setting LIMIT 1",
    )
    found = examine(studied, library, clock)
    assert not_ok(found) == [("settings", Severity.NOTE, True)]
    assert name in finding(found, "settings").words
    repair(studied, clock)
    assert not_ok(examine(studied, library, clock)) == []
    assert "of a later version" in {row[0] for row in table(studied, "setting")}


def test_cards_that_the_library_lacks_are_kept(studied: Path, library: Path, clock: SetClock) -> None:
    change(library, "UPDATE card SET id = 'another' WHERE id = 'card-4'")
    found = examine(studied, library, clock)
    assert not_ok(found) == [("strangers", Severity.NOTE, False)]
    assert finding(found, "strangers").words.startswith("One card that was studied is not")
    change(library, "UPDATE card SET id = 'one more' WHERE id = 'card-5'")
    assert "2 cards that were studied are not" in finding(examine(studied, library, clock), "strangers").words


def test_what_is_dated_in_the_future_is_noted(studied: Path, library: Path, clock: SetClock) -> None:
    clock.move(seconds=-86_400 * 5)
    assert ("future", Severity.NOTE, False) in not_ok(examine(studied, library, clock))


def test_what_a_later_version_adds_is_left_alone(studied: Path, library: Path, clock: SetClock) -> None:
    add(studied, clock, "dream")
    change(studied, f"PRAGMA user_version = {LAYOUT.version + 1}", "UPDATE note SET device = 'elsewhere'")
    found = examine(studied, library, clock)
    assert not_ok(found) == [
        ("layout", Severity.NOTE, False),
        ("devices", Severity.PROBLEM, True),
        ("states", Severity.NOTE, False),
    ]
    states = table(studied, "card_state")
    repair(studied, clock)
    assert table(studied, "card_state") == states
    assert not examine(studied, library, clock).has_problems


def test_a_journal_that_the_disk_does_not_allow_is_noted(
    studied: Path, library: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_journal(path: Path, mode: str = "rw") -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute("PRAGMA journal_mode = DELETE")
        return connection

    monkeypatch.setattr("attache.base.storage.connect", without_journal)
    found = examine(studied, library, clock).progress
    assert [each.severity for each in found if each.rule == "journal"] == [Severity.NOTE]


# Backups


def test_a_missing_backup_is_noted(studied: Path, library: Path, clock: SetClock) -> None:
    for backup in Backups(studied, clock).list():
        backup.path.unlink()
    assert not_ok(examine(studied, library, clock)) == [("copies", Severity.NOTE, False)]


def test_without_reviews_no_backup_is_needed(path: Path, library: Path, clock: SetClock) -> None:
    with Progress.open(path, clock) as progress:
        progress.bookmarks.set("nato", True)
    assert not_ok(examine(path, library, clock)) == []


def test_an_old_or_unusable_backup_is_noted(studied: Path, library: Path, clock: SetClock) -> None:
    clock.move(seconds=86_400 * 9)
    found = examine(studied, library, clock)
    assert not_ok(found) == [("copies", Severity.NOTE, False)]
    assert "9 days old" in finding(found, "copies").words
    made = Backups(studied, clock).make(Reason.MANUAL)
    assert made is not None
    made.path.write_text("spoilt")
    assert "cannot be used" in finding(examine(studied, library, clock), "copies").words


# Whole files


def test_a_damaged_file_is_a_problem_with_a_backup_to_restore(
    studied: Path, library: Path, clock: SetClock
) -> None:
    with studied.open("r+b") as file:
        file.seek(4096 * 4)
        file.write(b"\xff" * 8192)
    before = studied.read_bytes()
    found = examine(studied, library, clock)
    assert not_ok(found) == [("progress-file", Severity.PROBLEM, True)]
    assert "attache restore progress-2026-" in found.progress[0].words
    assert "of its log can still be read" in found.progress[0].words
    with pytest.raises(Damaged):
        Progress.open(studied, clock)
    assert studied.read_bytes() == before
    aside = repair(studied, clock)
    assert aside is not None
    assert aside.read_bytes() == before


def test_a_file_that_is_not_a_database_and_has_no_backup(path: Path, library: Path, clock: SetClock) -> None:
    path.parent.mkdir()
    path.write_text("Dear diary, this is no database. " * 20)
    found = examine(path, library, clock)
    assert not_ok(found) == [("progress-file", Severity.PROBLEM, False)]
    assert "There is no intact backup" in found.progress[0].words


def test_a_wrong_index_is_found(studied: Path, library: Path, clock: SetClock) -> None:
    """The quick check at every start does not look at indexes."""
    with closing(sqlite3.connect(studied)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '\"day\")', '\"took\")')"
            " WHERE name = 'idx_review_log_day'"
        )
    reviews = table(studied, "review_log")
    assert not_ok(examine(studied, library, clock)) == [("progress-file", Severity.PROBLEM, True)]
    repair(studied, clock)
    assert not_ok(examine(studied, library, clock)) == []
    assert table(studied, "review_log") == reviews


def test_a_file_that_is_held_cannot_be_looked_at(studied: Path, library: Path, clock: SetClock) -> None:
    with closing(sqlite3.connect(studied, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            examine(studied, library, clock)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "There is no library"),
        (lambda path: path.write_text("no database " * 50), "is damaged"),
        (lambda path: change(path, "PRAGMA user_version = 1"), "is of format 1"),
        (lambda path: change(path, "PRAGMA application_id = 1"), "is a database of another program"),
        (lambda path: change(path, "UPDATE card SET entry = 99"), "rows that do not exist"),
        (lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 16284), "is damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 12288), "is damaged"),
    ],
)
def test_a_library_that_is_not_sound_is_found(
    studied: Path, library: Path, clock: SetClock, spoil: Callable[[Path], object], words: str
) -> None:
    spoil(library)
    found = examine(studied, library, clock)
    assert not_ok(found) == [("library-file", Severity.PROBLEM, False)]
    assert words in found.library[0].words
    assert "strangers" not in [each.rule for each in found.progress]


def test_what_is_not_damage_is_not_called_so(studied: Path, library: Path, clock: SetClock) -> None:
    with closing(sqlite3.connect(studied, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked, match="Another program is using"):
            examine(studied, library, clock)


def test_text_that_is_no_longer_text_is_found_and_no_fault_of_the_program(
    studied: Path, library: Path, clock: SetClock
) -> None:
    change(
        studied,
        "UPDATE review_log SET card = CAST(x'ff61' AS TEXT) WHERE seq = 3",
        "UPDATE setting SET value = CAST(x'ff' AS TEXT) WHERE name = 'minutes'",
    )
    found = examine(studied, library, clock)
    assert finding(found, "checksums").severity is Severity.PROBLEM
    assert finding(found, "settings").repairable
    repair(studied, clock)
    assert [rule for rule, *_ in not_ok(examine(studied, library, clock))] == ["checksums", "strangers"]
    with Progress.open(studied, clock) as progress:
        assert progress.settings.read().minutes == 20


def test_a_changed_act_hides_no_other_damage(studied: Path, library: Path, clock: SetClock) -> None:
    change(
        studied,
        "UPDATE review_log SET act = 'flah' WHERE seq = (SELECT max(seq) FROM review_log)",
        "UPDATE review_log SET took = took + 1 WHERE seq = 3",
    )
    found = examine(studied, library, clock)
    assert finding(found, "checksums").words.startswith("2 rows")
    assert finding(found, "states").severity is Severity.NOTE


def test_an_act_that_is_not_known_can_be_undone(studied: Path, clock: SetClock) -> None:
    add(studied, clock, "flah")
    with Progress.open(studied, clock) as progress:
        scheduler = Scheduler(progress.settings.read())
        (row,) = progress.reviews.undo(progress.reviews.now(4), scheduler)
        assert row.act == "flah"
        assert astray(progress, scheduler) == []


@pytest.mark.parametrize("version", [0, 9])
def test_a_changed_version_of_the_checksum_is_found(
    studied: Path, library: Path, clock: SetClock, version: int
) -> None:
    change(studied, f"UPDATE review_log SET check_version = {version} WHERE seq = 3")
    assert finding(examine(studied, library, clock), "checksums").severity is Severity.PROBLEM
    later = f"PRAGMA user_version = {LAYOUT.version + 1}"
    change(studied, "UPDATE review_log SET check_version = 9 WHERE seq = 3", later)
    assert finding(examine(studied, library, clock), "checksums").severity is Severity.OK


def test_a_file_that_another_program_holds_is_not_called_damaged(
    studied: Path, library: Path, clock: SetClock
) -> None:
    with closing(sqlite3.connect(studied, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            examine(studied, library, clock)


def test_a_check_that_was_interrupted_says_nothing_of_damage(
    studied: Path, library: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, mode: str = "rw") -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.set_progress_handler(lambda: 1, 1)
        return connection

    monkeypatch.setattr("attache.learner.symptoms.connect", interrupted)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        examine(studied, library, clock)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tally SET begun = begun + 1 WHERE grouping = 'all'",
        "DELETE FROM tally WHERE grouping = 'theme'",
        "UPDATE card_state SET present = 0 WHERE card = 'card-3'",
        "INSERT OR REPLACE INTO cache VALUES ('introduced', '20')",
    ],
)
def test_a_wrong_count_of_cards_is_found_and_repaired(
    studied: Path, tmp_path: Path, clock: SetClock, statement: str
) -> None:
    library = write_library(tmp_path / "larger.db", plain_cards(len(CARDS) + 2))
    with Progress.open(studied, clock, library=library):
        pass
    assert finding(examine(studied, library, clock), "counts").severity is Severity.OK
    change(studied, statement)
    assert ("counts", Severity.PROBLEM, True) in not_ok(examine(studied, library, clock))
    repair(studied, clock)
    with Progress.open(studied, clock, library=library):
        pass
    assert not_ok(examine(studied, library, clock)) == []


def test_a_changed_row_of_no_day_is_named(studied: Path, library: Path, clock: SetClock) -> None:
    change(studied, "UPDATE review_log SET day = 9223372036854775807 WHERE seq = 3")
    assert "on an impossible date" in finding(examine(studied, library, clock), "checksums").words


def test_impossible_values_are_counted_by_what_they_are(
    studied: Path, library: Path, clock: SetClock
) -> None:
    change(studied, "UPDATE note SET changed_at = -1", "UPDATE setting SET changed_at = 1 << 62")
    words = finding(examine(studied, library, clock), "values").words
    assert words == "2 rows had impossible values (the notes, the settings); the rest of them is used."


def test_a_file_that_nothing_can_be_read_of_is_not_repaired(
    studied: Path, library: Path, clock: SetClock
) -> None:
    content = studied.read_bytes()
    studied.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    assert not_ok(examine(studied, library, clock)) == [("progress-file", Severity.PROBLEM, False)]
    with pytest.raises(Damaged):
        repair(studied, clock)


@pytest.mark.parametrize("statement", ["PRAGMA application_id = 7", "PRAGMA user_version = 99000"])
def test_a_file_of_another_program_or_a_later_version_is_not_repaired(
    studied: Path, library: Path, clock: SetClock, statement: str
) -> None:
    change(studied, statement)
    before = studied.read_bytes()
    assert not_ok(examine(studied, library, clock)) == [("progress-file", Severity.PROBLEM, False)]
    with pytest.raises((Foreign, TooNew)):
        repair(studied, clock)
    assert studied.read_bytes() == before
