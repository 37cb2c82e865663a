"""The Settings page: every setting in one of five sections, found by name."""

from __future__ import annotations

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace

PAGE = PageSpec(
    id="settings",
    title="Settings",
    icon="sliders-horizontal",
    rail=RailPlace.FOOT,
    opening=Command(
        "settings",
        "Settings",
        Menu.VIEW,
        "sliders-horizontal",
        ("Ctrl+,",),
        group=4,
        also="preferences options configuration",
    ),
    follows=frozenset((ChangeKind.REVIEWS, ChangeKind.SETTINGS)),
    needs_progress=True,
    factory="attache.ui.pages.settings.page:SettingsPage",
    items="attache.ui.pages.settings.declared:items",
    screens="attache.ui.pages.settings.screens:screens",
)
