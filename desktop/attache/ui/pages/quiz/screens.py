"""The screens of the quiz: what to ask, a question of each way, matching, and the results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from attache.study.quiz import Confidence, Quiz, QuizForm, QuizOptions, Timing, Way
from attache.study.quiz_making import questions
from attache.study.scope import Scope
from attache.ui.pages.quiz.page import QuizPage
from attache.ui.shell.screens import Scene, Screen, Stage

_SEED = 5
_FORMS = (
    QuizForm.TERM, QuizForm.CONFUSABLE, QuizForm.TYPED, QuizForm.QUESTION, QuizForm.LIST, QuizForm.MATCH,
    QuizForm.FACT,
)  # fmt: skip
_EARLIER = (0.6, 0.65, 0.75)
_LENGTH = 20


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield each screen's name and what brings it up; each builds on the one before."""
    if stage.scene is Scene.FIRST_START:
        yield "quiz-first", partial(stage.window.open_page, "quiz")
    elif stage.scene is Scene.STUDYING:
        yield "quiz", partial(_earlier, stage)
        for form in _FORMS:
            yield f"quiz-{form}", partial(_ask, stage, form)
        yield "quiz-answer", partial(_open, stage)
        yield "quiz-matching", partial(_match, stage)
        yield "quiz-results", partial(_results, stage)
        yield "quiz-again", partial(_set_up, stage)


def _page(stage: Stage) -> QuizPage:
    return stage.page("quiz", QuizPage)


def _made(stage: Stage, options: QuizOptions) -> Quiz:
    context = stage.window.context
    material = context.learner.quizzes.material(context.library, options, _SEED)
    return Quiz.of(options, questions(material, options, _SEED))


def _earlier(stage: Stage) -> None:
    """Finish some quizzes, and show what another could ask."""
    learner = stage.window.context.learner
    made = _made(stage, QuizOptions(length=_LENGTH))
    for right in _EARLIER:
        quiz = made
        saved = learner.quizzes.start(quiz)
        for number in range(_LENGTH):
            asked = quiz.question
            if asked is not None:
                quiz = quiz.answer(asked.expected if number < right * _LENGTH else ("",), None, 15_000)
        if saved is not None:
            learner.quizzes.save(saved._replace(quiz=quiz))
    stage.window.open_page("quiz")


def _ask(stage: Stage, form: QuizForm) -> None:
    """Ask a question of one form, as the seventh of a quiz."""
    page = _page(stage)
    page.finish()
    page.show_setup()
    options = QuizOptions(length=_LENGTH, forms=frozenset((form,)), confidence=form is not QuizForm.FACT)
    quiz = _made(stage, options)
    page.start(replace(quiz, place=min(6, len(quiz.questions) - 1)))
    page.panel.press(ord("2"))


def _open(stage: Stage) -> None:
    """Show the answer of a question that is recalled."""
    _ask(stage, QuizForm.QUESTION)
    _page(stage).panel.be_sure(Confidence.FAIRLY)


def _match(stage: Stage) -> None:
    """Place two terms, and choose a third."""
    _ask(stage, QuizForm.MATCH)
    for key in "21A1C3":
        _page(stage).panel.press(ord(key))


def _results(stage: Stage) -> None:
    """Answer a quiz with three mistakes."""
    page = _page(stage)
    page.finish()
    page.show_setup()
    page.start(_made(stage, QuizOptions(length=_LENGTH)))
    number = 0
    while (quiz := page.quiz) is not None and quiz.question is not None:
        asked, number = quiz.question, number + 1
        sure = (Confidence.CERTAIN, Confidence.CERTAIN, Confidence.FAIRLY, Confidence.GUESS)[number % 4]
        given = asked.expected
        if number in (3, 8, 15):
            others = [text for text in asked.options if text not in asked.expected]
            given = tuple(reversed(asked.expected)) if asked.way is Way.MATCH else tuple(others[:1]) or ("",)
        page.answer(given, sure)


def _set_up(stage: Stage) -> None:
    """Show what another quiz could ask, of one document."""
    page = _page(stage)
    page.show_setup()
    document = stage.window.context.library.documents()[2]
    scope = Scope(document=document.id, words=document.short)
    page.setup.changed.emit(QuizOptions(scope, forms=frozenset(_FORMS), timing=Timing.EACH))
