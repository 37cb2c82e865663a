"""The Quiz page: what is chosen, how each question is answered, the time, the results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.errors import KnownError
from attache.study.quiz import SECONDS, Confidence, Question, Quiz, QuizForm, QuizOptions, Timing, Way
from attache.study.scope import Scope
from attache.ui.pages.quiz.answers import CheckView, ChooseView, FieldsView
from attache.ui.pages.quiz.earlier import EarlierLine
from attache.ui.pages.quiz.matching import MatchView
from attache.ui.pages.quiz.page import QuizPage
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.window import Window
from attache.ui.widgets.card.key_button import KeyButton
from tests.ui.drawings import element, place, svg_of
from tests.ui.fixtures import SetClock, show
from tests.ui.keyboards import LAYOUTS, press_place, with_keyboard
from tests.ui.quizzing import a_quiz, answer, quiz_of
from tests.ui.studying import focused, press, says

Key = Qt.Key


class Ticks:
    """The seconds that pass only if the test says so."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def window(parts: Parts) -> Window:
    parts.window.commands["quiz"].trigger()
    settle(parts.window)
    return parts.window


@pytest.fixture
def page(window: Window) -> QuizPage:
    return quiz_of(window)


def texts(page: QuizPage) -> list[str]:
    """Return the labels of the results."""
    return [label.text() for label in page.results.findChildren(QLabel)]


def answer_of(view: QWidget) -> str:
    """Return the answer that a question shows, "" before it does."""
    label = view.findChild(PlainLabel, "quizAnswer")
    return label.text() if label is not None else ""


def place_of(page: QuizPage) -> int:
    """Return which question is asked, counted from 0."""
    assert page.quiz is not None
    return page.quiz.place


def earlier(page: QuizPage) -> list[EarlierLine]:
    """Return the earlier quizzes that are listed."""
    return page.setup.earlier.lines


# What is chosen


def test_a_new_quiz_asks_twenty_questions_of_everything(page: QuizPage) -> None:
    setup = page.setup
    assert focused() is setup.start
    assert setup.start.text() == "Start quiz (20 questions)"
    assert setup.duration.text() == "about 7 minutes"
    assert all(box.isChecked() for box in setup.forms.values())
    assert "Your results will appear here." in [label.text() for label in setup.findChildren(QLabel)]


def test_the_counts_follow_the_scope_and_a_form_with_none_is_disabled(page: QuizPage) -> None:
    setup = page.setup
    before = setup.forms[QuizForm.QUESTION].accessibleName()
    theme = page.context.library.themes()[0]
    setup.theme_chip.menu().aboutToShow.emit()
    next(each for each in setup.theme_chip.menu().actions() if each.text() == theme.title).trigger()
    assert page.setup.options.scope.theme == theme.id
    assert [name for name, chip in setup.scopes.items() if chip.isChecked()] == ["theme"]
    assert setup.theme_chip.accessibleName() == f"Theme: {theme.title}"
    assert setup.forms[QuizForm.QUESTION].accessibleName() != before
    setup.document.menu().aboutToShow.emit()
    setup.document.menu().actions()[0].trigger()
    assert page.setup.options.scope.document == page.context.library.documents()[0].id
    setup.scopes["missed"].click()
    assert setup.duration.text() == "You did not rate any card Again when you last answered it."
    assert not setup.start.isEnabled()
    assert not any(box.isEnabled() for box in setup.forms.values())
    assert setup.help.isVisible()
    setup.scopes["bookmarks"].click()
    assert setup.duration.text() == "There are no questions here. Choose other cards."
    setup.scopes["all"].click()
    off = page.context.library.card_count - page.context.learner.quizzes.sizes(setup.options)[0]
    assert off > 0
    assert f" {off:,} more cards are turned off in Settings." in setup.scopes["all"].toolTip()
    setup.only_read.click()
    assert setup.duration.text() == "No section was marked as read yet."
    setup.only_read.click()
    for box in setup.forms.values():
        box.click()
    assert setup.duration.text() == "Choose a question type that has questions."
    setup.forms[QuizForm.EXAMPLE].click()
    assert setup.start.isEnabled()


