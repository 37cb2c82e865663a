"""The backups of the progress file: when they were made, what they hold, and a way to restore one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from attache.base.errors import KnownError
from attache.learner.backups import Backup, Reason
from attache.ui.shell.context import Context
from attache.ui.widgets.backup_words import restored, what_it_holds, when_made
from attache.ui.widgets.column_page import ColumnPage
from attache.ui.widgets.line import Line

_WHY: Mapping[Reason, str] = {
    Reason.DAILY: "daily",
    Reason.SESSION: "after a session",
    Reason.ASKED: "manual",
    Reason.RESTORE: "before a restore",
    Reason.REPAIR: "before a repair",
    Reason.MIGRATION: "before an update",
    Reason.REPLACED: "when the file was replaced",
}
_SHOWN = 40


class BackupsPage(ColumnPage):
    """A line for each backup; pressing it shows what the backup holds."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 720)
        self._chosen: Path | None = None
        context.theme.changed.connect(self._draw_if_visible)

    def open(self, **target: Any) -> None:
        """List the backups as they are now: some are made in the background."""
        self._draw()

    def _draw_if_visible(self) -> None:
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        column = self.column
        column.clear()
        column.say("Backups of your progress", "title")
        column.say("Restoring one loses nothing: the file that it replaces is backed up first.", "lead")
        first: QWidget = column.buttons(("Back up now", self._make), main=False, above=8)[0]
        try:
            backups = self.context.learner.backups()
        except KnownError as error:
            backups = ()
            column.say(str(error), "quiet", 12)
        if not backups:
            column.say("There are none yet. One is made every day on which you study.", "quiet", 12)
        for backup in backups[:_SHOWN]:
            aside = f"{_WHY[backup.reason]}, {backup.size // 1024:,} kB"
            line = Line(self.context.theme, when_made(backup), aside)
            line.clicked.connect(lambda _on=False, backup=backup: self._toggle(backup))
            column.add(line)
            if backup.path == self._chosen:
                first = self._show_contents(backup)
        column.end()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_contents(self, backup: Backup) -> QWidget:
        try:
            contents = self.context.learner.backup_contents(backup.path)
        except KnownError as error:
            return self.column.say(str(error), "quiet", 4)
        self.column.say(what_it_holds(contents), "quiet", 8)
        return self.column.buttons(("Restore", lambda: self._restore(backup)), above=4)[0]

    def _toggle(self, backup: Backup) -> None:
        self._chosen = None if self._chosen == backup.path else backup.path
        self._draw()

    def _make(self) -> None:
        try:
            self.context.learner.make_backup()
        except KnownError as error:
            self.context.report(error)
        self._draw()

    def _restore(self, backup: Backup) -> None:
        try:
            done = self.context.learner.restore(backup.path)
        except KnownError as error:
            self.context.report(error)
            return
        self._chosen = None
        self.context.open_page("today")
        self.context.say(restored(backup, done))
