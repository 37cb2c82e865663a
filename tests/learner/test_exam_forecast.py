"""Simulated learners, who differ from what the program assumes, study for an exam: is the forecast right?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Sample
from tests.learner.exam_course import study_for_exam


def test_a_short_course_keeps_to_its_minutes(tmp_path: Path) -> None:
    course = study_for_exam(tmp_path, seed=1, cards=60, days=16, left=8, minutes=4)
    assert max(course.minutes) <= 4 + 22 / 60  # the longest answer to a new card
    assert abs(course.plan.course.share - course.true) < 0.12


@pytest.mark.slow
def test_the_forecast_of_thirty_days_is_right_within_a_few_points(tmp_path: Path, sample: Sample) -> None:
    """Three of the twenty learners in docs/benchmarks.md, each of three seconds; all with ``--long``."""
    courses = [study_for_exam(tmp_path, seed) for seed in range(sample.number(3, 20))]
    errors = [100 * (course.plan.course.share - course.true) for course in courses]
    assert abs(sum(errors) / len(errors)) <= 3
    assert max(map(abs, errors)) <= 8
    assert max(minutes for course in courses for minutes in course.minutes) <= 15 + 22 / 60
