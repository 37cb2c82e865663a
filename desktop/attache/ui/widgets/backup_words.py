"""The texts about backups, for Today and the Backups page."""

from __future__ import annotations

from datetime import UTC, datetime

from attache.base.dates import MONTHS
from attache.learner.backup_contents import BackupContents
from attache.learner.backups import Backup, Restored
from attache.ui.widgets.words import counted


def when_made(backup: Backup) -> str:
    """Return when a backup was made, in local time."""
    at = datetime.fromtimestamp(backup.at / 1000, UTC).astimezone()
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def what_it_holds(contents: BackupContents) -> str:
    """Return what a backup holds, in a sentence or two."""
    parts = [
        counted(contents.reviews, "answer"),
        f"{counted(contents.cards_started, 'card')} started",
        counted(contents.bookmarks, "bookmark"),
        counted(contents.notes, "note"),
    ]
    last = contents.last_review
    until = f" The last answer is from {last.day} {MONTHS[last.month - 1]} {last.year}." if last else ""
    return f"Holds {', '.join(parts)}.{until}"


def restored(backup: Backup, done: Restored) -> str:
    """Return what to say once a backup was restored."""
    said = f"The backup of {when_made(backup)} was restored."
    if done.kept is None:
        return said
    words = "could not be read and was renamed to" if done.set_aside else "was backed up as"
    return f"{said} The replaced file {words} {done.kept.name}."
