"""What part of the cards is meant, asked of a real library."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.study.scope import ALL_CARDS, Scope
from tests.learner.decks import OneCard, World, write_library

CARDS = [
    OneCard("a-1", 0, theme=0, section=1),
    OneCard("a-2", 0, theme=0, section=2),
    OneCard("b-1", 1, theme=1, section=3),
    OneCard("c-1", 2, theme=1, section=4),
]


@pytest.mark.parametrize(
    ("scope", "cards"),
    [
        (ALL_CARDS, "a-1 a-2 b-1 c-1"),
        (Scope(document="doc-1"), "a-1 a-2"),
        (Scope(section="doc-1/section-2"), "a-2"),
        (Scope(document="doc-2", section="doc-1/section-2"), "a-2"),
        (Scope(section="doc-2/section-2"), ""),
        (Scope(theme="theme-1"), "b-1 c-1"),
        (Scope(kind="concept"), "a-1 a-2 b-1 c-1"),
        (Scope(kind="organisation"), ""),
        (Scope(entries=frozenset({"entry-0", "entry-2", "gone"})), "a-1 a-2 c-1"),
        (Scope(entries=frozenset()), ""),
        (Scope(cards=frozenset({"a-2", "c-1", "gone"})), "a-2 c-1"),
        (Scope(cards=frozenset()), ""),
        (Scope(theme="theme-1", cards=frozenset({"a-2", "c-1"})), "c-1"),
        (Scope(theme="theme-1", entries=frozenset({"entry-0", "entry-2"})), "c-1"),
    ],
)
def test_which_cards_a_scope_means(tmp_path: Path, scope: Scope, cards: str) -> None:
    world = World(write_library(tmp_path / "reference.db", CARDS), tmp_path / "progress.db")
    with world.progress as progress:
        assert " ".join(card.id for card in progress.cards.new(20_000, world.settings, scope)) == cards
        assert progress.cards.counts(20_000, world.settings, scope).new == len(cards.split())
        assert progress.cards.due(20_000, world.settings, scope) == []
        assert progress.cards.learning(20_000, world.settings, scope) == []
        assert progress.cards.started(20_000, world.settings, scope) == []


def test_everything_is_everything() -> None:
    assert ALL_CARDS.is_everything
    assert ALL_CARDS.words == "All cards"
    parts = (Scope(document="a"), Scope(section="a/b"), Scope(theme="a"), Scope(kind="a"))
    for part in (*parts, Scope(entries=frozenset()), Scope(cards=frozenset())):
        assert not part.is_everything
