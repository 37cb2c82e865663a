from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import EntryRow
from attache.library.library import Library
from attache.ui.shell.command_palette import CommandPalette
from attache.ui.shell.commands import CommandSet, keys_text
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.theme import Theme
from attache.ui.shell.window_commands import Needs
from tests.ui.fixtures import COMMANDS, discard, show

Key = Qt.Key


class Scene:
    """A window with a field of its own, the palette over it, and what came of it."""

    def __init__(self, theme: Theme, library: Library) -> None:
        self.window = QMainWindow()
        self.window.resize(900, 600)
        body = QWidget()
        self.window.setCentralWidget(body)
        self.field = QLineEdit()
        QVBoxLayout(body).addWidget(self.field)
        self.commands = CommandSet(self.window, theme, COMMANDS)
        self.ran: list[str] = []
        for command in COMMANDS:
            self.commands[command.id].triggered.connect(partial(self.run, command.id))
        self.commands.update(COMMANDS, (), ())

        def find(text: str) -> list[EntryRow]:
            return [hit.row for hit in library.search(text, limit=8).hits]

        self.palette = CommandPalette(theme, self.commands, (), find, self.window)
        self.opened: list[str] = []
        self.palette.entry_requested.connect(self.opened.append)

    def run(self, name: str, _checked: bool = False) -> None:
        """Note which command was run."""
        self.ran.append(name)

    @property
    def offers(self) -> list[str]:
        model = self.palette.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def scene(theme: Theme, library: Library, qapp: QApplication, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme, library)
    show(qtbot, made.window)
    made.field.setFocus()
    yield made
    discard(made.window)


def test_it_opens_with_every_command_that_is_possible_but_itself(scene: Scene) -> None:
    assert not scene.palette.isVisible()
    scene.palette.open()
    assert scene.palette.isVisible()
    assert scene.palette.field.hasFocus()
    possible = [command for command in scene.commands if not command.needs and command.id != "palette"]
    assert sorted(scene.offers) == sorted(command.text for command in possible)
    assert scene.offers[-1] == "Quit"
    scene.commands.update(COMMANDS, (Needs.BACK,), ())
    scene.palette.open()
    assert "Back" in scene.offers
    assert "Forward" not in scene.offers


def test_commands_come_first_and_entries_after_them(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "s")
    commands = [command.text for command in COMMANDS]
    is_command = [offer in commands for offer in scene.offers]
    assert is_command == sorted(is_command, reverse=True)
    assert {*is_command} == {True, False}
    scene.palette.field.setText("co")
    assert "Dark theme" not in scene.offers, "“colours” is not looked for with two letters"
    assert "collective defence" in [offer.lower() for offer in scene.offers]
    assert "Copy definition" not in scene.offers, "there is no entry to copy from"


@pytest.mark.parametrize("typed", ["dark", "DARK TH", "th da", "  dark  ", "dark mode", "night"])
def test_a_few_letters_of_each_word_find_a_command(scene: Scene, qtbot: QtBot, typed: str) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, typed)
    assert scene.offers[0] == "Dark theme"
    qtbot.keyClick(scene.palette.field, Key.Key_Return)
    assert scene.ran == ["theme-dark"]
    assert not scene.palette.isVisible()


def test_an_entry_is_asked_for_by_its_id(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "fpda")
    qtbot.keyClick(scene.palette.field, Key.Key_Enter)
    assert scene.opened == ["attache:five-power-defence-arrangements"]
    assert scene.ran == []
    assert scene.field.hasFocus()


def test_an_entry_under_its_commands_is_reached_with_the_arrows(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "s")
    first_entry = next(
        row for row, offer in enumerate(scene.offers) if offer not in {command.text for command in COMMANDS}
    )
    assert 0 < first_entry <= 5
    for _ in range(first_entry):
        qtbot.keyClick(scene.palette.field, Key.Key_Down)
    qtbot.keyClick(scene.palette.field, Key.Key_Return)
    assert len(scene.opened) == 1


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("theme", {"Use system theme", "Light theme", "Dark theme"}),
        ("backup", {"Backups"}),
        ("restore", {"Backups"}),
        ("dark mode", {"Dark theme"}),
        ("zoom", {"Larger text", "Smaller text", "Actual size"}),
        ("random", {"Random entry"}),
        ("history", {"Recently viewed"}),
        ("preferences", {"Settings"}),
        ("favourites", {"Show bookmarks"}),
        ("help", {"Help", "Keyboard shortcuts"}),
    ],
)
def test_the_words_of_users_find_a_command(scene: Scene, qtbot: QtBot, typed: str, wanted: set[str]) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, typed)
    assert wanted <= set(scene.offers[:4])


@pytest.mark.parametrize("typed", ["q", "quit", "exit"])
def test_quit_is_never_selected_in_advance(scene: Scene, qtbot: QtBot, typed: str) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, typed)
    assert "Quit" in scene.offers
    qtbot.keyClick(scene.palette.field, Key.Key_Return)
    assert "quit" not in scene.ran
    scene.ran.clear()
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "quit")
    qtbot.keyClick(scene.palette.field, Key.Key_Down)
    qtbot.keyClick(scene.palette.field, Key.Key_Return)
    assert scene.ran == ["quit"]


