"""Rules on sentences with a gap."""

from __future__ import annotations

from collections.abc import Iterator

from attache.base.text import words
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard, holds
from attache.content.checks.fillers import FILLERS
from attache.content.faces import gaps_of
from attache.content.problems import Finding, shortened

MIN_CONTEXT = 5
_GAP = "\ue000"
"""Stands for the hidden words while the sentence around them is drawn."""


def _clozes(context: Context) -> Iterator[PlacedCard]:
    return (
        placed
        for placed in context.cards
        if placed.card.form is CardForm.CLOZE and placed.card.cloze and placed.card.prompt
    )


def not_found(context: Context) -> Iterator[Finding]:
    """Find clozes whose hidden words are not in the prompt."""
    for placed in _clozes(context):
        if not gaps_of(placed.card):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” is not in the prompt.",
                "Copy the words from the prompt, capitals and all.",
            )


def repeated(context: Context) -> Iterator[Finding]:
    """Find clozes whose hidden words appear in the prompt again beside the gap."""
    for placed in _clozes(context):
        around = _around(placed)
        if around and any(holds(placed.card.cloze, part) for part in around):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” appears in the prompt again beside the gap.",
                "Reword the prompt so that it appears only once.",
            )


def filler(context: Context) -> Iterator[Finding]:
    """Find clozes that hide a filler and no key word."""
    for placed in _clozes(context):
        if all(word in FILLERS for word in words(placed.card.cloze)):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” is a filler word.",
                "Hide a key word of the sentence.",
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


def markup(context: Context) -> Iterator[Finding]:
    """Find clozes that hide or cut into the marks of a link, of emphasis or of a note."""
    for placed in _clozes(context):
        around = _around(placed)
        if not around:
            continue
        drawn = context.plain(_GAP.join(around))
        if drawn.replace(_GAP, placed.card.cloze) != context.plain(placed.card.prompt):
            yield placed.finding(
                "cloze",
                f"“{shortened(placed.card.cloze)}” includes markup of a link, of emphasis or of a note.",
                "Hide only words, and leave the markup outside the gap.",
            )


def _around(placed: PlacedCard) -> tuple[str, ...]:
    """Return the prompt before and after the first gap; nothing if there is no gap."""
    gaps = gaps_of(placed.card)
    if not gaps:
        return ()
    start, end = gaps[0]
    return placed.card.prompt[:start], placed.card.prompt[end:]
