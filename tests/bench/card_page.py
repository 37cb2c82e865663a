"""The list of cards in the window: until its rows are painted, when it is opened, narrowed or searched.

Run by itself, because a process has one Qt application: prints one JSON object of lists of milliseconds.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.window import Paints  # first: it sets what Qt reads when it is loaded

# isort: split
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from attache.app.screenshots import settle
from attache.app.window import Parts, build, make_application
from attache.base.paths import Places, bundled
from attache.learner.card_list import CardFilter
from attache.ui.pages.cards.page import CardsPage
from attache.ui.pages.cards.table import CardTable
from attache.ui.pages.cards.table_model import Column
from attache.ui.widgets.empty import EmptyPanel

_LISTS = (CardTable, EmptyPanel)
"""What is painted for a filter: the rows, or that there are none."""
_ROUNDS = 15
_TEXT = "entry 12"


def main(library: Path, progress: Path, now: int) -> None:
    """Measure on a learner's files at an instant (UTC milliseconds), and print what came out."""
    resources = bundled().resources
    paints = Paints(*_LISTS)
    app = make_application([sys.argv[0]], resources)
    with TemporaryDirectory() as data:
        places = Places(Path(data), Path(data), Path(data))
        shutil.copy(progress, places.progress)
        parts = build(app, resources, library, places, lambda: now, lambda _at: 0)
        parts.window.resize(1280, 800)
        parts.window.show()
        told = _measure(app, parts, paints)
        parts.close()
    print(json.dumps(told))


def _measure(app: QApplication, parts: Parts, paints: Paints) -> dict[str, list[float]]:
    window = parts.window
    settle(window)
    opened = [paints.first(app, _LISTS, partial(window.open_page, "cards"))[1]]
    page = window.page("cards")
    if not isinstance(page, CardsPage):
        raise TypeError("there is another Cards page")
    told: dict[str, list[float]] = {"first": opened, "all": [], "due": [], "sort": [], "key": [], "busy": []}
    for _ in range(_ROUNDS):
        for name, show in (("due", CardFilter.DUE), ("all", CardFilter.ALL)):
            told[name].append(paints.first(app, _LISTS, page.filters.chips[show].click)[1])
            settle(window)
        header = page.table.horizontalHeader()
        told["sort"].append(
            paints.first(app, _LISTS, partial(header.sectionClicked.emit, Column.ENTRY.value))[1]
        )
        settle(window)
    for number, letter in enumerate(_TEXT * 2):
        if number % len(_TEXT) == 0:
            page.filters.field.clear()
        started = time.perf_counter()
        QTest.keyClicks(page.filters.field, letter)
        app.processEvents()
        told["busy"].append((time.perf_counter() - started) * 1000)
        while page.finish_pending():
            app.processEvents()
        told["key"].append((time.perf_counter() - started) * 1000)
    return told


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
