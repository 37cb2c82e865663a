"""The Timeline page: everything that entries date, as a chart and as a list."""

from __future__ import annotations

from enum import StrEnum

from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    LARGER = "the timeline can be enlarged"
    SMALLER = "the timeline is shown and enlarged"
    SELECTED = "a date is selected"


PAGE = PageSpec(
    id="timeline",
    title="Timeline",
    icon="gantt",
    opening=Command(
        "timeline",
        "Timeline",
        Menu.LOOK_UP,
        "gantt",
        ("Ctrl+7",),
        3,
        also="dates events years chronology when",
    ),
    commands=(
        Command(
            "timeline-entry",
            "Open the entry of the selected date",
            Menu.LOOK_UP,
            "book",
            ("E",),
            4,
            Needs.SELECTED,
            repeats=False,
            also="read glossary",
        ),
        Command(
            "timeline-focus",
            "Focus on the entry of the selected date, or show all dates",
            Menu.LOOK_UP,
            "",
            ("F",),
            4,
            Needs.SELECTED,
            repeats=False,
            also="highlight only related neighbours",
        ),
        Command(
            "timeline-in",
            "Zoom the timeline in",
            Menu.LOOK_UP,
            "zoom-in",
            ("+", "="),
            4,
            Needs.LARGER,
            also="larger closer",
        ),
        Command(
            "timeline-out",
            "Zoom the timeline out",
            Menu.LOOK_UP,
            "zoom-out",
            ("-",),
            4,
            Needs.SMALLER,
            also="smaller",
        ),
        Command(
            "timeline-whole",
            "Show the whole timeline",
            Menu.LOOK_UP,
            "",
            ("0",),
            4,
            Needs.SMALLER,
            also="fit reset zoom",
        ),
    ),
    factory="attache.ui.pages.timeline.page:TimelinePage",
    parent="map",
    screens="attache.ui.pages.timeline.screens:screens",
)
