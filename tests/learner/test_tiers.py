"""Core, standard and extra cards; and cards that the library has no longer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attache.learner.log import Act
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.study.workload import CardCounts
from tests.learner.decks import OneCard, World, plain_cards, write_library

TODAY = 20_000
GOOD = Rating.GOOD
CARDS = [replace(card, value=1 + number // 2) for number, card in enumerate(plain_cards(6))]
"""Two core cards, two standard and two extra."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(write_library(tmp_path / "reference.db", CARDS), tmp_path / "progress.db")
    world.choose(learning_steps=())
    return world


def new(world: World, scope: Scope = Scope()) -> list[str]:  # noqa: B008
    return [card.id for card in world.progress.cards.new(TODAY, world.settings, scope)]


def test_extra_cards_are_new_only_if_they_are_turned_on(world: World) -> None:
    cards = world.progress.cards
    assert new(world) == ["card-0", "card-1", "card-2", "card-3"]
    assert cards.counts(TODAY, world.settings) == CardCounts(0, 0, 4)
    world.choose(extra_cards=True)
    assert new(world)[4:] == ["card-4", "card-5"]
    assert cards.counts(TODAY, world.settings) == CardCounts(0, 0, 6)


def test_counts_by_document_and_by_scope_leave_them_out_too(world: World) -> None:
    cards, settings = world.progress.cards, world.settings
    by_document = cards.counts_by("document", TODAY, settings)
    assert sum(each.new for _, _, each in by_document.values()) == 4
    assert sum(total for total, _, _ in by_document.values()) == 4
    kinds = Scope(kind="concept")
    assert cards.counts(TODAY, settings, kinds).new == len(new(world, kinds)) == 4
    for document in by_document:
        scope = Scope(document=document)
        assert (
            cards.counts(TODAY, settings, scope).new == len(new(world, scope)) == by_document[document][2].new
        )


def test_an_extra_card_that_was_started_is_due_like_any_other(world: World) -> None:
    world.learn("card-4", GOOD)
    world.learn("card-0", GOOD)
    day = TODAY + 30
    cards = world.progress.cards
    assert cards.counts(day, world.settings) == CardCounts(2, 0, 3)
    assert {card.id for card in cards.due(day, world.settings)} == {"card-0", "card-4"}


def test_progress_counts_them_only_if_they_were_started_or_are_turned_on(world: World) -> None:
    def counted() -> tuple[int, int, int]:
        """Return how many cards are to be learned, by the figures, the themes and the documents."""
        report = world.progress.report(world.progress.reviews.now(4), world.settings)
        assert report.figures.cards == 6
        parts = (report.themes, report.documents)
        return (report.figures.to_learn, *(sum(each.cards for each in found) for found in parts))  # type: ignore[return-value]

    assert counted() == (4, 4, 4)
    world.learn("card-4", GOOD)
    assert counted() == (5, 5, 5)
    world.choose(extra_cards=True)
    assert counted() == (6, 6, 6)


def test_an_extra_card_is_a_sibling_to_ask_if_it_was_started_or_extra_cards_are_on(tmp_path: Path) -> None:
    cards = [OneCard("own", 0), OneCard("standard", 0), OneCard("extra", 0, form="choice", value=3)]
    world = World(write_library(tmp_path / "reference.db", cards), tmp_path / "progress.db")

    def siblings() -> list[str]:
        return [card.id for card in world.progress.cards.siblings("own", TODAY, world.settings)]

    assert siblings() == ["standard"]
    world.choose(extra_cards=True)
    assert siblings() == ["standard", "extra"]
    world.choose(left_out_forms=("choice",))
    assert siblings() == ["standard"]
    world.choose(extra_cards=False, left_out_forms=())
    world.learn("extra", GOOD)
    assert siblings() == ["standard", "extra"]
    world.choose(left_out_forms=("choice",))
    assert siblings() == ["standard"]


def test_no_extra_card_is_offered_instead_of_a_leech(tmp_path: Path) -> None:
    cards = [OneCard("leech", 0), OneCard("extra", 0, form="definition", value=3)]
    world = World(write_library(tmp_path / "reference.db", cards), tmp_path / "progress.db")
    world.choose(leech_lapses=1, relearning_steps=())
    world.learn("leech", Rating.EASY)
    world.wait(days=60)
    run = world.session()
    run.answer(Rating.AGAIN)
    assert run.leech is not None
    assert run.leech.easier == ""


def totals(world: World, day: int) -> CardCounts:
    """Return what the documents have in all: each card of these tests cites one."""
    found = world.progress.cards.counts_by("document", day, world.settings).values()
    return CardCounts(*map(sum, zip(*(counts for _, _, counts in found), strict=True)))


