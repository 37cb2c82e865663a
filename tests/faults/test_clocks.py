"""A clock that jumps between answers, by minutes or by years, forward and back; and other time zones."""

from __future__ import annotations

import random
from pathlib import Path

from attache.learner.doctor import examine
from attache.learner.findings import Severity
from attache.study.memory import Rating
from tests.faults.conftest import Tries
from tests.learner.decks import DAY, World, plain_cards, write_library
from tests.learner.proof import astray

_JUMPS = (-400 * DAY, -40 * DAY, -DAY, -3_600_000, 60_000, 3_600_000, DAY, 5 * DAY, 40 * DAY, 400 * DAY)


def test_whatever_the_clock_does_no_answer_is_lost(tmp_path: Path, tries: Tries) -> None:
    library = write_library(tmp_path / "reference.db", plain_cards(30))
    for seed in range(tries.number(3, 60)):
        chance = random.Random(seed)
        world = World(library, tmp_path / f"{seed}.db")
        right, kept, run = world.now, 0, world.session()
        for _ in range(40):
            act = chance.choice(["answer"] * 5 + ["jump", "zone", "undo", "bury", "restart"])
            if act == "jump":
                world.now = max(0, world.now + chance.choice(_JUMPS))
                tries.count("jumps of the clock")
            elif act == "zone":
                world.offset = chance.choice([-720, -300, 0, 60, 345, 840])
                tries.count("changes of the time zone")
            elif act == "restart":
                world.restart()
                run = world.session()
            elif act == "undo":
                run.undo()
                assert count(world) in (kept, kept - 1)
                kept = count(world)
            elif act == "bury" and run.asked:
                run.bury()
            elif act == "answer" and run.asked:
                run.answer(chance.choice(list(Rating)))
                kept += 1
            run.reload()
            assert count(world) == kept
            assert astray(world.progress, world.scheduler) == []
            world.wait(seconds=30)
        world.now = max(world.now, right) + DAY
        found = examine(world.path, library, lambda now=world.now: now, lambda _at: 0)  # type: ignore[misc]
        wrong = [each.words for each in found.progress if each.severity is Severity.PROBLEM]
        assert [each for each in wrong if "earlier time" not in each] == []
        world.progress.close()


def count(world: World) -> int:
    """Return how many answers count: those that were not undone."""
    undone = "SELECT of FROM review_log WHERE act = 'undo' AND of <> ''"
    found = world.rows(f"SELECT count(*) FROM review_log WHERE act = 'answer' AND id NOT IN ({undone})")
    return int(str(found[0][0])) if found else 0
