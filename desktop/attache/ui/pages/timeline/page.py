"""The Timeline page: filters, the chart, and beside it the list that says the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attache.base.numbers import counted
from attache.library.filters import NO_FILTERS, Filters
from attache.library.timeline import Event
from attache.ui.pages.timeline import Needs
from attache.ui.pages.timeline.chart import TimelineChart
from attache.ui.pages.timeline.event_list import EventList
from attache.ui.pages.timeline.filters import TimelineFilters
from attache.ui.shell.context import Context
from attache.ui.shell.page import Page
from attache.ui.shell.plain import set_tip
from attache.ui.widgets.choice import Choice
from attache.ui.widgets.empty import EmptyPanel

_LIST = 312
"""The width of the list beside the chart at 100 %, in pixels."""
_BOTH_FROM = 860
"""The width of the page at 100 %, in pixels, from which chart and list stand side by side."""
_ONE_LINE_FROM = 640
"""The width of the page at 100 %, in pixels, from which the filters stand beside what zooms the chart."""
_LIST_FIRST = 0


class TimelinePage(Page):
    """Chart and list always show the same events, and the same one is selected in both."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._theme, self._library = context.theme, context.library
        self._themes = [(theme.id, theme.title) for theme in context.library.themes()]
        self._left: dict[Filters, Sequence[Event]] = {}
        self.events: Sequence[Event] = ()
        """What the filters leave, in order of time."""
        self.chosen = NO_FILTERS
        self.focused = ""
        """The id of the entry that stands out, "" for none."""
        documents = [(each.id, each.title) for each in context.library.documents()]
        titles = {"theme": self._themes, "document": documents}
        self.filters = TimelineFilters(context.theme, titles, self._left_by)
        self.chart = TimelineChart(context.theme)
        self.list = EventList(context.theme)
        self.nothing = EmptyPanel(context.theme, "Show all dates")
        self.view = Choice(context.theme, ("List", "Chart"))
        self._tools = QWidget()
        self._buttons = {
            "timeline-out": self._button("", "timeline-out"),
            "timeline-in": self._button("", "timeline-in"),
            "timeline-whole": self._button("Fit", "timeline-whole"),
        }
        self.entry = self._button("Open entry", "timeline-entry", "primary")
        self.focus = self._button("Focus", "timeline-focus", "")
        self._arrange()
        self._connect()
        self._show(NO_FILTERS)
        self._apply_theme()

    # What the window calls

    def open(self, entry: str = "", **target: Any) -> None:
        """Focus on an entry if one is given; the chart gets the keys, or the list where it is alone."""
        if entry:
            self._show(NO_FILTERS, entry)
        self._take_focus()

    @property
    def place(self) -> tuple[tuple[str, ...], int]:
        """The entry that is focused on; Back leads to it."""
        return ((self.focused,) if self.focused else ()), 0

    def go_to(self, entries: tuple[str, ...], scroll: int) -> None:
        """Focus on an entry again, or on none; what is selected stays so if it can."""
        wanted = next(iter(entries), "")
        if wanted != self.focused:
            self._show(NO_FILTERS if wanted else self.chosen, wanted)
        self._take_focus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {
            "timeline-entry": lambda: self._open_entry(self.chart.current),
            "timeline-focus": self._turn_focus,
            "timeline-in": self.chart.zoom_in,
            "timeline-out": self.chart.zoom_out,
            "timeline-whole": self.chart.show_whole,
        }

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        met = {
            Needs.SHOWN: self.chart.isVisible(),
            Needs.SELECTED: self.chart.current >= 0,
        }
        return [need for need, is_met in met.items() if is_met]

    def leave(self) -> bool:
        """Leave the focus, then remove the filters; return False if there are none."""
        if self.focused:
            self._show(self.chosen)
        elif self.chosen != NO_FILTERS:
            self._show(NO_FILTERS)
        else:
            return False
        return True

    # What is shown

    def _show(self, filters: Filters, focused: str = "") -> None:
        """Show what some filters leave, focused on an entry with dates; the selection stays if it can."""
        selected, events = self._event(), self._left_by(filters)
        own = [number for number, each in enumerate(events) if each.entry.id == focused]
        focused = focused if own else ""
        self.chosen, self.focused = filters, focused
        if events is not self.events:
            self.events = events
            self.chart.show_events(events, self._themes)
        related = self._library.related(focused) if focused else frozenset[int]()
        self.chart.emphasise(focused, related)
        title = events[own[0]].entry.title if own else ""
        self.filters.show_filters(filters, title)
        if focused:
            near = [number for number, each in enumerate(events) if each.n in related]
            groups = [
                (f"{counted(len(own), 'date')}: {title}", own),
                ("Dates of related entries", [number for number in near if number not in own]),
            ]
        else:
            groups = [("", list(range(len(events))))]
        self.list.rows.show_groups(events, groups)
        if selected is not None and selected in events and focused in ("", selected.entry.id):
            self._select(events.index(selected))
        else:
            self._select(own[0] if own else -1)
        if self._library.timeline():
            self.nothing.say("No dates match. Remove a filter.", offers_all=True)
        else:
            self.nothing.say("The entries of this library have no dates.", offers_all=False)
        self._fit()

    def _left_by(self, filters: Filters) -> Sequence[Event]:
        """Return the events of the entries that pass some filters."""
        if filters not in self._left:
            every = self._library.timeline()
            passing = frozenset(self._library.browse(filters)) if filters != NO_FILTERS else None
            self._left[filters] = (
                every if passing is None else tuple(event for event in every if event.n in passing)
            )
        return self._left[filters]

    def _event(self) -> Event | None:
        """Return the selected event."""
        return self.events[self.chart.current] if self.chart.current >= 0 else None

    def _select(self, number: int) -> None:
        """Select an event in chart and list."""
        if number != self.chart.current:
            self.chart.select(number)
        if self.list.number != number:
            self.list.select_number(number)
        for button in (self.entry, self.focus):
            button.setEnabled(number >= 0)
        self._name_focus()
        self.state_changed.emit()

    def _name_focus(self) -> None:
        event = self._event()
        leaves = event is not None and event.entry.id == self.focused
        self.focus.setText("Show all" if leaves else "Focus")
        self.focus.setAccessibleName("Show all entries" if leaves else "Focus on this entry")

    def _turn_focus(self) -> None:
        """Focus on the entry of the selected event, or leave the focus on it."""
        event = self._event()
        if event is not None:
            self._show(self.chosen, "" if event.entry.id == self.focused else event.entry.id)

    def _open_entry(self, number: int) -> None:
        if number >= 0:
            self.context.open_entry(self.events[number].entry.id)

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

    def _arrange(self) -> None:
        self._panes, self._side, self._foot = QStackedWidget(), QWidget(), QWidget()
        self._foot.setObjectName("ratingBar")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        both, self._body = QWidget(), QHBoxLayout()
        both.setLayout(self._body)
        self._panes.addWidget(both)
        self._panes.addWidget(self.nothing)
        tools = self._tool_row = QHBoxLayout(self._tools)
        tools.addWidget(self.view)
        for button in self._buttons.values():
            tools.addWidget(button)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(self.filters, 1)
        head.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        side = QVBoxLayout(self._side)
        side.addWidget(self.list, 1)
        side.addWidget(self._foot)
        foot = self._foot_row = QHBoxLayout(self._foot)
        foot.addWidget(self.entry)
        foot.addWidget(self.focus)
        foot.addStretch(1)
        self._body.addWidget(self.chart, 1)
        self._body.addWidget(self._side)
        down = QVBoxLayout(self)
        down.addLayout(head)
        down.addWidget(self._panes, 1)
        for layout in (tools, side, self._body, down):
            layout.setContentsMargins(0, 0, 0, 0)
        for layout in (side, self._body, down):
            layout.setSpacing(0)
        self.view.show_chosen(_LIST_FIRST)

    def _connect(self) -> None:
        self.filters.changed.connect(lambda filters: self._show(filters, self.focused))
        self.nothing.all_wanted.connect(lambda: self._show(NO_FILTERS))
        self.nothing.help_wanted.connect(self.context.commands["help"].trigger)
        self.filters.all_wanted.connect(lambda: self._show(self.chosen))
        self.chart.selected.connect(self._select)
        self.chart.opened.connect(self._open_entry)
        self.list.selectionModel().currentChanged.connect(self._follow_list)
        self.list.activated.connect(lambda index: self._open_entry(self.list.rows.numbers[index.row()]))
        self.view.chosen.connect(self._fit)
        self._theme.changed.connect(self._apply_theme)

    def _take_focus(self) -> None:
        """Give the keys to what is in view: they stay on the list while both are."""
        has_list = self.list.hasFocus() or self.chart.isHidden()
        shown: QWidget = self.list if has_list and not self._side.isHidden() else self.chart
        if not self.events:
            shown = self.filters.kinds[None]
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_list(self, index: QModelIndex) -> None:
        if index.isValid():
            number = self.list.rows.numbers[index.row()]
            if number != self.chart.current:  # otherwise the list has followed the chart
                self._select(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit chart and list into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show chart and list, or where only one has room the chosen one."""
        # If it were hidden with the focus, the focus would jump to the next widget of the window.
        leaves = QApplication.focusWidget() in (self.chart, self.list)
        width = self.width() * 100 / self._theme.zoom
        both, way = width >= _BOTH_FROM, QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if width >= _ONE_LINE_FROM else way.TopToBottom)
        shows_list = both or self.view.at == _LIST_FIRST
        shows_chart = both or not shows_list
        self._side.setFixedWidth(self._theme.px(_LIST)) if both else self._side.setMaximumWidth(16_777_215)
        if not both:
            self._side.setMinimumWidth(0)
        # The list reaches the edge of the page; its texts stand below the chips.
        self._body.setContentsMargins(self._theme.px(16) if shows_chart else 0, 0, 0, 0)
        self.view.setVisible(not both)
        self._side.setVisible(shows_list)
        self.chart.setVisible(shows_chart)
        for button in self._buttons.values():
            button.setVisible(shows_chart)
        self._panes.setCurrentIndex(0 if self.events else 1)
        if leaves:
            self._take_focus()
        self.state_changed.emit()

    def _apply_theme(self) -> None:
        px, colours = self._theme.px, self._theme.palette
        self._head.setContentsMargins(px(16), px(10), px(16), px(8))
        self._head.setSpacing(px(12))
        self._tool_row.setSpacing(px(4))
        self.view.keep_in_one_line()
        self._foot_row.setContentsMargins(px(16), px(10), px(16), px(10))
        for name, icon in (("timeline-out", "zoom-out"), ("timeline-in", "zoom-in")):
            self._buttons[name].setIcon(self._theme.icon(icon, colours.ink))
            self._buttons[name].setIconSize(QSize(px(18), px(18)))
        for button in (*self._buttons.values(), self.entry, self.focus):
            button.setFixedHeight(px(32 if button in self._buttons.values() else 36))
        self._fit()
