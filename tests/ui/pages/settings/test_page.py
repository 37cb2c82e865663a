"""The settings page: what it lists, finds, opens and does."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.base.paths import Places
from attache.learner.findings import Examination, Finding, Severity
from attache.learner.manager import ProgressManager
from attache.ui.pages.settings.data_actions import found_words
from attache.ui.pages.settings.declared import SETTINGS, Section
from attache.ui.pages.settings.page import SettingsPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import ZOOM_STEPS, Mode, Theme
from attache.ui.widgets.choice import Choice
from attache.ui.widgets.controls import Action, Number, Pick
from tests.ui.fixtures import SetClock, backups_of, part, settings_of, show

WITHOUT_PROGRESS = ["Colour theme", "Text size", "Menu bar"]
WORDS = (
    ("retention", "Desired retention"),
    ("reset", "Reset study settings"),
    ("export", "Save a backup as a file"),
    ("max reviews", "Maximum reviews per day"),
    ("new cards", "Maximum new cards per day"),
    ("day start", "Next day starts at"),
    ("optimize", "Optimise schedule (FSRS)"),
    ("optimise", "Optimise automatically"),
    ("vacation", "Days off"),
    ("dark mode", "Colour theme"),
    ("zoom", "Text size"),
    ("font size", "Text size"),
    ("fuzz", "Balance daily reviews"),
    ("steps", "Learning steps"),
    ("max interval", "Maximum interval"),
    ("leech", "Leech threshold"),
    ("backup", "Back up now"),
    ("import", "Restore from a file"),
    ("doctor", "Check my data"),
    ("history", "Clear history"),
    ("weights", "FSRS parameters"),
)
"""What users may type, and the setting that they mean."""


@pytest.fixture
def context(context: Context, places: Places, library_file: Path, clock: SetClock) -> Iterator[Context]:
    """The settings where the progress file was refused: those of the window alone."""
    places.data.mkdir(parents=True, exist_ok=True)
    refused = places.data / "refused.db"
    refused.write_bytes(b"not a database at all" * 100)
    manager = ProgressManager(refused, library_file, clock, lambda _at: 0)
    yield context._replace(learner=Learner(manager))
    manager.close()


@pytest.fixture
def bare(context: Context, qtbot: QtBot) -> SettingsPage:
    """The page without an open progress file."""
    made = SettingsPage(context)
    made.refresh(Changes())
    made.resize(800, 700)
    qtbot.addWidget(made)
    show(qtbot, made)
    return made


@pytest.fixture
def page(parts: Parts) -> SettingsPage:
    parts.window.commands["settings"].trigger()
    return settings_of(parts.window)


def in_sight(page: SettingsPage) -> list[str]:
    """Return the names of the settings shown."""
    return [row.setting.name for row in page.rows.values() if not row.isHidden()]


def headings(page: SettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel, "section") if not label.isHidden()]


def pick(page: SettingsPage, name: str) -> Choice:
    """Return the chips of a setting."""
    control = page.rows[name].control
    assert isinstance(control, Pick)
    return control.choice


def press(page: SettingsPage, name: str) -> None:
    """Press the button of a setting."""
    control = page.rows[name].control
    assert isinstance(control, Action)
    control.button.click()


def test_it_lists_every_setting_in_its_section(page: SettingsPage) -> None:
    assert in_sight(page) == [setting.name for setting in SETTINGS]
    assert headings(page) == list(Section)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    lines = {label.text() for label in page.findChildren(QLabel, "quiet")}
    assert {setting.help for setting in SETTINGS} <= lines
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_without_progress_it_lists_the_settings_of_the_window(bare: SettingsPage) -> None:
    assert in_sight(bare) == WITHOUT_PROGRESS
    assert headings(bare) == ["Appearance"]


def test_every_field_and_button_has_a_name(page: SettingsPage) -> None:
    assert page.field.accessibleName() == "Find a setting"
    for row in page.rows.values():
        sorts = (QLineEdit, QPlainTextEdit, QAbstractButton)
        fields = [field for sort in sorts for field in row.control.findChildren(sort)]
        assert fields
        assert all(each.accessibleName().startswith(row.setting.name) for each in fields)


def test_fields_and_buttons_have_one_height(page: SettingsPage) -> None:
    sizes = {page.field.height()}
    for row in page.rows.values():
        if isinstance(row.control, Number | Action):
            parts = (*row.control.findChildren(QLineEdit), *row.control.findChildren(QPushButton))
            sizes |= {each.height() for each in parts}
    assert sizes == {36}
    assert page.rows["learning_steps"].control.height() == 36


def test_what_resets_a_setting_ends_where_its_row_does(page: SettingsPage) -> None:
    row = page.rows["minutes"]
    row.show_value(30, is_default=False)
    QApplication.processEvents()
    back = row.back
    assert back.mapTo(row, back.rect().topRight()).x() == row.width() - 1
    assert back.width() - back.fontMetrics().horizontalAdvance(back.text()) <= 4


def test_the_label_of_a_setting_leads_to_its_field(page: SettingsPage) -> None:
    for row in page.rows.values():
        label = part(row, QLabel, "name")
        assert label.text() == row.setting.name
        buddy = label.buddy()
        assert isinstance(buddy, QLineEdit | QPlainTextEdit | QAbstractButton | Choice)
        assert row.control.isAncestorOf(buddy), label.text()


def test_typing_narrows_the_page(bare: SettingsPage, qtbot: QtBot) -> None:
    for typed, left in (
        ("", WITHOUT_PROGRESS),
        ("dark", ["Colour theme"]),
        ("COLOUR", ["Colour theme"]),
        ("  Text ", ["Text size"]),
        ("desktop", ["Colour theme"]),
        ("appearance", WITHOUT_PROGRESS),
        ("no such thing", []),
    ):
        qtbot.keyClicks(bare.field, typed)
        assert in_sight(bare) == left, typed
        assert headings(bare) == (["Appearance"] if left else []), typed
        nothing = [label for label in bare.findChildren(QLabel) if label.text() == "No setting matches."]
        assert [label.isVisible() for label in nothing] == [not left], typed
        bare.field.clear()
        assert in_sight(bare) == WITHOUT_PROGRESS, typed


def test_the_words_of_users_find_a_setting_on_the_page_and_in_the_palette(
    parts: Parts, page: SettingsPage, qtbot: QtBot
) -> None:
    palette = parts.window.palette_panel
    for typed, wanted in WORDS:
        page.field.setText(typed)
        assert wanted in in_sight(page), typed
        assert len(in_sight(page)) < len(SETTINGS) / 2, typed
        parts.window.commands["today"].trigger()
        palette.open()
        palette.field.setText(typed)
        offers = [str(palette.model.index(row, 0).data()) for row in range(palette.model.rowCount())]
        assert wanted in offers[:7], typed
        for _ in range(offers.index(wanted)):
            qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert parts.window.shown == "settings", typed
        row = next(row for row in page.rows.values() if row.setting.name == wanted)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert row.isAncestorOf(focus), typed
        assert not row.visibleRegion().isEmpty(), f"{typed}: it has scrolled into sight"


def test_a_setting_that_is_not_there_opens_the_page(parts: Parts) -> None:
    parts.window.open_page("settings", item="no-such-setting")
    assert settings_of(parts.window).field.hasFocus()


def test_every_choice_takes_effect_immediately(bare: SettingsPage, context: Context) -> None:
    for number, mode in enumerate((Mode.SYSTEM, Mode.LIGHT, Mode.DARK)):
        pick(bare, "theme").press(number)
        assert context.theme.mode is mode
    for number, step in enumerate(ZOOM_STEPS):
        pick(bare, "zoom").press(number)
        assert context.theme.zoom == step
    pick(bare, "menu_bar").press(1)
    assert context.machine.menu_bar
    pick(bare, "menu_bar").press(0)
    assert not context.machine.menu_bar


def test_the_page_shows_what_is_in_force(bare: SettingsPage, theme: Theme) -> None:
    def chosen() -> list[int]:
        return [pick(bare, name).at for name in ("theme", "zoom", "menu_bar")]

    assert chosen() == [1, 2, 0]
    theme.set_mode(Mode.DARK)
    theme.set_zoom(200)
    assert chosen() == [2, len(ZOOM_STEPS) - 1, 0]


def test_the_focus_goes_to_the_field_that_finds_settings(page: SettingsPage) -> None:
    page.setFocus()
    assert page.field.hasFocus()


def test_nothing_is_cut_off_at_any_size(parts: Parts, page: SettingsPage) -> None:
    for zoom, wide in product((100, 200), (620, 1000)):
        parts.theme.set_zoom(zoom)
        parts.window.resize(wide, 700)
        page.rows["minutes"].show_value(25, is_default=False)
        settle(parts.window)
        for label in page.findChildren(QLabel):
            if label.isVisible():
                where = (label.text(), zoom, wide)
                assert label.height() >= label.heightForWidth(label.width()) >= 0 or not label.wordWrap(), (
                    where
                )
                assert label.width() >= label.sizeHint().width() or label.wordWrap(), where
                right = label.mapTo(page, label.rect().topRight()).x()
                assert right <= page.width(), where


# What the buttons do


def test_backups_are_a_page_of_their_own(parts: Parts, page: SettingsPage) -> None:
    press(page, "backups")
    assert parts.window.shown == "backups"


def test_a_backup_is_made(parts: Parts, page: SettingsPage) -> None:
    press(page, "back_up")
    settle(parts.window)
    assert "no progress to back up" in parts.window.message.text()
    parts.learner.toggle_bookmark("attache:nato")
    press(page, "back_up")
    settle(parts.window)
    assert parts.window.message.text() == "Backup made."
    assert len(parts.manager.backups()) == 1


def test_progress_goes_to_a_file_and_comes_back(
    parts: Parts, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "exported.db"
    # The one thing put in place of the real one: a dialog of the system cannot be driven.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    press(page, "export")
    settle(parts.window)
    assert "no progress to save" in parts.window.message.text()
    parts.learner.toggle_bookmark("attache:nato")
    press(page, "export")
    settle(parts.window)
    assert str(file) in parts.window.message.text()
    parts.learner.toggle_bookmark("attache:asean")
    press(page, "import")
    settle(parts.window)
    backups = backups_of(parts.window)
    assert parts.window.shown == "backups"
    said = [label.text() for label in backups.findChildren(QLabel)]
    assert any("1 bookmark" in text for text in said)
    restore = next(each for each in backups.findChildren(QAbstractButton) if each.text() == "Restore")
    assert restore.hasFocus()
    restore.click()
    settle(parts.window)
    assert parts.learner.bookmarks() == ("attache:nato",)
    assert "exported.db" in parts.window.message.text()


def test_a_file_that_is_no_backup_is_not_replaced_or_restored(
    parts: Parts, page: SettingsPage, tmp_path: Path
) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    parts.learner.toggle_bookmark("attache:nato")
    page.files.save(diary)
    settle(parts.window)
    assert "is not a backup of progress" in parts.window.message.text()
    assert diary.read_text() == "Dear diary"
    parts.window.open_page("backups", file=diary)
    settle(parts.window)
    buttons = [each.text() for each in backups_of(parts.window).findChildren(QAbstractButton)]
    assert "Restore" not in buttons


@pytest.mark.parametrize("name", ["export", "import"])
def test_a_cancelled_dialog_does_nothing(
    parts: Parts, page: SettingsPage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, lambda *_args: ("", ""))
    press(page, name)
    assert (parts.window.shown, parts.window.work.words) == ("settings", "")


def test_optimising_says_what_came_of_it(parts: Parts, page: SettingsPage) -> None:
    pytest.importorskip("fsrs_rs_python")
    parts.learner.toggle_bookmark("attache:nato")
    press(page, "optimise")
    settle(parts.window)
    assert "not enough reviews" in parts.window.message.text()


def test_it_says_where_the_schedule_cannot_be_optimised(
    parts: Parts, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    page.refresh(Changes.of(ChangeKind.SETTINGS))
    assert "fsrs-rs-python, which is not installed" in page.rows["fit"].note.text()
    monkeypatch.undo()
    pytest.importorskip("fsrs_rs_python")
    page.refresh(Changes.of(ChangeKind.SETTINGS))
    assert page.rows["fit"].note.isHidden()


def test_sound_data_is_said_to_be_sound(parts: Parts, page: SettingsPage) -> None:
    parts.learner.toggle_bookmark("attache:nato")
    press(page, "check")
    settle(parts.window)
    assert "No problems were found" in parts.window.message.text()
    assert page.repair.isHidden()


def test_a_problem_can_be_repaired(parts: Parts, page: SettingsPage, places: Places) -> None:
    parts.learner.toggle_bookmark("attache:nato")
    with closing(sqlite3.connect(places.progress)) as connection, connection:
        connection.execute("UPDATE bookmark SET changed_at = 1 << 62")
    press(page, "check")
    settle(parts.window)
    assert parts.window.message.text() == (
        "Problems were found in your progress. Choose “Repair my progress”; a backup is made first."
    )
    assert page.repair.isVisible()
    page.repair.click()
    settle(parts.window)
    assert "was repaired" in parts.window.message.text()
    parts.window.open_page("settings")
    again = settings_of(parts.window)
    press(again, "check")
    settle(parts.window)
    assert "No problems were found" in parts.window.message.text()


def test_what_no_repair_brings_back_is_said(parts: Parts, page: SettingsPage, places: Places) -> None:
    parts.learner.toggle_bookmark("attache:nato")
    with closing(sqlite3.connect(places.progress)) as connection, connection:
        connection.execute("UPDATE device SET last_seq = 5")
    press(page, "check")
    settle(parts.window)
    assert parts.window.message.text() == (
        "Some of your saved answers are missing or were changed. A backup may still have them."
    )
    assert page.repair.isHidden()


def test_a_search_that_needs_no_scroll_bar_moves_nothing(parts: Parts, page: SettingsPage) -> None:
    parts.window.resize(1280, 800)
    settle(parts.window)
    before = page.field.geometry()
    page.field.setText("retention")
    settle(parts.window)
    assert page.field.geometry() == before


def test_what_is_neither_lost_nor_repairable_is_said_in_the_doctor_s_words() -> None:
    order = Finding("order", Severity.PROBLEM, "One row had an earlier time.")
    lost = Finding("lost-rows", Severity.PROBLEM, "One row of the log cannot be found.")
    assert found_words(Examination((), (order,))) == order.words
    assert "missing or were changed" in found_words(Examination((), (lost,)))
