"""What was typed against what was asked: forgiving of what does not matter, strict with numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.typed import Comparison, DiffPart, Verdict, compare

RIGHT, NEARLY, WRONG = Verdict.RIGHT, Verdict.NEARLY, Verdict.WRONG


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("Military attaché", "Military attaché", RIGHT),
        ("  MILITARY   attache ", "Military attaché", RIGHT),
        ("attache, military", "Military attaché", RIGHT),
        ("the League", "League", RIGHT),
        ("league", "A League", RIGHT),
        ("The", "the", RIGHT),
        ("confidence building", "Confidence-building", RIGHT),
        ("hot line", "hotline", NEARLY),
        ("ministres", "ministers", NEARLY),
        ("minster", "minister", NEARLY),
        ("deterrance", "deterrence", NEARLY),
        ("shangri la dialog", "Shangri-La Dialogue", NEARLY),
        ("shangri la dia", "Shangri-La Dialogue", WRONG),
        ("pact", "fact", WRONG),
        ("treaty", "pact", WRONG),
        ("", "League", WRONG),
        ("...", "League", WRONG),
        ("1972", "1971", WRONG),
        ("1980s", "1990s", WRONG),
        ("in 1971 signed", "signed in 1971", RIGHT),
        ("signd in 1971", "signed in 1971", NEARLY),
        ("signed in 1972", "signed in 1971", WRONG),
        ("five power arangements of 1971", "Five Power Arrangements of 1971", NEARLY),
        ("§", "§", RIGHT),
        ("!", "§", WRONG),
        ("", "§", WRONG),
    ],
)
def test_what_counts_as_right(typed: str, answer: str, verdict: Verdict) -> None:
    assert compare(typed, [answer]).verdict is verdict


def test_the_closest_of_several_answers_counts() -> None:
    assert compare("covenent", ["pact", "covenant"]) == Comparison(
        NEARLY,
        "covenant",
        (DiffPart("coven", True), DiffPart("e", False), DiffPart("nt", True)),
        (DiffPart("coven", True), DiffPart("a", False), DiffPart("nt", True)),
    )
    assert compare("pat", ["covenant", "pact"]).answer == "pact"
    assert compare("pact", ["pacts", "Pact"]).verdict is RIGHT


def test_what_is_too_much_or_too_little_is_shown() -> None:
    found = compare("a big treaty", ["treaty of 1850"])
    assert found.typed == (DiffPart("a big ", False), DiffPart("treaty", True))
    assert found.right == (DiffPart("treaty", True), DiffPart(" of 1850", False))


def test_a_letter_that_folds_to_two_shifts_nothing() -> None:
    found = compare("STRASSE", ["Straße"])
    assert found.verdict is RIGHT
    assert "".join(piece.text for piece in found.right) == "Straße"


@pytest.mark.slow
@given(typed=st.text(max_size=30), answers=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=3))
def test_anything_can_be_typed_and_is_shown_whole(typed: str, answers: list[str]) -> None:
    found = compare(typed, answers)
    assert found.answer in answers
    assert "".join(piece.text for piece in found.typed) == typed.strip()
    assert "".join(piece.text for piece in found.right) == found.answer


@given(st.text(max_size=30).filter(lambda text: bool(text.strip())))
def test_the_answer_itself_is_always_right(answer: str) -> None:
    assert compare(answer, ["something else", answer]).verdict is RIGHT


@given(
    st.lists(st.sampled_from("port pilot harbour league lamp treaty".split()), min_size=2, max_size=4),
    st.integers(0, 50),
)
def test_a_letter_left_out_of_a_long_answer_is_let_pass(words: list[str], place: int) -> None:
    answer = " ".join(words)
    cut = place % len(answer)
    assert compare(answer[:cut] + answer[cut + 1 :], [answer]).verdict in (RIGHT, NEARLY)
