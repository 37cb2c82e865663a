"""The window's side: a key until its rows are painted and until all is settled, an entry until it is painted.

Run by itself, because a process has one Qt application: prints one JSON object of lists of milliseconds.
Measures in a real X window too, with QT_QPA_PLATFORM=xcb; without a display it needs ``offscreen``.
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

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from attache.app.window import Parts, build, make_application
from attache.base.paths import Places, bundled
from attache.base.vocabulary import EntryRow
from attache.ui.pages.glossary.entry_list import EntryList
from attache.ui.pages.glossary.page import GlossaryPage
from attache.ui.widgets.chip import Chip
from attache.ui.widgets.entry.reading_view import ReadingView
from tests.bench.look_up import keystrokes

_KEYS = 6
"""Keys for each name, at the most: 600 for a hundred."""
_ENTRIES = 60
_PATIENCE_SECONDS = 5
_QUIET_SECONDS = 0.06
"""So long after the last painting, a window counts as settled."""
_NO_PAUSE = 3_600_000
"""Milliseconds: the refined order, which follows a pause in typing, is no part of what a key brings."""


class Paints:
    """Knows when widgets of some classes were last painted; made before the first of them is."""

    def __init__(self, *classes: type[QWidget]) -> None:
        self._ended: dict[type[QWidget], float] = {}
        for each in classes:
            self._stamp(each)

    def _stamp(self, of: type[QWidget]) -> None:
        paint = of.paintEvent

        def painted(widget: QWidget, event: QPaintEvent) -> None:
            paint(widget, event)
            self._ended[of] = time.perf_counter()

        of.paintEvent = painted  # type: ignore[method-assign]

    def first(
        self, app: QApplication, of: type[QWidget] | tuple[type[QWidget], ...], action: Callable[[], object]
    ) -> tuple[float, float]:
        """Return when an action began, and the milliseconds until a widget of these classes was painted."""
        wanted = set(of) if isinstance(of, tuple) else {of}
        app.processEvents()
        self._ended.clear()
        start = time.perf_counter()
        action()
        while wanted.isdisjoint(self._ended):
            app.processEvents()
            if time.perf_counter() - start > _PATIENCE_SECONDS:
                raise TimeoutError("nothing was painted")
        return start, (max(self._ended[each] for each in wanted & self._ended.keys()) - start) * 1000

    def last(self, app: QApplication, start: float) -> float:
        """Return the milliseconds from a start until the painting after which nothing more was painted."""
        while time.perf_counter() - (ended := max(self._ended.values())) < _QUIET_SECONDS:
            app.processEvents()
            time.sleep(0.0005)  # leaves the processor to the X server
        return (ended - start) * 1000


def main(library: Path, sample: int) -> None:
    """Measure with the window's real parts on a library file, and print what came out."""
    resources = bundled().resources
    paints = Paints(EntryList, ReadingView, Chip)
    app = make_application([sys.argv[0]], resources)
    chance = random.Random(4)
    with TemporaryDirectory() as data:
        parts = build(app, resources, library, Places(Path(data), Path(data), Path(data)))
        parts.window.resize(1280, 800)
        parts.window.show()
        parts.window.prepare()
        count = parts.library.entry_count
        rows = parts.library.rows([chance.randint(1, count) for _ in range(sample)])
        entries = _entries(app, parts, rows, paints)
        keys, settled = _keys(app, parts, rows, chance, paints)
        parts.close()
    print(json.dumps({"entries": entries, "keys": keys, "settled": settled}))


def _entries(app: QApplication, parts: Parts, rows: list[EntryRow], paints: Paints) -> list[float]:
    """Open entries one after the other."""
    page = _glossary(parts)
    parts.window.commands["glossary"].trigger()
    page.show_entry(rows[0].id)
    different = [row for before, row in pairwise(rows) if row != before]
    return [
        paints.first(app, ReadingView, partial(page.show_entry, row.id))[1] for row in different[:_ENTRIES]
    ]


def _keys(
    app: QApplication, parts: Parts, rows: list[EntryRow], chance: random.Random, paints: Paints
) -> tuple[list[float], list[float]]:
    """Type names into the field, key by key; return how long rows and everything take to be painted."""
    window = parts.window
    _search_no_texts(_glossary(parts))
    first: list[float] = []
    settled: list[float] = []
    for text in keystrokes(rows, chance):
        if not text.isascii():
            continue  # other letters have no key here
        if len(text) == 1:
            window.commands["all"].trigger()
            window.top.field.setFocus()
        start, rows_painted = paints.first(
            app, EntryList, partial(QTest.keyClick, window.top.field, text[-1])
        )
        first.append(rows_painted)
        settled.append(paints.last(app, start))
        if len(first) >= _KEYS * len(rows):
            break
    return first, settled


def _search_no_texts(page: GlossaryPage) -> None:
    """Lengthen the pause before the texts are searched as well: the longest that the finder waits for."""
    max(page.finder.findChildren(QTimer), key=QTimer.interval).setInterval(_NO_PAUSE)


def _glossary(parts: Parts) -> GlossaryPage:
    page = parts.window.page("glossary")
    if not isinstance(page, GlossaryPage):
        raise TypeError("there is another Glossary page")
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
