"""What a start of the program asks of the one that is open."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.asking import CLIPBOARD, QUICK, SHOW
from attache.app.start import take
from attache.app.window import Parts
from attache.ui.quick.window import QuickWindow
from tests.ui.fixtures import glossary_of

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


def quick_of(parts: Parts) -> QuickWindow:
    window = parts.window.quick
    assert isinstance(window, QuickWindow)
    return window


def test_the_window_comes_back(parts: Parts) -> None:
    parts.window.showMinimized()
    take(SHOW, parts.window)
    assert not parts.window.isMinimized()
    assert parts.window.isVisible()


def test_the_quick_look_up_opens_without_the_window(parts: Parts, qtbot: QtBot) -> None:
    parts.window.hide()
    take(QUICK, parts.window)
    quick = quick_of(parts)
    qtbot.waitUntil(quick.field.hasFocus)
    assert not parts.window.isVisible()
    quick.open("fpda")
    quick.field.chosen.emit()
    assert parts.window.isVisible()
    assert glossary_of(parts.window).title == "Five Power Defence Arrangements"
    assert not quick.isVisible()


def test_the_clipboard_is_looked_up(parts: Parts) -> None:
    QGuiApplication.clipboard().setText("  shangri-la\n")
    take(CLIPBOARD, parts.window)
    assert quick_of(parts).answer.title.text() == "Shangri-La Dialogue"


@pytest.mark.parametrize("id_", ["nato", "%6eato", "attache:nato", "attache%3Anato/"])
def test_a_link_opens_its_entry(id_: str, parts: Parts) -> None:
    take(f"attache://entry/{id_}", parts.window)
    assert glossary_of(parts.window).title == "North Atlantic Treaty Organization"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("attache://entry/nowhere", "The link leads to “nowhere”, and the library has no such entry."),
        ("attache://entry/%00%ff", "and the library has no such entry."),
        ("attache://card/x", "does not lead to an entry."),
    ],
)
def test_a_link_that_leads_nowhere_is_answered_in_a_sentence(link: str, said: str, parts: Parts) -> None:
    take(link, parts.window)
    assert said in parts.window.message.text()


def test_closing_the_window_closes_the_quick_look_up_too(parts: Parts, qapp: QApplication) -> None:
    take(QUICK, parts.window)
    parts.window.close()
    assert not any(window.isVisible() for window in qapp.topLevelWidgets())
