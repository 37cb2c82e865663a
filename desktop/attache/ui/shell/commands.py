"""Every command of the window, declared once.

The menu bar, the buttons, the command palette and the shortcuts page are all made from
:data:`COMMANDS`; what a command does is connected in the window, by its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from attache.ui.shell.theme import Theme


class Need(StrEnum):
    """What must be there for a command to make sense."""

    NOTHING = "nothing"
    ENTRY = "entry"
    SHELF = "an entry, and a file to keep things of it in"
    BACK = "back"
    FORWARD = "forward"
    FILTER = "filter"
    TEACHES = "an entry with cards, and a file to keep answers in"
    SUSPENDED = "an entry with a suspended card"
    LISTED = "entries in the list, and a file to keep answers in"
    CARD = "a card that is asked"
    ANSWER = "a card whose answer is shown"
    SITTING = "the Study page"


class Menu(StrEnum):
    """Where a command stands in the menu bar, and on the shortcuts page."""

    ENTRY = "Entry"
    LOOK_UP = "Look up"
    STUDY = "Study"
    VIEW = "View"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Command:
    """A thing the user can do: its words, its picture, its keys and when it is possible.

    ``keys`` are alternatives; a bare letter or sign acts only while no text field has the focus.
    ``first`` marks the first of a group, before which a menu draws a line; ``on_bar`` puts the command
    on the bar at the top, too.
    """

    id: str
    text: str
    menu: Menu
    icon: str = ""
    keys: tuple[str, ...] = ()
    needs: Need = Need.NOTHING
    checkable: bool = False
    first: bool = False
    on_bar: bool = False


COMMANDS: tuple[Command, ...] = (
    Command(
        "bookmark",
        "Bookmark",
        Menu.ENTRY,
        "bookmark",
        ("Ctrl+D", "B"),
        Need.SHELF,
        checkable=True,
        on_bar=True,
    ),
    Command(
        "note", "Write a note", Menu.ENTRY, "notebook-pen", ("Ctrl+Shift+N", "N"), Need.SHELF, on_bar=True
    ),
    Command(
        "copy-definition",
        "Copy definition",
        Menu.ENTRY,
        "copy",
        ("Ctrl+Shift+C",),
        Need.ENTRY,
        first=True,
        on_bar=True,
    ),
    Command(
        "copy-citation", "Copy as citation", Menu.ENTRY, "quote", ("Ctrl+Shift+X",), Need.ENTRY, on_bar=True
    ),
    Command("print", "Print…", Menu.ENTRY, "printer", ("Ctrl+P",), Need.ENTRY, first=True, on_bar=True),
    Command("pdf", "Save as PDF…", Menu.ENTRY, "file-down", ("Ctrl+Shift+P",), Need.ENTRY),
    Command("quit", "Quit", Menu.ENTRY, "x", ("Ctrl+Q",), first=True),
    Command("search", "Go to the search field", Menu.LOOK_UP, "search", ("Ctrl+L", "/")),
    Command("back", "Back", Menu.LOOK_UP, "arrow-left", ("Alt+Left",), Need.BACK, first=True, on_bar=True),
    Command("forward", "Forward", Menu.LOOK_UP, "arrow-right", ("Alt+Right",), Need.FORWARD, on_bar=True),
    Command("next", "Next entry in the list", Menu.LOOK_UP, "", ("Alt+Down", "J")),
    Command("previous", "Previous entry in the list", Menu.LOOK_UP, "", ("Alt+Up", "K")),
    Command("glossary", "Browse the glossary", Menu.LOOK_UP, "book", ("Ctrl+2",), first=True),
    Command("bookmarks", "Show bookmarks", Menu.LOOK_UP, "bookmark", ("Ctrl+Shift+B",)),
    Command("lately", "Looked up lately", Menu.LOOK_UP, "history", ("Ctrl+H",)),
    Command("all", "Clear search and filters", Menu.LOOK_UP, "x", ("Ctrl+Shift+A",), Need.FILTER),
    Command("today", "Today", Menu.STUDY, "calendar", ("Ctrl+1",)),
    Command("study", "Study cards", Menu.STUDY, "layers", ("Ctrl+3",)),
    Command(
        "study-entry",
        "Study this entry",
        Menu.STUDY,
        "sprout",
        ("Ctrl+Shift+S", "S"),
        Need.TEACHES,
        on_bar=True,
    ),
    Command("resume", "Resume this entry’s suspended cards", Menu.STUDY, "", (), Need.SUSPENDED),
    Command("study-list", "Study the entries listed", Menu.STUDY, "", ("Ctrl+Shift+L",), Need.LISTED),
    Command("again", "Again", Menu.STUDY, "", ("1",), Need.ANSWER, first=True),
    Command("hard", "Hard", Menu.STUDY, "", ("2",), Need.ANSWER),
    Command("good", "Good", Menu.STUDY, "", ("3",), Need.ANSWER),
    Command("easy", "Easy", Menu.STUDY, "", ("4",), Need.ANSWER),
    Command("undo", "Undo the last answer", Menu.STUDY, "undo", ("Ctrl+Z", "U"), Need.SITTING, first=True),
    Command("redo", "Redo", Menu.STUDY, "redo", ("Ctrl+Shift+Z", "Ctrl+Y", "Shift+U"), Need.SITTING),
    Command("card-entry", "Entry of the card", Menu.STUDY, "panel-right", ("E",), Need.CARD, first=True),
    Command("card-note", "Note on its entry", Menu.STUDY, "notebook-pen", ("N",), Need.CARD),
    Command("flag", "Flag the card", Menu.STUDY, "flag", ("F",), Need.CARD),
    Command("bury", "Bury until tomorrow", Menu.STUDY, "hourglass", ("B",), Need.CARD),
    Command("suspend", "Suspend the card", Menu.STUDY, "pause", ("S",), Need.CARD),
    Command("pane", "Go to the next pane", Menu.VIEW, "", ("F6",)),
    Command("bigger", "Larger text", Menu.VIEW, "zoom-in", ("Ctrl++", "Ctrl+="), first=True),
    Command("smaller", "Smaller text", Menu.VIEW, "zoom-out", ("Ctrl+-",)),
    Command("plain-size", "Text at 100 %", Menu.VIEW, "", ("Ctrl+0",)),
    Command(
        "theme-system", "Colours as the system has them", Menu.VIEW, "monitor", (), checkable=True, first=True
    ),
    Command("theme-light", "Light colours", Menu.VIEW, "sun", (), checkable=True),
    Command("theme-dark", "Dark colours", Menu.VIEW, "moon", (), checkable=True),
    Command("menu-bar", "Menu bar", Menu.VIEW, "", ("F10",), first=True),
    Command("settings", "Settings", Menu.VIEW, "sliders-horizontal", ("Ctrl+,",)),
    Command("palette", "Find a command or an entry", Menu.HELP, "command", ("Ctrl+K",)),
    Command("shortcuts", "Keyboard shortcuts", Menu.HELP, "keyboard", ("F1", "?")),
    Command("about", "About the documents", Menu.HELP, "info", ()),
)


class CommandSet(QObject):
    """The commands as Qt actions of one window, which enables and connects them."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._menus_dressed = False
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, window)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setCheckable(command.checkable)
            # A key that is held down is one answer, not many.
            action.setAutoRepeat(command.needs not in (Need.CARD, Need.ANSWER, Need.SITTING))
            action.setToolTip(
                f"{command.text} ({keys_text(command.keys[0])})" if command.keys else command.text
            )
            action.setMenuRole(QAction.MenuRole.QuitRole if command.id == "quit" else QAction.MenuRole.NoRole)
            window.addAction(action)
            self._actions[command.id] = action
        theme.changed.connect(self._tint)
        self._tint()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_all(self, handlers: dict[str, Callable[[], None]]) -> None:
        """Connect every command to what it does; a command left out or unknown is a bug."""
        if handlers.keys() != self._actions.keys():
            raise KeyError(sorted(handlers.keys() ^ self._actions.keys()))
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(lambda _checked=False, run=handler: run())

    def enable(self, present: Iterable[Need]) -> None:
        """Enable just the commands whose need is met."""
        met = {Need.NOTHING, *present}
        for command in COMMANDS:
            self._actions[command.id].setEnabled(command.needs in met)

    def check(self, name: str, on: bool) -> None:
        """Show a checkable command as on or off."""
        self._actions[name].setChecked(on)

    def _tint(self) -> None:
        for command in COMMANDS:
            # A menu shows no pictures before it is opened; the bar's are wanted at once.
            if command.icon and (command.on_bar or self._menus_dressed):
                self._actions[command.id].setIcon(self._theme.icon(command.icon))

    def dress_menus(self) -> None:
        """Give the commands that only menus show their pictures as well."""
        if not self._menus_dressed:
            self._menus_dressed = True
            self._tint()


def keys_text(keys: str) -> str:
    """Return a key sequence as this platform writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
