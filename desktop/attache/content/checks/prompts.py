"""The rule that no two cards ask the same."""

from __future__ import annotations

from collections.abc import Iterator

from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard
from attache.content.faces import gaps_of
from attache.content.problems import Finding


def same_prompt(context: Context) -> Iterator[Finding]:
    """Find cards with one prompt; forms that default to one text are told apart."""
    seen: dict[tuple[str, str], PlacedCard] = {}
    for placed in sorted(context.cards, key=lambda placed: (placed.entry.file, placed.index)):
        key = _asked(context, placed)
        if not key[1].strip():
            continue
        first = seen.setdefault(key, placed)
        if first is not placed:
            yield placed.finding(
                "prompt",
                f"the prompt is the same as that of card {first.card.id} in {first.entry.file}, "
                f"line {first.line('prompt')}.",
                "Make the two differ, or delete one.",
            )


def _asked(context: Context, placed: PlacedCard) -> tuple[str, str]:
    """Return what makes a prompt the same as another: the form if it is a default, and the words."""
    card = placed.card
    gaps = gaps_of(card) if card.form is CardForm.CLOZE else []
    if gaps:
        start, end = gaps[0]
        before, after = (context.plain(text) for text in (card.prompt[:start], card.prompt[end:]))
        return "", f"{fold(before)} … {fold(after)}"
    return ("" if card.prompt else str(card.form)), fold(context.plain(placed.prompt))
