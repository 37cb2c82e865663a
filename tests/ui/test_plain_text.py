"""Text from a pack, from the user or from the system is shown as text: nothing in it is drawn or loaded."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from attache.app.window import Parts, build
from attache.base.paths import Places
from attache.ui.shell.plain import HtmlLabel, PlainLabel, on_button, set_tip, set_title
from tests.content.hostile import Marks, write_hostile_library
from tests.sources import trees
from tests.ui.fixtures import RESOURCES, SetClock, discard, show
from tests.ui.tour import tour

_TAG = re.compile(r"<[^>]*>")
_OBJECT = "\ufffc"
"""Stands for a picture in a document."""


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "named")


@pytest.fixture
def hostile(
    qtbot: QtBot, qapp: QApplication, marks: Marks, places: Places, clock: SetClock, tmp_path: Path
) -> Iterator[Parts]:
    """The window on a library with markup in every text."""
    library = write_hostile_library(tmp_path / "library", marks)
    made = build(qapp, RESOURCES, library, places, clock, lambda _at: 0)
    show(qtbot, made.window)
    yield made
    made.close()
    discard(made.window)


def drawn_wrongly(window: QWidget, mark: str) -> Iterator[tuple[str, str]]:
    """Yield (sort, "" or what is wrong) for each text of a window that holds a mark."""
    for widget in (window, *window.findChildren(QWidget)):
        if mark in widget.toolTip():
            yield "tip", _fault_of_tip(widget.toolTip(), mark)
        if mark in widget.windowTitle():
            yield "title", "" if "[*][*]" in widget.windowTitle() else widget.windowTitle()
        if isinstance(widget, QLabel) and mark in widget.text():
            yield "label", _fault_of_label(widget, mark)
        if isinstance(widget, QAbstractButton) and mark in widget.text():
            yield "button", "" if "&& Co" in widget.text() else widget.text()
        if isinstance(widget, QTextEdit) and mark in widget.toPlainText():
            yield "page", _fault_of_document(widget.document(), mark)
    for action in window.findChildren(QAction):
        if mark in action.text():
            yield "action", "" if "&& Co" in action.text() else action.text()
            yield "action", _fault_of_tip(action.toolTip(), mark)


def _fault_of_tip(tip: str, mark: str) -> str:
    return tip if QtGui.Qt.mightBeRichText(tip) and _tagged(tip, mark) else ""


def _tagged(html: str, mark: str) -> bool:
    return any(mark in tag for tag in _TAG.findall(html))


def _fault_of_label(label: QLabel, mark: str) -> str:
    if label.textFormat() is Qt.TextFormat.PlainText:
        return ""
    rich = label.textFormat() is Qt.TextFormat.RichText and isinstance(label, HtmlLabel)
    return label.text() if not rich or _tagged(label.text(), mark) else ""


def _fault_of_document(document: QTextDocument, mark: str) -> str:
    html = document.toHtml()
    return html if _OBJECT in document.toPlainText() or _tagged(html, mark) else ""


def test_everything_on_screen_is_drawn_as_it_is_written(
    hostile: Parts, marks: Marks, clock: SetClock, tmp_path: Path
) -> None:
    mark, seen = str(marks.folder), set[str]()
    for name in tour(hostile, tmp_path / "entry.pdf"):
        for sort, fault in drawn_wrongly(hostile.window, mark):
            assert not fault, f"{name}: {sort}"
            seen.add(sort)
    assert seen == {"tip", "title", "label", "button", "page", "action"}


def test_no_label_tip_or_title_is_made_but_by_the_functions_that_show_plain_text() -> None:
    made = re.compile(r"(?:QLabel|setToolTip|setWindowTitle|setTextFormat)\(|AutoText")
    found = [
        f"{file}: {match[0]}"
        for file, _ in trees()
        for match in made.finditer(file.read_text(encoding="utf-8"))
        if "ui" in file.parts and file.name != "plain.py"
    ]
    assert found == []


def test_no_path_is_given_to_qt_but_of_the_own_resources() -> None:
    """Qt takes a path that is not Unicode for another one: files are read and written by Python."""
    given = re.compile(
        r"(?:QSettings|QFile|QSaveFile|QDir|QPdfWriter|QPixmap|QImage|QIcon|[Ss]ave|load)\(str\(.*"
    )
    found = [
        f"{file.name}: {match[0]}"
        for file, _ in trees()
        for match in given.finditer(file.read_text(encoding="utf-8"))
        if file.parts[0] == "desktop" or "ui" in file.parts or "app" in file.parts
    ]
    assert found == ['window.py: QIcon(str(resources / "attache.svg")))']


def test_bytes_of_a_path_that_are_no_text_are_seen(qapp: QApplication) -> None:
    path, shown = os.fsdecode(b"/caf\xe9/\xff"), "/caf\ufffd/\ufffd"
    label, widget = PlainLabel(path), QWidget()
    set_tip(label, path)
    set_title(widget, path)
    assert [label.text(), label.toolTip(), widget.windowTitle(), on_button(path)] == [shown] * 4


@pytest.mark.parametrize("text", ["<img src=x>", "A & B", "a\n<b>b</b>", "plain", "[*]", "&lt;"])
def test_each_of_them_shows_what_is_written(text: str, qapp: QApplication) -> None:
    label, button, document = PlainLabel(text), QWidget(), QTextDocument()
    assert (label.text(), label.textFormat()) == (text, Qt.TextFormat.PlainText)
    set_tip(label, text)
    if QtGui.Qt.mightBeRichText(label.toolTip()):
        document.setHtml(label.toolTip())
    else:
        document.setPlainText(label.toolTip())
    assert document.toPlainText().replace("\u2028", "\n") == text
    assert on_button(text).replace("&&", "&") == text
    set_title(button, text)
    assert button.windowTitle().replace("[*][*]", "[*]") == text
