"""Parameters that predict a learner better are found, and nothing depends on their being found."""

from __future__ import annotations

import itertools
import sys

import pytest

from attache.base.watch import GivenUp, Watch
from attache.study.fit import Answers, Fit, fit, log_loss
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, StudySettings, is_allowed
from tests.study.learners import BRIEF_MEMORY, learner


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


def test_a_learner_unlike_others_is_predicted_better(brief: Answers, found: Fit) -> None:
    assert found.losses is not None
    before, after = found.losses
    assert after < before - 0.02
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


class Given:
    """A fake fitting library that returns given parameters and counts its passes over the reviews."""

    def __init__(self, found: tuple[float, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        self.found, self.rounds = found, set[int]()
        library = pytest.importorskip("fsrs_rs_python")
        monkeypatch.setattr(library, "FSRS", lambda _: self)
        monkeypatch.setattr(library, "TrainingConfig", lambda num_epochs: num_epochs)

    def compute_parameters(self, _: object, training_config: int) -> tuple[float, ...]:
        self.rounds.add(training_config)
        return self.found


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


def test_without_the_library_nothing_is_found(absent: None, brief: Answers) -> None:
    assert fit(brief, DEFAULT_PARAMETERS) is None


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


def test_a_fit_reports_progress_and_can_be_cancelled(brief: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    Given(BRIEF_MEMORY, monkeypatch)
    shares: list[float] = []
    assert fit(brief, DEFAULT_PARAMETERS, Watch(shares.append)) is not None
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for calls in (0, 1, len(shares) // 2, len(shares) - 1):
        asked = iter(range(len(shares)))
        with pytest.raises(GivenUp):
            fit(brief, DEFAULT_PARAMETERS, Watch(cancelled=lambda: next(asked) >= calls))  # noqa: B023
