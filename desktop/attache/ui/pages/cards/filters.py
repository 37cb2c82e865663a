"""Above the list of cards: what it holds, the search field, and the order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from attache.base.vocabulary import CardForm
from attache.learner.card_list import CardFilter, CardOrder, CardQuery
from attache.ui.pages.cards.card_words import FILTER_WORDS, ORDER_WORDS, VALUE_WORDS
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.plain import PlainLabel, on_button, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.chip import Chip, MenuChip
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.words import FORMS_WORDS

_FIELD = 320
"""The width of the search field beside the heading at 100 %, in pixels."""
_ENTRY_ROOM = 220
"""The most pixels at 100 % that the name of an entry gets on its chip."""


class CardSearch(LineEdit):
    """The field that searches the list; ``left`` for Enter and the down arrow."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Search cards")
        self.setPlaceholderText("Search cards")
        set_tip(self, "Search questions and entries")
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the list on Enter and on the down arrow."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CardFilters(QWidget):
    """Emits ``changed(CardQuery)`` when something else is wanted."""

    changed = Signal(object)

    def __init__(self, theme: Theme, title_of: Callable[[str], str]) -> None:
        """``title_of`` names an entry by its id."""
        super().__init__()
        self._theme, self._title_of = theme, title_of
        self._query = CardQuery()
        self.title = PlainLabel("Cards")
        self.title.setObjectName("title")
        self.field = CardSearch()
        self.chips = {show: Chip(self, exclusive=True) for show in CardFilter}
        self.entry, self.form, self.value, self.order = (
            Chip(self), MenuChip(theme, self), MenuChip(theme, self), MenuChip(theme, self)
        )  # fmt: skip
        self._head, self._row = QHBoxLayout(), QWidget()
        self._flow = FlowLayout(self._row)
        self.all = MenuChip(theme, self)
        self._head.addWidget(self.title)
        self._head.addWidget(self.field, 1)
        self._head.addWidget(self.all)
        for chip in (*self.chips.values(), self.entry, self.form, self.value, self.order):
            self._flow.addWidget(chip)
        self._down = QVBoxLayout(self)
        self._down.addLayout(self._head)
        self._down.addWidget(self._row)
        # A chip keeps its size, whatever is chosen.
        self.form.keep_room_for(FORMS_WORDS.values())
        self.value.keep_room_for(VALUE_WORDS.values())
        self.order.keep_room_for(f"Sort: {words} ↓" for words in ORDER_WORDS.values())
        self._connect()
        theme.changed.connect(self._apply_theme)
        self.show_query(self._query)
        self.show_counts({})
        self._apply_theme()

    def set_low(self, low: bool) -> None:
        """On a low page leave the room of heading and chips to the list: one chip has all filters."""
        self.title.setHidden(low)
        self._row.setHidden(low)
        self.all.setVisible(low)
        self.field.setMaximumWidth(self._theme.px(10 * _FIELD if low else _FIELD))

    def show_query(self, query: CardQuery) -> None:
        """Show what the list holds."""
        self._query = query
        if self.field.text() != query.text:
            self.field.setText(query.text)
        for show, chip in self.chips.items():
            chip.setChecked(show is query.show)
        title = self._title_of(query.entry) if query.entry else ""
        room = QFontMetrics(self.entry.font()).elidedText(
            title, Qt.TextElideMode.ElideRight, self._theme.px(_ENTRY_ROOM)
        )
        self.entry.setText(on_button(f"Entry: {room}  ×"))
        self.entry.setAccessibleName(f"Only cards of the entry {title}; press to show all cards")
        set_tip(self.entry, f"{title}\nShow the cards of all entries")
        self.entry.setVisible(bool(query.entry))
        self.entry.setChecked(True)
        self.form.setText(FORMS_WORDS[query.form] if query.form is not None else "Type")
        self.form.setChecked(query.form is not None)
        self.form.setAccessibleName(f"Type: {self.form.text()}" if query.form is not None else "Type")
        self.value.setText(VALUE_WORDS.get(query.value, "Importance"))
        self.value.setChecked(bool(query.value))
        self.value.setAccessibleName(f"Importance: {self.value.text()}" if query.value else "Importance")
        self.order.setText(f"Sort: {ORDER_WORDS[query.order]} {'↓' if query.descending else '↑'}")
        direction = "descending" if query.descending else "ascending"
        self.order.setAccessibleName(f"Sort: {ORDER_WORDS[query.order]}, {direction}")
        chosen = (query.show is not CardFilter.ALL, query.entry, query.form is not None, query.value)
        count = sum(map(bool, chosen))
        self.all.setText(f"Filters: {count}" if count else "Filters")
        self.all.setChecked(count > 0)

    def show_counts(self, counts: Mapping[CardFilter, int]) -> None:
        """Show how many cards each filter leaves."""
        for show, chip in self.chips.items():
            count = f" {counts[show]:,}" if show in counts else ""
            chip.setText(f"{FILTER_WORDS[show]}{count}")

    def _connect(self) -> None:
        self.field.textEdited.connect(lambda text: self._want(text=text))
        for show, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, show=show: self._want(show=show))
        self.entry.clicked.connect(lambda: self._want(entry=""))
        self.form.menu().aboutToShow.connect(self._fill_forms)
        self.value.menu().aboutToShow.connect(self._fill_values)
        self.order.menu().aboutToShow.connect(self._fill_orders)
        self.all.menu().aboutToShow.connect(self._fill_all)
        set_tip(self.value, "How important the card is, according to its author")

    def _want(self, **values: object) -> None:
        query = replace(self._query, **values)  # type: ignore[arg-type]
        self.show_query(query)
        self.changed.emit(query)

    def _fill_all(self) -> None:
        menu, query = self.all.menu(), self._query
        choices = [
            (chip.text(), show is query.show, partial(self._want, show=show))
            for show, chip in self.chips.items()
        ]
        if query.entry:
            choices.append((f"Entry: {self._title_of(query.entry)}", True, partial(self._want, entry="")))
        _fill(menu, choices)
        menu.addSeparator()
        for chip in (self.form, self.value, self.order):
            chip.menu().setTitle(chip.text())
            menu.addMenu(chip.menu())

    def _fill_forms(self) -> None:
        chosen = self._query.form
        choices = [("Any type", chosen is None, partial(self._want, form=None))]
        choices += [(FORMS_WORDS[each], chosen is each, partial(self._want, form=each)) for each in CardForm]
        _fill(self.form.menu(), choices)

    def _fill_values(self) -> None:
        chosen = self._query.value
        choices = [("Any importance", not chosen, partial(self._want, value=0))]
        choices += [
            (words, chosen == value, partial(self._want, value=value)) for value, words in VALUE_WORDS.items()
        ]
        _fill(self.value.menu(), choices)

    def _fill_orders(self) -> None:
        query = self._query
        choices = [
            (words, query.order is order, partial(self._want, **sorted_by(query, order)))
            for order, words in ORDER_WORDS.items()
        ]
        _fill(self.order.menu(), choices)
        turn = self.order.menu().addAction("Reverse order")
        turn.triggered.connect(lambda: self._want(descending=not query.descending))

    def _every_chip(self) -> Iterable[Chip]:
        return (*self.chips.values(), self.entry, self.form, self.value, self.order, self.all)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._down.setContentsMargins(px(34), px(20), px(24), px(12))
        self._down.setSpacing(px(12))
        self._flow.setSpacing(px(6))
        self._head.setSpacing(px(16))
        self.field.setFixedHeight(px(34))
        self.set_low(self.title.isHidden())
        self.field.setMinimumWidth(px(160))
        for chip in self._every_chip():
            chip.setFixedHeight(px(28))


def sorted_by(query: CardQuery, order: CardOrder) -> Mapping[str, object]:
    """Return what sorts a list by a column, the second time in the opposite direction."""
    if query.order is order:
        return {"descending": not query.descending}
    return {"order": order, "descending": order is CardOrder.LAPSES}


def _fill(menu: QMenu, choices: Iterable[tuple[str, bool, Callable[[], None]]]) -> None:
    menu.clear()
    for words, chosen, choose in choices:
        action = menu.addAction(on_button(words))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda _on=False, choose=choose: choose())
