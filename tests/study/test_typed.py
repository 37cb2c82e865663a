"""What was typed against what was asked: forgiving of what carries no meaning, strict with what does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.typed import Comparison, DiffPart, Verdict, compare

RIGHT, NEARLY, WRONG, EMPTY = Verdict.RIGHT, Verdict.NEARLY, Verdict.WRONG, Verdict.EMPTY


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
        ("hot line", "hotline", RIGHT),
        ("ministres", "ministers", NEARLY),
        ("minster", "minister", NEARLY),
        ("deterrance", "deterrence", NEARLY),
        ("shangri la dialog", "Shangri-La Dialogue", NEARLY),
        ("shangri la dia", "Shangri-La Dialogue", WRONG),
        ("pact", "fact", WRONG),
        ("treaty", "pact", WRONG),
        ("", "League", EMPTY),
        ("   ", "League", EMPTY),
        ("...", "League", WRONG),
        ("1972", "1971", WRONG),
        ("1980s", "1990s", WRONG),
        ("in 1971 signed", "signed in 1971", RIGHT),
        ("signd in 1971", "signed in 1971", NEARLY),
        ("signed in 1972", "signed in 1971", WRONG),
        ("five power arangements of 1971", "Five Power Arrangements of 1971", NEARLY),
        ("§", "§", RIGHT),
        ("!", "§", WRONG),
        ("", "§", EMPTY),
        ("?!", "?!", RIGHT),
        ("!?", "?!", WRONG),
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


def test_what_is_too_much_or_too_little_is_shown_word_by_word() -> None:
    found = compare("a big treaty", ["treaty of 1850"])
    assert found.typed == (DiffPart("a ", True), DiffPart("big", False), DiffPart(" treaty", True))
    assert found.right == (DiffPart("treaty ", True), DiffPart("of 1850", False))


def test_a_slip_is_shown_letter_by_letter() -> None:
    found = compare("straßburg treoty", ["Strassburg Treaty"])
    assert found.verdict is NEARLY
    assert [part.text for part in found.typed if not part.same] == ["o"]
    assert [part.text for part in found.right if not part.same] == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("1,000", "1000"),
        ("1 000", "1000"),
        ("1,234,567.5", "1234567.5"),
        ("R and D", "R&D"),
        ("ADMM+", "ADMM-Plus"),
        ("10 %", "10 per cent"),
        ("\uff11\uff10\uff05", "10%"),
        ("\uff11\uff19\uff16\uff17", "1967"),
        ("\u0661\u0669\u0666\u0667", "1967"),
        ("Cafe\u0301", "caf\u00e9"),
        ("cafe", "caf\u00e9"),
        ("\u0141\u00f3d\u017a", "Lodz"),
        ("casus foederis", "Casus f\u0153deris"),
        ("Canada\u2019s", "Canada's"),
        ("Nuku\u02bbalofa", "Nukualofa"),
        ("1947\u20131991", "1947-1991"),
        ("1947 \u2014 1991", "1947-1991"),
        ("1947 -1991", "1947-1991"),
        ("C\u201134", "C34"),
        ("non\u00adinterference", "non-interference"),
        ("\u22125", "-5"),
        ("\u2212$5", "-$5"),
        ("5 $", "$5"),
        ("x <= 5", "x \u2264 5"),
        ("x->y", "x \u2192 y"),
        ("10^2", "10\u00b2"),
        ("3 1/2", "3\u00bd"),
        ("0.5", ".5"),
        ("\u201cAble Archer\u201d (1983)", "Able Archer 1983"),
        ("11 September 2001", "September 11, 2001"),
        ("NATO\u00ae", "NATO"),
        ("\u2764\ufe0f", "\u2764"),
    ],
)
def test_spelling_that_carries_no_meaning_is_right_and_not_marked(one: str, other: str) -> None:
    for typed, answer in ((one, other), (other, one)):
        found = compare(typed, [answer])
        assert found.verdict is RIGHT
        assert all(part.same for part in (*found.typed, *found.right))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x > y", "x < y"),
        ("x > y", "y > x"),
        ("x = y", "x \u2260 y"),
        ("x \u226e y", "x < y"),
        ("10", "10 %"),
        ("10", "10\u00b0"),
        ("5", "$5"),
        ("\u20ac5", "$5"),
        ("5", "\u22125"),
        ("x = 5", "x = - 5"),
        ("a low of 5", "a low of -5"),
        ("-$5", "$5"),
        ("R&B", "R&D"),
        ("UK Charter", "UN Charter"),
        ("Plan A", "Plan"),
        ("Plan A", "Plan B"),
        ("1.5", "15"),
        ("1,5", "15"),
        ("3, 1", "31"),
        ("9/11", "911"),
        ("10:30", "1030"),
        ("10\u00b2", "102"),
        ("3\u00bd", "31/2"),
        ("1947-1991", "19471991"),
        ("5 to 10", "10 to 5"),
        ("\u043a\u0438\u0439", "\u043a\u0438\u0438"),
        ("\u0915\u093f", "\u0915\u0940"),
    ],
)
def test_spelling_that_carries_meaning_is_wrong(one: str, other: str) -> None:
    assert compare(one, [other]).verdict is WRONG
    assert compare(other, [one]).verdict is WRONG


@pytest.mark.parametrize(
    ("typed", "answer", "verdict"),
    [
        ("Law fo the Sea", "Law of the Sea", NEARLY),
        ("cold wars", "Cold War", NEARLY),
        ("shangrila dialog", "Shangri-La Dialogue", NEARLY),
        ("Chaptr 7", "Chapter 7", NEARLY),
        ("Chapter 8", "Chapter 7", WRONG),
        ("x treaty > y", "x treoty > y", NEARLY),
    ],
)
def test_slips_are_let_pass_only_where_letters_are_many(typed: str, answer: str, verdict: Verdict) -> None:
    assert compare(typed, [answer]).verdict is verdict


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


_NAMES = st.lists(
    st.sampled_from(
        (
            "caf\u00e9",
            "\u00c5land",
            "Viet",
            "Nam",
            "na\u00efve",
            "Treaty",
            "1967",
            "U.S.",
            "20,000",
            "O\u2019Neill",
            "R&D",
        )
    ),
    min_size=1,
    max_size=4,
)
_RESPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    partial(unicodedata.normalize, "NFD"),
    partial(unicodedata.normalize, "NFC"),
    lambda text: "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch)),
    lambda text: text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    lambda text: text.replace("\u2019", "'"),
    lambda text: text.replace("\u2019", ""),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(",", ""),
    lambda text: text.replace("U.S.", "US"),
    lambda text: text.replace("&", " and "),
    lambda text: f"\u201c{text}\u201d.",
    lambda text: text.replace("-", "\u2013"),
    lambda text: text.replace("-", " - "),
)
"""Ways to write the same."""


@given(_NAMES, st.sampled_from((" ", "-", ", ")), st.lists(st.sampled_from(_RESPELLINGS), max_size=6))
def test_the_same_in_another_spelling_is_right_and_nothing_of_it_is_marked(
    names: list[str], between: str, respellings: list[Callable[[str], str]]
) -> None:
    answer = typed = between.join(names)
    for respell in respellings:
        typed = respell(typed)
    for found in (compare(typed, [answer]), compare(answer, [typed])):
        assert found.verdict is RIGHT
        assert all(part.same for part in (*found.typed, *found.right))


@given(_NAMES, st.sampled_from("0123456789<>=%#\u00b0\u20ac\u00b2"), st.integers(0, 60))
def test_a_digit_or_sign_more_is_always_wrong(names: list[str], sign: str, place: int) -> None:
    answer = " ".join(names)
    at = place % (len(answer) + 1)
    typed = answer[:at] + sign + answer[at:]
    assert compare(typed, [answer]).verdict is WRONG
    assert compare(answer, [typed]).verdict is WRONG


@given(_NAMES, st.sampled_from("-\u2212\u2013\uff0d"), st.integers(0, 9999))
def test_a_minus_counts_whatever_dash_is_typed(names: list[str], dash: str, number: int) -> None:
    words = "".join(letter for letter in " ".join(names) if not letter.isdigit())
    assert compare(f"{words} {dash}{number}", [f"{words} \u2212{number}"]).verdict is RIGHT
    assert compare(f"{words} {number}", [f"{words} {dash}{number}"]).verdict is WRONG
    assert compare(f"{dash} {number}", [str(number)]).verdict is WRONG


_MIXED = st.text(
    "aAe\u00e9e\u0301\u00df\u00c6xX.,:/'\u2019-\u2212%&+<>=!$012\u00bd\u00b2\uff11 \u0439\u0336the",
    max_size=12,
)


@given(_MIXED, _MIXED)
def test_being_the_same_holds_both_ways_and_is_shown_whole(one: str, other: str) -> None:
    there, back = compare(one, [other]), compare(other, [one])
    if one.strip() and other.strip():
        assert (there.verdict is RIGHT) == (back.verdict is RIGHT)
    assert "".join(piece.text for piece in there.typed) == one.strip()
    assert "".join(piece.text for piece in there.right) == other
