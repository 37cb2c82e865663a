"""``attache due``: what waits to be studied today."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.base.dates import local_time
from attache.base.numbers import counted
from attache.cli.command import DONE, NO, Command
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.study.days import Moment
    from attache.study.exam import Exam
    from attache.study.overview import Overview
    from attache.study.settings import StudySettings
    from attache.study.workload import CardCounts

_COLUMN = 24


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print what is for today, and what waits in each document; NO if nothing is for today."""
    # Imported here because most commands have no progress to do with.
    from attache.learner.progress import Progress

    library = library_path(options)
    with terminal.progress("Checking your progress") as watch:
        opened = Progress.open(options.places.progress, library=library, watch=watch)
    with opened as progress:
        settings = progress.settings.read()
        now = progress.now(settings.day_begins)
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
                "exam": _exam(settings.exam_on(now.day), now.day),
            }
        )
    else:
        _print(waiting, _titles(library), terminal)
        _print_today(overview, settings, now, terminal)
    return DONE if today.cards else NO


def _exam(exam: Exam | None, day: int) -> Mapping[str, object] | None:
    """Return the exam that comes next as JSON has it, None for none."""
    from attache.study.days import date_of

    if exam is None:
        return None
    return {"name": exam.name, "date": date_of(exam.day).isoformat(), "days": exam.day - day}


def _titles(library: Path) -> Mapping[str, str]:
    """Return the titles of the documents by their ids."""
    # Imported here because importing the command line loads neither library nor content.
    from attache.library.library import Library

    with Library.open(library) as opened:
        return {document.id: document.title for document in opened.documents()}


def _print(waiting: Mapping[str, CardCounts], titles: Mapping[str, str], terminal: Terminal) -> None:
    """Print a line for each document."""
    for document, each in waiting.items():
        terminal.wrapped(titles[document], _COLUMN, f"{each.due + each.learning:6,} due {each.new:7,} new")
    terminal.line()


def _print_today(overview: Overview, settings: StudySettings, now: Moment, terminal: Terminal) -> None:
    """Print what is for today, or why nothing can be studied now."""
    from attache.study.done import done_words

    today, back_at = overview.today, overview.today.waits_until(now.at)
    if today.cards and not back_at:
        due = today.due + today.learning
        minutes = counted(today.minutes, "minute")
        terminal.line(f"For today: {due:,} due and {today.new:,} new, about {minutes}.")
    else:
        at = f"{local_time(back_at, now.offset):%H:%M}" if back_at else ""
        terminal.line(done_words(today, settings, overview.next_due, at))
    if today.off and today.cards:
        terminal.line("Today is a day off; all of it can wait.")


COMMAND = Command(
    name="due",
    synopsis="",
    group="Your progress",
    summary="Show what is due today, in total and by document.",
    about="Your minutes and limits apply to the total, not to the documents. A card that is drawn from "
    "two documents counts in both. The exit status is 1 if nothing is due today.",
    configure=configure,
    run=run,
)
