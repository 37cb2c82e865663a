"""While something takes long, the window goes on working, and it can be cancelled."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.changes import ChangeKind, Changes
from attache.base.paths import Places
from attache.base.watch import Watch
from attache.learner.manager import WayOut
from attache.learner.progress import Progress
from attache.study.memory import Rating
from attache.ui.shell import long_work
from attache.ui.widgets.line import Line
from tests.ui.fixtures import RESOURCES, SetClock, backups_of, discard, press_setting, show, today_of
from tests.ui.studying import learn, new_cards


class Gate:
    """Stops work in its middle, the second time that it asks, until it is cancelled or let go on."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.reached = threading.Event()
        self.thread = 0
        self._asked = 0

    def watch(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Watch:
        """Return the watch that the work gets."""

        def ask() -> bool:
            self._asked += 1
            if self._asked == 2:
                self.thread = threading.get_ident()
                self.reached.set()
                while not cancelled() and not self.opened.wait(0.01):
                    pass
            return cancelled()

        return Watch(progress, ask)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(long_work, "Watch", made.watch)
    yield made
    made.opened.set()


def labels(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def button(page: QWidget, words: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == words)


def start_backup(parts: Parts) -> None:
    parts.window.open_page("backups")
    button(backups_of(parts.window), "Back up now").click()


def start_preview(parts: Parts) -> None:
    parts.window.open_page("backups")
    backups_of(parts.window).findChildren(Line)[0].click()
    assert "Reading the backup…" in labels(backups_of(parts.window))


def start_restoring(parts: Parts) -> None:
    backup = parts.learner.backups()[0].path
    parts.window.open_page("today")
    parts.window.maintenance.restore(backup, lambda _done: pytest.fail("it was cancelled"))
    assert parts.progress is None
    assert "Your backup is being restored." in labels(today_of(parts.window))


def start_check(parts: Parts) -> None:
    parts.window.open_page("settings")
    press_setting(parts.window, "check")


def start_maintenance(parts: Parts) -> None:
    parts.window.maintenance.run()


def alive_until_cancelled(qtbot: QtBot, parts: Parts, gate: Gate, words: str) -> None:
    """See the event loop turn while work is stopped in its middle; then cancel it."""
    qtbot.waitUntil(gate.reached.is_set)
    assert gate.thread != threading.get_ident()
    assert parts.window.work.words == words
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(0)
    qtbot.waitUntil(lambda: len(ticks) > 20)
    timer.stop()
    parts.window.work_bar.cancel.click()
    assert not parts.window.work_bar.cancel.isEnabled()
    gate.opened.set()
    settle(parts.window)
    assert parts.window.work.words == ""
    assert parts.window.work_bar.isHidden()


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (start_backup, "Making a backup"),
        (start_preview, "Reading the backup"),
        (start_restoring, "Restoring the backup"),
        (start_check, "Checking for damage"),
        (start_maintenance, "Making a backup"),
    ],
)
def test_the_window_works_on_and_the_work_can_be_cancelled(
    qtbot: QtBot, parts: Parts, clock: SetClock, gate: Gate, start: Callable[[Parts], None], words: str
) -> None:
    assert parts.progress is not None
    parts.progress.bookmarks.set("attache:nato", True)
    parts.manager.make_backup()
    clock.move(hours=1)
    parts.progress.bookmarks.set("attache:asean", True)
    before = parts.learner.backups()
    start(parts)
    alive_until_cancelled(qtbot, parts, gate, words)
    assert parts.learner.backups() == before
    assert parts.progress is not None
    assert parts.progress.bookmarks.all() == ("attache:asean", "attache:nato")
    assert parts.window.message.isHidden()


def test_figures_of_progress_are_worked_out_beside_the_window(qtbot: QtBot, parts: Parts, gate: Gate) -> None:
    learn(parts.progress, new_cards(parts.progress, 1), Rating.GOOD)
    parts.learner.announce(Changes.of(ChangeKind.REVIEWS))
    parts.window.open_page("progress")
    assert labels(parts.window.pages.current) == "Calculating your statistics…"
    alive_until_cancelled(qtbot, parts, gate, "Calculating your statistics")
    button(parts.window.pages.current, "Calculate statistics").click()
    settle(parts.window)
    assert "cards you would probably recall today" in labels(parts.window.pages.current)


