"""Words, numbers and signs of a text, and their places in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.tokens import TokenKind, compact, tokens

WORD, NUMBER, SIGN, CURRENCY = TokenKind.WORD, TokenKind.NUMBER, TokenKind.SIGN, TokenKind.CURRENCY


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. Navy", [(WORD, "us"), (WORD, "navy")]),
        ("Plan A", [(WORD, "plan"), (WORD, "a")]),
        ("R&D", [(WORD, "r"), (WORD, "and"), (WORD, "d")]),
        ("\u0149 boek", [(WORD, "n"), (WORD, "boek")]),
        ("C4ISR", [(WORD, "c"), (NUMBER, "4"), (WORD, "isr")]),
        ("1,234.5 %", [(NUMBER, "1234.5"), (WORD, "percent")]),
        ("12 34, 5", [(NUMBER, "12"), (NUMBER, "34"), (NUMBER, "5")]),
        ("9/11", [(NUMBER, "9/11")]),
        ("1947\u20131991", [(NUMBER, "1947"), (NUMBER, "1991")]),
        ("x = \u22125", [(WORD, "x"), (SIGN, "="), (SIGN, "-"), (NUMBER, "5")]),
        ("-\u00a35", [(SIGN, "-"), (CURRENCY, "\u00a3"), (NUMBER, "5")]),
        ("a != b", [(WORD, "a"), (SIGN, "\u2260"), (WORD, "b")]),
        ("! =", [(SIGN, "=")]),
        ("\u201c(\u2026)\u201d", []),
    ],
)
def test_what_a_text_consists_of(text: str, found: list[tuple[TokenKind, str]]) -> None:
    assert [(token.kind, token.text) for token in tokens(text)] == found


def test_only_two_numbers_are_kept_apart() -> None:
    assert compact(tokens("In 1971 – 72 x 3")) == "in1971 72x3"


@given(st.text(max_size=40))
def test_every_token_knows_its_place(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.text == "".join(letter.text for letter in token.letters)
        assert end <= token.unit.start < token.unit.end <= len(text)
        assert compact(tokens(text[token.unit.start : token.unit.end])) or token.kind is WORD
        end = max(end, token.unit.start)
