"""The texts about backups, for Today and the Backups page."""

from __future__ import annotations

from datetime import UTC, datetime

from attache.base.dates import MONTHS
from attache.learner.backups import Backup, BackupContents, Restored
from attache.ui.widgets.words import counted


def when_made(backup: Backup) -> str:
    """Return when a backup was made, in local time."""
    at = datetime.fromtimestamp(backup.at / 1000, UTC).astimezone()
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def what_it_holds(contents: BackupContents) -> str:
    """Return what a backup holds, in a sentence or two."""
    parts = [
        counted(contents.reviews, "answer"),
        f"{counted(contents.cards_begun, 'card')} begun",
        counted(contents.bookmarks, "bookmark"),
        counted(contents.notes, "note"),
    ]
    last = contents.last_review
    until = f" The last answer is of {last.day} {MONTHS[last.month - 1]} {last.year}." if last else ""
    return f"Holds {', '.join(parts)}.{until}"


def restored(backup: Backup, done: Restored) -> str:
    """Return what to say once a backup was restored."""
    said = f"The copy of {when_made(backup)} was put back."
    if done.kept is None:
        return said
    words = "could not be read and is set aside" if done.set_aside else "is kept"
    return f"{said} What it replaced {words} as {done.kept.name}."
