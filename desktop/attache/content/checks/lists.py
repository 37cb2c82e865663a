"""Rules on cards that ask for all of a few things."""

from __future__ import annotations

from collections.abc import Iterator

from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context
from attache.content.problems import Finding


def short_list(context: Context) -> Iterator[Finding]:
    """Find lists of fewer than two items, or with an item twice."""
    for placed in context.cards:
        items = [fold(context.plain(item)) for item in placed.card.items]
        if placed.card.form is not CardForm.LIST or not items:
            continue
        if len(items) < 2:
            yield placed.finding("items", "the list has only one item.", "Ask for it as a question.")
        elif len(set(items)) < len(items):
            yield placed.finding("items", "an item is in the list twice.", "Delete one of the two.")
