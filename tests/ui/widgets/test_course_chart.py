"""The chart of the recall that is expected up to an exam: its line, its range and its aim."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from attache.study.exam import Exam
from attache.study.exam_plan import ExamPlan
from attache.study.forecast import Course
from attache.ui.shell.theme import Theme
from attache.ui.widgets.course_chart import CourseChart
from tests.ui.drawings import place, svg_of
from tests.ui.fixtures import show

DAY, DAYS = 20_000, 30


def drawn(qtbot: QtBot, theme: Theme, shares: Sequence[float], aim: int) -> str:
    """Return the drawing of a course that changes evenly between some shares, as SVG."""
    parts = len(shares) - 1
    course = []
    for day in range(DAYS + 1):
        part, rest = divmod(day * parts / DAYS, 1)
        before, after = shares[int(part)], shares[min(int(part) + 1, parts)]
        course.append((DAY + day, before + (after - before) * rest))
    end = shares[-1]
    plan = ExamPlan(
        Exam("Exam", DAY + DAYS, aim=aim), 100, Course(tuple(course), ()), end - 0.05, end + 0.02, 10
    )
    chart = CourseChart(theme)
    qtbot.addWidget(chart)
    show(qtbot, chart)
    chart.resize(640, chart.sizeHint().height())
    chart.show_plan(plan)
    return svg_of(chart)


def test_the_aim_is_drawn_over_the_range(qtbot: QtBot, theme: Theme) -> None:
    svg = drawn(qtbot, theme, (0.7, 0.92), 90)
    assert svg.index("<polygon") < svg.index("stroke-dasharray")


@pytest.mark.parametrize(
    ("shares", "aim", "above"),
    [((0.7, 0.92), 90, True), ((0.14, 0.32), 90, True), ((0.91, 0.93), 90, False), ((0.3, 0.98), 99, False)],
)
def test_the_aim_is_named_at_its_left_end(
    qtbot: QtBot, theme: Theme, shares: Sequence[float], aim: int, above: bool
) -> None:
    svg = drawn(qtbot, theme, shares, aim)
    x, y = place(svg, f"aim {aim} %")
    line = re.search(r'stroke-dasharray.*?points="([\d.]+),([\d.]+)', svg, re.DOTALL)
    assert line is not None
    assert 0 <= x - float(line[1]) < theme.px(8)
    assert (y < float(line[2])) is above
    assert abs(y - float(line[2])) < theme.px(20)


def test_the_name_of_the_aim_keeps_clear_of_the_course_and_its_first_name(qtbot: QtBot, theme: Theme) -> None:
    svg = drawn(qtbot, theme, (0.88, 0.99, 0.99), 90)
    (x, y), (first_x, first_y) = place(svg, "aim 90 %"), place(svg, "88 % today")
    assert x > first_x
    assert x > first_x + theme.px(60) or abs(y - first_y) >= theme.px(14)


@pytest.mark.parametrize("first", [0.01, 0.1, 0.4])
def test_the_name_of_the_first_point_is_inside_the_chart_however_steep_the_course_is(
    qtbot: QtBot, theme: Theme, first: float
) -> None:
    svg = drawn(qtbot, theme, (first, 0.99, 0.99, 0.99, 0.99, 0.99), 90)
    _, baseline = place(svg, f"{round(first * 100)} % today")
    assert baseline >= theme.px(12)
