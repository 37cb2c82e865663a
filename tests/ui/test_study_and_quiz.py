"""What Study and Quiz have in common to the eye: the buttons above, the space below a question, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, cast

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton, QWidget

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.vocabulary import CardForm
from attache.study.quiz import QuizForm
from attache.ui.pages.quiz.answers import ChooseView, FieldsView
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.window import Window
from tests.ui.quizzing import a_quiz, quiz_of
from tests.ui.studying import only


class Ink(NamedTuple):
    """Where the first and the last column of what is drawn are, in pixels of the window."""

    left: int
    right: int


@pytest.fixture
def window(parts: Parts) -> Window:
    parts.window.resize(1280, 800)
    return parts.window


def study(window: Window, form: CardForm) -> StudyPage:
    """Ask a card of a form on the Study page."""
    only(window.context.learner, form)
    window.open_page("study")
    page = cast("StudyPage", window.page("study"))
    page.begin()
    settle(window)
    return page


def ink(window: Window, widget: QWidget) -> Ink:
    """Return where the words or the icon of a button are."""
    paper = QColor(window.context.theme.palette.paper)
    box = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
    image = window.grab(box).toImage()
    columns = [
        x for x in range(image.width()) if any(image.pixelColor(x, y) != paper for y in range(image.height()))
    ]
    return Ink(box.left() + columns[0], box.left() + columns[-1])


def top(window: Window, widget: QWidget) -> int:
    return widget.mapTo(window, widget.rect().topLeft()).y()


def rows(window: Window) -> Iterator[list[QWidget]]:
    """Yield the buttons above a card and above a question, each row while it is shown."""
    panel = study(window, CardForm.TERM).panel
    yield [panel.undo_button, panel.entry_button, panel.more_button]
    window.open_page("quiz")
    page = quiz_of(window)
    page.start(a_quiz(window, QuizForm.TERM))
    settle(window)
    yield [page.panel.back_button, page.panel.skip_button, page.panel.finish_button]


def test_the_buttons_above_end_under_the_menu_and_have_one_gap(window: Window) -> None:
    menu = next(each for each in window.top.findChildren(QToolButton) if each.menu() is not None)
    tops, gaps = set(), []
    for row in rows(window):
        for button in row:
            button.setEnabled(True)
        settle(window)
        places = [ink(window, button) for button in row]
        assert abs(places[-1].right - ink(window, menu).right) <= 2
        gaps += [after.left - before.right for before, after in pairwise(places)]
        tops.add(top(window, row[-1]))
    assert len(tops) == 1
    assert max(gaps) - min(gaps) <= 2, gaps


@pytest.mark.parametrize(
    ("card", "asked", "first_of_card", "first_asked"),
    [
        (
            CardForm.CHOICE,
            QuizForm.TERM,
            lambda page: page.panel.card.options[0],
            lambda view: cast("ChooseView", view).options[0],
        ),
        (
            CardForm.TYPED,
            QuizForm.TYPED,
            lambda page: page.panel.card.field,
            lambda view: cast("FieldsView", view).fields[0],
        ),
    ],
)
def test_an_answer_is_as_far_below_its_question_and_has_the_same_face(
    window: Window,
    card: CardForm,
    asked: QuizForm,
    first_of_card: Callable[[StudyPage], QWidget],
    first_asked: Callable[[QWidget | None], QWidget],
) -> None:
    page = study(window, card)
    first = first_of_card(page)
    prompt = page.panel.card.prompt
    gap = top(window, first) - top(window, prompt) - prompt.height()
    window.open_page("quiz")
    quiz = quiz_of(window)
    quiz.start(a_quiz(window, asked))
    settle(window)
    above = quiz.panel.cue if quiz.panel.cue.isVisible() else quiz.panel.prompt
    same = first_asked(quiz.panel.view)
    assert top(window, same) - top(window, above) - above.height() == gap
    assert (same.font().family(), same.font().pixelSize()) == ("Literata", first.font().pixelSize())
    assert first.font().family() == "Literata"
