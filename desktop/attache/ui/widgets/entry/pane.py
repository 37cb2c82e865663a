"""The right-hand side of the Glossary: one entry, with what belongs beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attache.base.entry import Entry, Label
from attache.library.results import EntryPreview
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.find_bar import FindBar
from attache.ui.widgets.entry.html import Style, main_column, side_column, source_words
from attache.ui.widgets.entry.note_panel import NotePanel, SaveNote
from attache.ui.widgets.entry.preview import PreviewCard
from attache.ui.widgets.entry.reading_view import ReadingView
from attache.ui.widgets.entry.side_column import SIDE, SideColumn
from attache.ui.widgets.margins import pane_margins

TOP = 28
"""The space above the text at 100 %, in pixels."""
_LINE = 600
"""The widest column of text at 100 %, in pixels: about 75 characters."""


class EntryPane(QWidget):
    """Emits ``entry_requested(id)`` for a link and ``comparison_requested`` for the offer to compare.

    ``note`` is the reader's own note.
    """

    entry_requested = Signal(str)
    comparison_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        preview: Callable[[str], EntryPreview | None],
        save_note: SaveNote,
        cards_of: Callable[[Entry], Sequence[tuple[str, str]]] = lambda _entry: (),
        compares: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``compares`` says whether it is offered to compare the entry with others."""
        super().__init__(parent)
        self._theme = theme
        self._preview, self._cards_of, self._compares = preview, cards_of, compares
        self._entry: Entry | None = None
        self._via: Label | None = None
        self._beside = True
        self._whole = False
        self._drawing = False
        self._to_reach = 0
        """How far to scroll when the pane is first visible, in pixels."""
        self.text = ReadingView(theme, "Entry", self)
        self.side = SideColumn(theme, self.text)
        self.find_bar = FindBar(theme, (self.text, self.side))
        self.note = NotePanel(theme, save_note, self)
        self.card = PreviewCard(theme, self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.find_bar)
        down.addWidget(self.text, 1)
        down.addWidget(self.note)
        self._connect()

    @property
    def entry(self) -> Entry | None:
        """The entry shown."""
        return self._entry

    @property
    def place(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self.text.verticalScrollBar().value()

    def show_entry(self, entry: Entry, note: str, scroll: int = 0, via: Label | None = None) -> None:
        """Show an entry and the reader's note on it; ``via`` is the alternative name that found it."""
        self.card.away()
        if self._entry is None or entry.id != self._entry.id:
            self.find_bar.close_bar()
        self.note.show_note(entry.id, note)
        self._entry, self._whole, self._via = entry, False, via
        self.text.setAccessibleName(entry.title)
        self._draw()
        self._scroll_to(scroll)

    def arrive_by(self, via: Label | None) -> None:
        """Take over by which alternative name the entry that is shown was found."""
        if via != self._via:
            self._via = via
            self.draw_again()

    def clear(self) -> None:
        """Show no entry any more; the note that is being written is saved."""
        self.card.away()
        self.find_bar.close_bar()
        self.note.show_note("", "")
        self._entry = None
        self.text.setAccessibleName("")
        self.text.clear()
        self.side.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Go to the place that was asked for before the page had its size."""
        super().showEvent(event)
        place, self._to_reach = self._to_reach, 0
        if place:
            self.text.document().size()  # lays the whole text out
            self._scroll_to(place)

    def paint_now(self) -> None:
        """Paint the page without waiting for the work that follows, where it can be seen."""
        self.text.viewport().repaint()

    def draw_again(self) -> None:
        """Redraw the page and keep its place: something that it shows has changed."""
        place = self.place
        self._draw()
        self.text.verticalScrollBar().setValue(place)

    def set_beside(self, beside: bool) -> None:
        """Put the side column beside the text, or below it where the window is narrow."""
        if beside != self._beside:
            self._beside = beside
            self._draw()

    def _connect(self) -> None:
        for view in (self.text, self.side):
            view.entry_requested.connect(self.entry_requested)
            view.note_requested.connect(self._show_source)
            view.rest_requested.connect(self._show_rest)
            view.comparison_requested.connect(self.comparison_requested)
            view.pointed.connect(self._point)
        self.text.resized.connect(self._measure)
        self.side.reached.connect(self.text.bring_into_view)
        self.find_bar.reached.connect(self.text.bring_into_view)
        self.text.verticalScrollBar().valueChanged.connect(self.side.follow)
        self.note.left.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self._theme.changed.connect(self._draw)

    def _draw(self) -> None:
        if self._entry is None:
            return
        style = Style(self._theme.palette, self._theme.px)
        sheet = style.sheet()
        cards = self._cards_of(self._entry)
        main = main_column(self._entry, style, self._via)
        side = side_column(self._entry, self._whole, cards, self._compares)
        # A new page takes the scroll bar away and brings it back: what comes of it is measured once, below.
        self._drawing = True
        self.side.setVisible(self._beside)
        if self._beside:
            self.side.show_page(sheet, side, self.side.margins)
        self.text.show_page(sheet, main if self._beside else main + side, self._margins())
        self._drawing = False
        self._measure()
        self.find_bar.refresh()

    def _margins(self) -> tuple[int, int, int, int]:
        """Return the space around the text: on a narrow pane little, on a wide one what no line needs."""
        px = self._theme.px
        left, right = text_margins(self._theme, self.text.viewport().width(), self._beside)
        return left, px(TOP), right, px(48)

    def _measure(self) -> None:
        """Fit text and side column into the width there is."""
        if self._drawing:
            return
        px = self._theme.px
        left, top, right, bottom = self._margins()
        self.find_bar.set_margin(left)
        self.note.set_margins(left, right + self.text.width() - self.text.viewport().width())
        # First of all: the height of the text, which is measured below, is that of lines of this width.
        self.text.set_margins(left, top, right, bottom)
        if not self._beside:
            return
        whole = self.text.viewport().width()
        self.side.lay(whole - right + _gap(self._theme, whole), top, px(SIDE))
        # The page is as long as the longer of its two columns, so that one scroll bar serves both.
        short = top + self.side.height() - self.text.height_without_bottom()
        if short > bottom:
            self.text.set_margins(left, top, right, short)

    def _scroll_to(self, place: int) -> None:
        if not self.isVisible():
            self._to_reach = place
        self.text.verticalScrollBar().setValue(place)

    def _show_source(self, number: int) -> None:
        anchor = f"note-{number}"
        place = self.side.place_of(anchor) if self._beside else self.text.place_of(anchor)
        if place >= 0:
            self.text.bring_into_view(round(place))

    def _show_rest(self) -> None:
        self._whole = True
        place = self.place
        self._draw()
        self.text.verticalScrollBar().setValue(place)

    def _point(self, entry: str, note: int, place: QPoint) -> None:
        preview = self._preview(entry) if entry else None
        sources = self._entry.sources if self._entry is not None else ()
        if preview is not None:
            self.card.point_to_entry(preview, place)
        elif 0 < note <= len(sources):
            first, second = source_words(sources[note - 1])
            self.card.point_to(f"Source {note}", self._theme.palette.muted, first, second, place)
        else:
            self.card.away()


def text_margins(theme: Theme, pane: int, beside: bool) -> tuple[int, int]:
    """Return the margins (left, right) of the text in a pane, all in pixels on the screen.

    ``beside`` says that the side column stands in the right margin.
    """
    room = _gap(theme, pane) + theme.px(SIDE) if beside else 0
    left, right = pane_margins(theme, pane - room, _LINE)
    column = min(pane - left - (room or right), theme.px(_LINE))
    return left, pane - left - column


def _gap(theme: Theme, pane: int) -> int:
    """Return the pixels between the text and the side column."""
    return theme.px(40) if pane - theme.px(SIDE) > theme.px(480) else theme.px(20)
