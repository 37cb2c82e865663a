"""Rules on prompts that hold what they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attache.base.text import fold
from attache.base.vocabulary import CardForm, LabelType
from attache.content.checks.context import Context, PlacedCard, bare, holds, names_of
from attache.content.faces import gaps_of
from attache.content.pack import SourceEntry
from attache.content.problems import Finding, shortened

_NAMES_ANSWERED = (
    CardForm.TERM,
    CardForm.TYPED,
    CardForm.QUESTION,
    CardForm.CHOICE,
    CardForm.EXAMPLE,
    CardForm.CONFUSABLE,
)
_WORDS_ANSWERED = (CardForm.TERM, CardForm.TYPED, CardForm.QUESTION)
_OFFERING = (CardForm.TYPED, CardForm.QUESTION, CardForm.CHOICE)
"""The forms whose prompts may name the answer beside others, as in "Which of the two, NATO or the SCO, …"."""


def term_in_prompt(context: Context) -> Iterator[Finding]:
    """Find prompts that hold the term that they ask for, another of its names, or the very answer."""
    for placed in context.cards:
        if placed.card.form is CardForm.CLOZE:
            found = _beside_the_gap(context, placed)
        else:
            found = _in_the_prompt(context, placed)
        if found:
            yield placed.finding(
                "prompt",
                f"the prompt contains “{shortened(found)}”, a name of what it asks for.",
                "Reword the prompt.",
                found,
            )


def _in_the_prompt(context: Context, placed: PlacedCard) -> str:
    """Return the first name or answer that a prompt gives away, blank if none."""
    form, prompt = placed.card.form, context.plain(placed.prompt)
    phrases: list[tuple[str, bool]] = []
    if form in _NAMES_ANSWERED:
        asked = {entry.id: entry for entry in context.meant(placed.answer)}
        if form is CardForm.TERM:
            asked[placed.entry.id] = placed.entry
        phrases += _names(asked.values())
    if form in _WORDS_ANSWERED:
        for text in (placed.answer, *placed.card.accepted):
            word = bare(context.plain(text))
            phrases.append((word, word.isupper()))
    for phrase, exact in phrases:
        if holds(phrase, prompt, exact) and not (form in _OFFERING and _is_offered(phrase, prompt)):
            return phrase
    return ""


def _beside_the_gap(context: Context, placed: PlacedCard) -> str:
    """Return another name of what a cloze hides that is visible beside the gap, "" if there is none."""
    gaps = gaps_of(placed.card)
    if not gaps:
        return ""
    (start, end), hidden = gaps[0], fold(bare(context.plain(placed.card.cloze)))
    around = [context.plain(text) for text in (placed.card.prompt[:start], placed.card.prompt[end:])]
    for phrase, exact in _names(context.meant(placed.card.cloze)):
        if fold(phrase) != hidden and any(holds(phrase, part, exact) for part in around):
            return phrase
    return ""


def _names(entries: Iterable[SourceEntry]) -> list[tuple[str, bool]]:
    """Return (name, whether case matters) for some entries, each name once, misspellings too."""
    return list(
        dict.fromkeys(
            (name.text, name.exact)
            for entry in entries
            for name in names_of(entry)
            if name.type not in (LabelType.NARROWER, LabelType.RELATED)
        )
    )


def _is_offered(phrase: str, prompt: str) -> bool:
    """Return whether a prompt offers a phrase beside others joined by "or"."""
    word = re.escape(phrase.casefold())
    pattern = rf"(?<!\w){word}(?:,[^.?!;:]{{0,80}})?,? or\b|\bor (?:the |an? )?{word}(?!\w)"
    return re.search(pattern, prompt.casefold()) is not None
