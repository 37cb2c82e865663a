"""The screens of the timeline: the whole of it, focused on an entry, zoomed in, and with no date left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.ui.pages.timeline.page import TimelinePage
from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield (name, function that shows it) for each screen; each builds on the one before."""
    if stage.scene is Scene.STUDYING:
        yield "timeline", lambda: stage.window.open_page("timeline")
        yield "timeline-focus", partial(_focus, stage)
        yield "timeline-chart", partial(_show_chart, stage)
        yield "timeline-zoomed", partial(_zoom, stage)
        yield "timeline-empty", partial(_narrow, stage)


def _page(stage: Stage) -> TimelinePage:
    return stage.page("timeline", TimelinePage)


def _focus(stage: Stage) -> None:
    """Focus on the entry with the most dates."""
    ids = [event.entry.id for event in stage.window.context.library.timeline()]
    stage.window.open_page("timeline", entry=max(sorted(set(ids)), key=ids.count))


def _show_chart(stage: Stage) -> None:
    """Show the chart, also where the list is in its place."""
    _page(stage).view.press(1)


def _zoom(stage: Stage) -> None:
    """Zoom in."""
    for _ in range(3):
        _page(stage).chart.zoom_in()


def _narrow(stage: Stage) -> None:
    """Ask for what no entry has."""
    _page(stage).filters.changed.emit(Filters(kind=Kind.CASE_STUDY, theme="trends"))
