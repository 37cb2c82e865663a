"""The adapter of FSRS: its reference figures, in the learner's days, and what the buttons promise."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.days import Moment, day_ends, weekday
from attache.study.memory import NEW, Memory, Phase, Rating
from attache.study.scheduler import Scheduler, no_loads
from attache.study.settings import DEFAULTS, StudySettings

AGAIN, HARD, GOOD, EASY = Rating
TODAY = 20_000
PLAIN = replace(DEFAULTS, spread=False, maximum_interval=36500)


def at(day: int, hour: int = 12, offset: int = 0) -> Moment:
    """Return noon, or another hour, of a day."""
    return Moment((day * 24 + hour) * 3_600_000 - offset * 60_000, offset, day)


def unmoved(scheduler: Scheduler, memory: Memory, rating: Rating, day: int) -> Memory:
    """Return the memory after an answer with the interval that FSRS itself wants, by its formula."""
    outcome = scheduler.preview("card", memory, at(day)).outcomes[rating]
    if outcome.phase is not Phase.REVIEW:
        return outcome
    curve, wanted = scheduler.curve, scheduler.settings.desired_retention
    interval = round(outcome.stability / curve.factor * (wanted ** (1 / curve.decay) - 1))
    return replace(outcome, due_day=day + min(max(interval, 1), scheduler.settings.maximum_interval))


def test_the_reference_intervals() -> None:
    scheduler = Scheduler(PLAIN)
    memory, day, intervals = NEW, TODAY, []
    for rating in (GOOD,) * 6 + (AGAIN,) * 2 + (GOOD,) * 5:
        memory = unmoved(scheduler, memory, rating, day)
        intervals.append(memory.interval)
        day = memory.due_day
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_the_reference_memory() -> None:
    scheduler = Scheduler(PLAIN)
    memory, day = NEW, TODAY
    for rating, gap in zip((AGAIN, *(GOOD,) * 5), (0, 0, 1, 3, 8, 21), strict=True):
        day += gap
        memory = scheduler.preview("card", memory, at(day)).outcomes[rating]
    assert memory.stability == pytest.approx(53.62691, rel=1e-6)
    assert memory.difficulty == pytest.approx(6.3574867, rel=1e-6)


@given(
    ratings=st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 400)), min_size=1, max_size=12),
    retention=st.floats(0.7, 0.97),
)
def test_a_memory_moves_as_it_does_in_fsrs_itself(
    ratings: list[tuple[Rating, int]], retention: float
) -> None:
    scheduler = Scheduler(replace(PLAIN, desired_retention=retention))
    original = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    memory, card, day = NEW, fsrs.Card(card_id=1), TODAY
    for rating, gap in ratings:
        day += gap
        memory = unmoved(scheduler, memory, rating, day)
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
        card, _ = original.review_card(card, fsrs.Rating(int(rating)), instant)
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        assert (memory.phase == Phase.REVIEW) == (card.state is fsrs.State.Review)
        assert memory.phase is Phase.REVIEW or memory.step == card.step
        assert memory.interval == (card.due - instant).days
        assert scheduler.retrievability(memory, day + 30) == pytest.approx(
            original.get_card_retrievability(card, instant + timedelta(days=30))
        )


MEMORIES = st.builds(
    Memory,
    phase=st.just(Phase.REVIEW),
    step=st.just(0),
    stability=st.floats(0.01, 3000),
    difficulty=st.floats(1, 10),
    last_day=st.integers(TODAY - 1000, TODAY),
    due_day=st.integers(TODAY - 900, TODAY + 900),
    reps=st.integers(1, 40),
)
SETTINGS = st.builds(
    StudySettings,
    desired_retention=st.floats(0.7, 0.97),
    maximum_interval=st.integers(7, 3650),
    relearning_steps=st.sampled_from(((), (10.0,), (5.0, 1200.0))),
    days_off=st.lists(st.integers(0, 6), unique=True, max_size=5).map(tuple),
    spread=st.booleans(),
)


@given(memory=MEMORIES, settings=SETTINGS, day=st.integers(TODAY, TODAY + 7), busy=st.integers())
def test_a_better_answer_never_comes_back_sooner(
    memory: Memory, settings: StudySettings, day: int, busy: int
) -> None:
    chance = random.Random(busy)
    loads = {each: chance.randrange(50) for each in range(day, day + 4000)}
    preview = Scheduler(settings).preview("card", memory, at(day), lambda _a, _b: loads)
    due = [preview.outcomes[rating].due_day for rating in Rating]
    assert due[0] <= due[1] <= due[2] <= due[3]
    most = day + settings.maximum_interval
    assert due[3] <= most
    # only the longest interval, or the days off before it, can make two of them one
    assert due[2] < due[3] or due[3] >= most - len(settings.days_off)
    for rating in (HARD, GOOD, EASY):
        outcome = preview.outcomes[rating]
        assert outcome.phase is Phase.REVIEW
        assert weekday(outcome.due_day) not in settings.days_off or outcome.due_day > most - 7


@given(
    settings=SETTINGS,
    answers=st.lists(st.tuples(st.sampled_from(Rating), st.integers(-9, 30)), min_size=2, max_size=30),
    busy=st.integers(),
)
def test_a_pass_never_shortens_the_interval(
    settings: StudySettings, answers: list[tuple[Rating, int]], busy: int
) -> None:
    chance = random.Random(busy)
    loads = {each: chance.randrange(50) for each in range(TODAY, TODAY + 40_000)}
    scheduler = Scheduler(settings)
    memory, day = NEW, TODAY
    for rating, late in answers:
        day = max(day, memory.due_day + late)
        outcomes = scheduler.preview("card", memory, at(day), lambda _a, _b: loads).outcomes
        assert outcomes[HARD].due_day <= outcomes[GOOD].due_day <= outcomes[EASY].due_day
        if memory.phase is Phase.REVIEW:
            # Before the due day FSRS may give fewer days, but not make the card due sooner.
            least = memory.interval if day >= memory.due_day else memory.due_day - day
            assert outcomes[HARD].interval >= min(least, settings.maximum_interval)
        memory = outcomes[rating]


def test_a_pass_gives_the_last_interval_though_the_next_one_by_itself_is_shorter() -> None:
    known = Memory(Phase.REVIEW, 0, 4.0, 9.9, TODAY - 6, at(TODAY - 6).at, TODAY, 0, 3)
    assert unmoved(Scheduler(PLAIN), known, HARD, TODAY).interval < 6
    assert Scheduler(PLAIN).preview("card", known, at(TODAY)).outcomes[HARD].interval == 6
    assert Scheduler(PLAIN).preview("card", known, at(TODAY - 2)).outcomes[HARD].interval < 6


def test_nothing_is_promised_after_a_lapse_a_change_of_settings_or_a_wrong_clock() -> None:
    scheduler = Scheduler(PLAIN)
    long = Memory(Phase.REVIEW, 0, 4.0, 9.0, TODAY - 90, at(TODAY - 90).at, TODAY, 0, 3)
    assert scheduler.preview("card", long, at(TODAY)).outcomes[HARD].interval == 90
    lapsed = scheduler.preview("card", long, at(TODAY)).outcomes[AGAIN]
    back = scheduler.preview("card", lapsed, at(TODAY)).outcomes[GOOD]
    assert 1 <= back.interval < 90
    changed = Scheduler(PLAIN, since=at(TODAY - 1).at)
    assert changed.preview("card", long, at(TODAY)).outcomes[HARD].interval < 90
    assert Scheduler(PLAIN, since=long.last_at).preview("card", long, at(TODAY)).outcomes[HARD].interval == 90
    shorter = Scheduler(replace(PLAIN, maximum_interval=30))
    assert shorter.preview("card", long, at(TODAY)).outcomes[EASY].interval == 30
    ahead = replace(long, last_day=TODAY + 900, due_day=TODAY + 990)
    assert scheduler.preview("card", ahead, at(TODAY)).outcomes[EASY].interval < 90


def test_a_step_is_due_at_an_instant_and_on_the_day_of_that_instant() -> None:
    scheduler = Scheduler(replace(DEFAULTS, learning_steps=(1.0, 600.0)))
    late = at(TODAY, hour=22)
    soon, hard, later, easy = scheduler.preview("card", NEW, late).outcomes.values()
    assert (soon.due_at, soon.due_day) == (late.at + 60_000, TODAY)
    assert (hard.due_at, hard.due_day) == (late.at + 18_030_000, TODAY)
    assert (later.due_at, later.due_day, later.step) == (late.at + 36_000_000, TODAY + 1, 1)
    assert later.due_at >= day_ends(TODAY, 0, 4)
    assert (easy.phase, easy.due_at) == (Phase.REVIEW, 0)


def test_a_lapse_is_counted_in_long_intervals_only() -> None:
    scheduler = Scheduler(DEFAULTS)
    assert scheduler.preview("card", NEW, at(TODAY)).outcomes[AGAIN].lapses == 0
    known = scheduler.preview("card", NEW, at(TODAY)).outcomes[EASY]
    outcomes = scheduler.preview("card", known, at(known.due_day)).outcomes
    assert [outcomes[rating].lapses for rating in Rating] == [1, 0, 0, 0]
    lapsed = outcomes[AGAIN]
    assert (lapsed.phase, lapsed.reps) == (Phase.RELEARNING, 2)
    assert scheduler.preview("card", lapsed, at(known.due_day)).outcomes[AGAIN].lapses == 1


@pytest.mark.parametrize("steps", [(), (1.0,), (1.0, 10.0, 60.0)])
def test_a_card_in_a_step_that_is_no_longer_there_goes_on(steps: tuple[float, ...]) -> None:
    settings = replace(DEFAULTS, learning_steps=steps, relearning_steps=steps)
    for phase in (Phase.LEARNING, Phase.RELEARNING):
        memory = Memory(phase, 4, 2.0, 5.0, TODAY, at(TODAY).at, TODAY, 1, 3)
        good = Scheduler(settings).preview("card", memory, at(TODAY)).outcomes[GOOD]
        assert good.phase is Phase.REVIEW


def test_an_answer_before_the_last_one_counts_as_one_of_the_same_day() -> None:
    scheduler = Scheduler(DEFAULTS)
    known = scheduler.preview("card", NEW, at(TODAY)).outcomes[EASY]
    same = scheduler.preview("card", known, at(TODAY)).outcomes[GOOD]
    for back, last in ((1, TODAY), (400, TODAY - 400)):
        earlier = scheduler.preview("card", known, at(TODAY - back)).outcomes[GOOD]
        assert (earlier.stability, earlier.difficulty) == (same.stability, same.difficulty)
        assert earlier.last_day == last
        assert scheduler.recall(known, GOOD, earlier.last_day) == (earlier.stability, earlier.difficulty)


def test_nothing_is_due_where_nothing_is() -> None:
    assert no_loads(1, 9) == {}


@given(
    memory=st.one_of(MEMORIES, st.just(NEW)),
    hour=st.integers(4, 27),
    offset=st.integers(-720, 840),
    seconds=st.integers(0, 5000),
)
def test_a_promise_is_kept_some_minutes_later(memory: Memory, hour: int, offset: int, seconds: int) -> None:
    scheduler = Scheduler(DEFAULTS)
    now = at(TODAY, hour, offset)
    later = now._replace(at=min(now.at + seconds * 1000, day_ends(TODAY, offset, 4) - 1))
    shown, kept = scheduler.preview("card", memory, now), scheduler.preview("card", memory, later)
    for rating in Rating:
        assert scheduler.later(shown, rating, later) == replace(
            kept, outcomes={rating: kept.outcomes[rating]}
        )
