"""All commands, in the order in which help shows them."""

from __future__ import annotations

from attache.cli.command import Command
from attache.cli.commands import build, check, lookup, screenshots, show

COMMANDS: tuple[Command, ...] = (
    lookup.COMMAND,
    show.COMMAND,
    check.COMMAND,
    build.COMMAND,
    screenshots.COMMAND,
)
