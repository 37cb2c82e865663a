"""``attache check``: list the problems in a pack's sources, and how to fix them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from attache.app.options import Options
from attache.base.errors import KnownError
from attache.base.faults import faults_of
from attache.base.numbers import counted
from attache.cli.command import DONE, NO, Command
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.content.checking import Report


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="the pack's folder (default: the program's own sources)",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print every problem and a summary; NO if there is a problem."""
    # Imported here because the window starts by this way too and reads no YAML.
    from attache.content.checking import check

    folder = pack_folder(arguments.folder, options)
    with terminal.progress("Checking the pack") as watch:
        report = check(folder, watch)
    if arguments.json:
        terminal.json(_as_json(report))
    else:
        for problem in report.problems:
            terminal.line(f"{problem.file}:{problem.line}: {problem.rule}: {problem.message}")
            if problem.advice:
                terminal.wrapped(problem.advice, 4)
        terminal.line(_summary(report))
    return NO if report.problems else DONE


def pack_folder(folder: Path | None, options: Options) -> Path:
    """Return the folder of the pack; raises KnownError if it is not a folder."""
    if folder is None:
        return options.bundled.seeds
    with faults_of("pack", folder):
        is_folder = folder.is_dir()
    if not is_folder:
        raise KnownError(f"{folder} is not a folder.", "Name the folder with the pack's pack.yaml.")
    return folder


def _as_json(report: Report) -> dict[str, object]:
    """Return a report in the documented JSON form."""
    return {
        "entries": dict(report.counts.entries),
        "cards": report.counts.cards,
        "tiers": dict(report.counts.tiers),
        "guides": report.counts.guides,
        "accuracy_notes": report.counts.accuracy_notes,
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "rule": problem.rule,
                "message": problem.message,
                "advice": problem.advice,
                "mend": problem.advice,  # its former name
            }
            for problem in report.problems
        ],
    }


def _summary(report: Report) -> str:
    """Return the last line: what there is, and how many problems."""
    plurals = {"concept": "concepts", "organisation": "organisations", "case-study": "case studies"}
    counts = report.counts
    kinds = ", ".join(
        counted(count, kind.replace("-", " "), plurals.get(kind, ""))
        for kind, count in counts.entries.items()
    )
    rest = ", ".join(
        (
            counted(counts.cards, "card"),
            counted(counts.guides, "guide"),
            counted(counts.accuracy_notes, "accuracy note"),
        )
    )
    entries = counted(sum(counts.entries.values()), "entry", "entries")
    problems = counted(len(report.problems), "problem") if report.problems else "no problems"
    return f"{entries} ({kinds}), {rest}: {problems}."


COMMAND = Command(
    name="check",
    synopsis="[FOLDER]",
    group="Packs",
    summary="Check a pack's sources; list every problem, where it is and how to fix it.",
    about="Without FOLDER the program's own sources are checked. The last line is a summary. "
    "The exit status is 1 if there is a problem.",
    configure=configure,
    run=run,
)
