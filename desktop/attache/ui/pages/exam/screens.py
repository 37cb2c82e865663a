"""The screens of the Exam page: before there is an exam, a plan, one out of reach, a break, and the past."""

from __future__ import annotations

from collections.abc import Iterator

from attache.study.exam import Break, Exam
from attache.ui.shell.screens import Scene, Screen, Stage


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up."""
    window, learner = stage.window, stage.window.context.learner
    if stage.scene is not Scene.STUDYING:
        return
    day = learner.now().day

    def open_exam() -> None:
        window.open_page("exam")

    def planned() -> None:
        learner.exams.save(Exam("Staff college paper", day + 51, planned_on=day, forecast=90.0))
        open_exam()

    def tight() -> None:
        learner.exams.save(Exam("Entrance test", day + 12, core=False, minutes=10, planned_on=day))
        open_exam()

    def with_break() -> None:
        planned()
        learner.exams.add_break(Break(day + 10, day + 16))
        open_exam()

    def today() -> None:
        window.open_page("today")

    yield "exam-new", open_exam
    yield "exam", planned
    yield "exam-tight", tight
    yield "exam-break", with_break
    yield "today-exam", today
    learner.set_settings(exams=(), breaks=())
