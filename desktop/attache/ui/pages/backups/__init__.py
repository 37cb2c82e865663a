"""The Backups page: when backups were made, what they hold, and a way to restore one."""

from __future__ import annotations

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec

PAGE = PageSpec(
    id="backups",
    title="Backups",
    icon="history",
    parent="settings",
    opening=Command(
        "backups", "Backups", Menu.VIEW, "history", group=4, also="restore save copy export progress"
    ),
    follows=frozenset((ChangeKind.BACKUPS, ChangeKind.TIME)),
    factory="attache.ui.pages.backups.page:BackupsPage",
)
