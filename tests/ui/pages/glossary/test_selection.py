"""What is selected in the list is what the reader shows, whatever was done before."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
import yaml
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.ui.pages.glossary.page import GlossaryPage
from tests.conftest import Sample
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
    finder, shown = glossary.finder, next(iter(glossary.reader.shown), "")
    rows = [row for row in [finder.list.currentIndex().row()] if row >= 0]
    assert [index.row() for index in finder.list.selectionModel().selectedIndexes()] == rows, told
    assert selected(glossary) in {shown, ""}, told
    if shown and finder.model.find(shown) >= 0:
        assert selected(glossary) == shown, told


def type_all(parts: Parts, qtbot: QtBot, texts: Sequence[str]) -> None:
    """Type each text: the first row is selected and shown, before and after the results are refined."""
    window, glossary, field = parts.window, glossary_of(parts.window), parts.window.top.field

    def agreed() -> bool:
        return not glossary.finder.model.rowCount() or (selected(glossary),) == glossary.reader.shown

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
def test_the_best_hit_of_many_texts_is_selected_and_shown(parts: Parts, qtbot: QtBot, sample: Sample) -> None:
    # That every text finds its entry is tried without a window.
    type_all(parts, qtbot, sample.of(TYPED[1::6], 4))


class Hands:
    """Does one thing after another, as a user might, chosen by chance."""

    def __init__(self, parts: Parts, qtbot: QtBot, seed: int) -> None:
        self.window, self.glossary, self.qtbot = parts.window, glossary_of(parts.window), qtbot
        self.chance = random.Random(seed)
        self.acts: Sequence[Callable[[], object]] = (
            *[self.type_some] * 3,
            *[self.follow] * 2,
            *[self.run] * 9,
            *[self.key] * 3,
            self.click,
            self.narrow,
            self.compare,
            self.open_entry,
        )

    def act(self) -> None:
        self.chance.choice(self.acts)()

    def type_some(self) -> None:
        text = "".join(letter for letter in self.chance.choice(TYPED) if letter.isascii())
        self.window.top.field.setFocus()
        self.window.top.field.selectAll()
        self.qtbot.keyClicks(self.window.top.field, text[: self.chance.randint(1, 9)])

    def click(self) -> None:
        self.window.resize(1280, 800)
        rows, finder = self.glossary.finder.model.rowCount(), self.glossary.finder
        box = finder.list.visualRect(finder.model.index(self.chance.randrange(max(1, min(5, rows)))))
        self.qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())

    def key(self) -> None:
        keys = Qt.Key
        widget, pressed = self.chance.choice(
            (
                (self.window.top.field, (keys.Key_Down, keys.Key_Up, keys.Key_Return)),
                (self.glossary.finder.list, (keys.Key_Down, keys.Key_Home, keys.Key_End)),
                (self.glossary.reader.text, (keys.Key_Escape,)),
            )
        )
        if widget.isVisible():
            self.qtbot.keyClick(widget, self.chance.choice(pressed))

    def follow(self) -> None:
        entry = self.glossary.reader.entry
        refs = [ref for group in entry.relations for ref in group.entries] if entry is not None else []
        if refs:
            self.glossary.reader.pane.text.entry_requested.emit(self.chance.choice(refs).id)

    def narrow(self) -> None:
        self.glossary.finder.filters.changed.emit(Filters(kind=self.chance.choice([None, *Kind])))

    def compare(self) -> None:
        self.glossary.compare(*self.chance.sample(["attache:asean", "attache:nato", "attache:quad"], 2))

    def open_entry(self) -> None:
        self.window.open_entry(self.chance.choice(["attache:nato", "attache:asean", "attache:quad"]))

    def run(self) -> None:
        names = "back back forward next bookmark bookmarks all about random recent"
        self.window.commands.run(self.chance.choice(names.split()))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_list_and_reader_agree(parts: Parts, qtbot: QtBot, seed: int) -> None:
    hands = Hands(parts, qtbot, seed)
    for step in range(200):
        hands.act()
        if hands.chance.random() < 0.5:  # else the next thing is done before the window has settled
            settle(parts.window)
            assert_agreed(hands.glossary, f"step {step}")
