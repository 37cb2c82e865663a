"""The window on the screen, placed and given the keyboard, as a window manager would do: none runs here."""

from __future__ import annotations

import ctypes

from tests.bench.peers.screen import HEIGHT, WIDTH

_VIEWABLE = 2
_REVERT_TO_PARENT = 2


class _Attributes(ctypes.Structure):
    """XWindowAttributes of Xlib.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("class_", "bit_gravity", "win_gravity", "backing_store")),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("all_event_masks", ctypes.c_long),
        ("your_event_mask", ctypes.c_long),
        ("do_not_propagate_mask", ctypes.c_long),
        ("override_redirect", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


def fill_screen(library: ctypes.CDLL, display: ctypes.c_void_p) -> bool:
    """Let the largest visible window fill the screen and have the keyboard's focus; False without one."""
    sizes = {window: _visible_size(library, display, window) for window in _top_level(library, display)}
    window = max(sizes, key=lambda each: sizes[each], default=0)
    if not window or not sizes[window]:
        return False
    which = ctypes.c_ulong(window)
    library.XMoveResizeWindow(display, which, 0, 0, WIDTH, HEIGHT)
    library.XSetInputFocus(display, which, _REVERT_TO_PARENT, ctypes.c_ulong(0))
    library.XSync(display, 0)
    return True


def _top_level(library: ctypes.CDLL, display: ctypes.c_void_p) -> list[int]:
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    root = ctypes.c_ulong(library.XDefaultRootWindow(display))
    unused = ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    library.XQueryTree(
        display, root, ctypes.byref(unused), ctypes.byref(unused), ctypes.byref(children), ctypes.byref(count)
    )
    found = [int(children[place]) for place in range(count.value)]
    if found:
        library.XFree(children)
    return found


def _visible_size(library: ctypes.CDLL, display: ctypes.c_void_p, window: int) -> int:
    """Return how many pixels of a window are shown, 0 for one that is hidden."""
    told = _Attributes()
    library.XGetWindowAttributes(display, ctypes.c_ulong(window), ctypes.byref(told))
    return told.width * told.height if told.map_state == _VIEWABLE else 0
