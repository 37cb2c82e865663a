"""The left-hand side of the Glossary: filters and the list of what a text finds or the alphabet holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attache.base.entry import Label
from attache.base.vocabulary import EntryRow
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.results import FacetValue, Results, meant_instead, missing
from attache.library.searching import FirstHits
from attache.study.memory import Recall
from attache.study.scope import Scope
from attache.ui.pages.glossary.compare_offer import CompareOffer
from attache.ui.pages.glossary.entry_list import EntryList
from attache.ui.pages.glossary.filter_bar import FilterBar
from attache.ui.pages.glossary.legend import Legend
from attache.ui.pages.glossary.letters import Letters
from attache.ui.pages.glossary.list_model import EntryListModel
from attache.ui.pages.glossary.refining import Refining
from attache.ui.shell.context import Refine
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme

_SETTLE = 10
"""Milliseconds after which the entry of the current row is shown; another key restarts them."""
_LEGEND_FROM = 420
"""The height at 100 %, in pixels, from which the marks of study status are explained below the list."""
_MOST_COUNTED = 5000
"""Up to so many entries the study statuses are counted exactly; beyond that, those of all are shown."""
_MOST_STUDIED = 2000
"""The most entries that can be studied together as a list."""


class Finder(QWidget):
    """Owns text, filters and list.

    The selected row is the entry that is shown beside the list. ``_select`` alone decides which row that is
    when the rows have changed.

    ``glanced(id)``: a row was selected; ``chosen(id)``: it was clicked or Enter pressed on it;
    ``section_chosen(id)``: so was one that was found in the guide to a document;
    ``narrowed``: what the list is narrowed to has changed; ``comparison_requested``: the two entries that
    the text names are to be compared; ``help_requested``; ``trouble(Exception)``.
    """

    glanced = Signal(str)
    chosen = Signal(str)
    section_chosen = Signal(str)
    narrowed = Signal()
    comparison_requested = Signal()
    help_requested = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        theme: Theme,
        library: Library,
        refine: Refine,
        bookmarks: tuple[str, ...],
        shown: Callable[[], str],
        parent: QWidget,
    ) -> None:
        """``shown`` returns the id of the first entry that is shown beside the list, "" for none."""
        super().__init__(parent)
        self.setObjectName("column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._library, self._shown = theme, library, shown
        self._text, self._filters = "", Filters()
        self._wanted: str | None = ""
        self._bookmarks, self._marked_only = bookmarks, False
        self._recall: Mapping[str, Recall] = {}
        self._remembered: Recall | None = None
        self._said: tuple[str, Sequence[FacetValue], str] = ("", (), "")
        self._first: FirstHits | None = None
        self._refining = Refining(refine, self)
        self.filters = FilterBar(theme, self._count_recall, self)
        self.message = PlainLabel(parent=self)
        self.message.setObjectName("quiet")
        self.message.setWordWrap(True)
        self.help = QPushButton("Help")
        self._help_row = QHBoxLayout()
        self._help_row.addWidget(self.help)
        self._help_row.addStretch(1)
        self.offer = CompareOffer(theme, self)
        self.model = EntryListModel(library.rows, self._number_of, self)
        self.list = EntryList(theme, self.model)
        self.letters = Letters(theme, self)
        self.legend = Legend(theme, self)
        self._after_paint = self._timer(0)
        self._settle = self._timer(_SETTLE)
        self._lay_out()
        self._connect()
        self._apply_theme()
        self.refresh()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the whole alphabet is shown."""
        chosen = self._marked_only or self._remembered is not None
        return bool(self._text) or self._filters != Filters() or chosen

    @property
    def is_searching(self) -> bool:
        """Whether the list shows what a text found, not the alphabet."""
        return bool(self._text.strip())

    def look_up(self, text: str) -> None:
        """Show what a text finds, or everything where it is blank."""
        self._text = text
        self._renew()

    def refresh(self) -> None:
        """Search or browse again, and keep the entry that was selected."""
        self._cancel()
        if self.is_searching:
            self.letters.hide()
            self._show_first_hits()
        else:
            self._show_alphabet()

    def complete(self) -> None:
        """Find and count now what a search does only after its first hits were painted."""
        self._after_paint.stop()
        first, self._first = self._first, None
        if first is None:
            return
        self._show_results(self._library.complete(first))
        self._refining.plan(self._text, self._within())
        self.narrowed.emit()

    def scope(self) -> Scope:
        """Return what is in the list as a scope to study; with nothing to study in an empty one.

        What only filters narrow is studied by the cards' own sections; what a text has found, or a set from
        elsewhere, by its entries, as many as a scope takes.
        """
        self.complete()
        filters, words = self._filters, self.words
        if not (self.is_searching or self._marked_only or self._remembered or filters.letter):
            kind = filters.kind.value if filters.kind else ""
            return Scope(filters.document, filters.section, filters.theme, kind, words=words)
        return Scope(entries=frozenset(row.id for row in self.listed(_MOST_STUDIED)), words=words)

    @property
    def words(self) -> str:
        """What is listed: the text that was searched for, or the filters."""
        if self.is_searching:
            return f"“{self._text.strip()}”"
        if self._marked_only or self._remembered or self._filters.letter:
            return "Listed entries"
        return " · ".join(self.filters.chosen_words()) or "All entries"

    def listed(self, most: int) -> list[EntryRow]:
        """Return the first rows of the list, ``most`` of them at the most."""
        self.complete()
        return [self.model.line(row).row for row in range(min(self.model.rowCount(), most))]

    def set_bookmarks(self, entries: tuple[str, ...]) -> None:
        """Take over which entries are marked."""
        self.complete()
        self._bookmarks = entries
        if self._marked_only:
            self.refresh()
        else:
            self._say(*self._said)

    def set_recall(self, recall: Mapping[str, Recall]) -> None:
        """Take over how well each entry is remembered; nothing if nothing has been learnt."""
        if recall == self._recall:
            return
        self._recall = recall
        self.model.set_recall(recall)
        self.filters.show_recall(bool(recall), self._remembered)
        self._show_legend()
        if self._remembered is not None:
            self.refresh()

    def show_remembered(self, state: Recall | None) -> None:
        """Narrow the list to the entries of one state of memory, or no longer."""
        self._remembered = state
        self.filters.show_recall(bool(self._recall), state)
        self._renew()

    def show_bookmarks(self, only: bool = True) -> None:
        """Narrow the list to the marked entries, or no longer."""
        self._marked_only = only
        self._renew()

    def clear(self) -> None:
        """Remove all filters and the text; the search field clears its own text."""
        self._filters, self._marked_only, self._text = Filters(), False, ""
        self.show_remembered(None)

    def walk(self, steps: int) -> None:
        """Move to another row of the list."""
        self.complete()
        count = self.model.rowCount()
        if count:
            at = self.list.currentIndex().row()
            self._come_to(max(0, min(at + steps if at >= 0 else 0, count - 1)))

    def choose(self) -> None:
        """Choose the current row; without one, the first row of a search."""
        self.complete()
        row = self.list.currentIndex().row()
        self._choose(0 if row < 0 and self.is_searching else row)

    def choose_random(self, below: Callable[[int], int]) -> None:
        """Choose a row other than the current one; ``below(n)`` returns a random number below n."""
        self.complete()
        rows = [row for row in range(self.model.rowCount()) if row != self.list.currentIndex().row()]
        if rows:
            self._come_to(rows[below(len(rows))])
            self._settle.stop()
            self.chosen.emit(self._entry_at(self.list.currentIndex().row()))

    def via(self, entry: str) -> Label | None:
        """Return the alternative name by which the text found an entry, None if it did not."""
        row = self.model.find(entry) if self.is_searching else -1
        return self.model.line(row).via if row >= 0 else None

    def select(self, entry: str) -> None:
        """Select the entry that is now shown if it is in the list, and no row if it is not."""
        self.complete()
        self._wanted = entry
        self._select()
        self._settle.stop()

    def finish_pending(self) -> bool:
        """Show the current row and search the texts now, if they wait; return whether any did."""
        glance = self._settle.isActive()
        if glance:
            self._settle.stop()
            self._glance()
        return self._refining.finish_pending() or glance

    def close_down(self) -> None:
        """Stop working, before the files are closed."""
        self._cancel()
        self._refining.close_down()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the legend out where rows need its room."""
        super().resizeEvent(event)
        self._show_legend()

    # Parts

    def _show_legend(self) -> None:
        known = any(recall is not Recall.NEW for recall in self._recall.values())
        self.legend.setVisible(known and self.height() >= self._theme.px(_LEGEND_FROM))

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.list, 1)
        across.addWidget(self.letters)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.filters)
        down.addWidget(self.message)
        down.addLayout(self._help_row)
        down.addWidget(self.offer)
        down.addLayout(across, 1)
        down.addWidget(self.legend)
        QWidget.setTabOrder(self.list, self.letters)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.activated.connect(lambda _index: self.choose())
        self.letters.chosen.connect(self._show_letter)
        self.offer.taken.connect(self.comparison_requested)
        self.help.clicked.connect(self.help_requested)
        self.filters.changed.connect(self._set_filters)
        self.filters.bookmarks_toggled.connect(self.show_bookmarks)
        self.filters.recall_chosen.connect(self.show_remembered)
        self._after_paint.timeout.connect(self.complete)
        self._settle.timeout.connect(self._glance)
        self._refining.refined.connect(self._show_results)
        self._refining.failed.connect(self.trouble)
        self._theme.changed.connect(self._apply_theme)

    # What happens

    def _renew(self) -> None:
        """Search or browse again for something else, where the first hit is the best."""
        self._wanted = None
        self.refresh()

    def _show_first_hits(self) -> None:
        """Paint the first hits by name; where there are none, find everything before the list changes."""
        self._first = self._library.first_hits(self._text, self._within())
        if not self._first.hits:
            self.complete()
            return
        self.offer.show_pair(self._first.pair)
        self.model.show_first_hits(self._first.asked, self._first.hits)
        self._select()
        self._settle.stop()
        # Repaint now: Qt delays an update by a few milliseconds, and the rest of the work would come first.
        self.list.viewport().repaint()
        self._after_paint.start()

    def _show_alphabet(self) -> None:
        filters = self._within()
        browsed = self._library.browse(filters)
        self.offer.show_pair(())
        self.model.show_browsed(browsed)
        self.letters.show_letters(browsed.letters)
        said = "" if browsed else self._nothing(False)
        self._say(f"{len(browsed):,}", self._library.facets(filters), said)
        # Shown last, so that the list has its new height before an entry is scrolled to.
        self.letters.show()
        self._select()
        self.narrowed.emit()

    def _count_recall(self) -> Mapping[Recall, int]:
        """Count the states of memory among the entries that the other filters leave."""
        within = self._library.browse(replace(self._within(), ids=self._marked()))
        if len(within) == self._library.entry_count or len(within) > _MOST_COUNTED:
            return Counter(self._recall.values())
        rows = self._library.rows(list(within))
        return Counter(self._recall[row.id] for row in rows if row.id in self._recall)

    def _row_changed(
        self, now: QModelIndex | QPersistentModelIndex, _before: QModelIndex | QPersistentModelIndex
    ) -> None:
        if now.isValid():
            self._wanted = self._entry_at(now.row())
            self._settle.start()

    def _glance(self) -> None:
        entry = self._entry_at(self.list.currentIndex().row())
        if entry:
            self.glanced.emit(entry)

    def _entry_at(self, row: int) -> str:
        return self.model.line(row).row.id if 0 <= row < self.model.rowCount() else ""

    def _set_filters(self, filters: Filters) -> None:
        self._filters = filters
        self._renew()

    def _number_of(self, entry: str) -> int | None:
        row = self._library.row(entry)
        return row.n if row is not None else None

    def _marked(self) -> frozenset[str] | None:
        return frozenset(self._bookmarks) if self._marked_only else None

    def _within(self) -> Filters:
        ids = self._marked()
        if self._remembered is not None:
            of_state = frozenset(each for each, state in self._recall.items() if state is self._remembered)
            ids = of_state if ids is None else ids & of_state
        return replace(self._filters, ids=ids)

    def _show_letter(self, row: int) -> None:
        self._come_to(row)
        self.list.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def _come_to(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))
        # Nothing follows from selecting the current row again, but what is shown may be another entry.
        self._row_changed(self.list.currentIndex(), QModelIndex())

    def _choose(self, row: int) -> None:
        if entry := self._entry_at(row):
            self._come_to(row)
            self._settle.stop()
            section = self.model.line(row).section
            if section:
                self.section_chosen.emit(section)
            else:
                self.chosen.emit(entry)

    def _select(self) -> None:
        """Select the entry that the user came to or, before that, a search's first hit or what is shown."""
        wanted, waits = self._wanted, self._settle.isActive()
        best = wanted is None and self.is_searching
        row = 0 if best else self.model.find(self._shown() if wanted is None else wanted)
        self.list.setCurrentIndex(self.model.index(row))
        self._wanted = wanted  # the user came to no other row
        if self.list.currentIndex().isValid() and (best or waits):
            self._settle.start()
        else:
            self._settle.stop()

    def _show_results(self, results: Results) -> None:
        self.offer.show_pair(results.pair)
        self.model.show_hits(results.asked, results.hits, results.suggestions)
        self._select()
        total = f"{results.total:,}" + ("" if results.exact_total else "+")
        said = missing(results.left_out) if results.hits else self._nothing(bool(results.suggestions))
        self._say(total, results.facets, said)

    def _cancel(self) -> None:
        self._first = None
        self._after_paint.stop()
        self._settle.stop()
        self._refining.cancel()

    def _say(self, total: str, facets: Sequence[FacetValue], said: str) -> None:
        """Show the counts, and a sentence above the list if there is one."""
        self._said = (total, facets, said)
        self.filters.show_state(self._filters, total, facets, len(self._bookmarks), self._marked_only)
        self.message.setText(said)
        self.message.setVisible(bool(said))
        self.help.setVisible(not self.model.rowCount())

    def _nothing(self, suggested: bool) -> str:
        if suggested:
            return meant_instead(self._text)
        if self._text.strip() and (self._filters != Filters() or self._marked_only or self._remembered):
            return "No results with these filters. Ctrl+Shift+A removes them."
        if self._text.strip():
            return "No results. Try fewer letters or another word."
        if self._marked_only:
            return "No bookmarks here yet. Press Ctrl+D on an entry to bookmark it."
        return "No entry matches all filters. Remove one of them."

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.message.setContentsMargins(px(18), 0, px(16), px(12))
        self._help_row.setContentsMargins(px(18), 0, px(16), px(12))
        # Rows have one height, which Qt keeps until it lays the list out again.
        self.list.doItemsLayout()
