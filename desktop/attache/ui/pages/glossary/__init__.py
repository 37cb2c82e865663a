"""The Glossary page: finding entries on the left, reading on the right."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Bar, Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace

COMPARE_KEYS = "Ctrl+Shift+D"


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    ENTRY = "an entry is open"
    COMPARABLE = "an entry is open, or a search names two"
    SAVING = "an entry and your progress are open"
    CARDS = "an entry with cards can be studied"
    SUSPENDED = "an entry with suspended cards is open"
    DATED = "an entry with dates is open"
    LIST = "a filtered list can be studied"
    LISTED = "entries are listed"


PAGE = PageSpec(
    id="glossary",
    title="Glossary",
    icon="book",
    rail=RailPlace.TOP,
    opening=Command("glossary", "Browse the glossary", Menu.LOOK_UP, "book", ("Ctrl+2",), 3),
    commands=(
        Command(
            "bookmark",
            "Bookmark",
            Menu.ENTRY,
            "bookmark",
            ("Ctrl+D",),
            1,
            Needs.SAVING,
            checkable=True,
            checked_icon="bookmark-filled",
            bar=Bar.AFTER,
            also="favourite star save",
        ),
        Command(
            "note",
            "Write a note",
            Menu.ENTRY,
            "notebook-pen",
            ("Ctrl+Shift+N",),
            1,
            Needs.SAVING,
            bar=Bar.AFTER,
            also="comment annotate",
        ),
        Command(
            "compare",
            "Compare with…",
            Menu.ENTRY,
            "columns",
            (COMPARE_KEYS,),
            1,
            Needs.COMPARABLE,
            also="difference differ versus confused side by side",
        ),
        Command(
            "entry-timeline",
            "Show on the timeline",
            Menu.ENTRY,
            "gantt",
            ("Ctrl+Shift+T",),
            1,
            Needs.DATED,
            also="dates events history when chronology",
        ),
        Command(
            "entry-guide",
            "Open the entry’s document section",
            Menu.ENTRY,
            "file-text",
            ("Ctrl+G",),
            1,
            Needs.ENTRY,
            also="guide section source place",
        ),
        Command(
            "copy-definition",
            "Copy definition",
            Menu.ENTRY,
            "copy",
            ("Ctrl+Shift+C",),
            2,
            Needs.ENTRY,
            bar=Bar.AFTER,
            also="clipboard",
        ),
        Command(
            "copy-citation",
            "Copy as citation",
            Menu.ENTRY,
            "quote",
            ("Ctrl+Shift+X",),
            2,
            Needs.ENTRY,
            bar=Bar.AFTER,
            also="cite reference source bibliography clipboard",
        ),
        Command(
            "copy-link",
            "Copy link",
            Menu.ENTRY,
            "link",
            (),
            2,
            Needs.ENTRY,
            also="address url clipboard share",
        ),
        Command(
            "print",
            "Print…",
            Menu.ENTRY,
            "printer",
            ("Ctrl+P",),
            3,
            Needs.ENTRY,
            bar=Bar.AFTER,
            also="printer paper",
        ),
        Command(
            "pdf",
            "Save as PDF…",
            Menu.ENTRY,
            "file-down",
            ("Ctrl+Shift+P",),
            3,
            Needs.ENTRY,
            also="export file",
        ),
        Command(
            "report-error",
            "Report an error in this entry…",
            Menu.ENTRY,
            "",
            (),
            2,
            Needs.ENTRY,
            also="mistake wrong correction incorrect feedback bug problem contact email",
        ),
        Command("next", "Next entry in the list", Menu.LOOK_UP, "", ("Alt+Down",), 2, also="down"),
        Command("previous", "Previous entry in the list", Menu.LOOK_UP, "", ("Alt+Up",), 2, also="up"),
        Command(
            "bookmarks",
            "Show bookmarks",
            Menu.LOOK_UP,
            "bookmark",
            ("Ctrl+Shift+B",),
            3,
            also="favourites starred saved",
        ),
        Command(
            "recent",
            "Recently viewed",
            Menu.LOOK_UP,
            "history",
            ("Ctrl+H",),
            3,
            also="history looked up last",
        ),
        Command("random", "Random entry", Menu.LOOK_UP, "", (), 3, also="surprise any chance"),
        Command(
            "print-list",
            "Print listed entries…",
            Menu.LOOK_UP,
            "",
            (),
            3,
            Needs.LISTED,
            also="handout list paper theme glossary",
        ),
        Command(
            "pdf-list",
            "Save listed entries as PDF…",
            Menu.LOOK_UP,
            "",
            (),
            3,
            Needs.LISTED,
            also="handout list export file theme glossary",
        ),
        Command(
            "study-entry",
            "Study this entry",
            Menu.STUDY,
            "sprout",
            ("Ctrl+Shift+S",),
            1,
            Needs.CARDS,
            bar=Bar.AFTER,
            also="learn review cards",
        ),
        Command(
            "entry-cards",
            "Cards of this entry",
            Menu.STUDY,
            "list",
            (),
            1,
            Needs.CARDS,
            also="list flagged suspended leeches browser",
        ),
        Command(
            "resume",
            "Unsuspend this entry’s cards",
            Menu.STUDY,
            "",
            (),
            1,
            Needs.SUSPENDED,
            also="unsuspend",
        ),
        Command(
            "study-list",
            "Study listed entries",
            Menu.STUDY,
            "",
            ("Ctrl+Shift+L",),
            1,
            Needs.LIST,
            also="learn review filter cards",
        ),
        Command("pane", "Go to the next pane", Menu.VIEW, "", ("F6",), also="focus switch panel"),
        Command("about-documents", "About the documents", Menu.HELP, "info", (), 2, also="sources trust"),
    ),
    follows=frozenset(ChangeKind),
    answers_search=True,
    typing_searches=True,
    factory="attache.ui.pages.glossary.page:GlossaryPage",
    screens="attache.ui.pages.glossary.screens:screens",
)
