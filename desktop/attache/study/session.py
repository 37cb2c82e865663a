"""A study session as one value: the current card, the answers so far, and what is left.

Each step returns a new value.  Nothing in it must be saved: it follows from the log, the clock and the
settings, so it can be left at any card and resumed, even after the program was killed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from attache.base.errors import KnownError
from attache.base.vocabulary import CardForm
from attache.study.memory import Memory, Phase, Preview, Rating
from attache.study.queue import Queue, QueuedCard, take_next
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.study.workload import Pace, Today

_EASIER = (CardForm.DEFINITION, CardForm.TERM, CardForm.CHOICE, CardForm.EXAMPLE, CardForm.CONFUSABLE)
"""Card forms that make an entry easier to recall, the easiest first."""
_STEPS = (Phase.LEARNING, Phase.RELEARNING)


class Stage(StrEnum):
    """What a session shows."""

    START = "start"
    QUESTION = "question"
    ANSWER = "answer"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The current card, its memory, the outcome of each rating, and whether it is only practice."""

    card: QueuedCard
    memory: Memory
    preview: Preview
    practice: bool
    flagged: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of this session; ``was_new`` says that the card was new."""

    card: QueuedCard
    rating: Rating
    took: int
    was_new: bool


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that keeps being forgotten, and what may help: confusables, and an easier card to ask first."""

    card: str
    entry: str
    lapses: int
    confusables: tuple[str, ...] = ()
    easier: str = ""


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a session: due, new and learning cards, and their estimated time in milliseconds."""

    due: int
    new: int
    learning: int
    took: int

    @property
    def cards(self) -> int:
        """All of them."""
        return self.due + self.new + self.learning


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of a session; ``missed`` are the cards rated Again, in that order."""

    answers: int
    took: int
    ratings: tuple[int, int, int, int]
    new: int
    missed: tuple[QueuedCard, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One session over a scope.

    ``given`` are the cards of a repeated round, ``beyond`` goes past the day's minutes and limits.
    ``budget`` is the day's minutes in milliseconds (0 for no limit), ``spent`` what was used of it today.
    ``more`` says whether the minutes or a limit left out any card.
    ``left`` is what is left of the day in this scope, the current card included, as it was last counted; it
    is None in practice and beyond the day's limits, where the queue says what is left. ``early`` says that
    the current card is in its steps and not due yet: it comes because no other card waits. ``prepared`` is
    what the next card will probably need.  ``error`` says why the next card cannot be read; the answer before
    it was saved.
    """

    stage: Stage = Stage.START
    scope: Scope = ALL_CARDS
    mode: Mode = Mode.SCHEDULE
    beyond: bool = False
    given: tuple[QueuedCard, ...] = ()
    day: int = 0
    queue: Queue = Queue()  # noqa: RUF009 - a frozen value
    pace: Pace = Pace(12_000)  # noqa: RUF009 - a frozen value
    budget: int = 0
    spent: int = 0
    more: bool = False
    left: Remaining | None = None
    prompt: Prompt | None = None
    early: bool = False
    prepared: Prompt | None = None
    answered: tuple[Answered, ...] = ()
    undone: tuple[Answered, ...] = ()
    leech: Leech | None = None
    error: KnownError | None = None

    @property
    def is_asking(self) -> bool:
        """Whether a card is asked, its answer shown or not."""
        return self.stage in (Stage.QUESTION, Stage.ANSWER)

    @property
    def is_out_of_time(self) -> bool:
        """Whether the day's minutes are used up."""
        counts = self.mode is Mode.SCHEDULE and not self.beyond
        return counts and 0 < self.budget <= self.spent

    @property
    def remaining(self) -> Remaining:
        """What is left, the current card included."""
        if self.left is not None:
            return self.left
        cards = [*self.queue.first, *([self.prompt.card] if self.prompt else [])]
        due, new, learning = len(self.queue.due), len(self.queue.new), len(self.queue.learning)
        if self.mode is Mode.PRACTICE:
            due += len(cards)
        else:
            due += sum(card.phase is Phase.REVIEW for card in cards)
            new += sum(card.phase is Phase.NEW for card in cards)
            learning += sum(card.phase in _STEPS for card in cards)
        return Remaining(due, new, learning, self.pace.milliseconds(due, new, learning))

    @property
    def summary(self) -> Summary:
        """The result so far."""
        missed: dict[str, QueuedCard] = {}
        for each in self.answered:
            if each.rating is Rating.AGAIN:
                missed.setdefault(each.card.id, each.card)
        again, hard, good, easy = (sum(each.rating is rating for each in self.answered) for rating in Rating)
        return Summary(
            answers=len(self.answered),
            took=sum(each.took for each in self.answered),
            ratings=(again, hard, good, easy),
            new=len({each.card.id for each in self.answered if each.was_new}),
            missed=tuple(missed.values()),
        )

    def counted(self, today: Today) -> Session:
        """Return the session with what is left of the day, so that it says the same as Today."""
        if self.mode is Mode.PRACTICE or self.beyond:
            return replace(self, left=None)
        return replace(self, left=Remaining(today.due, today.new, today.learning, today.took))

    def without_asked(self, comes_back: bool = False) -> Session:
        """Return the session with the current card taken off what is left.

        ``comes_back`` says that it is in a step of this day.  The result is exact but for the day's minutes
        and limits, which may now hold another number of cards.
        """
        left, card = self.left, self.prompt.card if self.prompt is not None else None
        if left is None or card is None:
            return self
        due = max(left.due - (card.phase is Phase.REVIEW), 0)
        new = max(left.new - (card.phase is Phase.NEW), 0)
        learning = max(left.learning - (card.phase in _STEPS), 0) + comes_back
        return replace(self, left=Remaining(due, new, learning, self.pace.milliseconds(due, new, learning)))

    def show_answer(self) -> Session:
        """Return the session with the answer shown."""
        return replace(self, stage=Stage.ANSWER) if self.stage is Stage.QUESTION else self

    def peek(self, at: int) -> QueuedCard | None:
        """Return the card that will probably follow the one asked."""
        if self.prompt is None:
            return None
        found = take_next(self.queue.with_recent(self.prompt.card), at)
        return found[0] if found else None


def record(session: Session, prompt: Prompt, rating: Rating, took: int, memory: Memory) -> Session:
    """Return the session after an answer that led to a memory, before the next card is chosen."""
    card = prompt.card
    was_new = card.phase is Phase.NEW and not prompt.practice
    queue = session.queue.with_recent(card)
    comes_back = not prompt.practice and memory.phase in _STEPS and memory.due_day <= session.day
    if comes_back:
        queue = queue.with_learning(card._replace(phase=memory.phase, due_at=memory.due_at))
    return replace(
        session.without_asked(comes_back),
        queue=queue,
        answered=(*session.answered, Answered(card, rating, took, was_new)),
        undone=(),
        spent=session.spent + (0 if prompt.practice else took),
        leech=None,
    )


def unrecord(session: Session, card: str) -> Session:
    """Return the session after an undo of its last answer, if that was to this card."""
    if not session.answered or session.answered[-1].card.id != card:
        return session
    last = session.answered[-1]
    return replace(session, answered=session.answered[:-1], undone=(*session.undone, last))


def rerecord(session: Session, card: str) -> Session:
    """Return the session after a redo of the answer undone last, if that was to this card."""
    if not session.undone or session.undone[-1].card.id != card:
        return session
    last = session.undone[-1]
    return replace(session, answered=(*session.answered, last), undone=session.undone[:-1])


def is_leech(before: Memory, after: Memory, threshold: int) -> bool:
    """Return whether a card has just become a leech: it was forgotten once too often.

    It counts again after half as many further lapses, as in Anki.
    """
    beyond = after.lapses - threshold
    return after.lapses > before.lapses and beyond >= 0 and beyond % max(threshold // 2, 1) == 0


def easier_card(own: CardForm, siblings: Mapping[CardForm, str]) -> str:
    """Return the easiest card of an entry that is easier than one of the form ``own``, "" for none."""
    easier = _EASIER[: _EASIER.index(own)] if own in _EASIER else _EASIER
    return next((siblings[form] for form in easier if form in siblings), "")
