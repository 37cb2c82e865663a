"""The window's side: a key until its rows are painted, an entry until its page is, without a screen.

Run by itself, because a process has one Qt application: prints one JSON object of lists of milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

# Read once by Qt, which would else wait 5 ms, as for a screen, before it paints.
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from attache.app.window import Parts, build, make_application
from attache.base.paths import Places, bundled
from attache.base.vocabulary import EntryRow
from attache.ui.pages.glossary.page import GlossaryPage
from tests.bench.look_up import keystrokes

_KEYS = 600
_ENTRIES = 60
_PATIENCE_SECONDS = 5


class Painted(QObject):
    """Measures how long it takes until a widget has been painted."""

    def __init__(self, app: QApplication, widget: QWidget) -> None:
        super().__init__()
        self._app = app
        self._seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a painting and let it happen."""
        if event.type() == QEvent.Type.Paint:
            self._seen = True
        return False

    def after(self, action: Callable[[], object]) -> float:
        """Return the milliseconds from before an action until the widget has been painted."""
        self._app.processEvents()
        self._seen = False
        start = time.perf_counter()
        action()
        while not self._seen:
            self._app.processEvents()
            if time.perf_counter() - start > _PATIENCE_SECONDS:
                raise TimeoutError("nothing was painted")
        return (time.perf_counter() - start) * 1000


def main(library: Path, sample: int) -> None:
    """Measure with the window's real parts on a library file, and print what came out."""
    resources = bundled().resources
    app = make_application([sys.argv[0]], resources)
    chance = random.Random(4)
    with TemporaryDirectory() as data:
        parts = build(app, resources, library, Places(Path(data), Path(data), Path(data)))
        parts.window.resize(1280, 800)
        parts.window.show()
        parts.window.prepare()
        count = parts.library.entry_count
        rows = parts.library.rows([chance.randint(1, count) for _ in range(sample)])
        told = {"entries": _entries(app, parts, rows), "keys": _keys(app, parts, rows, chance)}
        parts.close()
    print(json.dumps(told))


def _entries(app: QApplication, parts: Parts, rows: list[EntryRow]) -> list[float]:
    """Open entries one after the other."""
    page = _glossary(parts)
    parts.window.commands["glossary"].trigger()
    painted = Painted(app, page.reader.pane.text.viewport())
    page.show_entry(rows[0].id)
    different = [row for before, row in pairwise(rows) if row != before]
    return [painted.after(partial(page.show_entry, row.id)) for row in different[:_ENTRIES]]


def _keys(app: QApplication, parts: Parts, rows: list[EntryRow], chance: random.Random) -> list[float]:
    """Type names into the field, key by key."""
    window = parts.window
    painted = Painted(app, _glossary(parts).finder.list.viewport())
    taken: list[float] = []
    for text in keystrokes(rows, chance):
        if len(text) == 1:
            window.commands["all"].trigger()
            window.top.field.setFocus()
        if text[-1].isascii():  # other letters have no key here
            taken.append(painted.after(partial(QTest.keyClick, window.top.field, text[-1])))
        if len(taken) >= _KEYS:
            break
    return taken


def _glossary(parts: Parts) -> GlossaryPage:
    page = parts.window.page("glossary")
    if not isinstance(page, GlossaryPage):
        raise TypeError("there is another Glossary page")
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
