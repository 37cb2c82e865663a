"""The map in the window: until it is painted when it is opened, moved, zoomed and focused.

Run by itself, because a process has one Qt application: prints one JSON object of lists of milliseconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.window import Paints  # first: it sets what Qt reads when it is loaded

# isort: split
from attache.app.screenshots import settle
from attache.app.window import build, make_application
from attache.base.paths import Places, bundled
from attache.ui.pages.map.chart import MapChart
from attache.ui.pages.map.page import MapPage

_FRAMES = 200
_ROUNDS = 15


def main(library: Path) -> None:
    """Measure on a library, and print what came out."""
    resources = bundled().resources
    paints = Paints(MapChart)
    app = make_application([sys.argv[0]], resources)
    with TemporaryDirectory() as data:
        parts = build(app, resources, library, Places(Path(data), Path(data), Path(data)))
        parts.window.resize(1280, 800)
        parts.window.show()
        settle(parts.window)
        opened = [paints.first(app, MapChart, partial(parts.window.open_page, "map"))[1]]
        page = parts.window.page("map")
        if not isinstance(page, MapPage):
            raise TypeError("there is another Map page")
        print(json.dumps({"opened": opened, **_measure(page)}))
        parts.close()


def _measure(page: MapPage) -> dict[str, list[float]]:
    chart, entries = page.chart, page.list.rows.spots
    told: dict[str, list[float]] = {"pan": [], "near": [], "zoom": [], "focus": []}
    chart.show_whole()
    # Enlarged so little that nearly everything is in view while there is somewhere to move.
    chart.zoom_by(1.2)
    told["pan"] = _pan(chart)
    for _ in range(_ROUNDS // 3):
        for act in (chart.zoom_in, chart.zoom_in, chart.zoom_out):
            told["zoom"].append(_painted(chart, act))
    told["near"] = _pan(chart)
    for number in range(_ROUNDS):
        entry = entries[number * len(entries) // _ROUNDS].entry.id
        told["focus"].append(_painted(chart, partial(page.open, entry=entry)))
    return told


def _pan(chart: MapChart) -> list[float]:
    """Move the map there and back as a hand does, and return how long each frame took."""
    chart.viewport().repaint()
    told, way = [], (9, 5)
    for _ in range(_FRAMES):
        before = chart.horizontalScrollBar().value()
        told.append(_painted(chart, partial(chart.pan, *way)))
        if chart.horizontalScrollBar().value() == before:
            way = (-way[0], -way[1])
    return told


def _painted(chart: MapChart, act: Callable[[], object]) -> float:
    """Return the milliseconds that an action and the painting after it take."""
    start = time.perf_counter()
    act()
    chart.viewport().repaint()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
