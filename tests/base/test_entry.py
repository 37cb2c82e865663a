"""What a card asks."""

from __future__ import annotations

import pytest

from attache.base.entry import Card
from attache.base.vocabulary import CardForm


@pytest.mark.parametrize(
    ("prompt", "cloze", "asked"),
    [
        ("ASEAN works by consensus.", "consensus", "ASEAN works by […]."),
        ("A pact (1951) is no impact.", "pact", "A […] (1951) is no impact."),
        ("The impact of a pact.", "pact", "The impact of a […]."),
        ("It is called C-34 (a \\1).", "C-34", "It is called […] (a \\1)."),
        ("It was reworded.", "something else", "It was reworded."),
    ],
)
def test_a_cloze_is_asked_with_a_gap(prompt: str, cloze: str, asked: str) -> None:
    card = Card("c", CardForm.CLOZE, "e", prompt, cloze, "", 2, "", "", detail={"cloze": [cloze]})
    assert card.asked("[…]") == asked


def test_every_other_form_is_asked_as_it_is_written() -> None:
    card = Card("c", CardForm.QUESTION, "e", "Why?", "So", "", 2, "", "")
    assert card.asked("[…]") == "Why?"
