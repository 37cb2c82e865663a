"""The chips above the list: what it is narrowed to, and how many entries each choice leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.library.results import FacetValue
from attache.study.memory import Recall
from attache.ui.shell.plain import on_button, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip, MenuChip, show_kind
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.marks import KIND_NAMES
from attache.ui.widgets.words import RECALL_WORDS

MENU_FACETS: Mapping[str, str] = {"theme": "Theme", "document": "Document"}
_BESIDE = 29
"""Pixels at 100 % that a chip with a menu has beside its words: the padding, and the arrow."""
_NARROWEST, _WIDEST = 72, 150
"""Between how many pixels at 100 % a chip with a menu is wide."""


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
        self._words: dict[MenuChip, str] = {}
        """What each chip with a menu says if there is room for it."""
        self._row, self._down = QHBoxLayout(), QVBoxLayout(self)
        self._layout = FlowLayout()
        self._down.addLayout(self._layout)
        self._down.addLayout(self._row)
        for kind, chip in self._kinds.items():
            chip.clicked.connect(lambda _on=False, kind=kind: self._set_kind(kind))
        self._marked.clicked.connect(self.bookmarks_toggled)
        self._chips = (*self._kinds.values(), *self._menus.values(), self._recall, self._marked)
        for chip in self._kinds.values():
            self._layout.addWidget(chip)
        for chip in (*self._menus.values(), self._recall):
            chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._row.addWidget(chip, 1)
        self._row.addWidget(self._marked)
        self._row.addStretch()
        self._marked.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for chip in (self._recall, self._marked):
            # Their room stays free, so that no other chip moves when they appear.
            policy = chip.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            chip.setSizePolicy(policy)
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
            show_kind(chip, kind, count)
            chip.setChecked(filters.kind is kind)
        for facet in self._menus:
            self._name_menu(facet)
        words = f"Bookmarks {bookmarks:,}" if bookmarks else "Bookmarks"
        self._marked.setText(words)
        set_tip(self._marked, words)
        if self._marked.isChecked() != marked:
            self._marked.setChecked(marked)
            self._show_marked()
        self._marked.setVisible(bool(bookmarks) or marked)

    def chosen_words(self) -> list[str]:
        """Return what is chosen, without counts."""
        kind = [KIND_NAMES[self._filters.kind]] if self._filters.kind is not None else []
        chosen = [self._title(facet) for facet in ("theme", "document", "section")]
        return [*kind, *(title for title in chosen if title)]

    def show_recall(self, known: bool, chosen: Recall | None) -> None:
        """Show which study status is chosen; the chip is hidden while nothing has been learnt."""
        self._remembered = chosen
        self._recall.setVisible(known)
        words = RECALL_WORDS[chosen] if chosen is not None else ""
        self._say(self._recall, "Status", "Study status", words)
        self._recall.setChecked(chosen is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say on the chips what now fits."""
        super().resizeEvent(event)
        self._down.activate()
        self._say_again()

    def _title(self, facet: str) -> str:
        """Return the title of the chosen value of a facet, "" for none."""
        chosen = getattr(self._filters, facet)
        titles = {value.value: value.title for value in self._values.get(facet, ())} if chosen else {}
        return titles.get(chosen, "")

    def _name_menu(self, facet: str) -> None:
        """Show on a menu's chip which value is chosen; a section stands for its document."""
        chip, name = self._menus[facet], MENU_FACETS[facet]
        chosen = self._title(facet)
        if facet == "document":
            chosen = self._title("section") or chosen
        self._say(chip, name, name, chosen)
        chip.setChecked(bool(getattr(self._filters, facet)))

    def _say(self, chip: MenuChip, label: str, name: str, chosen: str) -> None:
        """Show on a chip what is chosen, else its label; its tooltip has both the whole name and that."""
        words = chosen or label
        if self._words.get(chip) == words:
            return  # as with most keys: nothing has to be measured
        self._words[chip] = words
        chip.setAccessibleName(f"{name}: {chosen}" if chosen else name)
        set_tip(chip, chip.accessibleName())
        chip.menu().setAccessibleName(name)
        self._say_again()

    def _say_again(self) -> None:
        for chip, words in self._words.items():
            room = chip.width() - self._theme.px(_BESIDE) - 2
            shown = chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            QToolButton.setText(chip, on_button(shown))

    def _fill_menu(self, facet: str) -> None:
        """Fill a facet's menu with its values, each with how many entries it would leave."""
        chosen = getattr(self._filters, facet)
        menu = self._menus[facet].menu()
        menu.clear()
        if chosen:
            name = MENU_FACETS[facet].lower()
            menu.addAction(f"Any {name}").triggered.connect(lambda: self._set(facet, ""))
            menu.addSeparator()
        self._add_values(menu, facet)
        if facet == "document" and chosen:
            menu.addSection("Section")
            if self._filters.section:
                menu.addAction("Any section").triggered.connect(lambda: self._set("section", ""))
            self._add_values(menu, "section", within=f"{chosen}/")

    def _add_values(self, menu: QMenu, facet: str, within: str = "") -> None:
        """Add the values of a facet that begin with ``within`` and leave something, or are chosen."""
        chosen = getattr(self._filters, facet)
        for value in self._values.get(facet, ()):
            if not (value.value.startswith(within) and (value.count or value.value == chosen)):
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

    def _show_marked(self) -> None:
        is_on = self._marked.isChecked()
        icon = ("bookmark-filled", self._theme.palette.accent) if is_on else ("bookmark",)
        self._marked.setIcon(self._theme.icon(*icon))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._down.setContentsMargins(px(16), px(12), px(8), px(12))
        for layout in (self._down, self._layout, self._row):
            layout.setSpacing(px(4))
        for chip in self._chips:
            chip.setFixedHeight(px(28))
        for chip in (*self._menus.values(), self._recall):
            chip.setMinimumWidth(px(_NARROWEST))
            chip.setMaximumWidth(px(_WIDEST))
        self._show_marked()
        self._marked.setIconSize(QSize(px(14), px(14)))
        self._marked.setFixedWidth(px(32))
        self._say_again()
