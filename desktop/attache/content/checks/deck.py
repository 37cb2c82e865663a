"""Rules on the deck as a whole, for packs that say they are complete: tiers, repetition, how prompts ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard
from attache.content.checks.fillers import FILLERS
from attache.content.pack import TIERS
from attache.content.problems import Finding

_DOCUMENT = re.compile(r"\bdocuments?\b|^Documents?\b")
"""A document of the pack; with a capital inside the prompt it is part of a name, as in “Vienna Document”."""

_ASKED_IN_SENTENCES = (CardForm.QUESTION, CardForm.CONFUSABLE)
_ENDS = re.compile(r"[.!?…]['\"’”)]*$")
_FINITE = frozenset(
    """
    am are is was were be been has have had do does did can could will would shall should may might must
    cannot became began bound bought broke brought built came chose cut drew fell felt fought found gave
    got grew held kept knew led left lost made meant met put ran said sank sat saw sent set shot shows
    signed sold spoke stood struck took taught thought told went won wrote
    """.split()
)
"""Auxiliaries, and common verbs whose past has no ending to know it by."""
_VERB = re.compile(r"[a-z]{2,}(?:ed|es|s)")
_COMMAND = re.compile(r"(?:compare|complete|explain|give|list|match|name|say|state|tell)\b")

_LIKE_ANSWER, _LIKE_PROMPT = 95, 60
"""From which likeness (0 to 100) answers, and prompts of cards with like answers, count as the same."""
_MOST_COMPARED = 30
"""So many neighbours are compared with a card among those with the same answer or a rare word in common."""
_RARE_WORDS = 4
"""So many of the rarest words of a card are looked at to find cards like it."""


def tier_sizes(context: Context) -> Iterator[Finding]:
    """Find tiers with fewer or more cards than pack.yaml says."""
    counts = Counter(card.value for entry in context.pack.entries for card in entry.cards)
    values = {tier: value for value, tier in TIERS.items()}
    for tier, (least, most) in context.pack.tiers.items():
        count = counts[values[tier]]
        if not least <= count <= most:
            message = f"There are {count:,} {tier} cards (value {values[tier]})."
            yield Finding("pack.yaml", 1, message, f"There should be {least:,} to {most:,}.")


def asks_of_a_document(context: Context) -> Iterator[Finding]:
    """Find prompts that ask what a document says, if the answer corrects none."""
    for placed in context.cards:
        found = _DOCUMENT.search(context.plain(placed.prompt))
        if found and not placed.card.corrects:
            yield placed.finding(
                "prompt",
                f"the prompt asks about a “{found.group()}”.",
                "Ask about the subject; if the answer corrects a document, name the note in corrects.",
                found.group(),
            )


def no_sentence(context: Context) -> Iterator[Finding]:
    """Find prompts of questions and confusables that are neither a question nor a sentence.

    A question ends in a question mark. A sentence ends in a full stop and has a finite verb or begins with
    a command. Without a parser a finite verb is told by its form: an auxiliary, a common irregular past, or,
    after the first word, a word in small letters that ends in -s or -ed. Plural nouns pass for verbs, so
    that some fragments are not found; a sentence is hardly ever rejected.
    """
    for placed in context.cards:
        if placed.card.form not in _ASKED_IN_SENTENCES:
            continue
        prompt = context.plain(placed.prompt).strip()
        if prompt and not _is_sentence(prompt):
            yield placed.finding(
                "prompt",
                "the prompt is neither a question nor a sentence.",
                "Write a full question with a question mark, or a sentence with a verb and a full stop.",
            )


def _is_sentence(prompt: str) -> bool:
    if not _ENDS.search(prompt):
        return False
    if "?" in prompt[-4:]:
        return True
    words = re.findall(r"[^\W\d_]+", prompt)
    lower = [word.casefold() for word in words]
    return bool(
        not _FINITE.isdisjoint(lower)
        or (lower and _COMMAND.match(lower[0]))
        or any(_VERB.fullmatch(word) for word in words[1:])
    )


def asked_twice(context: Context) -> Iterator[Finding]:
    """Find cards with nearly the answer and nearly the prompt of another card, fillers and order aside.

    Only cards with the same answer or a rare word in common are compared, so that the time hardly grows
    faster than the pack.
    """
    from rapidfuzz import fuzz

    cards = context.cards
    answers, prompts = (
        [_telling(context.plain(text)) for text in texts]
        for texts in ((card.answer for card in cards), (card.prompt for card in cards))
    )
    told: set[int] = set()
    for first, second in _pairs(answers, prompts):
        if second in told:
            continue
        if fuzz.ratio(answers[first], answers[second], score_cutoff=_LIKE_ANSWER) and fuzz.ratio(
            prompts[first], prompts[second], score_cutoff=_LIKE_PROMPT
        ):
            told.add(second)
            yield _repeats(cards[second], cards[first])


def _telling(text: str) -> str:
    """Return the folded words of a text in alphabetical order, without fillers if anything else is there."""
    words = fold(text).split()
    return " ".join(sorted(word for word in words if word not in FILLERS) or sorted(words))


def _pairs(answers: Sequence[str], prompts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of cards with the same answer or one of their rarest words, each pair once."""
    words = [{*answer.split(), *prompt.split()} for answer, prompt in zip(answers, prompts, strict=True)]
    counts = Counter(word for own in words for word in own)
    sharing: dict[tuple[str, ...], list[int]] = {}
    for place, own in enumerate(words):
        shared = [word for word in own if counts[word] > 1]
        rarest = sorted(shared, key=lambda word: (counts[word], word))[:_RARE_WORDS]
        for key in (("the answer", answers[place]), *((word,) for word in rarest)):
            sharing.setdefault(key, []).append(place)
    return sorted(
        {
            (first, second)
            for places in sharing.values()
            for at, first in enumerate(places)
            for second in places[at + 1 : at + _MOST_COMPARED]
        }
    )


def _repeats(placed: PlacedCard, first: PlacedCard) -> Finding:
    where = f"{first.entry.file}, line {first.line('prompt')}"
    return placed.finding(
        "prompt",
        f"it asks nearly the same as card {first.card.id} ({where}).",
        "Keep the card in the entry where it belongs, and delete the other.",
    )
