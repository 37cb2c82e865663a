"""When a fit is due, which answers it uses, and how it is saved."""

from __future__ import annotations

import itertools
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.changes import ChangeKind
from attache.base.faults import Locked
from attache.base.watch import GivenUp, Watch
from attache.learner import log
from attache.learner.doctor import examine
from attache.learner.log import Row
from attache.learner.progress import Progress
from attache.study.fit import Answers, Fit
from attache.study.memory import Phase, Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, StudySettings
from tests.learner.conftest import SetClock
from tests.learner.history import answer
from tests.learner.proof import astray, opened_again, settle
from tests.study.learners import BRIEF_MEMORY, learner


def write(progress: Progress, answers: Answers) -> None:
    """Put simulated answers into a log as they would have been written, and the states that follow."""
    rows = sorted(
        (day, card, place, rating)
        for card, each in answers.items()
        for place, (day, rating) in enumerate(each)
    )
    with opened_again(progress) as store, store.writing() as connection:
        device = store.device(connection)
        for number, (day, card, _, rating) in enumerate(rows):
            row = Row(f"row-{number}", card, log.Act.ANSWER, day * 86_400_000 + number, 0, day, rating,
                      5000, 2, 0, day + 1, 0, "", device)  # fmt: skip
            log.add(connection, row)
    settle(progress, Scheduler(progress.settings.read()))


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the optional library."""
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)


@pytest.fixture(scope="module")
def brief() -> Answers:
    """A history of the learner with the brief memory."""
    return learner(BRIEF_MEMORY, 2500)


def test_without_the_library_nothing_is_due(absent: None, brief: Answers, progress: Progress) -> None:
    write(progress, brief)
    assert not progress.due_for_fit()


def test_a_fit_is_due_with_enough_reviews_and_again_with_a_tenth_more(
    progress: Progress, brief: Answers
) -> None:
    pytest.importorskip("fsrs_rs_python")
    assert not progress.due_for_fit()
    write(progress, brief)
    assert progress.answers() == brief
    assert progress.due_for_fit()
    count = sum(len(each) - 1 for each in brief.values())
    progress.settings.write(fitted_on=int(count / 1.1))
    assert progress.due_for_fit()
    progress.settings.write(fitted_on=count)
    assert not progress.due_for_fit()
    progress.settings.write(fitted_on=0, fit=False)
    assert not progress.due_for_fit()


def test_answers_within_a_day_do_not_make_a_fit_due(progress: Progress) -> None:
    pytest.importorskip("fsrs_rs_python")
    write(progress, {"card-1": [(5, 1)] * 600 + [(6, 3)]})
    assert not progress.due_for_fit()


def test_a_fit_that_was_not_better_is_not_tried_again_at_once(progress: Progress, brief: Answers) -> None:
    pytest.importorskip("fsrs_rs_python")
    write(progress, brief)
    assert progress.adopt(None).kinds == {ChangeKind.SETTINGS}
    assert not progress.due_for_fit()
    assert progress.settings.read().parameters == DEFAULT_PARAMETERS


def test_what_was_undone_is_not_fitted_to(progress: Progress, clock: SetClock) -> None:
    answer(progress, "card-1", Rating.GOOD)
    answer(progress, "card-1", Rating.AGAIN)
    progress.reviews.undo(progress.reviews.now(4), Scheduler(progress.settings.read()))
    ((card, each),) = progress.answers().items()
    assert (card, [rating for _, rating in each]) == ("card-1", [3])


def test_parameters_and_states_change_together(
    progress: Progress, brief: Answers, clock: SetClock, tmp_path: Path
) -> None:
    write(progress, brief)
    before = progress.reviews.state("card-0")
    changes = progress.adopt(Fit(BRIEF_MEMORY, 1234, (0.5, 0.4)))
    day = progress.now(progress.settings.read().day_begins).day
    assert progress.settings.read().fit_result == (day, 1234, 0.5, 0.4)
    assert changes.kinds == {ChangeKind.SETTINGS, ChangeKind.REVIEWS}
    settings = progress.settings.read()
    assert (settings.parameters, settings.fitted_on) == (BRIEF_MEMORY, 1234)
    after_it = progress.reviews.state("card-0")
    assert after_it.memory.stability < before.memory.stability
    assert after_it.memory.due_day == before.memory.due_day
    found = examine(progress.path, tmp_path / "none.db", clock)
    assert [each.words for each in found.progress if each.rule == "states"] == [
        f"The states of all {len(brief)} cards agree with the log."
    ]


def test_what_is_answered_while_states_are_worked_out_is_not_lost(
    progress: Progress, path: Path, brief: Answers, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(progress, dict(list(brief.items())[:5]))
    every_card = log.every_card

    def and_meanwhile(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Row]]]:
        yield from every_card(connection)
        with Progress.open(path, clock) as window:
            answer(window, "card-0", Rating.EASY)
            answer(window, "card-99", Rating.GOOD)

    monkeypatch.setattr(log, "every_card", and_meanwhile)
    progress.adopt(Fit(BRIEF_MEMORY, 1234, (0.5, 0.4)))
    monkeypatch.undo()
    assert astray(progress, Scheduler(progress.settings.read())) == []
    assert progress.reviews.state("card-99").memory.phase is not Phase.NEW


def test_a_file_that_cannot_be_written_keeps_parameters_and_states(
    progress: Progress, path: Path, brief: Answers
) -> None:
    write(progress, dict(list(brief.items())[:5]))
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            progress.adopt(Fit(BRIEF_MEMORY, 1234, (0.5, 0.4)))
        holder.execute("ROLLBACK")
    assert progress.settings.read().parameters == DEFAULT_PARAMETERS
    assert astray(progress, Scheduler(progress.settings.read())) == []


def giving_up(calls: int) -> Watch:
    """Return a watch that cancels from some asking on."""
    count = itertools.count(1)
    return Watch(cancelled=lambda: next(count) > calls)


def test_what_is_given_up_has_changed_nothing(progress: Progress, brief: Answers) -> None:
    cards = 5
    write(progress, dict(list(brief.items())[:cards]))

    def kept() -> tuple[StudySettings, list[tuple[object, ...]]]:
        with opened_again(progress) as store:
            return progress.settings.read(), store.rows("SELECT * FROM card_state")

    before = kept()
    found = Fit(BRIEF_MEMORY, 1234, (0.5, 0.4))
    for calls in range(1 + 2 * cards):  # at the beginning, then once for each card computed, and written
        with pytest.raises(GivenUp):
            progress.adopt(found, giving_up(calls))
        assert kept() == before
    with pytest.raises(GivenUp):
        progress.adopt(None, giving_up(0))
    assert progress.settings.read() == before[0]
    assert progress.adopt(found, giving_up(1 + 2 * cards))
    kept_result = progress.settings.read().fit_result
    progress.adopt(None)
    assert progress.settings.read().fit_result == kept_result, "the same parameters go on being used"
    progress.use_parameters(DEFAULT_PARAMETERS)
    assert progress.settings.read().fit_result == ()
    progress.adopt(found)
    assert progress.settings.read().parameters == BRIEF_MEMORY


def test_reading_answers_can_be_cancelled(progress: Progress, brief: Answers) -> None:
    some = dict(list(brief.items())[:5])
    write(progress, some)
    assert progress.answers(giving_up(1)) == some
    with pytest.raises(GivenUp):
        progress.answers(giving_up(0))
