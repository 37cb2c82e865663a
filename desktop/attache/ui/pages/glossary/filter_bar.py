"""The chips above the list: what it is narrowed to, and how many entries each choice leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.library.results import FacetValue
from attache.study.memory import Recall
from attache.ui.shell.plain import on_button, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip, MenuChip
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.marks import KIND_PLURALS
from attache.ui.widgets.words import RECALL_WORDS

MENU_FACETS: Mapping[str, str] = {"theme": "Theme", "document": "Document", "section": "Section"}


class FilterBar(QWidget):
    """Emits ``changed`` with the new filters; bookmarks are a set of ids the page supplies.

    Menus are filled when they are opened, because counts change with every key and are rarely seen.
    """

    changed = Signal(object)
    bookmarks_toggled = Signal(bool)
    recall_chosen = Signal(object)
    """With a state of memory, or None for any."""

    def __init__(
        self, theme: Theme, count_recall: Callable[[], Mapping[Recall, int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._count_recall = theme, count_recall
        self._filters = Filters()
        self._values: Mapping[str, list[FacetValue]] = {}
        self._remembered: Recall | None = None
        self._kinds = {kind: Chip(self, exclusive=True) for kind in (None, *Kind)}
        self._menus = {facet: MenuChip(theme, self) for facet in MENU_FACETS}
        self._marked = Chip(self)
        self._recall = MenuChip(theme, self)
        self._layout = FlowLayout(self)
        for kind, chip in self._kinds.items():
            chip.clicked.connect(lambda _on=False, kind=kind: self._set_kind(kind))
        self._marked.clicked.connect(self.bookmarks_toggled)
        self._chips = (*self._kinds.values(), *self._menus.values(), self._recall, self._marked)
        for chip in self._chips:
            self._layout.addWidget(chip)
        for facet, chip in self._menus.items():
            chip.menu().aboutToShow.connect(lambda facet=facet: self._fill_menu(facet))
        self._recall.menu().aboutToShow.connect(self._fill_recall)
        self._recall.hide()
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def show_state(
        self, filters: Filters, total: str, facets: Iterable[FacetValue], bookmarks: int, marked: bool
    ) -> None:
        """Show the filters in force and what each further choice would leave."""
        self._filters = filters
        by_facet: dict[str, list[FacetValue]] = {}
        for value in facets:
            by_facet.setdefault(value.facet, []).append(value)
        self._values = by_facet
        kinds = {value.value: value.count for value in by_facet.get("kind", ())}
        for kind, chip in self._kinds.items():
            count = total if kind is None else f"{kinds.get(kind, 0):,}"
            if kind is None and filters.kind is not None:
                count = f"{sum(kinds.values()):,}" if kinds else ""
            chip.setText(f"{KIND_PLURALS[kind] if kind else 'All'} {count}".rstrip())
            chip.setChecked(filters.kind is kind)
        for facet in self._menus:
            self._name_menu(facet)
        self._menus["section"].setVisible(bool(filters.document))
        self._marked.setText(f"Bookmarks {bookmarks:,}" if bookmarks else "Bookmarks")
        self._marked.setChecked(marked)
        self._marked.setVisible(bool(bookmarks) or marked)

    def chosen_words(self) -> list[str]:
        """Return what is chosen, as the chips say it, without counts."""
        chips = [self._menus[facet] for facet in MENU_FACETS if getattr(self._filters, facet)]
        kind = [KIND_PLURALS[self._filters.kind]] if self._filters.kind is not None else []
        return [*kind, *(chip.text().replace("&&", "&") for chip in chips)]

    def show_recall(self, known: bool, chosen: Recall | None) -> None:
        """Show which study status is chosen; the chip is hidden while nothing has been learnt."""
        self._remembered = chosen
        self._recall.setVisible(known)
        name = "Study status"
        self._recall.setText(RECALL_WORDS[chosen] if chosen is not None else name)
        self._recall.setAccessibleName(f"{name}: {RECALL_WORDS[chosen]}" if chosen is not None else name)
        self._recall.setChecked(chosen is not None)

    def _name_menu(self, facet: str) -> None:
        """Show on a menu's chip which value is chosen."""
        chip, chosen = self._menus[facet], getattr(self._filters, facet)
        titles = {value.value: value.title for value in self._values.get(facet, ())} if chosen else {}
        name = MENU_FACETS[facet]
        shown = titles.get(chosen, name)
        chip.setAccessibleName(f"{name}: {shown}" if chosen else name)
        shown = QFontMetrics(chip.font()).elidedText(shown, Qt.TextElideMode.ElideRight, self._theme.px(190))
        chip.setText(on_button(shown))
        chip.setChecked(bool(chosen))

    def _fill_menu(self, facet: str) -> None:
        """Fill a facet's menu with its values, each with how many entries it would leave."""
        chosen = getattr(self._filters, facet)
        menu = self._menus[facet].menu()
        menu.clear()
        if chosen:
            name = MENU_FACETS[facet].lower()
            menu.addAction(f"Any {name}").triggered.connect(lambda: self._set(facet, ""))
            menu.addSeparator()
        for value in self._values.get(facet, ()):
            if facet == "section" and not value.value.startswith(f"{self._filters.document}/"):
                continue
            if not value.count and value.value != chosen:
                continue
            action = menu.addAction(on_button(f"{value.title}  {value.count:,}"))
            set_tip(action, value.title)
            action.setCheckable(True)
            action.setChecked(value.value == chosen)
            action.triggered.connect(lambda _on=False, value=value.value: self._set(facet, value))

    def _fill_recall(self) -> None:
        """Fill the menu of study statuses, each with how many entries it would leave."""
        counts, chosen = self._count_recall(), self._remembered
        menu = self._recall.menu()
        menu.clear()
        if chosen is not None:
            menu.addAction("Any study status").triggered.connect(lambda: self.recall_chosen.emit(None))
            menu.addSeparator()
        for state, words in RECALL_WORDS.items():
            if counts.get(state, 0) or state is chosen:
                action = menu.addAction(f"{words}  {counts.get(state, 0):,}")
                action.setCheckable(True)
                action.setChecked(state is chosen)
                action.triggered.connect(lambda _on=False, state=state: self.recall_chosen.emit(state))

    def _set_kind(self, kind: Kind | None) -> None:
        self.changed.emit(replace(self._filters, kind=kind))

    def _set(self, facet: str, value: str) -> None:
        if facet == "theme":
            self.changed.emit(replace(self._filters, theme=value))
        elif facet == "document":
            self.changed.emit(replace(self._filters, document=value, section=""))
        else:
            self.changed.emit(replace(self._filters, section=value))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(16), px(12), px(12), px(12))
        self._layout.setSpacing(px(6))
        for chip in self._chips:
            chip.setFixedHeight(px(28))
