"""``attache build``: from a pack's sources to a library file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from attache.app.options import Options
from attache.base.database import read_header
from attache.base.errors import KnownError
from attache.base.faults import Damaged, ReadOnly, faults_of
from attache.base.reference import APPLICATION_ID
from attache.cli.command import DONE, Command
from attache.cli.commands.check import pack_folder
from attache.cli.terminal import Terminal


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="the pack's folder (default: the program's own sources)",
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the library file to write"
    )


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Compile the pack and say what was written."""
    # Imported here because the window starts by this way too and reads no YAML.
    from attache.content.compile import build

    target: Path = arguments.output
    try:
        _refuse_to_overwrite_others(target)
        folder = pack_folder(arguments.folder, options)
        with terminal.progress("Compiling the pack") as watch:
            build(folder, target, watch)
    except ReadOnly as fault:
        advice = "Change the permissions of the file and its folder, or choose another file with -o FILE."
        raise ReadOnly(fault.what, advice) from fault
    terminal.line(f"Wrote {target} ({target.stat().st_size / 1000:,.0f} kB).")
    return DONE


def _refuse_to_overwrite_others(target: Path) -> None:
    """Raise KnownError if the target exists and is not an earlier library: it may be somebody's file."""
    with faults_of("library file", target):
        try:
            header = read_header(target)
            other = header is not None and header.application_id != APPLICATION_ID
        except Damaged:
            other = True
    if other:
        raise KnownError(
            f"{target} exists and is not a library file, so it was not changed.", "Choose another file name."
        )


COMMAND = Command(
    name="build",
    synopsis="[FOLDER] -o FILE",
    group="Packs",
    summary="Compile a pack's sources to a library file.",
    about="Without FOLDER the program's own sources are compiled. FILE is replaced only when the new "
    "one is complete. The same sources always give the same bytes.",
    configure=configure,
    run=run,
)
