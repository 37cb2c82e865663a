"""The screens of the documents: the shelf, a section, and a check question on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attache.study.memory import Rating
from attache.ui.pages.documents.page import DocumentsPage
from attache.ui.shell.screens import Scene, Screen, Stage

_READ = 5
"""Sections that are read for the pictures."""


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up."""
    if stage.scene is Scene.FIRST_START:
        yield "documents-new", partial(stage.window.open_page, "documents")
    elif stage.scene is Scene.STUDYING:
        yield "documents-section", partial(_read, stage)
        yield "documents-check", partial(_check, stage)
        yield "documents-answered", partial(_answer, stage)
        yield "documents", partial(_shelf, stage)


def _page(stage: Stage) -> DocumentsPage:
    return stage.page("documents", DocumentsPage)


def _read(stage: Stage) -> None:
    """Read some sections of a document."""
    stage.window.open_page("documents", guide=stage.window.context.library.guides()[2].id)
    for _ in range(_READ):
        _page(stage).reader.go_on()


def _check(stage: Stage) -> None:
    """Show the answer to the first check question that is open."""
    checks = _page(stage).reader.view.checks
    check = next((each for each in checks if each.is_open), checks[0])
    check.open()
    check.set_focus()
    check.show_answer()


def _answer(stage: Stage) -> None:
    """Rate it."""
    for check in _page(stage).reader.view.checks:
        if check.is_answer_shown:
            check.rate(Rating.GOOD)


def _shelf(stage: Stage) -> None:
    """Go back to the shelf."""
    _page(stage).show_shelf()
