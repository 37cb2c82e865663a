"""Saves what was done with cards: one transaction each, a row of the log and the new state.

The kept states (table ``card_state``) are a cache of the log: every write makes both, an undo works the
state out again from what is left, and ``attache doctor`` checks that they agree.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attache.base.changes import ChangeKind, Changes
from attache.base.entry import Confusion
from attache.learner import confusions, log, tally
from attache.learner.log import Act, CardState, Row
from attache.learner.present import Present
from attache.learner.replay import replay
from attache.learner.settings import parameters_of
from attache.learner.states import Before, before_each, before_of, write_state
from attache.learner.store import Store
from attache.study.confusion import Telling
from attache.study.days import Moment
from attache.study.memory import NEW, Memory, Phase, Preview, Rating

if TYPE_CHECKING:
    # FSRS takes longer to import than the window to open; it comes with the scheduler that is passed in.
    from attache.study.scheduler import Scheduler


class Reviews:
    """The log and the card states of one progress file."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store
        self._present = Present(store)
        self._loads: dict[int, int] | None = None
        """How many cards in long intervals are due on each day, updated with every write here."""
        self._version = 0
        """SQLite's mark of what other processes had written when that was counted."""

    # Reading

    def now(self, begins: int) -> Moment:
        """Return the current moment in the learner's days, which begin at ``begins`` o'clock."""
        return self._present.moment(begins)

    def state(self, card: str) -> CardState:
        """Return what is known of a card."""
        with self._store.reading() as connection:
            return before_of(connection, card).state

    def loads(self, first: int, last: int) -> Mapping[int, int]:
        """Return how many cards are due on each day from the first to the last."""
        version = self._store.rows("PRAGMA data_version")[0][0]
        if self._loads is None or version != self._version:
            self._version = version
            self._loads = dict(
                self._store.rows(
                    "SELECT due_day, count(*) FROM card_state"
                    " WHERE present = 1 AND suspended = 0 AND phase = 2 GROUP BY due_day"
                )
            )
        loads = self._loads
        return {day: loads[day] for day in range(first, last + 1) if day in loads}

    def answers(self, most: int) -> int:
        """Return how many answers the log holds, counted up to ``most``; all of them, also in practice."""
        query = "SELECT count(*) FROM (SELECT 1 FROM review_log WHERE act IN (?, ?) LIMIT ?)"
        return int(self._store.rows(query, Act.ANSWER, Act.PRACTICE, most)[0][0])

    def to_undo(self) -> Row | None:
        """Return a row of the action that would be undone, None if there is nothing."""
        return self._waiting(log.to_undo)

    def to_redo(self) -> Row | None:
        """Return a row of the action that would be redone, None if there is nothing."""
        return self._waiting(log.to_redo)

    # Writing

    def answer(
        self,
        preview: Preview,
        rating: Rating,
        took: int,
        scheduler: Scheduler,
        practice: bool = False,
        confusion: Confusion | None = None,
    ) -> tuple[Memory, Changes]:
        """Save an answer with the outcome that its button showed; ``took`` in milliseconds.

        ``confusion`` says which entry was taken for which; an undo of the answer takes that back as well.
        If the card has changed since the promise was made (other parameters, another process) the outcome
        follows from how it stands now.  In practice the card's memory and schedule stay as they are.
        Raises StorageError if it cannot be saved; then nothing has changed.
        """
        act = Act.PRACTICE if practice else Act.ANSWER
        row = self._row(preview.card, act, took, preview.moment, scheduler)._replace(rating=int(rating))

        def decide(row: Row, before: Before) -> tuple[Row, CardState]:
            if practice:
                return row, before.state
            memory = replace(self._outcome(preview, rating, before, scheduler), last_at=row.at)
            return _decided(row, memory), replace(before.state, memory=memory, buried_until=0)

        telling = None if confusion is None else Telling(confusion, False, preview.moment.day)
        state = self._write(row, decide, telling)
        return state.memory, Changes.of(ChangeKind.REVIEWS, preview.card)

    def answer_all(self, previews: Sequence[Preview], rating: Rating, scheduler: Scheduler) -> Changes:
        """Save the same answer to several cards as one action, which is undone as a whole.

        Raises StorageError if it cannot be saved; then nothing has changed.
        """
        if not previews:
            return Changes()
        after: dict[str, CardState] = {}
        with self._store.writing() as connection:
            befores = before_each(connection, [preview.card for preview in previews])
            ids = log.ids_of_act(self._store.new_id(), len(previews))
            rows: list[Row] = []
            for id_, preview in zip(ids, previews, strict=True):
                card, now, before = preview.card, preview.moment, befores[preview.card]
                row = Row(id_, card, Act.ANSWER, now.at, now.offset, now.day, int(rating))
                row = self._placed(connection, row, before)
                memory = replace(self._outcome(preview, rating, before, scheduler), last_at=row.at)
                rows.append(_decided(row, memory))
                after[card] = replace(before.state, memory=memory, buried_until=0)
            log.add_all(connection, rows)
            for card, state in after.items():
                self._save(connection, card, befores[card].state, state)
        for card, state in after.items():
            self._moved(befores[card].state, state)
        return Changes.of(ChangeKind.REVIEWS, *after)

    def tell_apart(
        self, card: str, took: int, telling: Telling, now: Moment, scheduler: Scheduler
    ) -> Changes:
        """Save the answer to an extra question, which leaves the card as it is; raises StorageError."""
        row = self._row(card, Act.TELL_APART, took, now, scheduler)
        self._write(row, lambda row, before: (row, before.state), telling)
        return Changes.of(ChangeKind.REVIEWS, card)

    def mark(self, card: str, act: Act, now: Moment, scheduler: Scheduler, until: int = 0) -> Changes:
        """Save that a card was buried (``until`` a day), suspended, resumed, flagged or unflagged.

        Nothing is saved, and no changes are returned, if the card is marked like that already.
        """
        return self.mark_all((card,), act, now, scheduler, until)

    def mark_all(
        self, cards: Iterable[str], act: Act, now: Moment, scheduler: Scheduler, until: int = 0
    ) -> Changes:
        """Mark cards in one transaction, as one action that is undone as a whole.

        The changes name the cards that were not marked like that before; only these get a row.
        """
        with self._store.writing() as connection:
            befores = before_each(connection, list(dict.fromkeys(cards)))
            row = Row("", "", act, now.at, now.offset, now.day, due_day=until)
            after = {card: replay((row,), scheduler.model, before.state) for card, before in befores.items()}
            marked = [card for card, state in after.items() if state != befores[card].state]
            if not marked:
                return Changes()
            ids = log.ids_of_act(self._store.new_id(), len(marked))
            rows = [row._replace(id=id_, card=card) for id_, card in zip(ids, marked, strict=True)]
            log.add_all(connection, [self._placed(connection, row, befores[row.card]) for row in rows])
            for card in marked:
                self._save(connection, card, befores[card].state, after[card])
        for card in marked:
            self._moved(befores[card].state, after[card])
        return Changes.of(ChangeKind.REVIEWS, *marked)

    def undo(self, now: Moment, scheduler: Scheduler) -> Sequence[Row]:
        """Undo the last action of this machine and return its rows; none if there is nothing to undo."""
        return self._turn(Act.UNDO, now, scheduler)

    def redo(self, now: Moment, scheduler: Scheduler) -> Sequence[Row]:
        """Redo the action that was undone last and return its rows; none if there is nothing to redo."""
        return self._turn(Act.REDO, now, scheduler)

    def _row(self, card: str, act: Act, took: int, now: Moment, scheduler: Scheduler) -> Row:
        """Return the row of an answer, before anything is decided."""
        took = max(0, min(took, scheduler.settings.answer_cap * 1000))
        return Row(self._store.new_id(), card, act, now.at, now.offset, now.day, took=took)

    def _write(
        self,
        row: Row,
        decide: Callable[[Row, Before], tuple[Row, CardState]],
        telling: Telling | None,
    ) -> CardState:
        """Add a row and keep the state that follows; ``decide`` returns both, from the state before."""
        with self._store.writing() as connection:
            before = before_of(connection, row.card)
            row, state = decide(self._placed(connection, row, before), before)
            log.add(connection, row)
            if telling is not None:
                confusions.add(connection, row.id, telling, row.at, row.device)
            self._save(connection, row.card, before.state, state)
        self._moved(before.state, state)
        return state

    def _placed(self, connection: sqlite3.Connection, row: Row, before: Before) -> Row:
        """Return a row as one of this machine, dated later than the last row about its card."""
        at = row.at if before.last_at is None else max(row.at, before.last_at + 1)
        return row._replace(at=at, device=before.device or self._store.device(connection))

    def _outcome(self, preview: Preview, rating: Rating, before: Before, scheduler: Scheduler) -> Memory:
        """Return the outcome that the button showed, adapted to the memory that the card has now."""
        promised, fitted, memory = preview.outcomes[rating], _fitted(scheduler, before), before.state.memory
        if memory == preview.before and fitted is scheduler:
            return promised
        if memory == replace(preview.before, stability=memory.stability, difficulty=memory.difficulty):
            # Only the parameters are others: the day stays, as the button said it.
            stability, difficulty = fitted.recall(memory, rating, promised.last_day)
            return replace(promised, stability=stability, difficulty=difficulty)
        return fitted.preview(preview.card, memory, preview.moment, self.loads).outcomes[rating]

    def _turn(self, act: Act, now: Moment, scheduler: Scheduler) -> Sequence[Row]:
        if self._waiting(log.to_undo if act is Act.UNDO else log.to_redo) is None:
            return ()
        with self._store.writing() as connection:
            device = self._store.device(connection)
            last = (log.to_undo if act is Act.UNDO else log.to_redo)(connection, device)
            if last is None:
                return ()
            targets = log.same_act(connection, last, undone=act is Act.REDO)
            befores = before_each(connection, [target.card for target in targets])
            rows = [
                Row(self._store.new_id(), target.card, act, now.at, now.offset, now.day, of=target.id)
                for target in targets
            ]
            log.add_all(connection, [self._placed(connection, row, befores[row.card]) for row in rows])
            model = _fitted(scheduler, befores[last.card]).model
            for card, before in befores.items():
                self._save(connection, card, before.state, replay(log.rows_of(connection, card), model))
        self._loads = None  # counted again: the library may lack the card, and then it is in no count
        return targets

    def _save(self, connection: sqlite3.Connection, card: str, before: CardState, state: CardState) -> None:
        """Write a state and update the counts."""
        write_state(connection, card, state)
        step = (state.memory.phase > Phase.NEW) - (before.memory.phase > Phase.NEW)
        if not self._store.has_library:
            tally.discard(connection)
        elif step or before == CardState(NEW):
            tally.change(connection, card, step)

    def _moved(self, before: CardState, state: CardState) -> None:
        """Move a card from its former due day to its new one in the counts."""
        if self._loads is None:
            return
        for each, change in ((before, -1), (state, 1)):
            if each.memory.phase is Phase.REVIEW and not each.suspended:
                day = each.memory.due_day
                self._loads[day] = self._loads.get(day, 0) + change

    def _waiting(self, find: Callable[[sqlite3.Connection, str], Row | None]) -> Row | None:
        with self._store.reading() as connection:
            row = connection.execute("SELECT id FROM device WHERE here = 1").fetchone()
            return find(connection, row[0]) if row else None


def _decided(row: Row, outcome: Memory) -> Row:
    """Return the row of an answer with what was decided: from these alone it cannot be computed again."""
    return row._replace(
        day=outcome.last_day,
        phase=int(outcome.phase),
        step=outcome.step,
        due_day=outcome.due_day,
        due_at=outcome.due_at,
    )


def _fitted(scheduler: Scheduler, before: Before) -> Scheduler:
    """Return the scheduler, or one with the file's parameters if these are others by now.

    States follow from the log by the parameters in the file, whatever whoever writes has heard of them.
    """
    parameters = parameters_of(before.parameters)
    if parameters == scheduler.settings.parameters:
        return scheduler
    # Imported here because FSRS takes longer to import than the window to open.
    from attache.study.scheduler import Scheduler

    return Scheduler(replace(scheduler.settings, parameters=parameters), scheduler.since)
