"""Ids that name the pack they come from: ``pack:name`` inside the program, for every entry and card.

The progress file keeps what a learner did under the id of a card or an entry, and two packs may use the same
name for different things.  People see and type the ids of the shipped pack without the prefix.
"""

from __future__ import annotations

SHIPPED = "attache"
"""The id of the shipped pack; an id without a prefix belongs to it."""
RESERVED = "note"
"""Reserved, never the id of a pack: ``[[note:id]]`` links to an accuracy note."""


def qualified(id_: str) -> str:
    """Return an id with the prefix of its pack; an id without one gets that of the shipped pack."""
    return id_ if ":" in id_ else f"{SHIPPED}:{id_}"


def public(id_: str) -> str:
    """Return an id as people see it: without the prefix of the shipped pack."""
    return id_.removeprefix(f"{SHIPPED}:")
