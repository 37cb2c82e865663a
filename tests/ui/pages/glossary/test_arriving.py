"""Arriving at an entry by a name of something that is not quite the entry's subject."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.content.compile import build
from tests.content.packs import write_pack
from tests.ui.fixtures import glossary_of


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    build(write_pack(folder / "pack"), folder / "reference.db")
    return folder / "reference.db"


def type_text(parts: Parts, text: str) -> str:
    """Type a text, and return the first line of the entry that is shown beside the list."""
    parts.window.top.field.setText(text)
    parts.window.top.field.textEdited.emit(text)
    settle(parts.window)
    glossary = glossary_of(parts.window)
    assert glossary.title == "Pact"
    return glossary.reader.pane.text.toPlainText().splitlines()[0]


def test_the_entry_says_at_its_top_what_the_name_has_to_do_with_it(parts: Parts, qtbot: QtBot) -> None:
    assert type_text(parts, "lamp oath") == "“lamp oath” is covered in this entry."
    assert type_text(parts, "harbour law") == (
        "“Harbour Law” has no entry of its own. This entry is related to it."
    )
    assert type_text(parts, "pact") == "CONCEPT · IDEAS"


def test_it_is_still_said_when_the_entry_is_opened_from_the_list(parts: Parts, qtbot: QtBot) -> None:
    type_text(parts, "lamp oath")
    glossary = glossary_of(parts.window)
    glossary.choose()
    settle(parts.window)
    assert glossary.reader.pane.text.toPlainText().startswith("“lamp oath” is covered in this entry.")


def test_a_line_above_the_list_says_which_word_was_left_out(parts: Parts, qtbot: QtBot) -> None:
    glossary = glossary_of(parts.window)
    type_text(parts, "lamp oath Westphalia")
    message = glossary.finder.message
    assert message.isVisible()
    assert message.text() == "No entry has all these words. Left out: “Westphalia”."
    type_text(parts, "pact")
    assert not message.isVisible()


def test_the_list_says_where_a_text_matches(parts: Parts, qtbot: QtBot) -> None:
    parts.window.top.field.setText("ancient")
    parts.window.top.field.textEdited.emit("ancient")
    settle(parts.window)
    model = glossary_of(parts.window).finder.model
    assert {model.line(row).aside for row in range(model.rowCount())} == {"in an accuracy note"}
