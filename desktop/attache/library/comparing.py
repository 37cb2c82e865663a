"""Two entries side by side: what each is, and everywhere in the library that they are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attache.base.entry import AccuracyNote, Card, Entry
from attache.base.ids import public
from attache.base.text import fold
from attache.base.vocabulary import ENTRY_LINK, CardForm

TOLD_APART = ("confused-with", "contrasts-with")
"""The types of relations between entries that are worth comparing, most of all first."""
_PASSAGE = re.compile(r"<(p|li)>.*?</\1>", re.DOTALL)
_CHOOSING = frozenset((CardForm.CHOICE, CardForm.EXAMPLE))
_NAMING = _CHOOSING | {CardForm.CONFUSABLE}
"""Forms of cards whose answer is the name of an entry."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries that are compared.

    ``relations`` are the words of its relations to the other; ``passages`` are the paragraphs of its text
    that link to the other, in HTML; ``cards`` are those to which it is the answer and not the other.
    """

    entry: Entry
    relations: tuple[str, ...]
    passages: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries, and what is known of both together.

    ``questions`` are cards that ask about both, ``accuracy`` the notes that are shown with both.
    """

    first: Side
    second: Side
    questions: tuple[Card, ...]
    accuracy: tuple[AccuracyNote, ...]

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of the two entries."""
        return self.first.entry.id, self.second.entry.id


def compare(first: Entry, second: Entry) -> Comparison:
    """Return what tells two entries apart."""
    cards = tuple({card.id: card for card in (*first.cards, *second.cards)}.values())
    ids = {note.id for note in second.accuracy}
    return Comparison(
        first=_side(first, second, cards),
        second=_side(second, first, cards),
        questions=tuple(
            card for card in cards if card.form not in _NAMING and _names_both(card, first, second)
        ),
        accuracy=tuple(note for note in first.accuracy if note.id in ids),
    )


def worth_comparing(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the entries with which an entry is often confused, or that its cards tell from it."""
    groups = {group.type: group.entries for group in entry.relations}
    related = [ref.id for type_ in TOLD_APART for ref in groups.get(type_, ())]
    asked = [id_ for card in entry.cards for id_ in _strings(card, "pair")]
    return tuple(id_ for id_ in dict.fromkeys((*related, *asked)) if id_ != entry.id)


def _side(entry: Entry, other: Entry, cards: Iterable[Card]) -> Side:
    link = f'href="{ENTRY_LINK}{public(other.id)}"'
    passages = tuple(found[0] for found in _PASSAGE.finditer(entry.body_html) if link in found[0])
    relations = tuple(
        group.words for group in entry.relations if other.id in {ref.id for ref in group.entries}
    )
    return Side(entry, relations, passages, tuple(_telling(entry, other, cards)))


def _telling(entry: Entry, other: Entry, cards: Iterable[Card]) -> Iterator[Card]:
    """Yield the cards to which the answer is an entry, while the other is offered as well."""
    for card in cards:
        if card.answer == entry.title:
            pair = set(_strings(card, "pair"))
            offered = card.form in _CHOOSING and other.title in _strings(card, "distractors")
            if offered or {entry.id, other.id} <= pair:
                yield card


def _names_both(card: Card, first: Entry, second: Entry) -> bool:
    """Return whether the prompt of a card names two entries; a name within a longer one does not count."""
    names = sorted(
        ((name, entry.id) for entry in (first, second) for name in _names(entry)),
        key=lambda named: -len(named[0]),
    )
    prompt, named = f" {fold(card.prompt)} ", set[str]()
    for name, id_ in names:
        if f" {name} " in prompt:
            prompt = prompt.replace(f" {name} ", " / ")
            named.add(id_)
    return len(named) > 1


def _names(entry: Entry) -> Iterator[str]:
    """Yield the folded names of an entry itself."""
    yield fold(entry.title)
    yield from (fold(label.text) for label in entry.labels if label.type.is_own)


def _strings(card: Card, key: str) -> Iterable[str]:
    """Return a list of strings from the details of a card."""
    found = card.detail.get(key)
    return [str(each) for each in found] if isinstance(found, list | tuple) else ()
