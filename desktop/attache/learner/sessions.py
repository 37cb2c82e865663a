"""Runs study sessions on a progress file: each function takes a session and returns the next one.

Every change is saved before the next card is chosen.  If saving fails, the error is raised, and the caller
still has the session as it was.  If the answer was saved but the next card cannot be read, the session ends
with the error in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attache.base.changes import ChangeKind, Changes
from attache.base.entry import Confusion
from attache.base.faults import StorageError
from attache.learner.cards import Cards
from attache.learner.confusions import Confusions
from attache.learner.log import Act
from attache.learner.reviews import Reviews
from attache.learner.workload import Workload
from attache.study.confusion import Telling
from attache.study.days import Moment
from attache.study.memory import Memory, Phase, Rating
from attache.study.queue import Queue, QueuedCard, in_order, take_next
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.study.session import (
    Leech,
    Prompt,
    Session,
    Stage,
    easier_card,
    is_leech,
    record,
    rerecord,
    unrecord,
)
from attache.study.workload import beyond_limits

if TYPE_CHECKING:
    # FSRS takes longer to import than the window to open; it comes with the scheduler that is passed in.
    from attache.study.scheduler import Scheduler

_LOOKED_AT = 12
"""New cards that are read for each one wanted, so that they come from enough different entries."""
_MOST_LOOKED_AT = 500


class Sessions:
    """Starts sessions and moves them on, with one scheduler."""

    def __init__(
        self,
        cards: Cards,
        reviews: Reviews,
        workload: Workload,
        confusions: Confusions,
        scheduler: Scheduler,
    ) -> None:
        """Use the parts of an open progress file; the scheduler has the current settings."""
        self._cards, self._reviews, self._workload = cards, reviews, workload
        self._confusions = confusions
        self._scheduler = scheduler

    def start(
        self,
        scope: Scope = ALL_CARDS,
        mode: Mode = Mode.SCHEDULE,
        given: Sequence[QueuedCard] = (),
        beyond: bool = False,
        first: str = "",
    ) -> Session:
        """Start a session; ``given`` are the cards of a repeated round.  Raises StorageError.

        ``first`` is the id of the card to ask first, if it is one of the session.
        """
        now = self._now()
        session = self._loaded(Session(scope=scope, mode=mode, beyond=beyond, given=tuple(given)), now)
        queue = session.queue
        found = [card for card in (*queue.due, *queue.new, *queue.learning) if card.id == first]
        return self._next(replace(session, queue=queue.with_first(*found)), now)

    def reload(self, session: Session) -> Session:
        """Read the queue again, and keep the current card, with its answer shown or not.

        For new settings, for a new day, and after cards were marked elsewhere: one that was suspended or
        buried there is not asked any more.  Raises StorageError.
        """
        now = self._now()
        card = session.prompt.card if session.prompt is not None else None
        kept = card.id if card is not None and self._can_be_asked(card, now) else ""
        is_extra = card is not None and card.confused is not None
        found = self._ask_first(self._loaded(session, now), kept, now, is_extra)
        same = found.prompt is not None and found.prompt.card.id == kept
        return replace(found, stage=session.stage) if same else found

    def prepare(self, session: Session) -> Session:
        """Read what the next card will need, while the learner thinks about this one.

        This is optional: what was not prepared, or has changed since, is read after the answer.
        """
        now = self._now()
        coming = session.peek(now.at)
        return replace(session, prepared=None if coming is None else self._prompt(session, coming, now))

    def answer(
        self, session: Session, rating: Rating, took: int, confusion: Confusion | None = None
    ) -> tuple[Session, Changes]:
        """Save an answer to the current card and go on; ``took`` in milliseconds.

        ``confusion`` are the entry that was asked for and the one that was given instead.  It counts if the
        answer is rated Again and the two can be confused.  Raises StorageError if it cannot be saved.
        """
        prompt, now = _asked(session), self._now()
        if prompt.card.confused is not None:
            return self._tell_apart(
                session, prompt.card, rating, took, confusion or prompt.card.confused.confusion
            )
        if self._scheduler.settings.two_buttons and rating is not Rating.AGAIN:
            rating = Rating.GOOD
        if now.day == prompt.preview.moment.day:
            prompt = replace(prompt, preview=self._scheduler.later(prompt.preview, rating, now))
        else:
            # A new day has started since the buttons were drawn; their intervals were for the day before.
            prompt = self._prompt(replace(session, prepared=None), prompt.card, now)
        if rating is not Rating.AGAIN or (confusion and not self._confusions.are_confusable(confusion)):
            confusion = None
        memory, changes = self._reviews.answer(
            prompt.preview, rating, took, self._scheduler, prompt.practice, confusion
        )
        took = max(0, min(took, self._scheduler.settings.answer_cap * 1000))
        return self._go_on(record(session, prompt, rating, took, memory), now, prompt, memory), changes

    def bury(self, session: Session) -> tuple[Session, Changes]:
        """Put the card off until tomorrow; raises StorageError."""
        return self._mark(session, Act.BURY, self._now().day + 1)

    def suspend(self, session: Session) -> tuple[Session, Changes]:
        """Stop asking the card until it is resumed; raises StorageError."""
        return self._mark(session, Act.SUSPEND)

    def flag(self, session: Session) -> tuple[Session, Changes]:
        """Flag the card or remove its flag; the card is still asked.  Raises StorageError."""
        prompt = _asked(session)
        act = Act.UNFLAG if prompt.flagged else Act.FLAG
        changes = self._reviews.mark(prompt.card.id, act, self._now(), self._scheduler)
        return replace(session, prompt=replace(prompt, flagged=not prompt.flagged)), changes

    def undo(self, session: Session) -> tuple[Session, Changes]:
        """Undo the last action and ask its card again; return no changes if there is nothing to undo.

        Raises StorageError if that cannot be saved.
        """
        rows = self._reviews.undo(self._now(), self._scheduler)
        if not rows:
            return session, Changes()
        if rows[0].act in (Act.ANSWER, Act.PRACTICE):
            session = unrecord(session, rows[0].card)
        session = replace(session, leech=None, queue=replace(session.queue, recent=()))
        cards = [row.card for row in rows]
        # What was done with several cards was done elsewhere: none of them was asked here.
        first = cards[0] if len(cards) == 1 else ""
        is_extra = rows[0].act == Act.TELL_APART
        return self._after_turn(session, first, is_extra), Changes.of(ChangeKind.REVIEWS, *cards)

    def redo(self, session: Session) -> tuple[Session, Changes]:
        """Redo what was undone last; return no changes if there is nothing to redo.

        Raises StorageError if that cannot be saved.
        """
        rows = self._reviews.redo(self._now(), self._scheduler)
        if not rows:
            return session, Changes()
        if rows[0].act in (Act.ANSWER, Act.PRACTICE):
            session = rerecord(session, rows[0].card)
        done = self._cards.one(rows[0].card)
        queue = replace(session.queue, recent=(done,) if done is not None else ())
        session = replace(session, leech=None, queue=queue)
        changes = Changes.of(ChangeKind.REVIEWS, *(row.card for row in rows))
        return self._after_turn(session, ""), changes

    def ask_easier(self, session: Session) -> Session:
        """Ask the easier card of a leech now, and after it the current card.

        Nothing changes if it is asked already, or can no longer be asked.
        """
        leech, session = session.leech, replace(session, leech=None)
        asked = session.prompt.card if session.prompt is not None else None
        if leech is None or not leech.easier or (asked is not None and asked.id == leech.easier):
            return session
        now = self._now()
        found = [card for card in self._siblings(leech.card, now) if card.id == leech.easier]
        if not found:
            return session
        waiting = [*found, *([asked] if asked is not None else [])]
        return self._next(replace(session, queue=session.queue.with_first(*waiting)), now)

    # Parts

    def _now(self) -> Moment:
        return self._reviews.now(self._scheduler.settings.day_begins)

    def _mark(self, session: Session, act: Act, until: int = 0) -> tuple[Session, Changes]:
        prompt, now = _asked(session), self._now()
        changes = self._reviews.mark(prompt.card.id, act, now, self._scheduler, until)
        queue = session.queue.with_recent(prompt.card)
        session = replace(session.without_asked(), queue=queue, prepared=None, leech=None)
        return self._go_on(session, now), changes

    def _tell_apart(
        self, session: Session, card: QueuedCard, rating: Rating, took: int, confusion: Confusion
    ) -> tuple[Session, Changes]:
        """Save the answer to an extra question and go on; the session counts it nowhere."""
        now = self._now()
        telling = Telling(confusion, rating is not Rating.AGAIN, now.day)
        changes = self._reviews.tell_apart(card.id, took, telling, now, self._scheduler)
        session = replace(session, queue=session.queue.with_recent(card), undone=(), leech=None)
        return self._go_on(session, now), changes

    def _go_on(
        self, session: Session, now: Moment, answered: Prompt | None = None, memory: Memory | None = None
    ) -> Session:
        """Ask the next card after a change was saved; the session ends if that card cannot be read."""
        try:
            if now.day != session.day:
                session = self._loaded(session, now)
            if answered is not None and memory is not None:
                session = replace(session, leech=self._leech(answered, memory, now))
            return self._next(session, now)
        except StorageError as error:
            return replace(session, stage=Stage.DONE, prompt=None, prepared=None, error=error)

    def _after_turn(self, session: Session, card: str, is_extra: bool = False) -> Session:
        """Ask the card of an undone answer, or the next one, after an undo or redo that was saved."""
        try:
            now = self._now()
            return self._ask_first(self._loaded(session, now), card, now, is_extra)
        except StorageError as error:
            return replace(session, stage=Stage.DONE, prompt=None, prepared=None, error=error)

    def _ask_first(self, session: Session, card: str, now: Moment, is_extra: bool) -> Session:
        """Ask one card first, or the next one if there is no such card, or extra question, any more."""
        if is_extra:
            found = next((each for each in session.queue.extra if each.id == card), None)
        else:
            found = self._cards.one(card) if card else None
        if found is not None:
            session = replace(session, queue=session.queue.with_first(found))
        return self._next(session, now)

    def _next(self, session: Session, now: Moment) -> Session:
        """Return the session with the next card asked, or finished if nothing is left for now."""
        may_ask = bool(session.queue.first) or not session.is_out_of_time
        found = take_next(session.queue, now.at) if may_ask else None
        if found is None and session.more and may_ask:
            # The learner was quicker than estimated: there is time for some of what was put off.
            session = self._loaded(session, now)
            found = take_next(session.queue, now.at)
        if found is None:
            return replace(session, stage=Stage.DONE, prompt=None, prepared=None)
        card, queue = found
        early = session.mode is Mode.SCHEDULE and not session.queue.first and card.due_at > now.at
        prompt = self._prompt(session, card, now)
        return replace(
            session,
            stage=Stage.QUESTION,
            queue=queue,
            prompt=prompt,
            early=early,
            prepared=None,
            error=None,
        )

    def _loaded(self, session: Session, now: Moment) -> Session:
        """Return the session with its queue read again."""
        settings = self._scheduler.settings
        recent = session.queue.recent
        session = replace(session, day=now.day, prompt=None, prepared=None, error=None)
        if session.mode is Mode.PRACTICE:
            gone = {each.card.id for each in session.answered}
            wanted = session.given or self._cards.started(now.day, settings, session.scope)
            queue = Queue.of([card for card in wanted if card.id not in gone])
            return replace(session, queue=replace(self._with_close(queue), recent=recent), left=None)
        today = self._workload.today(now, settings, session.scope)
        asked = today
        if session.beyond:
            asked = beyond_limits(today, session.scope, sum(each.was_new for each in session.answered))
        due = self._cards.due(now.day, settings, session.scope, asked.due) if asked.due else []
        new, concepts = self._new_cards(session, asked.new) if asked.new else ([], {})
        early = self._early_cards(session) if session.scope.cards is not None else []
        queue = Queue.of([*due, *early], new, self._cards.learning(now.day, settings, session.scope))
        is_plain = not session.beyond and session.scope.cards is None
        extra = self._confusions.questions(now.day, settings, session.scope) if is_plain else ()
        return replace(
            session.counted(today),
            queue=replace(
                self._with_close(queue),
                extra=tuple(extra),
                concepts=concepts,
                recent=recent,
            ),
            pace=today.pace,
            budget=today.budget * 60_000,
            spent=today.done.spent,
            more=today.waiting.due + today.waiting.new > len(due) + len(new),
        )

    def _new_cards(
        self, session: Session, most: int
    ) -> tuple[list[QueuedCard], Mapping[str, frozenset[str]]]:
        """Return new cards of different entries, as long as there are any, and the concepts that come first.

        The concepts are those that were not started, by the entries that are examples of them.
        """
        settings = self._scheduler.settings
        looked_at = min(most * _LOOKED_AT, _MOST_LOOKED_AT)
        found = self._cards.new(session.day, settings, session.scope, looked_at)
        started = {each.card.entry for each in session.answered if each.was_new}
        entries = {card.entry for card in found}
        concepts = self._cards.concepts_to_start(entries, session.day, settings, session.scope)
        return in_order(found, started, concepts)[:most], concepts

    def _can_be_asked(self, card: QueuedCard, now: Moment) -> bool:
        state = self._reviews.state(card.id)
        hidden = card.form in self._scheduler.settings.left_out_forms
        buried = 0 < state.buried_until - now.day <= 2  # as AWAKE says in SQL
        return not (hidden or buried or state.suspended)

    def _early_cards(self, session: Session) -> list[QueuedCard]:
        """Return the selected cards that are not due and were not answered in this session, to practise."""
        answered = {each.card.id for each in session.answered}
        early = self._cards.early(session.day, self._scheduler.settings, session.scope)
        return [card for card in early if card.id not in answered]

    def _with_close(self, queue: Queue) -> Queue:
        entries = {card.entry for card in (*queue.due, *queue.new, *queue.learning)}
        return replace(queue, close=self._cards.close(entries))

    def _prompt(self, session: Session, card: QueuedCard, now: Moment) -> Prompt:
        ready = session.prepared
        if ready is not None and ready.card == card and ready.preview.moment.day == now.day:
            return ready
        state = self._reviews.state(card.id)
        preview = self._scheduler.preview(card.id, state.memory, now, self._reviews.loads)
        practice = (
            session.mode is Mode.PRACTICE
            or card.confused is not None
            or (
                _is_early(state.memory, now.day)
                and not self._cards.comes_early(card.id, now.day, self._scheduler.settings)
            )
        )
        return Prompt(card, state.memory, preview, practice, state.flagged)

    def _siblings(self, card: str, now: Moment) -> list[QueuedCard]:
        return self._cards.siblings(card, now.day, self._scheduler.settings)

    def _leech(self, prompt: Prompt, memory: Memory, now: Moment) -> Leech | None:
        """Return what may help with a card that has just been forgotten once too often."""
        if prompt.practice or not is_leech(prompt.memory, memory, self._scheduler.settings.leech_lapses):
            return None
        card = prompt.card
        siblings = {each.form: each.id for each in reversed(self._siblings(card.id, now))}
        confusables = self._cards.confusables([card.entry]).get(card.entry, frozenset())
        return Leech(
            card.id, card.entry, memory.lapses, tuple(sorted(confusables)), easier_card(card.form, siblings)
        )


def _asked(session: Session) -> Prompt:
    if session.prompt is None:
        raise ValueError("no card is asked")
    return session.prompt


def _is_early(memory: Memory, day: int) -> bool:
    """Return whether a card is not due, so that its schedule is left alone unless it comes early."""
    return memory.phase is Phase.REVIEW and day < memory.due_day and memory.last_day <= day + 1
