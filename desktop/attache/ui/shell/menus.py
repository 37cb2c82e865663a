"""The menu bar, which hides until it is called, and the same menus behind the last button at the top."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from attache.ui.shell.commands import COMMANDS, CommandSet, Menu


class Menus(QObject):
    """Makes both from the one list of commands; ``whole`` is the menu that holds all menus."""

    def __init__(self, window: QMainWindow, commands: CommandSet, always: bool) -> None:
        super().__init__(window)
        self._bar = window.menuBar()
        self._always = always
        self.whole = QMenu(window)
        for name in Menu:
            menu = QMenu(f"&{name}", window)
            for command in COMMANDS:
                if command.menu is name:
                    if command.first:
                        menu.addSeparator()
                    menu.addAction(commands[command.id])
            menu.aboutToShow.connect(commands.dress_menus)
            self._bar.addMenu(menu)
            self.whole.addMenu(menu)
        self._bar.setVisible(always)

    @property
    def always(self) -> bool:
        """Whether the bar is there without being called."""
        return self._always

    def set_always(self, always: bool) -> None:
        """Show the bar from now on, or only when it is called."""
        self._always = always
        self._bar.setVisible(always)

    def call(self) -> None:
        """Show the bar and put the keys into it; once more puts it away, unless it always stays."""
        if self._bar.isVisible() and not self._always:
            self._bar.hide()
            return
        self._bar.show()
        self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self._bar.setActiveAction(self._bar.actions()[0])
