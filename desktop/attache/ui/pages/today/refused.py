"""What Today offers when the progress file was refused; imported only then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from attache.base.errors import KnownError
from attache.learner.backups import Backup
from attache.learner.manager import WayOut
from attache.ui.shell.context import Context
from attache.ui.widgets.backup_words import restored, what_it_holds, when_made
from attache.ui.widgets.column import Column


def offer_ways_out(
    context: Context, column: Column, look_up: tuple[str, Callable[[], object]]
) -> QPushButton:
    """Show in the column what can be done; return the first button."""
    learner, say, ways = context.learner, column.say, context.learner.ways_out
    say("Attaché", "big")
    say("Your progress file cannot be used, as the message above says. Looking up works.", "lead")
    offered: list[tuple[str, Callable[[], object]]] = []
    backup = learner.newest_sound_backup() if WayOut.RESTORE in ways else None
    if backup is not None:
        say(f"The backup of {when_made(backup)} is sound. {_contents(context, backup)}", "quiet", 12)
        offered.append(("Restore this backup", lambda: _restore(context, backup)))
    if WayOut.START_NEW_FILE in ways:
        say(
            "Nothing is removed: a file that cannot be used is renamed and kept, and so are backups.", "quiet"
        )
        offered.append(("Start with a new file", lambda: _start_new_file(context)))
    if WayOut.OPEN_AGAIN in ways:
        offered.append(("Try again", lambda: _open_again(context)))
    return column.buttons(*offered, look_up, above=8)[0]


def _contents(context: Context, backup: Backup) -> str:
    try:
        return what_it_holds(context.learner.backup_contents(backup.path))
    except KnownError:
        return ""


def _restore(context: Context, backup: Backup) -> None:
    _replace(context, lambda: restored(backup, context.learner.restore(backup.path)))


def _start_new_file(context: Context) -> None:
    def start() -> str:
        aside = context.learner.start_new_file()
        started = "A new progress file was started."
        return started if aside is None else f"{started} What was there is kept as {aside.name}."

    _replace(context, start)


def _open_again(context: Context) -> None:
    """Open what is there now; where it is refused once more, Today says so again."""
    context.learner.open_again()
    context.open_page("today")
    if context.learner.is_available:
        context.say("Your progress file is open again.")


def _replace(context: Context, act: Callable[[], str]) -> None:
    """Replace the progress file, and report the outcome."""
    try:
        said = act()
    except KnownError as error:
        context.report(error)
        return
    context.open_page("today")
    context.say(said)
