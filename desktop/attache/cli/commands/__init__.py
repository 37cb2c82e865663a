"""All commands, in the order in which help shows them."""

from __future__ import annotations

from attache.cli.command import Command
from attache.cli.commands import (
    backup,
    build,
    check,
    doctor,
    due,
    lookup,
    quiz,
    restore,
    screenshots,
    show,
    stats,
)

COMMANDS: tuple[Command, ...] = (
    lookup.COMMAND,
    show.COMMAND,
    due.COMMAND,
    stats.COMMAND,
    quiz.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    doctor.COMMAND,
    check.COMMAND,
    build.COMMAND,
    screenshots.COMMAND,
)
