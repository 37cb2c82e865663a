"""``attache backup``: write all progress to one file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from attache.app.options import Options
from attache.base.clock import utc_milliseconds
from attache.cli.command import DONE, NO, Command
from attache.cli.terminal import Terminal


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the file to write (default: a new file in the backup folder)",
    )


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Write the backup and print where it is; return NO if there is no progress yet."""
    # Imported here because most commands do not need it.
    from attache.learner.backups import Backups, Reason

    backups = Backups(options.places.progress, utc_milliseconds)
    written: Path | None = arguments.file
    with terminal.progress("Making the backup") as watch:
        if written is None:
            backup = backups.make(Reason.MANUAL, watch)
            written = backup.path if backup else None
        else:
            written = written if backups.export(written, watch) else None
    if written is None:
        terminal.complain(f"There is no progress in {options.places.data} to back up yet.")
        return NO
    terminal.line(f"Wrote {written} ({written.stat().st_size / 1000:,.0f} kB).")
    return DONE


COMMAND = Command(
    name="backup",
    synopsis="[FILE]",
    group="Your progress",
    summary="Back up all progress to one file, even while the program is running.",
    about="Without FILE the backup is saved in the folder “backups” beside the progress file, with "
    "the automatic backups. The exit status is 1 if there is no progress yet.",
    configure=configure,
    run=run,
)
