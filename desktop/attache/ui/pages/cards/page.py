"""The Cards page: a list of cards, in which several are marked, studied and opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.base.numbers import counted
from attache.learner.card_list import CardFilter, CardQuery, ListedCard, Marks
from attache.learner.log import Act
from attache.study.scope import Scope
from attache.ui.pages.cards import Needs
from attache.ui.pages.cards.act_bar import ActBar
from attache.ui.pages.cards.card_words import EMPTY_WORDS
from attache.ui.pages.cards.filters import CardFilters, sorted_by
from attache.ui.pages.cards.table import CardTable
from attache.ui.pages.cards.table_model import ORDERS, CardTableModel, Column
from attache.ui.shell.context import Context
from attache.ui.shell.line_edit import LineEdit
from attache.ui.shell.page import Page
from attache.ui.widgets.empty import EmptyPanel
from attache.ui.widgets.guide_link import open_in_guide

_T = TypeVar("_T")
_LATER = 60
"""Milliseconds from a list to the counts on the filters, and from a selection to what can be done with it."""
_LOW = 420
"""The height of the page at 100 %, in pixels, below which the rows need the room of heading and chips."""
_WIDEST = 1280
"""The widest list at 100 %, in pixels."""
_EVERY = CardQuery()
_NO_CARDS = Marks(0, 0, 0, 0, 0)


class CardsPage(Page):
    """Shows the cards that a query asks for; what is done with them is announced by the learner."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._learner = context.learner
        self.query = CardQuery()
        self._is_stale = True
        """Whether the list is to be read when the page is next shown."""
        self._said = ""
        """What the last act did, until something else is selected."""
        self.filters = CardFilters(context.theme, self._title_of)
        self.model = CardTableModel(self._read, self)
        self.table = CardTable(context.theme, self.model)
        self.bar = ActBar(context.theme, context.commands)
        self.nothing = EmptyPanel(context.theme, "Show all cards")
        self._lists = QStackedWidget()
        # It takes the room that is left, and none from the filters.
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        for widget in (self.table, self.nothing):
            self._lists.addWidget(widget)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.setMinimumWidth(1)  # its margins grow with the window, and must not keep it wide
        self._inner = QVBoxLayout()
        self._inner.addWidget(self.filters)
        self._inner.addWidget(self._lists, 1)
        down.addLayout(self._inner, 1)
        down.addWidget(self.bar)
        self._counting, self._searching, self._selecting = (QTimer(self) for _ in range(3))
        for timer, wait, act in (
            (self._counting, _LATER, self._count),
            (self._searching, 0, self._prepare_search),
            (self._selecting, 0, self._show_selection),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)
        self.filters.changed.connect(self._want)
        self.filters.field.left.connect(self._go_to_list)
        self.table.changed.connect(self._take_selection)
        self.table.opened.connect(self._open_entry)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.nothing.help_wanted.connect(lambda: context.commands.run("help"))
        self.nothing.all_wanted.connect(lambda: self.open(show=CardFilter.ALL))

    # What the window calls

    @property
    def typing_field(self) -> LineEdit:
        """The field that searches the list."""
        return self.filters.field

    def open(self, show: str = "", entry: str = "", **target: Any) -> None:
        """Show the cards that pass a filter, or those of an entry; with neither the list as it was left."""
        if show or entry:
            self._want(CardQuery(CardFilter(show) if show else CardFilter.ALL, entry))
        elif self._is_stale:
            self._list()
        self._go_to_list()

    def refresh(self, changes: Changes) -> None:
        """Show what has changed, immediately if the page is visible."""
        self._is_stale = True
        if self.isVisible():
            self._list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the heading out where rows need its room, and stay in the middle of a wide window."""
        super().resizeEvent(event)
        px = self.context.theme.px
        low = self.height() < px(_LOW)
        self.filters.set_low(low)
        self.bar.set_low(low)
        side = max(0, (self.width() - px(_WIDEST)) // 2)
        self._inner.setContentsMargins(side, 0, side, 0)
        self.bar.set_side(side)

    def showEvent(self, event: QShowEvent) -> None:
        """Read a list that has changed while the page was hidden, once ``open`` has said which."""
        super().showEvent(event)
        if self._is_stale:
            self._searching.start()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {
            "flagged-cards": lambda: self.open(show=CardFilter.FLAGGED),
            "cards-study": self._study,
            "cards-flag": self._flag,
            "cards-suspend": self._suspend,
            "cards-bury": self._bury,
            "cards-entry": self._open_entry,
            "cards-guide": self._read_guide,
            "cards-undo": partial(self._turn, redo=False),
            "cards-redo": partial(self._turn, redo=True),
        }

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        learner = self._learner
        met = {
            Needs.SELECTED: self.table.selectionModel().hasSelection(),
            Needs.UNDO: learner.marks.can_turn(),
            Needs.REDO: learner.marks.can_turn(redo=True),
        }
        return [need for need, is_met in met.items() if is_met]

    def find_text(self) -> bool:
        """Search the list, if there is one."""
        if self._learner.is_available:
            self._find()
        return self._learner.is_available

    def leave(self) -> bool:
        """Remove the selection, then search and filters; return False if there are none."""
        if self.table.selectionModel().hasSelection():
            self.table.clearSelection()
        elif replace(self.query, order=_EVERY.order, descending=False) != _EVERY:
            self._want(CardQuery(order=self.query.order, descending=self.query.descending))
        else:
            return False
        self._go_to_list()
        return True

    def finish_pending(self) -> bool:
        """Do now what waits for a pause; return whether anything did."""
        waiting = [timer for timer in (self._searching, self._selecting, self._counting) if timer.isActive()]
        for timer in waiting:
            timer.stop()
            timer.timeout.emit()
        return bool(waiting)

    def close_down(self) -> None:
        """Stop all work."""
        for timer in (self._searching, self._selecting, self._counting):
            timer.stop()

    # The list

    def _want(self, query: CardQuery) -> None:
        """Show what another query asks for; nothing is selected then."""
        searched = query.text != self.query.text
        self.query, self._said = query, ""
        self.filters.show_query(query)
        self.table.clearSelection()
        if searched and query.text.strip():
            self._searching.start()
        else:
            self._list(from_top=True)

    def _prepare_search(self) -> None:
        """Read the texts that are searched a part at a time, so that a long list stops nothing."""
        searches = self.query.text.strip() and self._learner.is_available
        if searches and not self._try(self._learner.card_list.prepare_search, True):
            self._searching.start()
        else:
            self._list(from_top=True)

    def _list(self, from_top: bool = False) -> None:
        """Read the list, from its top if ``from_top``; selected cards that are still in it stay selected."""
        self._is_stale = False
        self._searching.stop()
        numbers = self._try(self._numbers, list[int]())
        self.model.show_order(self.query.order, self.query.descending)
        if numbers == self.model.numbers:
            self.model.read_again()
        else:
            chosen = {self.model.numbers[row] for row in self.table.selected_rows()}
            current = 0 if from_top else self.table.currentIndex().row()
            place = 0 if from_top else self.table.verticalScrollBar().value()
            self.model.show_numbers(numbers)
            self.table.select_cards(chosen, current)
            self.table.verticalScrollBar().setValue(place)
        if not numbers:
            self._say_why_empty()
        self._lists.setCurrentWidget(self.table if numbers else self.nothing)
        self._selecting.start()
        self._counting.start()

    def _numbers(self) -> list[int]:
        learner = self._learner
        if not learner.is_available:
            return []
        return learner.card_list.numbers(self.query, learner.now().day, learner.settings)

    def _read(self, numbers: Sequence[int]) -> list[ListedCard]:
        learner = self._learner
        return self._try(lambda: learner.card_list.cards(numbers, learner.now().day, learner.settings), [])

    def _count(self) -> None:
        learner = self._learner
        if learner.is_available:
            day, settings = learner.now().day, learner.settings
            self.filters.show_counts(
                self._try(lambda: learner.card_list.counts(self.query, day, settings), {})
            )

    def _sort(self, section: int) -> None:
        order = ORDERS.get(Column(section))
        if order is not None:
            self._want(replace(self.query, **sorted_by(self.query, order)))  # type: ignore[arg-type]

    def _say_why_empty(self) -> None:
        query = self.query
        narrowed = replace(query, show=CardFilter.ALL, order=_EVERY.order, descending=False) != _EVERY
        if not self._learner.is_available:
            words = "Your progress file cannot be used, so there are no cards to list."
        elif narrowed:
            words = "No cards match. Search for fewer or other words, or remove a filter."
        else:
            words = EMPTY_WORDS[query.show].format(lapses=self._learner.settings.leech_lapses)
        offers_all = narrowed or query.show is not CardFilter.ALL
        self.nothing.say(words, offers_all and self._learner.is_available)

    # The selection

    def _take_selection(self) -> None:
        self._said = ""
        self._selecting.start()
        self.state_changed.emit()

    def _show_selection(self) -> None:
        """Say how many cards there are and are selected, and offer what can be done with these."""
        rows = len(self.model.numbers)
        marks = self._marks()
        said = self._said or (
            f"{marks.cards:,} of {counted(rows, 'card')} selected" if marks.cards else counted(rows, "card")
        )
        if not (self._said or marks.cards) and rows:
            said += "  ·  Space selects, Enter opens the entry"
        self.bar.show_state(said, marks, bool(self._said) and self._learner.marks.can_turn())

    def _marks(self) -> Marks:
        learner, numbers = self._learner, self._selected()
        if not (numbers and learner.is_available):
            return _NO_CARDS
        return self._try(lambda: learner.card_list.marks(numbers, learner.now().day), _NO_CARDS)

    def _selected(self) -> list[int]:
        return [self.model.numbers[row] for row in self.table.selected_rows()]

    def _selected_ids(self) -> list[str]:
        numbers = self._selected()
        return self._try(lambda: self._learner.card_list.ids(numbers), list[str]())

    # What is done

    def _flag(self) -> None:
        marks = self._marks()
        if marks.flagged == marks.cards:
            self._mark(Act.UNFLAG, "Flag removed from {}")
        else:
            self._mark(Act.FLAG, "{} flagged")

    def _suspend(self) -> None:
        marks = self._marks()
        if marks.suspended == marks.cards:
            self._mark(Act.RESUME, "{} unsuspended")
        else:
            self._mark(Act.SUSPEND, "{} suspended")

    def _bury(self) -> None:
        marks = self._marks()
        if marks.buried == marks.cards:
            self._mark(Act.BURY, "{} unburied")
        else:
            self._mark(Act.BURY, "{} buried until tomorrow", days=1)

    def _mark(self, act: Act, words: str, days: int = 0) -> None:
        """Mark the selected cards, and say what was done with how many."""
        marked = self._learner.marks.mark(self._selected_ids(), act, days)
        if marked:
            self._say(f"{words.format(counted(marked, 'card'))}.")

    def _turn(self, redo: bool) -> None:
        """Undo or redo the last act with cards."""
        cards = self._learner.marks.turn(redo)
        if cards:
            self._say(f"{'Redone' if redo else 'Undone'} for {counted(cards, 'card')}.")

    def _say(self, said: str) -> None:
        self._said = said
        self._show_selection()
        self.state_changed.emit()

    def _study(self) -> None:
        """Study the selected cards, whether they are due or not; suspended and buried ones are not asked."""
        cards = self._selected_ids()
        if self._marks().cards > self._marks().put_away:
            scope = Scope(cards=frozenset(cards), words="Selected cards")
            self.context.open_page("study", scope=scope, beyond=True)
        else:
            self._say("Suspended and buried cards cannot be studied. Unsuspend or unbury them first.")

    def _open_entry(self) -> None:
        """Open the entry of the current card."""
        if (card := self._current_card()) is not None:
            self.context.open_entry(card.entry)

    def _read_guide(self) -> None:
        """Show the place of the current card in the guide to its document."""
        if (card := self._current_card()) is not None:
            open_in_guide(self.context, card.entry, card.id)

    def _current_card(self) -> ListedCard | None:
        """Return the current card, or the first selected one."""
        rows = self.table.selected_rows()
        current = self.table.currentIndex().row()
        row = rows[0] if rows and current not in rows else current
        return self.model.card(row) if row >= 0 else None

    def _find(self) -> None:
        self.filters.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.field.selectAll()

    # Parts

    def _go_to_list(self) -> None:
        (self.table if self.model.numbers else self.nothing).setFocus(Qt.FocusReason.OtherFocusReason)

    def _title_of(self, entry: str) -> str:
        row = self.context.library.row(entry)
        return row.title if row is not None else entry

    def _try(self, read: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return read()
        except KnownError as error:
            self.context.report(error)
            return otherwise
