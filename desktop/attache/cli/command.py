"""What a command of the terminal is: declared once, from which help and parsing are made."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from attache.app.options import Options
from attache.cli.terminal import Terminal

DONE, NO = 0, 1
"""Exit statuses of a command that ran: done; the answer is no.  What cannot be done is raised."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what help says of it, which arguments it takes, and what it does."""

    name: str
    synopsis: str
    """The arguments as the overview shows them."""
    group: str
    summary: str
    about: str
    """What ``attache NAME --help`` adds to the summary."""
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Options, Terminal], int]
    """Returns the exit status; raises KnownError if it cannot be done."""
