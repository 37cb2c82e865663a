"""The keys of keyboards that print other characters than a US one run the commands all the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.session import Stage
from attache.ui.pages.study.page import StudyPage
from tests.ui.fixtures import study_of
from tests.ui.keyboards import KEYPAD, LAYOUTS, NO_MODIFIER, press_key, press_place, with_keyboard
from tests.ui.studying import CONTROL, asked, only, press, rate

SHIFT = Qt.KeyboardModifier.ShiftModifier
FOREIGN = ("ru", "ara", "gr", "il", "th")
"""Those of the layouts on which no key types a Latin letter."""


@pytest.fixture
def study(parts: Parts) -> StudyPage:
    """The Study page of a whole window, which asks a card."""
    only(parts.learner, CardForm.QUESTION)
    with_keyboard(parts.window).open_page("study")
    page = study_of(parts.window)
    page.begin(beyond=True)
    assert page.session.is_asking
    return page


def last_rating(page: StudyPage) -> Rating:
    return page.session.answered[-1].rating


def begin_again(parts: Parts, study: StudyPage, form: CardForm) -> None:
    """Begin a new session, with cards of a form."""
    only(parts.learner, form)
    study.discard_session()
    study.begin(beyond=True)
    assert study.session.stage is Stage.QUESTION


def test_the_unshifted_digit_row_rates_as_the_buttons_say(parts: Parts, study: StudyPage) -> None:
    """The digits are on the keys of all these keyboards, beside what they type."""
    buttons = study.panel.bar.buttons
    assert list(buttons) == list(Rating)
    for name, layout in LAYOUTS.items():
        for rating in Rating:
            rated = len(study.session.answered)
            study.show_answer()
            assert buttons[rating].accessibleDescription().startswith(f"Key {int(rating)}."), name
            press_place(parts.window, str(int(rating)), layout.digits[rating - 1])
            assert len(study.session.answered) == rated + 1, (name, rating)
            assert last_rating(study) is rating, name


def test_the_keypad_rates_with_and_without_num_lock(parts: Parts, study: StudyPage) -> None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    for rating in Rating:
        rated = len(study.session.answered)
        study.show_answer()
        press_key(parts.window, KEYPAD[rating - 1], keypad)
        assert last_rating(study) is rating
        study.show_answer()
        press_key(parts.window, Qt.Key(Qt.Key.Key_0 + rating), keypad, str(int(rating)))
        assert last_rating(study) is rating
        assert len(study.session.answered) == rated + 2, rating


def test_the_digit_row_chooses_an_option(parts: Parts, study: StudyPage) -> None:
    for name, layout in LAYOUTS.items():
        begin_again(parts, study, CardForm.CHOICE)
        press_place(parts.window, "1", layout.digits[0])
        assert study.session.stage is Stage.ANSWER, name
        assert study.panel.card.options[0].accessibleDescription(), name


def test_letters_of_other_scripts_run_the_command_of_their_place(parts: Parts, study: StudyPage) -> None:
    for name in FOREIGN:
        layout = LAYOUTS[name]
        begin_again(parts, study, CardForm.QUESTION)
        first = asked(study)
        rate(study)
        assert asked(study) != first, name
        press_place(parts.window, "u", layout.u)
        assert asked(study) == first, name
        rate(study)
        press_place(parts.window, "z", layout.z, CONTROL)
        assert asked(study) == first, name
        press_place(parts.window, "u", layout.u, SHIFT)
        assert asked(study) != first, name
        press_place(parts.window, "k", layout.k, CONTROL)
        assert parts.window.palette_panel.isVisible(), name
        parts.window.palette_panel.hide()


def test_on_a_latin_layout_a_letter_is_what_it_prints(parts: Parts, study: StudyPage) -> None:
    first = asked(study)
    rate(study)
    press_place(parts.window, "z", LAYOUTS["de"].z, CONTROL)
    assert asked(study) != first
    press_key(parts.window, Qt.Key.Key_Z, CONTROL)
    assert asked(study) == first


def test_the_digit_row_opens_pages_with_ctrl(parts: Parts) -> None:
    with_keyboard(parts.window).open_page("settings")
    press_place(parts.window, "1", LAYOUTS["fr"].digits[0], CONTROL)
    assert parts.window.shown == "today"


def test_a_key_that_is_held_down_rates_once(parts: Parts, study: StudyPage) -> None:
    study.show_answer()
    press_place(parts.window, "1", "&")
    study.show_answer()
    press_place(parts.window, "1", "&", repeated=True)
    assert len(study.session.answered) == 1


def test_shift_and_alt_gr_keep_their_characters(parts: Parts, study: StudyPage) -> None:
    study.show_answer()
    press_place(parts.window, "1", "!", SHIFT)
    press_place(parts.window, "2", "~", native_modifiers=1 << 7)
    assert study.session.stage is Stage.ANSWER
    assert not study.session.answered


def test_a_field_takes_what_the_keyboard_prints(parts: Parts, study: StudyPage) -> None:
    begin_again(parts, study, CardForm.TYPED)
    field = study.panel.card.field
    assert field.hasFocus()
    for name, layout in LAYOUTS.items():
        field.clear()
        for place, typed in zip("1234u", layout.digits + layout.u, strict=True):
            press_place(parts.window, place, typed)
        assert field.text() == layout.digits + layout.u, name
    press_key(parts.window, Qt.Key.Key_Home, Qt.KeyboardModifier.KeypadModifier)
    assert field.cursorPosition() == 0


def test_a_field_has_its_own_shortcuts(parts: Parts) -> None:
    field = with_keyboard(parts.window).top.field
    field.setText("pact")
    field.selectAll()
    press_place(parts.window, "c", "с", CONTROL)
    assert QGuiApplication.clipboard().text() == "pact"
    field.insert("treaty")
    press_place(parts.window, "z", "я", CONTROL)
    assert field.text() == "pact"


def test_what_is_typed_on_a_page_is_searched_as_it_is_printed(qtbot: QtBot, parts: Parts) -> None:
    with_keyboard(parts.window).open_page("glossary")
    press(qtbot, Qt.Key.Key_Escape)
    for place, typed in (("2", "é"), ("u", "г")):
        parts.window.pages.current.open()
        press_place(parts.window, place, typed, NO_MODIFIER)
        assert parts.window.top.field.text().endswith(typed)