def test_a_hidden_form_hides_its_extra_cards_too(tmp_path: Path) -> None:
    forms = ("question", "choice")
    cards = [replace(card, value=1 + n // 2) for n, card in enumerate(plain_cards(6, forms=forms))]
    world = World(write_library(tmp_path / "reference.db", cards), tmp_path / "progress.db")
    world.choose(learning_steps=(), extra_cards=True, left_out_forms=("choice",))
    assert new(world) == ["card-0", "card-2", "card-4"]
    assert world.progress.cards.counts(TODAY, world.settings) == totals(world, TODAY) == (0, 0, 3)
    world.learn("card-4", GOOD)
    world.learn("card-5", GOOD)
    day, progress = TODAY + 30, world.progress
    for extra in (True, False):
        world.choose(extra_cards=extra)
        assert [card.id for card in progress.cards.due(day, world.settings)] == ["card-4"]
        assert progress.cards.counts(day, world.settings) == totals(world, day) == (1, 0, 2)
        assert sum(progress.cards.due_on(TODAY, day, world.settings).values()) == 1
        assert progress.cards.next_due(TODAY, world.settings)[1] == 1
        assert [entry for entry, _ in progress.remembered.fading(day, 9, world.settings)[0]] == ["entry-4"]
    world.choose(left_out_forms=())
    assert {card.id for card in progress.cards.due(day, world.settings)} == {"card-4", "card-5"}
    assert progress.cards.counts(day, world.settings) == totals(world, day) == (2, 0, 4)


def test_a_started_extra_card_is_due_in_its_document_but_not_one_of_its_cards(world: World) -> None:
    world.learn("card-4", GOOD)
    day = TODAY + 30
    found = world.progress.cards.counts_by("document", day, world.settings).values()
    assert [sum(numbers) for numbers in zip(*(each[:2] for each in found), strict=True)] == [4, 0]
    assert totals(world, day) == (1, 0, 4)
    world.choose(extra_cards=True)
    found = world.progress.cards.counts_by("document", day, world.settings).values()
    assert [sum(numbers) for numbers in zip(*(each[:2] for each in found), strict=True)] == [6, 1]
    assert totals(world, day) == (1, 0, 5)


def test_an_extra_card_that_is_suspended_takes_nothing_from_the_new_ones(world: World) -> None:
    cards = world.progress.cards
    world.mark("card-5", Act.SUSPEND)
    for extra, count in ((False, 4), (True, 5)):
        world.choose(extra_cards=extra)
        assert cards.counts(TODAY, world.settings).new == len(new(world)) == count
        assert totals(world, TODAY).new == count
        kinds = Scope(kind="concept")
        assert cards.counts(TODAY, world.settings, kinds).new == len(new(world, kinds)) == count


def test_a_selected_extra_card_is_asked(world: World) -> None:
    chosen = Scope(cards=frozenset({"card-5"}))
    assert new(world, chosen) == ["card-5"]
    assert world.progress.cards.counts(TODAY, world.settings, chosen).new == 1


def test_the_core_is_counted_with_the_time_for_the_rest_of_it(world: World) -> None:
    now = world.progress.reviews.now(4)
    before = world.progress.workload.overview(now, world.settings).core
    assert (before.cards, before.started) == (2, 0)
    world.learn("card-0", GOOD)
    world.learn("card-3", GOOD)
    after = world.progress.workload.overview(now, world.settings).core
    assert (after.cards, after.started) == (2, 1)
    assert 0 < after.took < before.took


def test_a_card_that_is_gone_stays_in_the_log_and_counts_nowhere(world: World) -> None:
    for card in CARDS:
        world.learn(card.id, GOOD)
    kept = [card for card in CARDS if card.id not in ("card-1", "card-3")]
    log = world.rows("SELECT * FROM review_log")
    world.progress.close()
    world.library.unlink()
    write_library(world.library, kept)
    world.restart()
    assert world.rows("SELECT * FROM review_log") == log
    cards, day = world.progress.cards, TODAY + 30
    assert cards.counts(day, world.settings) == CardCounts(4, 0, 0)
    assert {card.id for card in cards.due(day, world.settings)} == {card.id for card in kept}
    assert world.progress.workload.overview(world.progress.now(4), world.settings).core == (1, 1, 0)
    assert sum(started for _, started, _ in cards.counts_by("document", day, world.settings).values()) == 2
    found = world.progress.figures(world.progress.reviews.now(4), world.settings)
    assert (found.cards, found.started, found.due_30_days) == (4, 4, 4)
