"""A sitting: which card comes next, what an answer does, and what is left; no window in sight.

A sitting keeps nothing of its own that matters.  It is what the log and the clock make of the settings, so
it can be left at any card and taken up again, on the same day or after the program was killed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from attache.base.changes import Changes
from attache.base.faults import StorageError
from attache.base.vocabulary import CardForm
from attache.learner.deck import Deck, Waiting
from attache.learner.log import Act
from attache.learner.reviews import Reviews
from attache.learner.workload import Workload
from attache.study.days import Moment
from attache.study.memory import Memory, Phase, Preview, Rating
from attache.study.scope import EVERYTHING, Scope
from attache.study.settings import StudySettings
from attache.study.workload import Pace, Today

if TYPE_CHECKING:
    # FSRS takes longer to import than the window to open; it comes with the scheduler that is handed in.
    from attache.study.scheduler import Scheduler

_AHEAD = 20 * 60_000
"""Milliseconds that a card in its steps may be asked early when nothing else is left, as in Anki."""
_WINDOW = 16
"""Cards ahead among which the next is chosen."""
_APART = 4
"""Cards that stand between two of the same entry, where there are others."""
_HELPING = 10
"""New cards that asking for more brings at a time."""
_LOOKED_AT = 12
"""New cards looked at for each that is wanted, so that enough of different entries are among them."""
_SIMPLER = (CardForm.DEFINITION, CardForm.TERM, CardForm.CHOICE, CardForm.EXAMPLE, CardForm.CONFUSABLE)
"""Forms in which an entry is asked more easily, the easiest first."""


class Mode(StrEnum):
    """Whether answers move the schedule."""

    SCHEDULE = "schedule"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Asked:
    """The card that is asked: where it stands, what each answer leads to, and whether it counts."""

    card: Waiting
    memory: Memory
    preview: Preview
    practice: bool
    flagged: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a sitting: cards that are due, new, and in their steps; and its milliseconds."""

    due: int
    new: int
    learning: int
    took: int

    @property
    def cards(self) -> int:
        """All of them."""
        return self.due + self.new + self.learning


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that keeps being forgotten, and what may help: confusables, and a simpler card to ask first."""

    card: str
    entry: str
    lapses: int
    confusables: tuple[str, ...]
    simpler: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting has come to; ``missed`` are the cards rated Again, in the order they were."""

    answers: int
    took: int
    ratings: tuple[int, int, int, int]
    begun: int
    missed: tuple[Waiting, ...]
    waits_until: int
    """When the next card in its steps is due (UTC milliseconds), 0 for none."""
    out_of_time: bool
    """Whether the day's minutes ended it, with cards still due."""


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answer of this sitting, so that an undo can take it out of the summary."""

    card: Waiting
    rating: Rating
    took: int
    begun: bool


class Sitting:
    """One sitting over a scope; ask ``current``, then ``answer``."""

    def __init__(
        self,
        deck: Deck,
        reviews: Reviews,
        workload: Workload,
        scheduler: Scheduler,
        scope: Scope = EVERYTHING,
        mode: Mode = Mode.SCHEDULE,
        cards: Sequence[Waiting] = (),
        beyond: bool = False,
    ) -> None:
        """Begin; ``cards`` are those of a second round, ``beyond`` goes past the day's minutes and limits."""
        self._deck, self._reviews, self._workload = deck, reviews, workload
        self._scheduler = scheduler
        self.scope, self.mode = scope, mode
        self._beyond = beyond
        self._given = tuple(cards)
        self._due: list[Waiting] = []
        self._new: list[Waiting] = []
        self._learning: list[Waiting] = []
        self._aside: deque[Waiting] = deque()
        self._recent: deque[Waiting] = deque(maxlen=_APART)
        self._answered: list[_Answered] = []
        self._undone: list[_Answered] = []
        self._each = 1.0
        self._until_new = 0.0
        self._day = 0
        self._spent = 0
        self._put_off = 0
        """Due cards that the day's minutes or limits have left out."""
        self._more = False
        """Whether any card was left out, so that a quick learner may get to it after all."""
        self._pace = Pace(12_000)
        self._prepared: Asked | None = None
        self._confused: tuple[str, frozenset[str]] = ("", frozenset())
        self.leech: Leech | None = None
        self._current: Asked | None = None
        self._is_lost = False
        """Whether what comes next could not be found out, though what was done is kept."""
        self.refresh()

    # What is asked

    @property
    def current(self) -> Asked | None:
        """The card that is asked, None where nothing is left for now.

        Raises StorageError where the file cannot be read, after something was done that is kept.
        """
        if self._is_lost:
            self.refresh()
        return self._current

    def refresh(self) -> None:
        """Look anew at what waits: at the beginning, after an undo, when the day has turned."""
        self._lose()
        now = self._now()
        self._prepared = None
        self._aside.clear()
        self._look(now)
        self._choose(now)
        self._is_lost = False

    def _look(self, now: Moment) -> None:
        """Fill the lists with what is for today."""
        self._day = now.day
        settings = self._settings
        if self.mode is Mode.PRACTICE:
            gone = {each.card.id for each in self._answered}
            wanted = self._given or tuple(self._deck.begun(now.day, settings, self.scope))
            self._due = [card for card in wanted if card.id not in gone]
        else:
            today = self._workload.today(now, settings, self.scope)
            self._pace, self._spent = today.pace, today.done.spent
            due = today.waiting.due if self._beyond else today.due
            new = self._new_beyond(today) if self._beyond else today.new
            self._due = self._deck.due(now.day, settings, self.scope, due) if due else []
            self._new = self._new_cards(now.day, new) if new else []
            self._learning = self._deck.learning(now.day, settings, self.scope)
            self._put_off = today.waiting.due - len(self._due)
            self._more = self._put_off + today.waiting.new - len(self._new) > 0
            self._each = len(self._due) / (len(self._new) + 1)
            self._until_new = self._each

    def _new_beyond(self, today: Today) -> int:
        """Return how many new cards past the limits: all of a chosen entry, else a helping at a time."""
        if self.scope.entries is not None and len(self.scope.entries) == 1:
            return today.waiting.new
        begun = sum(each.begun for each in self._answered)
        return min(today.waiting.new, max(today.new, _HELPING - begun))

    def _new_cards(self, day: int, most: int) -> list[Waiting]:
        """Return new cards of different entries, as long as there are any.

        Two cards of one entry begun on the same day would each give the other away.
        """
        found = self._deck.new(day, self._settings, self.scope, min(most * _LOOKED_AT, 500))
        seen = {each.card.entry for each in self._answered if each.begun}
        first: list[Waiting] = []
        siblings: list[Waiting] = []
        for card in found:
            (siblings if card.entry in seen else first).append(card)
            seen.add(card.entry)
        return [*first, *siblings][:most]

    def prepare(self) -> None:
        """Work out what the next card will need, for the time in which this one is thought about.

        Nothing depends on it: what was not prepared, or turns out otherwise, is worked out after the answer.
        """
        now = self._now()
        coming = self._coming(now) if self._current else None
        practice = self.mode is Mode.PRACTICE
        self._prepared = None if coming is None else self._ask(coming, practice, now)

    def adopt(self, scheduler: Scheduler) -> None:
        """Go on with other settings: they hold from the card that is asked now."""
        self._scheduler = scheduler
        asked = self._current
        self.refresh()
        if asked is not None and self._current is not None and self._current.card.id != asked.card.id:
            self._return_to(asked.card.id)

    @property
    def left(self) -> Left:
        """What is left, the card asked included."""
        due, new, learning = len(self._due), len(self._new), len(self._learning)
        for asked in (*([self._current.card] if self._current else ()), *self._aside):
            new += asked.phase is Phase.NEW and self.mode is Mode.SCHEDULE
            learning += asked.phase in (Phase.LEARNING, Phase.RELEARNING) and self.mode is Mode.SCHEDULE
            due += asked.phase is Phase.REVIEW or self.mode is Mode.PRACTICE
        pace = self._pace
        return Left(due, new, learning, int(due * pace.due + new * pace.new + learning * pace.answer))

    @property
    def summary(self) -> Summary:
        """What the sitting has come to so far."""
        ratings = [0, 0, 0, 0]
        missed: dict[str, Waiting] = {}
        for each in self._answered:
            ratings[each.rating - 1] += 1
            if each.rating is Rating.AGAIN:
                missed.setdefault(each.card.id, each.card)
        return Summary(
            answers=len(self._answered),
            took=sum(each.took for each in self._answered),
            ratings=(ratings[0], ratings[1], ratings[2], ratings[3]),
            begun=len({each.card.id for each in self._answered if each.begun}),
            missed=tuple(missed.values()),
            waits_until=min((card.due_at for card in self._learning), default=0),
            out_of_time=self._is_over() and bool(self._due or self._learning or self._put_off),
        )

    # What is done

    def answer(self, rating: Rating, took: int) -> Changes:
        """Keep an answer to the current card, and come to the next; ``took`` in milliseconds.

        Raises StorageError where it cannot be kept: the card is then still the current one.  Where it is
        kept, and the next card cannot be found out, that is said by ``current``.
        """
        asked = self._asked()
        now = self._now()
        if now.day == asked.preview.moment.day:
            asked = replace(asked, preview=self._scheduler.later(asked.preview, rating, now))
        else:
            # The day has turned since the buttons were drawn; what they promised was for the day before.
            asked = self._ask(asked.card, asked.practice, now)
        memory, changes = self._reviews.answer(asked.preview, rating, took, self._scheduler, asked.practice)
        took = max(0, min(took, self._settings.answer_cap * 1000))
        begun = asked.card.phase is Phase.NEW and not asked.practice
        self._answered.append(_Answered(asked.card, rating, took, begun))
        self._undone.clear()
        self._spent += 0 if asked.practice else took
        self._recent.append(asked.card)
        if (
            not asked.practice
            and memory.phase in (Phase.LEARNING, Phase.RELEARNING)
            and memory.due_day <= self._day
        ):
            self._learning.append(replace(asked.card, phase=memory.phase, due_at=memory.due_at))
            self._learning.sort(key=lambda card: (card.due_at, card.id))
        self.leech = None
        self._lose()
        with suppress(StorageError):
            self.leech = None if asked.practice else self._leech(asked, rating, memory)
            self._go_on(now)
        return changes

    def bury(self) -> Changes:
        """Put the current card off until tomorrow."""
        return self._mark(Act.BURY, self._now().day + 1)

    def suspend(self) -> Changes:
        """Ask the current card no more until it is resumed."""
        return self._mark(Act.SUSPEND)

    def flag(self) -> Changes:
        """Flag the current card, or take its flag away; it stays the current one."""
        asked = self._asked()
        act = Act.UNFLAG if asked.flagged else Act.FLAG
        changes = self._reviews.mark(asked.card.id, act, self._now(), self._scheduler)
        self._current = replace(asked, flagged=not asked.flagged)
        return changes

    def undo(self) -> str:
        """Undo the last thing done with a card and ask it again; "" where there is nothing to undo."""
        row = self._reviews.undo(self._now(), self._scheduler)
        if row is None:
            return ""
        if (
            row.act in (Act.ANSWER, Act.PRACTICE)
            and self._answered
            and self._answered[-1].card.id == row.card
        ):
            self._undone.append(self._answered.pop())
        self.leech = None
        self._lose()
        with suppress(StorageError):
            self._return_to(row.card)
        return row.card

    def redo(self) -> str:
        """Do again what was undone last; "" where there is nothing."""
        row = self._reviews.redo(self._now(), self._scheduler)
        if row is None:
            return ""
        if row.act in (Act.ANSWER, Act.PRACTICE) and self._undone and self._undone[-1].card.id == row.card:
            self._answered.append(self._undone.pop())
        self.leech = None
        self._lose()
        with suppress(StorageError):
            self._recent.clear()
            done = self._deck.waiting(row.card)
            if done is not None:
                self._recent.append(done)
            self.refresh()
        return row.card

    def ask_simpler(self) -> None:
        """Ask the simpler card of a leech next, and then the card that was to come instead of it.

        Nothing changes where it is asked now anyway, or may be asked no longer.
        """
        leech, self.leech = self.leech, None
        asked = self._current
        if leech is None or not leech.simpler or (asked is not None and asked.card.id == leech.simpler):
            return
        now = self._now()
        found = [each for each in self._askable(leech.card, now.day) if each.id == leech.simpler]
        if not found:
            return
        self._lose()
        if asked is not None:
            self._aside.appendleft(asked.card)
        self._take_out(leech.simpler)
        self._aside.extendleft(found)
        with suppress(StorageError):
            self._go_on(now)

    # Parts

    @property
    def _settings(self) -> StudySettings:
        return self._scheduler.settings

    def _now(self) -> Moment:
        return self._reviews.now(self._settings.day_begins)

    def _asked(self) -> Asked:
        if self._current is None:
            raise ValueError("no card is asked")
        return self._current

    def _mark(self, act: Act, until: int = 0) -> Changes:
        asked, now = self._asked(), self._now()
        changes = self._reviews.mark(asked.card.id, act, now, self._scheduler, until)
        self._recent.append(asked.card)
        self._prepared = None
        self._lose()
        with suppress(StorageError):
            self._go_on(now)
        return changes

    def _lose(self) -> None:
        """Ask nothing until the next card is found: the one that was asked is done with, whatever fails."""
        self._current, self._is_lost = None, True

    def _go_on(self, now: Moment) -> None:
        """Come to the next card; what has been answered is no longer in the lists."""
        if now.day != self._day:
            self.refresh()
        else:
            self._choose(now)
            self._is_lost = False

    def _return_to(self, card: str) -> None:
        """Ask a card that an undo has made open again, whatever else waits."""
        self._recent.clear()
        self.refresh()
        found = self._deck.waiting(card)
        if found is None or (self._current is not None and self._current.card.id == card):
            return
        again = self._ask(found, self._is_practice(found.id), self._now())
        if self._current is not None:
            self._put_back(self._current.card)
        self._take_out(card)
        self._current = again

    def _take_out(self, card: str) -> None:
        """Take a card that is asked out of turn from the lists."""
        for cards in (self._due, self._new, self._learning):
            cards[:] = [each for each in cards if each.id != card]

    def _is_practice(self, card: str) -> bool:
        """Tell whether an answer to a card asked out of turn leaves its schedule alone: it is not due."""
        memory = self._reviews.state(card).memory
        early = memory.phase is Phase.REVIEW and self._day < memory.due_day
        return self.mode is Mode.PRACTICE or (early and memory.last_day <= self._day + 1)

    def _put_back(self, card: Waiting) -> None:
        if self.mode is Mode.PRACTICE or card.phase is Phase.REVIEW:
            self._due.insert(0, card)
        elif card.phase is Phase.NEW:
            self._new.insert(0, card)
        else:
            self._learning.insert(0, card)

    def _is_over(self) -> bool:
        """Tell whether the day's minutes are spent."""
        minutes = self._settings.minutes
        counts = self.mode is Mode.SCHEDULE and not self._beyond
        return counts and minutes > 0 and self._spent >= minutes * 60_000

    def _choose(self, now: Moment) -> None:
        """Make the next card the current one, or none where nothing is left for now."""
        chosen = None if self._is_over() else self._next(now)
        if chosen is None:
            self._current = None
            return
        card, practice = chosen
        self._current = self._ask(card, practice, now)

    def _next(self, now: Moment) -> tuple[Waiting, bool] | None:
        if self._aside:
            card = self._aside.popleft()
            return card, self._is_practice(card.id)
        if self.mode is Mode.PRACTICE:
            return (self._spaced(self._due), True) if self._due else None
        ready = self._ready(now.at)
        if ready is None and (self._due or self._new):
            ready = self._from_lists()
        ready = ready or self._ready(now.at + _AHEAD, last_too=True)
        if ready is None and self._more:
            # Quicker than was reckoned: there is time for some of what was put off.
            self._look(now)
            ready = self._from_lists() if self._due or self._new else None
        return (ready, False) if ready is not None else None

    def _ready(self, at: int, last_too: bool = False) -> Waiting | None:
        """Take the first card in its steps that is due by an instant, another than the last if there is one.

        With ``last_too`` the last will do where there is no other.
        """
        last = self._recent[-1].id if self._recent else ""
        ready = [card for card in self._learning if card.due_at <= at]
        others = [card for card in ready if card.id != last]
        chosen = (others or (ready if last_too else []))[:1]
        for card in chosen:
            self._learning.remove(card)
            return card
        return None

    def _from_lists(self) -> Waiting:
        """Take a due card, or a new one where it is its turn: new cards come evenly among the due ones."""
        if self._is_turn_of_new():
            self._until_new += self._each
            return self._spaced(self._new)
        self._until_new -= 1
        return self._spaced(self._due)

    def _is_turn_of_new(self) -> bool:
        return bool(self._new) and (not self._due or self._until_new < 1)

    def _coming(self, now: Moment) -> Waiting | None:
        """Return the card that will follow the current one, as far as can be told before its answer."""
        asked = self._asked().card
        if self._aside:
            return None
        ready = [card for card in self._learning if card.due_at <= now.at and card.id != asked.id]
        if ready:
            return ready[0]
        cards = self._new if self._is_turn_of_new() else self._due
        return cards[self._best(cards, (*self._recent, asked)[-_APART:])] if cards else None

    def _spaced(self, cards: list[Waiting]) -> Waiting:
        """Take one of the first cards of a list."""
        return cards.pop(self._best(cards, tuple(self._recent)))

    def _best(self, cards: Sequence[Waiting], before: Sequence[Waiting]) -> int:
        """Return the place of the card that follows best on some others, among the first of a list.

        It is no sibling of a recent one, of another subject than the last, or else one with which
        that is confused.
        """
        recent = [card.entry for card in before]
        last = before[-1] if before else None
        rivals = self._rivals(last.entry) if last else frozenset()

        def cost(place: int) -> float:
            card = cards[place]
            same = last is not None and card.theme == last.theme
            rival = card.entry in rivals
            return place * 0.12 + 9.0 * (card.entry in recent) + 0.6 * (same and not rival) - 1.5 * rival

        return min(range(min(len(cards), _WINDOW)), key=cost)

    def _rivals(self, entry: str) -> frozenset[str]:
        """Return what an entry is confused with; the last that was asked for is remembered."""
        if self._confused[0] != entry:
            self._confused = entry, self._deck.confusables([entry])[entry]
        return self._confused[1]

    def _ask(self, card: Waiting, practice: bool, now: Moment) -> Asked:
        ready, self._prepared = self._prepared, None
        if ready is not None and (ready.card, ready.practice, ready.preview.moment.day) == (
            card,
            practice,
            now.day,
        ):
            return ready
        state = self._reviews.state(card.id)
        preview = self._scheduler.preview(card.id, state.memory, now, self._reviews.loads)
        return Asked(card, state.memory, preview, practice, state.flagged)

    def _askable(self, card: str, day: int) -> list[Waiting]:
        """Return the cards of the same entry as a card that may be asked, in their order."""
        return self._deck.siblings(card, day, self._settings)

    def _leech(self, asked: Asked, rating: Rating, memory: Memory) -> Leech | None:
        """Return what helps with a card that has just been forgotten once too often."""
        threshold = self._settings.leech_lapses
        beyond = memory.lapses - threshold
        if rating is not Rating.AGAIN or memory.lapses == asked.memory.lapses or beyond < 0:
            return None
        if beyond % max(threshold // 2, 1):  # said again after half as many lapses more, as Anki does
            return None
        entry = asked.card.entry
        siblings = {card.form: card.id for card in reversed(self._askable(asked.card.id, self._day))}
        own = asked.card.form
        easier = _SIMPLER[: _SIMPLER.index(own)] if own in _SIMPLER else _SIMPLER
        simpler = next((siblings[form] for form in easier if form in siblings), "")
        rivals = tuple(sorted(self._deck.confusables([entry])[entry]))
        return Leech(asked.card.id, entry, memory.lapses, rivals, simpler)
