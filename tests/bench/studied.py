"""A library of many cards and a learner who has studied some of them for two years, made with plain SQL.

What is asked of it is how long questions take, so its memories are only such as could have come about:
intervals that grow with what was known and shrink with what was not.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from attache.base.copies import create
from attache.base.ids import qualified
from attache.learner.checksum import VERSION, checksum
from attache.learner.schema import LAYOUT
from tests.learner.decks import plain_cards, write_library

TODAY = 20_700
"""The day on which the learner sits down."""
NOW = TODAY * 86_400_000 + 18 * 3_600_000
_DAYS = 730
_EACH = 7
"""Reviews of a card on average, which two years of intervals come to."""
_DEVICE = "this-machine"
_FORMS = ("question", "term", "definition", "cloze", "choice", "typed", "list")


def write_studied(folder: Path, cards: int, reviews: int) -> tuple[Path, Path]:
    """Write a library of ``cards`` cards, and a progress file with about ``reviews`` reviews."""
    library, progress = folder / "studied-library.db", folder / "studied.db"
    made = [
        replace(card, id=qualified(card.id)) for card in plain_cards(cards, each=2, themes=8, forms=_FORMS)
    ]
    write_library(library, made, themes=8)
    create(progress, LAYOUT, _introduce)
    with closing(sqlite3.connect(progress)) as connection, connection:
        connection.execute("CREATE TEMP TABLE state AS SELECT * FROM card_state LIMIT 0")
        rows = _history(min(cards, reviews // _EACH), connection)
        connection.executemany(
            f"INSERT INTO review_log VALUES ({', '.join('?' * 17)})",
            ((*row, VERSION, checksum(*row)) for row in rows),
        )
        connection.execute("UPDATE device SET last_seq = (SELECT max(seq) FROM review_log)")
        connection.execute("INSERT INTO card_state SELECT * FROM state")
    return library, progress


def _introduce(connection: sqlite3.Connection) -> None:
    """Write the one row that every log refers to."""
    connection.execute("INSERT INTO device (id, here, added_at) VALUES (?, 1, ?)", (_DEVICE, NOW))


def _history(cards: int, connection: sqlite3.Connection) -> Iterator[tuple[str | int, ...]]:
    """Yield the rows of the log in the order of time, and leave the states in a table ``state``."""
    chance = random.Random(7)
    made: list[tuple[str, int, int, int, int, int]] = []
    states: list[tuple[object, ...]] = []
    for number in range(cards):
        first = TODAY - 1 - int(_DAYS * (1 - number / cards))
        day, last, interval, count, lapses = first, first, 0, 0, 0
        most = max(1, round(chance.gauss(_EACH, _EACH / 3)))
        while day < TODAY:
            known = interval == 0 or chance.random() < 0.9
            # who is asked too often for the count that is wanted knows it well, and is asked less
            growth = chance.uniform(1.8, 2.6) if count < most else 8.0
            interval = max(1, min(int(interval * growth), 1500)) if known and interval else 2
            lapses += not known
            count += 1
            rating = 1 if not known else chance.choice((2, 3, 3, 3, 3, 4))
            at = day * 86_400_000 + 17 * 3_600_000 + number % 3600 * 1000
            made.append((f"{number:x}-{count}", number, at, day, rating, day + interval))
            last, day = day, day + interval
        states.append((qualified(f"card-{number}"), 2, 0, float(interval), chance.uniform(2, 9), last,
                       last * 86_400_000, last + interval, 0, count, lapses, 0, 0, 0, 1))  # fmt: skip
    made.sort(key=lambda row: row[2])
    connection.executemany(f"INSERT INTO state VALUES ({', '.join('?' * 15)})", states)
    for seq, (id_, number, at, day, rating, due) in enumerate(made, 1):
        took = chance.randint(3000, 20_000)
        yield (
            id_,
            qualified(f"card-{number}"),
            "answer",
            at,
            0,
            day,
            rating,
            took,
            2,
            0,
            due,
            0,
            "",
            _DEVICE,
            seq,
        )
