"""Rules on how a card asks."""

from __future__ import annotations

from collections.abc import Iterator

from attache.base.text import fold, words
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard, names_of
from attache.content.faces import gaps_of
from attache.content.problems import Finding, shortened

_NAMES_ANSWERED = (
    CardForm.TERM,
    CardForm.TYPED,
    CardForm.QUESTION,
    CardForm.CHOICE,
    CardForm.EXAMPLE,
    CardForm.CONFUSABLE,
)
_YES_NO_STARTS = frozenset(words("is are does do did was were has have can could will would should"))
_YES_NO = frozenset(("yes", "no"))


def term_in_prompt(context: Context) -> Iterator[Finding]:
    """Find prompts that hold the term that they ask for, or another of its names."""
    for placed in context.cards:
        if placed.card.form not in _NAMES_ANSWERED:
            continue
        asked = context.called(placed.answer)
        if asked is None:
            continue
        prompt = context.plain(placed.prompt)
        name = next((name for name in names_of(asked) if name.stands_in(prompt)), None)
        if name:
            yield placed.finding(
                "prompt",
                f"the prompt holds “{shortened(name.text)}”, a name of what it asks for.",
                "Ask in other words.",
            )


def yes_or_no(context: Context) -> Iterator[Finding]:
    """Find cards that can be answered by yes or no."""
    for placed in context.cards:
        asks = placed.card.form in (CardForm.QUESTION, CardForm.TYPED)
        first = next(iter(words(context.plain(placed.prompt))), "")
        if asks and first in _YES_NO_STARTS:
            yield placed.finding(
                "prompt",
                f"the prompt begins with “{first}” and can be answered by yes or no.",
                "Ask what, which, who, why or how.",
            )
        elif fold(placed.answer) in _YES_NO:
            yield placed.finding("answer", "the answer is yes or no.", "Ask for the reason or the thing.")


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
                f"the prompt is that of card {first.card.id} in {first.entry.file}, "
                f"line {first.line('prompt')}.",
                "Make the two differ, or delete one.",
            )


def _asked(context: Context, placed: PlacedCard) -> tuple[str, str]:
    """Return what makes a prompt the same as another: the form where it is a default, and the words."""
    card = placed.card
    gaps = gaps_of(card) if card.form is CardForm.CLOZE else []
    if gaps:
        start, end = gaps[0]
        before, after = (context.plain(text) for text in (card.prompt[:start], card.prompt[end:]))
        return "", f"{fold(before)} … {fold(after)}"
    return ("" if card.prompt else str(card.form)), fold(context.plain(placed.prompt))
