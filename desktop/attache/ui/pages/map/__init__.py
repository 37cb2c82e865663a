"""The Map page: how entries are related, as a chart and as a list."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    LARGER = "the map can be enlarged"
    SMALLER = "the map is shown and enlarged"
    SELECTED = "an entry is selected on the map"


PAGE = PageSpec(
    id="map",
    title="Map",
    icon="map",
    rail=RailPlace.TOP,
    opening=Command(
        "map",
        "Map",
        Menu.LOOK_UP,
        "map",
        ("Ctrl+8",),
        3,
        also="relations related themes network overview",
    ),
    commands=(
        Command(
            "map-entry",
            "Open the selected entry",
            Menu.LOOK_UP,
            "book",
            ("E",),
            5,
            Needs.SELECTED,
            repeats=False,
            also="read glossary",
        ),
        Command(
            "map-focus",
            "Focus on the selected entry, or show all entries",
            Menu.LOOK_UP,
            "",
            ("F",),
            5,
            Needs.SELECTED,
            repeats=False,
            also="highlight only related relations neighbours",
        ),
        Command(
            "map-in",
            "Zoom the map in",
            Menu.LOOK_UP,
            "zoom-in",
            ("+", "="),
            5,
            Needs.LARGER,
            also="larger closer",
        ),
        Command(
            "map-out",
            "Zoom the map out",
            Menu.LOOK_UP,
            "zoom-out",
            ("-",),
            5,
            Needs.SMALLER,
            also="smaller",
        ),
        Command(
            "map-whole",
            "Show the whole map",
            Menu.LOOK_UP,
            "",
            ("0",),
            5,
            Needs.SMALLER,
            also="fit reset zoom",
        ),
    ),
    follows=frozenset((ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME)),
    factory="attache.ui.pages.map.page:MapPage",
    screens="attache.ui.pages.map.screens:screens",
)
