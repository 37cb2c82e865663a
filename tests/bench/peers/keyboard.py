"""Keys pressed through the X server's own test extension, as a keyboard would press them.

Done with the two C libraries that every X desktop has: a process started for each key
(xdotool) would take longer than what is measured.
"""

from __future__ import annotations

import ctypes
import time

from tests.bench.peers.windows import fill_screen

_MODIFIERS = {"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L"}


class Keyboard:
    """The keyboard of one display."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise RuntimeError(f"The display {display} cannot be opened.")
        self._display = ctypes.c_void_p(opened)

    def take_focus(self) -> bool:
        """Let the one window fill the screen and hear the keys; False if there is none."""
        return fill_screen(self._x, self._display)

    def park_pointer(self, left: int, top: int) -> None:
        """Put the pointer where it hovers over nothing."""
        self._test.XTestFakeMotionEvent(self._display, -1, left, top, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self, keys: str) -> float:
        """Press and release keys such as ``a``, ``Return`` or ``ctrl+l``.

        Returns the time just before, in seconds on the monotonic clock.
        """
        *held, last = keys.split("+")
        codes = [self._code(_MODIFIERS[each]) for each in held]
        code = self._code({" ": "space"}.get(last, last))
        start = time.monotonic()
        for each in codes:
            self._send(each, True)
        self._send(code, True)
        self._send(code, False)
        for each in reversed(codes):
            self._send(each, False)
        self._x.XFlush(self._display)
        return start

    def type(self, text: str, pause: float) -> None:
        """Type letters, waiting ``pause`` seconds after each."""
        for letter in text:
            self.press(letter)
            time.sleep(pause)

    def _code(self, name: str) -> int:
        symbol = self._x.XStringToKeysym(name.encode())
        code = int(self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol)))
        if not code:
            raise ValueError(f"The keyboard has no key {name!r}.")
        return code

    def _send(self, code: int, down: bool) -> None:
        self._test.XTestFakeKeyEvent(self._display, ctypes.c_uint(code), int(down), ctypes.c_ulong(0))
