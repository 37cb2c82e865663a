"""The bar at the top: the search field, and what can be done with the entry shown, while there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from attache.ui.shell.plain import set_tip
from attache.ui.shell.search_field import SearchField
from attache.ui.shell.theme import Theme


class TopBar(QWidget):
    """Buttons made from commands; the last opens a menu of all of them."""

    def __init__(
        self, theme: Theme, leading: Sequence[QAction], trailing: Sequence[QAction], menu: QMenu
    ) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.field = SearchField(theme)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._buttons = [self._button(action) for action in (*leading, *trailing)]
        self._extra = self._buttons[len(leading) :]
        self._more = QToolButton()
        self._more.setObjectName("barButton")
        self._more.setAccessibleName("Menu")
        set_tip(self._more, "Menu")
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._layout.addWidget(self.field, 100)
        for button in self._buttons[: len(leading)]:
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        for button in (*self._extra, self._more):
            self._layout.addWidget(button)
        self._narrow = False
        for action in trailing:
            action.enabledChanged.connect(self._show_extra)
        self._trailing = trailing
        theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self._show_extra()

    def set_narrow(self, narrow: bool) -> None:
        """Leave only the field, back, forward and the menu where there is no room."""
        self._narrow = narrow
        self._show_extra()

    def _show_extra(self) -> None:
        """Show all buttons at the end while one of them works, so that disabling one moves none."""
        shown = not self._narrow and any(action.isEnabled() for action in self._trailing)
        for button in self._extra:
            button.setVisible(shown)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setObjectName("barButton")
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(24), px(9), px(16), px(10))
        self._layout.setSpacing(px(4))
        self.field.setMaximumWidth(px(560))
        self._more.setIcon(self._theme.icon("menu", self._theme.palette.ink))
        for button in (*self._buttons, self._more):
            button.setIconSize(QSize(px(18), px(18)))
