"""Today: one line that says what there is to do, one button, and under it what may be of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attache.base.changes import Changes
from attache.base.dates import DAYS
from attache.base.numbers import counted
from attache.study.days import weekday
from attache.study.overview import Backlog, Core, Overview, Plan, WeekDay, When
from attache.study.scope import ALL_CARDS, Scope
from attache.study.workload import Today
from attache.ui.pages.today.week import DayBar, Week
from attache.ui.shell.context import Context
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.unfinished import Unfinished, unfinished
from attache.ui.widgets.column_page import ColumnPage
from attache.ui.widgets.line import Line
from attache.ui.widgets.recent import recently_viewed
from attache.ui.widgets.words import minutes, share, waiting, whole_minutes

if TYPE_CHECKING:
    # Only for types: rarely needed, so they are imported then.
    from attache.study.exam_plan import ExamPlan
    from attache.ui.pages.today.exam_block import ExamBlock
    from attache.ui.pages.today.refused import WaysOut
    from attache.ui.shell.exam_planning import ExamPlanning

_SHOWN = 4
_TWO_COLUMNS_FROM = 760
_ALONE = 680
"""The widest that a list without another beside it gets, in pixels at 100 %."""


class TodayPage(ColumnPage):
    """Draws the overview of the day; the buttons lead to the other pages."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 980)
        self._first: QPushButton | None = None
        self._grid: QGridLayout | None = None
        self._blocks: list[QWidget] = []
        self._ways_out: WaysOut | None = None
        self._left: Unfinished | None = None
        """The session that is offered to be continued."""
        self.column.look_changed.connect(self._draw)
        self._exam_block: ExamBlock | None = None
        self._plan_shown: ExamPlan | None = None
        self._planning: ExamPlanning | None = None
        self._plan_soon = QTimer(self)
        self._plan_soon.setSingleShot(True)
        self._plan_soon.timeout.connect(self._plan_exam)
        self.column.resized.connect(self._arrange)

    def open(self, **target: Any) -> None:
        """Offer what there is to do now, and put the focus on the first button."""
        if self._left != self._unfinished():
            self._draw()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Say what there is to do now."""
        self._draw()

    def press_default(self) -> None:
        """Press the first button."""
        if self._first is not None:
            self._first.click()

    def _arrange(self) -> None:
        """Put the lists into one column or two."""
        grid = self._grid
        if grid is None:
            return
        across = 2 if self.column.inner_width * 100 / self.context.theme.zoom >= _TWO_COLUMNS_FROM else 1
        for place, block in enumerate(self._blocks):
            grid.addWidget(block, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, across - 1)
        grid.setHorizontalSpacing(self.context.theme.px(56) if across > 1 else 0)

    def _draw(self) -> None:
        had_focus = self.column.holds_focus
        self.column.clear()
        self._first, self._grid, self._blocks, self._exam_block = None, None, [], None
        self._left = self._unfinished()
        overview = self.context.learner.overview()
        if overview is None:
            self._refused()
        elif not overview.has_started:
            self._welcome(overview)
        else:
            self._to_do(overview)
            self._plan(overview)
        self._lists(overview)
        self.column.end()
        if had_focus:
            self.open()

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
        library = self.context.library
        entries = counted(library.entry_count, "entry", "entries")
        cards = counted(library.card_count, "card")
        self.column.say("Look up and learn military diplomacy", "big")
        self.column.say(f"{entries} to look up, and {cards} to learn them in a few minutes a day.", "lead")
        if overview.core.cards:
            self._core(overview.core)
        start = ("Start with a document", self._start_with_document)
        self._first = self.column.buttons(start, self._look_up(), self._help(), above=8)[0]

    def _to_do(self, overview: Overview) -> None:
        # Imported here because the first start paints without it.
        from attache.ui.widgets.full_day import full_day

        today, say = overview.today, self.column.say
        answers, took = counted(today.done.answers, "answer"), minutes(today.done.took)
        done = f"{answers} today so far, {took}." if today.done.answers else ""
        full = full_day(self.context.learner, today, following=overview.next_due)
        if full is not None:
            say(full.title, "big")
            say(f"{done} {full.words}".strip(), "lead")
            more = [(full.more, lambda: self._study(ALL_CARDS, beyond=True))] if full.more else []
            self._first = self.column.buttons(*more, self._choose(), main=False, above=8)[0]
        elif today.off:
            say("A day off", "big")
            say(f"{counted(today.cards, 'card')} can wait until tomorrow. {done}".strip(), "lead")
            self._offer(counted(today.cards, "card"), " anyway")
        else:
            say(f"{counted(today.cards, 'card')}, about {minutes(today.took)}", "big")
            say(f"{waiting(today.due + today.learning, today.new)}. {done}".strip(), "lead")
            self._offer(counted(today.cards, "card"))
        if overview.core.started < overview.core.cards:
            self._core(overview.core)
        if full is None and today.waiting.due > today.due and overview.plan is None:
            left = counted(today.waiting.due - today.due, "more card is", "more cards are")
            say(f"{left} due. They wait because of your daily limits.", "quiet")

    def _core(self, core: Core) -> None:
        """Show how many core cards there are, or how many of them were started, and the time for the rest."""
        if core.started:
            cards = f"{core.started:,} of {core.cards:,} started, about {minutes(core.took)} to go"
        else:
            cards = f"{core.cards:,}, about {minutes(core.took)} including reviews"
        learner = self.context.learner
        exam = learner.settings.exam_on(learner.now().day)
        earlier = "cards from sections that you have read" if exam is None else "those of your exam"
        self.column.say(f"Core cards: {cards}. They come first, after {earlier}.", "quiet")

    def _offer(self, cards: str, after: str = "") -> None:
        """Offer to study everything, and before it to continue a session of a part that was left."""
        left, wanted = self._left, []
        words = f"Study {cards}{after}"
        if left is not None and left.scope.is_everything:
            words = f"Continue: {cards}"
        elif left is not None and (today := self.context.learner.today(left.scope)) and today.cards:
            more = f"Continue {left.scope.words}: {counted(today.cards, 'card')}"
            wanted.append((more, lambda: self._study(left.scope, left.beyond)))
        wanted.append((words, lambda: self._study(ALL_CARDS)))
        self._first = self.column.buttons(*wanted, self._choose(), above=8)[0]

    def _unfinished(self) -> Unfinished | None:
        learner = self.context.learner
        return unfinished(self.context.machine, learner.now().day) if learner.is_available else None

    def _choose(self) -> tuple[str, Callable[[], object]]:
        return "Choose topic", lambda: self.context.open_page("study", choose=True)

    def _study(self, scope: Scope, beyond: bool = False) -> None:
        self.context.open_page("study", scope=scope, beyond=beyond)

    def _start_with_document(self) -> None:
        """Read the guide to the first document; the cards of each document are listed below."""
        self._read(next((guide.id for guide in self.context.library.guides()), ""))

    # A backlog, and the plan for it

    def _plan(self, overview: Overview) -> None:
        if overview.plan is not None:
            self._running_plan(overview.plan, overview.today)
        elif overview.backlog is not None:
            self._offer_plans(overview.backlog)

    def _running_plan(self, plan: Plan, today: Today) -> None:
        over = f"over {counted(plan.days_left, 'more day')}" if plan.days_left > 1 else "until tonight"
        said = f"The backlog is spread {over}, about {counted(plan.share, 'card')} a day."
        if plan.today < min(plan.share, today.waiting.due + today.done.due):
            said += f" Your daily limits allow {plan.today:,} today."
        self.column.say("Your plan", "head", 28)
        self.column.say(said, "quiet")
        self.column.buttons(("Cancel plan", lambda: self._set_plan(0)), main=False)

    def _offer_plans(self, backlog: Backlog) -> None:
        head = "While you were away" if backlog.away else "Backlog"
        self.column.say(head, "head", 28)
        self.column.say(
            f"{counted(backlog.cards, 'card')} became due. You can spread them over several days;"
            " the cards that you have probably forgotten come first.",
            "quiet",
        )
        offers = [
            (f"{length} days, {each} a day", lambda length=length: self._set_plan(length))
            for length, each in backlog.offers
        ]
        self.column.buttons(*offers, main=False)

    def _set_plan(self, length: int) -> None:
        if self.context.learner.set_plan(length) is None:
            self.open()

    # The lists below

    def _lists(self, overview: Overview | None) -> None:
        blocks = [self._recent()]
        if overview is not None:
            blocks.insert(0, self._documents(overview))
            if overview.has_started:
                blocks = [self._exam(overview), self._week(overview), self._fading(overview), *blocks]
            blocks.insert(0, self._reading())
        self._blocks = [block for block in blocks if block is not None]
        if len(self._blocks) == 1:
            self._blocks[0].setMaximumWidth(self.context.theme.px(_ALONE))
            row = QHBoxLayout()
            row.addWidget(self._blocks[0], 1000)
            row.addStretch(1)
            self.column.lay(row, 36)
        else:
            self._grid = QGridLayout()
            self._grid.setVerticalSpacing(self.context.theme.px(36))
            self._arrange()
            self.column.lay(self._grid, 36)

    def _block(self, head: str, *widgets: QWidget) -> QWidget:
        block = QWidget()
        down = QVBoxLayout(block)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        label = PlainLabel(head)
        label.setObjectName("head")
        down.addWidget(label)
        down.addSpacing(self.context.theme.px(8))
        for widget in widgets:
            down.addWidget(widget)
        return block

    def _exam(self, overview: Overview) -> QWidget:
        """Show the exam that comes next, or offer to set a date."""
        exam = self.context.learner.settings.exam_on(overview.day)
        button = QPushButton("Set an exam date" if exam is None else "See the plan")
        button.setAutoDefault(True)
        button.clicked.connect(lambda _on=False: self.context.open_page("exam"))
        if exam is None:
            button.setObjectName("link")
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(button)
            across.addStretch(1)
            return self._block("Exam", row)
        # Imported here because most starts show no exam.
        from attache.ui.pages.today.exam_block import ExamBlock

        self._exam_block = ExamBlock(self.context.theme, exam, overview.day, button)
        if self._plan_shown is not None and self._plan_shown.exam == exam:
            self._exam_block.show_plan(self._plan_shown)
        self._plan_soon.start()
        return self._block("Exam", self._exam_block)

    def _plan_exam(self) -> None:
        """Work out what is expected, in a worker, once the page is painted."""
        from attache.ui.shell.exam_planning import ExamPlanning

        exam = self.context.learner.exams.upcoming
        if exam is None:
            return
        if self._planning is None:
            self._planning = ExamPlanning(self)
            self._planning.planned.connect(self._show_plan)
            self._planning.failed.connect(self.context.report)
        situation = self.context.learner.exams.situation(exam)
        if situation is not None:
            self._planning.ask(situation, exam, compare=False)

    def _show_plan(self, plan: ExamPlan) -> None:
        self._plan_shown = plan
        if self._exam_block is not None:
            self._exam_block.show_plan(plan)

    def finish_pending(self) -> bool:
        """Work out now what is expected on the day of the exam, and wait for it."""
        waited = self._plan_soon.isActive()
        if waited:
            self._plan_soon.stop()
            self._plan_exam()
        return (self._planning is not None and self._planning.wait()) or waited

    def close_down(self) -> None:
        """Stop working."""
        self._plan_soon.stop()
        if self._planning is not None:
            self._planning.close_down()

    def _week(self, overview: Overview) -> QWidget:
        bars = [self._day_bar(each, overview.today) for each in overview.week]
        return self._block("This week, in minutes", Week(self.context.theme, bars))

    def _day_bar(self, each: WeekDay, today: Today) -> DayBar:
        """Return the bar of a day; what is ahead takes as long as due cards have taken so far."""
        place = weekday(each.day)
        ahead, is_today = each.when is When.AHEAD, each.when is When.TODAY
        took = today.pace.milliseconds(each.number, 0, 0) if ahead else each.took
        said = f"{counted(each.number, 'card')} due" if ahead else counted(each.number, "answer")
        said += f", {minutes(took)}" if each.number else ""
        left = whole_minutes(today.took) if is_today and today.cards and not today.off else 0
        if is_today:
            said += f" so far, {minutes(today.took)} left" if left else " so far"
        done = whole_minutes(took)
        off = self.context.learner.settings.is_off(each.day)
        return DayBar(DAYS[place][0], DAYS[place], done + left, each.when, said, done, off)

    def _fading(self, overview: Overview) -> QWidget | None:
        recall = dict(overview.fading[:_SHOWN])
        lines = [
            self._entry_line(Line(self.context.theme, row.title, share(recall[row.id]), row.kind), row.id)
            for row in self.context.library.rows_by_id(list(recall))
        ]
        return self._block("Fading, with the chance of recall", *lines) if lines else None

    def _documents(self, overview: Overview) -> QWidget:
        lines = []
        for document in self.context.library.documents():
            counts = overview.documents.get(document.id)
            if counts is None or not counts.cards:
                continue
            started, cards = counts.started, counted(counts.cards, "card")
            # In half a page, beside a bar, most of the titles would be cut.
            title = document.short if overview.has_started else document.title
            aside, done = ("", started / counts.cards) if overview.has_started else (cards, -1.0)
            line = Line(self.context.theme, title, aside, share=done)
            said = f"{document.title}: {started:,} of {cards} started."
            set_tip(line, f"{said} Study it.")
            line.setAccessibleDescription(said)
            scope = Scope(document=document.id, words=document.short)
            line.clicked.connect(lambda _on=False, scope=scope: self._study(scope))
            lines.append(line)
        return self._block("Documents", *lines)

    def _reading(self) -> QWidget | None:
        """Offer to go on reading where reading stopped last."""
        place = self.context.learner.last_place()
        guides = self.context.library.guides() if place is not None else ()
        for guide in guides:
            for section in guide.sections:
                if place is not None and section.id == place.section:
                    of = f"Section {section.number} of {len(guide.sections)}"
                    line = Line(self.context.theme, section.title, of)
                    set_tip(line, f"{guide.title}: go on reading.")
                    line.clicked.connect(lambda _on=False, id_=guide.id: self._read(id_))
                    return self._block("Continue reading", line)
        return None

    def _read(self, guide: str) -> None:
        self.context.open_page("documents", guide=guide)

    def _recent(self) -> QWidget | None:
        lines = [
            self._entry_line(Line(self.context.theme, row.title, when, row.kind), row.id)
            for row, when in recently_viewed(self.context)[:_SHOWN]
        ]
        return self._block("Recently viewed", *lines) if lines else None

    def _entry_line(self, line: Line, entry: str) -> Line:
        line.clicked.connect(lambda _on=False: self.context.open_entry(entry))
        return line