def test_length_time_and_order_are_chosen_and_kept_for_next_time(page: QuizPage, window: Window) -> None:
    setup = page.setup
    setup.lengths.chosen.emit(3)
    setup.timings.chosen.emit(2)
    setup.hardest.click()
    setup.confidence.click()
    assert setup.options.length == 0
    assert setup.start.text() == "Start quiz (300 questions)"
    setup.lengths.chosen.emit(0)
    page.begin()
    quiz = page.quiz
    assert quiz is not None
    assert (len(quiz.questions), quiz.options.timing, quiz.options.hardest) == (10, Timing.TOTAL, True)
    assert not quiz.options.confidence
    page.finish()
    assert page.context.learner.quizzes.last_options() == quiz.options


def test_bookmarks_and_missed_cards_make_a_quiz(page: QuizPage) -> None:
    learner = page.context.learner
    learner.toggle_bookmark("attache:nato")
    page.setup.scopes["bookmarks"].click()
    assert page.setup.options.scope == Scope(entries=frozenset(("attache:nato",)), words="Bookmarks")
    assert page.setup.length > 0


# Answering


@pytest.mark.parametrize("form", QuizForm)
def test_a_question_of_each_form_is_answered_by_keys(
    qtbot: QtBot, page: QuizPage, window: Window, form: QuizForm
) -> None:
    page.start(a_quiz(window, form, length=2))
    for right in (True, False):
        answer(qtbot, page, right=right)
        settle(window)
    quiz = page.quiz
    assert quiz is not None
    assert not page.is_asking
    first, second = quiz.answers
    assert first is not None
    assert second is not None
    assert first.share == 1
    assert second.share < 1
    assert f"{quiz.result.points:.4g} of 2 correct" in [text.replace(".0", "") for text in texts(page)]
    assert page.context.learner.progress.reviews.answers(1) == 0


def test_nothing_is_suggested_and_confidence_waits_for_an_answer(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.TERM))
    bar = page.panel.bar
    assert not any(button.isEnabled() for button in bar.buttons.values())
    press(qtbot, Key.Key_C, Key.Key_Return)
    assert page.quiz is not None
    assert page.quiz.place == 0
    press(qtbot, Key.Key_2)
    assert all(button.isEnabled() for button in bar.buttons.values())
    assert bar.buttons[Confidence.GUESS].accessibleName() == "Guess, no better than chance"
    press(qtbot, Key.Key_1, Key.Key_F)
    assert page.quiz.place == 1
    given = page.quiz.answers[0]
    assert given is not None
    assert given.confidence is Confidence.FAIRLY
    assert given.given == (page.quiz.questions[0].options[0],)


def test_enter_in_an_empty_field_leaves_the_keys_to_the_field(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.TYPED))
    view = page.panel.view
    assert isinstance(view, FieldsView)
    press(qtbot, Key.Key_Return)
    assert view.fields[0].hasFocus()
    qtbot.keyClicks(focused(), "abcs")
    assert view.fields[0].text() == "abcs"
    assert page.quiz is not None
    assert page.quiz.place == 0
    press(qtbot, Key.Key_Return)
    assert not view.fields[0].hasFocus()


def test_without_confidence_enter_goes_on(qtbot: QtBot, page: QuizPage, window: Window) -> None:
    page.start(a_quiz(window, QuizForm.TERM, confidence=False, length=2))
    assert not page.panel.bar.go_on.isEnabled()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_3, Key.Key_Return)
    assert page.panel.bar.go_on.text() == "See results"
    page.panel.view.options[0].click()  # type: ignore[union-attr]
    page.panel.bar.go_on.click()
    assert not page.is_asking


def test_back_shows_what_was_answered_and_lets_it_be_changed(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.TERM, QuizForm.TYPED, QuizForm.LIST, QuizForm.MATCH, length=8))
    for _ in range(8):
        quiz = page.quiz
        assert quiz is not None
        if quiz.place == 7:
            break
        answer(qtbot, page)
        given = page.quiz.answers[quiz.place] if page.quiz is not None else None
        page.setFocus()
        press(qtbot, Key.Key_B)
        assert given is not None
        assert page.panel.given == given.given
        page.setFocus()
        press(qtbot, Key.Key_S)
    assert page.quiz is not None
    assert all(each is not None and each.is_right for each in page.quiz.answers[:7])


