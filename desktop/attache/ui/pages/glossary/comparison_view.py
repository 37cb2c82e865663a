"""Two entries side by side on the right of the Glossary."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attache.library.comparing import Comparison
from attache.library.results import EntryPreview
from attache.ui.pages.glossary.comparison_html import comparison_page, sheet
from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.find_bar import FindBar
from attache.ui.widgets.entry.html import Style
from attache.ui.widgets.entry.pane import TOP, text_margins
from attache.ui.widgets.entry.preview import PreviewCard
from attache.ui.widgets.entry.reading_view import ReadingView
from attache.ui.widgets.margins import pane_margins

_WIDEST = 846
"""The widest page at 100 %, in pixels: that of an entry with its side column."""
_BESIDE_FROM = 560
"""Width of the view at 100 %, in pixels, from which the entries are side by side."""


class ComparisonView(QWidget):
    """Emits ``entry_requested(id)`` for a link."""

    entry_requested = Signal(str)

    def __init__(self, theme: Theme, preview: Callable[[str], EntryPreview | None]) -> None:
        super().__init__()
        self._theme, self._preview = theme, preview
        self._comparison: Comparison | None = None
        self._beside = True
        self._takes_side = True
        self.text = ReadingView(theme, "Comparison", self)
        self.find_bar = FindBar(theme, (self.text,))
        self.card = PreviewCard(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.text, 1)
        self.find_bar.reached.connect(self.text.bring_into_view)
        self.text.entry_requested.connect(self.entry_requested)
        self.text.pointed.connect(self._point)
        self.text.resized.connect(self._fit)
        theme.changed.connect(self._draw)

    @property
    def comparison(self) -> Comparison | None:
        """The comparison shown last."""
        return self._comparison

    @property
    def place(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self.text.verticalScrollBar().value()

    def show_comparison(self, comparison: Comparison, scroll: int = 0) -> None:
        """Show two entries side by side."""
        self.card.away()
        self.find_bar.close_bar()
        self._comparison = comparison
        self.text.setAccessibleName(title(comparison))
        self._draw()
        self.text.verticalScrollBar().setValue(scroll)

    def set_beside(self, beside: bool) -> None:
        """Begin where the text of an entry begins; ``beside`` tells whether its side column is beside it."""
        self._takes_side = beside
        self._measure()

    def _draw(self) -> None:
        if self._comparison is None:
            return
        style = Style(self._theme.palette, self._theme.px)
        self._beside = self._is_wide()
        self.text.show_page(sheet(style), comparison_page(self._comparison, style, self._beside))
        self._measure()
        self.find_bar.refresh()

    def _fit(self) -> None:
        if self._beside == self._is_wide():
            self._measure()
        else:
            self._draw()

    def _measure(self) -> None:
        px, pane = self._theme.px, self.text.viewport().width()
        if self._takes_side:
            left = right = text_margins(self._theme, pane, beside=True)[0]
        else:
            left, right = pane_margins(self._theme, pane, _WIDEST)
        self.text.set_margins(left, px(TOP), right, px(48))
        self.find_bar.set_margin(left)

    def _is_wide(self) -> bool:
        return self.text.width() >= self._theme.px(_BESIDE_FROM)

    def _point(self, entry: str, _note: int, place: QPoint) -> None:
        preview = self._preview(entry) if entry else None
        if preview is not None:
            self.card.point_to_entry(preview, place)
        else:
            self.card.away()


def title(comparison: Comparison) -> str:
    """Return what a comparison is called."""
    return f"{comparison.first.entry.title} and {comparison.second.entry.title}"
