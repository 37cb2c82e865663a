"""The Quiz page: what to ask, one question at a time, and the results."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    QUESTION = "a question is asked"
    BACK = "there is a question before this one"
    SURE = "you are asked how sure you are"


PAGE = PageSpec(
    id="quiz",
    title="Quiz",
    icon="list-checks",
    rail=RailPlace.TOP,
    opening=Command(
        "quiz",
        "Quiz",
        Menu.STUDY,
        "list-checks",
        ("Ctrl+6",),
        also="test exam practice questions multiple choice match confidence continue resume score",
    ),
    commands=(
        Command("quiz-guess", "Guess", Menu.STUDY, "", ("G",), 6, Needs.SURE, repeats=False),
        Command("quiz-fairly", "Fairly sure", Menu.STUDY, "", ("F",), 6, Needs.SURE, repeats=False),
        Command("quiz-certain", "Certain", Menu.STUDY, "", ("C",), 6, Needs.SURE, repeats=False),
        Command(
            "quiz-back",
            "Previous question",
            Menu.STUDY,
            "arrow-left",
            ("B",),
            7,
            Needs.BACK,
            repeats=False,
            also="back change answer quiz",
        ),
        Command(
            "quiz-skip",
            "Skip the question",
            Menu.STUDY,
            "arrow-right",
            ("S",),
            7,
            Needs.QUESTION,
            repeats=False,
            also="next later pass quiz",
        ),
        Command(
            "quiz-finish",
            "Finish the quiz",
            Menu.STUDY,
            "check",
            (),
            7,
            Needs.QUESTION,
            repeats=False,
            also="end stop results quiz",
        ),
    ),
    follows=frozenset(
        (
            ChangeKind.QUIZZES,
            ChangeKind.BOOKMARKS,
            ChangeKind.REVIEWS,
            ChangeKind.READING,
            ChangeKind.SETTINGS,
            ChangeKind.TIME,
        )
    ),
    needs_progress=True,
    factory="attache.ui.pages.quiz.page:QuizPage",
    screens="attache.ui.pages.quiz.screens:screens",
)
