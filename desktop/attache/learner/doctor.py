"""Checks both files: the library and the progress file.

The states of cards are checked against the log, and the log against its row numbers and checksums.  A card
that this library lacks keeps its history in case it comes back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from attache.base.clock import Clock, Zone, local_offset
from attache.base.database import connect, version_words
from attache.base.faults import Damaged, Foreign, OtherJournal, StorageError, TooNew, Vanished, faults_of
from attache.base.identity import random_id
from attache.base.ids import public
from attache.base.storage import recognise
from attache.base.watch import UNWATCHED, Watch
from attache.learner import tally
from attache.learner.backups import Backups
from attache.learner.checksum import VERSION
from attache.learner.findings import Examination, Finding, Severity, counted, rows_words
from attache.learner.log import CardState, Row
from attache.learner.salvage import readable_rows
from attache.learner.schema import LAYOUT
from attache.learner.settings import Settings
from attache.learner.store import Store
from attache.learner.symptoms import (
    IMPOSSIBLE,
    Proof,
    bad_settings,
    damage_to,
    integrity,
    miscounting,
    missing_rows,
    prove,
    unknown_acts,
)
from attache.learner.validity import invalid_rows
from attache.library.recognition import address, faults_in, recognise_library
from attache.study.days import date_of
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import NEW
from attache.study.settings import StudySettings

_DAY = 86_400_000
_NAMED = 3
"""The most changed rows that a message names."""
_TABLES: Mapping[str, str] = {
    "bookmark": "the bookmarks", "note": "the notes", "lookup": "the recently viewed entries",
    "lookup_clear": "the recently viewed entries", "setting": "the settings", "device": "the machines",
    "card_state": "the states of cards", "section_read": "the sections read",
    "reading_place": "the places where reading stopped", "quiz": "the quizzes",
    "confusion": "the entries that were confused",
}  # fmt: skip
"""What the rows of a table are, in words."""
_OLD_BACKUP = 7
"""Days after which a backup is old, as one is made on every day on which the program runs."""


def examine(
    progress: Path, library: Path, clock: Clock, zone: Zone = local_offset, watch: Watch = UNWATCHED
) -> Examination:
    """Check a progress file, which need not exist, and a library file.

    Problems are returned as findings.  Raises StorageError only if a file cannot be read (for example
    because it is locked), and GivenUp if ``watch`` cancels.
    """
    first, second = watch.parts(1, 15)
    of_library = tuple(_library(library, first))
    sound = all(each.severity is not Severity.PROBLEM for each in of_library)
    of_progress = tuple(_progress(progress, library if sound else None, clock, zone, second))
    watch.report(1, 1)
    return Examination(of_library, of_progress)


# The library


def _library(path: Path, watch: Watch) -> Iterator[Finding]:
    """Look at the library file."""
    fault = _library_fault(path, watch)
    if fault:
        yield Finding("library-file", Severity.PROBLEM, fault)
    else:
        yield Finding("library-file", Severity.OK, f"The library {path} is intact.")


def _library_fault(path: Path, watch: Watch) -> str:
    """Return what is wrong with the library file, "" if nothing is."""
    again = "Install Attaché again; in a working copy, remove the file: it is compiled again."
    try:
        recognise_library(path)
        with faults_in(path), closing(sqlite3.connect(address(path), uri=True)) as connection:
            wrong = integrity(connection, watch)
            if not wrong and connection.execute("PRAGMA foreign_key_check").fetchone():
                wrong = "some rows refer to rows that do not exist"
    except StorageError as fault:
        return f"{fault.what} {again}"
    return f"The library {path} is damaged: {wrong}. {again}" if wrong else ""


# The progress file


def _progress(path: Path, library: Path | None, clock: Clock, zone: Zone, watch: Watch) -> Iterator[Finding]:
    """Look at the progress file; of a damaged one only those rows of the log that can still be read."""
    backups = Backups(path, clock)
    checking, opening, reading, proving, previewing = watch.parts(3, 1, 1, 10, 3)
    try:
        wrong = damage_to(path, checking)
        if not wrong and recognise(path, LAYOUT) is None:
            yield Finding("progress-file", Severity.OK, f"There is no progress in {path.parent} yet.")
            return
    except (Foreign, OtherJournal, TooNew, Vanished) as fault:
        yield Finding("progress-file", Severity.PROBLEM, _unusable(path, fault.what, backups, previewing))
        return
    if wrong:
        yield from _remains(path, wrong, backups, previewing)
        return
    yield Finding("progress-file", Severity.OK, f"The progress file {path} is intact.")
    store = Store(path, LAYOUT, clock, random_id, zone, library, opening)
    try:
        with store.reading() as connection:
            connection.execute("BEGIN")  # what the window writes meanwhile would look like a fault
            with reading.statements(connection):
                yield from _layout(connection)
                yield from _rows(connection)
                yield _values(connection)
            yield from _proof(connection, Settings(store).read(), proving)
            if library is not None:
                yield from _strangers(connection)
                yield _counts(connection)
            yield from _future(connection, clock())
            yield from _settings(connection)
            yield _backups(backups, clock(), connection, previewing)
    finally:
        store.close()


def _remains(path: Path, wrong: str, backups: Backups, watch: Watch) -> Iterator[Finding]:
    """Look at what can still be read of a damaged file."""
    rows: list[Row] = []
    is_readable = False
    with suppress(Damaged), faults_of(LAYOUT.name, path), closing(connect(path, "ro")) as connection:
        is_readable = connection.execute("SELECT count(*) FROM main.sqlite_master").fetchone()[0] > 0
        rows = readable_rows(connection, path)
    words = _unusable(path, wrong, backups, watch)
    if rows:
        words += f" {rows_words(len(rows))} of its log can still be read."
    if is_readable:
        words += " A repair keeps what can be read."
    yield Finding("progress-file", Severity.PROBLEM, words, repairable=is_readable)
    if rows:
        yield _changed([row for row in rows if not row.is_as_written or row.check_version != VERSION])


def _unusable(path: Path, wrong: str, backups: Backups, watch: Watch) -> str:
    return f"{path} cannot be used: {wrong.rstrip('.')}. {_way_back(backups, watch)}"


def _way_back(backups: Backups, watch: Watch) -> str:
    """Return what to do about a file that cannot be used."""
    found = backups.newest_sound(watch)
    if found is None:
        return f"There is no intact backup in {backups.folder}."
    return f"To restore the latest intact backup, type: attache restore {found[0].path.name}"


def _layout(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look at how the file is laid out and written."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    words = f"Its file format is {version_words(version)}"
    if version > LAYOUT.version:
        words += f"; this program knows {version_words(LAYOUT.version)} and keeps what is new in it"
    yield Finding("layout", Severity.NOTE if version > LAYOUT.version else Severity.OK, f"{words}.")
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal":
        yield Finding("journal", Severity.OK, "Its journal mode is WAL.")
    else:
        words = f"Its journal mode is “{mode}” instead of WAL: its disk may not support WAL."
        yield Finding("journal", Severity.NOTE, words)


def _rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look at the rows themselves."""
    count = len(connection.execute("PRAGMA main.foreign_key_check").fetchall())
    yield counted(
        "devices", count, "Every row names the machine that wrote it.",
        "{} came from a machine that the file does not list.", repairable=True,
    )  # fmt: skip
    rows = _one(connection, "SELECT count(*) FROM review_log")
    yield counted(
        "log", _one(connection, f"SELECT count(*) {IMPOSSIBLE}"), f"All log rows are valid ({rows:,}).",
        "{} of the log cannot be valid; a repair undoes them.", repairable=True,
    )  # fmt: skip
    count = _one(
        connection,
        "SELECT count(*) FROM review_log u WHERE u.act IN ('undo', 'redo') AND NOT EXISTS"
        " (SELECT 1 FROM review_log r WHERE r.id = u.of AND r.card = u.card)",
    )
    yield counted(
        "undo", count, "Every undo refers to an existing row.",
        "{} of the log had nothing to undo or redo; they change nothing.", Severity.NOTE,
    )  # fmt: skip


