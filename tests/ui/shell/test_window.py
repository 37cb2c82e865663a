"""The window as a whole: commands reach what they name, errors are said in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.learner.manager import ProgressManager
from attache.learner.notes import LONGEST_NOTE
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS
from attache.ui.pages.glossary import PAGE as GLOSSARY
from attache.ui.pages.glossary import Needs
from attache.ui.pages.today.first_card import FirstCard
from attache.ui.shell.commands import Menu
from attache.ui.shell.theme import Mode
from tests.ui.fixtures import (
    COMMANDS,
    RESOURCES,
    SetClock,
    discard,
    glossary_of,
    press_setting,
    settings_of,
    settings_pick,
    show,
    study_of,
    today_of,
)
from tests.ui.studying import learn, new_cards, rate

FPDA = "attache:five-power-defence-arrangements"


def open_fpda(parts: Parts) -> None:
    assert glossary_of(parts.window).show_entry(FPDA)


@pytest.mark.parametrize("started", [True, False])
def test_it_opens_on_today_with_the_keys_in_the_search_field_or_on_the_first_card(
    qtbot: QtBot, qapp: QApplication, library_file: Path, places: Places, clock: SetClock, started: bool
) -> None:
    manager = ProgressManager(places.progress, library_file, clock, lambda _at: 0)
    if started:
        learn(manager.progress, new_cards(manager.progress, 1), Rating.GOOD)
    manager.close()
    parts = build(qapp, RESOURCES, library_file, places, clock, lambda _at: 0)
    window = parts.window
    show(qtbot, window)
    settle(window)
    assert window.shown == "today"
    focus = window.focusWidget()
    assert focus is window.top.field if started else isinstance(focus, FirstCard)
    assert glossary_of(window).finder.model.rowCount() == parts.library.entry_count
    parts.close()
    discard(window)


def test_the_first_window_fits_the_screen_with_its_frame(parts: Parts) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    window = parts.window
    assert window.width() == min(1280, room.width() - 16)
    assert window.height() == min(800, room.height() - 48)
    assert room.contains(window.frameGeometry())


def test_a_page_that_is_opened_right_after_an_answer_knows_of_it(parts: Parts) -> None:
    window = parts.window
    window.commands["today"].trigger()
    window.open_page("study", scope=ALL_CARDS)
    rate(study_of(window))
    window.commands["today"].trigger()
    assert any("1 answer today (" in label.text() for label in today_of(window).findChildren(QLabel))


def test_every_command_stands_in_the_menu_bar_once(parts: Parts) -> None:
    parts.window.prepare()
    menus = [menu for menu in parts.window.findChildren(QMenu) if menu.title().lstrip("&") in list(Menu)]
    names = [action.objectName() for menu in menus for action in menu.actions() if not action.isSeparator()]
    assert sorted(names) == sorted(command.id for command in COMMANDS)


def test_commands_on_an_entry_wait_for_one(parts: Parts) -> None:
    on_entry = [command.id for command in GLOSSARY.commands if command.needs in (Needs.ENTRY, Needs.SAVING)]
    assert not any(parts.window.commands[name].isEnabled() for name in on_entry)
    open_fpda(parts)
    assert all(parts.window.commands[name].isEnabled() for name in on_entry)
    parts.window.commands["settings"].trigger()
    assert not any(parts.window.commands[name].isEnabled() for name in on_entry)


def test_icons_of_an_entry_are_shown_only_with_an_entry(parts: Parts) -> None:
    window = parts.window

    def shown() -> set[str]:
        buttons = window.top.findChildren(QAbstractButton)
        return {button.accessibleName() for button in buttons if button.isVisible()}

    always = {"Back", "Forward", "Menu"}
    for page in window.pages.specs:
        window.open_page(page)
        assert shown() == always, page
    window.open_entry(FPDA)
    assert {"Bookmark", "Write a note", "Print…"} < shown()
    window.open_page("today")
    assert shown() == always


def test_a_bookmark_is_kept_shown_and_taken_away(parts: Parts) -> None:
    open_fpda(parts)
    bookmark = parts.window.commands["bookmark"]
    bookmark.trigger()
    assert parts.progress is not None
    assert parts.progress.bookmarks.all() == (FPDA,)
    assert bookmark.isChecked()
    parts.window.commands["bookmarks"].trigger()
    assert glossary_of(parts.window).finder.model.rowCount() == 1
    bookmark.trigger()
    assert parts.progress.bookmarks.all() == ()
    assert not bookmark.isChecked()
    assert glossary_of(parts.window).finder.model.rowCount() == 0
    assert "No bookmarks" in glossary_of(parts.window).finder.message.text()


@pytest.mark.parametrize("place", ["list", "text", "side", "home", "chip", "today"])
def test_typing_searches_and_runs_no_command(parts: Parts, qtbot: QtBot, place: str) -> None:
    parts.window.resize(1280, 800)
    for text in ("singapore", "defence agreement", "bilateral", "Ünder 3%", "jknbsu"):
        settle(parts.window)
        parts.window.commands.run("all")
        assert parts.window.top.field.text() == ""
        type_at(parts, place, text)


def type_at(parts: Parts, place: str, text: str) -> None:
    """Type where a search has not begun yet, and look at what that did."""
    window, glossary = parts.window, glossary_of(parts.window)
    window.open_page("today" if place == "today" else "glossary")
    settle(window)
    if place in ("text", "side"):
        glossary.show_entry(FPDA)
    places: dict[str, QWidget | None] = {
        "list": glossary.finder.list,
        "text": glossary.reader.pane.text,
        "side": glossary.reader.pane.side,
        "home": glossary.reader.home.view,
        "chip": glossary.finder.filters.findChild(QAbstractButton),
        "today": window.page("today"),
    }
    focused = places[place]
    assert focused is not None
    focused.setFocus()
    assert window.focusWidget() is focused
    for character in text:
        QTest.keyClicks(window.focusWidget(), character)
    assert window.top.field.text() == text
    assert window.shown == "glossary"
    assert glossary.finder.is_searching
    assert parts.progress is not None
    assert (parts.progress.bookmarks.all(), parts.progress.notes.all()) == ((), ())
    assert not parts.window.page("study").is_waiting


def test_what_is_typed_on_the_page_replaces_the_last_search(parts: Parts, qtbot: QtBot) -> None:
    window, glossary = parts.window, glossary_of(parts.window)
    qtbot.keyClicks(window.top.field, "nato")
    glossary.finder.list.setFocus()
    qtbot.keyClick(glossary.finder.list, Qt.Key.Key_A)
    assert window.top.field.text() == "a"


def test_letters_with_ctrl_and_on_other_pages_search_nothing(parts: Parts, qtbot: QtBot) -> None:
    window, glossary = parts.window, glossary_of(parts.window)
    window.open_page("glossary")
    qtbot.keyClick(glossary.finder.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.top.field.text() == ""
    window.open_page("settings")
    qtbot.keyClick(window.page("settings"), Qt.Key.Key_A)
    assert window.top.field.text() == ""


def test_the_title_names_the_entry(parts: Parts) -> None:
    open_fpda(parts)
    assert parts.window.windowTitle() == "Five Power Defence Arrangements – Attaché"
    parts.window.commands["about-documents"].trigger()
    assert parts.window.windowTitle() == "Glossary – Attaché"


def test_mouse_buttons_go_back_and_forward(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    glossary_of(window).show_entry("attache:nato")
    glossary_of(window).show_entry("attache:asean")
    text = glossary_of(window).reader.pane.text.viewport()
    qtbot.mouseClick(text, Qt.MouseButton.BackButton, pos=QPoint(40, 40))
    assert glossary_of(window).entry == "attache:nato"
    qtbot.mouseClick(text, Qt.MouseButton.ForwardButton, pos=QPoint(40, 40))
    assert glossary_of(window).entry == "attache:asean"
    qtbot.mouseClick(window.rail, Qt.MouseButton.BackButton)
    assert glossary_of(window).entry == "attache:nato"


def test_copying_puts_words_into_the_clipboard(parts: Parts) -> None:
    open_fpda(parts)
    parts.window.commands["copy-definition"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Five Power Defence Arrangements (FPDA): ")
    parts.window.commands["copy-citation"].trigger()
    cited = QGuiApplication.clipboard().text()
    assert "“Five Power Defence Arrangements”" in cited
    assert "Military Diplomacy in Bilateral Relations" in cited


def test_a_known_error_is_said_in_place_until_one_types_on(parts: Parts) -> None:
    window = parts.window
    glossary_of(window).show_entry("no-such-entry")
    assert window.message.isVisible()
    assert "no-such-entry" in window.message.text()
    window.top.field.textEdited.emit("na")
    assert not window.message.isVisible()


def test_a_bug_gets_a_report_with_its_details(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    from PySide6.QtWidgets import QMessageBox

    parts.window.report(ZeroDivisionError("the details"))
    boxes = parts.window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert "the details" in boxes[0].detailedText()
    boxes[0].close()
    assert "unexpected" in caplog.text


def test_colours_and_scale_are_chosen_by_command_and_shown_in_the_settings(parts: Parts) -> None:
    window = parts.window
    window.commands["theme-dark"].trigger()
    assert parts.theme.palette.dark
    assert window.commands["theme-dark"].isChecked()
    assert not window.commands["theme-light"].isChecked()
    window.commands["bigger"].trigger()
    assert parts.theme.zoom == 110
    window.commands["settings"].trigger()
    assert settings_pick(window, "zoom").at == 4 - 1
    settings_pick(window, "theme").press(1)
    assert parts.theme.mode is Mode.LIGHT
    window.commands["plain-size"].trigger()
    window.commands["smaller"].trigger()
    assert parts.theme.zoom == 90
    window.commands["plain-size"].trigger()


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing the keyboard)")
def test_the_menu_bar_comes_with_the_keys_and_goes(parts: Parts) -> None:
    window = parts.window
    window.prepare()
    bar = window.menuBar()
    assert not bar.isVisible()
    window.commands["menu-bar"].trigger()
    assert bar.isVisible()
    assert bar.activeAction() is bar.actions()[0]
    window.commands["menu-bar"].trigger()
    assert not bar.isVisible()
    settings_pick(window, "menu_bar").press(1)
    assert bar.isVisible()
    window.commands["menu-bar"].trigger()
    assert bar.isVisible(), "it was set to stay"
    settings_pick(window, "menu_bar").press(0)
    assert not bar.isVisible()


def test_tab_goes_through_text_and_side_column_and_out_again(parts: Parts, qtbot: QtBot) -> None:
    open_fpda(parts)
    window = parts.window
    window.resize(1280, 800)
    pane = glossary_of(window).reader.pane
    qtbot.waitUntil(pane.side.isVisible)
    pane.text.setFocus()
    met: list[QWidget] = []
    for _ in range(120):
        widget = QApplication.focusWidget()
        assert widget is not None
        if not met or met[-1] is not widget:
            met.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert pane.side in met
    assert window.top.field in met, "the keys get out of the page"


def test_escape_on_another_page_leads_back_and_clears_nothing(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    qtbot.keyClicks(window.top.field, "nato")
    window.commands["settings"].trigger()
    qtbot.keyClick(settings_of(window).field, Qt.Key.Key_Escape)
    assert window.shown == "glossary"
    assert window.top.field.text() == "nato"


def test_bookmarks_are_shown_whatever_was_searched_for(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    open_fpda(parts)
    window.commands["bookmark"].trigger()
    qtbot.keyClicks(window.top.field, "hotline")
    window.commands["bookmarks"].trigger()
    assert window.top.field.text() == ""
    assert glossary_of(window).finder.model.rowCount() == 1


def test_rows_grow_with_the_text(parts: Parts, qtbot: QtBot) -> None:
    finder = glossary_of(parts.window).finder

    def height() -> int:
        return finder.list.visualRect(finder.model.index(0)).height()

    small = finder.list.sizeHintForRow(0)
    parts.theme.set_zoom(200)
    parts.window.resize(1280, 800)
    assert finder.list.sizeHintForRow(0) > small
    # A list of more than a hundred rows is laid out when the events are through.
    qtbot.waitUntil(lambda: height() == finder.list.sizeHintForRow(0))
    parts.theme.set_zoom(100)
    qtbot.waitUntil(lambda: height() == small)


def test_looked_up_lately_can_be_forgotten(parts: Parts) -> None:
    open_fpda(parts)
    parts.window.commands["recent"].trigger()
    home = glossary_of(parts.window).reader.home.view
    assert "Five Power Defence Arrangements" in home.toPlainText()
    press_setting(parts.window, "clear_recent")
    assert "Five Power Defence Arrangements" not in home.toPlainText()


def test_escape_leaves_the_field_and_then_clears_it(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    qtbot.keyClicks(window.top.field, "nato")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Escape)
    assert window.focusWidget() is glossary_of(window).finder.list
    assert window.top.field.text() == "nato"
    qtbot.keyClick(glossary_of(window).finder.list, Qt.Key.Key_Escape)
    assert window.top.field.text() == ""
    assert glossary_of(window).finder.model.rowCount() == parts.library.entry_count


def test_a_narrow_window_slims_the_rail_and_shows_one_pane(parts: Parts, qtbot: QtBot) -> None:
    window = parts.window
    window.resize(700, 600)
    qtbot.waitUntil(lambda: glossary_of(window).width() < 720)
    open_fpda(parts)
    assert not glossary_of(window).finder.isVisible()
    assert glossary_of(window).reader.isVisible()
    window.commands["glossary"].trigger()
    assert glossary_of(window).finder.isVisible()
    assert not glossary_of(window).reader.isVisible()
    assert window.rail.width() < 100
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: glossary_of(window).finder.isVisible() and glossary_of(window).reader.isVisible())


def test_the_keys_walk_from_pane_to_pane(parts: Parts, qtbot: QtBot) -> None:
    open_fpda(parts)
    window = parts.window
    window.resize(1280, 800)
    qtbot.waitUntil(glossary_of(window).reader.pane.side.isVisible)
    glossary_of(window).finder.list.setFocus()
    seen = []
    for _ in range(3):
        window.commands["pane"].trigger()
        seen.append(window.focusWidget())
    pane = glossary_of(window).reader.pane
    assert seen == [pane.text, pane.side, glossary_of(window).finder.list]


def test_without_a_progress_file_one_can_still_look_up(parts: Parts) -> None:
    parts.window.report(KnownError("The file is damaged.", "Restore it."))
    assert parts.window.message.text() == "The file is damaged. Restore it."
    open_fpda(parts)
    assert glossary_of(parts.window).entry == FPDA


def test_a_note_that_cannot_be_kept_keeps_the_window_open_once(parts: Parts) -> None:
    window = parts.window
    open_fpda(parts)
    glossary_of(window).reader.pane.note.editor.setPlainText("x" * (LONGEST_NOTE + 1))
    assert not window.close()
    assert window.isVisible()
    assert "close again" in window.message.text()
    assert window.close()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_corners_of_a_panel_show_what_is_behind_it(parts: Parts, mode: Mode) -> None:
    window = parts.window
    parts.theme.set_mode(mode)
    settle(window)
    before = window.grab().toImage()
    window.palette_panel.open()
    window.notify("Bookmark added")
    settle(window)
    after = window.grab().toImage()
    for panel in (window.palette_panel, window.notice):
        box = panel.rect().translated(panel.mapTo(window, QPoint(0, 0)))
        for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
            assert after.pixel(corner) == before.pixel(corner)


@pytest.mark.parametrize(("zoom", "least"), [(100, (480, 360)), (150, (480, 360)), (200, (640, 480))])
def test_the_smallest_window_has_room_for_large_text(parts: Parts, zoom: int, least: tuple[int, int]) -> None:
    window = parts.window
    window.context.theme.set_zoom(zoom)
    window.resize(100, 100)
    settle(window)
    assert (window.width(), window.height()) == least
    window.open_page("study")
    page = study_of(window)
    page.begin()
    page.show_answer()
    settle(window)
    for button in page.panel.bar.buttons.values():
        assert page.rect().contains(QRect(button.mapTo(page, QPoint()), button.size()))
    window.context.theme.set_zoom(100)
