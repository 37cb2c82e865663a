"""Parameters that predict a learner better are found, and nothing depends on their being found."""

from __future__ import annotations

import itertools
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.base.faults import Locked
from attache.learner import log
from attache.learner.doctor import examine
from attache.learner.fit import Answers, Fit, fit, log_loss
from attache.learner.log import Row
from attache.learner.progress import Progress
from attache.study.memory import NEW, Memory, Phase, Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, StudySettings, is_allowed
from tests.learner.conftest import SetClock
from tests.learner.history import answer
from tests.learner.proof import astray, opened_again, settle

BRIEF_MEMORY = (0.05, 0.1, 0.3, 0.9, *DEFAULT_PARAMETERS[4:8], 1.0, *DEFAULT_PARAMETERS[9:])
"""A learner who forgets much sooner than FSRS supposes of everyone."""


def learner(parameters: tuple[float, ...], reviews: int, seed: int = 7) -> Answers:
    """Simulate a learner who remembers by some parameters, and is asked when FSRS's own would ask."""
    chance = random.Random(seed)
    truth = Scheduler(StudySettings(parameters=parameters))
    asked = Scheduler(StudySettings())
    answers: dict[str, list[tuple[int, int]]] = {}
    count = 0
    for card in itertools.count():
        if count >= reviews:
            return answers
        day, real, supposed = chance.randrange(200), NEW, NEW
        own = answers.setdefault(f"card-{card}", [])
        while day < 300:
            if real is NEW:
                rating = Rating.GOOD
            else:
                recalled = chance.random() < truth.retrievability(real, day)
                rating = Rating.GOOD if recalled else Rating.AGAIN
            own.append((day, int(rating)))
            count += 1
            real, supposed = after(truth, real, rating, day), after(asked, supposed, rating, day)
            day += max(1, round(supposed.stability * chance.uniform(0.7, 1.3)))
    raise AssertionError("there is no end of cards")


def after(scheduler: Scheduler, memory: Memory, rating: Rating, day: int) -> Memory:
    """Return a memory after an answer."""
    stability, difficulty = scheduler.recall(memory, rating, day)
    return Memory(Phase.REVIEW, stability=stability, difficulty=difficulty, last_day=day)


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


@pytest.fixture(scope="module")
def found(brief: Answers) -> Fit:
    """What is fitted to it."""
    pytest.importorskip("fsrs_rs_python")
    fitted = fit(brief, DEFAULT_PARAMETERS)
    assert fitted is not None
    return fitted


