"""A page with filters, a chart of entries, and beside it the list that says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attache.library.filters import NO_FILTERS, Filters
from attache.ui.shell.context import Context
from attache.ui.shell.page import Page
from attache.ui.shell.plain import set_tip
from attache.ui.widgets.chart_view import ChartView
from attache.ui.widgets.choice import Choice
from attache.ui.widgets.empty import EmptyPanel
from attache.ui.widgets.entry_filters import EntryFilters

CHARTS = (("map", "Map"), ("timeline", "Timeline"))
"""The pages of this kind, by id and title: each has a switch that leads to the others."""
_BOTH_FROM = 860
"""The width of the page at 100 %, in pixels, from which chart and list stand side by side."""
_ROOMY_FROM = 480
"""The width of the page at 100 %, in pixels, from which tools say all their words and stand well apart."""
_LIST_FIRST = 0
_LIST, _WIDE_FROM, _WIDE_LIST = 312, 1400, 360
"""How wide the list beside the chart is, from which width of the page it is wider, and how wide.

All in pixels at 100 %.
"""
_SIDE, _TOOL, _CHIP, _APART = 16, 32, 28, 16
"""The margin at the sides, the heights of what zooms and of a chip, and the space between groups of tools.

All in pixels at 100 %.
"""


class ChartPage(Page):
    """A subclass makes the parts, calls ``arrange``, and shows in both chart and list what filters leave.

    Its commands are named after the page: ``NAME-entry``, ``-focus``, ``-in``, ``-out`` and ``-whole``.
    """

    margins = (16, 0, 0, 0)
    """Around the chart at 100 %, in pixels: left, top, right, bottom."""

    def __init__(self, context: Context, name: str, nothing: str) -> None:
        """``nothing`` is on the button that removes the filters where they leave nothing."""
        super().__init__(context)
        self._theme, self._library, self._name = context.theme, context.library, name
        self.chosen = NO_FILTERS
        self.focused = ""
        """The id of the entry that stands out, "" for none."""
        self._themes = [(theme.id, theme.title) for theme in context.library.themes()]
        documents = [(each.id, each.title) for each in context.library.documents()]
        self._titles = {"theme": self._themes, "document": documents}
        self.nothing = EmptyPanel(context.theme, nothing, margin=_SIDE)
        self.view = Choice(context.theme, ("List", "Chart"), height=_CHIP)
        self.switch = Choice(context.theme, [title for _, title in CHARTS], height=_CHIP)
        self._tools = QWidget()
        words = {"out": "", "in": "", "whole": f"Whole {name}"}
        self._buttons = {part: self._button(text, f"{name}-{part}") for part, text in words.items()}
        self.entry = self._button("Open entry", f"{name}-entry", "primary")
        self.focus = self._button("Focus", f"{name}-focus", "")

    # What a subclass says

    @property
    def is_empty(self) -> bool:
        """Whether the filters leave nothing."""
        raise NotImplementedError

    @property
    def selected_entry(self) -> str:
        """The id of the selected entry, "" for none."""
        raise NotImplementedError

    def show_entries(self, filters: Filters, focused: str = "") -> None:
        """Show what some filters leave, focused on an entry."""
        raise NotImplementedError

    # What the window calls

    def open(self, entry: str = "", **target: Any) -> None:
        """Focus on an entry if one is given; the chart gets the keys, or the list where it is alone."""
        if entry:
            self.show_entries(NO_FILTERS, entry)
        self.take_focus()

    @property
    def place(self) -> tuple[tuple[str, ...], int]:
        """The entry that is focused on; Back leads to it."""
        return ((self.focused,) if self.focused else ()), 0

    def go_to(self, entries: tuple[str, ...], scroll: int) -> None:
        """Focus on an entry again, or on none; what is selected stays so if it can."""
        wanted = next(iter(entries), "")
        if wanted != self.focused:
            self.show_entries(NO_FILTERS if wanted else self.chosen, wanted)
        self.take_focus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        parts = {
            "entry": self.open_selected,
            "focus": self._turn_focus,
            "in": self._chart.zoom_in,
            "out": self._chart.zoom_out,
            "whole": self._chart.show_whole,
        }
        return {f"{self._name}-{part}": act for part, act in parts.items()}

    def leave(self) -> bool:
        """Leave the focus, then remove the filters; return False if there are none."""
        if self.focused:
            self.show_entries(self.chosen)
        elif self.chosen != NO_FILTERS:
            self.show_entries(NO_FILTERS)
        else:
            return False
        return True

    # What is selected

    def show_selection(self) -> None:
        """Let the buttons say what they do with the selected entry."""
        entry = self.selected_entry
        for button in (self.entry, self.focus):
            button.setEnabled(bool(entry))
        leaves = bool(entry) and entry == self.focused
        self.focus.setText("Show all" if leaves else "Focus on this entry")
        words = "Show all entries" if leaves else "Highlight this entry and its related entries"
        self.focus.setAccessibleName(words if leaves else self.focus.text())
        set_tip(self.focus, words)
        self.state_changed.emit()

    def open_selected(self) -> None:
        """Open the selected entry."""
        if self.selected_entry:
            self.context.open_entry(self.selected_entry)

    def _turn_focus(self) -> None:
        """Focus on the selected entry, or leave the focus on it."""
        entry = self.selected_entry
        if entry:
            self.show_entries(self.chosen, "" if entry == self.focused else entry)

    # Parts

    def _button(self, words: str, command: str, name: str = "flat") -> QPushButton:
        """Return a button that runs a command of the page."""
        action: QAction = self.context.commands[command]
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(words or action.text().replace("&", ""))
        button.setAutoDefault(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(button, action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _enable(self, button: QPushButton, on: bool) -> None:
        """Enable a button or disable it; the focus goes to what is shown and not to the next button."""
        if button.hasFocus() and not on:
            self.take_focus()
        button.setEnabled(on)

    def arrange(self, filters: EntryFilters, chart: ChartView, rows: QListView) -> None:
        """Put the parts together."""
        self._filters, self._chart, self._rows = filters, chart, rows
        self._panes, self._side, self._foot = QStackedWidget(), QWidget(), QWidget()
        self._between, above = QFrame(), QFrame()
        for rule in (self._between, above):
            rule.setObjectName("hairline")
        self._between.setFixedWidth(1)
        above.setFixedHeight(1)
        both, self._body = QWidget(), QHBoxLayout()
        both.setLayout(self._body)
        self._panes.addWidget(both)
        self._panes.addWidget(self.nothing)
        tools = self._tool_row = QHBoxLayout(self._tools)
        self._zooms = QWidget()
        zoom_row = self._zoom_row = QHBoxLayout(self._zooms)
        for part, button in self._buttons.items():
            zoom_row.addWidget(button)
            action = self.context.commands[f"{self._name}-{part}"]
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(partial(self._enable, button))
        tools.addWidget(self.view, 0, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(self._zooms)
        tools.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        head = self._head = QHBoxLayout()
        head.addWidget(filters, 1)
        head.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignTop)
        side = self.side = QVBoxLayout(self._side)
        side.addWidget(rows, 1)
        side.addWidget(above)
        side.addWidget(self._foot)
        foot = self._foot_row = QHBoxLayout(self._foot)
        foot.addWidget(self.entry)
        foot.addWidget(self.focus)
        foot.addStretch(1)
        self._frame = QWidget()
        self._around = QVBoxLayout(self._frame)
        self._around.addWidget(chart)
        self._body.addWidget(self._frame, 1)
        self._body.addWidget(self._between)
        self._body.addWidget(self._side)
        down = QVBoxLayout(self)
        down.addLayout(head)
        down.addWidget(self._panes, 1)
        keeps = self._zooms.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._zooms.setSizePolicy(keeps)
        for layout in (zoom_row, tools, side, self._around, self._body, down):
            layout.setContentsMargins(0, 0, 0, 0)
        for layout in (side, self._body, down):
            layout.setSpacing(0)
        self.view.show_chosen(_LIST_FIRST)

        here = [page for page, _ in CHARTS].index(self._name)
        self.switch.show_chosen(here)
        self.switch.chosen.connect(self._switch)
        filters.changed.connect(lambda wanted: self.show_entries(wanted, self.focused))
        filters.all_wanted.connect(lambda: self.show_entries(self.chosen))
        self.nothing.all_wanted.connect(lambda: self.show_entries(NO_FILTERS))
        self.nothing.help_wanted.connect(self.context.commands["help"].trigger)
        self.view.chosen.connect(self.fit)
        chart.zoomed.connect(self.state_changed)
        self._theme.changed.connect(self._apply_theme)
        self.show_entries(NO_FILTERS)
        self._apply_theme()

    def _switch(self, number: int) -> None:
        """Open the other chart, focused on the same entry if there is one."""
        self.switch.show_chosen([page for page, _ in CHARTS].index(self._name))
        page = CHARTS[number][0]
        if page != self._name:
            self.context.open_page(page, entry=self.focused)

    def take_focus(self) -> None:
        """Give the keys to what is in view: they stay on the list while both are."""
        has_list = self._rows.hasFocus() or self._chart.isHidden()
        shown: QWidget = self._rows if has_list and not self._side.isHidden() else self._chart
        if self.is_empty:
            shown = self._filters.kinds[None]
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit chart and list into the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show chart and list, or where only one has room the chosen one."""
        # If it were hidden with the focus, the focus would jump to the next widget of the window.
        leaves = QApplication.focusWidget() in (self._chart, self._rows)
        width = self.width() * 100 / self._theme.zoom
        both = width >= _BOTH_FROM
        self._put_tools(both)
        self._tool_row.setSpacing(self._theme.px(_APART if width >= _ROOMY_FROM else 8))
        self._between.setVisible(both)
        shows_list = both or self.view.at == _LIST_FIRST
        shows_chart = both or not shows_list
        list_width = _WIDE_LIST if width >= _WIDE_FROM else _LIST
        self._side.setFixedWidth(self._theme.px(list_width)) if both else self._side.setMaximumWidth(
            16_777_215
        )
        if not both:
            self._side.setMinimumWidth(0)
        # The list reaches the edge of the page; its texts stand below the chips.
        margins = [self._theme.px(margin) if shows_chart else 0 for margin in self.margins]
        self._around.setContentsMargins(*margins)
        self.view.setVisible(not both)
        self._side.setVisible(shows_list)
        self._frame.setVisible(shows_chart)
        self._chart.setVisible(shows_chart)
        whole = f"Whole {self._name}" if width >= _ROOMY_FROM else "Fit"
        self._buttons["whole"].setText(whole)
        self._zooms.setVisible(shows_chart)
        self._zooms.updateGeometry()  # a hidden widget does not announce its new size
        self._panes.setCurrentIndex(1 if self.is_empty else 0)
        # The list gets lower when the filters take many lines.  What is not shown needs no room.
        self._rows.setMinimumHeight(self._theme.px(28))
        self._panes.setMinimumHeight(0 if self.is_empty else 1)
        if leaves:
            self.take_focus()
        self.state_changed.emit()

    def _put_tools(self, in_line: bool) -> None:
        """Put the tools beside the filters, or after the last one if these take several lines anyway."""
        px = self._theme.px
        height = px(_TOOL if in_line else _CHIP)
        for button in self._buttons.values():
            button.setFixedHeight(height)
        self._tools.setFixedHeight(height)
        self._head.setSpacing(px(8))
        if in_line and self._tools.parentWidget() is self._filters:
            self._filters.flow.removeWidget(self._tools)
            self._head.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignTop)
            self._tool_row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        elif not in_line and self._tools.parentWidget() is not self._filters:
            self._head.removeWidget(self._tools)
            self._filters.flow.addWidget(self._tools)
            # The zoom keeps its room at the end while the list is shown, so that the switches stay in place.
            self._tool_row.addWidget(self._zooms)
        self._filters.flow.set_apart(self._tools, px(_APART))

    def _apply_theme(self) -> None:
        px, colours = self._theme.px, self._theme.palette
        self._head.setContentsMargins(px(_SIDE), px(10), px(_SIDE), px(8))
        # The first line of chips stands in line with the tools, which are higher.
        self._filters.setContentsMargins(0, px(_TOOL - _CHIP) // 2, 0, 0)
        self._zoom_row.setSpacing(px(4))
        self.view.keep_in_one_line()
        self.switch.keep_in_one_line()
        self._foot_row.setContentsMargins(px(_SIDE), px(10), px(_SIDE), px(10))
        for name, icon in (("out", "zoom-out"), ("in", "zoom-in")):
            self._buttons[name].setIcon(self._theme.icon(icon, colours.ink))
            self._buttons[name].setIconSize(QSize(px(18), px(18)))
        self._foot_row.setSpacing(px(8))
        for button in (self.entry, self.focus):
            button.setFixedHeight(px(36))
        self.fit()
