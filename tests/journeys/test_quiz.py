"""A quiz from the choice to the results, its mistakes repeated, interrupted and continued."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.study.quiz import Confidence, Question, Way
from tests.journeys.conftest import Start
from tests.ui.fixtures import glossary_of
from tests.ui.quizzing import answer, quiz_of
from tests.ui.studying import focused, press, says, tab_to


def test_a_quiz_with_two_mistakes_is_interrupted_finished_and_retried(
    qtbot: QtBot, start_again: Start
) -> None:
    parts = start_again()
    window = parts.window
    before = parts.learner.progress.reviews.answers(10_000)
    window.commands["quiz"].trigger()
    settle(window)
    page = quiz_of(window)
    assert focused() is page.setup.start
    page.setup.lengths.chosen.emit(0)
    assert page.setup.start.text() == "Start quiz (10 questions)"
    press(qtbot, Qt.Key.Key_Return)
    assert page.quiz is not None
    assert len(page.quiz.questions) == 10

    # The program ends in the middle, and the next start continues at the same question.
    wrong: list[Question] = []
    for number in range(10):
        if number == 5:
            quiz = page.quiz
            parts = start_again()
            window = parts.window
            settle(window)
            assert window.shown == "quiz"
            page = quiz_of(window)
            assert page.quiz == quiz
        assert page.quiz is not None
        question = page.quiz.question
        assert question is not None
        errs = question.way is Way.CHOOSE and len(wrong) < 2
        if errs:
            wrong.append(question)
        answer(qtbot, page, right=not errs, confidence=Confidence.CERTAIN if errs else Confidence.FAIRLY)
        settle(window)
    assert len(wrong) == 2

    # The results have each mistake, the right answer and the way to its entry.
    texts = [label.text() for label in page.results.findChildren(QLabel)]
    assert "8 of 10 correct" in texts
    for question in wrong:
        assert question.prompt in texts
        assert question.expected[0] in texts
    link = next(each for each in page.results.findChildren(QPushButton) if each.objectName() == "textLink")
    link.click()
    settle(window)
    assert window.shown == "glossary"
    shown = glossary_of(window).place[0]
    assert shown[0] in {question.entry for question in wrong}
    press(qtbot, Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    settle(window)
    assert window.shown == "quiz"

    # The mistakes are asked again.
    tab_to(qtbot, says("Repeat missed (2)"))
    press(qtbot, Qt.Key.Key_Return)
    assert page.quiz is not None
    assert {question.key for question in page.quiz.questions} == {question.key for question in wrong}
    for _ in range(2):
        answer(qtbot, page)
        settle(window)
    assert "2 of 2 correct" in [label.text() for label in page.results.findChildren(QLabel)]
    assert parts.learner.progress.reviews.answers(10_000) == before, "the schedule stays as it was"

    # The quiz is kept with its score.
    tab_to(qtbot, says("New quiz"))
    press(qtbot, Qt.Key.Key_Return)
    settle(window)
    (line,) = page.setup.earlier.lines
    assert line.accessibleName() == "All cards, 80 %, Today, 10 questions"
    line.click()
    settle(window)
    assert "8 of 10 correct" in [label.text() for label in page.results.findChildren(QLabel)]


def test_the_mistakes_are_added_to_today(qtbot: QtBot, start_again: Start) -> None:
    parts = start_again()
    window, learner = parts.window, parts.learner
    window.commands["quiz"].trigger()
    settle(window)
    page = quiz_of(window)
    press(qtbot, Qt.Key.Key_Return)
    while page.is_asking:
        press(qtbot, Qt.Key.Key_Escape) if focused() is not page else None
        press(qtbot, Qt.Key.Key_S)
        settle(window)
    assert page.quiz is not None
    missed = {card for mistake in page.quiz.result.mistakes for _, card in mistake.missed if card}
    waiting = learner.progress.quizzes.not_waiting(missed, learner.now().day)
    assert waiting
    tab_to(qtbot, says("Add missed cards to today"))
    press(qtbot, Qt.Key.Key_Return)
    settle(window)
    assert learner.progress.quizzes.not_waiting(missed, learner.now().day) == []
    said = [label.text() for label in page.results.findChildren(QLabel)]
    assert f"{len(waiting)} cards added to today." in said
    # All of it is one action, which Study undoes.
    window.commands["study"].trigger()
    settle(window)
    window.commands["undo"].trigger()
    settle(window)
    assert set(learner.progress.quizzes.not_waiting(missed, learner.now().day)) == set(waiting)
