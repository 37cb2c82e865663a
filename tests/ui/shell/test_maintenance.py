"""Maintenance: background work, a file that is damaged or replaced, and a new day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.faults import Damaged
from attache.base.paths import Places
from attache.learner.progress import Progress
from attache.study.scope import ALL_CARDS
from attache.study.session import Stage
from tests.learner.proof import can_undo
from tests.ui.fixtures import RESOURCES, SetClock, discard, settings_of, show, study_of, today_of
from tests.ui.studying import asked


def begin(parts: Parts) -> None:
    parts.window.open_page("study", scope=ALL_CARDS)
    assert study_of(parts.window).session.prompt is not None


def test_a_job_that_fails_is_said(parts: Parts, places: Places, qtbot: QtBot) -> None:
    places.progress.parent.mkdir(parents=True, exist_ok=True)
    places.progress.write_bytes(b"bad" * 2000)
    parts.window.maintenance.run()
    qtbot.waitUntil(lambda: "damaged" in parts.window.message.text())
    qtbot.waitUntil(lambda: not parts.window.work.words)
    places.progress.unlink()


def test_another_day_is_noticed_when_the_window_comes_back(parts: Parts, clock: SetClock) -> None:
    window = parts.window
    window.maintenance.check_time()
    begin(parts)
    study_of(window).show_answer()
    window.commands["good"].trigger()
    window.commands["today"].trigger()

    def said() -> str:
        return " ".join(label.text() for label in today_of(window).findChildren(QLabel))

    assert "answer today (" in said()
    clock.move(hours=24)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert "answer today (" not in said()


def test_a_file_that_is_removed_while_an_entry_and_cards_were_shown_is_said_once(
    parts: Parts, places: Places
) -> None:
    window = parts.window
    window.open_entry("attache:nato")
    window.open_page("cards")
    begin(parts)
    study_of(window).show_answer()
    window.commands["good"].trigger()
    study_of(window).show_answer()
    places.progress.unlink()
    window.commands["good"].trigger()
    assert window.shown == "today"
    assert window.message.text().startswith("Another program removed the progress file")
    assert not parts.learner.is_available
    window.open_entry("attache:nato")


def large_damaged(path: Path) -> None:
    """Fill a progress file beyond what is checked at each opening, and spoil pages in its middle."""
    with Progress.open(path, lambda: 1_782_000_000_000) as progress:
        for number in range(60):
            progress.notes.write(f"entry-{number}", "x" * 40_000)
        progress.lookups.add("attache:nato")
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bookmark'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        for page in range(root - 1, root + 20):
            file.seek(page * size)
            file.write(b"\xff" * size)


def test_a_large_damaged_file_keeps_nobody_out(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    places.data.mkdir(parents=True)
    large_damaged(places.progress)
    before = places.progress.read_bytes()
    assert len(before) > 1 << 20
    parts = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
    show(qtbot, parts.window)
    assert parts.progress is None
    assert "damaged" in parts.window.message.text()
    assert "Start with a new file" in [
        each.text() for each in today_of(parts.window).findChildren(QPushButton)
    ]
    assert places.progress.read_bytes() == before
    parts.close()
    discard(parts.window)


def test_restoring_a_backup_discards_the_session(parts: Parts, clock: SetClock) -> None:
    begin(parts)
    card = asked(study_of(parts.window))
    study_of(parts.window).show_answer()
    parts.window.commands["good"].trigger()
    backup = parts.manager.make_backup()
    assert backup is not None
    for _ in range(2):
        clock.move(hours=1)
        parts.window.maintenance.restore(backup.path, lambda _done: None)
        settle(parts.window)
        assert study_of(parts.window).session.stage is Stage.START
        assert parts.progress is not None
        assert parts.progress.reviews.state(card).memory.reps == 1


def test_settings_are_there_after_the_way_back(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    places.data.mkdir(parents=True)
    places.progress.write_bytes(b"gone bad" * 100)
    parts = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
    show(qtbot, parts.window)
    parts.window.commands["settings"].trigger()
    assert "minutes" not in settings_of(parts.window).rows
    parts.window.maintenance.start_new_file(lambda _aside: None)
    settle(parts.window)
    parts.window.commands["settings"].trigger()
    assert "minutes" in settings_of(parts.window).rows
    parts.close()
    discard(parts.window)


def test_a_long_session_left_by_escape_is_backed_up(parts: Parts, qtbot: QtBot) -> None:
    parts.learner.set_settings(new_limit=0, minutes=0)
    begin(parts)
    for _ in range(55):
        study_of(parts.window).show_answer()
        parts.window.commands["easy"].trigger()
    qtbot.keyClick(study_of(parts.window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(parts.learner.backups()) == 1)


def test_redo_works_after_a_restart(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock, parts: Parts
) -> None:
    begin(parts)
    study_of(parts.window).show_answer()
    parts.window.commands["good"].trigger()
    parts.window.commands["undo"].trigger()
    assert parts.progress is not None
    assert not can_undo(parts.progress)
    parts.close()
    again = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
    show(qtbot, again.window)
    again.window.open_page("study")
    again.window.commands["redo"].trigger()
    assert again.progress is not None
    assert can_undo(again.progress)
    again.close()
    discard(again.window)


def test_undo_with_nothing_to_undo_starts_no_session(parts: Parts) -> None:
    parts.window.open_page("study")
    parts.window.commands["undo"].trigger()
    assert study_of(parts.window).session.stage is Stage.START


def test_impossible_values_are_said(parts: Parts, places: Places, qtbot: QtBot) -> None:
    parts.learner.toggle_bookmark("attache:nato")
    with closing(sqlite3.connect(places.progress)) as connection, connection:
        connection.execute("UPDATE bookmark SET changed_at = 1 << 62")
    parts.window.run_maintenance()
    qtbot.waitUntil(lambda: "Some of your saved progress is invalid" in parts.window.message.text())
    assert parts.learner.is_bookmarked("attache:nato")


def test_an_error_that_nobody_foresaw_closes_a_damaged_file(parts: Parts, places: Places) -> None:
    parts.learner.toggle_bookmark("attache:nato")
    assert not parts.learner.take_fault(TypeError("None"))
    with closing(sqlite3.connect(places.progress)) as connection:
        connection.execute("DROP INDEX idx_lookup_at")
    parts.window.report(TypeError("None"))
    assert "is damaged" in parts.window.message.text()
    assert not parts.learner.is_available


def test_a_file_that_the_first_page_cannot_read_keeps_no_window_from_opening(
    parts: Parts,
    places: Places,
    clock: SetClock,
    qapp: QApplication,
    library_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise TypeError("None")

    parts.learner.toggle_bookmark("attache:nato")
    parts.close()
    monkeypatch.setattr("attache.learner.workload.Workload.overview", broken)
    with closing(sqlite3.connect(places.progress)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'idx_review_log_day'")
        connection.commit()
    content = places.progress.read_bytes()
    again = build(qapp, RESOURCES, library_file, places, clock)
    assert isinstance(again.manager.refusal, Damaged)
    settle(again.window)
    assert any("cannot be used" in each.text() for each in today_of(again.window).findChildren(QLabel))
    assert places.progress.read_bytes() == content
    again.close()
    discard(again.window)
