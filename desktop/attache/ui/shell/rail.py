"""The narrow rail on the left: a button for each page, with the current page marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from attache.base.numbers import counted
from attache.ui.shell.page import PageSpec, RailPlace
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme

_LOWEST = 22
"""The height of a button at 100 %, in pixels, at the least."""


class _Place(QToolButton):
    """One of the places, a radio button; arrow keys emit ``walked``, and only Space and Enter go there."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move without going anywhere: a page that opens takes the focus."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.walked.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Rail(QWidget):
    """One button for each page that has a place here; ``chosen(id)`` when it is pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._slim = False
        self._mark = PlainLabel("Attaché")
        self._mark.setObjectName("wordmark")
        self._buttons: dict[str, _Place] = {}
        self._counts: dict[str, int] = {}
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._mark)
        self._pages = {place: [page for page in pages if page.rail is place] for place in RailPlace}
        for page in self._pages[RailPlace.TOP]:
            self._add(page)
        self._layout.addStretch(1)
        for page in self._pages[RailPlace.FOOT]:
            self._add(page)
        theme.changed.connect(self._apply_theme)
        self._here = ""
        self._apply_theme()

    def mark(self, page: str) -> None:
        """Mark the page that is shown."""
        self._here = page
        for known, button in self._buttons.items():
            button.setChecked(known == page)
            if page in self._buttons:  # Tab goes to the place that is marked, the arrows to the others
                tab = Qt.FocusPolicy.TabFocus if known == page else Qt.FocusPolicy.NoFocus
                button.setFocusPolicy(tab)
        self._draw_buttons()

    def show_badge(self, page: str, count: int) -> None:
        """Show a number after a page's title; 0 shows nothing."""
        if self._counts.get(page, 0) != count:
            self._counts[page] = count
            self._draw_buttons()

    def set_slim(self, slim: bool) -> None:
        """Show icons only, where the window has no room for words."""
        if slim != self._slim:
            self._slim = slim
            self._apply_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the buttons into the new height."""
        super().resizeEvent(event)
        self._fit()

    def _add(self, page: PageSpec) -> None:
        button = _Place()
        button.setObjectName("railButton")
        button.setAutoExclusive(True)
        button.setText(page.title)
        button.setAccessibleName(page.title)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: self._choose(page.id))
        button.walked.connect(lambda step: self._walk(page.id, step))
        self._buttons[page.id] = button
        self._layout.addWidget(button)

    def _choose(self, page: str) -> None:
        self.chosen.emit(page)
        self.mark(self._here)  # the click has marked the button, which must show what page is open

    def _walk(self, page: str, step: int) -> None:
        """Put the focus on the next button, or the one before."""
        pages = list(self._buttons)
        button = self._buttons[pages[(pages.index(page) + step) % len(pages)]]
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._mark.setText("A" if self._slim else "Attaché")
        self._mark.setContentsMargins(px(12), px(4), 0, px(12))
        if self._slim:
            self._mark.setContentsMargins(px(14), px(4), 0, px(12))
        self._layout.setContentsMargins(px(12), px(16), px(12), px(14))
        if self._slim:
            self._layout.setContentsMargins(px(6), px(16), px(6), px(14))
        self._layout.setSpacing(px(2))
        self.setFixedWidth(px(56) if self._slim else px(184))
        words = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self._slim
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self._buttons.values():
            button.setIconSize(QSize(px(18), px(18)))
            button.setFixedWidth(px(44) if self._slim else px(159))
            button.setToolButtonStyle(words)
            set_tip(button, button.accessibleName() if self._slim else "")
        self._fit()
        self._draw_buttons()

    def _fit(self) -> None:
        """Leave the wordmark out where the buttons need its room, and then make the buttons lower."""
        px, edges = self._theme.px, self._layout.contentsMargins()
        room = self.height() - edges.top() - edges.bottom()
        a_button = px(38) + self._layout.spacing()
        self._mark.setVisible(room >= len(self._buttons) * a_button + self._mark.sizeHint().height())
        height = max(px(_LOWEST), min(px(38), room // len(self._buttons) - self._layout.spacing()))
        for button in self._buttons.values():
            button.setFixedHeight(height)

    def _draw_buttons(self) -> None:
        colours = self._theme.palette
        for page in (*self._pages[RailPlace.TOP], *self._pages[RailPlace.FOOT]):
            tint = colours.ink if page.id == self._here else colours.muted
            self._buttons[page.id].setIcon(self._theme.icon(page.icon, tint))
            count = self._counts.get(page.id, 0)
            words = f"{page.title}   {count:,}" if count else page.title
            self._buttons[page.id].setAccessibleDescription(counted(count, "card") if count else "")
            self._buttons[page.id].setText(f"  {words}" if not self._slim else words)
