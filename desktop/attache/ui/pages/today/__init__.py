"""The Today page: what there is to do, how long it takes, and one button."""

from __future__ import annotations

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace

PAGE = PageSpec(
    id="today",
    title="Today",
    icon="calendar",
    rail=RailPlace.TOP,
    opening=Command("today", "Today", Menu.STUDY, "calendar", ("Ctrl+1",), also="home start due overview"),
    follows=frozenset(
        (ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.LOOKUPS, ChangeKind.READING, ChangeKind.TIME)
    ),
    typing_searches=True,
    factory="attache.ui.pages.today.page:TodayPage",
    screens="attache.ui.pages.today.screens:screens",
)
