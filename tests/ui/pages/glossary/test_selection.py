"""What is selected in the list is what the reader shows, whatever was done before."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import count

import pytest
import yaml
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.ui.pages.glossary.page import GlossaryPage
from tests.sources import TOP
from tests.ui.fixtures import glossary_of

TYPED: Sequence[str] = [
    each["type"] for each in yaml.safe_load((TOP / "tests/lookup.yaml").read_text("utf-8"))
]
_ONE_IN = 24
"""Of the texts, in the quick form."""


def selected(glossary: GlossaryPage) -> str:
    """Return the entry of the selected row, "" if none is selected."""
    row = glossary.finder.list.currentIndex().row()
    return glossary.finder.model.line(row).row.id if row >= 0 else ""


def assert_agreed(glossary: GlossaryPage, told: str) -> None:
    """The selected row is the entry that is shown; an entry that is shown and listed is selected."""
    finder, shown = glossary.finder, glossary.entry
    rows = [row for row in [finder.list.currentIndex().row()] if row >= 0]
    assert [index.row() for index in finder.list.selectionModel().selectedIndexes()] == rows, told
    assert selected(glossary) in {shown, ""}, told
    if shown and finder.model.find(shown) >= 0:
        assert selected(glossary) == shown, told


def type_all(parts: Parts, qtbot: QtBot, texts: Sequence[str]) -> None:
    """Type each text: the first row is selected and shown, before and after the results are refined."""
    window, glossary, field = parts.window, glossary_of(parts.window), parts.window.top.field

    def agreed() -> bool:
        return not glossary.finder.model.rowCount() or selected(glossary) == glossary.entry != ""

    for text in texts:
        for typed in (text[: len(text) // 2], text):
            field.setText(typed)
            field.textEdited.emit(typed)
            qtbot.waitUntil(agreed)
        settle(window)
        if glossary.finder.model.rowCount():
            assert glossary.finder.list.currentIndex().row() == 0, text
        assert_agreed(glossary, text)


def test_the_best_hit_is_selected_and_shown(parts: Parts, qtbot: QtBot) -> None:
    type_all(parts, qtbot, ["GSOMIA", *TYPED[::_ONE_IN]])


@pytest.mark.slow
def test_the_best_hit_of_every_text_is_selected_and_shown(parts: Parts, qtbot: QtBot) -> None:
    type_all(parts, qtbot, TYPED)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_list_and_reader_agree(parts: Parts, qtbot: QtBot, seed: int) -> None:
    window, glossary, field = parts.window, glossary_of(parts.window), parts.window.top.field
    finder, commands, chance = glossary.finder, parts.window.commands, random.Random(seed)

    def type_some() -> None:
        text = chance.choice(TYPED)
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, "".join(letter for letter in text if letter.isascii())[: chance.randint(1, 9)])

    def click() -> None:
        window.resize(1280, 800)
        box = finder.list.visualRect(
            finder.model.index(chance.randrange(max(1, min(5, finder.model.rowCount()))))
        )
        qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())

    def follow() -> None:
        entry = glossary.reader.entry
        refs = [ref for group in entry.relations for ref in group.entries] if entry is not None else []
        if refs:
            glossary.reader.pane.text.entry_requested.emit(chance.choice(refs).id)

    def narrow() -> None:
        finder.filters.changed.emit(Filters(kind=chance.choice([None, *Kind])))

    acts: Sequence[Callable[[], object]] = (
        *[type_some] * 3,
        click,
        follow,
        follow,
        narrow,
        lambda: qtbot.keyClick(field, chance.choice([Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return])),
        lambda: qtbot.keyClick(
            finder.list, chance.choice([Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End])
        ),
        *[lambda name=name: commands.run(name) for name in ("back", "back", "forward", "next", "bookmark")],
        *[lambda name=name: commands.run(name) for name in ("bookmarks", "all", "about", "random", "recent")],
        lambda: window.open_entry(
            chance.choice(["attache:nato", "attache:asean", "attache:fpda", "attache:quad"])
        ),
    )
    for step in count():
        act = chance.choice(acts)
        act()
        if chance.random() < 0.5:  # else the next thing is done before the window has settled
            settle(window)
            assert_agreed(glossary, f"step {step}")
            if step > 150:
                break
