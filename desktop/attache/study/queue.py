"""Chooses the next card: a pure function of the queued cards, those just asked, and the time.

A queue is a value.  Taking the next card returns the card and the queue without it, so looking ahead is the
same as taking a card and discarding the new queue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from attache.base.vocabulary import CardForm
from attache.study.memory import Phase
from attache.study.workload import LEARN_AHEAD

_WINDOW = 16
"""Cards ahead among which the next one is chosen."""
_APART = 4
"""Cards that stand between two of the same entry, if there are others."""


class QueuedCard(NamedTuple):
    """A card that can be asked; ``due_at`` (UTC milliseconds) is set for a card in its steps."""

    id: str
    entry: str
    theme: str
    form: CardForm
    phase: Phase
    due_at: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards for one day, each tuple in the order in which they are asked.

    ``first`` goes before everything (the card of an undone answer, an easier card); ``learning`` is ordered
    by ``due_at``; ``recent`` holds the cards asked last, the latest at its end.  New cards are spread evenly:
    ``spacing`` due cards lie between two of them, and ``until_new`` are still to come before the next.
    ``confusables`` maps an entry to those that it is often confused with.
    """

    due: tuple[QueuedCard, ...] = ()
    new: tuple[QueuedCard, ...] = ()
    learning: tuple[QueuedCard, ...] = ()
    first: tuple[QueuedCard, ...] = ()
    recent: tuple[QueuedCard, ...] = ()
    spacing: float = 0.0
    until_new: float = 0.0
    confusables: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        due: Sequence[QueuedCard],
        new: Sequence[QueuedCard] = (),
        learning: Sequence[QueuedCard] = (),
        confusables: Mapping[str, frozenset[str]] | None = None,
    ) -> Queue:
        """Return a queue that spreads the new cards evenly among the due ones."""
        spacing = len(due) / (len(new) + 1)
        return cls(
            tuple(due),
            tuple(new),
            tuple(learning),
            spacing=spacing,
            until_new=spacing,
            confusables=confusables or {},
        )

    def with_recent(self, card: QueuedCard) -> Queue:
        """Return the queue after a card was asked."""
        return replace(self, recent=(*self.recent, card)[-_APART:])

    def with_learning(self, card: QueuedCard) -> Queue:
        """Return the queue with one more card in its steps."""
        cards = sorted((*self.learning, card), key=lambda each: (each.due_at, each.id))
        return replace(self, learning=tuple(cards))

    def with_first(self, *cards: QueuedCard) -> Queue:
        """Return the queue with some cards before all others, in this order."""
        return replace(self.without(*(card.id for card in cards)), first=(*cards, *self.first))

    def without(self, *ids: str) -> Queue:
        """Return the queue without some cards."""
        due, new, learning, first = (
            tuple(card for card in cards if card.id not in ids)
            for cards in (self.due, self.new, self.learning, self.first)
        )
        return replace(self, due=due, new=new, learning=learning, first=first)


def take_next(queue: Queue, at: int) -> tuple[QueuedCard, Queue] | None:
    """Return the next card at an instant (UTC ms) and the queue without it, None if none is ready."""
    if queue.first:
        return queue.first[0], replace(queue, first=queue.first[1:])
    return _take_due_step(queue, at) or _take_listed(queue) or _take_early(queue, at)


def _take_due_step(queue: Queue, at: int) -> tuple[QueuedCard, Queue] | None:
    """Take the first card in its steps that is due by an instant, other than the last one asked."""
    last = queue.recent[-1].id if queue.recent else ""
    due = (card for card in queue.learning if card.due_at <= at and card.id != last)
    chosen = next(due, None)
    return None if chosen is None else _take(chosen, queue)


def _take_early(queue: Queue, at: int) -> tuple[QueuedCard, Queue] | None:
    """Take the card in its steps that was asked longest ago, though it may not be due yet.

    Of those that were not asked recently, take the one that is due first.
    """
    asked = {card.id: place for place, card in enumerate(queue.recent)}
    near = [card for card in queue.learning if card.due_at <= at + LEARN_AHEAD]
    return _take(min(near, key=lambda card: asked.get(card.id, -1)), queue) if near else None


def _take(chosen: QueuedCard, queue: Queue) -> tuple[QueuedCard, Queue]:
    return chosen, replace(queue, learning=tuple(card for card in queue.learning if card is not chosen))


def _take_listed(queue: Queue) -> tuple[QueuedCard, Queue] | None:
    """Take a due card, or a new one if it is its turn."""
    if queue.new and (not queue.due or queue.until_new < 1):
        place = _best(queue.new, queue)
        rest = queue.new[:place] + queue.new[place + 1 :]
        return queue.new[place], replace(queue, new=rest, until_new=queue.until_new + queue.spacing)
    if not queue.due:
        return None
    place = _best(queue.due, queue)
    rest = queue.due[:place] + queue.due[place + 1 :]
    return queue.due[place], replace(queue, due=rest, until_new=queue.until_new - 1)


def _best(cards: Sequence[QueuedCard], queue: Queue) -> int:
    """Return the index of the card that follows best on the recent ones, among the first of a list.

    A card is preferred if it is no sibling of a recent one and has another theme than the last one.  An entry
    that is often confused with the last one's is preferred most, since telling the two apart helps most then.
    """
    recent = {card.entry for card in queue.recent}
    last = queue.recent[-1] if queue.recent else None
    confusables = queue.confusables.get(last.entry, frozenset()) if last else frozenset()

    def cost(place: int) -> float:
        card = cards[place]
        rival = card.entry in confusables
        same = last is not None and card.theme == last.theme and not rival
        return place * 0.12 + 9.0 * (card.entry in recent) + 0.6 * same - 1.5 * rival

    return min(range(min(len(cards), _WINDOW)), key=cost)
