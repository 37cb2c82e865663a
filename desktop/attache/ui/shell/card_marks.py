"""Marks several cards together, and undoes that: the part of the learner that the list of cards uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.learner.log import ANSWERS, Act
from attache.learner.progress import Progress

if TYPE_CHECKING:
    # Only for the type: the learner makes its marks when they are first used.
    from attache.ui.shell.learner import Learner


class CardMarks:
    """Flags, suspends and buries cards, or takes that back, each in one step.

    ``write`` runs a write of the learner: it announces the changes, and returns the error of one that failed.
    """

    def __init__(
        self, learner: Learner, write: Callable[[Callable[[Progress], Changes]], KnownError | None]
    ) -> None:
        self._learner, self._write = learner, write

    def mark(self, cards: Iterable[str], act: Act, days: int = 0) -> int:
        """Mark cards; return how many were not marked like that before, 0 also if it cannot be saved.

        ``days`` is for how long they are buried, 0 to take that back.
        """
        marked = 0

        def mark(progress: Progress) -> Changes:
            nonlocal marked
            now = self._learner.now()
            until = now.day + days if days else 0
            changes = progress.reviews.mark_all(cards, act, now, self._learner.scheduler, until)
            marked = len(changes.entries)
            return changes

        return marked if self._write(mark) is None else 0

    def resume(self, entry: str) -> int:
        """Ask the suspended cards of an entry again; return how many there were."""
        statuses = self._learner.card_statuses(entry)
        return self.mark([card for card, status in statuses.items() if status.suspended], Act.RESUME)

    def can_turn(self, redo: bool = False) -> bool:
        """Return whether the last act of this machine marked cards, so that it can be undone (or redone)."""
        last = self._learner.to_redo if redo else self._learner.to_undo
        return last is not None and last.act not in ANSWERS

    def turn(self, redo: bool = False) -> int:
        """Undo (or redo) the last act if it marked cards; return how many cards it marked.

        An answer is left alone: it is undone where cards are studied.
        """
        turned = 0

        def turn(progress: Progress) -> Changes:
            nonlocal turned
            reviews = progress.reviews
            rows = (reviews.redo if redo else reviews.undo)(self._learner.now(), self._learner.scheduler)
            turned = len(rows)
            return Changes.of(ChangeKind.REVIEWS, *(row.card for row in rows)) if rows else Changes()

        if self.can_turn(redo):
            self._write(turn)
        return turned
