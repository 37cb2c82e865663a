from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.text import fold, forms, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Military Attaché", "military attache"),
        ("attache\u0301", "attache"),
        ("ADMM+", "admm plus"),
        ("Law & order", "law and order"),
        ("Ministers’ Meeting", "ministers meeting"),
        ("Shangri-La", "shangri la"),
        ("STRASSE Straße", "strasse strasse"),
        ("Łódź, Øresund", "lodz oresund"),
        ("İstanbul", "istanbul"),
        ("１２ ½", "12 1 2"),
        ("a_b\0c\td", "a b c d"),
        ("\ud800", ""),
        ("“…”", ""),
        ("Женева 平和", "женева 平和"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folded_text_is_words_of_letters_and_digits_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert all(word.isalnum() for word in folded.split())
    assert folded == " ".join(folded.split())
    assert fold(folded) == folded
    assert words(text) == folded.split()


@given(st.text(), st.text())
def test_folds_texts_apart_as_it_folds_them_together(one: str, other: str) -> None:
    assert words(f"{one} / {other}") == words(one) + words(other)


def test_forms_join_and_part() -> None:
    assert forms("Shangri-La Dialogue") == ("shangri la dialogue", "shangrila dialogue")
    assert forms("U.S.–China hotline") == ("u s china hotline", "us china hotline")
    assert forms("Côte d’Ivoire") == ("cote divoire", "cote d ivoire")
    assert forms("Ministers’ Meeting") == ("ministers meeting",)
    assert forms("plain") == ("plain",)
