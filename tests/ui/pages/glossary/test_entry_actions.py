"""Copying, citing and saving act on the entry shown, and on nothing if none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from attache.app.window import Parts
from tests.ui.fixtures import glossary_of


def test_nothing_happens_without_an_entry(parts: Parts, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setText("as it was")
    actions = glossary_of(parts.window).actions_on_entry
    actions.copy_definition()
    actions.copy_citation()
    actions.save_pdf(tmp_path / "none.pdf")
    assert QGuiApplication.clipboard().text() == "as it was"
    assert not (tmp_path / "none.pdf").exists()


def test_a_pdf_goes_where_the_dialog_says_and_gets_its_ending(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    glossary_of(parts.window).show_entry("attache:nato")
    # The one thing put in place of the real one: a dialog of the system cannot be driven.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "v1.2"), ""))
    parts.window.commands["pdf"].trigger()
    assert (tmp_path / "v1.2.pdf").read_bytes().startswith(b"%PDF")
    assert parts.window.notice.label.text() == "Saved as v1.2.pdf"


def test_a_dialog_left_writes_nothing(parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary_of(parts.window).show_entry("attache:nato")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    parts.window.commands["pdf"].trigger()
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_cannot_be_written_to_is_said(parts: Parts, tmp_path: Path) -> None:
    glossary_of(parts.window).show_entry("attache:nato")
    glossary_of(parts.window).actions_on_entry.save_pdf(tmp_path / "missing" / "nato.pdf")
    assert "could not be written" in parts.window.message.text()
