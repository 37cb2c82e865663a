"""Studying as the window does it: every failure said, every change announced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.vocabulary import Card, Entry
from attache.learner.deck import Recall, Waiting
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.learner.sitting import Mode, Sitting
from attache.learner.workload import Buys, Done, Today
from attache.study.days import Moment, weekday
from attache.study.memory import Curve, Memory, Phase
from attache.study.scope import ALL_CARDS, Scope
from attache.study.settings import DEFAULTS, StudySettings
from attache.ui.widgets import words

if TYPE_CHECKING:
    from attache.study.scheduler import Scheduler


_LONGEST = 64
"""Characters of a card's prompt that stand beside an entry."""


class Desk(QObject):
    """Reads and writes what studying needs; where the file was refused nothing can be studied.

    ``changed(Changes)`` after each write; ``trouble(KnownError)`` when one failed.
    """

    changed = Signal(object)
    trouble = Signal(object)
    exchanging = Signal()
    """Before another file is taken in the place of this one."""

    def __init__(self, progress: Progress | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress = progress
        self._settings: StudySettings | None = None
        self._scheduler: Scheduler | None = None

    def exchange(self, progress: Progress | None) -> None:
        """Take another file in the place of this one."""
        self.exchanging.emit()
        self._progress = progress
        self.forget()

    @property
    def is_there(self) -> bool:
        """Whether anything can be studied."""
        return self._progress is not None

    @property
    def has_begun(self) -> bool:
        """Whether any card has been answered."""
        return self._progress is not None and self.last_studied() >= 0

    @property
    def progress(self) -> Progress:
        """The open progress file; only asked where ``is_there``."""
        if self._progress is None:
            raise ValueError("there is no progress file")
        return self._progress

    @property
    def settings(self) -> StudySettings:
        """What the learner has chosen."""
        if self._settings is None:
            self._settings = self._progress.settings.read() if self._progress is not None else DEFAULTS
        return self._settings

    @property
    def scheduler(self) -> Scheduler:
        """FSRS with the present settings, loaded when it is first wanted."""
        if self._scheduler is None:
            from attache.study.scheduler import Scheduler

            self._scheduler = Scheduler(self.settings)
        return self._scheduler

    def forget(self) -> None:
        """Read the settings anew: another part of the program has written them."""
        self._settings = self._scheduler = None

    # What is due

    def now(self) -> Moment:
        """Return the present moment in the learner's days."""
        return self.progress.reviews.now(self.settings.day_begins)

    def today(self, scope: Scope = ALL_CARDS) -> Today | None:
        """Return what is for today, None where nothing can be studied."""
        if self._progress is None:
            return None
        return self._progress.workload.today(self.now(), self.settings, scope)

    def buys(self, minutes: int) -> Buys:
        """Return what a budget of minutes a day buys."""
        return self.progress.workload.buys(minutes, self.settings, self.now().day)

    def week(self) -> tuple[int, Mapping[int, Done], Mapping[int, int]]:
        """Return today, what was done on the days of this week, and what is due on the days to come."""
        day = self.now().day
        monday = day - weekday(day)
        done = self.progress.workload.per_day(monday, day)
        return day, done, self.progress.deck.due_on(day + 1, day + 7, self.settings)

    def documents(self) -> Mapping[str, tuple[int, int]]:
        """Return for each document how many of its cards have been begun, and how many it has."""
        return self.progress.deck.begun_by_document()

    def overdue(self) -> int:
        """Return how many cards were due before today and still are."""
        return self.progress.deck.overdue(self.now().day, self.settings)

    def last_studied(self) -> int:
        """Return how many days ago anything was last answered, -1 for never."""
        return self.progress.reviews.days_since(self.now().day)

    def next_due(self, scope: Scope = ALL_CARDS) -> tuple[int, int]:
        """Return in how many days the next cards are due, and how many they are; (0, 0) for none."""
        return self.progress.deck.next_due(self.now().day, self.settings, scope)

    # What is remembered

    def recall(self) -> Mapping[str, Recall]:
        """Return how well each entry with cards is remembered."""
        if self._progress is None:
            return {}
        curve = Curve.of(self.settings.parameters)
        return self._progress.deck.recall(
            self.now().day, curve, self.settings.desired_retention, self.settings
        )

    def memories(self, entry: str) -> Mapping[str, tuple[Memory, bool, bool]]:
        """Return for the begun cards of an entry: memory, whether suspended, whether flagged."""
        return self._progress.deck.memories(entry) if self._progress is not None else {}

    def remembered(self, memory: Memory) -> float:
        """Return the chance that a card is recalled today, 0 to 1."""
        curve = Curve.of(self.settings.parameters)
        return curve.retrievability(self.now().day - memory.last_day, memory.stability)

    def cards_of(self, entry: Entry) -> Sequence[tuple[str, str]]:
        """Return what each begun card of an entry asks, how well that is remembered, and what is left."""
        if not entry.cards:
            return ()
        known = self.memories(entry.id)
        day = self.now().day if self.is_there else 0
        begun = [card for card in entry.cards if card.id in known]
        left = len(entry.cards) - len(begun)
        told = [(_asks(card, entry), self._memory_words(known[card.id], day)) for card in begun]
        if left:
            told.append((words.counted(left, "card") + (" more" if begun else ""), "not begun yet"))
        return told

    def _memory_words(self, known: tuple[Memory, bool, bool], day: int) -> str:
        memory, suspended, flagged = known
        if suspended:
            said = "suspended"
        elif memory.phase is Phase.NEW:
            said = "new"
        elif memory.phase is Phase.REVIEW:
            said = f"{words.share(self.remembered(memory))} remembered, {words.due(memory.due_day, day)}"
        else:
            said = "learning"
        return f"{said}, flagged" if flagged else said

    def fading(self, most: int) -> Sequence[tuple[str, float]]:
        """Return the entries most of which has been forgotten, each with the recall of its weakest card."""
        curve = Curve.of(self.settings.parameters)
        spent = self.progress.deck.fading(
            self.now().day, most, curve.spent(self.settings.desired_retention), self.settings
        )
        return [(entry, curve.retention(each)) for entry, each in spent]

    # What is done

    def begin(
        self,
        scope: Scope = ALL_CARDS,
        mode: Mode = Mode.SCHEDULE,
        cards: Sequence[Waiting] = (),
        beyond: bool = False,
    ) -> Sitting | None:
        """Begin a sitting; None where that cannot be done, which ``trouble`` says."""
        if self._progress is None:
            return None
        kept = self._progress
        try:
            return Sitting(kept.deck, kept.reviews, kept.workload, self.scheduler, scope, mode, cards, beyond)
        except KnownError as error:
            self.trouble.emit(error)
            return None

    def act(self, do: Callable[[], Changes | None]) -> bool:
        """Do something to the learner's file and announce it; False where it could not be kept."""
        try:
            changes = do()
        except KnownError as error:
            self.trouble.emit(error)
            return False
        if changes:
            if ChangeKind.SETTINGS in changes.kinds:
                self.forget()
            self.changed.emit(changes)
        return True

    def has_suspended(self, entry: str) -> bool:
        """Tell whether any card of an entry is suspended."""
        return any(suspended for _, suspended, _ in self.memories(entry).values())

    def resume(self, entry: str) -> None:
        """Ask the suspended cards of an entry again from now on."""
        suspended = [card for card, (_, is_so, _) in self.memories(entry).items() if is_so]
        now = self.now()
        for card in suspended:
            self.act(partial(self.progress.reviews.mark, card, Act.RESUME, now, self.scheduler))

    def choose(self, **values: object) -> bool:
        """Keep some settings; False where they cannot be."""
        kept = self._progress
        return kept is not None and self.act(lambda: kept.settings.write(**values))

    def reset(self, *names: str) -> bool:
        """Bring some settings, or all, back to what holds unless chosen."""
        kept = self._progress
        return kept is not None and self.act(lambda: kept.settings.reset(*names))

    def plan(self, days: int) -> bool:
        """Spread what has been left lying over some days, 0 to give the plan up."""
        return self.choose(plan_from=self.now().day if days else 0, plan_days=days)


def _asks(card: Card, entry: Entry) -> str:
    """Return what a card asks, short enough for a line or two beside a text."""
    asks = "What it means" if card.prompt == entry.title else card.prompt
    return asks if len(asks) <= _LONGEST else f"{asks[:_LONGEST].rsplit(' ', 1)[0]} …"
