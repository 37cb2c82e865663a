from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.note_panel import NotePanel
from tests.ui.fixtures import discard, part, show


class Scene:
    """A note panel over a button, and what it asked to be kept."""

    def __init__(self, theme: Theme) -> None:
        self.window = QWidget()
        self.window.resize(500, 400)
        self.panel = NotePanel(theme)
        self.button = QPushButton()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.panel)
        layout.addStretch(1)
        layout.addWidget(self.button)
        self.kept: list[tuple[str, str]] = []
        self.panel.written.connect(lambda entry, text: self.kept.append((entry, text)))

    @property
    def editor(self) -> QPlainTextEdit:
        return self.panel.editor


@pytest.fixture
def scene(theme: Theme, qapp: QApplication, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme)
    made.panel.show_note("nato", "kept")
    show(qtbot, made.window)
    yield made
    discard(made.window)


def test_an_entry_without_a_note_has_no_panel_until_one_writes(scene: Scene) -> None:
    assert scene.panel.isVisible()
    scene.panel.show_note("asean", "")
    assert not scene.panel.isVisible()
    scene.panel.write()
    assert scene.panel.isVisible()
    assert scene.editor.hasFocus()


def test_one_writes_on_at_the_end(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, " and more")
    assert scene.panel.text() == "kept and more"


def test_what_was_written_is_kept_after_a_pause(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    assert scene.kept == []
    with qtbot.waitSignal(scene.panel.written):
        pass
    assert scene.kept == [("nato", "kept!")]


def test_the_pause_begins_with_the_last_key(scene: Scene, qtbot: QtBot) -> None:
    timer = part(scene.panel, QTimer)
    assert not timer.isActive(), "a note that is merely shown is not written"
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    assert timer.isActive()
    assert timer.isSingleShot()


def test_it_is_kept_as_soon_as_one_goes_elsewhere(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    scene.button.setFocus()
    assert scene.kept == [("nato", "kept!")]


def test_it_is_kept_under_its_own_entry_before_another_one_shows(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    scene.panel.show_note("asean", "other")
    assert scene.kept == [("nato", "kept!")]
    assert scene.panel.text() == "other"
    scene.panel.keep()
    scene.button.setFocus()
    assert scene.kept == [("nato", "kept!")], "the other one was not touched"


def test_a_note_that_was_not_changed_is_not_written(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "x")
    qtbot.keyClick(scene.editor, Qt.Key.Key_Backspace)
    scene.button.setFocus()
    scene.panel.keep()
    scene.panel.show_note("asean", "")
    scene.panel.keep()
    assert scene.kept == []


def test_it_is_written_once(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    scene.panel.keep()
    scene.panel.keep()
    scene.button.setFocus()
    assert scene.kept == [("nato", "kept!")]


def test_a_note_can_be_taken_back(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    scene.editor.selectAll()
    qtbot.keyClick(scene.editor, Qt.Key.Key_Delete)
    scene.panel.keep()
    assert scene.kept == [("nato", "")]
    assert scene.panel.isVisible(), "one may begin again"


def test_without_an_entry_there_is_nothing_to_keep(theme: Theme, qtbot: QtBot) -> None:
    panel = NotePanel(theme)
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.written):
        panel.editor.setPlainText("loose")
        panel.keep()


def test_esc_goes_back_to_the_text_and_nothing_is_lost(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.left.connect(scene.button.setFocus)
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    with qtbot.waitSignal(scene.panel.left):
        qtbot.keyClick(scene.editor, Qt.Key.Key_Escape)
    assert scene.button.hasFocus()
    assert scene.kept == [("nato", "kept!")]


def test_tab_leaves_the_note(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClick(scene.editor, Qt.Key.Key_Tab)
    assert scene.button.hasFocus()
    assert scene.panel.text() == "kept"


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_it_grows_with_its_lines_but_leaves_room_for_the_entry(scene: Scene, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    heights = []
    for lines in range(1, 9):
        scene.editor.setPlainText("\n".join(["line"] * lines))
        heights.append(scene.editor.height())
        hidden = scene.editor.verticalScrollBar().maximum()
        assert (hidden == 0) is (lines <= 4), lines
    assert heights[:4] == sorted(set(heights[:4]))
    assert heights[3:] == [heights[3]] * 5
    scene.editor.setPlainText("")
    assert scene.editor.height() == heights[0]


def test_a_line_that_wraps_counts_as_two(scene: Scene) -> None:
    scene.editor.setPlainText("short")
    one = scene.editor.height()
    scene.editor.setPlainText("a line far too long for a panel of this width " * 3)
    assert scene.editor.height() > one
    assert scene.editor.verticalScrollBar().maximum() == 0
    scene.window.resize(2000, 400)
    QApplication.processEvents()
    assert scene.editor.height() == one


def test_a_note_that_could_not_be_kept_is_held_and_tried_again(qtbot: QtBot, theme: Theme) -> None:
    panel = NotePanel(theme)
    qtbot.addWidget(panel)
    tried: list[tuple[str, str]] = []
    panel.written.connect(lambda entry, text: tried.append((entry, text)))
    panel.written.connect(panel.hold)
    panel.show_note("nato", "")
    panel.editor.setPlainText("Not lost.")
    panel.show_note("asean", "Another.")
    assert panel.is_holding
    panel.show_note("nato", "")
    assert panel.text() == "Not lost."
    panel.written.disconnect(panel.hold)
    panel.keep()
    assert tried == [("nato", "Not lost."), ("nato", "Not lost.")]
    assert not panel.is_holding
