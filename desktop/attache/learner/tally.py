"""Counts that would otherwise need a scan of all cards, updated together with the card states.

For the library in use the file stores which states belong to one of its cards (``card_state.present``), and
how many cards were started in all, by theme, document and value (``tally``).  Both are caches: they are
computed again when the library has changed, or when all states were rewritten.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from attache.base.faults import StorageError
from attache.learner.store import Store

_LIBRARY = """
    coalesce((SELECT value FROM study_about WHERE key = 'fingerprint'), '') || ':' ||
    (SELECT total(cards) FROM study_count WHERE grouping = 'all')
"""
"""What tells the library in use from others."""
_IMPOSSIBLE = """
    EXISTS (SELECT 1 FROM tally t WHERE t.begun NOT BETWEEN 0 AND coalesce((SELECT n.cards FROM study_count n
        WHERE n.grouping = t.grouping AND n.part = t.part AND n.form = t.form), 0))
"""
"""Whether a count cannot be right for this library: the file is damaged."""
_STALE = f"coalesce((SELECT value FROM cache WHERE key = 'library'), '') <> {_LIBRARY}"
_OF_ANOTHER = f"EXISTS (SELECT 1 FROM cache WHERE key = 'library' AND value <> {_LIBRARY})"
_PRESENT = """
    UPDATE card_state SET present = EXISTS (SELECT 1 FROM study_card c WHERE c.id = card_state.card)
    WHERE present <> EXISTS (SELECT 1 FROM study_card c WHERE c.id = card_state.card)
"""
_COUNTED = """
    SELECT p.grouping, p.part, p.form, count(*) FROM card_state s JOIN study_part p ON p.id = s.card
    WHERE s.phase > 0 GROUP BY p.grouping, p.part, p.form
"""
_SAVED = "SELECT grouping, part, form, begun FROM tally WHERE begun <> 0"
_WRONG = f"""
    SELECT NOT {_STALE} AND (
        EXISTS (SELECT * FROM ({_COUNTED}) EXCEPT {_SAVED})
        OR EXISTS ({_SAVED} EXCEPT SELECT * FROM ({_COUNTED}))
        OR EXISTS (SELECT 1 FROM card_state s
            WHERE s.present <> EXISTS (SELECT 1 FROM study_card c WHERE c.id = s.card))
        OR EXISTS (SELECT 1 FROM study_new n
            WHERE n.place <= (SELECT CAST(value AS INTEGER) FROM cache WHERE key = 'introduced')
            AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = n.id AND s.phase > 0)))
"""
_CHANGE = f"""
    INSERT INTO tally (grouping, part, form, begun)
    SELECT grouping, part, form, :step FROM study_part WHERE id = :card AND NOT {_OF_ANOTHER}
    ON CONFLICT (grouping, part, form) DO UPDATE SET begun = begun + excluded.begun
"""
_NEW_AGAIN = """
    UPDATE cache SET value = min(CAST(value AS INTEGER), (SELECT place - 1 FROM study_new WHERE id = :card))
    WHERE key = 'introduced' AND EXISTS (SELECT 1 FROM study_new WHERE id = :card)
"""


def refresh(store: Store) -> None:
    """Compute the counts for the library in use, if the file has those of another one, or impossible ones.

    If they cannot be written (for example on a full disk), the old counts stay; they may be off by a few
    cards until the next attempt.
    """
    if not store.has_file or not store.rows(f"SELECT {_STALE} OR {_IMPOSSIBLE}")[0][0]:
        return
    with suppress(StorageError), store.writing() as connection:
        connection.execute(_PRESENT)
        connection.execute("DELETE FROM tally")
        connection.execute(f"INSERT INTO tally (grouping, part, form, begun) {_COUNTED}")
        connection.execute("DELETE FROM cache WHERE key NOT GLOB 'writes:*'")
        connection.execute(f"INSERT INTO cache (key, value) SELECT 'library', {_LIBRARY}")


def is_wrong(connection: sqlite3.Connection) -> bool:
    """Return whether the counts for the library in use are not what the states of cards lead to."""
    return bool(connection.execute(_WRONG).fetchone()[0])


def discard(connection: sqlite3.Connection) -> None:
    """Mark the counts as stale, within a write that rewrites all states."""
    connection.execute("DELETE FROM cache WHERE key NOT GLOB 'writes:*'")


def change(connection: sqlite3.Connection, card: str, step: int) -> None:
    """Count a card that was started (``step`` 1), is new again (-1), or has its first state (0).

    If another process has computed the counts for another library meanwhile, they become stale.
    """
    known = connection.execute(_CHANGE, {"card": card, "step": step}).rowcount
    if not known and connection.execute(f"SELECT {_OF_ANOTHER}").fetchone()[0]:
        discard(connection)
    elif not known:
        connection.execute("UPDATE card_state SET present = 0 WHERE card = ?", (card,))
    elif step < 0:
        connection.execute(_NEW_AGAIN, {"card": card})
