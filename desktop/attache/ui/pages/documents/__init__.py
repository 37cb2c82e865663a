"""The Documents page: the documents on a shelf, and the guide to each, section by section."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    SECTION = "a section is shown"
    NEXT = "another section follows"
    PREVIOUS = "there is a section before this one"
    SAVING = "a section and your progress are open"
    UNDO = "the last answer was given on this page"


PAGE = PageSpec(
    id="documents",
    title="Documents",
    icon="file-text",
    rail=RailPlace.TOP,
    opening=Command(
        "documents",
        "Documents",
        Menu.LOOK_UP,
        "file-text",
        ("Ctrl+4",),
        3,
        also="read guide section chapter outline continue reading",
    ),
    commands=(
        Command(
            "next-section",
            "Next section",
            Menu.LOOK_UP,
            "arrow-right",
            ("N",),
            4,
            Needs.NEXT,
            repeats=False,
            also="continue reading forward",
        ),
        Command(
            "previous-section",
            "Previous section",
            Menu.LOOK_UP,
            "arrow-left",
            ("P",),
            4,
            Needs.PREVIOUS,
            repeats=False,
            also="reading back",
        ),
        Command(
            "mark-read",
            "Mark the section as read, or as not read",
            Menu.LOOK_UP,
            "check",
            ("R",),
            4,
            Needs.SAVING,
            repeats=False,
            also="unread done finished",
        ),
        Command("shelf", "All documents", Menu.LOOK_UP, "", (), 4, Needs.SECTION, also="shelf list"),
        Command(
            "study-section",
            "Study the cards of the section",
            Menu.STUDY,
            "layers",
            (),
            1,
            Needs.SAVING,
            also="learn review",
        ),
        Command(
            "undo-check",
            "Undo the answer to the check question",
            Menu.STUDY,
            "undo",
            ("Ctrl+Z", "U"),
            3,
            Needs.UNDO,
            repeats=False,
            also="revert back",
        ),
    ),
    follows=frozenset((ChangeKind.READING, ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME)),
    needs_progress=True,
    undoes=True,
    factory="attache.ui.pages.documents.page:DocumentsPage",
    screens="attache.ui.pages.documents.screens:screens",
)
