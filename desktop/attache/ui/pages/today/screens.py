"""The screens of Today: on the first start, during study, during a restore, and after an absence of weeks."""

from __future__ import annotations

from collections.abc import Iterator

from attache.study.reading import ReadingPlace
from attache.ui.shell.maintenance import RESTORING
from attache.ui.shell.screens import Scene, Screen, Stage

_READ = 4
"""Sections of a document that were read."""


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up."""
    window, learner = stage.window, stage.window.context.learner

    def open_today() -> None:
        window.open_page("today")

    def plan() -> None:
        learner.set_plan(7)
        open_today()

    def restore() -> None:
        open_today()
        window.maintenance.release(RESTORING)
        window.work_bar.display(RESTORING, 0.4)
        window.work_bar.show()

    def use_up_minutes() -> None:
        learner.set_settings(minutes=1)
        open_today()

    def read_some() -> None:
        _read_sections(stage)
        open_today()

    if stage.scene is Scene.STUDYING:
        yield "today", read_some
        yield "today-full", use_up_minutes
        learner.reset_settings("minutes")
        yield "today-restoring", restore
        window.work_bar.display("")
        learner.open()
    elif stage.scene is Scene.FIRST_START:
        yield "today-first", open_today
    else:
        yield "today-away", open_today
        yield "today-plan", plan
        learner.set_plan(0)


def _read_sections(stage: Stage) -> None:
    """Read some sections of the second study guide, and stop at the next one; a small library has none."""
    context = stage.window.context
    for guide in context.library.guides()[1:2]:
        for section in guide.sections[:_READ]:
            context.learner.reading.set_read(section.id)
        for section in guide.sections[_READ:][:1]:
            context.learner.reading.stop_at(ReadingPlace(guide.id, section.id))
