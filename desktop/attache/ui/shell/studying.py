"""Studies cards: the part of the learner that holds the steps of a session.

A step is saved and returns the session that follows.  If it cannot be saved, the error is reported and the
session is returned unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attache.base.changes import Changes
from attache.base.entry import Confusion
from attache.base.errors import KnownError
from attache.learner.progress import Progress
from attache.study.memory import Rating
from attache.study.queue import QueuedCard
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.study.session import Session

if TYPE_CHECKING:
    # Only for types: the learner makes this when the first session starts, and FSRS comes with the scheduler.
    from attache.learner.sessions import Sessions
    from attache.ui.shell.learner import Learner

_Step = Callable[["Sessions", Session], tuple[Session, Changes]]


class Studying:
    """Starts sessions and moves them on.

    ``write`` runs a write of the learner, and announces its changes once the next card has been drawn; it is
    told whether the write is an action that can be undone.
    """

    def __init__(
        self, learner: Learner, write: Callable[[Callable[[Progress], Changes], bool], KnownError | None]
    ) -> None:
        self._learner, self._write = learner, write

    def start(
        self,
        scope: Scope = ALL_CARDS,
        mode: Mode = Mode.SCHEDULE,
        given: Sequence[QueuedCard] = (),
        beyond: bool = False,
        first: str = "",
    ) -> Session:
        """Start a session, if possible with a card; if that fails, return one that has not started."""
        return self._move(
            Session(), lambda sessions, _: (sessions.start(scope, mode, given, beyond, first), Changes())
        )

    def answer(
        self, session: Session, rating: Rating, took: int, confusion: Confusion | None = None
    ) -> Session:
        """Save an answer to the current card; ``took`` in milliseconds.

        ``confusion`` are the entry that was asked for and the one that was given instead.
        """
        return self._act(session, lambda sessions, now: sessions.answer(now, rating, took, confusion))

    def undo(self, session: Session) -> Session:
        """Undo the last action, in this session or an earlier one."""
        return self._move(session, lambda sessions, now: sessions.undo(now))

    def redo(self, session: Session) -> Session:
        """Redo what was undone last."""
        return self._move(session, lambda sessions, now: sessions.redo(now))

    def bury(self, session: Session) -> Session:
        """Bury the current card until tomorrow."""
        return self._act(session, lambda sessions, now: sessions.bury(now))

    def suspend(self, session: Session) -> Session:
        """Suspend the current card until it is resumed."""
        return self._act(session, lambda sessions, now: sessions.suspend(now))

    def flag(self, session: Session) -> Session:
        """Flag the current card, or remove its flag."""
        return self._act(session, lambda sessions, now: sessions.flag(now))

    def ask_easier(self, session: Session) -> Session:
        """Ask the easier card that a leech offers first."""
        return self._move(session, lambda sessions, now: (sessions.ask_easier(now), Changes()))

    def reload(self, session: Session) -> Session:
        """Read the queue again, because the settings or the day have changed."""
        return self._move(session, lambda sessions, now: (sessions.reload(now), Changes()))

    def prepare(self, session: Session) -> Session:
        """Read what the next card will need; an error is reported only when the card is asked."""
        if not self._learner.is_available:  # found damaged while the page was waiting to prepare
            return session
        try:
            return self._sessions(self._learner.progress).prepare(session)
        except KnownError:
            return session

    def _sessions(self, progress: Progress) -> Sessions:
        return progress.sessions(self._learner.scheduler)

    def _act(self, session: Session, step: _Step) -> Session:
        return self._move(session, step, is_action=True)

    def _move(self, session: Session, step: _Step, is_action: bool = False) -> Session:
        moved = session

        def act(progress: Progress) -> Changes:
            nonlocal moved
            moved, changes = step(self._sessions(progress), session)
            return changes

        self._write(act, is_action)
        return moved
