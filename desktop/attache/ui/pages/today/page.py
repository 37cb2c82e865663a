"""Today: one line that says what there is to do, one button, and under it what may be of use."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attache.base.dates import DAYS
from attache.base.errors import KnownError
from attache.base.vocabulary import EntryRow
from attache.learner.backups import Backup
from attache.learner.sitting import Mode
from attache.learner.workload import Today
from attache.library.library import Library
from attache.study.days import weekday
from attache.study.scope import ALL_CARDS, Scope
from attache.ui.pages.backups.page import Kept, holds, when_made
from attache.ui.pages.today.week import Bar, Week
from attache.ui.shell.desk import Desk
from attache.ui.shell.theme import Theme
from attache.ui.widgets.column import Column
from attache.ui.widgets.line import Line
from attache.ui.widgets.words import counted, days, minutes, share, waiting

_SHOWN = 4
_TWO_COLUMNS_FROM = 760
_ALONE = 680
"""The widest that a list without another beside it gets, in pixels at 100 %."""
_AWAY_DAYS, _AWAY_CARDS = 3, 30
"""From so many days without an answer and cards left lying a plan is offered."""
_BEHIND = 2
"""How many days' work has to wait for a plan to be offered without an absence."""
_PLANS = (3, 7, 14, 30)


class TodayPage(Column):
    """Asks for a sitting, a choice of what to study, an entry, or the search field."""

    study_wanted = Signal(object, object, bool)
    choices_wanted = Signal()
    way_back_wanted = Signal(object)
    """With the copy to put back, or None to begin anew."""
    entry_requested = Signal(str)
    search_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        library: Library,
        desk: Desk,
        lately: Callable[[], Sequence[tuple[EntryRow, str]]],
        kept: Kept,
        parent: QWidget | None = None,
    ) -> None:
        """``lately`` gives the entries read last, with when in words."""
        super().__init__(theme, 980, parent)
        self.setObjectName("page")
        self._library, self._desk, self._lately, self._kept = library, desk, lately, kept
        self._first: QWidget | None = None
        self._wide = True
        theme.changed.connect(self._draw_anew)

    def refresh(self) -> None:
        """Say anew what there is to do."""
        keys = QApplication.focusWidget()
        had_keys = keys is not None and self.isAncestorOf(keys)
        self.clear()
        self._first = None
        today = self._desk.today()
        if today is None:
            self.say("Attaché", "big")
            self.say(
                "Your progress file cannot be used, as the message above says. Looking up works.", "lead"
            )
            self._way_back()
        elif self._desk.last_studied() < 0:
            self._welcome()
        else:
            self._to_do(today)
            self._away(today)
        self._below(today)
        self.end()
        if had_keys:
            self.give_keys()

    def give_keys(self) -> None:
        """Put the keys on the first step."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what stands below into one column or two."""
        super().resizeEvent(event)
        if self._is_wide() != self._wide:
            self.refresh()

    # Parts

    def _draw_anew(self) -> None:
        if self.isVisible():  # else it is made when it is next shown
            self.refresh()

    def _way_back(self) -> None:
        """Offer what can be done where the file was refused."""
        wanted: list[tuple[str, Callable[[], object]]] = []
        copy = self._kept.newest_sound() if self._kept.is_damaged else None
        if copy is not None:
            self.say(f"A copy of {when_made(copy)} is sound. {self._held(copy)}", "quiet", 12)
            wanted.append(("Put that copy back", lambda: self.way_back_wanted.emit(copy)))
        if self._kept.is_damaged:
            self.say(
                "Nothing is removed: the damaged file stays beside the other under a name of its own.",
                "quiet",
            )
            wanted.append(("Begin anew", lambda: self.way_back_wanted.emit(None)))
        wanted.append(("Look something up", self.search_wanted.emit))
        self._first = self.buttons(*wanted, above=8)[0]

    def _held(self, copy: Backup) -> str:
        try:
            return holds(self._kept.look_into(copy.path))
        except KnownError:
            return ""

    def _welcome(self) -> None:
        entries = counted(self._library.entry_count, "entry", "entries")
        cards = counted(self._library.counts().cards, "card")
        self.say("Military diplomacy, looked up and learnt", "big")
        self.say(f"{entries} to look up, and {cards} that teach them, a few minutes a day.", "lead")
        first, _ = self.buttons(
            ("Start with a document", self._start_with_document),
            ("Look something up", self.search_wanted.emit),
            above=8,
        )
        self._first = first

    def _to_do(self, today: Today) -> None:
        answers, took = counted(today.done.answers, "answer"), minutes(today.done.took)
        done = f"{answers} today so far, {took}." if today.done.answers else ""
        if today.off and today.cards:
            self.say("A day off", "big")
            self.say(f"{counted(today.cards, 'card')} can wait until tomorrow.", "lead")
            self._offer(f"Study {counted(today.cards, 'card')} anyway")
        elif today.cards:
            self.say(f"{counted(today.cards, 'card')}, about {minutes(today.took)}", "big")
            said = waiting(today.due + today.learning, today.new)
            self.say(f"{said}. {done}".strip(), "lead")
            self._offer(f"Study {counted(today.cards, 'card')}")
        else:
            self.say("Done for today", "big")
            self.say(f"{done} {self._what_next(today)}".strip(), "lead")
            self._first = self.buttons(
                ("Study more", lambda: self.study_wanted.emit(ALL_CARDS, Mode.SCHEDULE, True)),
                ("Choose what", self.choices_wanted.emit),
                main=False,
                above=8,
            )[0]
        if today.waiting.due > today.due and today.cards and not self._plan_ends():
            left = counted(today.waiting.due - today.due, "more card")
            self.say(f"{left} would be due; your minutes and limits leave them for later.", "quiet")

    def _offer(self, words: str) -> None:
        self._first = self.buttons(
            (words, lambda: self.study_wanted.emit(ALL_CARDS, Mode.SCHEDULE, False)),
            ("Choose what", self.choices_wanted.emit),
            above=8,
        )[0]

    def _what_next(self, today: Today) -> str:
        if today.waiting.due:
            return f"{counted(today.waiting.due, 'card')} can wait until tomorrow."
        ahead, count = self._desk.next_due()
        if not ahead:
            return ""
        return f"Next: {counted(count, 'card')} {'tomorrow' if ahead == 1 else f'in {days(ahead)}'}."

    def _away(self, today: Today) -> None:
        """Offer to spread what has been left lying, or say how such a plan goes."""
        left = self._plan_ends()
        if left:
            self.say("Your plan", "head", 28)
            share = math.ceil((today.waiting.due + today.done.due) / left)
            over = f"over {counted(left, 'more day')}" if left > 1 else "until tonight"
            said = f"What had come due is spread {over}, about {share:,} a day."
            if today.due + today.done.due < min(share, today.waiting.due + today.done.due):
                said += f" Your minutes and limits leave {today.due + today.done.due:,} for today."
            self.say(said, "quiet")
            self.buttons(("Give the plan up", lambda: self._plan(0)), main=False)
            return
        overdue = self._desk.overdue()
        away = self._desk.last_studied() >= _AWAY_DAYS
        # Who has come back and answered a few cards still has the rest before them.
        behind = today.waiting.due > _BEHIND * (today.due + today.done.due)
        if overdue < _AWAY_CARDS or not (away or behind):
            return
        self.say("While you were away" if away else "What has been left lying", "head", 28)
        self.say(
            f"{counted(overdue, 'card')} came due. They can be spread over some days;"
            " what you are likeliest to have forgotten comes first.",
            "quiet",
        )
        due = today.waiting.due
        self.buttons(
            *(
                (f"{plan} days, {math.ceil(due / plan)} a day", lambda plan=plan: self._plan(plan))
                for plan in _PLANS
            ),
            main=False,
        )

    def _plan_ends(self) -> int:
        """Return for how many days, today included, a plan still runs; 0 for none."""
        settings = self._desk.settings
        gone = self._desk.now().day - settings.plan_from
        # A plan that begins in days to come was made by a clock that has been set back since.
        return max(0, settings.plan_days - gone) if gone >= 0 else 0

    def _plan(self, over: int) -> None:
        if self._desk.plan(over):
            self.refresh()
            self.give_keys()

    def _start_with_document(self) -> None:
        """Begin with the first document; the others stand below."""
        document = next(iter(self._library.documents()), None)
        if document is not None:
            self._study(Scope(document=document.id, words=document.short))

    def press_first(self) -> None:
        """Take the first step, as an Enter does where nothing is typed."""
        if isinstance(self._first, QPushButton):
            self._first.click()

    def _below(self, today: Today | None) -> None:
        blocks = [self._lately_block()]
        if today is not None:
            blocks.insert(0, self._documents_block(begun := self._desk.last_studied() >= 0))
            if begun:
                blocks = [self._week_block(), self._fading_block(), *blocks]
        px = self._theme.px
        self._wide = self._is_wide()
        shown = [block for block in blocks if block is not None]
        if len(shown) == 1:
            shown[0].setMaximumWidth(px(_ALONE))
            row = QHBoxLayout()
            row.addWidget(shown[0], 1000)
            row.addStretch(1)
            self.lay(row, 36)
            return
        grid = QGridLayout()
        across = 2 if self._wide else 1
        for place, block in enumerate(shown):
            grid.addWidget(block, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        grid.setHorizontalSpacing(px(56))
        grid.setVerticalSpacing(px(36))
        self.lay(grid, 36)

    def _block(self, head: str, *widgets: QWidget) -> QWidget:
        block = QWidget()
        down = QVBoxLayout(block)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        label = QLabel(head)
        label.setObjectName("head")
        down.addWidget(label)
        down.addSpacing(self._theme.px(8))
        for widget in widgets:
            down.addWidget(widget)
        return block

    def _week_block(self) -> QWidget:
        day, done, due = self._desk.week()
        bars = []
        for place in range(7):
            each = day - weekday(day) + place
            count = done[each].answers if each in done else 0
            when = "past" if each < day else "today"
            if each > day:
                count, when = due.get(each, 0), "ahead"
            bars.append(Bar(DAYS[place][0], DAYS[place], count, when))
        return self._block("This week", Week(self._theme, bars))

    def _fading_block(self) -> QWidget | None:
        found = dict(self._desk.fading(_SHOWN))
        lines = []
        for row in self._library.rows_by_id(list(found)):
            line = Line(self._theme, row.title, share(found[row.id]), row.kind)
            line.clicked.connect(lambda _on=False, entry=row.id: self.entry_requested.emit(entry))
            lines.append(line)
        return self._block("Fading", *lines) if lines else None

    def _documents_block(self, begun: bool) -> QWidget:
        counts = self._desk.documents()
        lines = []
        for document in self._library.documents():
            learnt, cards = counts.get(document.id, (0, 0))
            if not cards:
                continue
            aside = "" if begun else counted(cards, "card")
            # In half a page, beside a bar, most of the titles would be cut.
            title = document.short if begun else document.title
            line = Line(self._theme, title, aside, share=learnt / cards if begun else -1.0)
            said = f"{document.title}: {learnt:,} of {counted(cards, 'card')} begun."
            line.setToolTip(f"{said} Study it.")
            line.setAccessibleDescription(said)
            scope = Scope(document=document.id, words=document.short)
            line.clicked.connect(lambda _on=False, scope=scope: self._study(scope))
            lines.append(line)
        return self._block("Documents", *lines)

    def _study(self, scope: Scope) -> None:
        self.study_wanted.emit(scope, Mode.SCHEDULE, False)

    def _lately_block(self) -> QWidget | None:
        lines = []
        for row, when in list(self._lately())[:_SHOWN]:
            line = Line(self._theme, row.title, when, row.kind)
            line.clicked.connect(lambda _on=False, entry=row.id: self.entry_requested.emit(entry))
            lines.append(line)
        return self._block("Looked up lately", *lines) if lines else None

    def _is_wide(self) -> bool:
        return self.viewport().width() * 100 / self._theme.zoom >= _TWO_COLUMNS_FROM
