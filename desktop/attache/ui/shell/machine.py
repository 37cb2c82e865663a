"""The settings of this machine: the window's position and look, never the learner's data.

It is a text file with a line for each value.  QSettings would take a path that is not Unicode for another
one, and wait without end at a pipe.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from attache.ui.shell.theme import Mode
from attache.ui.shell.trail import Place

_MOST_BYTES = 1 << 16


class Machine:
    """A small settings file beside the program's other ones; anything unreadable in it is ignored.

    What is chosen is written immediately, layouts with ``save``.  Where the file cannot be written, what is
    chosen holds until the program ends.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = _read(file)
        self._saved = dict(self._values)

    @property
    def file(self) -> Path:
        """The file, which may not exist yet."""
        return self._file

    @property
    def mode(self) -> Mode:
        """The palette chosen."""
        value = self._values.get("mode", "")
        return Mode(value) if value in list(Mode) else Mode.SYSTEM

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode != self.mode:
            self._write("mode", str(mode))

    @property
    def zoom(self) -> int:
        """The scale, in per cent."""
        value = self._values.get("zoom", "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 100

    @zoom.setter
    def zoom(self, per_cent: int) -> None:
        if per_cent != self.zoom:
            self._write("zoom", str(per_cent))

    @property
    def menu_bar(self) -> bool:
        """Whether the menu bar is always shown."""
        return self._values.get("menu-bar") == "true"

    @menu_bar.setter
    def menu_bar(self, shown: bool) -> None:
        if shown != self.menu_bar:
            self._write("menu-bar", "true" if shown else "false")

    @property
    def place(self) -> Place | None:
        """The place that was shown last, None if it is not known."""
        page, scroll, *entries = (*self._values.get("place", "").split(), "", "")
        pixels = int(scroll) if scroll.isascii() and scroll.isdigit() and len(scroll) < 8 else 0
        return Place(page, tuple(filter(None, entries)), pixels) if page else None

    @place.setter
    def place(self, place: Place) -> None:
        self._values["place"] = " ".join((place.page, str(place.scroll), *place.entries))

    @property
    def session(self) -> str:
        """The session that is not finished, as :mod:`attache.ui.shell.unfinished` writes it; "" for none."""
        return self._values.get("session", "")

    @session.setter
    def session(self, text: str) -> None:
        if text != self.session:
            self._write("session", text)

    def layout(self, name: str) -> bytes:
        """Return the place of the window (``window``) or of a divider, empty if it is not known."""
        try:
            return bytes.fromhex(self._values.get(f"layout-{name}", ""))
        except ValueError:
            return b""

    def set_layout(self, name: str, state: bytes) -> None:
        """Remember the place of the window or of a divider."""
        self._values[f"layout-{name}"] = state.hex()

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self.save()

    def save(self) -> None:
        """Write the file now, if there is anything new."""
        if self._values == self._saved:
            return
        with suppress(OSError):
            file = self._file.resolve()  # a link to the file stays one
            if file.exists() and not file.is_file():
                return
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_name(f"{file.name}.new")
            fresh.write_text("".join(f"{name}={value}\n" for name, value in self._values.items()), "utf-8")
            fresh.replace(file)
            self._saved = dict(self._values)

    def _write(self, name: str, value: str) -> None:
        self._values[name] = value
        self.save()


def _read(file: Path) -> dict[str, str]:
    """Return the values by name; none if there is no regular file."""
    try:
        if not file.is_file():
            return {}
        with file.open("rb") as opened:
            text = opened.read(_MOST_BYTES).decode(errors="replace")
    except OSError:
        return {}
    pairs = (line.partition("=") for line in text.splitlines())
    return {name.strip(): value.strip() for name, is_pair, value in pairs if is_pair}
