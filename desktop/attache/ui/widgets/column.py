"""A page that is a column of text and buttons: what to study, and the summary of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from attache.ui.shell.plain import PlainLabel, on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.margins import page_margins

_MEASURE = 728
"""The widest that a line of a lead gets at 100 %, in pixels: about 75 characters."""


class Column(QScrollArea):
    """Is filled again each time it is shown; everything in it scales and wraps.

    ``resized`` is emitted when its size has changed; ``look_changed`` when the size of text or the
    colours have changed since it was filled, once the column is visible.
    """

    resized = Signal()
    look_changed = Signal()

    def __init__(
        self, theme: Theme, widest: int = 680, parent: QWidget | None = None, edge: int = 48
    ) -> None:
        """``widest`` is the greatest width, ``edge`` the space above and below, in pixels at 100 %."""
        super().__init__(parent)
        self._theme, self._widest, self._edge = theme, widest, edge
        self._beside_bar = 0
        """The width beside the scroll bar in pixels, 0 before it is known."""
        self._is_stale = False
        """Whether the look has changed while the column was not visible."""
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget()
        self._body.setObjectName("column")
        self._down = QVBoxLayout(self._body)
        self.setWidget(self._body)
        theme.changed.connect(self._follow_theme)

    @property
    def text_width(self) -> int:
        """The width between the margins, in pixels: the same with a scroll bar, which is in the right one."""
        return self.width() - sum(page_margins(self._theme, self.width(), self._widest))

    @property
    def holds_focus(self) -> bool:
        """Whether something in the column has the focus of its window, which need not be the active one."""
        return self.isAncestorOf(self.window().focusWidget())

    def set_widest(self, widest: int) -> None:
        """Let the column be at most so wide, in pixels at 100 %, from the next time it is filled."""
        self._widest = widest
        self._measure()

    def clear(self) -> None:
        """Remove everything; what is added from now on is shown by ``end``."""
        self._is_stale = False
        # The pressed button may be among the removed ones, and Qt still uses it.
        if (shown := self.takeWidget()) is not None:
            shown.deleteLater()
        self._body = QWidget()
        self._body.setObjectName("column")
        self._down = QVBoxLayout(self._body)
        self._down.setSpacing(self._theme.px(10))
        self._measure()

    def add(self, widget: QWidget, above: int = 0) -> QWidget:
        """Add a widget, with some more space above it (pixels at 100 %)."""
        self._space(above)
        self._down.addWidget(widget)
        return widget

    def say(self, text: str, name: str, above: int = 0) -> PlainLabel:
        """Add a text; ``name`` says what it is to the style sheet: title, lead, head, quiet."""
        label = PlainLabel(text)
        label.setObjectName(name)
        label.setWordWrap(True)
        if name != "lead":
            self.add(label, above)
            return label
        across = QHBoxLayout()
        label.setMaximumWidth(self._theme.px(_MEASURE))
        across.addWidget(label, 1)
        across.addStretch(0)
        self.lay(across, above)
        return label

    def buttons(
        self, *wanted: tuple[str, Callable[[], object]], main: bool = True, above: int = 0
    ) -> list[QPushButton]:
        """Add a row of buttons, the first of them the main one."""
        row = QWidget()
        flow = FlowLayout(row)
        flow.setSpacing(self._theme.px(12))
        made = []
        for number, (text, act) in enumerate(wanted):
            button = QPushButton(on_button(text))
            if main and number == 0:
                button.setObjectName("primary")
            button.clicked.connect(lambda _on=False, act=act: act())
            button.setMinimumHeight(self._theme.px(36))
            button.setAutoDefault(True)  # Enter presses it, as Space does
            flow.addWidget(button)
            made.append(button)
        self.add(row, above)
        return made

    @contextmanager
    def within(self, widget: QWidget) -> Iterator[None]:
        """Meanwhile add to a widget, for a part that stands beside another one."""
        outer = self._down
        self._down = QVBoxLayout(widget)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(self._theme.px(10))
        yield
        self._down = outer

    def rows(self, widgets: Sequence[QWidget]) -> None:
        """Add rows that follow one another without a gap."""
        down = QVBoxLayout()
        down.setSpacing(0)
        for widget in widgets:
            down.addWidget(widget)
        self._down.addLayout(down)

    def end(self) -> None:
        """Show what has been added, all in one step: otherwise each part is seen moving into place."""
        self._down.addStretch(1)
        self.setWidget(self._body)

    def lay(self, layout: QLayout, above: int = 0) -> None:
        """Add a layout."""
        self._space(above)
        self._down.addLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable."""
        super().resizeEvent(event)
        # Not viewport(): to wrap it, PySide sets up all widget classes, which takes 20 ms of the start.
        self._beside_bar = event.size().width()
        self._measure()
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take on a look that has changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.look_changed.emit()

    def _follow_theme(self) -> None:
        if self.isVisible():
            self.look_changed.emit()
        else:
            self._is_stale = True

    def _space(self, above: int) -> None:
        if above:
            self._down.addSpacing(self._theme.px(above))

    def _measure(self) -> None:
        edge = self._theme.px(self._edge)
        left, right = page_margins(self._theme, self.width(), self._widest)
        bar = self.width() - self._beside_bar if self._beside_bar else 0
        self._down.setContentsMargins(left, edge, right - bar, edge)
