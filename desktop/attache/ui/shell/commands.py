"""What the user can do, declared once, as Qt actions.

The window and each page declare their commands as a table of :class:`Command`.  Menus, buttons, the command
palette and the Help page are all made from these tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from attache.ui.shell.plain import set_tip
from attache.ui.shell.theme import Theme


class Bar(StrEnum):
    """Where a command has a button in the top bar."""

    BEFORE = "directly after the search field"
    AFTER = "at the end"


class Menu(StrEnum):
    """The menu that a command is in, and its heading on the Help page."""

    ENTRY = "Entry"
    LOOK_UP = "Look up"
    STUDY = "Study"
    VIEW = "View"
    HELP = "Help"


class Command(NamedTuple):
    """One command: its text, icon and keys, and when it is enabled.

    ``keys`` are alternatives; a single character works only while no text field has the focus.  ``needs``
    names a condition of the page that declares the command: it is enabled while that page is shown and the
    condition is met.  Without one it is always enabled.  A menu draws a line between commands of different
    groups.
    """

    id: str
    text: str
    menu: Menu
    icon: str = ""
    keys: tuple[str, ...] = ()
    group: int = 1
    needs: str = ""
    checkable: bool = False
    checked_icon: str = ""
    """The icon in the accent colour while the command is checked."""
    bar: Bar | None = None
    mouse: Qt.MouseButton | None = None
    """A mouse button that runs it anywhere in the window."""
    repeats: bool = True
    """Whether the command repeats while the key is held down."""
    also: str = ""
    """Other words by which the command palette finds it."""


class CommandSet(QObject):
    """The commands of one window as actions.  They are in the order of the menus."""

    def __init__(self, window: QWidget, theme: Theme, commands: Sequence[Command]) -> None:
        """Make the actions; within a group of a menu they stay in the order in which they are given."""
        super().__init__(window)
        self._theme = theme
        self._menu_icons = False
        order = list(Menu)
        self._commands = sorted(commands, key=lambda command: (order.index(command.menu), command.group))
        self._actions = {command.id: _action(command, window) for command in self._commands}
        theme.changed.connect(self._set_icons)
        self._set_icons()

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def run(self, name: str) -> None:
        """Run a command if it is enabled."""
        self._actions[name].trigger()

    def run_keys(self, keys: QKeySequence, repeated: bool) -> bool:
        """Run the enabled command that has a key sequence; return False if there is none.

        ``repeated`` says whether the keys are held down.
        """
        for action in self._actions.values():
            if action.isEnabled() and keys in action.shortcuts():
                if action.autoRepeat() or not repeated:
                    action.trigger()
                return True
        return False

    def update(self, commands: Iterable[Command], met: Collection[str], checked: Collection[str]) -> None:
        """Enable the commands of a page whose condition is ``met``; check those whose id is given."""
        for command in commands:
            action = self._actions[command.id]
            action.setEnabled(not command.needs or command.needs in met)
            if command.checkable:
                action.setChecked(command.id in checked)
                self._set_icon(command)

    def show_menu_icons(self) -> None:
        """Draw the icons that only menus show; this is not done at the start."""
        if not self._menu_icons:
            self._menu_icons = True
            self._set_icons()

    def _set_icons(self) -> None:
        for command in self._commands:
            self._set_icon(command)

    def _set_icon(self, command: Command) -> None:
        if not command.icon or not (command.bar or self._menu_icons):
            return
        action = self._actions[command.id]
        if command.checked_icon and action.isChecked():
            action.setIcon(self._theme.icon(command.checked_icon, self._theme.palette.accent))
        else:
            action.setIcon(self._theme.icon(command.icon, self._theme.palette.ink))


def _action(command: Command, window: QWidget) -> QAction:
    action = QAction(command.text, window)
    action.setObjectName(command.id)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setCheckable(command.checkable)
    action.setAutoRepeat(command.repeats)
    set_tip(action, f"{command.text} ({keys_text(command.keys[0])})" if command.keys else command.text)
    action.setMenuRole(QAction.MenuRole.QuitRole if command.id == "quit" else QAction.MenuRole.NoRole)
    window.addAction(action)
    return action


def keys_text(keys: str) -> str:
    """Return a key sequence as this platform writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
