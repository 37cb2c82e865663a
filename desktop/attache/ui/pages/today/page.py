"""Today: one line that says what there is to do, one button, and under it what may be of use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QWidget,
)

from attache.base.changes import Changes
from attache.base.numbers import counted
from attache.study.overview import Backlog, Core, Overview, Plan
from attache.study.scope import ALL_CARDS, Scope
from attache.study.workload import Today
from attache.ui.pages.today.entries import fading_block, recent_block
from attache.ui.pages.today.reading_block import reading_block
from attache.ui.pages.today.upcoming_exam import UpcomingExam
from attache.ui.pages.today.week import week_block
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.unfinished import Unfinished, unfinished
from attache.ui.widgets.column_page import ColumnPage
from attache.ui.widgets.words import interval, minutes, waiting

if TYPE_CHECKING:
    # Only for the type: rarely needed, so it is imported then.
    from attache.base.entry import Card
    from attache.ui.pages.today.first_card import FirstCard
    from attache.ui.pages.today.refused import WaysOut

_TWO_COLUMNS_FROM = 860
_BETWEEN, _NEAR, _ROWS = 56, 24, 48
"""The space between the columns, beside the first lines, and between rows; in pixels at 100 %."""
_WEEK_DOWN = 12
"""How far below the top of the first line the week begins, so that they look level; in pixels at 100 %."""
_WIDE, _ALONE = 952, 728
"""The widest that the page gets, and while it has nothing but one column; in pixels at 100 %."""
_ABOVE = Qt.AlignmentFlag.AlignTop


class TodayPage(ColumnPage):
    """Draws the overview of the day; the buttons lead to the other pages."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _WIDE)
        self._first: QPushButton | None = None
        self._card: FirstCard | None = None
        self._asks_card = False
        """Whether the page was painted, so that the first card may be asked on it."""
        self._asking, self._revealing = self._soon(self._add_card), self._soon(self._reveal)
        self._answered: Card | None = None
        """The first card, once it was answered here."""
        self._grid, self._top = QGridLayout(), QWidget()
        self._blocks: list[QWidget] = []
        self._pairs: tuple[tuple[QWidget | None, QWidget | None], ...] = ()
        """Those of them that stand side by side in two columns."""
        self._week: QWidget | None = None
        self._exam = UpcomingExam(context, self)
        self._ways_out: WaysOut | None = None
        self._left: Unfinished | None = None
        """The session that is offered to be continued."""
        self.column.look_changed.connect(self._draw)
        self.column.resized.connect(self._arrange)

    def open(self, **target: Any) -> None:
        """Offer what there is to do now, and put the focus on the first button."""
        if self._left != self._unfinished():
            self._draw()
        if self._card is not None:
            self._card.set_focus()
        elif self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Say what there is to do now."""
        self._draw()

    def press_default(self) -> None:
        """Press the first button."""
        if self._first is not None:
            self._first.click()

    def _arrange(self) -> None:
        """Put the blocks into one column, or into two with the week beside the first lines."""
        px, grid = self.context.theme.px, self._grid
        across = 2 if self.column.width() * 100 / self.context.theme.zoom >= _TWO_COLUMNS_FROM else 1
        beside = across == 2 and self._week is not None
        for block in (self._top, *self._blocks):
            grid.removeWidget(block)
        places = self._places(across)
        cells = [(row, column) for row, column, _ in places]
        # If nothing is beside the block below the week, the first lines span both rows.
        down = 2 if (1, 1) in cells and (1, 0) not in cells else 1
        grid.addWidget(self._top, 0, 0, down, 1 if beside else across, _ABOVE)
        grid.setRowStretch(1, down - 1)
        between, inner = (px(_BETWEEN) if across == 2 else 0), self.column.text_width
        for row, column, block in places:
            grid.addWidget(block, row, column, _ABOVE)
            block.setContentsMargins(0, 0, 0 if column else between, 0)
        # The right column is as wide as what the left one holds, beside the space between them.
        grid.setColumnStretch(0, inner + between)
        grid.setColumnStretch(1, inner - between if across == 2 else 0)
        self._top.setContentsMargins(0, 0, px(_NEAR) if beside else 0, 0)
        for label in self._top.findChildren(PlainLabel, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if label.objectName() != "big":  # only the large first line may reach into the space
                label.setContentsMargins(0, 0, px(_BETWEEN - _NEAR) if beside else 0, 0)
        if self._week is not None:
            self._week.setContentsMargins(0, px(_WEEK_DOWN) if beside else 0, 0, 0)

    def _places(self, across: int) -> list[tuple[int, int, QWidget]]:
        """Return the row and the column of each block.

        In two columns some stand side by side; where one of these is missing, the other stands below the
        week, beside the one that is left over next, or alone.
        """
        if across == 1:
            return [(row, 0, block) for row, block in enumerate(self._blocks, 1)]
        places, left = list[tuple[int, int, QWidget]](), list[QWidget]()
        if self._week is not None:
            places.append((0, 1, self._week))
        row, pairs = 1, self._pairs
        if self._week is not None and pairs[0][0] is None and pairs[0][1] is not None:
            places.append((1, 1, pairs[0][1]))
            row, pairs = 2, pairs[1:]
        for pair in pairs:
            shown = [block for block in pair if block is not None]
            left = [*left, *shown] if len(shown) == 1 else left
            side_by_side = shown if len(shown) == 2 else left if len(left) == 2 else []
            if len(shown) == 2 and left:
                places.append((row, 0, left[0]))
                row, left = row + 1, []
            if side_by_side:
                places += [(row, column, block) for column, block in enumerate(side_by_side)]
                row, left = row + 1, []
        return [*places, *((row, 0, block) for block in left)]

    def _draw(self) -> None:
        had_focus = self.column.holds_focus
        self._exam.forget_block()
        self.column.clear()
        self._first, self._card, self._left = None, None, self._unfinished()
        overview = self.context.learner.overview()
        self.column.set_widest(_WIDE if overview is not None and overview.has_started else _ALONE)
        self._top = QWidget()
        with self.column.within(self._top):
            if overview is None:
                self._refused()
            elif not overview.has_started:
                self._welcome(overview)
            else:
                self._to_do(overview)
                self._plan(overview)
        self._add_blocks(overview)
        self.column.end()
        if had_focus:
            self.open()

    def _add_blocks(self, overview: Overview | None) -> None:
        """Add the blocks below, in the order in which they follow one another in one column."""
        context, started = self.context, overview is not None and overview.has_started
        self._week = week_block(context, overview) if overview is not None and started else None
        reading = reading_block(context) if overview is not None else None
        exam = self._exam.block(overview) if overview is not None and started else None
        fading = fading_block(context, overview) if overview is not None and started else None
        recent = recent_block(context)
        self._pairs = (reading, exam), (fading, recent)
        found = reading, exam, self._week, fading, recent
        self._blocks = [block for block in found if block is not None]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(self.context.theme.px(_ROWS))
        self._arrange()
        self.column.lay(self._grid)

    def _refused(self) -> None:
        """Show why there is no open progress file, and what can be done."""
        from attache.ui.pages.today.refused import WaysOut

        if self._ways_out is None:
            self._ways_out = WaysOut(self.context, self._look_up(), self._draw)
        self._first = self._ways_out.show(self.column)

    def _look_up(self) -> tuple[str, Callable[[], object]]:
        return "Look something up", lambda: self.context.commands.run("search")

    def _help(self) -> tuple[str, Callable[[], object]]:
        return "Help", lambda: self.context.commands.run("help")

    # What there is to do

    def _welcome(self, overview: Overview) -> None:
        entries = counted(self.context.library.entry_count, "entry", "entries")
        cards = counted(overview.today.waiting.new, "card")
        self.column.say("Look up and learn military diplomacy", "big")
        self.column.say(
            f"{entries} to look up, and {cards} to learn them with, in a few minutes a day.", "lead"
        )
        start = ("Start with a document", self._start_with_document)
        self._first = self.column.buttons(start, self._look_up(), self._help(), above=8)[0]
        if self._asks_card:
            self._ask_first()
        else:
            self._asking.start()
        if overview.core.cards:
            self._core(overview.core)
        self.column.say("Everything stays on this computer. Attaché never uses the network.", "quiet", 12)

    def _ask_first(self) -> None:
        """Ask the first card; what it needs is imported once the page is painted."""
        from attache.ui.pages.today.first_card import FirstCard, first_card

        card = first_card(self.context)
        if card is None:
            return
        self.column.say("Or try a card first", "head", 28)
        self._card = FirstCard(self.context, card)
        self._card.answered.connect(self._answer_first)
        self._card.resized.connect(self._revealing.start)
        self.column.add(self._card)

    def _add_card(self) -> None:
        """Draw again with the first card, now that the page is painted."""
        self._asking.stop()
        self._asks_card = True
        self._draw()

    def finish_pending(self) -> bool:
        """Ask the first card and plan the exam now, if they wait; return whether anything did."""
        waited = self._asking.isActive()
        if waited:
            self._add_card()
        return self._exam.finish_pending() or waited

    def close_down(self) -> None:
        """Ask no card any more, and plan nothing."""
        self._asking.stop()
        self._exam.close_down()

    def _answer_first(self) -> None:
        """Remember the card, so that the page says and can undo what was saved once it is drawn again."""
        if self._card is not None:
            self._answered = self._card.card

    def _soon(self, act: Callable[[], object]) -> QTimer:
        """Return a timer for what is done once events were handled."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(0)
        timer.timeout.connect(act)
        return timer

    def _reveal(self) -> None:
        """Scroll to the ratings of the first card, and then as far as its question needs."""
        if self._card is not None:
            self.column.ensureWidgetVisible(self._card.bar, 0, self.context.theme.px(8))
            self.column.ensureWidgetVisible(self._card.view, 0, self.context.theme.px(8))

    def _first_answer(self) -> None:
        """Say when the first card comes back, and offer to undo its answer."""
        card = self._answered
        last = self.context.learner.to_undo if card is not None else None
        if card is None or last is None or last.card != card.id:
            self._answered = None
            return
        status = self.context.learner.card_statuses(card.entry).get(card.id)
        if status is not None:
            back = interval(status.memory, self.context.learner.now())
            self.column.say(f"Your first answer is saved. The card comes back in {back}.", "quiet")
        self.column.buttons(("Undo this answer", self._undo_first), main=False)

    def _undo_first(self) -> None:
        from attache.study.session import Session  # loaded with the first answer

        self.context.learner.studying.undo(Session())

    def _to_do(self, overview: Overview) -> None:
        # Imported here because the first start paints without it.
        from attache.ui.widgets.full_day import full_day

        today, say = overview.today, self.column.say
        answers, took = counted(today.done.answers, "answer"), minutes(today.done.took)
        done = f"{answers} today ({took})." if today.done.answers else ""
        full = full_day(self.context.learner, today, following=overview.next_due)
        if full is not None:
            say(full.title, "big")
            say(f"{done} {full.words}".strip(), "lead")
            more = [(full.more, lambda: self._study(ALL_CARDS, beyond=True))] if full.more else []
            go_on = self._continue()
            self._first = self.column.buttons(*go_on, *more, self._choose(), main=bool(go_on), above=8)[0]
        elif today.off:
            say("A day off", "big")
            say(f"{counted(today.cards, 'card')} can wait until tomorrow. {done}".strip(), "lead")
            self._offer(counted(today.cards, "card"), " anyway")
        else:
            say(f"{counted(today.cards, 'card')}, about {minutes(today.took)}", "big")
            say(f"{waiting(today.due + today.learning, today.new)}. {done}".strip(), "lead")
            self._offer(counted(today.cards, "card"))
        self._first_answer()
        if overview.core.started < overview.core.cards:
            self._core(overview.core)
        if full is None and today.waiting.due > today.due and overview.plan is None:
            left = counted(today.waiting.due - today.due, "more card is", "more cards are")
            say(f"{left} due. They wait because of your daily limits.", "quiet")

    def _core(self, core: Core) -> None:
        """Show how many core cards there are, or how many of them were started, and the time for the rest."""
        if core.started:
            done = f"{core.started:,} started, about {minutes(core.took)} left"
        else:
            done = f"about {minutes(core.took)} including reviews"
        settings = self.context.learner.settings
        exam = settings.exam_on(self.context.learner.now().day)
        first = "from" if exam is None else "from your exam, then from"
        self.column.say(
            f"Core cards (the {core.cards:,} most important): {done}."
            f" New cards come first {first} sections that you have read, then from the core cards.",
            "quiet",
        )

    def _offer(self, cards: str, after: str = "") -> None:
        """Offer to study everything, and before it to continue a session of a part that was left."""
        is_everything = self._left is not None and self._left.scope.is_everything
        words = f"Continue: {cards}" if is_everything else f"Study {cards}{after}"
        study = words, lambda: self._study(ALL_CARDS)
        self._first = self.column.buttons(*self._continue(), study, self._choose(), above=8)[0]

    def _continue(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the offer to continue the session of a part of the cards, if one was left."""
        left = self._left
        if left is None or left.scope.is_everything:
            return ()
        today = self.context.learner.today(left.scope, left.beyond)
        if today is None or not today.cards:
            return ()
        words = f"Continue {left.scope.words}: {counted(today.cards, 'card')}"
        return ((words, lambda: self._study(left.scope, left.beyond)),)

    def _unfinished(self) -> Unfinished | None:
        learner = self.context.learner
        return unfinished(self.context.machine, learner.now().day) if learner.is_available else None

    def _choose(self) -> tuple[str, Callable[[], object]]:
        return "Choose topic", lambda: self.context.open_page("study", choose=True)

    def _study(self, scope: Scope, beyond: bool = False) -> None:
        self.context.open_page("study", scope=scope, beyond=beyond)

    def _start_with_document(self) -> None:
        """Read the guide to the first document."""
        guide = next((guide.id for guide in self.context.library.guides()), "")
        self.context.open_page("documents", guide=guide)

    # A backlog, and the plan for it

    def _plan(self, overview: Overview) -> None:
        if overview.plan is not None:
            self._running_plan(overview.plan, overview.today)
        elif overview.backlog is not None:
            self._offer_plans(overview.backlog)

    def _running_plan(self, plan: Plan, today: Today) -> None:
        share = f"about {counted(plan.share, 'due card')}"
        if plan.days_left > 1:
            said = (
                f"{plan.days_left} days left, including today: {share} a day,"
                " in addition to cards in learning and new cards."
            )
        else:
            said = f"Last day of the plan: {share}, in addition to cards in learning and new cards."
        if plan.today < min(plan.share, today.waiting.due + today.done.due):
            said += f" Your daily limits allow {plan.today:,} today."
        self.column.say("Catch-up plan", "head", 36)
        self.column.say(said, "quiet")
        self.column.buttons(("Cancel plan", lambda: self._set_plan(0)), main=False)

    def _offer_plans(self, backlog: Backlog) -> None:
        head = "While you were away" if backlog.away else "Backlog"
        self.column.say(head, "head", 36)
        self.column.say(
            "The cards that became due can be spread over several days."
            " Those with the lowest recall come first.",
            "quiet",
        )
        offers = [
            (
                f"Over {length} days ({each:,} a day)",
                lambda length=length: self._set_plan(length),
            )
            for length, each in backlog.offers
        ]
        # Two and two, all of one width.
        made = [
            button for pair in (offers[:2], offers[2:]) for button in self.column.buttons(*pair, main=False)
        ]
        widest = max(button.sizeHint().width() for button in made)
        for button in made:
            button.setMinimumWidth(widest)

    def _set_plan(self, length: int) -> None:
        if self.context.learner.set_plan(length) is None:
            self.open()
