"""``attache screenshots``: every screen of the program as a picture, without a display."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from attache.app.options import Options
from attache.base.numbers import counted
from attache.cli.command import DONE, Command
from attache.cli.display import system_libraries
from attache.cli.terminal import Terminal


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder for the pictures")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Draw the pictures and say how many there are."""
    # Qt reads this when its first object is made; a picture must not depend on anyone's desktop.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with system_libraries():
        # Imported here because this loads Qt.
        from attache.app.screenshots import draw

        count = draw(arguments.folder, options)
    terminal.line(f"Wrote {counted(count, 'picture')} to {arguments.folder}.")
    return DONE


COMMAND = Command(
    name="screenshots",
    synopsis="FOLDER",
    group="For developers",
    summary="Draw every screen of the program, light and dark, on example progress.",
    about="Needs no display. Pictures of the same name in FOLDER are replaced.",
    configure=configure,
    run=run,
)
