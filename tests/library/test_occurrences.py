from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.library.occurrences import occurrences


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Military attaché", "attache", ["attaché"]),
        ("Military attache\u0301s", "attaché", ["attache\u0301"]),
        ("undefended defence", "DEFEN", ["defen", "defen"]),
        ("Law of the sea", "of the", ["of the"]),
        ("Law of\u00a0\n the sea", "of the", ["of\u00a0\n the"]),
        ("People’s Army", "people's", ["People’s"]),
        ("1971–1975", "1971-1975", ["1971–1975"]),
        ("Straße", "stras", ["Straß"]),
        ("Straße", "sse", ["ße"]),
        ("Øre 🙂 øre", "ore", ["Øre", "øre"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]),
        ("anything", "  ", []),
        ("anything", "\u00ad", []),
        ("", "anything", []),
        ("a.c", "a?c", []),
    ],
)
def test_finds_what_is_typed_as_it_is_written(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, wanted)] == found


@given(st.text(max_size=60), st.text(max_size=6))
def test_occurrences_lie_within_the_text_in_order(text: str, wanted: str) -> None:
    before = 0
    for start, end in occurrences(text, wanted):
        assert before <= start < end <= len(text)
        before = end


@given(st.text(max_size=20), st.text(alphabet="abc xyzé’–", min_size=1, max_size=6), st.text(max_size=20))
def test_a_text_that_holds_the_words_is_found(before: str, wanted: str, after: str) -> None:
    if wanted.strip():
        assert occurrences(f"{before}{wanted}{after}", wanted)
