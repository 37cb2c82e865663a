"""Setting aside a progress file that cannot be used: under another name, with its journal, never removed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from attache.base import journals
from attache.base.clock import Clock
from attache.base.copies import flush
from attache.base.faults import Damaged, Foreign, StorageError, TooNew, Vanished, faults_of
from attache.base.presence import followed
from attache.learner.schema import LAYOUT

ASIDE: Mapping[type[StorageError], str] = {
    Damaged: "damaged",
    Foreign: "foreign",
    TooNew: "later",
    Vanished: "left-over",
}
"""How a file that cannot be used is called when it is set aside; of one that is gone, its journal."""
_ENDS = ("", *journals.ENDS)
"""What belongs to a file, the file itself first."""


def set_aside(progress_file: Path, clock: Clock) -> Path | None:
    """Rename a damaged progress file, with its journals, so that a new one can begin; return its new name.

    Nothing is removed or overwritten.  Returns None if there is neither a file nor a journal.  Raises
    StorageError if it cannot be renamed.
    """
    with faults_of(LAYOUT.name, progress_file):
        word = ASIDE[Damaged if progress_file.exists() else Vanished]
        return put_aside(progress_file, clock(), word, os.rename)


def put_aside(file: Path, at: int, word: str, move: Callable[[Path, Path], None]) -> Path | None:
    """Give a file and its journals another name and return it, None if there are none.

    A link stays, and what it leads to is renamed.  With os.link the file keeps its name as well, until the
    one that replaces it takes that.
    """
    file = followed(file)
    kept = (*([file] if file.exists() else []), *journals.waiting(file))
    ends = [each.name.removeprefix(file.name) for each in kept]
    if not ends:
        return None
    stem = f"{file.stem}-{word}-{time.strftime('%Y-%m-%dT%H%M', time.gmtime(at / 1000))}"
    aside, number = file.with_name(stem + file.suffix), 1
    while any(journals.journal(aside, end).exists() for end in _ENDS):
        number += 1
        aside = file.with_name(f"{stem}-{number}{file.suffix}")
    for end in ends:
        _moved(journals.journal(file, end), journals.journal(aside, end), os.rename if end else move)
    journals.remove(file)
    flush(file.parent)
    return journals.journal(aside, ends[0])


def _moved(path: Path, target: Path, move: Callable[[Path, Path], None]) -> None:
    """Link or rename a file; if there are no links (on a memory stick) it is renamed."""
    try:
        move(path, target)
    except OSError:
        path.rename(target)
