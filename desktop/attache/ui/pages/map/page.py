"""The Map page: filters, the map, and beside it the list that says the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attache.base.changes import Changes
from attache.library.atlas import Neighbour, Spot
from attache.library.filters import NO_FILTERS, Filters
from attache.study.memory import Recall
from attache.ui.pages.map import Needs
from attache.ui.pages.map.chart import MapChart
from attache.ui.pages.map.entry_list import EntryList, Group
from attache.ui.pages.map.scene import Focus
from attache.ui.shell.context import Context
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets.chart_page import ChartPage
from attache.ui.widgets.entry.preview import PreviewCard
from attache.ui.widgets.entry_filters import EntryFilters

_HEAD_FROM = 400
"""The height of the page at 100 %, in pixels, from which the focus is named above the list."""


class MapPage(ChartPage):
    """Filters grey entries out on the map and leave them out of the list."""

    margins = (16, 0, 16, 16)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "map", "Show all entries")
        self._spots: Mapping[int, Spot] = {spot.n: spot for spot in context.library.atlas().spots}
        self._recall: Mapping[str, Recall] = {}
        self._status: Recall | None = None
        self.filters = EntryFilters(context.theme, self._titles, self._left_by, self._ids_of)
        self.chart = MapChart(context.theme)
        self.list = EntryList(context.theme)
        self.card = PreviewCard(context.theme, self)
        self.kind, self.name, self.count = PlainLabel(), PlainLabel(), PlainLabel()
        self._head_of_list = self._make_head()
        self.chart.show_atlas(context.library.atlas())
        self.chart.focus_wanted.connect(self._focus_on)
        self.chart.selected.connect(self._select)
        self.chart.opened.connect(self._open)
        self.chart.hovered.connect(self._hover)
        self.list.selectionModel().currentChanged.connect(self._follow_list)
        self.list.activated.connect(lambda index: self._open(self.list.rows.spots[index.row()].n))
        self.filters.recall_chosen.connect(self._show_status)
        self.arrange(self.filters, self.chart, self.list)
        self.side.insertWidget(0, self._head_of_list)
        context.theme.changed.connect(self._apply_look)
        self._apply_look()

    # What the window calls

    @property
    def is_empty(self) -> bool:
        """Whether the filters leave nothing."""
        return not self._left_by(self.chosen)

    @property
    def selected_entry(self) -> str:
        """The id of the selected entry, "" for none."""
        return self._spots[self.chart.current].entry.id if self.chart.current else ""

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        shown = self.chart.isVisible()
        met = {
            Needs.LARGER: shown and self.chart.zoom < self.chart.most_zoom,
            Needs.SMALLER: shown and self.chart.zoom > 1,
            Needs.SELECTED: bool(self.chart.current),
        }
        return [need for need, is_met in met.items() if is_met]

    def refresh(self, changes: Changes) -> None:
        """Show what is remembered now."""
        recall = self.context.learner.recall()
        if recall != self._recall:
            self._recall = recall
            self._show_status(self._status if recall else None)

    # What is shown

    def show_entries(self, filters: Filters, focused: str = "") -> None:
        """Grey out what filters leave out, and focus on an entry."""
        if filters.ids is None:
            self._status = None
        left = self._left_by(filters)
        passing = frozenset(spot.n for spot in left) if filters != NO_FILTERS else None
        spot = next((spot for spot in self._spots.values() if spot.entry.id == focused), None)
        self.chosen, self.focused = filters, spot.entry.id if spot else ""
        selected, near = self.chart.current, self._neighbours(self.focused, passing)
        self.chart.show_entries(passing, Focus(spot, near) if spot else None)
        self.filters.show_filters(filters, "")
        self.filters.show_recall(any(each is not Recall.NEW for each in self._recall.values()), self._status)
        self._show_head(spot, len(near))
        self.list.rows.show_groups(self._by_relation(near) if spot else self._by_theme(left))
        if spot:
            selected = spot.n
        elif passing is not None and selected not in passing:
            selected = 0
        self._select(selected)
        if self._spots:
            self.nothing.say("No entries match. Remove a filter.", offers_all=True)
        else:
            self.nothing.say("This library has no entries.", offers_all=False)
        self.fit()

    def _left_by(self, filters: Filters) -> Sequence[Spot]:
        """Return the spots of the entries that pass some filters, in alphabetical order."""
        return [self._spots[n] for n in self._library.browse(filters)]

    def _ids_of(self, status: Recall) -> frozenset[str]:
        return frozenset(entry for entry, recall in self._recall.items() if recall is status)

    def _show_status(self, status: Recall | None) -> None:
        """Show the entries with a study status, or with any."""
        self._status = status
        ids = self._ids_of(status) if status is not None else None
        self.show_entries(replace(self.chosen, ids=ids), self.focused)

    def _neighbours(self, entry: str, passing: frozenset[int] | None) -> tuple[Neighbour, ...]:
        if not entry:
            return ()
        every = self._library.neighbours(entry)
        return tuple(each for each in every if passing is None or each.n in passing)

    def _by_theme(self, left: Sequence[Spot]) -> list[Group]:
        """Return the spots that are left, grouped by theme."""
        members: dict[str, list[Spot]] = {}
        for spot in left:
            members.setdefault(spot.theme, []).append(spot)
        return [
            Group(title, f"{len(members[theme]):,}", members[theme])
            for theme, title in self._themes
            if theme in members
        ]

    def _by_relation(self, near: Sequence[Neighbour]) -> list[Group]:
        """Return the neighbours of the focus, grouped by relation."""
        members: dict[str, list[Spot]] = {}
        for each in near:
            for words in each.words:
                members.setdefault(words, []).append(self._spots[each.n])
        return [Group(words, "", spots) for words, spots in members.items()]

    def _show_head(self, spot: Spot | None, count: int) -> None:
        if spot:
            preview = self._library.preview(spot.entry.id)
            kind = KIND_WORDS[spot.entry.kind]
            self.kind.setText(" · ".join(filter(None, (kind, preview.type if preview else ""))))
            self._tint_kind()
            self.name.setText(spot.entry.title)
            self.count.setText("1 related entry" if count == 1 else f"{count:,} related entries")

    def fit(self) -> None:
        """Show the name of the focus above the list, or on a chip if that is hidden or the page is low."""
        super().fit()
        tall = self.height() * 100 / self._theme.zoom >= _HEAD_FROM
        self._head_of_list.setVisible(bool(self.focused) and tall)
        is_named = tall and not self._side.isHidden()
        self.filters.show_entry("" if is_named or not self.focused else self.name.text())

    def _tint_kind(self) -> None:
        """Give the kind of the focus its colour."""
        if self.chart.focused:
            tint = self._theme.palette.kind(self._spots[self.chart.focused].entry.kind)
            self.kind.setStyleSheet(f"color: {tint};")

    # What is selected

    def _focus_on(self, n: int) -> None:
        """Focus on an entry, or show all."""
        self.show_entries(self.chosen, self._spots[n].entry.id if n else "")

    def _select(self, n: int) -> None:
        """Select an entry on the map and in the list."""
        if n != self.chart.current:
            self.chart.select(n)
        # If none was chosen, the list would choose its first row.
        if self.list.n != n or not n:
            self.list.select(n)
        self.show_selection()

    def _follow_list(self, index: QModelIndex) -> None:
        if index.isValid():
            n = self.list.rows.spots[index.row()].n
            if n != self.chart.current:  # otherwise the list has followed the chart
                self._select(n)

    def _open(self, n: int) -> None:
        self.context.open_entry(self._spots[n].entry.id)

    def _hover(self, n: int, place: QPoint) -> None:
        """Show the preview of the entry under the mouse."""
        preview = self._library.preview(self._spots[n].entry.id) if n else None
        if preview:
            self.card.point_to_entry(preview, place)
        else:
            self.card.away()

    def finish_pending(self) -> bool:
        """Show the preview that is about to be shown."""
        return self.card.finish_pending()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the preview away with the page."""
        super().hideEvent(event)
        self.card.away()

    def _make_head(self) -> QWidget:
        """Return what stands above the list while there is a focus."""
        head = QWidget()
        self._head_down = QVBoxLayout(head)
        for label, name in ((self.kind, "previewKind"), (self.name, "section"), (self.count, "quiet")):
            label.setObjectName(name)
            label.setWordWrap(True)
            self._head_down.addWidget(label)
        return head

    def _apply_look(self) -> None:
        px = self._theme.px
        self._head_down.setContentsMargins(px(16), px(4), px(16), px(8))
        self._head_down.setSpacing(px(4))
        self._tint_kind()
