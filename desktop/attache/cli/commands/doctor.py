"""``attache doctor``: check both files, and repair what can be repaired."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.base.clock import utc_milliseconds
from attache.cli.alone import alone
from attache.cli.command import DONE, NO, Command
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.learner.findings import Examination, Finding

_MARKS: Mapping[str, str] = {"ok": "ok", "note": "note", "problem": "PROBLEM"}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--repair", action="store_true", help="back up first, then repair what can be repaired"
    )
    parser.add_argument("--mend", dest="repair", action="store_true", help=SUPPRESS)  # its former name
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print the findings, after a repair if one was asked for; return NO if a problem remains."""
    # Imported here because no other command needs them.
    from attache.learner.doctor import examine
    from attache.learner.repair import repair

    progress, library = options.places.progress, library_path(options)

    def check() -> Examination:
        with terminal.progress("Checking the library and your progress") as watch:
            return examine(progress, library, utc_milliseconds, watch=watch)

    found = check()
    backup = None
    if arguments.repair and found.is_repairable:
        with (
            alone(options.places.data, "nothing was repaired", "Close its window and run the command again."),
            terminal.progress("Repairing your progress") as watch,
        ):
            backup = repair(progress, utc_milliseconds, watch=watch)
        found = check()
    if arguments.json:
        terminal.json({"library": _as_json(found.library), "progress": _as_json(found.progress)})
    else:
        for findings in (found.library, found.progress):
            _print(findings, terminal)
        if backup is not None:
            terminal.line(f"Repaired. A backup from before the repair is at {backup}.")
        elif found.is_repairable:
            terminal.line("To repair what can be repaired, type: attache doctor --repair")
    return NO if found.has_problems else DONE


def _as_json(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    """Return findings in the documented JSON form."""
    return [
        {
            "rule": each.rule,
            "severity": each.severity.value,
            "message": each.words,
            "repairable": each.repairable,
            "mendable": each.repairable,  # its former name
        }
        for each in findings
    ]


def _print(findings: tuple[Finding, ...], terminal: Terminal) -> None:
    """Print findings one below the other, problems in capitals."""
    for each in findings:
        terminal.wrapped(each.words, 9, f"{_MARKS[each.severity.value]:8}")


COMMAND = Command(
    name="doctor",
    synopsis="[--repair]",
    group="Your progress",
    summary="Check the library and your progress, and report every problem.",
    about="The state of every card is compared with the log of reviews. --repair makes a backup and then "
    "repairs what it can; no answers, bookmarks or notes are removed. Close the window first. "
    "The exit status is 1 if a problem remains.",
    configure=configure,
    run=run,
)
