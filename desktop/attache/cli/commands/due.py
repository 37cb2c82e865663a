"""``attache due``: what waits to be studied today."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.cli.command import DONE, NO, Command
from attache.cli.commands.check import counted
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.study.workload import CardCounts, Today

_COLUMN = 30


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print what is for today, and what waits in each document; NO where nothing is for today."""
    # Imported here because most commands have no progress to do with.
    from attache.learner.progress import Progress

    library = library_path(options)
    with terminal.progress("Checking your progress") as watch:
        opened = Progress.open(options.places.progress, library=library, watch=watch)
    with opened as progress:
        settings = progress.settings.read()
        now = progress.reviews.now(settings.day_begins)
        overview = progress.workload.overview(now, settings)
    today = overview.today
    waiting = {document: counts.waiting for document, counts in overview.documents.items()}
    if arguments.json:
        terminal.json(
            {
                "due": today.due + today.learning,
                "new": today.new,
                "minutes": today.minutes,
                "by_document": {
                    id_: {"due": each.due + each.learning, "new": each.new} for id_, each in waiting.items()
                },
            }
        )
    else:
        _print(today, waiting, _titles(library), terminal)
    return DONE if today.cards else NO


def _titles(library: Path) -> Mapping[str, str]:
    """Return the titles of the documents by their ids."""
    # Imported here because importing the command line loads neither library nor content.
    from attache.library.library import Library

    with Library.open(library) as opened:
        return {document.id: document.title for document in opened.documents()}


def _print(
    today: Today, waiting: Mapping[str, CardCounts], titles: Mapping[str, str], terminal: Terminal
) -> None:
    """Print a line for each document, then what is for today."""
    for document, each in waiting.items():
        terminal.wrapped(
            titles[document], _COLUMN, f"{each.due + each.learning:6,} due {each.new:7,} not begun"
        )
    terminal.line()
    if today.cards:
        due = today.due + today.learning
        minutes = counted(today.minutes, "minute")
        terminal.line(f"For today: {due:,} due and {today.new:,} new, about {minutes}.")
    else:
        terminal.line("For today there is nothing left.")
    if today.off:
        terminal.line("Today is a day off; all of it can wait.")


COMMAND = Command(
    name="due",
    synopsis="",
    group="Keep what you have learnt",
    summary="Say what is for today, and how much waits in each document.",
    about="Your minutes and limits bound what is for today, not what waits in a document; a card that is "
    "drawn from two documents waits in both. The exit status is 1 where nothing is for today.",
    configure=configure,
    run=run,
)
