"""The Study page: what to study, one card at a time, and a summary at the end."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    UNDO = "there is something to undo"
    REDO = "there is something to redo"
    CARD = "a card is shown"
    ANSWER = "the answer of a card is shown"


PAGE = PageSpec(
    id="study",
    title="Study",
    icon="layers",
    rail=RailPlace.TOP,
    opening=Command(
        "study",
        "Study cards",
        Menu.STUDY,
        "layers",
        ("Ctrl+3",),
        also="learn review flashcards practise practice session continue resume",
    ),
    commands=(
        Command("again", "Again", Menu.STUDY, "", ("1",), 2, Needs.ANSWER, repeats=False),
        Command("hard", "Hard", Menu.STUDY, "", ("2",), 2, Needs.ANSWER, repeats=False),
        Command("good", "Good", Menu.STUDY, "", ("3",), 2, Needs.ANSWER, repeats=False),
        Command("easy", "Easy", Menu.STUDY, "", ("4",), 2, Needs.ANSWER, repeats=False),
        Command(
            "undo",
            "Undo the last answer",
            Menu.STUDY,
            "undo",
            ("Ctrl+Z", "U"),
            3,
            Needs.UNDO,
            repeats=False,
            also="revert back answer",
        ),
        Command(
            "redo",
            "Redo the last answer",
            Menu.STUDY,
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y", "Shift+U"),
            3,
            Needs.REDO,
            repeats=False,
            also="again repeat",
        ),
        Command(
            "card-entry",
            "Open entry",
            Menu.STUDY,
            "panel-right",
            ("E",),
            4,
            Needs.ANSWER,
            repeats=False,
            also="source glossary open",
        ),
        Command(
            "card-guide",
            "Open the card’s document section",
            Menu.STUDY,
            "file-text",
            ("G",),
            4,
            Needs.ANSWER,
            repeats=False,
            also="guide section source place",
        ),
        Command(
            "card-note",
            "Write a note on the entry",
            Menu.STUDY,
            "notebook-pen",
            ("N",),
            4,
            Needs.ANSWER,
            repeats=False,
            also="comment annotate write",
        ),
        Command(
            "flag",
            "Flag the card",
            Menu.STUDY,
            "flag",
            ("F",),
            4,
            Needs.CARD,
            repeats=False,
            also="mark star",
        ),
        Command(
            "bury",
            "Bury until tomorrow",
            Menu.STUDY,
            "hourglass",
            ("B",),
            4,
            Needs.CARD,
            repeats=False,
            also="skip hide tomorrow postpone",
        ),
        Command(
            "suspend",
            "Suspend the card",
            Menu.STUDY,
            "pause",
            ("S",),
            4,
            Needs.CARD,
            repeats=False,
            also="stop hide pause never",
        ),
    ),
    follows=frozenset((ChangeKind.REVIEWS, ChangeKind.READING, ChangeKind.SETTINGS, ChangeKind.TIME)),
    needs_progress=True,
    undoes=True,
    badge=lambda overview: overview.today.cards,
    factory="attache.ui.pages.study.page:StudyPage",
    screens="attache.ui.pages.study.screens:screens",
)
