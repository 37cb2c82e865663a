"""The Progress page: figures and charts of one report, which is worked out in the background."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QPushButton, QVBoxLayout

from attache.base.changes import ChangeKind, Changes
from attache.learner.report import Report
from attache.study.accuracy import Accuracy
from attache.ui.pages.progress import Needs
from attache.ui.pages.progress.bars import DifficultyChart, DueChart, FitChart, StabilityChart, TimeChart
from attache.ui.pages.progress.chart import Chart
from attache.ui.pages.progress.days import DaysChart
from attache.ui.pages.progress.headline import BETWEEN, TWO_COLUMNS_FROM, Headline
from attache.ui.pages.progress.lists import DocumentChart, HardestChart, PartChart
from attache.ui.pages.progress.readiness import ReadinessChart
from attache.ui.pages.progress.section import Section
from attache.ui.pages.progress.shares import CalibrationChart, RetentionChart
from attache.ui.pages.progress.told import Offer
from attache.ui.shell.context import Context
from attache.ui.widgets.column_page import ColumnPage
from attache.ui.widgets.words import NOT_OPEN

_CHARTS: tuple[tuple[type[Chart], int], ...] = (
    (DueChart, 0),
    (ReadinessChart, 1),
    (RetentionChart, 1),
    (PartChart, 0),
    (CalibrationChart, 1),
    (HardestChart, 1),
    (DocumentChart, 0),
    (TimeChart, 0),
    (StabilityChart, 1),
    (DifficultyChart, 1),
    (FitChart, 0),
)
"""The charts below the calendar, and in which of two columns they stand."""

_QUICK = 20_000
"""Reviews whose accuracy is calculated in a moment (0.2 s), so that the page need not change twice."""


class ProgressPage(ColumnPage):
    """Shows the last report until the next one is there; nothing is worked out while nothing has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 980)
        self.report: Report | None = None
        self.headline: Headline | None = None
        self.sections: list[Section] = []
        self._columns: tuple[QVBoxLayout, QVBoxLayout] | None = None
        self._grid: QGridLayout | None = None
        self._first: QPushButton | None = None
        self._is_stale = True
        self._is_working = False
        self._file = 0
        """Counts the progress files that were there, so that no report about one before is shown."""
        self.column.look_changed.connect(self._apply_theme)
        context.learner.replacing.connect(self._forget)
        self.column.resized.connect(self._arrange)

    # What the window calls

    def open(self, **target: Any) -> None:
        """Put the focus on the first button, if there is one yet; go on with what was cancelled."""
        if self.report is not None and self.context.learner.is_available:
            self._work_out()
        first = self._first_button()
        if first is None:
            super().open(**target)
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        """Work the report out again, unless only time has passed within the day that it is about."""
        learner = self.context.learner
        is_time = changes.kinds == {ChangeKind.TIME}
        if is_time and learner.is_available and self.report and self.report.day == learner.now().day:
            return
        self._is_stale = True
        overview = learner.overview()
        if overview is None or not overview.has_started:
            self._forget()
        if overview is None:
            self._say(
                "Your progress cannot be shown",
                NOT_OPEN,
                ("Open Today", lambda: self.context.open_page("today")),
            )
        elif not overview.has_started:
            self._say(
                "Your progress will be here",
                "After your first answers, this page shows what you know, what you forget and when, how much"
                " is due, and how much time it takes.",
                ("Study your first cards", lambda: self.context.open_page("study")),
                ("Help", lambda: self.context.open_page("help")),
            )
        else:
            if self.report is None and not self._is_working:
                self._say("", "Calculating your statistics…")
            self._work_out()

    def press_default(self) -> None:
        """Press the first button."""
        first = self._first_button()
        if first is not None:
            first.click()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {"progress-tables": self._turn_all}

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        return (Needs.CHARTS,) if self.sections else ()

    def checked(self) -> Collection[str]:
        """Return the command that is checked: whether all tables are shown."""
        return ("progress-tables",) if self._shows_tables else ()

    # The report

    def _work_out(self) -> None:
        if self._is_working or not self._is_stale:
            return
        self._is_stale, self._is_working = False, True
        self.context.maintenance.report(*self._replies(self._take))

    def _replies(
        self, done: Callable[..., None]
    ) -> tuple[Callable[..., None], Callable[..., None], Callable[..., None]]:
        """Return what is called when work has ended, failed or was cancelled, if the file is the same."""
        reply = partial(partial, self._reply, self._file)
        return reply(done), reply(self._fail), reply(self._cancel)

    def _reply(self, file: int, act: Callable[..., None], *result: object) -> None:
        if file == self._file:
            act(*result)

    def _take(self, report: Report) -> None:
        """Start working out the accuracy; show a long history first, with the accuracy of the last report."""
        if report.figures.reviews > _QUICK:
            last = None if self.report is None else self.report.accuracy
            self._show(replace(report, accuracy=last))
        self.context.maintenance.accuracy(*self._replies(partial(self._complete, report)))

    def _complete(self, report: Report, accuracy: Accuracy) -> None:
        """Show all of a report; work out the next one if something has changed."""
        self._is_working = False
        self._show(replace(report, accuracy=accuracy))
        if self.isVisible():
            self._work_out()

    def _fail(self, error: Exception) -> None:
        self.context.report(error)
        self._cancel()

    def _cancel(self) -> None:
        """Keep what is shown, and offer to try again where nothing is."""
        self._is_working, self._is_stale = False, True
        if self.report is None:
            again = ("Calculate statistics", partial(self.refresh, Changes.of(ChangeKind.REVIEWS)))
            self._say("", "Your statistics were not calculated.", again)

    def _forget(self) -> None:
        """Forget the report, and the one that is being worked out: their progress is not there any more."""
        self.report = None
        self._file += 1
        self._is_working, self._is_stale = False, True

    # What is shown

    def _say(self, title: str, words: str, *buttons: tuple[str, Callable[[], object]]) -> None:
        """Show a text with buttons instead of the charts."""
        had_focus = self.column.holds_focus or self.hasFocus()
        self._clear()
        if title:
            self.column.say(title, "big")
        self.column.say(words, "lead")
        if buttons:
            self._first = self.column.buttons(*buttons, main=bool(title), above=8)[0]
        self.column.end()
        if had_focus:
            self.open()
        self.state_changed.emit()

    def _show(self, report: Report) -> None:
        self.report = report
        had_focus = self.hasFocus()
        is_first = not self.sections
        if is_first:
            had_focus = had_focus or self.column.holds_focus
            self._make()
        if self.headline is not None:
            self.headline.show_report(report, self.context.learner.settings)
        for section in self.sections:
            section.show_report(report)
        if is_first:
            self.column.end()
        if had_focus:
            self.open()
        self.state_changed.emit()

    def _make(self) -> None:
        """Make the parts, which show nothing yet."""
        self._clear()
        self.headline = Headline(self.context.theme)
        self.column.add(self.headline)
        self._grid = QGridLayout()
        self._columns = QVBoxLayout(), QVBoxLayout()
        days = self._section(DaysChart)
        for kind, _ in _CHARTS:
            self._section(kind)
        self._grid.addWidget(days, 0, 0, 1, 2)
        for number, column in enumerate(self._columns):
            column.addStretch(1)
            self._grid.addLayout(column, 1, number)
        self.column.lay(self._grid, 16)
        self._arrange()

    def _section(self, kind: type[Chart]) -> Section:
        section = Section(self.context, kind(self.context))
        section.chosen.connect(self._follow)
        section.turned.connect(self.state_changed)
        self.sections.append(section)
        return section

    def _clear(self) -> None:
        self.column.clear()
        self.headline, self.sections = None, []
        self._columns, self._grid, self._first = None, None, None

    def _arrange(self) -> None:
        """Put the charts into one column or two."""
        if self._grid is None or self._columns is None or self.headline is None:
            return
        px, width = self.context.theme.px, self.column.width()
        across = 2 if width >= px(TWO_COLUMNS_FROM) else 1
        self.headline.arrange(width)
        for section, (_, place) in zip(self.sections[1:], _CHARTS, strict=True):
            for column in self._columns:
                column.removeWidget(section)
            column = self._columns[place if across == 2 else 0]
            column.insertWidget(column.count() - 1, section)
        for column in self._columns:
            column.setSpacing(px(40))
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < across else 0)
        self._grid.setHorizontalSpacing(px(BETWEEN) if across == 2 else 0)
        self._grid.setVerticalSpacing(px(40))

    def _apply_theme(self) -> None:
        """Take sizes and colours; rows are made again at their new size."""
        for section in self.sections:
            section.apply_theme()
            if self.report is not None:
                section.show_report(self.report)
        self._arrange()

    def _first_button(self) -> QAbstractButton | None:
        if self._first is not None:
            return self._first
        for section in self.sections[:1]:
            return section.offers[0] if section.offers else section.turn
        return None

    # What is done

    @property
    def _shows_tables(self) -> bool:
        shown = [section for section in self.sections if not section.turn.isHidden()]
        return bool(shown) and all(section.shows_table for section in shown)

    def _turn_all(self) -> None:
        """Show all tables, or all charts again."""
        wanted = not self._shows_tables
        for section in self.sections:
            section.show_table(wanted)

    def _follow(self, offer: Offer) -> None:
        """Go where a button leads."""
        self.context.open_page(offer.page, **offer.target)
