"""Every screen of the program as a picture, on example progress: for the README, and for looking at."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QSize, Qt
from PySide6.QtWidgets import QApplication, QTextEdit

from attache.app.example import DAY, NOW, write_example
from attache.app.library_file import library_path
from attache.app.options import Options
from attache.app.study_screens import leech_screens, study_screens
from attache.app.window import MACHINE_FILE, Parts, build, make_application
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.base.vocabulary import ENTRY_LINK
from attache.ui.shell.machine import Machine
from attache.ui.shell.main_window import MainWindow
from attache.ui.shell.theme import Mode


@dataclass(frozen=True, slots=True)
class Size:
    """A size of window and a scale, as the pictures' names say it."""

    name: str
    width: int
    height: int
    zoom: int = 100


@dataclass(frozen=True, slots=True)
class Scene:
    """A learner at an instant (UTC milliseconds), and the screens that are drawn of them."""

    progress: str
    now: int
    screens: Callable[[Parts], Iterator[tuple[str, Callable[[], None]]]]


SIZES = (Size("1280x800", 1280, 800), Size("900x600", 900, 600), Size("200-percent", 1280, 800, 200))
_MOST_ROUNDS = 100
"""Rounds of events after which a window that never comes to rest is an error."""


def screens(parts: Parts) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield each screen's name and what brings it about, for a learner in the midst of it."""
    window = parts.window
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

    yield "today", window.commands["today"].trigger
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
    yield from study_screens(parts)


def first_screens(parts: Parts) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what is seen on the first start."""
    yield "today-first", parts.window.commands["today"].trigger


def away_screens(parts: Parts) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what is seen after some weeks elsewhere."""
    yield "today-away", parts.window.commands["today"].trigger

    def plan() -> None:
        parts.desk.plan(7)
        parts.window.commands["today"].trigger()

    yield "today-plan", plan
    parts.desk.plan(0)
    yield from leech_screens(parts)


SCENES = (
    Scene("example", NOW, screens),
    Scene("", NOW, first_screens),
    Scene("example", NOW + 16 * DAY, away_screens),
)


def draw(folder: Path, options: Options) -> int:
    """Draw every screen, light and dark, at each size, and return how many pictures were written.

    Raises KnownError where the folder cannot be written to.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application([sys.argv[0]], options.bundled.resources)
    # A caret that blinks is in the picture or not, depending on when it was drawn.
    app.setCursorFlashTime(0)
    library = library_path(options)
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as made:
            example = Path(made) / "example"
            write_example(example, library)
            for size, mode, scene in product(SIZES, (Mode.LIGHT, Mode.DARK), SCENES):
                with TemporaryDirectory() as data:
                    places = Places(Path(data), Path(data), Path(data))
                    if scene.progress:
                        shutil.copy(example.with_name(scene.progress), places.progress)
                    # Chosen before the window is built, as a start with remembered settings does.
                    machine = Machine(places.config / MACHINE_FILE)
                    machine.mode, machine.zoom = mode, size.zoom
                    machine.save()
                    parts = build(
                        app,
                        options.bundled.resources,
                        library,
                        places,
                        partial(int, scene.now),
                        lambda _at: 0,
                        lambda: 0.0,
                    )
                    count += _draw_all(parts, scene, size, mode, folder)
                    parts.close()
                    # At once: a window that is merely closed is dressed anew with every later one.
                    parts.window.deleteLater()
                    QApplication.sendPostedEvents(parts.window, QEvent.Type.DeferredDelete)
    except OSError as error:
        raise KnownError(
            f"The pictures could not be written to {folder}.", "Choose a folder you can write to."
        ) from error
    return count


def _draw_all(parts: Parts, scene: Scene, size: Size, mode: Mode, folder: Path) -> int:
    window = parts.window
    window.resize(QSize(size.width, size.height))
    window.show()
    count = 0
    for name, bring_about in scene.screens(parts):
        bring_about()
        settle(window)
        if not window.grab().save(str(folder / f"{name}-{mode}-{size.name}.png")):
            raise OSError(f"cannot write {name}")
        window.palette_panel.hide()
        count += 1
    return count


def settle(window: MainWindow) -> None:
    """Process events, and do now what waits for a pause, until nothing is left to do.

    How fast the machine is makes no difference: nothing here waits for time to pass.
    """
    for _ in range(_MOST_ROUNDS):
        busy = _process_events()
        for view in window.findChildren(QTextEdit):
            view.document().size()  # Qt lays a long text out in steps; asking for its size finishes them
        if not window.finish_pending() and not busy:
            return
    raise RuntimeError("the window never comes to rest")


def _process_events() -> bool:
    """Process the events that are there, and tell whether there were any."""
    dispatcher = QAbstractEventDispatcher.instance()
    return dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
