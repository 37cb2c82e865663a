"""The screens of Progress: charts, the page scrolled to its end, tables, and before the first answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attache.ui.pages.progress.page import ProgressPage
from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up; each builds on the one before."""
    if stage.scene is Scene.STUDYING:
        yield "progress", partial(stage.window.open_page, "progress")
        yield "progress-middle", partial(_scroll, stage, 0.5)
        yield "progress-end", partial(_scroll, stage, 1)
        yield "progress-tables", partial(_tables, stage)
    elif stage.scene is Scene.FIRST_START:
        yield "progress-first", partial(stage.window.open_page, "progress")
    else:
        yield "progress-away", partial(stage.window.open_page, "progress")


def _page(stage: Stage) -> ProgressPage:
    return stage.page("progress", ProgressPage)


def _scroll(stage: Stage, share: float) -> None:
    """Scroll down by a share of the page."""
    bar = _page(stage).column.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


def _tables(stage: Stage) -> None:
    """Show the tables, from the top."""
    stage.window.commands.run("progress-tables")
    _scroll(stage, 0)
