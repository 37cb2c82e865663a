"""Surrogates, lone and in pairs."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.characters import whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("é 😀", "é 😀"),
        ("a\ud800b", "a\ufffdb"),
        ("\udc00\ud83d", "\ufffd\ufffd"),
        ("\ud83d\ude00", "😀"),
        (os.fsdecode(b"caf\xe9\xff"), "caf\ufffd\ufffd"),
    ],
)
def test_each_half_character_is_replaced(text: str, expected: str) -> None:
    assert whole(text) == expected


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_whole_can_be_stored_and_stays(text: str) -> None:
    once = whole(text)
    once.encode()
    assert whole(once) == once
