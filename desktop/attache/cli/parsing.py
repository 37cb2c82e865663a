"""Parses a command line into a command and its arguments."""

from __future__ import annotations

import difflib
import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from attache.app.asking import CLIPBOARD, QUICK, SCHEME, SHOW
from attache.base.errors import KnownError
from attache.cli.command import Command
from attache.cli.commands import COMMANDS
from attache.cli.complaint import writing

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class WrongUse(KnownError):
    """The command line cannot be understood."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command line understood: what stood before the command, and the command if there is one."""

    data: str
    help: bool
    version: bool
    command: Command | None = None
    rest: tuple[str, ...] = ()
    request: str = SHOW
    """What the window is opened for where there is no command: one of ``asking``'s, or a link."""


class _Parser(ArgumentParser):
    """argparse, saying what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Raise WrongUse."""
        raise WrongUse(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Write help as all else is written: argparse would not say that it cannot be."""
        with writing():
            (file or sys.stderr).write(message)


def parse(arguments: Sequence[str]) -> CommandLine:
    """Understand a command line up to its command; raises WrongUse."""
    # Not argparse's own subcommands: their parsers are all built at each start, and a word that
    # is not a command is answered with a list of them all.
    start = 0
    while start < len(arguments) and arguments[start].startswith("-"):
        start += 2 if arguments[start] == "--data" else 1
    parser = _Parser("attache", add_help=False, allow_abbrev=False)
    parser.add_argument("--data", default="", metavar="DIR")
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--version", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--clipboard", action="store_true")
    found = parser.parse_args(arguments[:start])
    words = arguments[start:]
    if found.quick or found.clipboard or (words and words[0].lower().startswith(SCHEME)):
        return CommandLine(found.data, found.help, found.version, request=_request(found, words))
    if words and words[0] == "help":  # what other programs call it, though no command of this one
        about = _command(words[1]) if words[1:] else None
        return CommandLine(found.data, about is None, False, about, ("--help",))
    command = _command(words[0]) if words else None
    return CommandLine(found.data, found.help, found.version, command, tuple(words[1:]))


def _request(found: Namespace, words: Sequence[str]) -> str:
    """Return what the window is asked for; raises WrongUse where it is asked for several things."""
    asked = [*((CLIPBOARD if found.clipboard else QUICK,) if found.quick or found.clipboard else ()), *words]
    if len(asked) > 1:
        raise WrongUse(
            "--quick, --clipboard and a link cannot be combined with other words.",
            "Type: attache --quick, or attache LINK",
        )
    return str(asked[0])


def parse_command(command: Command, rest: Sequence[str]) -> Namespace:
    """Understand what stands after a command; raises WrongUse, or prints its help and SystemExit."""
    parser = _Parser(
        f"attache {command.name}", description=f"{command.summary} {command.about}", allow_abbrev=False
    )
    command.configure(parser)
    for word in takewhile(lambda word: word != "--", rest):
        if word.partition("=")[0] == "--data":
            raise WrongUse(
                "The option --data goes before the command.", f"Type: attache --data DIR {command.name} …"
            )
    return parser.parse_args(rest)


def _command(word: str) -> Command:
    """Return the command of a name; raises WrongUse with the nearest one, or with what a word may be for."""
    by_name = {command.name: command for command in COMMANDS}
    if word in by_name:
        return by_name[word]
    near = difflib.get_close_matches(word, by_name, 1)
    if near:
        advice = f"Did you mean “attache {near[0]}”?"
    elif Path(word).is_file():
        advice = f"If the file is a backup, type: attache restore {shlex.quote(word)}"
    else:
        advice = f"To look it up, type: attache lookup {shlex.quote(word)}"
    raise WrongUse(f"There is no command “{word}”.", advice)
