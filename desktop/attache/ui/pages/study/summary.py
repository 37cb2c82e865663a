"""The result of a session: how it went, what was missed, and a button that repeats the missed cards."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import Mode
from attache.study.session import Session, Summary
from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.column import Column
from attache.ui.widgets.line import Line
from attache.ui.widgets.words import GAP, RATING_WORDS, counted, minutes

_SHOWN = 12


class SummaryPanel(Column):
    """``again_wanted`` for a second round, ``more_wanted`` to go past today, ``done`` to leave.

    ``entry_requested(id)`` when a missed card's entry is wanted.
    """

    again_wanted = Signal(object)
    more_wanted = Signal()
    done = Signal()
    entry_requested = Signal(str)

    def __init__(self, theme: Theme, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(theme, 680, parent)
        self._library = library
        self._first: QPushButton | None = None
        self._of: tuple[Session, int, int] | None = None
        theme.changed.connect(self._redraw)

    def show_summary(self, session: Session, zone_offset: int, waiting: int) -> None:
        """Show the result of a session; ``zone_offset`` in minutes, ``waiting`` cards are still due."""
        self.clear()
        self._of = (session, zone_offset, waiting)
        said = session.summary
        self.say("Done" if not said.out_of_time else "Done for today", "title")
        self.say(_how(said, session.mode), "lead")
        if said.out_of_time:
            left = counted(waiting, "card")
            self.say(f"Today’s minutes are spent; {left} can wait until tomorrow.", "quiet")
        if said.next_step_at and not said.out_of_time:
            at = datetime.datetime.fromtimestamp(said.next_step_at / 1000, datetime.UTC)
            local = at + datetime.timedelta(minutes=zone_offset)
            self.say(f"A card in its first steps comes back at {local:%H:%M}.", "quiet")
        buttons = self._steps(said, session.mode)
        self._missed(said)
        self.end()
        self._first = buttons[0]
        self.set_focus()

    def set_focus(self) -> None:
        """Put the focus on the first button."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _redraw(self) -> None:
        if self._of is not None and self.isVisible():
            self.show_summary(*self._of)

    def _steps(self, said: Summary, mode: Mode) -> list[QPushButton]:
        wanted: list[tuple[str, Callable[[], object]]] = [("Back to Today", self.done.emit)]
        if said.missed:
            count = f"{len(said.missed)}" if len(said.missed) > 1 else "one"
            words = f"Second round: the {count} you missed"
            wanted.insert(0, (words, lambda: self.again_wanted.emit(said.missed)))
        if mode is Mode.SCHEDULE:
            wanted.append(("Study more", self.more_wanted.emit))
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
            asked = f"{row.title}: what it means" if card.prompt == row.title else card.asked(GAP)
            line = Line(self._theme, asked, kind=row.kind)
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
    begun = f" {counted(said.begun, 'card was', 'cards were')} new." if said.begun else ""
    rated = [
        f"{count} {RATING_WORDS[rating].lower()}"
        for rating, count in zip(Rating, said.ratings, strict=True)
        if count
    ]
    practice = " Practice: the schedule is as it was." if mode is Mode.PRACTICE else ""
    return f"{answers}: {', '.join(rated)}.{begun}{practice}"
