"""Ids that name the pack they come from: ``pack:name`` inside the program, for every entry and card.

What a learner did is kept for good under the id of a card or an entry, and two packs may call different
things alike.  For people the shipped pack's own ids stay bare, as they were before there could be others.
"""

from __future__ import annotations

SHIPPED = "attache"
"""The id of the pack that comes with the program: what a bare id belongs to."""
RESERVED = "note"
"""No pack's id: ``[[note:id]]`` links an accuracy note."""


def qualified(id_: str) -> str:
    """Return an id with its pack; a bare one is the shipped pack's, one that has its pack stays."""
    return id_ if ":" in id_ else f"{SHIPPED}:{id_}"


def public(id_: str) -> str:
    """Return an id as people see it: bare for the shipped pack."""
    return id_.removeprefix(f"{SHIPPED}:")
