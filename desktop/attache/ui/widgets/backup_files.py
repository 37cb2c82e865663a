"""Backups in files that the user names: saving one, and choosing one to restore."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QWidget

from attache.ui.shell.context import Context

_FILES = "Progress (*.db);;All files (*)"


class BackupFiles:
    """Asks for files over the widget ``over``, and shows the results."""

    def __init__(self, context: Context, over: QWidget) -> None:
        self._context, self._over = context, over

    def ask_for_target(self) -> None:
        """Ask for a file name and save a backup of all progress under it."""
        from PySide6.QtWidgets import QFileDialog

        today = self._context.learner.local_time(self._context.clock()).date()
        start = f"{QDir.homePath()}/attache-progress-{today}.db"
        name, _kind = QFileDialog.getSaveFileName(self._over, "Save a backup", start, _FILES)
        if name:
            self.save(Path(name))

    def save(self, file: Path) -> None:
        """Save a backup of all progress in a file."""

        def saved(done: bool) -> None:
            said = f"A backup was saved as {file}." if done else "There is no progress to save yet."
            self._context.say(said)

        self._context.maintenance.export(file, saved)

    def ask_for_source(self) -> None:
        """Ask for a file and show what it holds on the Backups page, where it can be restored."""
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(self._over, "Restore from a file", QDir.homePath(), _FILES)
        if name:
            self._context.open_page("backups", file=Path(name))
