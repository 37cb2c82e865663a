"""Chooses the next card: a pure function of the queued cards, those just asked, and the time.

A queue is a value.  Taking the next card returns the card and the queue without it, so looking ahead is the
same as taking a card and discarding the new queue.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from attache.base.vocabulary import CardForm
from attache.study.confusion import Confused
from attache.study.memory import Phase
from attache.study.workload import LEARN_AHEAD

_WINDOW = 16
"""Cards ahead among which the next one is chosen."""
_APART = 4
"""Cards that stand between two of the same entry or of closely related ones, if there are others."""
_NOTHING: Mapping[str, frozenset[str]] = {}


class QueuedCard(NamedTuple):
    """A card that can be asked; ``due_at`` (UTC milliseconds) is set for a card in its steps.

    ``confused`` is set for an extra question, which asks to tell two entries apart.
    """

    id: str
    entry: str
    theme: str
    form: CardForm
    phase: Phase
    due_at: int = 0
    confused: Confused | None = None

    @property
    def entries(self) -> frozenset[str]:
        """The entries that it is about."""
        return frozenset((self.entry,) if self.confused is None else self.confused.confusion)


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards for one day, each tuple in the order in which they are asked.

    ``first`` goes before everything (the card of an undone answer, an easier card); ``learning`` is ordered
    by ``due_at``; ``recent`` holds the cards asked last, the latest at its end.  New cards are spread evenly:
    ``spacing`` due cards lie between two of them, and ``until_new`` are still to come before the next.
    ``extra`` are the questions about confused entries.  ``close`` maps an entry to closely related ones,
    ``concepts`` to the entries whose new cards are asked before its own.
    """

    due: tuple[QueuedCard, ...] = ()
    new: tuple[QueuedCard, ...] = ()
    learning: tuple[QueuedCard, ...] = ()
    first: tuple[QueuedCard, ...] = ()
    extra: tuple[QueuedCard, ...] = ()
    recent: tuple[QueuedCard, ...] = ()
    spacing: float = 0.0
    until_new: float = 0.0
    close: Mapping[str, frozenset[str]] = field(default_factory=dict)
    concepts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        due: Sequence[QueuedCard],
        new: Sequence[QueuedCard] = (),
        learning: Sequence[QueuedCard] = (),
        close: Mapping[str, frozenset[str]] = _NOTHING,
    ) -> Queue:
        """Return a queue that spreads the new cards evenly among the due ones."""
        spacing = len(due) / (len(new) + 1)
        return cls(tuple(due), tuple(new), tuple(learning), spacing=spacing, until_new=spacing, close=close)

    def with_recent(self, card: QueuedCard) -> Queue:
        """Return the queue after a card was asked."""
        return replace(self, recent=(*self.recent, card)[-_APART:])

    def with_learning(self, card: QueuedCard) -> Queue:
        """Return the queue with one more card in its steps."""
        cards = sorted((*self.learning, card), key=lambda each: (each.due_at, each.id))
        return replace(self, learning=tuple(cards))

    def with_first(self, *cards: QueuedCard) -> Queue:
        """Return the queue with some cards before all others, in this order."""
        others = self.without(*(card.id for card in cards if card.confused is None))
        extra = tuple(card for card in self.extra if card not in cards)
        return replace(others, first=(*cards, *others.first), extra=extra)

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
    return _take_due_step(queue, at) or _take_extra(queue) or _take_listed(queue) or _take_early(queue, at)


def in_order(
    new: Sequence[QueuedCard], started: Collection[str], concepts: Mapping[str, frozenset[str]]
) -> list[QueuedCard]:
    """Return new cards: one of each entry, then the siblings, then those whose concepts come later or never.

    ``started`` are the entries of which a card was started today.  Two cards of one entry that are started
    on the same day would give each other away, and a case means more to somebody who has met the concept.
    """
    seen, first, siblings, waiting = set(started), [], [], list(new)
    is_more = True
    while is_more:
        left = []
        for card in waiting:
            if card.entry in seen:
                siblings.append(card)
            elif concepts.get(card.entry, frozenset()) <= seen:
                first.append(card)
                seen.add(card.entry)
            else:
                left.append(card)
        is_more, waiting = len(left) < len(waiting), left
    return [*first, *siblings, *waiting]


def _take_due_step(queue: Queue, at: int) -> tuple[QueuedCard, Queue] | None:
    """Take the first card in its steps that is due by an instant, other than the last one asked."""
    last = queue.recent[-1].id if queue.recent else ""
    due = (card for card in queue.learning if card.due_at <= at and card.id != last)
    chosen = next(due, None)
    return None if chosen is None else _take(chosen, queue)


def _take_extra(queue: Queue) -> tuple[QueuedCard, Queue] | None:
    """Take an extra question: while there are other cards, only now and then, and not near its entries."""
    chosen = next(iter(queue.extra), None)
    if queue.due or queue.new:
        is_near = len(queue.recent) < _APART or any(card.confused for card in queue.recent)
        recent = _entries(queue.recent)
        apart = (card for card in queue.extra if not card.entries & recent)
        chosen = None if is_near else next(apart, None)
    if chosen is None:
        return None
    return chosen, replace(queue, extra=tuple(card for card in queue.extra if card is not chosen))


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

    A card is preferred if it is neither a sibling of a recent one nor closely related to it, and has another
    theme than the last one.  A new card that waits for the first one of its concept comes after all others.
    """
    recent = _entries(queue.recent)
    close = {other for entry in recent for other in queue.close.get(entry, ())}
    ahead = {card.entry for card in queue.new} if queue.concepts else set()
    theme = queue.recent[-1].theme if queue.recent else None

    def cost(place: int) -> float:
        card = cards[place]
        waits = card.phase is Phase.NEW and not ahead.isdisjoint(queue.concepts.get(card.entry, ()))
        related = 9.0 if card.entry in recent else 4.0 * (card.entry in close)
        return place * 0.12 + related + 0.6 * (card.theme == theme) + 50.0 * waits

    return min(range(min(len(cards), _WINDOW)), key=cost)


def _entries(cards: Sequence[QueuedCard]) -> frozenset[str]:
    """Return the entries that some cards are about."""
    return frozenset(entry for card in cards for entry in card.entries)
