"""The screens of the map: all of it, focused on an entry, zoomed in, filtered, and with no entry left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.ui.pages.map.page import MapPage
from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield (name, function that shows it) for each screen; each builds on the one before."""
    if stage.scene is Scene.STUDYING:
        yield "map", lambda: stage.window.open_page("map")
        yield "map-focus", partial(_focus, stage)
        yield "map-chart", partial(_show_chart, stage)
        yield "map-zoomed", partial(_zoom, stage)
        yield "map-filtered", partial(_narrow, stage, Filters(kind=Kind.ORGANISATION))
        yield "map-empty", partial(_narrow, stage, Filters(kind=Kind.CASE_STUDY, theme="trends"))


def _page(stage: Stage) -> MapPage:
    return stage.page("map", MapPage)


def _show_chart(stage: Stage) -> None:
    """Show the map, also where the list is in its place."""
    _page(stage).view.press(1)


def _focus(stage: Stage) -> None:
    """Focus on the first organisation with a dozen relations or more."""
    library = stage.window.context.library
    spots = [spot for spot in library.atlas().spots if spot.entry.kind is Kind.ORGANISATION]
    wanted = next((s for s in spots if 12 <= len(library.neighbours(s.entry.id)) <= 20), spots[0])
    stage.window.open_page("map", entry=wanted.entry.id)


def _zoom(stage: Stage) -> None:
    """Zoom in on the focus."""
    for _ in range(2):
        _page(stage).chart.zoom_in()


def _narrow(stage: Stage, filters: Filters) -> None:
    """Show everything again, narrowed by filters."""
    page = _page(stage)
    while page.leave():
        pass
    page.chart.show_whole()
    page.filters.changed.emit(filters)
