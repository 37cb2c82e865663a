from __future__ import annotations

import pytest

from attache.library.stems import stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [("treaties", "treaty"), ("crises", "crisis"), ("exercising", "exercis"), ("alliances", "alliance"),
     ("peacekeepers", "peacekeep"), ("strengthened", "strengthen"), ("share", "shar"),
     ("transparent", "transpar")],
)  # fmt: skip
def test_cuts_the_ending(word: str, stem: str) -> None:
    assert (stem,) in stems((word,))


def test_leaves_short_words_and_cuts_the_others() -> None:
    assert stems(("as", "is")) == []
    assert ("the", "treaty") in stems(("the", "treaties"))
