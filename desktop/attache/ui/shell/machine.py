"""What is remembered of this machine alone: the window's place and look, never the learner's data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from attache.ui.shell.theme import Mode


class Machine:
    """A small settings file beside the program's other ones; anything unreadable in it is ignored."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def mode(self) -> Mode:
        """The palette chosen."""
        value = str(self._settings.value("mode", Mode.SYSTEM))
        return Mode(value) if value in list(Mode) else Mode.SYSTEM

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._settings.setValue("mode", str(mode))

    @property
    def zoom(self) -> int:
        """The scale, in per cent."""
        value = str(self._settings.value("zoom", "100"))
        return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 100

    @zoom.setter
    def zoom(self, per_cent: int) -> None:
        self._settings.setValue("zoom", per_cent)

    @property
    def menu_bar(self) -> bool:
        """Whether the menu bar is always shown."""
        return str(self._settings.value("menu-bar", "false")) == "true"

    @menu_bar.setter
    def menu_bar(self, shown: bool) -> None:
        self._settings.setValue("menu-bar", "true" if shown else "false")

    def layout(self, name: str) -> bytes:
        """Return the place of the window (``window``) or of a divider, empty if it is not known."""
        value = self._settings.value(f"layout/{name}")
        return bytes(value.data()) if isinstance(value, QByteArray) else b""

    def set_layout(self, name: str, state: bytes) -> None:
        """Remember the place of the window or of a divider."""
        self._settings.setValue(f"layout/{name}", QByteArray(state))

    def save(self) -> None:
        """Write the file now."""
        self._settings.sync()
