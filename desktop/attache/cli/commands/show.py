"""``attache show``: one entry in full."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from attache.app.library_file import open_library
from attache.app.options import Options
from attache.base.characters import whole
from attache.base.ids import public
from attache.base.text import fold
from attache.base.vocabulary import ENTRY_LINK
from attache.cli.command import DONE, NO, Command
from attache.cli.entry_page import entry_as_json, print_entry
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.library.library import Library


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "id",
        nargs="+",
        metavar="ID",
        help=f"an entry's ID, {ENTRY_LINK}ID, or its exact name or abbreviation; several words are one name",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print the entry, or say that there is none and which may have been meant."""
    wanted = " ".join(arguments.id)
    with open_library(options) as library:
        found, meant = _resolve(library, wanted)
        if not found:
            hint = f" Did you mean {meant}?" if meant else ""
            terminal.complain(f"There is no entry “{wanted}”.{hint}")
            return NO
        entry = library.entry(found)
    if arguments.json:
        terminal.json(entry_as_json(entry))
    else:
        print_entry(entry, terminal)
    return DONE


def _resolve(library: Library, wanted: str) -> tuple[str, str]:
    """Return the id of the entry that is named, or else, in second place, words for the nearest one."""
    wanted = whole(wanted).strip().removeprefix(ENTRY_LINK).strip("/")
    row = library.row(wanted)
    if row is not None:
        return row.id, ""
    folded = fold(wanted)
    if not folded:
        return "", ""
    results = library.search(wanted, limit=20)
    for hit in results.hits:
        if folded in (fold(hit.row.title), fold(hit.row.abbreviation), fold(hit.label)):
            return hit.row.id, ""
    near = [hit.row for hit in results.hits if hit.where == "name"] or [
        hit.row for hit in results.suggestions
    ]
    return "", f"“{near[0].title}” ({public(near[0].id)})" if near else ""


COMMAND = Command(
    name="show",
    synopsis="ID",
    group="Look things up",
    summary="Show one entry in full: its text, facts, relations, sources, accuracy notes and cards.",
    about="“attache lookup” prints the ID of each entry under its name.",
    configure=configure,
    run=run,
)