def _values(connection: sqlite3.Connection) -> Finding:
    """Look for values outside the log that no program has written."""
    found = invalid_rows(connection)
    if not found:
        return Finding("values", Severity.OK, "All other rows are valid.")
    where = ", ".join(dict.fromkeys(_TABLES[table] for table in found))
    words = f"{rows_words(sum(found.values()))} had impossible values ({where}); the rest of them is used."
    return Finding("values", Severity.PROBLEM, words, repairable=True)


def _proof(connection: sqlite3.Connection, settings: StudySettings, watch: Watch) -> Iterator[Finding]:
    """Check the log against its numbers and checksums, and the states of cards against the log."""
    proof = prove(connection, Fsrs6(settings.parameters), watch)
    yield counted(
        "lost-rows", missing_rows(connection, proof.changed), "No row of the log is missing.",
        "{} of the log cannot be found: row numbers are missing. A backup may still have them.",
    )  # fmt: skip
    yield counted(
        "numbers", len(miscounting(connection, proof.changed)), "The row count of every machine is correct.",
        "{} in the list of machines had a wrong row count.", repairable=True,
    )  # fmt: skip
    yield _changed(proof.changed)
    yield counted(
        "order", proof.disordered, "The rows of each card are in chronological order.",
        "{} of the log had an earlier time than the same machine's last row about the same card.",
    )  # fmt: skip
    unknown = unknown_acts(connection)
    if unknown:
        words = f"{rows_words(unknown)} of the log came from a later version; the states of cards were"
        yield Finding("states", Severity.NOTE, f"{words} not checked.")
    else:
        yield from _states(connection, proof)