def large_and_unclean(file: Path) -> None:
    """Write a large progress file that was not closed: its journal is still beside it."""
    with Progress.open(file, lambda: 1_782_000_000_000) as progress:
        progress.bookmarks.set("attache:nato", True)
    with closing(sqlite3.connect(file, isolation_level=None)) as writing:
        writing.execute("PRAGMA wal_autocheckpoint = 0")
        writing.execute("UPDATE bookmark SET changed_at = changed_at + 1")
        device = writing.execute("SELECT id FROM device").fetchone()[0]
        writing.execute("INSERT INTO note VALUES ('attache:nato', ?, 1, ?)", ("x" * (17 << 20), device))
        writing.execute("PRAGMA wal_checkpoint(PASSIVE)")
        writing.execute("UPDATE note SET changed_at = 2")
        kept = {name: file.with_name(name).read_bytes() for name in (file.name, f"{file.name}-wal")}
    for name, content in kept.items():
        file.with_name(name).write_bytes(content)


@contextmanager
def opened(
    qtbot: QtBot, qapp: QApplication, library: Path, places: Places, clock: SetClock
) -> Iterator[Parts]:
    parts = build(qapp, RESOURCES, library, places, clock, lambda _at: 0)
    show(qtbot, parts.window)
    yield parts
    parts.close()
    discard(parts.window)


def test_a_large_file_that_was_not_closed_is_checked_after_the_window_is_up(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock, gate: Gate
) -> None:
    places.data.mkdir(parents=True)
    large_and_unclean(places.progress)
    before = places.progress.read_bytes()
    with opened(qtbot, qapp, library_file, places, clock) as parts:
        assert not parts.learner.is_available
        assert "being checked" in labels(today_of(parts.window))
        assert parts.window.message.isHidden()
        parts.window.commands["glossary"].trigger()
        assert parts.learner.save_note("attache:nato", "x") is not None, "nothing is saved meanwhile"
        parts.window.run_maintenance()
        alive_until_cancelled(qtbot, parts, gate, "Checking your progress")
        assert places.progress.read_bytes() == before
        assert "checking it was cancelled" in parts.window.message.text()
        parts.window.open_page("today")
        button(today_of(parts.window), "Try again").click()
        settle(parts.window)
        assert parts.window.message.text() == "Your progress file is open again."
        assert parts.progress is not None
        assert parts.progress.bookmarks.all() == ("attache:nato",)
        assert [backup.reason for backup in parts.learner.backups()] == ["daily"], "as after every start"


def test_a_large_damaged_file_that_was_not_closed_is_refused_after_the_window_is_up(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    places.data.mkdir(parents=True)
    large_and_unclean(places.progress)
    with places.progress.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_960)
    before = places.progress.read_bytes()
    with opened(qtbot, qapp, library_file, places, clock) as parts:
        parts.window.run_maintenance()
        settle(parts.window)
        assert WayOut.RESTORE in parts.learner.ways_out
        assert "damaged" in parts.window.message.text()
        assert places.progress.read_bytes() == before
        button(today_of(parts.window), "Start with a new file").click()
        settle(parts.window)
        assert parts.progress is not None


def test_closing_the_window_cancels_the_check(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock, gate: Gate
) -> None:
    places.data.mkdir(parents=True)
    large_and_unclean(places.progress)
    before = places.progress.read_bytes()
    with opened(qtbot, qapp, library_file, places, clock) as parts:
        parts.window.run_maintenance()
        qtbot.waitUntil(gate.reached.is_set)
    assert places.progress.read_bytes() == before


def test_a_check_from_settings_reports_what_it_found(parts: Parts) -> None:
    assert parts.progress is not None
    parts.progress.bookmarks.set("attache:nato", True)
    start_check(parts)
    settle(parts.window)
    assert parts.window.message.text() == "No problems were found in the library or in your progress."
    with closing(sqlite3.connect(parts.progress.path)) as connection, connection:
        connection.execute("INSERT INTO card_state VALUES ('lost', 2, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1)")
    start_check(parts)
    settle(parts.window)
    assert parts.window.message.text().startswith("Problems were found in your progress.")
