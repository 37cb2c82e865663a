"""The menu bar, hidden until it is called up, and the same menus behind the last button of the top bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from attache.ui.shell.commands import CommandSet, Menu
from attache.ui.shell.machine import Machine
from attache.ui.shell.popup_menu import PopupMenu


class Menus(QObject):
    """Makes both from the commands; ``whole`` is the menu that holds all menus.

    They are made when one is first opened, or by :meth:`make`, because hidden menus would delay the start.
    """

    def __init__(self, window: QMainWindow, commands: CommandSet, machine: Machine) -> None:
        super().__init__(window)
        self._window, self._commands, self._machine = window, commands, machine
        self.whole = PopupMenu(window)
        self.whole.aboutToShow.connect(self.make)
        if self.always:
            self.make()

    def make(self) -> None:
        """Make the menus, unless they are made already."""
        if self.whole.isEmpty():
            bar, commands = self._window.menuBar(), self._commands
            for name in Menu:
                menu = PopupMenu(self._window, f"&{name}")
                menu.setAccessibleName(name)  # else it has the name of the program
                group = 0
                for command in commands:
                    if command.menu is name:
                        if group not in (0, command.group):
                            menu.addSeparator()
                        menu.addAction(commands[command.id])
                        group = command.group
                menu.aboutToShow.connect(commands.show_menu_icons)
                bar.addMenu(menu)
                self.whole.addMenu(menu)
            bar.setVisible(self.always)

    @property
    def always(self) -> bool:
        """Whether the bar is always shown."""
        return self._machine.menu_bar

    def set_always(self, always: bool) -> None:
        """Show the bar from now on, or only when it is called."""
        self._machine.menu_bar = always
        self.make()
        self._window.menuBar().setVisible(always)

    def toggle(self) -> None:
        """Show the bar and put the focus on it, or hide it again unless it is always shown."""
        self.make()
        bar = self._window.menuBar()
        if bar.isVisible() and not self.always:
            bar.hide()
            return
        bar.show()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])
