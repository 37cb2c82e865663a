"""The entries in the list as a handout: what it says, and where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.library.filters import Filters
from attache.library.library import Library
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.paper import typeset_list
from tests.ui.fixtures import glossary_of


def test_a_handout_has_each_title_and_definition(library: Library, theme: Theme) -> None:
    rows = library.rows(list(library.browse(Filters(theme="history"))))
    document = typeset_list("History & more", "9 entries <of> it", rows, theme.palette_for_paper)
    text = document.toPlainText().splitlines()
    assert text[:2] == ["History & more", "9 entries <of> it"]
    assert len(text) == 2 + len(rows)
    for line, row in zip(text[2:], rows, strict=True):
        assert line.startswith(row.title)
        assert line.endswith(f": {row.definition}")


def test_the_list_of_a_theme_is_saved_as_a_pdf(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary = glossary_of(parts.window)
    glossary.finder.filters.changed.emit(Filters(theme="history"))
    settle(parts.window)
    assert glossary.finder.words == "History"
    # The one thing put in place of the real one: a dialog of the system cannot be driven.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "handout"), ""))
    parts.window.commands.run("pdf-list")
    assert (tmp_path / "handout.pdf").read_bytes().startswith(b"%PDF")
    assert parts.window.notice.label.text() == "Saved as handout.pdf"


def test_a_folder_that_cannot_be_written_to_is_said(parts: Parts, tmp_path: Path) -> None:
    glossary_of(parts.window).look_up("asean")
    settle(parts.window)
    assert glossary_of(parts.window).finder.words == "“asean”"
    glossary_of(parts.window).actions_on_list.save_pdf(tmp_path / "missing" / "asean.pdf")
    assert "could not be written" in parts.window.message.text()


def test_without_entries_there_is_nothing_to_print(parts: Parts) -> None:
    assert parts.window.commands["print-list"].isEnabled()
    glossary_of(parts.window).look_up("xyzzy")
    settle(parts.window)
    assert not parts.window.commands["print-list"].isEnabled()
    assert not parts.window.commands["pdf-list"].isEnabled()
