"""The Backups page: what backups hold, restoring one, and a damaged file at the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.changes import ChangeKind, Changes
from attache.base.paths import Places
from attache.ui.pages.backups.page import BackupsPage
from attache.ui.widgets.line import Line
from tests.ui.fixtures import RESOURCES, SetClock, backups_of, discard, press_setting, show, today_of


def labels(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def button(page: QWidget, words: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == words)


def press(parts: Parts, pressed: QPushButton) -> None:
    """Press a button, and wait for what it has started in the background."""
    pressed.click()
    settle(parts.window)


def opened(parts: Parts) -> BackupsPage:
    parts.window.commands["settings"].trigger()
    press_setting(parts.window, "backups")
    page = backups_of(parts.window)
    assert parts.window.pages.current is page
    return page


def test_there_are_none_at_first(parts: Parts) -> None:
    assert "No backups yet" in labels(opened(parts))


def test_a_backup_is_made_opened_and_restored(parts: Parts, clock: SetClock) -> None:
    assert parts.progress is not None
    parts.progress.bookmarks.set("attache:nato", True)
    page = opened(parts)
    press(parts, button(page, "Back up now"))
    assert len(page.findChildren(Line)) == 1
    clock.move(hours=2)
    parts.progress.bookmarks.set("attache:asean", True)
    press(parts, page.findChildren(Line)[0])
    assert "1 bookmark, 0 notes" in labels(page)
    press(parts, button(page, "Restore"))
    assert parts.progress is not None
    assert parts.progress.bookmarks.all() == ("attache:nato",)
    assert "was restored" in parts.window.message.text()
    assert parts.window.shown == "today"
    assert len(opened(parts).findChildren(Line)) == 2


def test_older_backups_are_counted_below_the_latest_forty(parts: Parts) -> None:
    assert parts.progress is not None
    parts.progress.bookmarks.set("attache:nato", True)
    page = opened(parts)
    press(parts, button(page, "Back up now"))
    [made] = parts.learner.backups()
    for minute in range(42):
        made.path.with_name(f"progress-2026-01-02T10{minute:02}-manual.db").write_bytes(
            made.path.read_bytes()
        )
    page.refresh(Changes.of(ChangeKind.SETTINGS))
    settle(parts.window)
    assert len(page.findChildren(Line)) == 40
    assert f"3 older backups in the folder {made.path.parent}" in labels(page)


def test_a_backup_is_saved_as_a_file_and_restored_from_it(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.db"
    # The one thing put in place of the real one: a dialog of the system cannot be driven.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    parts.learner.toggle_bookmark("attache:nato")
    page = opened(parts)
    press(parts, button(page, "Save a backup as…"))
    assert parts.window.message.text() == f"A backup was saved as {file}."
    parts.learner.toggle_bookmark("attache:nato")
    press(parts, button(page, "Restore from file…"))
    assert "mine.db" in [line.accessibleName().split(",")[0] for line in page.findChildren(Line)]
    press(parts, button(page, "Restore"))
    assert parts.learner.bookmarks() == ("attache:nato",)
    assert "mine.db was restored" in parts.window.message.text()


def test_another_file_is_asked_for_where_one_is_no_backup(parts: Parts, tmp_path: Path) -> None:
    text = tmp_path / "README.md"
    text.write_text("Not a backup. " * 100)
    parts.window.open_page("backups", file=text)
    settle(parts.window)
    said = labels(backups_of(parts.window))
    assert "Choose another file." in said
    assert "move the file away" not in said


def test_the_outcome_is_shown_until_the_user_turns_to_another_page(parts: Parts, tmp_path: Path) -> None:
    page = opened(parts)
    page.files.save(tmp_path / "kept.db")
    settle(parts.window)
    assert parts.window.message.isVisible()
    parts.window.commands["today"].trigger()
    assert not parts.window.message.isVisible()


def test_pressing_a_backup_again_closes_it(parts: Parts) -> None:
    assert parts.progress is not None
    parts.progress.bookmarks.set("attache:nato", True)
    page = opened(parts)
    press(parts, button(page, "Back up now"))
    press(parts, page.findChildren(Line)[0])
    press(parts, page.findChildren(Line)[0])
    assert "bookmark" not in labels(page)


def test_a_backup_that_cannot_be_read_is_reported(parts: Parts) -> None:
    assert parts.progress is not None
    parts.progress.bookmarks.set("attache:nato", True)
    page = opened(parts)
    press(parts, button(page, "Back up now"))
    parts.manager.backups()[0].path.write_bytes(b"x" * 4000)
    press(parts, page.findChildren(Line)[0])
    assert "damaged" in labels(page)
    assert "Restore" not in [each.text() for each in page.findChildren(QPushButton)]


def damaged(qapp: QApplication, library: Path, places: Places, clock: SetClock, copy: bool) -> Parts:
    """Build the window on a file that has been damaged, with an earlier backup if one is wanted."""
    if copy:
        before = build(qapp, RESOURCES, library, places, clock, lambda _at: 0)
        assert before.progress is not None
        before.progress.bookmarks.set("attache:nato", True)
        before.manager.make_backup()
        before.close()
        discard(before.window)
    places.data.mkdir(parents=True, exist_ok=True)
    places.progress.write_bytes(b"gone bad" * 1000)
    return build(qapp, RESOURCES, library, places, clock, lambda _at: 0)


def test_today_offers_the_way_back_from_a_damaged_file(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    parts = damaged(qapp, library_file, places, clock, copy=True)
    show(qtbot, parts.window)
    settle(parts.window)
    assert "is intact. Contains 0 answers, 0 cards started, 1 bookmark" in labels(today_of(parts.window))
    press(parts, button(today_of(parts.window), "Restore this backup"))
    assert parts.progress is not None
    assert parts.progress.bookmarks.all() == ("attache:nato",)
    assert "renamed to progress-damaged" in parts.window.message.text()
    assert [path for path in places.data.glob("*.db") if path.read_bytes()[:8] == b"gone bad"]
    parts.close()
    discard(parts.window)


def test_without_a_backup_one_can_start_with_a_new_file_and_the_old_one_stays(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock
) -> None:
    parts = damaged(qapp, library_file, places, clock, copy=False)
    show(qtbot, parts.window)
    assert places.progress.read_bytes() == b"gone bad" * 1000
    words = [each.text() for each in today_of(parts.window).findChildren(QPushButton)]
    assert words[:2] == ["Start with a new file", "Look something up"]
    press(parts, button(today_of(parts.window), "Start with a new file"))
    assert parts.progress is not None
    assert "The old file was renamed to progress-damaged" in parts.window.message.text()
    assert "Look up and learn" in labels(today_of(parts.window))
    assert [path for path in places.data.glob("*.db") if path.read_bytes() == b"gone bad" * 1000]
    parts.close()
    discard(parts.window)
