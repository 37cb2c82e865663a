"""What Today offers when the progress file was refused; imported only then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from attache.base.errors import KnownError
from attache.learner.backups import Backup
from attache.ui.shell.context import Context
from attache.ui.widgets.backup_words import restored, what_it_holds, when_made
from attache.ui.widgets.column import Column


def offer_ways_out(
    context: Context, column: Column, look_up: tuple[str, Callable[[], object]]
) -> QPushButton:
    """Show in the column what can be done; return the first button."""
    learner, say = context.learner, column.say
    say("Attaché", "big")
    say("Your progress file cannot be used, as the message above says. Looking up works.", "lead")
    offered: list[tuple[str, Callable[[], object]]] = []
    backup = learner.newest_sound_backup() if learner.is_damaged else None
    if backup is not None:
        say(f"The backup of {when_made(backup)} is sound. {_contents(context, backup)}", "quiet", 12)
        offered.append(("Restore this backup", lambda: _restore(context, backup)))
    if learner.is_damaged:
        say(
            "Nothing is removed: the damaged file is renamed and kept.",
            "quiet",
        )
        offered.append(("Start with a new file", lambda: _start_new_file(context)))
    return column.buttons(*offered, look_up, above=8)[0]


def _contents(context: Context, backup: Backup) -> str:
    try:
        return what_it_holds(context.learner.backup_contents(backup.path))
    except KnownError:
        return ""


def _restore(context: Context, backup: Backup) -> None:
    _replace(context, lambda: restored(backup, context.learner.restore(backup.path)))


def _start_new_file(context: Context) -> None:
    _replace(context, lambda: f"The damaged file is kept as {context.learner.start_new_file().name}.")


def _replace(context: Context, act: Callable[[], str]) -> None:
    """Replace the progress file, and report the outcome."""
    try:
        said = act()
    except KnownError as error:
        context.report(error)
        return
    context.open_page("today")
    context.say(said)
