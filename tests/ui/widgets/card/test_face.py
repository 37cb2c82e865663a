from __future__ import annotations

import pytest

from attache.base.entry import Card
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.typed import compare
from attache.ui.shell.theme import Theme
from attache.ui.widgets.card import face
from tests.ui.studying import a_card


def title_of(entry: str) -> str:
    return entry.capitalize()


def a_choice(card: str = "c") -> Card:
    return Card(
        card, CardForm.CHOICE, "e", "Which?", "Right", "", 2, "<p>Which?</p>", "<p>Right</p>",
        detail={"distractors": ["One", "Two", "Three"]},
    )  # fmt: skip


def test_options_keep_their_order_within_an_asking_and_change_it_from_one_to_the_next() -> None:
    orders = [[each.text for each in face.options_of(a_choice(), shown, title_of)] for shown in range(12)]
    again = [[each.text for each in face.options_of(a_choice(), shown, title_of)] for shown in range(12)]
    assert orders == again
    assert len({tuple(order) for order in orders}) > 4
    assert all(sorted(order) == ["One", "Right", "Three", "Two"] for order in orders)
    assert len({order.index("Right") for order in orders}) > 1
    assert [each.text for each in face.options_of(a_choice("d"), 0, title_of)] != orders[0]


def test_one_option_is_right() -> None:
    assert [each.text for each in face.options_of(a_choice(), 0, title_of) if each.right] == ["Right"]


@pytest.mark.parametrize("form", sorted(face.CHOOSING))
def test_shipped_cards_that_are_chosen_from_offer_the_answer_once(library: Library, form: CardForm) -> None:
    def title(entry: str) -> str:
        row = library.row(entry)
        assert row is not None
        return row.title

    options = face.options_of(a_card(library, form), 0, title)
    assert len(options) >= 2
    assert sum(option.right for option in options) == 1
    assert len({option.text for option in options}) == len(options)


def test_other_forms_offer_nothing(library: Library) -> None:
    for form in set(CardForm) - face.CHOOSING:
        assert face.options_of(a_card(library, form), 0, title_of) == ()


@pytest.mark.parametrize(
    ("had", "of", "rating"),
    [
        (3, 3, Rating.GOOD),
        (2, 3, Rating.HARD),
        (2, 4, Rating.HARD),
        (1, 3, Rating.AGAIN),
        (0, 1, Rating.AGAIN),
    ],
)
def test_what_a_list_suggests(had: int, of: int, rating: Rating) -> None:
    assert face.after_list(had, of) is rating


def test_a_gap_has_a_shape_and_its_answer_a_mark(library: Library, theme: Theme) -> None:
    card = a_card(library, CardForm.CLOZE)
    front = face.front(card, theme.palette, theme.px)
    assert "[&nbsp;…&nbsp;]" in front
    assert card.answer not in front
    assert f"<strong>{card.answer}" in face.back(card, theme.palette, theme.px)


def test_the_reason_alone_for_forms_that_show_the_answer_themselves(theme: Theme) -> None:
    card = a_choice()
    assert face.why(card, theme.palette, theme.px) == ""
    reasoned = Card(
        "c", CardForm.CHOICE, "e", "Which?", "Right", "So.", 2, "<p>Which?</p>",
        '<p>Right</p><p class="why">So.</p>',
    )  # fmt: skip
    said = face.why(reasoned, theme.palette, theme.px)
    assert "So." in said
    assert "Right" not in said
    assert "Right" in face.back(reasoned, theme.palette, theme.px)


def test_what_was_typed_is_shown_against_what_was_asked_for(theme: Theme) -> None:
    def shown(typed: str, *answers: str) -> str:
        return face.difference(compare(typed, answers), answers[0], theme.palette, theme.px)

    nearly = shown("Hotlne", "Hotline")
    assert "≈ Nearly correct" in nearly
    assert "underline" in nearly
    right = shown("hotline", "Hotline")
    assert "✓ Correct" in right
    assert "You typed: </span>hotline" in right
    assert "line-through" not in right
    assert "You typed" not in shown("Hotline", "Hotline")
    partly = shown("<big> treaty of 1850", "Treaty of 1851")
    assert "✗ Incorrect" in partly
    assert "line-through" in partly
    assert "&lt;" in partly


def test_another_answer_is_shown_without_marks_and_none_without_what_was_typed(theme: Theme) -> None:
    other = face.difference(compare("fact", ["Pact"]), "Pact", theme.palette, theme.px)
    assert "You typed" in other
    assert "line-through" not in other
    assert "underline" not in other
    none = face.difference(compare(" ", ["Pact"]), "Pact", theme.palette, theme.px)
    assert "No answer typed" in none
    assert "You typed" not in none
    assert "Pact" in none


def test_the_card_s_own_answer_is_always_shown(theme: Theme) -> None:
    for typed in ("CSTO", "cst", "Warsaw Pact Organisation", ""):
        compared = compare(typed, ["Collective Treaty", "CSTO", "Warsaw Treaty Organisation"])
        assert "Collective Treaty" in face.difference(compared, "Collective Treaty", theme.palette, theme.px)
    near = compare("Warsw Treaty Organisation", ["Collective Treaty", "Warsaw Treaty Organisation"])
    assert "Collective Treaty" in face.difference(near, "Collective Treaty", theme.palette, theme.px)


def test_a_screen_reader_says_how_a_typed_answer_turned_out() -> None:
    assert face.spoken_difference(compare("cst", ["CSTO"])) == "Incorrect. You typed: cst"
    assert face.spoken_difference(compare("", ["CSTO"])) == "No answer typed"


def test_everything_that_is_accepted_counts_the_own_answer_first() -> None:
    card = Card(
        "c", CardForm.TYPED, "e", "?", "Rome", "", 2, "", "", detail={"accepted": ["Roman Empire", "Romans"]}
    )
    assert face.accepted(card) == ("Rome", "Roman Empire", "Romans")
    assert face.strings(card, "items") == []
