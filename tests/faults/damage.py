"""A learner's progress file, ways to damage it, and what of its log can still be read: not by the program."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from attache.app.example import NOW, write_example
from attache.base.ids import qualified
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler

KINDS = ("header", "page", "row", "text", "journal", "large")
"""Where the bytes are that are changed."""
_HEADER = 100
_Row = tuple[object, ...]


def write_progress(folder: Path, library: Path) -> Path:
    """Write a progress file with some of everything, and below it one that still has its journal.

    A third one is so large that it is not read whole at every opening.
    """
    file = folder / "progress.db"
    numbers = itertools.count(1)
    clock, new_id = partial(int, NOW), lambda: f"{next(numbers):04}".rjust(32, "e")
    with Progress.open(file, clock, new_id) as progress:  # so that ids are the same each time
        progress.bookmarks.set(qualified("nato"), True)
    write_example(file, library)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE lookup SET id = printf('%032d', rowid)")
    with Library.open(library) as opened:
        entries = [row.id for row in opened.rows(range(1, 41))]
    with Progress.open(file, clock, new_id, lambda _at: 0, library) as progress:
        for number, entry in enumerate(entries):
            progress.lookups.add(entry)
            progress.bookmarks.set(entry, number % 3 > 0)
            if number % 2:
                progress.notes.write(entry, f"Note {number}: ναυτικό, 外交, attaché. " * (number % 5 + 1))
        progress.settings.write(minutes=30, days_off=(6,), learning_steps=(1.0, 15.0), spread=False)
    with Progress.open(file, clock, new_id, lambda _at: 0, library) as progress:
        scheduler = Scheduler(progress.settings.read())
        sessions = progress.sessions(scheduler)
        session = sessions.start()
        for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD) * 5:
            if session.prompt is not None:
                session, _ = sessions.answer(session, rating, 7000)
        session, _ = sessions.undo(session)
        progress.notes.write(qualified("nato"), "Only in the journal.")
        (folder / "journal").mkdir()
        for name in ("progress.db", "progress.db-wal"):
            shutil.copy(folder / name, folder / "journal" / name)
        progress.notes.write(qualified("asean"), "Long. " * 160_000)
    (folder / "large").mkdir()
    shutil.copy(file, folder / "large")
    with Progress.open(file, clock, new_id, lambda _at: 0, library) as progress:
        progress.notes.write(qualified("asean"), "")
    return file


def source_of(sound: Path, kind: str) -> Path:
    """Return which of the files a kind of damage is done to."""
    return sound.parent / kind / sound.name if kind in ("journal", "large") else sound


def damage(sound: Path, folder: Path, kind: str, chance: random.Random) -> Path:
    """Copy a progress file into a folder and change 1 to 8 bits or bytes of it; return the copy."""
    source = source_of(sound, kind).parent
    folder.mkdir(parents=True)
    for file in source.glob("progress.db*"):
        shutil.copy(file, folder / file.name)
    path = folder / "progress.db"
    changed = folder / "progress.db-wal" if kind == "journal" else path
    content = bytearray(changed.read_bytes())
    first, last = _span(kind, bytes(content), chance)
    number = chance.randint(1, 8)
    if chance.random() < 0.5:
        start = chance.randrange(first, last)
        places = list(range(start, min(start + number, last)))
    else:
        places = [chance.randrange(first, last) for _ in range(number)]
    bit = chance.random() < 0.4
    for place in places:
        content[place] ^= 1 << chance.randrange(8) if bit else chance.randrange(1, 256)
    changed.write_bytes(content)
    return path


def _span(kind: str, content: bytes, chance: random.Random) -> tuple[int, int]:
    """Return from where to where bytes may be changed."""
    if kind == "header":
        return 0, _HEADER
    if kind in ("page", "journal"):
        return 0, len(content)
    size = int.from_bytes(content[16:18], "big")
    if kind == "text" or (kind == "large" and chance.random() < 0.3):
        words = (b"attache:", b"Note ", b"answer", b"learning_steps", b"[1.0", b"CREATE TABLE", b"INTEGER")
        while True:
            found = content.find(chance.choice(words), chance.randrange(len(content)))
            if found >= 0:
                return found, found + 24
    while True:  # the content of a leaf page of a table
        start = chance.randrange(1, len(content) // size) * size
        if content[start] == 13:
            first = int.from_bytes(content[start + 5 : start + 7], "big")
            if 0 < first < size:
                return start + first, start + size


def readable_rows(file: Path) -> Counter[_Row]:
    """Return the rows of the log that can be read, together or one by one, by no index; changes nothing."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = lambda text: (text,)  # unlike a blob with the same bytes
        with suppress(sqlite3.Error, UnicodeError):
            # Rows that are out of order are found in this way only.
            return Counter(connection.execute("SELECT * FROM review_log NOT INDEXED").fetchall())
        found: Counter[_Row] = Counter()
        for number in range(1, 1500):
            try:
                row = connection.execute("SELECT * FROM review_log WHERE rowid = ?", (number,)).fetchone()
            except (sqlite3.Error, UnicodeError):
                continue
            if row is not None:
                found[row] += 1
        return found
