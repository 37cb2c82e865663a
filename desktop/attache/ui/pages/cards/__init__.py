"""The Cards page: all cards as a list to look through, in which several can be marked together."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    SELECTED = "cards are selected"
    UNDO = "the last action changed cards"
    REDO = "a change to cards was undone"


PAGE = PageSpec(
    id="cards",
    title="Cards",
    icon="list",
    parent="study",
    opening=Command(
        "cards",
        "Cards",
        Menu.STUDY,
        "list",
        ("Ctrl+B",),
        5,
        also="browser list table flagged suspended buried leeches notes due search",
    ),
    commands=(
        Command(
            "flagged-cards",
            "Flagged cards",
            Menu.STUDY,
            "flag",
            (),
            5,
            also="marked starred list",
        ),
        Command(
            "cards-study",
            "Study the selected cards",
            Menu.STUDY,
            "layers",
            ("Ctrl+Return",),
            6,
            Needs.SELECTED,
            repeats=False,
            also="learn review practise these",
        ),
        Command(
            "cards-flag",
            "Flag the selected cards, or remove their flags",
            Menu.STUDY,
            "flag",
            ("F",),
            6,
            Needs.SELECTED,
            repeats=False,
            also="mark star unflag",
        ),
        Command(
            "cards-suspend",
            "Suspend or unsuspend the selected cards",
            Menu.STUDY,
            "pause",
            ("S",),
            6,
            Needs.SELECTED,
            repeats=False,
            also="stop hide resume",
        ),
        Command(
            "cards-bury",
            "Bury the selected cards until tomorrow, or unbury them",
            Menu.STUDY,
            "hourglass",
            ("B",),
            6,
            Needs.SELECTED,
            repeats=False,
            also="skip postpone hide",
        ),
        Command(
            "cards-entry",
            "Open the entry of the selected card",
            Menu.STUDY,
            "book",
            ("E",),
            6,
            Needs.SELECTED,
            repeats=False,
            also="glossary read source",
        ),
        Command(
            "cards-guide",
            "Open the selected card’s document section",
            Menu.STUDY,
            "file-text",
            ("G",),
            6,
            Needs.SELECTED,
            repeats=False,
            also="guide section source place",
        ),
        Command(
            "cards-undo",
            "Undo the last change to cards",
            Menu.STUDY,
            "undo",
            ("Ctrl+Z",),
            7,
            Needs.UNDO,
            repeats=False,
            also="revert back flag suspend bury",
        ),
        Command(
            "cards-redo",
            "Redo the last change to cards",
            Menu.STUDY,
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            7,
            Needs.REDO,
            repeats=False,
            also="again repeat",
        ),
    ),
    follows=frozenset((ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.NOTES, ChangeKind.TIME)),
    needs_progress=True,
    undoes=True,
    typing_searches=True,
    factory="attache.ui.pages.cards.page:CardsPage",
    screens="attache.ui.pages.cards.screens:screens",
)
