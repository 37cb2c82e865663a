"""The chips above a chart of entries: what it is narrowed to, and the entry that it is focused on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from attache.base.vocabulary import EntryRef, Kind
from attache.library.filters import NO_FILTERS, Filters
from attache.study.memory import Recall
from attache.ui.shell.plain import on_button, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip, MenuChip, show_kind
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.words import RECALL_WORDS

_ROOM = 190
"""The most pixels at 100 % that the title of a theme, a document or an entry gets on its chip."""
_MENUS: Mapping[str, str] = {"theme": "Theme", "document": "Document"}


class OfEntry(Protocol):
    """Something on a chart that belongs to an entry."""

    @property
    def entry(self) -> EntryRef:
        """The entry."""
        ...


class EntryFilters(QWidget):
    """Emits ``changed(Filters)`` when something else is wanted, and ``all_wanted`` to leave the focus.

    ``recall_chosen`` with a study status, or None for any.
    """

    changed = Signal(object)
    all_wanted = Signal()
    recall_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        titles: Mapping[str, Sequence[tuple[str, str]]],
        left_by: Callable[[Filters], Sequence[OfEntry]],
        ids_of: Callable[[Recall], frozenset[str]] | None = None,
        unit: str = "",
    ) -> None:
        """``titles`` are (id, title) of all themes and documents; ``left_by`` tells what filters leave.

        ``ids_of`` returns the entries with a study status; without it there is no such choice.
        ``unit`` says what the chips count, if it is not entries.
        """
        super().__init__()
        self._ids_of, self._unit = ids_of, unit
        self._chosen_recall: Recall | None = None
        self._theme, self._titles, self._left_by = theme, titles, left_by
        self._filters = NO_FILTERS
        self.kinds = {kind: Chip(self, exclusive=True) for kind in (None, *Kind)}
        self.menus = {facet: MenuChip(theme, self) for facet in _MENUS}
        self.recall = MenuChip(theme, self)
        self.recall.setVisible(False)
        self.entry = Chip(self)
        self.flow = FlowLayout(self)
        for chip in self._every_chip():
            self.flow.addWidget(chip)
        for kind, button in self.kinds.items():
            button.clicked.connect(lambda _on=False, kind=kind: self._want(replace(self._filters, kind=kind)))
        for facet, menu in self.menus.items():
            menu.menu().aboutToShow.connect(lambda facet=facet: self._fill(facet))
        self.recall.menu().aboutToShow.connect(self._fill_recall)
        self.entry.clicked.connect(self.all_wanted)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_filters(self, filters: Filters, entry: str) -> None:
        """Show what is chosen, with counts, and the title of the focused entry, "" for none."""
        self._filters = filters
        counts = Counter(event.entry.kind for event in self._left_by(replace(filters, kind=None)))
        for kind, chip in self.kinds.items():
            count = counts.total() if kind is None else counts[kind]
            show_kind(chip, kind, f"{count:,}", self._unit)
            chip.setChecked(filters.kind is kind)
        for facet, menu in self.menus.items():
            chosen, name = getattr(filters, facet), _MENUS[facet]
            title = dict(self._titles[facet]).get(chosen, chosen)
            menu.setText(on_button(self._cut(title) if chosen else name))
            menu.setAccessibleName(f"{name}: {title}" if chosen else name)
            menu.menu().setAccessibleName(name)
            menu.setChecked(bool(chosen))
        self.show_entry(entry)

    def show_entry(self, entry: str) -> None:
        """Show the title of the focused entry, "" for none."""
        self.entry.setVisible(bool(entry))
        self.entry.setChecked(True)
        self.entry.setText(on_button(f"Focus: {self._cut(entry)}  ×"))
        self.entry.setAccessibleName(f"Focused on {entry}; press to show all entries")
        set_tip(self.entry, f"{entry}\nShow all entries")

    def show_recall(self, known: bool, chosen: Recall | None) -> None:
        """Show which study status is chosen; the chip is hidden while nothing has been learnt."""
        self._chosen_recall = chosen
        words = RECALL_WORDS[chosen] if chosen else ""
        self.recall.setVisible(known)
        self.recall.setText(words or "Status")
        self.recall.setAccessibleName(f"Study status: {words}" if words else "Study status")
        self.recall.menu().setAccessibleName("Study status")
        self.recall.setChecked(chosen is not None)

    def _cut(self, title: str) -> str:
        room = self._theme.px(_ROOM)
        return QFontMetrics(self.entry.font()).elidedText(title, Qt.TextElideMode.ElideRight, room)

    def _fill(self, facet: str) -> None:
        """Fill the menu of a facet with its values and how much each would leave."""
        menu, chosen = self.menus[facet].menu(), getattr(self._filters, facet)
        menu.clear()
        for value, title in (("", f"Any {_MENUS[facet].lower()}"), *self._titles[facet]):
            wanted = _with(self._filters, facet, value)
            count = len(self._left_by(wanted))
            if not count and value not in ("", chosen):
                continue
            action = menu.addAction(on_button(f"{title}  {count:,}"))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _on=False, wanted=wanted: self._want(wanted))

    def _fill_recall(self) -> None:
        """Fill the menu of study statuses, each with how much it would leave."""
        menu, ids_of = self.recall.menu(), self._ids_of
        menu.clear()
        for state, words in ((None, "Any study status"), *RECALL_WORDS.items()):
            ids = ids_of(state) if ids_of and state else None
            count = len(self._left_by(replace(self._filters, ids=ids)))
            if not count and state not in (None, self._chosen_recall):
                continue
            action = menu.addAction(f"{words}  {count:,}")
            action.setCheckable(True)
            action.setChecked(state is self._chosen_recall)
            action.triggered.connect(lambda _on=False, state=state: self.recall_chosen.emit(state))

    def _want(self, filters: Filters) -> None:
        self.changed.emit(filters)

    def _every_chip(self) -> Iterable[Chip]:
        return (*self.kinds.values(), *self.menus.values(), self.recall, self.entry)

    def _apply_theme(self) -> None:
        self.flow.setContentsMargins(0, 0, 0, 0)
        self.flow.setSpacing(self._theme.px(6))
        for chip in self._every_chip():
            chip.setFixedHeight(self._theme.px(28))


def _with(filters: Filters, facet: str, value: str) -> Filters:
    return replace(filters, theme=value) if facet == "theme" else replace(filters, document=value)
