"""Every screen of the program as a picture, on example progress: for the README, and for looking at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.app.window import MACHINE_FILE, Parts, build, make_application
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.base.vocabulary import ENTRY_LINK
from attache.study.progress import Progress
from attache.ui.machine import Machine
from attache.ui.main_window import MainWindow
from attache.ui.theme import Mode

_NOW = 1_795_000_000_000
"""The pictures' instant, UTC milliseconds (18 November 2026), so that they come out the same every day."""
_DAY = 86_400_000
_LATELY = (
    "asean",
    "nato",
    "military-attache",
    "collective-defence",
    "shangri-la-dialogue",
    "cooperative-security",
)
_MARKED = ("five-power-defence-arrangements", "admm-plus", "collective-security")
_NOTE = "Asked about twice last year. Learn the difference from a mutual defence pact."


@dataclass(frozen=True, slots=True)
class Size:
    """A size of window and a scale, as the pictures' names say it."""

    name: str
    width: int
    height: int
    zoom: int = 100


SIZES = (Size("1280x800", 1280, 800), Size("900x600", 900, 600), Size("200-percent", 1280, 800, 200))


def screens(window: MainWindow) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield each screen's name and what brings it about."""
    glossary, field = window.glossary, window.top.field

    def look_up(text: str) -> None:
        window.commands["search"].trigger()
        field.setText(text)
        glossary.look_up(text)

    def open_entry(entry: str) -> None:
        window.commands["all"].trigger()
        glossary.show_entry(entry)

    def browse() -> None:
        window.commands["all"].trigger()
        glossary.show_list()

    def start() -> None:
        browse()
        window.commands["about"].trigger()

    def peek() -> None:
        open_entry("five-power-defence-arrangements")
        glossary.reader.pane.text.setFocus(Qt.FocusReason.TabFocusReason)
        while not glossary.reader.pane.text.textCursor().charFormat().anchorHref().startswith(ENTRY_LINK):
            glossary.reader.pane.text.focusNextPrevChild(True)

    def palette() -> None:
        window.palette_panel.open()
        window.palette_panel.field.setText("co")

    yield "start", start
    yield "search", lambda: look_up("defence")
    yield "search-misspelt", lambda: look_up("interopreability")
    yield "search-nothing", lambda: look_up("xyzzy")
    yield "browse", browse
    yield "bookmarks", window.commands["bookmarks"].trigger
    yield "entry", lambda: open_entry("five-power-defence-arrangements")
    yield "entry-long", lambda: open_entry("asean")
    yield "entry-concept", lambda: open_entry("collective-security")
    yield "entry-case", lambda: open_entry("us-nato-cooperation-in-afghanistan")
    yield "peek", peek
    yield "palette", palette
    yield "shortcuts", window.commands["shortcuts"].trigger
    yield "settings", window.commands["settings"].trigger


def draw(folder: Path, options: Options) -> int:
    """Draw every screen, light and dark, at each size, and return how many pictures were written.

    Raises KnownError where the folder cannot be written to.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application([sys.argv[0]], options.bundled.resources)
    library = library_path(options)
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for size, mode in product(SIZES, (Mode.LIGHT, Mode.DARK)):
            with TemporaryDirectory() as data:
                places = Places(Path(data), Path(data), Path(data))
                _example(places.progress)
                # Chosen before the window is built, as a start with remembered settings does.
                machine = Machine(places.config / MACHINE_FILE)
                machine.mode, machine.zoom = mode, size.zoom
                machine.save()
                parts = build(app, options.bundled.resources, library, places, lambda: _NOW)
                count += _draw_all(parts, size, mode, folder)
                parts.close()
    except OSError as error:
        raise KnownError(
            f"The pictures could not be written to {folder}.", "Choose a folder you can write to."
        ) from error
    return count


def _example(file: Path) -> None:
    """Write the progress of a learner who has looked a few things up."""
    for days, entry in enumerate(_LATELY[::-1]):
        ago = (len(_LATELY) - 1 - days) * _DAY
        with Progress.open(file, partial(int, _NOW - ago)) as progress:
            progress.lookups.add(entry)
    with Progress.open(file, lambda: _NOW) as progress:
        for entry in _MARKED:
            progress.bookmarks.set(entry, True)
        progress.notes.write(_MARKED[0], _NOTE)


def _draw_all(parts: Parts, size: Size, mode: Mode, folder: Path) -> int:
    window = parts.window
    window.resize(QSize(size.width, size.height))
    window.show()
    count = 0
    for name, bring_about in screens(window):
        bring_about()
        _settle()
        if not window.grab().save(str(folder / f"{name}-{mode}-{size.name}.png")):
            raise OSError(f"cannot write {name}")
        window.palette_panel.hide()
        count += 1
    return count


def _settle() -> None:
    """Let every timer of the window that is about to fire do so."""
    loop = QEventLoop()
    QTimer.singleShot(260, loop.quit)
    loop.exec()
