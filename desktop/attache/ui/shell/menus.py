"""The menu bar, hidden until it is called, and the same menus behind the last button at the top."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from attache.ui.shell.commands import CommandSet, Menu
from attache.ui.shell.machine import Machine


class Menus(QObject):
    """Makes both from the commands; ``whole`` is the menu that holds all menus."""

    def __init__(self, window: QMainWindow, commands: CommandSet, machine: Machine) -> None:
        super().__init__(window)
        self._bar, self._machine = window.menuBar(), machine
        self.whole = QMenu(window)
        for name in Menu:
            menu = QMenu(f"&{name}", window)
            group = 0
            for command in commands:
                if command.menu is name:
                    if group not in (0, command.group):
                        menu.addSeparator()
                    menu.addAction(commands[command.id])
                    group = command.group
            menu.aboutToShow.connect(commands.show_menu_icons)
            self._bar.addMenu(menu)
            self.whole.addMenu(menu)
        self._bar.setVisible(self.always)

    @property
    def always(self) -> bool:
        """Whether the bar is always shown."""
        return self._machine.menu_bar

    def set_always(self, always: bool) -> None:
        """Show the bar from now on, or only when it is called."""
        self._machine.menu_bar = always
        self._bar.setVisible(always)

    def toggle(self) -> None:
        """Show the bar and put the focus on it, or hide it again unless it is always shown."""
        if self._bar.isVisible() and not self.always:
            self._bar.hide()
            return
        self._bar.show()
        self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self._bar.setActiveAction(self._bar.actions()[0])
