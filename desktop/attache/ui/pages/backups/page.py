"""The backups of the progress file: when they were made, what they hold, and a way to restore one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from attache.base.changes import Changes
from attache.base.dates import moment_words
from attache.base.errors import KnownError
from attache.base.faults import Damaged, Foreign
from attache.base.numbers import counted
from attache.learner.backup_contents import BackupContents
from attache.learner.backups import Backup, Reason, Restored
from attache.ui.shell.context import Context
from attache.ui.widgets.backup_files import BackupFiles
from attache.ui.widgets.backup_words import restored, what_it_holds
from attache.ui.widgets.column_page import ColumnPage
from attache.ui.widgets.line import Line

_WHY: Mapping[Reason, str] = {
    Reason.DAILY: "daily",
    Reason.SESSION: "after a session",
    Reason.MANUAL: "manual",
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
        self.files = BackupFiles(context, self)
        self._file: Path | None = None
        """A file that the user has chosen elsewhere, to look into and to restore."""
        self._chosen: Path | None = None
        self._contents: BackupContents | KnownError | None = None
        """What the chosen backup holds, or why it cannot be restored; None until it was read."""
        self.column.look_changed.connect(self._draw_if_visible)

    def open(self, file: Path | None = None, **target: Any) -> None:
        """List the backups as they are now: some are made in the background.  Show what ``file`` holds."""
        if file is not None:
            self._file, self._chosen = file, None
            self._toggle(file)
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
        column.say("Before a backup is restored, your current progress is backed up.", "lead")
        ways = [("Back up now", self._make)]
        if self.context.learner.is_available:
            ways.append(("Save a backup as…", self.files.ask_for_target))
        ways.append(("Restore from file…", self.files.ask_for_source))
        self._first: QWidget = column.buttons(*ways, main=False, above=8)[0]
        try:
            backups = self.context.learner.backups()
        except KnownError as error:
            backups = ()
            column.say(str(error), "quiet", 12)
        else:
            if not backups and self._file is None:
                column.say("No backups yet. One is made on each day you study.", "quiet", 12)
                column.buttons(("Help", lambda: self.context.commands.run("help")), main=False)
        if self._file is not None:
            self._show_line(self._file, self._file.name, "from a file")
        for backup in backups[:_SHOWN]:
            aside = f"{_WHY[backup.reason]}, {backup.size // 1024:,} kB"
            self._show_line(backup.path, self._made(backup), aside)
        if len(backups) > _SHOWN:
            older = counted(len(backups) - _SHOWN, "older backup")
            column.say(f"{older} in the folder {backups[0].path.parent}", "quiet", 12)
        column.end()

    def _show_line(self, path: Path, name: str, aside: str) -> None:
        line = Line(self.context.theme, name, aside)
        line.clicked.connect(lambda _on=False: self._toggle(path))
        self.column.add(line)
        if path == self._chosen:
            self._first = line
            self._show_contents(path, name)

    def _show_contents(self, path: Path, name: str) -> None:
        if self._contents is None:
            self.column.say("Reading the backup…", "quiet", 8)
        elif isinstance(self._contents, KnownError):
            self.column.say(self._why_not(path, self._contents), "quiet", 4)
        else:
            self.column.say(what_it_holds(self._contents), "quiet", 8)
            if not self.context.learner.is_waiting:
                restore = ("Restore", lambda: self._restore(path, name))
                self._first = self.column.buttons(restore, above=4)[0]

    def _why_not(self, path: Path, error: KnownError) -> str:
        """Return why a file cannot be restored; the advice of some errors is about the progress file."""
        if isinstance(error, (Damaged, Foreign)):
            return f"{error.what} Choose another {'file' if path == self._file else 'backup'}."
        return str(error)

    def _made(self, backup: Backup) -> str:
        return moment_words(self.context.learner.local_time(backup.at))

    def _toggle(self, path: Path) -> None:
        is_shown = self._chosen == path
        self._chosen, self._contents = (None if is_shown else path), None
        if not is_shown:
            self.context.maintenance.preview(
                path,
                lambda contents: self._take(path, contents),
                lambda error: self._take_error(path, error),
                lambda: self._close(path),
            )
        self._draw_if_visible()

    def _take(self, path: Path, contents: BackupContents | KnownError) -> None:
        if self._chosen == path:
            self._contents = contents
            self._draw_if_visible()

    def _take_error(self, path: Path, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._take(path, error)
        else:
            self.context.report(error)

    def _close(self, path: Path) -> None:
        if self._chosen == path:
            self._chosen = None
            self._draw_if_visible()

    def _make(self) -> None:
        self.context.maintenance.make_backup(lambda _made: self._draw_if_visible())

    def _restore(self, path: Path, name: str) -> None:
        what = name if path == self._file else f"The backup of {name}"

        def done(outcome: Restored) -> None:
            self.context.open_page("today")
            self.context.say(restored(what, outcome))

        self._file = self._chosen = None
        self.context.open_page("today")
        self.context.maintenance.restore(path, done)
