"""What the learner chooses: kept field by field, and never believed where it cannot be right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import fsrs
import fsrs.scheduler
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from attache.base.changes import ChangeKind
from attache.base.vocabulary import CardForm
from attache.learner.progress import Progress
from attache.learner.settings import parameters_of
from attache.learner.states import before_of
from attache.study.scheduler import Scheduler
from attache.study.settings import (
    DEFAULT_PARAMETERS,
    DEFAULTS,
    LEAST_PARAMETERS,
    MOST_PARAMETERS,
    BadSetting,
    StudySettings,
    is_allowed,
)
from tests.learner.conftest import SetClock
from tests.learner.proof import opened_again

NAMES = tuple(field.name for field in fields(StudySettings))


def test_the_parameters_are_those_of_fsrs() -> None:
    assert tuple(fsrs.Scheduler().parameters) == DEFAULT_PARAMETERS
    assert tuple(fsrs.scheduler.LOWER_BOUNDS_PARAMETERS) == LEAST_PARAMETERS
    assert tuple(fsrs.scheduler.UPPER_BOUNDS_PARAMETERS) == MOST_PARAMETERS


def test_every_field_has_its_rule_and_what_holds_by_default_keeps_it() -> None:
    assert all(is_allowed(name, getattr(DEFAULTS, name)) for name in NAMES)


def test_what_was_chosen_is_kept_and_the_rest_holds(progress: Progress, path: Path) -> None:
    assert progress.settings.read() == DEFAULTS
    changes = progress.settings.write(minutes=35, days_off=(5, 6), learning_steps=(2.0,))
    assert changes.kinds == {ChangeKind.SETTINGS}
    progress.close()
    with Progress.open(path) as again:
        assert again.settings.read() == replace(DEFAULTS, minutes=35, days_off=(5, 6), learning_steps=(2.0,))


def test_what_is_chosen_already_is_no_change(progress: Progress, path: Path) -> None:
    assert not progress.settings.write(minutes=DEFAULTS.minutes)
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("minutes", -1, "from 0 to 600"),
        ("minutes", True, "from 0 to 600"),
        ("minutes", 2.5, "from 0 to 600"),
        ("desired_retention", 0.99, "between 70 and 97"),
        ("desired_retention", float("nan"), "between 70 and 97"),
        ("learning_steps", (10.0, 1.0), "longer than the one before"),
        ("learning_steps", (1.0, 1.0), "longer than the one before"),
        ("learning_steps", (1440.0,), "longer than the one before"),
        ("relearning_steps", tuple(float(n) for n in range(1, 8)), "up to six"),
        ("relearning_steps", ("1",), "up to six"),
        ("relearning_steps", 5.0, "up to six"),
        ("days_off", (0, 1, 2, 3, 4, 5, 6), "At most six"),
        ("days_off", (1, 1), "At most six"),
        ("days_off", (7,), "At most six"),
        ("days_off", ([1],), "At most six"),
        ("days_off", 3, "At most six"),
        ("left_out_forms", tuple(CardForm), "cannot hide all"),
        ("spread", 1, "on or off"),
        ("parameters", (1.0,), "21 parameters"),
        ("parameters", (0.0,) * 21, "21 parameters"),
        ("parameters", ("a",) * 21, "21 parameters"),
        ("parameters", 1, "21 parameters"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    progress: Progress, name: str, value: object, words: str
) -> None:
    with pytest.raises(BadSetting, match=words):
        progress.settings.write(new_limit=44, **{name: value})
    assert progress.settings.read() == DEFAULTS


@limits(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "colour"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=22) | st.dictionaries(st.text(max_size=2), inner, max_size=2)
            ),
            max_leaves=25,
        ).map(json.dumps)
        | st.text(max_size=8),
        max_size=6,
    )
)
def test_whatever_stands_in_the_file_fsrs_can_begin_with_it(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "progress.db"
    with Progress.open(path) as progress:
        with opened_again(progress) as store, store.writing() as connection:
            device = store.device(connection)
            for name, value in stored.items():
                connection.execute("INSERT INTO setting VALUES (?, ?, 1, ?)", (name, value, device))
        found = progress.settings.read()
    assert all(is_allowed(name, getattr(found, name)) for name in NAMES)
    Scheduler(found)


def test_a_later_choice_has_the_later_stamp_even_if_the_clock_does_not(
    progress: Progress, clock: SetClock
) -> None:
    progress.settings.write(minutes=30)
    clock.move(seconds=-1000)
    progress.settings.write(minutes=40)
    with opened_again(progress) as store:
        rows = store.rows("SELECT changed_at, device FROM setting")
    assert rows[0][0] == clock.now + 1_000_001
    assert rows[0][1].startswith("id-")
    assert progress.settings.read().minutes == 40


def test_settings_come_back_to_default_and_what_was_worked_out_stays(
    progress: Progress, new_id: Callable[[], str]
) -> None:
    fitted = (*DEFAULT_PARAMETERS[:20], 0.2)
    progress.settings.write(minutes=5, spread=False, parameters=fitted, fitted_on=1200)
    progress.settings.reset("spread")
    assert progress.settings.read() == replace(DEFAULTS, minutes=5, parameters=fitted, fitted_on=1200)
    progress.settings.reset()
    assert progress.settings.read() == replace(DEFAULTS, parameters=fitted, fitted_on=1200)
    assert not progress.settings.reset()
    progress.settings.reset("parameters", "fitted_on")
    assert progress.settings.read() == DEFAULTS


def test_only_what_intervals_follow_from_changes_them(progress: Progress, clock: SetClock) -> None:
    assert progress.settings.intervals_changed_at() == 0
    progress.settings.write(minutes=5, maximum_interval=99, days_off=(6,), fitted_on=400)
    assert progress.settings.intervals_changed_at() == 0
    for values in ({"desired_retention": 0.85}, {"parameters": (*DEFAULT_PARAMETERS[:20], 0.2)}):
        clock.move(seconds=60)
        progress.settings.write(**values)
        assert progress.settings.intervals_changed_at() == clock.now


@pytest.mark.parametrize("text", ["", "[1.0]", "7", json.dumps([99.0] * 21)])
def test_the_parameters_alone_are_those_of_all_settings(progress: Progress, path: Path, text: str) -> None:
    def alone() -> tuple[float, ...]:
        with opened_again(progress) as store, store.reading() as connection:
            return parameters_of(before_of(connection, "card").parameters)

    assert alone() == DEFAULT_PARAMETERS
    fitted = (*DEFAULT_PARAMETERS[:20], 0.2)
    progress.settings.write(parameters=fitted)
    assert alone() == fitted
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE setting SET value = ?", (text,))
    assert alone() == progress.settings.read().parameters == DEFAULT_PARAMETERS
