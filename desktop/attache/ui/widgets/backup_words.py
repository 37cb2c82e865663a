"""The texts about backups, for Today and the Backups page."""

from __future__ import annotations

from attache.base.dates import date_words
from attache.base.numbers import counted
from attache.learner.backup_contents import BackupContents
from attache.learner.backups import Restored


def what_it_holds(contents: BackupContents) -> str:
    """Return what a backup holds, in a sentence or two."""
    parts = [
        counted(contents.reviews, "answer"),
        f"{counted(contents.cards_started, 'card')} started",
        counted(contents.bookmarks, "bookmark"),
        counted(contents.notes, "note"),
    ]
    last = contents.last_review
    until = f" The last answer is from {date_words(last)}." if last else ""
    return f"Contains {', '.join(parts)}.{until}"


def restored(what: str, done: Restored) -> str:
    """Return what to say once a backup was restored; ``what`` begins the sentence."""
    said = f"{what} was restored."
    if done.kept is None:
        return said
    words = "could not be read and was renamed to" if done.set_aside else "was backed up as"
    return f"{said} The replaced file {words} {done.kept.name}."
