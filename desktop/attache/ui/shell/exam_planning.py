"""Plans an exam in a worker while its values are being typed; only the last question is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, SignalInstance

from attache.study.exam import Break, Exam
from attache.ui.shell import jobs

if TYPE_CHECKING:
    # Only for types: the simulation is loaded by the worker.
    from attache.study.exam_plan import Alternative, ExamPlan
    from attache.study.forecast import Course, Situation


@dataclass(frozen=True, slots=True)
class Comparison:
    """What other habits lead to, and the course with the break that was asked about, if one was."""

    alternatives: tuple[Alternative, ...]
    with_break: Course | None = None


class ExamPlanning(QObject):
    """Emits ``planned(ExamPlan)``, then ``compared(Comparison)`` if that was asked for; or ``failed``."""

    planned = Signal(object)
    compared = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: list[jobs.Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # A page can be deleted while it is planned for; an answer has then nobody to go to.
        self.destroyed.connect(partial(_cancel, self._jobs))

    def ask(self, situation: Situation, exam: Exam, away: Break | None = None, *, compare: bool) -> None:
        """Plan an exam, and compare habits and a break; what was asked before is dropped."""
        self.cancel()
        self._start(lambda cancelled: _plan(situation, exam, cancelled), self.planned)
        if compare:
            self._start(lambda cancelled: _compare(situation, exam, away, cancelled), self.compared)

    def cancel(self) -> None:
        """Drop what is under way: no signal follows."""
        _cancel(self._jobs)

    def wait(self) -> bool:
        """Wait for the answers, whose signals come with the next events; return whether any were awaited."""
        awaited = bool(self._jobs)
        self._pool.waitForDone()
        return awaited

    def close_down(self) -> None:
        """Stop working."""
        self.cancel()
        self._pool.waitForDone()

    def _start(self, work: Callable[[Callable[[], bool]], object], answer: SignalInstance) -> None:
        def done(result: object) -> None:
            self._jobs.remove(job)
            answer.emit(result)

        def failed(error: Exception) -> None:
            self._jobs.remove(job)
            self.failed.emit(error)

        job = jobs.start(self._pool, work, done, failed)
        self._jobs.append(job)


def _cancel(under_way: list[jobs.Job], _deleted: QObject | None = None) -> None:
    for job in under_way:
        job.cancel()
    under_way.clear()


def _plan(situation: Situation, exam: Exam, cancelled: Callable[[], bool]) -> ExamPlan:
    from attache.study.exam_plan import make_plan

    return make_plan(situation, exam, cancelled)


def _compare(
    situation: Situation, exam: Exam, away: Break | None, cancelled: Callable[[], bool]
) -> Comparison:
    from attache.study.exam_plan import alternatives
    from attache.study.forecast import simulate

    course = None
    if away is not None:
        breaks = tuple(sorted((*situation.settings.breaks, (away.first, away.last))))
        course = simulate(replace(situation, settings=replace(situation.settings, breaks=breaks)), exam)
    return Comparison(alternatives(situation, exam, cancelled), course)
