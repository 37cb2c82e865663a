"""Rules on what a card takes for right, and on what it offers beside it."""

from __future__ import annotations

from collections.abc import Iterator

from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context, PlacedCard
from attache.content.problems import Finding, shortened

MAX_WORDS = 15
MIN_DISTRACTORS = 3
PAIR_SIZES = range(2, 5)
MOST_KIN = 500
"""The most entries to follow from an answer; no real hierarchy is nearly as deep."""


def long_answer(context: Context) -> Iterator[Finding]:
    """Find answers of more than 15 words, lists aside."""
    for placed in context.cards:
        if placed.card.form is CardForm.LIST:
            continue
        count = len(context.plain(placed.answer).split())
        if count > MAX_WORDS:
            yield placed.finding(
                "answer",
                f"the answer has {count} words.",
                f"Keep it to {MAX_WORDS}; the rest belongs under why.",
            )


def _offering(context: Context) -> Iterator[PlacedCard]:
    return (placed for placed in context.cards if placed.card.form in (CardForm.CHOICE, CardForm.EXAMPLE))


def few_distractors(context: Context) -> Iterator[Finding]:
    """Find choices with fewer than three distractors."""
    for placed in _offering(context):
        if 0 < len(placed.card.distractors) < MIN_DISTRACTORS:
            yield placed.finding(
                "distractors",
                f"there are only {len(placed.card.distractors)} distractors.",
                f"Offer at least {MIN_DISTRACTORS}.",
            )


def same_distractor(context: Context) -> Iterator[Finding]:
    """Find distractors that equal one another, the answer or what is accepted."""
    for placed in _offering(context):
        seen = {key: "accepted" for text in placed.card.accepted for key in _same_as(context, text)}
        seen.update(dict.fromkeys(_same_as(context, placed.answer), "the answer"))
        for index, text in enumerate(placed.card.distractors):
            keys = _same_as(context, text)
            known = next((seen[key] for key in keys if key in seen), "")
            if known:
                yield _about(placed, index, f"“{shortened(text)}” is {known} too.", "Replace it.")
            for key in keys:
                seen.setdefault(key, "a distractor")


def _same_as(context: Context, text: str) -> list[str]:
    """Return what makes an option the same as another: its words, and the entries that it names."""
    folded = fold(context.plain(text))
    return [folded, *(f"[{entry.id}]" for entry in context.meant(text))] if folded else []


def other_kind(context: Context) -> Iterator[Finding]:
    """Find distractors that are no entries' titles though the answer is, in a choice of its kind."""
    for placed in _offering(context):
        answer = context.titled(placed.answer)
        if answer is None:
            continue
        for index, text in enumerate(placed.card.distractors):
            found = context.titled(text)
            if text and found is None and context.all_entries_known():
                message = f"“{shortened(text)}” is not the title of an entry, but the answer is."
                yield _about(placed, index, message, "Use titles of entries.")
            elif found and found.kind is not answer.kind and placed.card.form is CardForm.CHOICE:
                message = (
                    f"“{shortened(text)}” is of the kind {found.kind}, the answer of the kind {answer.kind}."
                )
                yield _about(placed, index, message, f"Use titles of entries of the kind {answer.kind}.")


def also_right(context: Context) -> Iterator[Finding]:
    """Find distractors of an example that are instances of the same thing."""
    for placed in context.cards:
        if placed.card.form is not CardForm.EXAMPLE:
            continue
        whole = placed.card.of or placed.entry.id
        for index, text in enumerate(placed.card.distractors):
            found = context.titled(text)
            if found and _is_instance(context, found.id, whole):
                message = f"“{shortened(text)}” is an instance of {whole} too."
                yield _about(placed, index, message, "Offer an entry that is not one.")


def no_instance(context: Context) -> Iterator[Finding]:
    """Find examples whose answer is not an entry that is an instance of what is asked."""
    for placed in context.cards:
        if placed.card.form is not CardForm.EXAMPLE or not placed.card.answer:
            continue
        whole = placed.card.of or placed.entry.id
        if whole not in context.entries:
            continue
        found = context.titled(placed.answer)
        if found is None and context.all_entries_known():
            yield placed.finding(
                "answer",
                f"“{shortened(placed.answer)}” is not the title of an entry.",
                "Answer with the title of an entry.",
            )
        elif found and not _is_instance(context, found.id, whole):
            yield placed.finding(
                "answer",
                f"nothing says that {found.id} is an example or a kind of {whole}.",
                "Add the relation example-of or kind-of, or choose another answer.",
            )


def _is_instance(context: Context, name: str, whole: str) -> bool:
    """Return whether an entry is an example or a kind of another, directly or through others."""
    seen, waiting = {name}, [name]
    while waiting and len(seen) < MOST_KIN:
        # An entry may have thousands of relations, so this reads only those that count.
        further = context.wholes.get(waiting.pop(), frozenset())
        if whole in further:
            return True
        waiting.extend(further - seen)
        seen |= further
    return False


def answer_outside_pair(context: Context) -> Iterator[Finding]:
    """Find confusables whose pair is not two to four entries, or holds none of the answer's title."""
    for placed in context.cards:
        card = placed.card
        if card.form is not CardForm.CONFUSABLE or not card.pair:
            continue
        if len(set(card.pair)) not in PAIR_SIZES or len(set(card.pair)) < len(card.pair):
            yield placed.finding(
                "pair", "the pair is not two to four different entries.", "Name two, three or four."
            )
        if not all(name in context.entries for name in card.pair):
            continue
        titles = [context.entries[name].title for name in card.pair]
        if fold(context.plain(card.answer)) not in [fold(title) for title in titles]:
            yield placed.finding(
                "answer",
                f"“{shortened(card.answer)}” is not the title of an entry of the pair.",
                f"Answer with one of: {'; '.join(titles)}.",
            )


def _about(placed: PlacedCard, index: int, message: str, advice: str) -> Finding:
    line = placed.line("distractors", index)
    return Finding(placed.entry.file, line, f"Card {placed.card.id}: {message}", advice)
