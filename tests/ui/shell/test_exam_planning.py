"""An exam is planned in a worker, and only for those who still wait for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.study.exam import Exam
from attache.ui.shell.exam_planning import ExamPlanning


def test_a_plan_reaches_nobody_once_the_page_is_deleted(
    parts: Parts, qtbot: QtBot, qapp: QApplication
) -> None:
    learner = parts.learner
    exam = Exam("Exam", learner.now().day + 30, planned_on=learner.now().day)
    situation = learner.exams.situation(exam)
    assert situation is not None
    waiting = QObject()
    planning = ExamPlanning(waiting)
    planned: list[object] = []
    planning.planned.connect(planned.append)
    planning.ask(situation, exam, compare=True)
    planning.wait()
    waiting.deleteLater()
    QCoreApplication.sendPostedEvents(waiting, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    assert planned == []


def test_a_plan_reaches_who_waits_for_it(parts: Parts, qtbot: QtBot) -> None:
    learner = parts.learner
    exam = Exam("Exam", learner.now().day + 30, planned_on=learner.now().day)
    situation = learner.exams.situation(exam)
    assert situation is not None
    planning = ExamPlanning(parts.window)
    with qtbot.waitSignals([planning.planned, planning.compared]):
        planning.ask(situation, exam, compare=True)
