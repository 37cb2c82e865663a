"""What is remembered: of entries, of the cards of one entry, and what fades."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.learner.log import Act
from attache.study.memory import Rating, Recall
from attache.study.scope import Scope
from tests.learner.decks import Settle, plain_cards

GOOD, EASY = Rating.GOOD, Rating.EASY
TODAY = 20_000


def test_how_well_entries_are_remembered(settle: Settle) -> None:
    world = settle(plain_cards(8, each=2))
    world.choose(desired_retention=0.85)
    remembered, settings = world.progress.remembered, world.settings
    world.learn("card-2", GOOD)
    world.learn("card-4", EASY)
    world.learn("card-6", GOOD, GOOD)
    wanted = {"entry-0": "new", "entry-1": "learning", "entry-2": "known", "entry-3": "known"}
    assert remembered.recall(TODAY + 1, settings) == {entry: Recall(word) for entry, word in wanted.items()}
    later = remembered.recall(TODAY + 6, settings)
    assert (later["entry-2"], later["entry-3"]) == (Recall.KNOWN, Recall.FADING)
    assert [entry for entry, _ in remembered.fading(TODAY + 6, 5, settings)[0]] == ["entry-3"]
    ((entry, recall),), cards = remembered.fading(TODAY + 90, 1, settings)
    assert cards == len(remembered.fading_cards(TODAY + 90, settings)) > 1
    status = remembered.statuses("entry-3", TODAY + 90, settings)["card-6"]
    assert entry == "entry-3"
    assert recall == pytest.approx(status.recall)
    assert recall < 0.85
    assert remembered.fading(TODAY, 5, settings) == ([], 0)


def test_what_is_suspended_or_left_out_says_nothing_of_what_is_remembered(settle: Settle) -> None:
    world = settle(plain_cards(6, each=2, forms=("question", "choice")))
    world.choose(desired_retention=0.85)
    remembered, settings, day = world.progress.remembered, world.settings, TODAY + 9
    world.learn("card-0", GOOD, GOOD)
    world.learn("card-1", EASY)
    world.learn("card-2", EASY)
    world.learn("card-5", GOOD, GOOD)
    wanted = {"entry-0": Recall.FADING, "entry-1": Recall.KNOWN, "entry-2": Recall.FADING}
    assert remembered.recall(day, settings) == wanted
    world.mark("card-0", Act.SUSPEND)
    world.mark("card-2", Act.SUSPEND)
    wanted = {"entry-0": Recall.KNOWN, "entry-1": Recall.NEW, "entry-2": Recall.FADING}
    assert remembered.recall(day, settings) == wanted
    without = replace(settings, left_out_forms=("choice",))
    assert remembered.recall(day, without) == dict.fromkeys(wanted, Recall.NEW)
    assert [entry for entry, _ in remembered.fading(day, 5, settings)[0]] == ["entry-2"]
    assert remembered.fading(day, 5, without) == ([], 0)
    nothing = replace(settings, left_out_forms=("choice", "question"))
    assert remembered.recall(day, nothing) == {}


def test_a_card_and_its_entry_are_remembered_equally_well(settle: Settle) -> None:
    world = settle(plain_cards(5))
    world.learn("card-1", Rating.GOOD)
    world.learn("card-2", Rating.EASY)
    world.learn("card-3", Rating.GOOD, Rating.GOOD)
    world.learn("card-4", Rating.GOOD, Rating.GOOD)
    world.mark("card-4", Act.SUSPEND)
    remembered, settings = world.progress.remembered, replace(world.settings, desired_retention=0.85)
    wanted = ["new", "learning", "known", "fading", "new"]
    found = [remembered.statuses(f"entry-{n}", TODAY + 6, settings).get(f"card-{n}") for n in range(5)]
    assert [status.state if status is not None else Recall.NEW for status in found] == wanted
    assert list(remembered.recall(TODAY + 6, settings).values()) == wanted
    some = Scope(entries=frozenset({"entry-0", "entry-2", "entry-4"}))
    assert remembered.recall_in(some, TODAY + 6, settings) == {"entry-2": Recall.KNOWN}


def test_the_memories_of_an_entry(settle: Settle) -> None:
    world = settle(plain_cards(3, each=3))
    world.learn("card-0", GOOD)
    world.mark("card-1", Act.FLAG)
    world.mark("card-0", Act.SUSPEND)
    found = world.progress.remembered.statuses("entry-0", TODAY, world.settings)
    assert found == {
        "card-0": (world.progress.reviews.state("card-0").memory, 1.0, False, True, False),
        "card-1": (world.progress.reviews.state("card-1").memory, 0.0, False, False, True),
    }


def test_the_fading_cards_are_those_that_can_be_asked(settle: Settle) -> None:
    world = settle(plain_cards(6, forms=("question", "choice")))
    world.choose(desired_retention=0.85, relearning_steps=(), learning_steps=())
    for number in range(5):
        world.learn(f"card-{number}", EASY if number == 0 else GOOD)

    def fading(left_out: tuple[str, ...] = ()) -> tuple[str, ...]:
        chosen = replace(world.settings, left_out_forms=left_out)
        found = world.progress.remembered.fading_cards(now.day, chosen)
        assert world.progress.workload.overview(now, chosen).fading_cards == len(found)
        return found

    now = world.progress.reviews.now(4)
    assert fading() == ()
    world.wait(days=60)
    now = world.progress.reviews.now(4)
    assert sorted(fading()) == [f"card-{number}" for number in range(5)]
    assert fading()[-1] == "card-0", "the one that is remembered best"
    world.mark("card-1", Act.SUSPEND)
    world.mark("card-2", Act.BURY, now.day + 1)
    assert sorted(fading()) == ["card-0", "card-3", "card-4"]
    assert sorted(fading(("choice",))) == ["card-0", "card-4"]
