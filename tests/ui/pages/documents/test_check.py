"""Check questions are answered where they stand, are scheduled, and give nothing away before that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.base.entry import Card
from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from attache.study.memory import Phase, Rating, Recall
from attache.study.reading import SectionState
from attache.ui.pages.documents import Needs
from attache.ui.pages.documents.check import CheckQuestion
from attache.ui.pages.documents.page import DocumentsPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.widgets.card.face import CHOOSING, TYPING, strings
from attache.ui.widgets.section_marks import StateMark
from tests.ui.fixtures import SetClock, discard, show
from tests.ui.studying import a_card, digit, focused, learn, press
from tests.ui.texts import texts_of


@pytest.fixture
def page(qtbot: QtBot, context: Context, learner: Learner) -> Iterator[DocumentsPage]:
    """The Documents page in a section with check questions."""
    made = DocumentsPage(context)
    learner.changed.connect(made.refresh)
    made.resize(1096, 745)
    show(qtbot, made)
    made.open(section=context.library.guides()[2].sections[1].id)
    yield made
    made.close_down()
    discard(made)


def checks(page: DocumentsPage) -> list[CheckQuestion]:
    return page.reader.view.checks


def top(widget: QWidget, page: DocumentsPage) -> int:
    """Return how far down the page a widget begins."""
    return widget.mapTo(page, QPoint()).y()


def answer(qtbot: QtBot, check: CheckQuestion, rating: Rating = Rating.GOOD) -> str:
    """Answer a question rightly, by keys; return what stands above the answer before it is rated."""
    check.set_focus()
    if check.card.form in TYPING:
        qtbot.keyClicks(check.view.field, check.card.answer)
        press(qtbot, Qt.Key.Key_Return)
    elif check.card.form in CHOOSING:
        texts = [button.accessibleName() for button in check.view.options]
        press(qtbot, digit(texts.index(check.card.answer) + 1))
    else:
        press(qtbot, Qt.Key.Key_Space)
    assert check.is_answer_shown
    said = check.state.text() if check.state.isVisible() else ""
    press(qtbot, digit(rating))
    return said


def test_an_answer_is_the_first_review_of_its_card(
    qtbot: QtBot, page: DocumentsPage, learner: Learner
) -> None:
    check = checks(page)[0]
    assert check.is_open
    answer(qtbot, check)
    state = learner.progress.reviews.state(check.card.id)
    assert state.memory.phase is Phase.LEARNING
    assert state.memory.reps == 1
    assert learner.answers(9) == 1
    learner.finish_pending()
    assert check.outcome.isVisible()
    assert check.outcome.text().startswith("Rated Good, due in ")


def test_question_and_ratings_begin_and_end_on_the_same_lines(qtbot: QtBot, page: DocumentsPage) -> None:
    check = checks(page)[0]
    check.show_answer()
    QApplication.processEvents()
    ratings = [button for button in check.bar.buttons.values() if button.isVisible()]
    left, right = ratings[0].mapTo(check, QPoint()).x(), ratings[-1].mapTo(check, QPoint()).x()
    assert check.view.mapTo(check, QPoint()).x() == left
    assert check.view.mapTo(check, QPoint()).x() + check.view.width() == right + ratings[-1].width()


def test_the_band_of_the_ratings_reaches_the_frame_and_leaves_room_for_that_of_the_focus(
    page: DocumentsPage, context: Context
) -> None:
    check, colours = checks(page)[0], context.theme.palette

    def edge() -> list[str]:
        picture = check.grab().toImage()
        return [picture.pixelColor(x, check.bar.geometry().center().y()).name() for x in range(3)]

    page.reader.view.text.setFocus()
    assert edge() == [colour.lower() for colour in (colours.line, colours.sunk, colours.sunk)]
    check.setFocus()
    assert edge() == [colour.lower() for colour in (colours.accent, colours.accent, colours.sunk)]


class Ticks:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize("form", [CardForm.QUESTION, CardForm.TYPED])
def test_the_time_of_an_answer_counts_only_while_one_is_at_the_question(
    qtbot: QtBot, context: Context, learner: Learner, library: Library, form: CardForm
) -> None:
    ticks, pages, page, elsewhere = Ticks(), QStackedWidget(), QWidget(), QPushButton("Elsewhere")
    check = CheckQuestion(context._replace(ticks=ticks), a_card(library, form), 1, 1)
    text = QPushButton("The text of the section")
    down = QVBoxLayout(page)
    down.addWidget(text)
    down.addWidget(check)
    pages.addWidget(page)
    pages.addWidget(elsewhere)
    pages.resize(600, 600)
    show(qtbot, pages)
    for widget, seconds in ((text, 30), (check, 4), (text, 100), (check, 1)):
        check.set_focus() if widget is check else widget.setFocus()
        ticks.at += seconds
    pages.setCurrentWidget(elsewhere)
    elsewhere.setFocus()
    ticks.at += 500
    pages.setCurrentWidget(page)
    check.set_focus()
    ticks.at += 2
    answer(qtbot, check)
    overview = learner.overview()
    assert overview is not None
    assert overview.today.done.took == 7000
    discard(pages)


def test_nothing_below_an_answered_question_moves_and_the_focus_goes_on(
    qtbot: QtBot, page: DocumentsPage
) -> None:
    first, second = checks(page)[:2]
    first.set_focus()
    press(qtbot, Qt.Key.Key_Space)
    QApplication.processEvents()
    before = (first.height(), second.y())
    press(qtbot, digit(3))
    QApplication.processEvents()
    assert (first.height(), second.y()) == before
    assert first.outcome.text().startswith("Rated Good, ")
    place = first.outcome.mapTo(first, first.outcome.rect().center()).y()
    assert place > first.height() - first.bar.height(), "it stands where the ratings were"
    assert second.isAncestorOf(focused()) or focused() is second
    for check in checks(page)[1:]:
        answer(qtbot, check)
    assert focused() is page.reader.view.next


def test_an_answered_question_is_collapsed_with_its_state_when_one_comes_back(
    qtbot: QtBot, page: DocumentsPage, library: Library
) -> None:
    section = page.reader.section
    assert section is not None
    answer(qtbot, checks(page)[0], Rating.EASY)
    page.handlers()["next-section"]()
    page.open(section=section.id)
    check, other = checks(page)[:2]
    assert not check.is_open
    assert other.is_open
    assert check.state.isVisible()
    assert check.state.text().startswith("Answered, recall 100 %, due in ")
    assert check.asked.isVisible()
    assert check.height() < other.height()


def test_a_collapsed_question_that_is_not_due_is_practice(
    qtbot: QtBot, page: DocumentsPage, learner: Learner
) -> None:
    section = page.reader.section
    assert section is not None
    answer(qtbot, checks(page)[0], Rating.EASY)
    before = learner.progress.reviews.state(checks(page)[0].card.id)
    page.open(section=section.id)
    check = checks(page)[0]
    check.set_focus()
    press(qtbot, Qt.Key.Key_Space)
    assert check.is_open
    assert not check.is_answer_shown
    said = answer(qtbot, check, Rating.AGAIN)
    assert said == "Not due yet: this answer does not change your schedule."
    after = learner.progress.reviews.state(check.card.id)
    assert after.memory.due_day == before.memory.due_day
    assert after.memory.phase is Phase.REVIEW


def test_an_answer_is_undone_and_the_question_is_asked_again(
    qtbot: QtBot, page: DocumentsPage, learner: Learner
) -> None:
    check = checks(page)[0]
    assert Needs.UNDO not in page.conditions()
    answer(qtbot, check)
    assert Needs.UNDO in page.conditions()
    page.handlers()["undo-check"]()
    assert learner.progress.reviews.state(check.card.id).memory.phase is Phase.NEW
    assert check.is_open
    assert not check.is_answer_shown
    assert Needs.UNDO not in page.conditions()
    page.handlers()["undo-check"]()
    assert learner.progress.reviews.state(check.card.id).memory.reps == 0


def test_what_was_answered_elsewhere_is_not_undone_here(
    qtbot: QtBot, page: DocumentsPage, learner: Learner
) -> None:
    check, other = checks(page)[:2]
    answer(qtbot, check)
    learn(learner.progress, [other.card.id], Rating.GOOD)
    assert Needs.UNDO not in page.conditions()
    page.handlers()["undo-check"]()
    assert learner.progress.reviews.state(other.card.id).memory.phase is Phase.LEARNING
    assert learner.progress.reviews.state(check.card.id).memory.phase is Phase.LEARNING


def test_an_answer_that_cannot_be_saved_leaves_the_question_as_it_is(
    qtbot: QtBot, page: DocumentsPage, learner: Learner, clock: SetClock
) -> None:
    check = checks(page)[0]
    check.set_focus()
    press(qtbot, Qt.Key.Key_Space)
    learner.release()
    press(qtbot, digit(3))
    assert check.is_answer_shown
    assert not check.outcome.isVisible()


def test_a_question_may_come_before_the_text(qtbot: QtBot, page: DocumentsPage) -> None:
    view, check = page.reader.view, checks(page)[0]
    assert view.first.isVisible()
    view.first.click()
    QApplication.processEvents()
    assert top(check, page) < top(view.text, page)
    assert check.isAncestorOf(focused()) or focused() is check
    assert not view.first.isVisible()


def test_two_questions_may_be_tried_before_the_text_and_then_one_reads(
    qtbot: QtBot, page: DocumentsPage
) -> None:
    view = page.reader.view
    assert len(checks(page)) == 3
    for number, words in enumerate(("Try a question before you read", "Try another question")):
        assert view.first.text() == words
        view.first.click()
        QApplication.processEvents()
        check = checks(page)[number]
        assert top(check, page) < top(view.text, page)
        assert not view.first.isVisible(), "one at a time"
        answer(qtbot, check)
        assert focused() is view.text
    assert not view.first.isVisible(), "the last one is for the end"
    assert top(checks(page)[2], page) > top(view.text, page)
    answer(qtbot, checks(page)[2])
    assert focused() is view.next


def test_a_question_that_fades_says_so_as_the_outline_does(
    qtbot: QtBot, page: DocumentsPage, learner: Learner, clock: SetClock
) -> None:
    section = page.reader.section
    assert section is not None
    learner.reading.set_read(section.id)
    learn(learner.progress, [check.card.id for check in checks(page)], Rating.EASY)
    clock.move(hours=24 * 200)
    learner.announce(Changes.of(ChangeKind.TIME))
    page.open(section=section.id)
    assert page.reader.outline.rows[section.id].state is SectionState.FADING
    for check in checks(page):
        assert [mark.state for mark in check.findChildren(StateMark)] == [Recall.FADING]
        assert check.state.text().startswith("Fading, recall ")


def test_an_answer_is_whole_when_the_question_is_asked_again(
    qtbot: QtBot, page: DocumentsPage, learner: Learner
) -> None:
    """A state of several words stands above it, which must take no room from it."""
    section = page.reader.section
    assert section is not None
    learn(learner.progress, [check.card.id for check in checks(page)], Rating.GOOD)
    page.context.theme.set_zoom(200)
    page.resize(560, 700)
    page.open(section=section.id)
    for check in checks(page):
        check.open()
        check.set_focus()
        check.show_answer()
        QApplication.processEvents()
        end = check.view.mapTo(check, QPoint(0, check.view.height())).y()
        assert end <= check.bar.y()
        assert check.bar.geometry().bottom() < check.height()


def test_the_mark_of_a_question_grows_with_the_text(
    qtbot: QtBot, page: DocumentsPage, learner: Learner
) -> None:
    section = page.reader.section
    assert section is not None
    learn(learner.progress, [checks(page)[0].card.id], Rating.EASY)
    page.open(section=section.id)
    mark = checks(page)[0].findChildren(StateMark)[0]
    before = mark.width()
    page.context.theme.set_zoom(200)
    QApplication.processEvents()
    assert mark.width() == 2 * before


def hidden_in(card: Card) -> list[str]:
    """Return what a card asks for, except what its question says as well."""
    answers = strings(card, "items") if card.form is CardForm.LIST else (card.answer, *strings(card, "cloze"))
    asked = f" {fold(card.asked(''))} "
    return [each for each in answers if f" {fold(each)} " not in asked]


@pytest.mark.parametrize("form", CardForm)
def test_no_text_of_a_question_gives_its_answer_away(
    qtbot: QtBot, context: Context, learner: Learner, library: Library, form: CardForm
) -> None:
    """Neither before the answer is shown, nor in the line that is left of a question that was answered."""
    card = a_card(library, form, lambda each: bool(hidden_in(each)))
    for answered in (False, True):
        check = CheckQuestion(context, card, 1, 3)
        check.resize(540, 400)
        show(qtbot, check)
        assert check.is_open is not answered
        options = {button.accessibleName() for button in check.view.options} | {
            button.text() for button in check.view.options
        }
        for text in texts_of(check, hidden=True) - options:
            for answer_ in hidden_in(card):
                assert f" {fold(answer_)} " not in f" {fold(text)} ", text
        learn(learner.progress, [card.id], Rating.GOOD)
        discard(check)


@pytest.mark.parametrize("form", CardForm)
def test_every_form_is_answered_in_place(
    qtbot: QtBot, context: Context, learner: Learner, library: Library, form: CardForm
) -> None:
    card = a_card(library, form)
    check = CheckQuestion(context, card, 1, 1)
    check.resize(540, 500)
    show(qtbot, check)
    answer(qtbot, check)
    assert learner.progress.reviews.state(card.id).memory.reps == 1
    discard(check)
