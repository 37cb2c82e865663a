from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.library.marks import marks


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Military attaché", "attache", ["attaché"]),
        ("Military attaché", "MIL att", ["Mil", "att"]),
        ("Military attache\u0301", "attache", ["attache\u0301"]),
        ("Shangri-La Dialogue", "shangrila", ["Shangri-La"]),
        ("Shangri-La Dialogue", "shangril", ["Shangri-L"]),
        ("Shangri-La Dialogue", "shangri la", ["Shangri", "La"]),
        ("ASEAN Defence Ministers’ Meeting Plus", "ministers", ["Ministers"]),
        ("People’s Liberation Army", "peoples", ["People’s"]),
        ("ADMM+", "admm plus", ["ADMM+"]),
        ("ADMM-Plus", "admmplus", ["ADMM-Plus"]),
        ("Law of the sea", "of the s", ["of", "the", "s"]),
        ("office of the sea", "of the", ["of", "the"]),
        ("U.S.–China hotline", "us", ["U.S"]),
        ("Straße und Øre", "strasse ore", ["Straße", "Øre"]),
        ("a defence; of defences", "defence", ["defence", "defence"]),
        ("undefence", "defence", []),
        ("anything", "", []),
        ("", "anything", []),
    ],
)
def test_marks_the_start_of_words_as_written(text: str, query: str, marked: list[str]) -> None:
    assert [text[start : start + length] for start, length in marks(text, query)] == marked


@given(st.text(max_size=60), st.text(max_size=20))
def test_marks_lie_within_the_text_in_order(text: str, query: str) -> None:
    end = 0
    for start, length in marks(text, query):
        assert start >= end
        assert length > 0
        end = start + length
    assert end <= len(text)
