"""While an input method composes, Enter, Esc, letters and shortcuts belong to it, in every field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import CardForm
from attache.ui.shell.composing import Composing
from attache.ui.shell.line_edit import LineEdit
from tests.ui.fixtures import cards_of, settings_of, show, study_of
from tests.ui.keyboards import press_key, press_place, with_keyboard
from tests.ui.studying import CONTROL, PLAIN, focused, only

KEYS = (
    (Qt.Key.Key_Return, PLAIN, "\r"),
    (Qt.Key.Key_Escape, PLAIN, ""),
    (Qt.Key.Key_Down, PLAIN, ""),
    (Qt.Key.Key_Tab, PLAIN, "\t"),
    (Qt.Key.Key_Space, PLAIN, " "),
    (Qt.Key.Key_U, PLAIN, "u"),
    (Qt.Key.Key_1, PLAIN, "1"),
    (Qt.Key.Key_Slash, PLAIN, "/"),
    (Qt.Key.Key_K, CONTROL, ""),
    (Qt.Key.Key_Z, CONTROL, ""),
    (Qt.Key.Key_1, CONTROL, ""),
    (Qt.Key.Key_F, CONTROL, ""),
)


def _search(parts: Parts) -> None:
    parts.window.commands.run("search")


def _palette(parts: Parts) -> None:
    parts.window.commands.run("palette")


def _find(parts: Parts) -> None:
    parts.window.open_entry(parts.library.rows([1])[0].id)
    parts.window.commands.run("find")


def _find_in_help(parts: Parts) -> None:
    parts.window.open_page("help")
    parts.window.commands.run("find")


def _note(parts: Parts) -> None:
    parts.window.open_entry(parts.library.rows([1])[0].id)
    parts.window.commands.run("note")


def _compare(parts: Parts) -> None:
    parts.window.open_entry(parts.library.rows([1])[0].id)
    parts.window.commands.run("compare")


def _setting(parts: Parts) -> None:
    parts.window.open_page("settings")
    settings_of(parts.window).rows["minutes"].control.setFocus()


def _parameters(parts: Parts) -> None:
    parts.window.open_page("settings")
    settings_of(parts.window).rows["parameters"].control.setFocus()


def _settings(parts: Parts) -> None:
    parts.window.open_page("settings")


def _cards(parts: Parts) -> None:
    parts.window.open_page("cards")
    cards_of(parts.window).filters.field.setFocus()


def _typed_answer(parts: Parts) -> None:
    only(parts.learner, CardForm.TYPED)
    parts.window.open_page("study")
    study_of(parts.window).begin(beyond=True)


FIELDS: Mapping[str, Callable[[Parts], None]] = {
    "search field": _search,
    "command palette": _palette,
    "find bar": _find,
    "find bar of the help": _find_in_help,
    "note": _note,
    "compare with": _compare,
    "number": _setting,
    "numbers": _parameters,
    "find a setting": _settings,
    "search the cards": _cards,
    "typed answer": _typed_answer,
}


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    """Do what an input method does: show what is composed, or commit it."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(field, event)


def text_of(field: QWidget) -> str:
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("name", FIELDS)
def test_keys_belong_to_the_input_method(qtbot: QtBot, parts: Parts, name: str) -> None:
    FIELDS[name](parts)
    settle(parts.window)
    with_keyboard(parts.window)
    field, shown, text = focused(), parts.window.shown, text_of(focused())
    triggered: list[str] = []
    for command in parts.window.commands:
        action = parts.window.commands[command.id]
        action.triggered.connect(lambda _on=False, named=command.id: triggered.append(named))
    compose(field, "ni")
    for key, held, typed in KEYS:
        press_key(parts.window, key, held, typed)
        qtbot.keyClick(field, key, held)
    press_place(parts.window, "k", "л", CONTROL)
    press_place(parts.window, "2", "é")
    settle(parts.window)
    assert triggered == []
    assert (focused(), parts.window.shown, text_of(field)) == (field, shown, text)
    assert field.isVisible()
    compose(field, "", "你")
    assert "你" in text_of(field)
    press_key(parts.window, Qt.Key.Key_Escape, PLAIN)
    qtbot.keyClick(field, Qt.Key.Key_K, CONTROL)
    assert "palette" in triggered


def test_a_field_that_was_left_composes_no_longer(qtbot: QtBot, parts: Parts) -> None:
    field = parts.window.top.field
    compose(field, "ni")
    parts.window.pages.current.setFocus()
    field.setFocus()
    qtbot.keyClicks(field, "pact")
    assert field.text() == "pact"


def test_every_field_knows_that_it_composes(parts: Parts) -> None:
    for open_field in FIELDS.values():
        open_field(parts)
    fields = (*parts.window.findChildren(QLineEdit), *parts.window.findChildren(QPlainTextEdit))
    assert [field for field in fields if not isinstance(field, Composing)] == []


def test_an_error_in_a_key_of_a_field_is_reported(qtbot: QtBot) -> None:
    class Broken(LineEdit):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            int(event.text())

    field = Broken()
    qtbot.addWidget(field)
    show(qtbot, field)
    with qtbot.capture_exceptions() as errors:
        QCoreApplication.postEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, PLAIN, "a"))
        QCoreApplication.processEvents()
    assert [kind for kind, *_ in errors] == [ValueError]
