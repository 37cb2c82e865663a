"""A pack, and a library, that name files and addresses in every text, to see that none of them is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from attache.base.vocabulary import CardForm
from attache.content.compile import write_library
from attache.content.pack import Pack, SourceCard
from attache.content.reading import read_pack
from tests.content.packs import write_pack

_TEXTS = frozenset(
    """
    about accepted answer basis body definition distractors done fact items language lesson licence members
    note outcome parent parties partners period place prompt rest right says seat short text title type
    version what why words inverse_words
    """.split()
)
"""The fields of a pack that hold text to be shown, whatever they belong to."""
_RENDERED: Mapping[str, tuple[str, ...]] = {
    "entry": ("definition_html", "body_html"),
    "fact": ("html",),
    "claim": ("html",),
    "accuracy": ("says_html", "right_html"),
    "card": ("front_html", "back_html"),
}
"""The columns of a library that hold HTML."""
_Made = TypeVar("_Made")


class Marks:
    """Makes a text that names files in ``folder`` in every way that Qt knows; no two name the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []

    def __call__(self) -> str:
        """Return the next text."""
        names = [f"marker-{len(self.names) + place}" for place in range(6)]
        self.names += names
        image, local, style, drawn, sheet, link = (str(self.folder / name) for name in names)
        return (
            f' & Co [*] <img src="{image}"> <img src="file://{local}"> ![m]({drawn}) '
            f'<p style="background-image:url({style})">p</p> <link rel="stylesheet" href="{sheet}"> '
            f'<a href="{link}">a</a> <img src="http://127.0.0.1:9/x"> <style>@import url({sheet});</style>'
        )


def hostile_pack(pack: Pack, marks: Marks) -> Pack:
    """Return a pack in which every text that is shown ends in a mark."""
    marked = _marked(pack, marks)
    titles = {entry.id: entry.title for entry in marked.entries}
    return replace(
        marked,
        entries=tuple(
            replace(entry, cards=tuple(_card(card, titles, marks) for card in entry.cards))
            for entry in marked.entries
        ),
    )


def _marked(value: _Made, marks: Marks) -> _Made:
    """Return a value of a pack with a mark at the end of every text in it."""
    if isinstance(value, tuple):
        return tuple(_marked(each, marks) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        found = getattr(value, field.name)
        if field.name not in _TEXTS or isinstance(found, CardForm):
            changed[field.name] = _marked(found, marks)
        elif type(found) is str:
            changed[field.name] = found and found + marks()
        elif isinstance(found, tuple):
            changed[field.name] = tuple(each + marks() for each in found)
    return replace(value, **changed)


def _card(card: SourceCard, titles: Mapping[str, str], marks: Marks) -> SourceCard:
    """Return a card whose answer can be chosen and whose gap is in its prompt."""
    if card.form is CardForm.CONFUSABLE:
        return replace(card, answer=titles[card.pair[0]])
    if card.form is CardForm.CLOZE:
        hidden = card.cloze + marks()
        return replace(card, prompt=card.prompt.replace(card.cloze, hidden, 1), cloze=hidden)
    return card


def write_hostile_library(folder: Path, marks: Marks) -> Path:
    """Write the library of a hostile pack, with marks in its HTML as no compiler writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "reference.db"
    write_library(hostile_pack(read_pack(write_pack(folder / "pack")).pack, marks), file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.create_function("mark", 0, marks)
        for table, columns in _RENDERED.items():
            for column in columns:
                connection.execute(f'UPDATE {table} SET "{column}" = "{column}" || mark()')
    return file