def test_a_quiz_is_skipped_and_finished(qtbot: QtBot, page: QuizPage, window: Window) -> None:
    assert not window.commands["quiz-skip"].isEnabled()
    page.start(a_quiz(window, QuizForm.TERM))
    assert not window.commands["quiz-back"].isEnabled()
    press(qtbot, Key.Key_S)
    assert window.commands["quiz-back"].isEnabled()
    window.commands["quiz-finish"].trigger()
    assert "0 of 1 correct" in texts(page)
    assert "Skipped" in " ".join(texts(page))
    assert any("4 questions were not asked." in text for text in texts(page))
    assert says("Repeat missed (1)")(focused())
    page.show_setup()
    page.start(a_quiz(window, QuizForm.TERM))
    page.finish()
    assert "No question was answered" in texts(page)


def test_a_recalled_answer_is_hidden_until_one_has_said_how_sure_one_is(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.QUESTION))
    quiz = page.quiz
    assert quiz is not None
    assert quiz.question is not None
    view = page.panel.view
    assert isinstance(view, CheckView)
    press(qtbot, Key.Key_2)
    assert answer_of(view) == ""
    assert page.panel.cue.text() == "Think of the answer."
    assert page.quiz is quiz
    press(qtbot, Key.Key_G)
    assert not page.panel.cue.isVisible()
    assert answer_of(view) == quiz.question.expected[0]
    assert quiz.question.expected[0] in page.accessibleName()
    press(qtbot, Key.Key_G)
    assert page.quiz is quiz
    page.panel.bar.right.click()
    assert page.quiz is not None
    given = page.quiz.answers[0]
    assert given is not None
    assert given.confidence is Confidence.GUESS
    assert given.is_right


