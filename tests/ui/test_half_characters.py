"""Half of a character, pasted into every field of the window: nothing fails, and nothing of it is stored."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages import PAGES
from tests.ui.fixtures import glossary_of


@pytest.fixture(params=["first half", "second half"])
def half(qapp: QApplication, request: pytest.FixtureRequest) -> None:
    """Put half of a character into the clipboard; Python cannot hand it to Qt, but a field can copy it."""
    source = QLineEdit("😀")
    if request.param == "first half":
        source.setMaxLength(1)
    else:
        source.setCursorPosition(1)
        source.backspace()
    source.selectAll()
    assert source.selectionLength() == 1
    source.copy()


def fields_of(widget: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Return every field in which something can be typed."""
    return [
        *(field for field in widget.findChildren(QLineEdit) if not field.isReadOnly()),
        *(field for field in widget.findChildren(QPlainTextEdit) if not field.isReadOnly()),
    ]


def text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


@pytest.mark.usefixtures("half")
def test_it_can_be_pasted_anywhere(parts: Parts) -> None:
    window = parts.window
    pasted = set()
    for page in PAGES:
        window.open_page(page.id)
        settle(window)
        for field in fields_of(window):
            field.paste()
            settle(window)
            text_of(field).encode()
            pasted.add(field)
    assert len(pasted) > 4
    window.palette_panel.open()
    window.palette_panel.field.paste()
    settle(window)


@pytest.mark.usefixtures("half")
def test_a_note_keeps_the_rest(parts: Parts) -> None:
    entry = parts.library.rows([1])[0].id
    parts.window.open_entry(entry)
    note = glossary_of(parts.window).reader.pane.note
    note.write()
    note.editor.insertPlainText("before ")
    note.editor.paste()
    note.editor.insertPlainText(" after")
    assert parts.window.save()
    kept = parts.learner.note(entry)
    assert kept.startswith("before ")
    assert kept.endswith(" after")
