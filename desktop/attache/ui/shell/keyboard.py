"""What a key means on keyboards of other layouts: the place of a key counts where its character cannot.

Commands are declared with digits and Latin letters.  A French keyboard types ``&`` where 1 is, a Russian
one я where Z is, and the keypad moves the cursor while NumLock is off.  What a key prints always comes first:
only a key press for which Qt has found no command is looked at here (docs/decisions/0018-keyboards.md).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from attache.ui.shell.commands import CommandSet

_PLACES = "  1234567890-=  qwertyuiop[]  asdfghjkl;'` \\zxcvbnm,./"
"""The US character of each scan code of a PC keyboard, which Windows and Linux (evdev) number alike."""
_MAC_PLACES = "asdfhgzxcv bqweryt123465=97-80]ou[ip lj'k;\\,/nm."
"""The US character of each virtual key of a Mac (``kVK_ANSI_A`` = 0 and so on, in Carbon's Events.h)."""
_XKB_OFFSET = 8
"""X and Wayland count their key codes from 8."""
_XKB_ALT_GR = 1 << 7
"""Mod5 among the native modifiers of X and Wayland, which Qt's own modifiers do not tell."""
_LATIN = (range(0x250), range(0x1E00, 0x1F00))
"""Code points of Latin letters, and of what every layout shares."""
_FIRST_SPECIAL = int(Qt.Key.Key_Escape)
"""Keys below it are characters."""
_KEYPAD: Mapping[int, Qt.Key] = {
    Qt.Key.Key_Insert: Qt.Key.Key_0,
    Qt.Key.Key_End: Qt.Key.Key_1,
    Qt.Key.Key_Down: Qt.Key.Key_2,
    Qt.Key.Key_PageDown: Qt.Key.Key_3,
    Qt.Key.Key_Left: Qt.Key.Key_4,
    Qt.Key.Key_Clear: Qt.Key.Key_5,
    Qt.Key.Key_Right: Qt.Key.Key_6,
    Qt.Key.Key_Home: Qt.Key.Key_7,
    Qt.Key.Key_Up: Qt.Key.Key_8,
    Qt.Key.Key_PageUp: Qt.Key.Key_9,
}
_NO_TEXT = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""Modifiers with which a key types no character."""


def key_by_place(event: QKeyEvent) -> Qt.Key | None:
    """Return the digit or letter that is meant by the place of a key, None if what it prints counts.

    That is the digit of the digit row and of the keypad without NumLock, and the US key in place of one that
    prints a letter of a script other than Latin.
    """
    key, held = event.key(), event.modifiers()
    if held & Qt.KeyboardModifier.KeypadModifier:
        # A Mac has no NumLock, and marks its arrow keys as keys of the keypad.
        return _KEYPAD.get(key) if sys.platform != "darwin" else None
    place = _place_of(event)
    if not place or key >= _FIRST_SPECIAL:
        return None
    if place.isdigit():
        other = key not in range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)
        return Qt.Key(ord(place)) if other and not held & Qt.KeyboardModifier.ShiftModifier else None
    return None if any(key in latin for latin in _LATIN) else Qt.Key(ord(place.upper()))


def _place_of(event: QKeyEvent) -> str:
    """Return the US character at the place of a key, "" for a key that has none or is used with AltGr."""
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        places, place = _MAC_PLACES, event.nativeVirtualKey()
    elif platform == "windows":
        places, place = _PLACES, event.nativeScanCode()
    elif event.nativeModifiers() & _XKB_ALT_GR:
        return ""
    else:
        places, place = _PLACES, event.nativeScanCode() - _XKB_OFFSET
    return places[place].strip() if 0 <= place < len(places) else ""


class Keyboard(QObject):
    """Runs the commands of a window for keys that mean them by their place.

    It filters the events of the window's :class:`QWindow`, which get there after Qt has looked for a shortcut
    and before any widget sees them.
    """

    def __init__(self, window: QWidget, commands: CommandSet) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        window.winId()  # makes its QWindow, where only the quick look-up was shown so far
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key presses that mean a command."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = key_by_place(event)
        if key is None:
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        meant = QKeyEvent(QEvent.Type.KeyPress, key, held, "", event.isAutoRepeat())
        focus = QApplication.focusWidget() or self._window
        if held & _NO_TEXT:
            if _claims(focus, meant):  # a shortcut of the field itself, such as Ctrl+C
                QCoreApplication.sendEvent(focus, meant)
                return True
        elif _claims(focus, event) or _claims(focus, meant):
            return False  # a character for a field, or a key that moves in it
        return self._commands.run_keys(QKeySequence(QKeyCombination(held, key)), event.isAutoRepeat())


def _claims(widget: QWidget, event: QKeyEvent) -> bool:
    """Return whether a widget wants a key for itself before it is looked for among the shortcuts."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QCoreApplication.sendEvent(widget, asked)
    return asked.isAccepted()
