"""Draws every screen of the program on example progress, for the README and for review."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QAbstractEventDispatcher, QBuffer, QEvent, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QTextEdit

from attache.app.example import DAY, NOW, write_example
from attache.app.library_file import library_path
from attache.app.options import Options
from attache.app.window import MACHINE_FILE, Parts, build, make_application
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.ui.pages import PAGES
from attache.ui.shell.machine import Machine
from attache.ui.shell.page import load
from attache.ui.shell.screens import Scene, Screen, Stage
from attache.ui.shell.theme import Mode
from attache.ui.shell.window import Window


@dataclass(frozen=True, slots=True)
class Size:
    """A size of window and a scale, as the pictures' names say it."""

    name: str
    width: int
    height: int
    zoom: int = 100


SCENES = (
    (Scene.STUDYING, "example", NOW),
    (Scene.FIRST_START, "", NOW),
    (Scene.AWAY, "example", NOW + 16 * DAY),
)
"""Each scene with its progress file, "" for a new one, and its instant (UTC milliseconds)."""
SIZES = (Size("1280x800", 1280, 800), Size("900x600", 900, 600), Size("200-percent", 1280, 800, 200))
MODES = (Mode.LIGHT, Mode.DARK)
_MOST_ROUNDS = 100
"""Rounds of event processing after which a window that is still busy is an error."""


def screens(parts: Parts, scene: Scene) -> Iterator[Screen]:
    """Yield (name, function that shows it) for each screen of a scene, page by page."""
    stage = Stage(parts.window, scene)
    for page in PAGES:
        if page.screens:
            yield from load(page.screens)(stage)
        if page.answers_search and scene is Scene.STUDYING:
            # Search first: the palette is drawn over the results.
            yield "palette", partial(_show_palette, parts.window)
            yield "quick", partial(_show_quick, parts.window)


def _show_palette(window: Window) -> None:
    window.palette_panel.open()
    window.palette_panel.field.setText("co")


def _show_quick(window: Window) -> None:
    window.quick.open("fpda")


def draw(folder: Path, options: Options) -> int:
    """Draw every screen, light and dark, at each size, and return how many pictures were written.

    Raises KnownError if the folder cannot be written to.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application([sys.argv[0]], options.bundled.resources)
    # A blinking caret would appear in some pictures and not in others.
    app.setCursorFlashTime(0)
    library = library_path(options)
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as made:
            example = Path(made) / "example"
            write_example(example, library)
            for size, mode, (scene, progress, now) in product(SIZES, MODES, SCENES):
                with TemporaryDirectory() as data:
                    places = Places(Path(data), Path(data), Path(data))
                    if progress:
                        shutil.copy(example.with_name(progress), places.progress)
                    # Chosen before the window is built, as a start with remembered settings does.
                    machine = Machine(places.config / MACHINE_FILE)
                    machine.mode, machine.zoom = mode, size.zoom
                    machine.save()
                    parts = build(
                        app,
                        options.bundled.resources,
                        library,
                        places,
                        partial(int, now),
                        lambda _at: 0,
                        lambda: 0.0,
                    )
                    count += _draw_all(parts, scene, size, mode, folder)
                    parts.close()
                    # Immediately: a window that is only closed is restyled with every later one.
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
    for name, bring_about in screens(parts, scene):
        bring_about()
        settle(window)
        picture = QBuffer()  # Qt would take a path that is not Unicode for another one
        quick = window.quick
        (quick if quick.isVisible() else window).grab().save(picture, "PNG")
        (folder / f"{name}-{mode}-{size.name}.png").write_bytes(picture.data().data())
        window.palette_panel.hide()
        if quick.isVisible():
            quick.close()
            window.activateWindow()  # only the active window shows where the focus is
        count += 1
    return count


def settle(window: Window) -> None:
    """Process events and run what waits for a pause, until nothing is left.

    Nothing here waits for time to pass, so a slow machine gives the same result.
    """
    for _ in range(_MOST_ROUNDS):
        busy = _process_events()
        for view in window.findChildren(QTextEdit):
            view.document().size()  # Qt lays out a long text in steps; this completes them
        if not window.finish_pending() and not busy:
            return
    raise RuntimeError("the window is always busy")


def _process_events() -> bool:
    """Process the pending events, and return whether there were any."""
    dispatcher = QAbstractEventDispatcher.instance()
    return dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
