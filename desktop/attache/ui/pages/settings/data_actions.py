"""What the settings page does with the progress file: backing up, checking, repairing, deleting."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from attache.learner.manager import Optimised
from attache.ui.shell.context import Context
from attache.ui.shell.theme import Mode
from attache.ui.widgets.words import NOT_INSTALLED

if TYPE_CHECKING:
    from attache.learner.backups import Backup
    from attache.learner.findings import Examination

_OPTIMISED: Mapping[Optimised, str] = {
    Optimised.BETTER: "The schedule was optimised for your answers.",
    Optimised.NOT_BETTER: "The current parameters already predict your answers as well as new ones would.",
    Optimised.TOO_FEW: "There are not enough reviews yet to optimise the schedule. It takes about 400.",
    Optimised.NOT_INSTALLED: NOT_INSTALLED,
}


_LOST_ROWS = ("lost-rows", "checksums")
"""The rules of the doctor about answers that are gone or changed."""
_DAMAGED = "The library is damaged. Install Attaché again."
_LOST = "Some of your saved answers are missing or were changed. A backup may still have them."
_REPAIRABLE = "Problems were found in your progress. Choose “Repair my progress”; a backup is made first."


def found_words(found: Examination) -> str:
    """Return what was found and what to do about it; ``attache doctor`` prints the details."""
    own = [each for each in found.problems if each in found.progress]
    said = [_DAMAGED] if len(own) < len(found.problems) else []
    said += [_LOST if each.rule in _LOST_ROWS else each.words for each in own if not each.repairable]
    said += [_REPAIRABLE] if found.is_repairable else []
    return " ".join(dict.fromkeys(said)) or "No problems were found in the library or in your progress."


class DataActions:
    """Runs them in the background, and shows their results."""

    def __init__(self, context: Context, over: QWidget) -> None:
        """``over`` is the widget over which file dialogs open."""
        self._context, self._over = context, over

    def back_up(self) -> None:
        """Make a backup now."""

        def made(backup: Backup | None) -> None:
            self._context.say("There is no progress to back up yet." if backup is None else "Backup made.")

        self._context.maintenance.make_backup(made)

    def ask_to_delete(self) -> None:
        """Ask whether to delete all data, and whether with the backups."""
        from attache.ui.pages.settings.delete_dialog import DeleteDialog, what_goes

        learner = self._context.learner
        parts = what_goes(
            learner.answers(sys.maxsize), len(learner.bookmarks()), len(learner.progress.notes.all())
        )
        dialog = DeleteDialog(self._context.theme, parts, len(learner.backups()), self._over)
        dialog.confirmed.connect(self.delete)
        dialog.open()

    def delete(self, with_backups: bool) -> None:
        """Delete all data, start as new, and say where the last backup is."""
        context = self._context

        def deleted(backup: Backup | None) -> None:
            context.theme.set_mode(Mode.SYSTEM)
            context.theme.set_zoom(100)
            context.menus.set_always(False)
            context.machine.clear()
            context.open_page("today")
            kept = f" A final backup was saved as {backup.path}." if backup is not None else ""
            context.say(f"All your data on this computer was deleted.{kept}")

        context.open_page("today")
        context.maintenance.delete_all(with_backups, deleted)

    def optimise(self) -> None:
        """Fit the schedule to the learner's answers."""
        self._context.maintenance.optimise(lambda outcome: self._context.say(_OPTIMISED[outcome]))

    def check(self, done: Callable[[Examination], object]) -> None:
        """Check the library and the progress file, say what was found, and call ``done`` with it."""

        def checked(found: Examination) -> None:
            self._context.say(found_words(found))
            done(found)

        self._context.maintenance.examine(checked)

    def repair(self) -> None:
        """Repair what can be repaired; the file is backed up first, and opened again afterwards."""

        def repaired(before: Path | None) -> None:
            kept = "" if before is None else f" The previous file was kept as {before.name}."
            self._context.say(f"Your progress was repaired.{kept}")

        self._context.maintenance.repair(repaired)
