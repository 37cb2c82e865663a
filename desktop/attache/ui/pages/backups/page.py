"""The backups of the progress file: when they were made, what they hold, and a way to restore one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.learner.backup_contents import BackupContents
from attache.learner.backups import Backup, Reason, Restored
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
        self._contents: BackupContents | KnownError | None = None
        """What the chosen backup holds, or why it cannot be restored; None until it was read."""
        context.theme.changed.connect(self._draw_if_visible)

    def open(self, **target: Any) -> None:
        """List the backups as they are now: some are made in the background."""
        self._draw()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """List the backups again: one was made in the background, or the time zone has changed."""
        self._draw_if_visible()

    def _draw_if_visible(self) -> None:
        """Draw the page again; the focus stays on it if it was there."""
        if self.isVisible():
            (self.open if self.column.holds_focus else self._draw)()

    def _draw(self) -> None:
        column = self.column
        column.clear()
        column.say("Backups of your progress", "title")
        column.say("Restoring one loses nothing: the file that it replaces is backed up first.", "lead")
        self._first: QWidget = column.buttons(("Back up now", self._make), main=False, above=8)[0]
        try:
            backups = self.context.learner.backups()
        except KnownError as error:
            backups = ()
            column.say(str(error), "quiet", 12)
        if not backups:
            column.say("There are none yet. One is made every day on which you study.", "quiet", 12)
        for backup in backups[:_SHOWN]:
            aside = f"{_WHY[backup.reason]}, {backup.size // 1024:,} kB"
            line = Line(self.context.theme, self._made(backup), aside)
            line.clicked.connect(lambda _on=False, backup=backup: self._toggle(backup))
            column.add(line)
            if backup.path == self._chosen:
                self._first = line
                self._show_contents(backup)
        column.end()

    def _show_contents(self, backup: Backup) -> None:
        if self._contents is None:
            self.column.say("Reading the backup…", "quiet", 8)
        elif isinstance(self._contents, KnownError):
            self.column.say(str(self._contents), "quiet", 4)
        else:
            self.column.say(what_it_holds(self._contents), "quiet", 8)
            if not self.context.learner.is_waiting:
                self._first = self.column.buttons(("Restore", lambda: self._restore(backup)), above=4)[0]

    def _made(self, backup: Backup) -> str:
        return when_made(self.context.learner.local_time(backup.at))

    def _toggle(self, backup: Backup) -> None:
        is_shown = self._chosen == backup.path
        self._chosen, self._contents = (None if is_shown else backup.path), None
        if not is_shown:
            self.context.maintenance.preview(
                backup.path,
                lambda contents: self._take(backup, contents),
                lambda error: self._take_error(backup, error),
                lambda: self._close(backup),
            )
        self._draw_if_visible()

    def _take(self, backup: Backup, contents: BackupContents | KnownError) -> None:
        if self._chosen == backup.path:
            self._contents = contents
            self._draw_if_visible()

    def _take_error(self, backup: Backup, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._take(backup, error)
        else:
            self.context.report(error)

    def _close(self, backup: Backup) -> None:
        if self._chosen == backup.path:
            self._chosen = None
            self._draw_if_visible()

    def _make(self) -> None:
        self.context.maintenance.make_backup(lambda _made: self._draw_if_visible())

    def _restore(self, backup: Backup) -> None:
        def done(outcome: Restored) -> None:
            self.context.open_page("today")
            self.context.say(restored(self._made(backup), outcome))

        self._chosen = None
        self.context.open_page("today")
        self.context.maintenance.restore(backup.path, done)
