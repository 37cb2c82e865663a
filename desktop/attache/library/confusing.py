"""Names that were given for one another, and questions that ask to tell two entries apart."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from attache.base.entry import Card, Confusion
from attache.base.vocabulary import CardForm
from attache.library.reader import Reader
from attache.library.rows import row_named, rows_by_id


def confusion(reader: Reader, answer: str, given: str) -> Confusion | None:
    """Return the entry whose name is the right answer, and the other one whose name was given instead.

    None if the answer or what was given is no name of an entry, or both are names of the same one.
    """
    right, other = row_named(reader, answer), row_named(reader, given)
    if right is None or other is None or right == other:
        return None
    return Confusion(right.id, other.id)


def telling_card(reader: Reader, card: Card, confused: Confusion) -> Card:
    """Return what asks to tell two entries apart, under the id of a card of one of them.

    A card of that form asks itself.  For any other the question is the definition of its entry.
    """
    if card.form is CardForm.CONFUSABLE:
        return card
    rows = {row.id: row for row in rows_by_id(reader, confused)}
    own = rows[card.entry]
    return replace(
        card,
        form=CardForm.CONFUSABLE,
        prompt=own.definition,
        answer=own.title,
        why="",
        front_html=f"<p>{escape(own.definition)}</p>",
        back_html=f"<p>{escape(own.title)}</p>",
        sections=(),
        detail={"pair": list(confused)},
    )