def test_space_ticks_the_first_part_of_a_list_as_soon_as_it_is_shown(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    parts = ("one", "two", "three")
    page.start(Quiz.of(QuizOptions(), [Question("a", QuizForm.LIST, Way.CHECK, "Which?", parts, ("e",))] * 2))
    settle(window)
    press(qtbot, Key.Key_F, Key.Key_Space, Key.Key_Tab, Key.Key_Space)
    assert page.panel.bar.words.text() == "Tick the items that you knew."
    assert place_of(page) == 0, "nothing was ticked yet: Space must not go on"
    assert page.panel.given == ("one", "two")
    press(qtbot, Key.Key_Return)
    assert place_of(page) == 1
    assert focused() is page


def test_the_digit_row_chooses_on_every_keyboard(page: QuizPage, window: Window) -> None:
    with_keyboard(window)
    for layout in LAYOUTS.values():
        if "/" in layout.digits:
            continue  # only a real keyboard tells it from the key of the search field
        page.finish()
        page.show_setup()
        page.start(a_quiz(window, QuizForm.TERM))
        for number, typed in enumerate(layout.digits[:4]):
            press_place(window, str(number + 1), typed)
            quiz = page.quiz
            assert quiz is not None
            assert quiz.question is not None
            assert page.panel.given == (quiz.question.options[number],), layout


# Matching


class Matching(NamedTuple):
    page: QuizPage
    view: MatchView
    question: Question


@pytest.fixture
def matching(page: QuizPage, window: Window) -> Matching:
    page.start(a_quiz(window, QuizForm.MATCH, length=3))
    view = page.panel.view
    assert isinstance(view, MatchView)
    assert page.quiz is not None
    assert page.quiz.question is not None
    return Matching(page, view, page.quiz.question)


def test_terms_are_placed_by_number_and_letter_and_taken_back(qtbot: QtBot, matching: Matching) -> None:
    page, view, question = matching
    press(qtbot, Key.Key_A)
    assert view.placed == 0
    press(qtbot, Key.Key_2, Key.Key_B)
    assert view.given == ("", question.options[1], "", "", "")
    assert view.terms[1].accessibleDescription() == "Placed at B"
    press(qtbot, Key.Key_1, Key.Key_C, Key.Key_2, Key.Key_D)
    assert view.given == ("", "", question.options[0], question.options[1], "")
    press(qtbot, Key.Key_Backspace)
    assert view.given == ("", "", question.options[0], "", "")
    press(qtbot, Key.Key_3)
    assert view.chosen == question.options[2]
    press(qtbot, Key.Key_Backspace)
    assert view.chosen == ""
    press(qtbot, Key.Key_Return)
    assert page.quiz is not None
    assert page.quiz.place == 0, "not all are placed"


def test_b_places_a_term_instead_of_going_back(qtbot: QtBot, matching: Matching) -> None:
    page, _, _ = matching
    page.skip()
    press(qtbot, Key.Key_1, Key.Key_B)
    assert place_of(page) == 1
    press(qtbot, Key.Key_B)
    assert place_of(page) == 0
    page.skip()
    press(qtbot, Key.Key_2)
    assert page.panel.back_button.isEnabled()
    page.panel.back_button.click()
    assert place_of(page) == 0


def test_each_place_is_a_combo_box_with_all_terms(matching: Matching) -> None:
    _, view, question = matching
    for letter, slot, definition in zip("ABCDE", view.slots, question.definitions, strict=True):
        assert isinstance(slot, QComboBox)
        assert slot.accessibleName() == f"{letter}: {definition}"
        assert [slot.itemText(number) for number in range(slot.count())] == ["", *question.options]
    view.slots[0].setCurrentIndex(2)
    view.slots[0].activated.emit(2)
    view.slots[4].setCurrentIndex(2)
    view.slots[4].activated.emit(2)
    assert view.given == ("", "", "", "", question.options[1])
    view.slots[4].setCurrentIndex(0)
    view.slots[4].activated.emit(0)
    assert not any(view.given)


def test_a_term_is_dragged_to_its_place_or_pressed_into_it(qtbot: QtBot, matching: Matching) -> None:
    _, view, question = matching
    slot, term = view.slots[3], view.terms[4]
    qtbot.mousePress(term, Qt.MouseButton.LeftButton, pos=term.rect().center())
    there = term.mapFromGlobal(slot.mapToGlobal(slot.rect().center()))
    qtbot.mouseMove(term, there)
    qtbot.mouseRelease(term, Qt.MouseButton.LeftButton, pos=there)
    assert view.given[3] == question.options[4]
    view.terms[0].click()
    qtbot.mouseClick(view.slots[1], Qt.MouseButton.LeftButton)
    assert view.given[1] == question.options[0]
    term = view.terms[2]
    qtbot.mousePress(term, Qt.MouseButton.LeftButton, pos=term.rect().center())
    nowhere = term.mapFromGlobal(view.window().mapToGlobal(view.window().rect().bottomLeft()))
    qtbot.mouseRelease(term, Qt.MouseButton.LeftButton, pos=nowhere)
    assert view.placed == 2


def is_in_view(widget: QWidget) -> bool:
    """Whether all of a widget is seen where it scrolls."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_all_of_a_matching_question_is_in_view_in_a_low_window(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    window.resize(900, 600)
    page.start(a_quiz(window, QuizForm.MATCH, length=6))
    for _ in range(6):
        settle(window)
        view = page.panel.view
        assert isinstance(view, MatchView)
        assert all(is_in_view(part) for part in (*view.terms, *view.slots))
        definitions = view.findChildren(PlainLabel, "quizDefinition")
        assert all(is_in_view(label) for label in definitions)
        last = max(label.mapTo(view, label.rect().bottomLeft()).y() for label in definitions)
        rules = [rule for rule in view.findChildren(QFrame, "hairline") if rule.isVisible()]
        assert max(rule.y() for rule in rules) < last, "the bar below has a rule of its own"
        assert "Match each term with its definition." in page.panel.told.text()
        assert page.panel.bar.words.text() == f"0 of 5 placed  ·  {view.hint}"
        press(qtbot, Key.Key_1, Key.Key_C)
        assert view.given[2] == view.terms[0].text_shown
        svg = svg_of(view.slots[2])
        number = place(svg, "1")[0] + QFontMetrics(view.font()).horizontalAdvance("1") / 2
        assert abs(number - view.slots[2].width() / 2) <= 2
        assert page.context.theme.palette.ink.lower() in element(svg, "1")
        page.skip()


def test_the_bar_of_a_matching_question_spans_the_column_in_a_wide_window(
    matching: Matching, window: Window
) -> None:
    page, view, _ = matching
    window.resize(1920, 1080)
    settle(window)

    def across(widget: QWidget) -> tuple[int, int]:
        left = widget.mapTo(window, widget.rect().topLeft()).x()
        return left, left + widget.width()

    assert across(page.panel.bar.go_on)[1] == across(view)[1]
    assert across(page.panel.bar.words)[0] == across(view)[0]


@pytest.mark.parametrize("form", [QuizForm.TERM, QuizForm.CONFUSABLE])
def test_the_chosen_option_is_in_view_in_large_text(
    qtbot: QtBot, page: QuizPage, window: Window, form: QuizForm
) -> None:
    window.resize(1280, 800)
    window.context.theme.set_zoom(200)
    page.start(a_quiz(window, form, length=1))
    settle(window)
    view = page.panel.view
    assert isinstance(view, ChooseView)
    for number, button in enumerate(view.options):
        press(qtbot, Key(Key.Key_1 + number))
        assert is_in_view(button)


@pytest.mark.parametrize(
    "form", [QuizForm.TERM, QuizForm.TYPED, QuizForm.QUESTION, QuizForm.LIST, QuizForm.FACT]
)
def test_the_question_is_as_wide_as_the_buttons_below_it_beside_a_scroll_bar(
    qtbot: QtBot, page: QuizPage, window: Window, form: QuizForm
) -> None:
    window.resize(1280, 620)
    window.context.theme.set_zoom(200)
    page.start(a_quiz(window, form, length=1))
    settle(window)
    if form is QuizForm.QUESTION:
        press(qtbot, Key.Key_Space if not page.panel.offers_confidence else Key.Key_G)
        settle(window)
    bar, view = page.panel.bar, page.panel.view
    assert view is not None
    shown = [button for button in bar.findChildren(KeyButton) if button.isVisible()]
    left = min(button.mapTo(window, button.rect().topLeft()).x() for button in shown)
    right = max(button.mapTo(window, button.rect().topRight()).x() for button in shown)
    scroll = next(each for each in page.panel.findChildren(QScrollBar) if each.isVisible())
    assert scroll.maximum() > 0
    assert abs(view.mapTo(window, view.rect().topLeft()).x() - left) <= 1
    assert abs(view.mapTo(window, view.rect().topRight()).x() - right) <= 1


def test_a_rule_shows_that_the_question_goes_on_above(page: QuizPage, window: Window) -> None:
    window.resize(1280, 620)
    window.context.theme.set_zoom(200)
    page.start(a_quiz(window, QuizForm.TERM, length=1))
    settle(window)
    scroll = next(each for each in page.panel.findChildren(QScrollBar) if each.isVisible())
    scroll.setValue(0)
    top = page.panel.prompt.mapTo(window, page.panel.prompt.rect().topLeft()).y()
    assert not page.panel.edge.isVisible()
    scroll.setValue(10)
    assert page.panel.edge.isVisible()
    assert page.panel.prompt.mapTo(window, page.panel.prompt.rect().topLeft()).y() == top - 10


@pytest.mark.parametrize("form", [QuizForm.TYPED, QuizForm.LIST])
def test_the_field_with_the_focus_is_in_view_in_large_text(
    page: QuizPage, window: Window, form: QuizForm
) -> None:
    window.resize(1280, 800)
    window.context.theme.set_zoom(200)
    page.start(a_quiz(window, form, length=1))
    settle(window)
    view, bar = page.panel.view, page.panel.bar
    assert isinstance(view, FieldsView)
    field = view.fields[0]
    assert is_in_view(field)
    bottom = field.mapTo(window, field.rect().bottomLeft()).y()
    assert bar.mapTo(window, bar.rect().topLeft()).y() - bottom > 8


def test_the_names_of_the_rows_are_level_with_them_and_nothing_scrolls(
    page: QuizPage, window: Window
) -> None:
    window.resize(1280, 800)
    settle(window)
    setup = page.setup
    names = {label.text(): label for label in setup.findChildren(PlainLabel, "rowName")}
    for name, row in (("Number of questions", setup.lengths), ("Time", setup.timings)):
        label = names[name]
        assert label.width() - label.fontMetrics().horizontalAdvance(name) >= 24
        words = label.contentsRect().translated(label.mapTo(setup, label.rect().topLeft()))
        buttons = row.rect().translated(row.mapTo(setup, row.rect().topLeft()))
        assert abs(words.center().y() - buttons.center().y()) <= 2
    assert not setup.verticalScrollBar().maximum()


def test_another_quiz_is_chosen_from_the_top_of_the_page(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    window.resize(900, 600)
    settle(window)
    press(qtbot, Key.Key_Return)
    settle(window)
    assert page.is_asking
    page.finish()
    page.results.new_wanted.emit()
    settle(window)
    bar = page.setup.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    assert focused() is page.setup.start


def test_an_open_answer_that_is_seen_does_not_scroll_in_large_text(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    window.context.theme.set_zoom(200)
    page.start(a_quiz(window, QuizForm.QUESTION, length=1, confidence=False))
    settle(window)
    press(qtbot, Key.Key_Space)
    scroll = page.panel.findChildren(QScrollBar)
    heights = range(640, 900, 10)
    for height in heights:
        window.resize(1280, height)
        settle(window)
        label = page.panel.findChild(PlainLabel, "quizAnswer")
        assert label is not None
        assert is_in_view(label) == (not any(each.isVisible() for each in scroll)), height


def test_the_terms_stand_above_in_a_narrow_window(matching: Matching, window: Window) -> None:
    _, view, _ = matching
    window.resize(1280, 800)
    settle(window)
    assert view.terms[1].x() == view.terms[0].x()
    assert view.terms[0].geometry().bottom() < view.slots[1].geometry().top()
    for height in (600, 900):
        window.resize(900, height)
        settle(window)
        assert view.terms[1].y() == view.terms[0].y()
        assert view.terms[4].geometry().bottom() < view.slots[0].geometry().top()


# The time


@pytest.fixture
def timed(qtbot: QtBot, parts: Parts, window: Window) -> Iterator[tuple[QuizPage, Ticks]]:
    """A page by itself, with seconds that the test sets."""
    ticks = Ticks()
    page = QuizPage(window.context._replace(ticks=ticks))
    qtbot.addWidget(page)
    show(qtbot, page)
    yield page, ticks
    page.close_down()


def test_the_time_for_a_question_runs_out(timed: tuple[QuizPage, Ticks], window: Window) -> None:
    page, ticks = timed
    page.start(a_quiz(window, QuizForm.TERM, timing=Timing.EACH, length=3))
    assert page.panel.time.text() == "0:30 left"
    ticks.at += 12.4
    page.check_time()
    assert page.panel.time.text() == "0:18 left"
    page.panel.press(Key.Key_1)
    ticks.at += SECONDS
    page.check_time()
    quiz = page.quiz
    assert quiz is not None
    assert quiz.place == 1
    assert quiz.answers[0] is not None
    assert quiz.answers[0].given == (quiz.questions[0].options[0],), "what was chosen counts"
    ticks.at += SECONDS
    page.check_time()
    assert page.quiz is not None
    assert page.quiz.answers[1] is not None
    assert page.quiz.answers[1].given == ()


def test_the_time_for_all_questions_ends_the_quiz(timed: tuple[QuizPage, Ticks], window: Window) -> None:
    page, ticks = timed
    page.start(a_quiz(window, QuizForm.TERM, timing=Timing.TOTAL, length=4))
    assert page.panel.time.text() == "2:00 left"
    ticks.at += 100
    page.skip()
    assert page.panel.time.text() == "0:20 left"
    page.hide()
    ticks.at += 1000
    page.show()
    page.check_time()
    assert place_of(page) == 1, "the time stands still while something else is shown"
    ticks.at += 21
    page.check_time()
    assert page.quiz is not None
    assert (page.quiz.question, page.quiz.result.reached) == (None, 2)


# The results


def test_certain_mistakes_come_first_and_confidence_is_judged(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.TERM, length=6))
    for number in range(6):
        level = Confidence.CERTAIN if number else Confidence.GUESS
        answer(qtbot, page, right=number not in (0, 5), confidence=level)
    said = texts(page)
    assert page.quiz is not None
    first, last = page.quiz.questions[0], page.quiz.questions[5]
    assert said.index(last.prompt) < said.index(first.prompt)
    assert "You judged your answers well" in said
    assert "4 of 5 correct" in said
    assert "When you were certain, 4 of 5 answers were correct.\nThe incorrect one is listed first." in said
    title = next(each for each in page.results.findChildren(QLabel) if each.text().startswith("You judged"))
    assert title.fontMetrics().horizontalAdvance("You know more than you think") <= 272
    assert any("you were certain" in text for text in said)


def test_a_list_says_what_was_missing_and_matching_shows_the_wrong_pairs(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.MATCH, length=1))
    assert page.quiz is not None
    question = page.quiz.question
    assert question is not None
    expected = question.expected
    page.answer((expected[1], expected[0], *expected[2:]))
    said = texts(page)
    assert "0.6 of 1 correct" in said
    assert question.definitions[0] in said
    assert question.definitions[2] not in said
    page.show_setup()
    listed = Question("k", QuizForm.LIST, Way.FILL, "Name all.", ("One", "Two"), ("attache:nato",))
    page.start(Quiz.of(QuizOptions(), (listed,)))
    page.answer(("one",))
    assert any("(missing: Two)" in text for text in texts(page))


def test_a_quiz_without_mistakes_offers_another(qtbot: QtBot, page: QuizPage, window: Window) -> None:
    page.start(a_quiz(window, QuizForm.TERM, length=1))
    answer(qtbot, page)
    assert "1 of 1 correct" in texts(page)
    page.retry()
    assert not page.is_asking
    press(qtbot, Key.Key_Escape)
    assert focused() is page.setup.start
    (line,) = earlier(page)
    assert line.accessibleName().endswith("Today, 1 question")
    line.click()
    assert "1 of 1 correct" in texts(page)


def test_quizzes_of_one_day_have_a_time(page: QuizPage, window: Window, clock: SetClock) -> None:
    clock.move(hours=-24)
    for hours in (0, 24, 1):
        clock.move(hours=hours)
        page.start(a_quiz(window, QuizForm.TERM, length=1))
        page.answer(("wrong",))
    first, second = (
        f"Today, {window.context.learner.local_time(clock.now - back):%H:%M}" for back in (0, 3_600_000)
    )
    assert "Today" in texts(page), "the only other one of this day"
    page.show_setup()
    said = [line.accessibleName() for line in earlier(page)]
    assert [first in said[0], second in said[1], ":" in said[2]] == [True, True, False]


def test_all_earlier_quizzes_are_listed_when_asked_for(page: QuizPage, window: Window) -> None:
    for _ in range(7):
        page.start(a_quiz(window, QuizForm.TERM, length=1))
        page.skip()
    page.show_setup()
    assert len(earlier(page)) == 5
    more = next(each for each in page.setup.findChildren(QPushButton) if each.text() == "All 7 quizzes")
    more.click()
    settle(window)
    assert len(earlier(page)) == 7
    assert focused() is earlier(page)[5]


def test_esc_leaves_a_question_and_the_page_comes_back_to_it(
    qtbot: QtBot, page: QuizPage, window: Window
) -> None:
    page.start(a_quiz(window, QuizForm.TYPED, length=2))
    assert isinstance(page.panel.view, FieldsView)
    assert focused() is page.panel.view.fields[0]
    press(qtbot, Key.Key_Escape)
    assert focused() is page
    press(qtbot, Key.Key_Escape)
    assert window.shown != "quiz"
    window.commands["quiz"].trigger()
    assert page.is_asking
    assert page.quiz is not None
    assert page.quiz.place == 0


def test_another_size_keeps_the_answer(page: QuizPage, window: Window, parts: Parts) -> None:
    page.start(a_quiz(window, QuizForm.TERM))
    page.panel.press(Key.Key_3)
    given = page.panel.given
    parts.theme.set_zoom(150)
    settle(window)
    assert isinstance(page.panel.view, ChooseView)
    assert page.panel.given == given
    parts.theme.set_zoom(100)


def test_a_failed_write_leaves_the_question(page: QuizPage, window: Window, parts: Parts) -> None:
    page.start(a_quiz(window, QuizForm.TERM))
    quiz = page.quiz
    with parts.manager.file.open("r+b") as file:
        file.write(b"\0" * 16)
    page.skip()
    assert page.quiz is quiz or not parts.learner.is_available


def test_without_a_progress_file_the_page_says_why(page: QuizPage, window: Window, parts: Parts) -> None:
    parts.learner.refuse(KnownError("The file is damaged.", "Restore a backup."))
    window.commands["quiz"].trigger()
    settle(window)
    setup = quiz_of(window).setup
    assert setup.duration.text() == "Your progress file cannot be used, so a quiz cannot be saved."
    assert not setup.start.isEnabled()
