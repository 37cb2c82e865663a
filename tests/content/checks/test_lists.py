"""Lists whose items no other card asks about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.checks.cards import problems_of


def found(folder: Path, items: str) -> list[str]:
    card = f"form: list, prompt: Which of them are there?, items: [{items}]"
    return [problem.message for problem in problems_of(folder, card)]


@pytest.mark.parametrize("items", ["wick, cargoes", "sharing a lamp, Pact", "of the, in", "HL, Tall Fleet"])
def test_items_that_other_cards_take_up_are_let_be(items: str, tmp_path: Path) -> None:
    assert found(tmp_path, items) == []


def test_the_items_that_stand_alone_are_named(tmp_path: Path) -> None:
    (message,) = found(tmp_path, "ebb, wicks, the flow of the sea")
    assert "“ebb”; “the flow of the sea”" in message
    assert "wicks" not in message