def test_arrows_walk_and_stop_at_either_end(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    last = len(scene.offers) - 1

    def after(*keys: Qt.Key) -> int:
        for key in keys:
            qtbot.keyClick(scene.palette.field, key)
        return scene.palette.list.currentIndex().row()

    assert after() == 0
    assert after(Key.Key_Up) == 0
    assert after(Key.Key_Down, Key.Key_Down) == 2
    assert after(Key.Key_PageDown) == min(11, last)
    assert after(*[Key.Key_PageDown] * 5) == last
    assert after(Key.Key_Down) == last
    assert after(*[Key.Key_PageUp] * 5) == 0
    chosen = scene.offers[after(Key.Key_Down)]
    qtbot.keyClick(scene.palette.field, Key.Key_Return)
    assert [command.text for command in COMMANDS if command.id in scene.ran] == [chosen]


def test_esc_gives_the_keys_back_to_where_they_were(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "dark")
    qtbot.keyClick(scene.palette.field, Key.Key_Escape)
    assert not scene.palette.isVisible()
    assert scene.field.hasFocus()
    assert (scene.ran, scene.opened, scene.field.text()) == ([], [], "")
    scene.palette.open()
    assert scene.palette.field.text() == "", "it opens as it did the first time"


def test_where_nothing_is_found_enter_does_nothing(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "zzzzqqqq")
    assert scene.offers == []
    assert scene.palette.nothing.isVisible()
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Return):
        qtbot.keyClick(scene.palette.field, key)
    assert scene.palette.isVisible()
    assert (scene.ran, scene.opened) == ([], [])


def test_a_click_takes_the_line_it_falls_on(scene: Scene, qtbot: QtBot) -> None:
    scene.palette.open()
    row = scene.offers.index("Browse the glossary")
    place = scene.palette.list.visualRect(scene.palette.model.index(row, 0)).center()
    qtbot.mouseClick(scene.palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert scene.ran == ["glossary"]
    assert not scene.palette.isVisible()


def test_it_goes_when_the_keys_go_elsewhere(scene: Scene) -> None:
    scene.palette.open()
    scene.field.setFocus()
    assert not scene.palette.isVisible()
    assert scene.field.hasFocus()


def test_a_screen_reader_hears_the_keys_or_the_kind(scene: Scene, library: Library, qtbot: QtBot) -> None:
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "fpda")
    row = library.row("attache:five-power-defence-arrangements")
    assert row is not None
    model = scene.palette.model
    name, description = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole
    assert model.index(0, 0).data(name) == row.title
    assert model.index(0, 0).data(description) == KIND_WORDS[row.kind]
    scene.palette.field.setText("keyboard")
    assert model.index(0, 0).data(name) == "Keyboard shortcuts"
    assert model.index(0, 0).data(description) == keys_text("?")


@pytest.mark.parametrize(("wide", "high"), [(1200, 800), (480, 360), (300, 200)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_it_stays_within_the_window(scene: Scene, theme: Theme, wide: int, high: int, zoom: int) -> None:
    theme.set_zoom(zoom)
    scene.window.resize(wide, high)
    scene.palette.open()
    inside = scene.window.rect().adjusted(0, 0, 0, 1)
    assert inside.left() <= scene.palette.geometry().left()
    assert scene.palette.geometry().right() <= inside.right()
    assert scene.palette.geometry().top() > theme.px(55), "it leaves the search field alone"
    assert high < 300 or scene.palette.geometry().bottom() <= inside.bottom()


@pytest.mark.parametrize("high", [600, 700, 800])
def test_no_row_is_cut_where_there_is_little_room(scene: Scene, theme: Theme, high: int) -> None:
    theme.set_zoom(200)
    scene.window.resize(1200, high)
    scene.palette.open()
    rows = scene.palette.list
    QApplication.processEvents()
    assert rows.viewport().height() % rows.sizeHintForRow(0) <= 2


def test_the_line_chosen_and_what_stands_beside_it_are_drawn(scene: Scene, theme: Theme) -> None:
    scene.palette.open()
    picture = scene.palette.list.viewport().grab().toImage()
    chosen = scene.palette.list.visualRect(scene.palette.model.index(0, 0))
    other = scene.palette.list.visualRect(scene.palette.model.index(1, 0))
    assert picture.pixelColor(chosen.topLeft() + QPoint(1, 2)) == QColor(theme.palette.accent)
    assert picture.pixelColor(chosen.topLeft() + QPoint(5, 2)) == QColor(theme.palette.selection)
    assert picture.pixelColor(other.topLeft() + QPoint(2, 2)) == QColor(theme.palette.surface)

    def inked(left: int, right: int) -> bool:
        paper = QColor(theme.palette.surface)
        return any(
            picture.pixelColor(x, y) != paper
            for x in range(left, right)
            for y in range(other.top(), other.bottom())
        )

    assert inked(other.left() + 12, other.left() + 60), "the words"
    assert inked(other.right() - 60, other.right() - 12), "the keys"
    assert not inked(other.center().x(), other.center().x() + 40)


@pytest.mark.parametrize("zoom", [100, 125])
def test_it_is_as_high_as_its_rows(scene: Scene, theme: Theme, qtbot: QtBot, zoom: int) -> None:
    theme.set_zoom(zoom)
    scene.window.resize(1280, 900)
    scene.palette.open()
    qtbot.keyClicks(scene.palette.field, "quit")
    QApplication.processEvents()
    rows = scene.palette.list
    row = rows.sizeHintForRow(0)
    assert rows.height() == min(scene.palette.model.rowCount(), 9) * row
    theme.set_zoom(100)
