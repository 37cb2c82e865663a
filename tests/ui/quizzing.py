"""How tests answer the questions of a quiz by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.study.quiz import Confidence, Quiz, QuizForm, QuizOptions, Way
from attache.study.quiz_making import questions
from attache.ui.shell.window import Window
from tests.ui.studying import digit, focused, press

if TYPE_CHECKING:
    from attache.ui.pages.quiz.page import QuizPage

KEYS = {
    Confidence.GUESS: Qt.Key.Key_G,
    Confidence.FAIRLY: Qt.Key.Key_F,
    Confidence.CERTAIN: Qt.Key.Key_C,
}


def quiz_of(window: Window) -> QuizPage:
    """Return the Quiz page."""
    return cast("QuizPage", window.page("quiz"))


def a_quiz(window: Window, *forms: QuizForm, length: int = 5, **options: object) -> Quiz:
    """Return a quiz of the library of a window, the same each time."""
    wanted = QuizOptions(length=length, forms=frozenset(forms or QuizForm), **options)  # type: ignore[arg-type]
    context = window.context
    material = context.learner.quizzes.material(context.library, wanted, 1)
    return Quiz.of(wanted, questions(material, wanted, 1))


def answer(
    qtbot: QtBot, page: QuizPage, right: bool = True, confidence: Confidence = Confidence.CERTAIN
) -> None:
    """Answer the current question by keys; go on to the next."""
    quiz = page.quiz
    assert quiz is not None
    question = quiz.question
    assert question is not None
    parts = question.expected
    if question.way is Way.CHOOSE:
        wanted = [number for number, text in enumerate(question.options, 1) if (text in parts) is right]
        press(qtbot, digit(wanted[0]))
    elif question.way in (Way.TYPE, Way.FILL):
        for text in parts if question.way is Way.FILL else parts[:1]:
            qtbot.keyClicks(focused(), text if right else "xyzzy")
            press(qtbot, Qt.Key.Key_Return)
    elif question.way is Way.MATCH:
        for number, text in enumerate(parts if right else reversed(parts)):
            press(qtbot, digit(question.options.index(text) + 1), Qt.Key(Qt.Key.Key_A + number))
        press(qtbot, Qt.Key.Key_Return)
        return
    if quiz.asks_confidence:
        press(qtbot, KEYS[confidence])
    else:
        press(qtbot, Qt.Key.Key_Return)
    if question.way is Way.CHECK:
        if len(parts) > 1:
            for _ in parts if right else ():
                press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Tab)
            page.setFocus()
            press(qtbot, Qt.Key.Key_Return)
        else:
            press(qtbot, digit(2 if right else 1))
