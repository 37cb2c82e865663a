"""Everything that the Progress page shows against a count by hand, with undone answers and lost cards."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import fsrs
import pytest

from attache.base.watch import GivenUp, Watch
from attache.learner.log import Act, Row
from attache.learner.report import AHEAD, STABILITIES, WEEKS, Report, first_day
from attache.study.accuracy import AGES, Accuracy
from attache.study.days import weekday
from attache.study.memory import Phase
from tests.learner.decks import World, write_library
from tests.learner.test_totals import CARDS, HAS, KEPT, standing, states, studied, world
from tests.statements import count_statements

__all__ = ["studied", "world"]


@pytest.fixture
def report(world: World) -> Report:
    """What the page shows some days later, when some cards have faded."""
    world.wait(days=5)
    return report_of(world)


def report_of(world: World) -> Report:
    progress = world.progress
    return progress.report(progress.reviews.now(4), progress.settings.read())


@pytest.fixture
def accuracy(world: World, report: Report) -> Accuracy:
    """What is compared on that day."""
    assert report.accuracy is None  # it follows later
    return world.progress.accuracy(world.progress.settings.read())


def answers_by_card(world: World) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in standing(world):
        if row.card in HAS:
            found[row.card].append(row)
    return found


def predictions(world: World) -> list[tuple[float, bool]]:
    """Return what the reference library predicts for each answer on a later day, and what came about."""
    settings = world.progress.settings.read()
    reference = fsrs.Scheduler(parameters=settings.parameters, enable_fuzzing=False)
    found = []
    for rows in answers_by_card(world).values():
        card, last = fsrs.Card(card_id=1), rows[0].day
        for row in rows:
            at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=row.day)
            if row.day > last:
                found.append((reference.get_card_retrievability(card, at), row.rating > 1))
            last = row.day
            card, _ = reference.review_card(card, fsrs.Rating(row.rating), at)
    return found


def test_the_days_are_the_learner_s_history(world: World, report: Report) -> None:
    counted = Counter(row.day for row in standing(world))
    assert {each.day: each.answers for each in report.days} == counted
    assert [each.day for each in report.days] == sorted(counted)
    took = Counter[int]()
    for row in standing(world):
        took[row.day] += row.took
    assert {each.day: each.took for each in report.days} == took


def test_days_before_the_calendar_are_left_out(world: World) -> None:
    days = sorted({row.day for row in standing(world)})
    world.wait(days=7 * WEEKS - 30)
    kept = report_of(world)
    assert weekday(first_day(kept.day)) == 0
    assert [each.day for each in kept.days] == [day for day in days if day >= first_day(kept.day)]
    assert 0 < len(kept.days) < len(days)


def test_what_is_due_is_what_the_states_say(world: World, report: Report) -> None:
    awake = [each["due_day"] for each in states(world) if each["phase"] and not each["suspended"]]
    ahead = [sum(due == report.day + after for due in awake) for after in range(1, AHEAD)]
    assert report.due == (sum(due <= report.day for due in awake), *ahead)
    assert sum(ahead) > 0


def test_retention_by_age_is_that_of_known_cards(world: World, accuracy: Accuracy) -> None:
    ends = [*AGES, math.inf]
    counted, known = Counter[int](), Counter[int]()
    for rows in answers_by_card(world).values():
        for before, row in pairwise(rows):
            if before.phase == Phase.REVIEW and before.day < row.day:
                age = next(n for n, end in enumerate(ends) if row.day - rows[0].day <= end)
                counted[age] += 1
                known[age] += row.rating > 1
    assert sum(counted.values()) > 20
    assert len(counted) > 2
    assert [tuple(each) for each in accuracy.ages] == [(counted[n], known[n]) for n in range(len(ends))]


def test_calibration_and_losses_are_those_of_the_reference(world: World, accuracy: Accuracy) -> None:
    found = predictions(world)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for predicted, known in found:
        bins[int(predicted * 20)].append((predicted, known))
    assert len(bins) > 3
    expected = [
        (sum(p for p, _ in each) / len(each), len(each), sum(known for _, known in each))
        for _, each in sorted(bins.items())
    ]
    assert [tuple(each.actual) for each in accuracy.bins] == [(count, known) for _, count, known in expected]
    assert [each.predicted for each in accuracy.bins] == pytest.approx([p for p, _, _ in expected])
    share = sum(known for _, known in found) / len(found)
    assert accuracy.reviews == (len(found), sum(known for _, known in found))
    assert accuracy.loss == pytest.approx(
        -sum(math.log(p if known else 1 - p) for p, known in found) / len(found)
    )
    assert accuracy.constant_loss == pytest.approx(
        -sum(math.log(share if known else 1 - share) for _, known in found) / len(found)
    )
    assert accuracy.deviation == pytest.approx(
        sum(abs(p * count - known) for p, count, known in expected) / len(found)
    )


def test_memory_by_theme_and_document_counts_every_card_once(world: World, report: Report) -> None:
    by_id = {card.id: card for card in KEPT}
    curve = world.scheduler.curve
    retention = world.progress.settings.read().desired_retention
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    for card in KEPT:
        expected[f"theme-{card.theme}"]["cards"] += 1
    for each in states(world):
        recall = curve.retrievability(report.day - each["last_day"], each["stability"])
        if each["phase"] == Phase.REVIEW:
            state = "fading" if recall < retention else "known"
        else:
            state = "learning" if each["phase"] else "new"
        expected[f"theme-{by_id[each['card']].theme}"][state] += 1
    assert {each.part: each[1:] for each in report.themes} == {
        theme: (counts["cards"], counts["known"], counts["learning"], counts["fading"])
        for theme, counts in expected.items()
    }
    for parts in (report.themes, report.documents):
        assert sum(each.cards for each in parts) == report.figures.cards == len(KEPT)
        assert sum(each.cards - each.new for each in parts) == report.figures.started
        assert sum(each.known + each.fading for each in parts) == report.figures.known
        assert sum(each.fading for each in parts) > 0


@pytest.mark.parametrize("days", [0, 60], ids=["some fade", "most fade"])
def test_fading_cards_are_those_that_can_be_asked(world: World, days: int) -> None:
    world.wait(days=5 + days)
    report = report_of(world)
    curve = world.scheduler.curve
    retention = world.progress.settings.read().desired_retention
    recall = {
        each["card"]: curve.retrievability(report.day - each["last_day"], each["stability"])
        for each in states(world)
        if each["phase"] == Phase.REVIEW and not each["suspended"]
    }
    fading = [card for card, share in recall.items() if share < retention]
    assert report.fading == tuple(sorted(fading, key=lambda card: (recall[card], card)))
    assert report.fading_cards == len(fading)
    assert (1 < len(fading) < len(recall)) if not days else len(fading) > 5
    world.mark(report.fading[0], Act.SUSPEND)
    assert report_of(world).fading == report.fading[1:]
    world.mark(report.fading[1], Act.BURY, report.day + 1)
    assert report_of(world).fading == report.fading[2:]


def test_the_hardest_cards_are_those_forgotten_most(world: World, report: Report) -> None:
    lapses = {each["card"]: each["lapses"] for each in states(world) if each["lapses"]}
    ranked = sorted(lapses, key=lambda card: (-lapses[card], card))[:5]
    assert [(each.id, each.lapses) for each in report.hardest] == [(card, lapses[card]) for card in ranked]
    assert report.lapses == sum(lapses.values()) > 0
    entries = {card.id: card.entry for card in CARDS}
    assert [each.entry for each in report.hardest] == [f"entry-{entries[card]}" for card in ranked]
    assert all(each.question.startswith("Q ") for each in report.hardest)


def test_stability_and_difficulty_are_those_of_started_cards(world: World, report: Report) -> None:
    rows = world.rows("SELECT card, stability, difficulty FROM card_state WHERE phase > 0")
    known = [(float(str(s)), float(str(d))) for card, s, d in rows if card in HAS]
    assert sum(report.stabilities) == sum(report.difficulties) == len(known)
    bounds = [0, *STABILITIES, math.inf]
    assert report.stabilities == tuple(
        sum(least <= stability < most for stability, _ in known) for least, most in pairwise(bounds)
    )
    assert report.difficulties == tuple(
        sum(math.floor(difficulty + 0.5) == each for _, difficulty in known) for each in range(1, 11)
    )


def test_a_day_is_worth_the_same_as_all_its_figures(world: World, report: Report) -> None:
    progress = world.progress
    assert report.figures == progress.figures(progress.reviews.now(4), progress.settings.read())


def test_it_says_how_far_it_is_and_can_be_cancelled(world: World) -> None:
    progress, shares = world.progress, list[float]()
    now, settings = progress.reviews.now(4), progress.settings.read()
    for work in (partial(progress.report, now), progress.accuracy):
        shares.clear()
        work(settings, Watch(shares.append))
        assert shares == sorted(shares)
        assert shares[-1] == 1
        with pytest.raises(GivenUp):
            work(settings, Watch(cancelled=lambda: True))


def test_nothing_was_answered_yet(tmp_path: Path) -> None:
    progress = World(write_library(tmp_path / "reference.db", KEPT), tmp_path / "progress.db").progress
    settings = progress.settings.read()
    found, accuracy = progress.report(progress.now(4), settings), progress.accuracy(settings)
    progress.close()
    assert (found.days, found.hardest, found.fading, found.lapses) == ((), (), (), 0)
    assert accuracy.reviews == (0, 0)
    assert (accuracy.loss, accuracy.constant_loss, accuracy.deviation) == (0, 0, 0)
    assert sum(each.new for each in found.themes) == len(KEPT)


def test_no_statement_is_run_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    statements = count_statements(monkeypatch)
    world.restart()
    now = world.progress.now(4)
    before = len(statements)
    world.progress.report(now, world.settings)
    counts = Counter(each for each in statements.since(before) if not each.startswith("PRAGMA"))
    repeated = [each for each, count in counts.items() if count > 1]
    assert repeated == []
