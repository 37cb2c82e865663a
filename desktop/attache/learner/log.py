"""The log of everything that was done with cards, from which everything else can be computed.

Rows are only added, never changed or removed, and counted by the device that adds them (``seq``); those of
one card are in order by (at, device, seq).  What was done is undone by a row that names it, and done
again by another; if several rows name the same one, the latest counts.  What is done with several cards
together is one act with a row for each card.  The ids of these rows are the id of the act, a point and a
number, so that one undo takes all of them back (:func:`same_act`).  A row of an answer keeps what
was decided then (phase, step, when it is due), because that depended on what else was due and on the
settings of the day; stability and difficulty are not kept, since they follow from the ratings and days.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from attache.learner.checksum import FIELDS, VERSION, checksum
from attache.learner.undone import STANDING
from attache.learner.validity import MOST, ROW
from attache.study.memory import Memory


class Act(StrEnum):
    """What was done with a card, as a row of the log stores it."""

    ANSWER = "answer"
    PRACTICE = "practice"
    """An answer in practice, which leaves the schedule alone."""
    TELL_APART = "tell apart"
    """An answer, without a rating, to an extra question about confused entries.  It counts nowhere."""
    BURY = "bury"
    """Put off until the row's due day; 0 takes the burying back."""
    SUSPEND = "suspend"
    RESUME = "resume"
    FLAG = "flag"
    UNFLAG = "unflag"
    UNDO = "undo"
    REDO = "redo"


class Row(NamedTuple):
    """One row of the log; ``of`` is the row that an undo or redo is about, for others "".

    ``at`` is in UTC milliseconds, ``offset`` in minutes, ``day`` and ``due_day`` are the learner's days,
    ``took`` is in milliseconds; numbers that a row has no use for are 0.  ``seq`` and what follows it are
    given by :func:`add`.
    """

    id: str
    card: str
    act: str
    """An act, or if it is not known (damaged, or of a later version) what the file says."""
    at: int
    offset: int
    day: int
    rating: int = 0
    took: int = 0
    phase: int = 0
    step: int = 0
    due_day: int = 0
    due_at: int = 0
    of: str = ""
    device: str = ""
    seq: int = 0
    check_version: int = 0
    checksum: int = 0

    @property
    def is_as_written(self) -> bool:
        """Whether the checksum matches; True for a checksum version that this program does not know."""
        return self.check_version != VERSION or self.checksum == checksum(*self[: len(FIELDS)])


ANSWERS = frozenset((Act.ANSWER, Act.PRACTICE, Act.TELL_APART))
"""The acts of studying; all others mark cards, or undo and redo."""
_COLUMNS = ", ".join(Row._fields)
# Comparing plain strings is faster than comparing members of an enumeration.
_UNDO, _REDO = _MARKS = (Act.UNDO.value, Act.REDO.value)


@dataclass(frozen=True, slots=True)
class CardState:
    """The state of one card that follows from the log: its memory, and whether it is marked."""

    memory: Memory
    suspended: bool = False
    buried_until: int = 0
    flagged: bool = False


def add(connection: sqlite3.Connection, row: Row) -> Row:
    """Add a row with its device's next number and its checksum; return the row as it was saved."""
    return add_all(connection, (row,))[0]


def add_all(connection: sqlite3.Connection, rows: Sequence[Row]) -> list[Row]:
    """Add rows of one device with its next numbers and their checksums; return them as they were saved."""
    numbered = connection.execute(_NUMBER, {"count": len(rows), "device": rows[0].device})
    # Fetch all rows: otherwise the statement would still be active when the transaction ends.
    ((last,),) = numbered.fetchall()
    added = []
    for seq, row in enumerate(rows, last - len(rows) + 1):
        counted = row._replace(seq=seq, check_version=VERSION)
        added.append(counted._replace(checksum=checksum(*counted[: len(FIELDS)])))
    connection.executemany(_ADD, added)
    return added


