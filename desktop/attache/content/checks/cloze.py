"""Rules on sentences with a gap."""

from __future__ import annotations

from collections.abc import Iterator

from attache.base.text import words
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard, stands_in
from attache.content.faces import gaps_of
from attache.content.problems import Finding, shortened

MIN_CONTEXT = 5
_FILLER = frozenset(
    words(
        """
        a about after all also an and any are as at be been before between both but by can could did do
        does each for from had has have he her his how i if in into is it its may might more most must no
        not of often on one only or other our over own same she should since so some such than that the
        their them then there these they this those through to under until up upon very was we were what
        when where which while who whose why will with within without would you
        """
    )
)


def _clozes(context: Context) -> Iterator[PlacedCard]:
    return (
        placed
        for placed in context.cards
        if placed.card.form is CardForm.CLOZE and placed.card.cloze and placed.card.prompt
    )


def not_found(context: Context) -> Iterator[Finding]:
    """Find clozes whose hidden words do not stand in the prompt."""
    for placed in _clozes(context):
        if not gaps_of(placed.card):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” does not stand in the prompt.",
                "Copy the words from the prompt, capitals and all.",
            )


def repeated(context: Context) -> Iterator[Finding]:
    """Find clozes whose hidden words stand in the prompt again beside the gap."""
    for placed in _clozes(context):
        around = _around(placed)
        if around and any(stands_in(placed.card.cloze, part) for part in around):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” stands in the prompt again beside the gap.",
                "Reword the prompt so that it stands there once.",
            )


def filler(context: Context) -> Iterator[Finding]:
    """Find clozes that hide a filler and no key word."""
    for placed in _clozes(context):
        if all(word in _FILLER for word in words(placed.card.cloze)):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” is a filler.",
                "Hide the word that the sentence turns on.",
            )


def too_little_context(context: Context) -> Iterator[Finding]:
    """Find clozes that leave fewer than five other words."""
    for placed in _clozes(context):
        around = _around(placed)
        left = sum(len(words(context.plain(part))) for part in around)
        if around and left < MIN_CONTEXT:
            yield placed.finding(
                "prompt",
                f"only {left} words are left around the gap.",
                f"Leave at least {MIN_CONTEXT} words.",
            )


def _around(placed: PlacedCard) -> tuple[str, ...]:
    """Return the prompt before and after the first gap; nothing where there is no gap."""
    gaps = gaps_of(placed.card)
    if not gaps:
        return ()
    start, end = gaps[0]
    return placed.card.prompt[:start], placed.card.prompt[end:]
