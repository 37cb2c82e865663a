"""What of the log has been undone, for questions to SQLite: the rule of ``log.standing`` in its words.

Several rows may name the same one, of one machine or of two whose files were merged.  The latest of them
(by ``at``, ``device`` and ``seq``) holds, if it is about the same card as the row that it names.
"""

from __future__ import annotations


def stands(row: str, last: str = "seq") -> str:
    """Return a condition that holds for a row of the log, called by its alias, that has not been undone.

    It checks each row through an index; for all rows of a long log ``UNDONE`` is faster.  ``last`` is the
    column that orders rows of one instant and device.
    """
    # Few rows were ever undone, and checking for that is faster than sorting.  Without the plus SQLite would
    # read all rows of the card.
    return (
        f"(NOT EXISTS (SELECT 1 FROM review_log m WHERE m.of = {row}.id AND m.of > '')"
        " OR coalesce((SELECT m.act FROM review_log m"
        f" WHERE m.of = {row}.id AND m.of > '' AND +m.card = {row}.card AND m.act IN ('undo', 'redo')"
        f" ORDER BY m.at DESC, m.device DESC, m.{last} DESC LIMIT 1), '') <> 'undo')"
    )


STANDING = stands("r")
"""Holds for a row r of the log that has not been undone."""


def undone(last: str = "seq") -> str:
    """Return a query for the ids of all rows that have been undone; computed once, by an index."""
    return (
        "(SELECT u.of FROM review_log u JOIN review_log r ON r.id = u.of"
        f" WHERE u.of > '' AND NOT {stands('r', last)})"
    )


UNDONE = undone()
"""The ids of all rows that have been undone."""
