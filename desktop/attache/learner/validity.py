"""Which values the rows of a progress file can have: a single changed bit can make any other.

SQLite's own check sees that pages, types and tables are sound; it does not check what the rows say.  A row
with a value that cannot be is kept as it is until a repair.  Until then whatever reads it leaves out what
is wrong, and uses the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

LAST_INSTANT = 253_402_128_000_000
"""The start of 30 December 9999: later instants are ignored.

Earlier instants have a date in every time zone.
"""
LAST_DAY = 2_932_896
"""The last day of the year 9999."""
_LONGEST = 40_000
"""More days than any interval has."""
MOST = 1 << 53
"""More than anything is ever counted; adding to it overflows nothing."""
MOST_TOOK = 600_000
"""The longest time in milliseconds that an answer can have taken, the largest that can be set."""
DEEPEST = 1000
"""The end of a section, where its beginning is 0."""
IN_TIME = f"BETWEEN 0 AND {LAST_INSTANT}"
"""SQL condition on an instant."""
_IN_DAYS = f"BETWEEN 0 AND {LAST_DAY}"

STATE = f"""(
    s.phase BETWEEN 0 AND 3 AND s.step BETWEEN 0 AND 99
    AND s.stability BETWEEN (s.phase > 0) * 1e-9 AND 1e15 AND s.difficulty BETWEEN (s.phase > 0) AND 10
    AND s.last_day {_IN_DAYS} AND s.due_day BETWEEN s.last_day - 1 AND s.last_day + {_LONGEST}
    AND s.last_at {IN_TIME} AND s.due_at {IN_TIME}
    AND s.reps BETWEEN 0 AND {MOST} AND s.lapses BETWEEN 0 AND {MOST}
    AND s.suspended IN (0, 1) AND s.flagged IN (0, 1) AND s.buried_until {_IN_DAYS})"""
"""SQL condition on a row s of the states of cards."""
ROW = f"""(
    r.act IN ('undo', 'redo') OR r.at {IN_TIME} AND r.day {_IN_DAYS} AND CASE r.act
        WHEN 'answer' THEN r.rating BETWEEN 1 AND 4 AND r.phase BETWEEN 1 AND 3 AND r.step BETWEEN 0 AND 99
            AND r.due_day BETWEEN r.day - 1 AND r.day + {_LONGEST} AND r.due_at {IN_TIME}
        WHEN 'practice' THEN r.rating BETWEEN 1 AND 4
        WHEN 'bury' THEN r.due_day {_IN_DAYS}
        ELSE 1 END)"""
"""SQL condition on a row r of the log: what its act needs can be."""
QUIZ = f"""(
    s.state BETWEEN 0 AND 2 AND s.retry IN (0, 1) AND s.place BETWEEN 0 AND {MOST} AND s.made_at {IN_TIME}
    AND s.reached BETWEEN 0 AND {MOST} AND s.points BETWEEN 0 AND s.reached
    AND json_valid(s.options) AND json_valid(s.questions) AND json_valid(s.answers))"""
"""SQL condition on a row s of the quizzes."""
CONFUSION = f"(s.told IN (0, 1) AND s.day {_IN_DAYS})"
"""SQL condition on a row s of the entries that were confused or told apart."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "bookmark": ("entry",),
    "note": ("entry", "text"),
    "lookup": ("entry",),
    "setting": ("name", "value"),
    "section_read": ("section",),
    "reading_place": ("document", "section"),
    "quiz": ("options", "questions", "answers"),
    "confusion": ("entry", "other"),
}
"""The columns of text that a repair rewrites if they are not UTF-8; the log has a checksum instead."""
INSTANTS: Mapping[str, str] = {
    "bookmark": "changed_at",
    "note": "changed_at",
    "lookup": "at",
    "lookup_clear": "at",
    "setting": "changed_at",
    "section_read": "changed_at",
    "reading_place": "changed_at",
    "quiz": "changed_at",
    "confusion": "at",
    "device": "added_at",
}
"""The column of each table that says when."""
_MORE: Mapping[str, str] = {
    "bookmark": "s.marked IN (0, 1)",
    "section_read": "s.read IN (0, 1)",
    "reading_place": f"s.depth BETWEEN 0 AND {DEEPEST}",
    "quiz": QUIZ,
    "confusion": CONFUSION,
    "device": f"s.here IN (0, 1) AND s.last_seq BETWEEN 0 AND {MOST}",
}


def is_text(value: bytes | None) -> bool:
    """Return whether bytes are UTF-8."""
    try:
        return value is None or value.decode() is not None
    except UnicodeDecodeError:
        return False


def is_written(text: str) -> bool:
    """Return whether text is in the file as it was read: U+FFFD is read for what is not UTF-8."""
    return "\ufffd" not in text


def invalid_rows(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return table → how many of its rows have a value that cannot be; only tables that have such rows.

    The log has its checksums, and the states of cards are compared with it.
    """
    connection.create_function("is_text", 1, is_text, deterministic=True)
    found: dict[str, int] = {}
    for table, instant in INSTANTS.items():
        parts = [f"is_text(CAST(s.{column} AS BLOB))" for column in TEXTS.get(table, ())]
        parts.append(f"s.{instant} {IN_TIME}")
        parts += [_MORE[table]] if table in _MORE else []
        sql = f"SELECT count(*) FROM main.{table} s WHERE ({' AND '.join(parts)}) IS NOT 1"
        found[table] = int(connection.execute(sql).fetchone()[0])
    return {table: count for table, count in found.items() if count}


def make_valid(connection: sqlite3.Connection) -> None:
    """Give each such row values that can be, within a write: text as it is read, 0 for an instant.

    Saved states are a cache; those of cards whose id cannot be read are deleted.
    """
    connection.create_function("is_text", 1, is_text, deterministic=True)
    for table, columns in TEXTS.items():
        for column in columns:
            rows = connection.execute(
                f"SELECT rowid, {column} FROM {table} WHERE NOT is_text(CAST({column} AS BLOB))"
            ).fetchall()
            # Two ids may have become the same; then the second is left as it is.
            connection.executemany(f"UPDATE OR IGNORE {table} SET {column} = ?2 WHERE rowid = ?1", rows)
    for table, column in INSTANTS.items():
        connection.execute(f"UPDATE {table} SET {column} = 0 WHERE ({column} {IN_TIME}) IS NOT 1")
    connection.execute("UPDATE bookmark SET marked = 1 WHERE marked NOT IN (0, 1)")
    connection.execute("UPDATE section_read SET read = 1 WHERE read NOT IN (0, 1)")
    connection.execute(f"UPDATE reading_place SET depth = 0 WHERE depth NOT BETWEEN 0 AND {DEEPEST}")
    # A quiz that makes no sense any more cannot be continued, and has no score.
    connection.execute(
        f"""UPDATE quiz AS s SET state = 2, options = '{{}}', questions = '[]', answers = '[]', place = 0,
                retry = 0, reached = 0, points = 0, made_at = iif(made_at {IN_TIME}, made_at, 0)
            WHERE {QUIZ} IS NOT 1"""
    )
    connection.execute("UPDATE confusion SET told = 0 WHERE told NOT IN (0, 1)")
    connection.execute(f"UPDATE confusion SET day = 0 WHERE (day {_IN_DAYS}) IS NOT 1")
    connection.execute("UPDATE device SET here = 0 WHERE here NOT IN (0, 1)")
    connection.execute("DELETE FROM card_state WHERE NOT is_text(CAST(card AS BLOB))")