# The count itself may be damaged: a number that a row of the log has is never given again.
_NUMBER = f"""
    UPDATE device SET last_seq = :count + iif(
        last_seq BETWEEN 0 AND {MOST}
            AND NOT EXISTS (SELECT 1 FROM review_log r
                WHERE r.device = device.id AND r.seq BETWEEN last_seq + 1 AND last_seq + :count),
        last_seq,
        coalesce((SELECT max(r.seq) FROM review_log r WHERE r.device = device.id AND r.seq < {MOST}), 0))
    WHERE id = :device RETURNING last_seq
"""
_ADD = f"INSERT INTO review_log ({_COLUMNS}) VALUES ({', '.join('?' * len(Row._fields))})"


def rows_of(connection: sqlite3.Connection, card: str) -> list[Row]:
    """Return the effective rows of a card, in order: without undone rows, undos, and rows that cannot be."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM review_log r WHERE card = ? AND {ROW} ORDER BY at, device, seq", (card,)
    )
    return standing([_row(each) for each in found])


def every_card(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Row]]]:
    """Yield every card of the log with its effective rows, in order, as :func:`rows_of` does."""
    for card, rows in every_row(connection, ROW):
        yield card, standing(rows)


def every_row(connection: sqlite3.Connection, condition: str = "1") -> Iterator[tuple[str, list[Row]]]:
    """Yield every card of the log with all its rows, undone rows and undos included, in order."""
    # Sorting the whole table is faster than fetching each row through an index.
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM review_log r NOT INDEXED WHERE {condition} ORDER BY card, at, device, seq"
    )
    for card, rows in groupby(found, itemgetter(1)):
        yield card, [_row(each) for each in rows]


def standing(rows: list[Row]) -> list[Row]:
    """Return the effective rows among all rows of a card, in order; the latest undo or redo of a row counts.

    ``undone`` is the same rule as SQL.
    """
    undone: set[str] = set()
    marks = 0
    for row in rows:
        act = row.act
        if act == _UNDO:
            undone.add(row.of)
            marks += 1
        elif act == _REDO:
            undone.discard(row.of)
            marks += 1
    if not marks:
        return rows
    return [row for row in rows if row.act not in _MARKS and row.id not in undone]


def to_undo(connection: sqlite3.Connection, device: str) -> Row | None:
    """Return the last row of this machine that is not undone, None if there is none."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM review_log r WHERE device = ? AND of = '' AND {STANDING}"
        " ORDER BY seq DESC LIMIT 1",
        (device,),
    ).fetchone()
    return _row(found) if found else None


def to_redo(connection: sqlite3.Connection, device: str) -> Row | None:
    """Return the row that this machine undid last, if it has done nothing since; None otherwise."""
    last = "SELECT seq FROM review_log WHERE device = ? AND of = '' ORDER BY seq DESC LIMIT 1"
    found = connection.execute(
        f"""SELECT {_COLUMNS} FROM review_log WHERE id = (
                SELECT u.of FROM review_log u JOIN review_log r ON r.id = u.of
                WHERE u.device = ? AND u.seq > coalesce(({last}), 0) AND +u.of > '' AND u.act = 'undo'
                    AND NOT {STANDING}
                ORDER BY u.seq DESC LIMIT 1)""",
        (device, device),
    ).fetchone()
    return _row(found) if found else None


def ids_of_act(act_id: str, cards: int) -> list[str]:
    """Return the ids of the rows of an act on this number of cards."""
    return [act_id] if cards == 1 else [f"{act_id}.{number}" for number in range(1, cards + 1)]


def same_act(connection: sqlite3.Connection, row: Row, undone: bool) -> list[Row]:
    """Return the rows of the act that a row is of, in order: those that are undone, or those that are not."""
    act_id, point, _ = row.id.rpartition(".")
    if not point:
        return [row]
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM review_log r WHERE id > ? AND id < ? AND {STANDING} = ? ORDER BY seq",
        (f"{act_id}.", f"{act_id}/", not undone),  # the stroke is the character after the point
    )
    # The id of a damaged row may not be found as it is read.
    return [_row(each) for each in found] or [row]


_row: Callable[[tuple[Any, ...]], Row] = partial(tuple.__new__, Row)
"""Returns a row from ``_COLUMNS``; calling Row itself would take three times as long."""
