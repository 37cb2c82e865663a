"""Whether a window can open here, said in a sentence before Qt would say it in its own way.

Qt ends the process if it finds no display or lacks a system library, so both are looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attache.base.errors import KnownError

_MISSING = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")
_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_X_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)
"""What only Qt's X11 plugin needs, and a bare Debian with a display may lack."""
_DEBIAN_PACKAGES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)
_SECONDS = 1.0

_WAYLAND, _X11 = "wayland", "xcb"
_NEED_NO_DISPLAY = frozenset(
    ("eglfs", "linuxfb", "minimal", "minimalegl", "offscreen", "vkkhrdisplay", "vnc")
)
"""The other platforms that come with Qt for Linux."""
_PLUGIN_FOLDERS = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_PLUGIN_PATH")
"""Variables that name a folder of further platforms, which cannot be checked here."""


class NoDisplay(KnownError):
    """There is nothing here to open a window on."""


class NoSystemLibrary(KnownError):
    """A library of the system that Qt needs is not installed."""


def require_display(
    environment: Mapping[str, str], platform: str, commands: Callable[[], Iterable[str]]
) -> None:
    """Raise NoDisplay or NoSystemLibrary if no window can open; ``commands`` work without one.

    ``platform`` is as ``sys.platform`` names it; only Linux can be without a display.
    """
    if platform != "linux":
        return
    asked = _asked(environment.get("QT_QPA_PLATFORM", ""))
    missing = ""
    for name in asked or (_WAYLAND, _X11):
        lacks = _lacks(name, environment)
        if lacks is None:
            return
        missing = missing or lacks
    if missing:
        raise _lacking(missing)
    names = ", ".join(f"attache {name}" for name in commands())
    advice = f"These work without one: {names}. See attache --help."
    if not asked:
        raise NoDisplay(
            "There is no display to open a window on: neither WAYLAND_DISPLAY nor DISPLAY leads to one.",
            advice,
        )
    raise NoDisplay(
        f"There is no display to open a window on: QT_QPA_PLATFORM asks for “{';'.join(asked)}”, "
        "which is not there.",
        f"Unset QT_QPA_PLATFORM or choose another. {advice}",
    )


def _asked(platforms: str) -> tuple[str, ...]:
    """Return the platforms that QT_QPA_PLATFORM lists, in the order in which Qt tries them."""
    return tuple(name.partition(":")[0].strip().lower() for name in platforms.split(";") if name.strip())


def _lacks(name: str, environment: Mapping[str, str]) -> str | None:
    """Return None if one of Qt's platforms is available, else a library that it lacks, or ""."""
    if name in _NEED_NO_DISPLAY:
        return None
    if name.startswith(_WAYLAND):
        return None if _wayland(environment) else ""
    if name == _X11:
        if not _x11(environment.get("DISPLAY", "")):
            return ""
        return next((library for library in _X_LIBRARIES if not _loads(library)), None)
    # Qt ends the process over a name it does not know, unless someone has told it where to look.
    return None if any(environment.get(variable) for variable in _PLUGIN_FOLDERS) else ""


@contextmanager
def system_libraries() -> Iterator[None]:
    """Raise NoSystemLibrary if a block fails to import Qt because a system library is missing."""
    try:
        yield
    except ImportError as error:
        found = _MISSING.search(str(error))
        if found is None:
            raise
        raise _lacking(found.group(1)) from error


def _lacking(library: str) -> NoSystemLibrary:
    """Return the error for a missing system library; its message includes the command that installs it."""
    return NoSystemLibrary(
        f"The system library {library}, which Qt needs, is not installed.",
        f"On Debian and Ubuntu type: apt-get install {_DEBIAN_PACKAGES}",
    )


def _wayland(environment: Mapping[str, str]) -> bool:
    """Return whether a Wayland compositor answers."""
    if environment.get("WAYLAND_SOCKET"):
        return True
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _answers(str(Path(folder, name)))


def _x11(display: str) -> bool:
    """Return whether an X server answers; one on another machine is believed, as nothing here dials out."""
    local = _LOCAL_X.fullmatch(display)
    if local is None:
        return ":" in display
    path = f"/tmp/.X11-unix/X{local.group(1)}"  # noqa: S108 - where X servers put it
    return _answers(path) or _answers(f"\0{path}")


def _answers(path: str) -> bool:
    """Return whether a local socket accepts a connection."""
    # Imported here because a start that names its platform never gets here, and it takes 3 ms.
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        try:
            line.connect(path)
        except (OSError, ValueError):  # ValueError: a NUL within a path
            return False
    return True


def _loads(library: str) -> bool:
    """Return whether the system has a library."""
    # Imported here because only an X11 display needs it.
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
