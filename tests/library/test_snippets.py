from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attache.library.snippets import snippet

LONG = (
    "It begins far from it and goes on for quite some time. " * 4
    + "Here a hotline stands. "
    + "And more. " * 40
)


def test_is_cut_between_words_around_the_match() -> None:
    at, cut = snippet(["", LONG], "hotline")
    assert at == 1
    assert "a hotline stands." in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) <= 162
    assert all(word in LONG for word in cut.strip("…").split())


def test_is_taken_from_the_text_with_most_of_the_words() -> None:
    assert snippet(["A hotline.", "A military hotline."], "military hotline") == (1, "A military hotline.")
    assert snippet(["Nothing"], "hotline") == (0, "")


@given(st.lists(st.text(max_size=400), max_size=3), st.text(max_size=20))
def test_any_texts_will_do(texts: list[str], query: str) -> None:
    assert len(snippet(texts, query)[1]) <= 162
