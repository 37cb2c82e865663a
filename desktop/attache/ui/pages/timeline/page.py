"""The Timeline page: filters, the chart, and beside it the list that says the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex

from attache.base.numbers import counted
from attache.library.filters import NO_FILTERS, Filters
from attache.library.timeline import Event
from attache.ui.pages.timeline import Needs
from attache.ui.pages.timeline.chart import TimelineChart
from attache.ui.pages.timeline.event_list import EventList
from attache.ui.shell.context import Context
from attache.ui.widgets.chart_page import ChartPage
from attache.ui.widgets.entry_filters import EntryFilters


class TimelinePage(ChartPage):
    """Chart and list always show the same events, and the same one is selected in both."""

    margins = (16, 0, 6, 0)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "timeline", "Show all dates")
        self._left: dict[Filters, Sequence[Event]] = {}
        self.events: Sequence[Event] = ()
        """What the filters leave, in order of time."""
        self.filters = EntryFilters(context.theme, self._titles, self._left_by, unit="dates")
        self.chart = TimelineChart(context.theme)
        self.list = EventList(context.theme)
        self.chart.selected.connect(self._select)
        self.chart.opened.connect(self._open_entry)
        self.list.selectionModel().currentChanged.connect(self._follow_list)
        self.list.activated.connect(lambda index: self._open_entry(self.list.rows.numbers[index.row()]))
        self.arrange(self.filters, self.chart, self.list)

    @property
    def is_empty(self) -> bool:
        """Whether the filters leave nothing."""
        return not self.events

    @property
    def selected_entry(self) -> str:
        """The id of the entry of the selected event, "" for none."""
        event = self._event()
        return event.entry.id if event else ""

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        shown = self.chart.isVisible()
        met = {
            Needs.LARGER: shown and self.chart.zoom < self.chart.most_zoom,
            Needs.SMALLER: shown and self.chart.zoom > 1,
            Needs.SELECTED: self.chart.current >= 0,
        }
        return [need for need, is_met in met.items() if is_met]

    def show_entries(self, filters: Filters, focused: str = "") -> None:
        """Show what some filters leave, focused on an entry with dates; the selection stays if it can."""
        selected, events = self._event(), self._left_by(filters)
        own = [number for number, each in enumerate(events) if each.entry.id == focused]
        focused = focused if own else ""
        moves = focused not in ("", self.focused)
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
        if moves:
            self.chart.show_own()
        if self._library.timeline():
            self.nothing.say("No dates match. Remove a filter.", offers_all=True)
        else:
            self.nothing.say("The entries of this library have no dates.", offers_all=False)
        self.fit()

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
        # If none was chosen, the list would choose its first row.
        if self.list.number != number or number < 0:
            self.list.select_number(number)
        self.show_selection()

    def _open_entry(self, number: int) -> None:
        if number >= 0:
            self.context.open_entry(self.events[number].entry.id)

    def _follow_list(self, index: QModelIndex) -> None:
        if index.isValid():
            number = self.list.rows.numbers[index.row()]
            if number != self.chart.current:  # otherwise the list has followed the chart
                self._select(number)
