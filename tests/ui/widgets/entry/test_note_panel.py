from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.base.errors import KnownError
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.note_panel import NotePanel
from tests.ui.fixtures import discard, part, show


class Scene:
    """A note panel over a button, and what it asked to be kept."""

    def __init__(self, theme: Theme) -> None:
        self.window = QWidget()
        self.window.resize(500, 400)
        self.kept: list[tuple[str, str]] = []
        self.refusing = False
        self.panel = NotePanel(theme, self.save)
        self.button = QPushButton()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.panel)
        layout.addStretch(1)
        layout.addWidget(self.button)

    def save(self, entry: str, text: str) -> KnownError | None:
        """Save a note, or refuse to."""
        if self.refusing:
            return KnownError("The disk is full.", "Free some space.")
        self.kept.append((entry, text))
        return None

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
    qtbot.waitUntil(lambda: scene.kept == [("nato", "kept!")])


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
    scene.panel.save()
    scene.button.setFocus()
    assert scene.kept == [("nato", "kept!")], "the other one was not touched"


def test_a_note_that_was_not_changed_is_not_written(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "x")
    qtbot.keyClick(scene.editor, Qt.Key.Key_Backspace)
    scene.button.setFocus()
    scene.panel.save()
    scene.panel.show_note("asean", "")
    scene.panel.save()
    assert scene.kept == []


def test_it_is_written_once(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    scene.panel.save()
    scene.panel.save()
    scene.button.setFocus()
    assert scene.kept == [("nato", "kept!")]


def test_a_note_can_be_taken_back(scene: Scene, qtbot: QtBot) -> None:
    scene.panel.write()
    scene.editor.selectAll()
    qtbot.keyClick(scene.editor, Qt.Key.Key_Delete)
    scene.panel.save()
    assert scene.kept == [("nato", "")]
    assert scene.panel.isVisible(), "one may begin again"


def test_without_an_entry_there_is_nothing_to_keep(theme: Theme, qapp: QApplication) -> None:
    scene = Scene(theme)
    scene.editor.setPlainText("loose")
    assert scene.panel.save()
    assert scene.kept == []
    discard(scene.window)


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


def test_a_note_that_could_not_be_saved_stays_and_is_tried_again(scene: Scene) -> None:
    scene.refusing = True
    scene.editor.setPlainText("Not lost.")
    scene.panel.show_note("asean", "Another.")
    assert scene.panel.text() == "Another."
    assert not scene.panel.save(), "what is held keeps the window open"
    scene.panel.show_note("nato", "kept")
    assert scene.panel.text() == "Not lost."
    scene.refusing = False
    assert scene.panel.save()
    assert scene.kept == [("nato", "Not lost.")]
    scene.panel.show_note("nato", "Not lost.")
    assert scene.panel.save()
    assert scene.kept == [("nato", "Not lost.")]


def test_an_unsaved_note_is_saved_from_another_entry(scene: Scene) -> None:
    scene.refusing = True
    scene.editor.setPlainText("Not lost.")
    scene.panel.show_note("asean", "Another.")
    scene.refusing = False
    assert scene.panel.save()
    assert scene.kept == [("nato", "Not lost.")]


def test_what_was_refused_and_then_written_as_before_is_not_saved(scene: Scene) -> None:
    scene.refusing = True
    scene.editor.setPlainText("Too much.")
    assert not scene.panel.save()
    scene.refusing = False
    scene.editor.setPlainText("kept")
    assert scene.panel.save()
    assert scene.kept == []


def test_a_note_saved_elsewhere_is_shown_unless_one_is_being_written(scene: Scene, qtbot: QtBot) -> None:
    scene.button.setFocus()
    scene.panel.refresh("from elsewhere")
    assert scene.panel.text() == "from elsewhere"
    scene.panel.write()
    qtbot.keyClicks(scene.editor, "!")
    scene.panel.refresh("once more")
    assert scene.panel.text() == "from elsewhere!"
    assert scene.kept == []


def test_a_note_is_saved_while_one_goes_on_typing(scene: Scene, qtbot: QtBot) -> None:
    timer = scene.panel.findChild(QTimer)
    assert timer is not None
    assert timer.interval() <= 1000
    timer.setInterval(200)
    most = QDeadlineTimer(20_000)
    while not scene.kept and not most.hasExpired():
        qtbot.keyClicks(scene.editor, "a")
        QApplication.processEvents()
    assert scene.kept


def test_nothing_is_saved_where_nothing_has_changed(scene: Scene) -> None:
    scene.editor.setPlainText("kept more")
    scene.editor.setPlainText("kept")
    scene.panel.save()
    assert scene.kept == []
