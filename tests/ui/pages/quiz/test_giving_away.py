"""No text of the window holds the answer of a question before it is shown, whatever its form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.text import fold
from attache.study.quiz import Confidence, Question, Quiz, QuizForm, Way
from attache.ui.pages.quiz.answers import ChooseView
from attache.ui.pages.quiz.page import QuizPage
from attache.ui.shell.window import Window
from tests.ui.quizzing import a_quiz, answer, quiz_of
from tests.ui.texts import texts_of

SAMPLE = 8


@pytest.fixture
def window(parts: Parts) -> Window:
    parts.window.commands["quiz"].trigger()
    settle(parts.window)
    return parts.window


@pytest.fixture
def page(window: Window) -> QuizPage:
    return quiz_of(window)


def asked(page: QuizPage) -> Question:
    """Return the question that is asked."""
    assert page.quiz is not None
    assert page.quiz.question is not None
    return page.quiz.question


def texts(window: Window, page: QuizPage) -> set[str]:
    """Return all texts that are shown, and those of the page that are hidden."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return texts_of(window) | texts_of(page.panel, hidden=True) | texts_of(page.results, hidden=True)


def leaks(window: Window, page: QuizPage, frame: set[str]) -> list[tuple[str, str]]:
    """Return each part of the answer with the text that gives it away."""
    question = asked(page)
    prompt = f" {fold(question.prompt)} "
    offered = {fold(text) for text in (*question.options, *question.definitions)}
    return [
        (answer, text)
        for answer in question.expected
        if f" {fold(answer)} " not in prompt
        for text in texts(window, page) - frame
        if f" {fold(answer)} " in f" {fold(text)} "
        and fold(text) not in offered
        and fold(text.partition(": ")[2]) not in offered
    ]


@pytest.mark.parametrize("form", QuizForm)
def test_no_text_holds_the_answer_before_it_is_shown(page: QuizPage, window: Window, form: QuizForm) -> None:
    frame = texts(window, page)
    page.start(a_quiz(window, form, length=SAMPLE))
    while page.is_asking:
        assert leaks(window, page, frame) == [], asked(page).key
        page.skip()


@pytest.mark.parametrize("form", QuizForm)
def test_the_answers_are_gone_when_mistakes_are_asked_again(
    qtbot: QtBot, page: QuizPage, window: Window, form: QuizForm
) -> None:
    frame = texts(window, page)
    page.start(a_quiz(window, form, length=2))
    for _ in range(2):
        answer(qtbot, page, right=False)
        settle(window)
    shown = " ".join(fold(text) for text in texts(window, page))
    assert page.quiz is not None
    assert all(fold(question.expected[0]) in shown for question in page.quiz.questions)
    page.retry()
    settle(window)
    assert leaks(window, page, frame) == []


def test_a_recalled_answer_is_shown_only_when_it_is_asked_for(page: QuizPage, window: Window) -> None:
    frame = texts(window, page)
    page.start(a_quiz(window, QuizForm.QUESTION, length=2))
    page.panel.be_sure(Confidence.GUESS)
    assert leaks(window, page, frame)
    page.skip()
    page.back()
    page.skip()
    assert leaks(window, page, frame) == []


def test_the_right_option_looks_like_the_others(page: QuizPage, window: Window) -> None:
    page.start(a_quiz(window, QuizForm.TERM, QuizForm.CONFUSABLE, QuizForm.FACT, length=9))
    while page.is_asking:
        view = page.panel.view
        assert isinstance(view, ChooseView)
        looks = {
            (each.accessibleDescription(), each.toolTip(), each.property("state"), each.isEnabled())
            for each in view.options
        }
        assert len(looks) == 1
        page.skip()


def test_a_test_that_looks_finds_an_answer(page: QuizPage, window: Window) -> None:
    frame = texts(window, page)
    typed = Question("k", QuizForm.TYPED, Way.TYPE, "Where?", ("Ouagadougou",), ("attache:nato",))
    page.start(Quiz.of(a_quiz(window).options, (typed,)))
    widget = page.panel.told
    places: list[Callable[[str], object]] = [widget.setToolTip, widget.setStatusTip, widget.setAccessibleName]
    for place in (*places, window.setWindowTitle):
        place("Here stands OUAGADOUGOU.")
        assert leaks(window, page, frame), place
        place("")
