"""Rules on cards that ask for all of a few things."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attache.base.text import fold, words
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard
from attache.content.checks.fillers import FILLERS
from attache.content.problems import Finding, shortened

_ENDINGS = tuple(
    sorted(
        """
        ation ations ating ated ate ates ion ions ing ings ed er ers or ors ment ments ance ances ence
        ences ive ives al ally ly es s y ies ity ities e
        """.split(),
        key=len,
        reverse=True,
    )
)
_SHORTEST_STEM = 4


def list_alone(context: Context) -> Iterator[Finding]:
    """Find lists with items that no other card of the pack asks about, by what the cards' words share."""
    lists = [placed for placed in context.cards if placed.card.form is CardForm.LIST and placed.card.items]
    if not lists:
        return
    others = [placed for placed in context.cards if placed.card.form is not CardForm.LIST]
    asked = {stem for placed in others for stem in _stems(_words_on(context, placed))}
    with_cards = {placed.entry.id for placed in others}
    for placed in lists:
        alone = [item for item in placed.card.items if not _is_asked(context, item, asked, with_cards)]
        if alone:
            quoted = "; ".join(f"“{shortened(item)}”" for item in alone)
            yield placed.finding(
                "items",
                f"no other card asks about {shortened(quoted, 200)}.",
                "Add a card for each item in its context.",
            )


def _is_asked(context: Context, item: str, asked: set[str], with_cards: set[str]) -> bool:
    stems = _stems(context.plain(item))
    return (
        not stems
        or not stems.isdisjoint(asked)
        or any(entry.id in with_cards for entry in context.meant(item))
    )


def _words_on(context: Context, placed: PlacedCard) -> str:
    return f"{context.plain(placed.prompt)} {context.plain(placed.answer)}"


def _stems(text: str) -> set[str]:
    """Return a text's words that carry meaning, without their endings."""
    return {_stem(word) for word in words(text) if word not in FILLERS}


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """Return a word without its ending, as far as enough of it is left to be told by."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


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
