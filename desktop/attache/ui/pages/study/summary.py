"""The result of a session: how it went, what was missed, and a button that repeats the missed cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from attache.base.numbers import counted
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import Mode
from attache.study.session import Session, Summary
from attache.study.workload import Today
from attache.ui.shell.learner import Learner
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.column import Column
from attache.ui.widgets.full_day import FullDay, full_day
from attache.ui.widgets.line import Line
from attache.ui.widgets.words import RATING_WORDS, minutes, question_words

_SHOWN = 12


class SummaryPanel(Column):
    """``again_wanted`` to repeat what was missed, ``done`` to leave, ``more_wanted`` for more today.

    ``go_on_wanted`` when cards that can be asked again are wanted.
    ``entry_requested(id)`` when a missed card's entry is wanted.
    """

    again_wanted = Signal(object)
    more_wanted = Signal()
    go_on_wanted = Signal()
    done = Signal()
    entry_requested = Signal(str)

    def __init__(
        self, theme: Theme, library: Library, learner: Learner, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self._library, self._learner = library, learner
        self._first: QPushButton | None = None
        self._session = Session()
        self._shown: tuple[Today | None, FullDay | None] = None, None
        self.look_changed.connect(self._redraw)

    def show_summary(self, session: Session) -> None:
        """Show the result of a session and what is left of the day, and put the focus on the first button."""
        self._session = session
        self._shown = self._left()
        self._draw()
        self.set_focus()

    def refresh(self) -> None:
        """Show what is left of the day now, if that has changed, without taking the focus."""
        left = self._left()
        if left != self._shown:
            self._shown = left
            self._redraw()

    def _left(self) -> tuple[Today | None, FullDay | None]:
        """Return what is left of the day in the scope of the session, None after practice."""
        session = self._session
        today = self._learner.today(session.scope) if session.mode is Mode.SCHEDULE else None
        return today, full_day(self._learner, today, session.scope) if today is not None else None

    def _draw(self) -> None:
        self.clear()
        session, said = self._session, self._session.summary
        today, full = self._shown
        of_part = not session.scope.is_everything
        self.say("Done" if full is None or of_part else full.title, "title")
        self.say(_how(said, session.mode), "lead")
        if full is not None:
            self.say(full.words, "quiet")
        elif today is not None:
            self.say(f"{counted(today.cards, 'card')} left for today.", "quiet")
        buttons = self._steps(said, today, full)
        self._missed(said)
        self.end()
        self._first = buttons[0]

    def set_focus(self) -> None:
        """Put the focus on the first button."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _redraw(self) -> None:
        had_focus = self.holds_focus
        self._draw()
        if had_focus:
            self.set_focus()

    def _steps(self, said: Summary, today: Today | None, full: FullDay | None) -> list[QPushButton]:
        wanted: list[tuple[str, Callable[[], object]]] = [("Back to Today", self.done.emit)]
        if said.missed:
            words = f"Repeat missed ({len(said.missed):,})"
            wanted.insert(0, (words, lambda: self.again_wanted.emit(said.missed)))
        if full is not None and full.more:
            wanted.append((full.more, self.more_wanted.emit))
        elif full is None and today is not None:
            wanted.insert(0, (f"Study {counted(today.cards, 'card')}", self.go_on_wanted.emit))
        return self.buttons(*wanted, above=12)

    def _missed(self, said: Summary) -> None:
        if not said.missed:
            return
        self.say("Missed", "head", 24)
        lines = []
        for waiting in said.missed[:_SHOWN]:
            row = self._library.row(waiting.entry)
            card = self._library.card(waiting.id)
            if row is None or card is None:
                continue
            # The list is read before the cards are asked again, so it gives no answer away.
            asked = question_words(card, row.title)
            line = Line(self._theme, asked, kind=row.kind, wraps=True)
            set_tip(line, f"{asked}\nOpens the entry")
            line.clicked.connect(lambda _on=False, entry=row.id: self.entry_requested.emit(entry))
            lines.append(line)
        self.rows(lines)
        if len(said.missed) > _SHOWN:
            self.say(f"and {len(said.missed) - _SHOWN} more", "quiet")


def _how(said: Summary, mode: Mode) -> str:
    if not said.answers:
        return "No card was answered."
    answers = f"{counted(said.answers, 'answer')} in {minutes(said.took)}"
    new = f" {counted(said.new, 'new card')} in this session." if said.new else ""
    rated = [
        f"{count:,} {RATING_WORDS[rating]}"
        for rating, count in zip(Rating, said.ratings, strict=True)
        if count
    ]
    practice = " Practice does not change the schedule." if mode is Mode.PRACTICE else ""
    return f"{answers}: {', '.join(rated)}.{new}{practice}"