def _changed(rows: list[Row]) -> Finding:
    """Report rows whose checksum is wrong, and the cards of the first ones."""
    if not rows:
        return Finding("checksums", Severity.OK, "Every row of the log is as it was written.")
    named = [f"{public(row.card)} on {_date_words(row.day)}" for row in rows[:_NAMED]]
    more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
    words = f"{rows_words(len(rows))} of the log changed after being written: {', '.join(named)}{more}."
    return Finding("checksums", Severity.PROBLEM, f"{words} An earlier backup may have the original.")


def _date_words(day: int) -> str:
    try:
        return date_of(day).isoformat()
    except (OverflowError, TypeError):  # of a damaged file, which may hold anything
        return "an impossible date"


def _states(connection: sqlite3.Connection, proof: Proof) -> Iterator[Finding]:
    """Report whether the states of cards agree with the log."""
    orphans = sum(state == CardState(NEW) for _, state in proof.differing)
    others = len(proof.differing) - orphans
    total = _one(connection, "SELECT count(*) FROM card_state")
    cards = "The state of one card differs" if others == 1 else f"The states of {others:,} cards differ"
    if others:
        yield Finding("states", Severity.PROBLEM, f"{cards} from what the log says.", repairable=True)
    else:
        yield Finding("states", Severity.OK, f"The states of all {total:,} cards agree with the log.")
    if orphans:
        cards = "One card has" if orphans == 1 else f"{orphans:,} cards have"
        words = f"{cards} a state but no row in the log."
        yield Finding("states-without-log", Severity.PROBLEM, words, repairable=True)


def _counts(connection: sqlite3.Connection) -> Finding:
    """Compare the saved counts of started cards with the states."""
    if tally.is_wrong(connection):
        words = "The saved counts of started cards differ from the states of cards."
        return Finding("counts", Severity.PROBLEM, words, repairable=True)
    return Finding("counts", Severity.OK, "The saved counts agree with the states of cards.")


def _strangers(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look for cards that the library does not have."""
    count = _one(
        connection,
        "SELECT count(*) FROM card_state s WHERE s.phase > 0 AND NOT EXISTS"
        " (SELECT 1 FROM library.card c WHERE c.id = s.card)",
    )
    cards = "One card that was studied is" if count == 1 else f"{count:,} cards that were studied are"
    if count:
        words = f"{cards} not in this library; the history is kept."
        yield Finding("strangers", Severity.NOTE, words)
    else:
        yield Finding("strangers", Severity.OK, "Every card that was studied is in the library.")


def _future(connection: sqlite3.Connection, now: int) -> Iterator[Finding]:
    """Look for rows with a time in the future."""
    count = _one(connection, "SELECT count(*) FROM review_log WHERE at > ?", now + _DAY)
    yield counted(
        "future", count, "Nothing is dated in the future.",
        "{} of the log had a date in the future: a clock was wrong, then or now.", Severity.NOTE,
    )  # fmt: skip


def _settings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look for settings with a value that is not allowed."""
    bad = bad_settings(connection)
    if bad:
        words = f"These settings have an invalid value and are ignored: {', '.join(sorted(bad))}."
        yield Finding("settings", Severity.NOTE, words, repairable=True)
    else:
        yield Finding("settings", Severity.OK, "All settings are valid.")


def _backups(backups: Backups, now: int, connection: sqlite3.Connection, watch: Watch) -> Finding:
    """Look at the backups that there are."""
    found = backups.list()
    if not found:
        studied = _one(connection, "SELECT count(*) FROM review_log") > 0
        words = f"There is no backup in {backups.folder}; to make one, type: attache backup"
        return Finding("copies", Severity.NOTE if studied else Severity.OK, words)
    latest, age = found[0], max(now - found[0].at, 0) // _DAY
    many = "There is 1 backup" if len(found) == 1 else f"There are {len(found)} backups"
    words = f"{many} in {backups.folder}, the latest {latest.path.name}"
    try:
        backups.preview(latest.path, watch)
    except StorageError:
        return Finding(
            "copies", Severity.NOTE, f"{words}; it cannot be used. To make one, type: attache backup"
        )
    if age > _OLD_BACKUP:
        words += f", which is {age:,} days old. To make one, type: attache backup"
        return Finding("copies", Severity.NOTE, words)
    return Finding("copies", Severity.OK, f"{words}.")


def _one(connection: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(connection.execute(sql, values).fetchone()[0])
