"""Key presses as keyboards of other layouts send them, through everything that a real one goes through."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from attache.ui.shell.keyboard import Keyboard
from attache.ui.shell.window import Window

SCAN_CODES = {"1": 10, "2": 11, "3": 12, "4": 13, "u": 30, "z": 52, "k": 45, "c": 54, "e": 26}
"""The key codes of X at the places of the keys of a US keyboard."""
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Layout(NamedTuple):
    """What a layout of X types at the places of the keys 1 to 4, U, Z and K, without Shift."""

    digits: str
    u: str
    z: str
    k: str


LAYOUTS = {
    "us": Layout("1234", "u", "z", "k"),
    "gb": Layout("1234", "u", "z", "k"),
    "de": Layout("1234", "u", "y", "k"),
    "fr": Layout("&é\"'", "u", "w", "k"),
    "be": Layout("&é\"'", "u", "w", "k"),
    "cz": Layout("+ěšč", "u", "y", "k"),
    "es": Layout("1234", "u", "z", "k"),
    "ru": Layout("1234", "г", "я", "л"),
    "ara": Layout("1234", "ع", "ئ", "ن"),
    "gr": Layout("1234", "θ", "ζ", "κ"),
    "il": Layout("1234", "ו", "ז", "ל"),
    "th": Layout("ๅ/-ภ", "ี", "ผ", "า"),
}
"""As xkeyboard-config has them."""
KEYPAD = (Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Left)
"""What the keypad's 1 to 4 are without NumLock."""


class _Placing(QObject):
    """Gives the key presses that reach a window the place that QTest cannot give them."""

    def __init__(self, scan_code: int, native_modifiers: int, repeated: bool) -> None:
        super().__init__()
        self._native = (scan_code, 0, native_modifiers)
        self._repeated = repeated

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send the event again with its place."""
        if not isinstance(event, QKeyEvent) or event.nativeScanCode():
            return False
        placed = QKeyEvent(
            event.type(), event.key(), event.modifiers(), *self._native, event.text(), self._repeated
        )
        placed.setAccepted(event.isAccepted())
        QCoreApplication.sendEvent(watched, placed)
        event.setAccepted(placed.isAccepted())  # a field that takes a key keeps it from the shortcuts
        return True


def with_keyboard(window: Window) -> Window:
    """Return a window that has loaded what it needs for keys, as it does when it is idle."""
    if window.findChild(Keyboard) is None:
        window.prepare()
    return window


def press_place(
    window: QWidget,
    place: str,
    typed: str,
    held: Qt.KeyboardModifier = NO_MODIFIER,
    native_modifiers: int = 0,
    repeated: bool = False,
) -> None:
    """Press the key at the place of a US key, which types ``typed``.

    Qt first looks for a shortcut, as it does for a real key; only then does the press get to the window.
    """
    placing = _Placing(SCAN_CODES[place], native_modifiers, repeated)
    window.windowHandle().installEventFilter(placing)  # the filter that was installed last comes first
    press_key(window, Qt.Key(ord(typed.upper())), held, typed)
    window.windowHandle().removeEventFilter(placing)


def press_key(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, typed: str = "") -> None:
    """Press a key with modifiers."""
    text = "" if held & Qt.KeyboardModifier.ControlModifier else typed
    QTest.sendKeyEvent(QTest.KeyAction.Click, window.windowHandle(), key, text, held)
