"""What Today shows while there is no open progress file; imported only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QPushButton

from attache.base.dates import moment_words
from attache.base.errors import KnownError
from attache.base.faults import Replaced, TooNew
from attache.learner.backup_contents import BackupContents
from attache.learner.backups import Backup, Restored
from attache.learner.manager import WayOut
from attache.ui.shell.context import Context
from attache.ui.widgets.backup_words import restored, what_it_holds
from attache.ui.widgets.column import Column

Sound: TypeAlias = tuple[Backup, BackupContents] | None
Offer: TypeAlias = tuple[str, Callable[[], object]]


class WaysOut:
    """Shows why the file is not open and what can be done; a sound backup is looked for in the background."""

    def __init__(self, context: Context, look_up: Offer, redraw: Callable[[], object]) -> None:
        """Call ``redraw`` when a backup was found or not."""
        self._context, self._look_up, self._redraw = context, look_up, redraw
        self._found: Sound = None
        self._looked_because: KnownError | None = None
        """The refusal for which a backup was looked for."""

    def show(self, column: Column) -> QPushButton:
        """Show in the column what can be done; return the first button."""
        learner = self._context.learner
        column.say("Attaché", "big")
        if learner.is_waiting:
            column.say(
                f"{self._context.maintenance.waiting_words} You can use the glossary in the meantime.", "lead"
            )
            return column.buttons(self._look_up, main=False, above=8)[0]
        column.say(
            "Your progress file cannot be used, as the message above says. You can still look things up.",
            "lead",
        )
        if isinstance(learner.refusal, TooNew):
            column.say(learner.refusal.advice, "lead")
        ways = learner.ways_out
        offers: list[Offer] = []
        if WayOut.RESTORE in ways:
            offers += self._restoring(column)
        if WayOut.REPAIR in ways:
            column.say("Most of a damaged file can often still be read.", "quiet")
            offers.append(("Recover what can be read", self._repair))
        if WayOut.START_NEW_FILE in ways:
            column.say(
                "Nothing is deleted: the old file is renamed, and backups stay.",
                "quiet",
            )
            offers.append(("Start with a new file", self._start_new_file))
        if WayOut.OPEN_AGAIN in ways:
            is_another = isinstance(learner.refusal, Replaced) and learner.file.exists()
            offers.append(("Open the new file" if is_another else "Try again", self._open_again))
        return column.buttons(*offers, self._look_up, above=8)[0]

    def _restoring(self, column: Column) -> list[Offer]:
        """Offer the latest sound backup, once it was looked for."""
        if self._looked_because is not self._context.learner.refusal:
            self._looked_because, self._found = self._context.learner.refusal, None
            self._context.maintenance.find_sound_backup(self._take)
        if self._found is None:
            return []
        backup, contents = self._found
        made = moment_words(self._context.learner.local_time(backup.at))
        column.say(f"The backup of {made} is intact. {what_it_holds(contents)}", "quiet", 12)
        if isinstance(self._context.learner.refusal, TooNew):
            column.say("If you restore it, the file of the later version is renamed and kept.", "quiet")
        return [("Restore this backup", lambda: self._restore(backup, made))]

    def _take(self, found: Sound) -> None:
        self._found = found
        if found is not None:
            self._redraw()

    def _restore(self, backup: Backup, made: str) -> None:
        def done(outcome: Restored) -> None:
            self._context.open_page("today")
            self._context.say(restored(f"The backup of {made}", outcome))

        self._context.maintenance.restore(backup.path, done)

    def _repair(self) -> None:
        def done(aside: Path | None) -> None:
            name = "" if aside is None else f" The damaged file was renamed to {aside.name}."
            self._context.say(f"What could be read was recovered.{name}")

        self._context.maintenance.repair(done)

    def _start_new_file(self) -> None:
        def done(aside: Path | None) -> None:
            started = "A new progress file was started."
            kept = "" if aside is None else f" The old file was renamed to {aside.name}."
            self._context.say(started + kept)

        self._context.maintenance.start_new_file(done)

    def _open_again(self) -> None:
        """Open what is there now; where it is refused once more, Today says so again."""

        def done() -> None:
            if self._context.learner.is_available:
                self._context.say("Your progress file is open again.")

        self._context.maintenance.open_progress(done)
