"""``attache restore``: restore a backup of your progress, or list the backups."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.base.clock import utc_milliseconds
from attache.base.dates import moment_words
from attache.base.errors import KnownError
from attache.base.faults import CannotOpen, StorageError, faults_of
from attache.base.numbers import counted
from attache.cli.alone import alone
from attache.cli.command import DONE, NO, Command
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.learner.backup_contents import BackupContents
    from attache.learner.backups import Backups


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="a backup: its path, or its name in the backup folder; without it all backups are listed",
    )


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Restore the backup and print what it holds and where the replaced file is; without one, list them."""
    # Imported here because most commands do not need it.
    from attache.learner.backups import Backups

    backups = Backups(options.places.progress, utc_milliseconds, _library(options))
    if arguments.file is None:
        return _list(backups, terminal)
    path = _found(arguments.file, backups)
    advice = "Close its window, or restore the backup there, from Settings."
    with (
        alone(options.places.data, "nothing was restored", advice),
        terminal.progress("Restoring the backup") as watch,
    ):
        done = backups.restore(path, watch)
    # A line with a path is not broken, so that the path can be copied.
    terminal.line(f"The backup {path} was restored.")
    terminal.wrapped(f"It contains {_words(done.contents)}.")
    if done.kept is not None and done.set_aside:
        terminal.line(f"The replaced file cannot be used; it was renamed to {done.kept}.")
    elif done.kept is not None:
        terminal.line(f"A backup of the replaced file is at {done.kept}.")
    return DONE


def _library(options: Options) -> Path | None:
    """Return the library whose cards and entries are counted; None if it cannot be compiled."""
    try:
        return library_path(options)
    except KnownError:
        return None


def _list(backups: Backups, terminal: Terminal) -> int:
    """Print every backup and what it holds, the latest first; return NO if there is none."""
    found = backups.list()
    if not found:
        terminal.complain(f"There is no backup in {backups.folder} yet.")
        return NO
    terminal.line(f"In {backups.folder}:")
    for backup in found:
        terminal.line()
        terminal.line(backup.path.name)
        try:
            made = moment_words(datetime.fromtimestamp(backup.at / 1000, UTC).astimezone())
            with terminal.progress("Reading the backup") as watch:
                contents = backups.preview(backup.path, watch)
            terminal.wrapped(f"made {made}; {_words(contents)}", 2)
        except StorageError as fault:
            terminal.wrapped(f"cannot be used: {fault.what}", 2)
    return DONE


def _found(file: Path, backups: Backups) -> Path:
    """Return the path of a backup that is given by its path, or by its name in the backup folder."""
    inside = backups.folder / file
    with faults_of("backup", file):
        if file.exists():
            return file
        if len(file.parts) == 1 and inside.exists():
            return inside
    raise CannotOpen(f"There is no backup {file}.", "To list the backups, type: attache restore")


def _words(holds: BackupContents) -> str:
    """Return what a backup holds, in words."""
    if holds.first_review and holds.last_review:
        days = f" from {holds.first_review} to {holds.last_review}"
    else:
        days = ""
    parts = (
        counted(holds.reviews, "answer") + days,
        counted(holds.cards_started, "card") + " started",
        counted(holds.bookmarks, "bookmark"),
        counted(holds.notes, "note"),
        counted(holds.settings, "setting"),
    )
    return f"{', '.join(parts[:-1])} and {parts[-1]} (file format {holds.version})"


COMMAND = Command(
    name="restore",
    synopsis="[FILE]",
    group="Your progress",
    summary="Restore a backup of your progress; without FILE, list the backups.",
    about="The current file is backed up first, or renamed if it is damaged: nothing is lost. Close the "
    "window first. The exit status is 1 if there is no backup to list.",
    configure=configure,
    run=run,
)