class Given:
    """A library that finds what it is given, and writes down how often it went through all reviews."""

    def __init__(self, found: tuple[float, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        self.found, self.rounds = found, set[int]()
        library = pytest.importorskip("fsrs_rs_python")
        monkeypatch.setattr(library, "FSRS", lambda _: self)
        monkeypatch.setattr(library, "TrainingConfig", lambda num_epochs: num_epochs)

    def compute_parameters(self, _: object, training_config: int) -> tuple[float, ...]:
        self.rounds.add(training_config)
        return self.found


def test_a_learner_unlike_others_is_predicted_better(brief: Answers, found: Fit) -> None:
    assert found.loss < found.loss_before - 0.02
    assert is_allowed("parameters", found.parameters)
    assert found.parameters[2] < DEFAULT_PARAMETERS[2]
    assert found.reviews == sum(
        day > before for each in brief.values() for (before, _), (day, _) in itertools.pairwise(each)
    )
    fresh = learner(BRIEF_MEMORY, 1500, seed=8)
    assert log_loss(fresh, found.parameters, 0) < log_loss(fresh, DEFAULT_PARAMETERS, 0)
    Scheduler(StudySettings(parameters=found.parameters))  # FSRS takes them


def test_where_the_parameters_are_right_already_none_are_better(brief: Answers, found: Fit) -> None:
    assert fit(brief, found.parameters) is None


def test_what_is_not_better_on_later_reviews_is_not_taken(
    brief: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    Given(DEFAULT_PARAMETERS, monkeypatch)
    assert fit(brief, DEFAULT_PARAMETERS) is None
    assert fit(brief, BRIEF_MEMORY) is None


def test_a_short_history_is_not_fitted_to(brief: Answers) -> None:
    few = dict(list(brief.items())[:10])
    assert fit(few, DEFAULT_PARAMETERS) is None
    assert fit({}, DEFAULT_PARAMETERS) is None


def test_reviews_within_a_day_alone_are_not_fitted_to() -> None:
    pytest.importorskip("fsrs_rs_python")
    same_day = {f"card-{n}": [(5, 1), (5, 3), (5, 3)] for n in range(1000)}
    assert fit(same_day, DEFAULT_PARAMETERS) is None
    # Enough later reviews, but all on one day: nothing comes before those that would judge.
    one_day = {card: [*each, (6, 3)] for card, each in same_day.items()}
    assert fit(one_day, DEFAULT_PARAMETERS) is None


def test_a_clock_set_back_within_a_history_is_borne(brief: Answers) -> None:
    pytest.importorskip("fsrs_rs_python")
    muddled = {card: [*each, (each[-1][0] - 3, 3), (each[-1][0] + 2, 3)] for card, each in brief.items()}
    assert fit(muddled, DEFAULT_PARAMETERS) is not None


def test_without_the_library_nothing_is_found_and_nothing_is_due(
    absent: None, brief: Answers, progress: Progress
) -> None:
    assert fit(brief, DEFAULT_PARAMETERS) is None
    write(progress, brief)
    assert not progress.due_for_fit()


class Panic(BaseException):
    """What an error of Rust is to Python: no Exception."""


@pytest.mark.parametrize(
    ("raised", "lets_through"),
    [(Panic, False), (ValueError, False), (KeyboardInterrupt, True), (SystemExit, True)],
)
def test_a_panic_of_the_library_is_no_crash(
    brief: Answers, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], lets_through: bool
) -> None:
    library = pytest.importorskip("fsrs_rs_python")

    class Panics:
        """Fails as the library would."""

        def __init__(self, _: object) -> None: ...

        def compute_parameters(self, _: object, training_config: object) -> list[float]:
            raise raised

    monkeypatch.setattr(library, "FSRS", Panics)
    if lets_through:
        with pytest.raises(raised):
            fit(brief, DEFAULT_PARAMETERS)
    else:
        assert fit(brief, DEFAULT_PARAMETERS) is None


def test_a_fit_that_fails_on_all_reviews_is_none(brief: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    given = Given(BRIEF_MEMORY, monkeypatch)
    assert fit(brief, DEFAULT_PARAMETERS) is not None
    results = iter([BRIEF_MEMORY, ()])
    monkeypatch.setattr(given, "compute_parameters", lambda *_, **__: next(results))
    assert fit(brief, DEFAULT_PARAMETERS) is None


def test_many_reviews_are_gone_through_less_often(brief: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    given = Given(BRIEF_MEMORY, monkeypatch)
    fit(brief, DEFAULT_PARAMETERS)
    assert given.rounds == {5}
    many = {f"{n}-{card}": each for n in range(6) for card, each in brief.items()}
    fit(many, DEFAULT_PARAMETERS)
    assert given.rounds == {5, 3}


@pytest.mark.parametrize("wrong", [(), (1.0,) * 19, (float("nan"),) * 21, (float("inf"),) * 21])
def test_what_are_no_parameters_are_not_taken(
    brief: Answers, monkeypatch: pytest.MonkeyPatch, wrong: tuple[float, ...]
) -> None:
    Given(wrong, monkeypatch)
    assert fit(brief, DEFAULT_PARAMETERS) is None


def test_single_precision_is_brought_within_bounds(brief: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    Given((*BRIEF_MEMORY[:20], 0.800000011920929), monkeypatch)
    found = fit(brief, DEFAULT_PARAMETERS)
    assert found is not None
    assert found.parameters[20] == 0.8
    Scheduler(StudySettings(parameters=found.parameters))


# In a progress file


def test_a_fit_is_due_with_enough_reviews_and_again_with_a_fifth_more(
    progress: Progress, brief: Answers
) -> None:
    pytest.importorskip("fsrs_rs_python")
    assert not progress.due_for_fit()
    write(progress, brief)
    assert progress.answers() == brief
    assert progress.due_for_fit()
    count = sum(len(each) - 1 for each in brief.values())
    progress.settings.write(fitted_on=int(count / 1.2))
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
    changes = progress.adopt(Fit(BRIEF_MEMORY, 1234, 0.5, 0.4))
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
    progress.adopt(Fit(BRIEF_MEMORY, 1234, 0.5, 0.4))
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
            progress.adopt(Fit(BRIEF_MEMORY, 1234, 0.5, 0.4))
        holder.execute("ROLLBACK")
    assert progress.settings.read().parameters == DEFAULT_PARAMETERS
    assert astray(progress, Scheduler(progress.settings.read())) == []


def giving_up(calls: int) -> Callable[[], bool]:
    """Return what says to give up from some asking on."""
    count = itertools.count(1)
    return lambda: next(count) > calls


def test_what_is_given_up_has_changed_nothing(progress: Progress, brief: Answers) -> None:
    cards = 5
    write(progress, dict(list(brief.items())[:cards]))

    def kept() -> tuple[StudySettings, list[tuple[object, ...]]]:
        with opened_again(progress) as store:
            return progress.settings.read(), store.rows("SELECT * FROM card_state")

    before = kept()
    found = Fit(BRIEF_MEMORY, 1234, 0.5, 0.4)
    for calls in range(1 + 2 * cards):  # at the beginning, then once for each card worked out, and written
        assert progress.adopt(found, giving_up(calls)) == Changes()
        assert kept() == before
    assert progress.adopt(None, giving_up(0)) == Changes()
    assert progress.settings.read() == before[0]
    assert progress.adopt(found, giving_up(1 + 2 * cards))
    assert progress.settings.read().parameters == BRIEF_MEMORY


def test_answers_and_losses_are_given_up_card_by_card(progress: Progress, brief: Answers) -> None:
    some = dict(list(brief.items())[:5])
    write(progress, some)
    assert progress.answers(giving_up(5)) == some
    assert progress.answers(giving_up(4)) == {}
    first = dict(list(brief.items())[:1])
    assert log_loss(brief, BRIEF_MEMORY, 0, giving_up(1)) == log_loss(first, BRIEF_MEMORY, 0)
    assert fit(brief, DEFAULT_PARAMETERS, giving_up(0)) is None
