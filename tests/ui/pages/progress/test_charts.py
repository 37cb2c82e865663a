"""What the charts say and draw: the numbers of the report, in the colours of the theme."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.learner.exams import PastExam
from attache.learner.report import WEEKS, Fitted, Readiness, Report, StudiedDay
from attache.study.accuracy import Accuracy, Recalled
from attache.study.exam import Exam
from attache.ui.pages.progress.bars import (
    BarChart,
    DifficultyChart,
    DueChart,
    FitChart,
    StabilityChart,
    TimeChart,
)
from attache.ui.pages.progress.chart import Chart
from attache.ui.pages.progress.days import DaysChart
from attache.ui.pages.progress.headline import four_figures
from attache.ui.pages.progress.lists import DocumentChart, HardestChart, PartChart
from attache.ui.pages.progress.page import ProgressPage
from attache.ui.pages.progress.readiness import ReadinessChart
from attache.ui.pages.progress.section import Section
from attache.ui.pages.progress.shares import CalibrationChart, RetentionChart
from attache.ui.pages.progress.told import Told
from attache.ui.shell.palette import DARK, LIGHT
from attache.ui.shell.theme import Mode
from attache.ui.widgets.line import Line
from attache.ui.widgets.tints import tint

CHARTS = (
    DaysChart, DueChart, RetentionChart, PartChart, CalibrationChart, DocumentChart, HardestChart, TimeChart,
    StabilityChart, DifficultyChart, FitChart, ReadinessChart,
)  # fmt: skip


@pytest.fixture(scope="module")
def studied(shared: Parts) -> Parts:
    """One window for all these tests: they ask charts, and change nothing but the colours."""
    return shared


def told(page: ProgressPage, kind: type[Chart], report: Report) -> Told:
    """Return what a chart says of a report."""
    return kind(page.context).show_report(report)


def colours(image: QImage) -> set[str]:
    pixels = image.convertToFormat(QImage.Format.Format_RGB32).constBits()
    return {QColor.fromRgb(pixel).name().upper() for pixel in set(memoryview(pixels).cast("I"))}


def chart(page: ProgressPage, kind: type[Chart]) -> Chart:
    return next(part.chart for part in page.sections if type(part.chart) is kind)


# In words


def test_the_fit_says_since_when_and_what_it_is_worth(
    page: ProgressPage, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = told(page, FitChart, replace(report, fitted=Fitted(20_576, 1240, 0.412, 0.387)))
    assert found.title == "Optimised on 3 May 2026: prediction error 6 % lower"
    assert "optimised with 1,240 reviews" in found.how
    assert "fell from 0.412 to 0.387." in found.how
    assert found.table.rows == (("Before", "0.412", "", ""), ("After", "0.387", "1,240", "3 May 2026"))
    found = told(page, FitChart, replace(report, fitted=Fitted(20_576, 1240, 0.4, 0.399)))
    assert "slightly lower" in found.title
    missing = replace(report, fitted=None)
    assert "After 400 reviews" in told(page, FitChart, missing).how
    assert "unless you turn it off" in told(page, FitChart, missing).missing
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert "not installed" in told(page, FitChart, missing).missing


def test_every_chart_of_the_page_is_tried_here(page: ProgressPage) -> None:
    assert {type(part.chart) for part in page.sections} == set(CHARTS)


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_says_what_it_shows_how_to_read_it_and_where_to_go(
    page: ProgressPage, report: Report, kind: type[Chart]
) -> None:
    made = kind(page.context)
    found = made.show_report(replace(report, fitted=Fitted(20_000, 1240, 0.412, 0.387)))
    assert not found.title.endswith(".")
    assert found.how.endswith(".")
    assert found.table.rows
    assert all(len(row) == len(found.table.columns) for row in found.table.rows)
    assert found.offers or kind is DifficultyChart  # which leads to leeches, and there are none
    interface = QAccessible.queryAccessibleInterface(made)
    assert interface.role() is QAccessible.Role.Chart
    assert interface.text(QAccessible.Text.Name) == found.title
    assert interface.text(QAccessible.Text.Description) == found.words()


def test_the_calendar_counts_days_and_finds_the_best(page: ProgressPage, report: Report) -> None:
    best = max(report.days, key=lambda each: each.answers)
    recent = [each for each in report.days if each.day > report.day - 30]
    found = told(page, DaysChart, report)
    assert found.title == f"You studied on {len(recent)} of the last 30 days"
    assert f"with {best.answers} answers" in found.how
    assert len(found.table.rows) == len(report.days)
    assert found.table.rows[0] == ("18 November 2026", "9", "2 minutes")


def test_a_day_is_stronger_the_more_was_answered(page: ProgressPage, report: Report) -> None:
    made = DaysChart(page.context)
    made.show_report(replace(report, days=(StudiedDay(report.day, 90, 1),)))
    assert [made.level(answers) for answers in (0, 1, 19, 20, 39, 40, 59, 60, 90)] == [
        0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip
    made.show_report(replace(report, days=(StudiedDay(report.day, 1, 1),)))
    assert made.level(1) == 1, "a single answer is no strong day"


def test_what_is_due_names_the_busiest_day(page: ProgressPage, report: Report) -> None:
    due = [0] * 28
    assert (
        told(page, DueChart, replace(report, due=tuple(due))).title == "Nothing is due in the next four weeks"
    )
    due[2] = 7
    found = told(page, DueChart, replace(report, due=tuple(due)))
    assert found.title == "The busiest day of the next four weeks is Friday 20 November, with 7 cards"
    assert found.offers == ()
    assert found.table.rows[:3] == (
        ("Today", "0"),
        ("Thursday 19 November", "0"),
        ("Friday 20 November", "7"),
    )


def accuracy_of(report: Report) -> Accuracy:
    assert report.accuracy is not None
    return report.accuracy


def with_ages(report: Report, *ages: tuple[int, int]) -> Report:
    """Return a report with so many (reviews, remembered) of each age."""
    groups = [Recalled(*each) for each in ages]
    groups += [Recalled()] * (6 - len(groups))
    return replace(report, accuracy=replace(accuracy_of(report), ages=tuple(groups)))


def test_retention_says_which_age_is_below_what_is_aimed_at(page: ProgressPage, report: Report) -> None:
    found = told(page, RetentionChart, with_ages(report, (100, 92), (100, 70), (9, 0)))
    assert found.title == "Recall is below 90 % for cards one to two weeks old"
    assert found.table.rows[1] == ("one to two weeks", "100", "70.0 %", "60.4 % to 78.1 %")
    assert found.table.rows[-1] == ("over six months", "0", "–", "–")
    found = told(page, RetentionChart, with_ages(report, (100, 70), (100, 71), (100, 92)))
    assert found.title == "Recall is below 90 % for cards of these ages: up to a week, one to two weeks"
    found = told(page, RetentionChart, with_ages(report, (100, 70), (100, 71), (9, 9)))
    assert found.title == "Recall is below 90 % for cards of every age"
    found = told(page, RetentionChart, with_ages(report, (100, 92), (100, 88), (9, 0)))
    assert found.title == "You remembered 86 % of what you reviewed"
    assert told(page, RetentionChart, with_ages(report, (29, 20))).missing
    assert told(page, RetentionChart, with_ages(report, (9, 9), (9, 9), (9, 9), (9, 9))).missing


@pytest.mark.parametrize("kind", [RetentionChart, CalibrationChart])
def test_what_is_not_yet_calculated_keeps_its_place(
    page: ProgressPage, report: Report, qtbot: QtBot, kind: type[Chart]
) -> None:
    section = Section(page.context, kind(page.context))
    qtbot.addWidget(section)
    section.show_report(replace(report, accuracy=None))
    chart = section.chart
    height = chart.sizeHint().height()
    assert not chart.isHidden()
    assert chart.accessibleDescription().startswith("Not yet calculated. ")
    assert section.turn.isHidden()
    assert section.buttons.isHidden()
    image = chart.grab().toImage()
    assert len(colours(image)) > 1
    section.show_report(report)
    assert not chart.isHidden()
    assert chart.sizeHint().height() == height
    assert not chart.accessibleDescription().startswith("Not yet calculated. ")
    assert not section.turn.isHidden()
    assert chart.grab().toImage() != image


def test_only_some_of_many_fading_cards_are_offered(page: ProgressPage, report: Report) -> None:
    (offer,) = told(page, RetentionChart, replace(report, fading=("a", "b"), fading_cards=78)).offers
    assert offer.words == "Study 2 of 78 fading cards"


def test_without_fading_cards_retention_leads_to_its_setting(page: ProgressPage, report: Report) -> None:
    (offer,) = told(page, RetentionChart, replace(report, fading=())).offers
    assert (offer.page, offer.target) == ("settings", {"item": "desired_retention"})


@pytest.mark.parametrize(
    ("loss", "words"), [(0.30, "The predictions are better"), (0.35, "So far, the predictions are no better")]
)
def test_predictions_are_compared_with_a_constant(
    page: ProgressPage, report: Report, loss: float, words: str
) -> None:
    accuracy = replace(accuracy_of(report), loss=loss, constant_loss=0.34, reviews=Recalled(100, 90))
    found = told(page, CalibrationChart, replace(report, accuracy=accuracy))
    assert f"{words} than assuming 90 % for every card: " in found.how
    assert found.how.endswith(f"their error (log loss) is {loss:.3f} instead of 0.340.")


@pytest.mark.parametrize(
    ("predicted", "words"),
    [(0.902, "less than 1 percentage point"), (0.91, "1 percentage point"), (0.95, "5 percentage points")],
)
def test_predictions_are_off_by_their_mean_deviation(
    page: ProgressPage, report: Report, predicted: float, words: str
) -> None:
    bins = (accuracy_of(report).bins[0]._replace(predicted=predicted, actual=Recalled(100, 90)),)
    accuracy = replace(accuracy_of(report), bins=bins, reviews=Recalled(100, 90))
    found = told(page, CalibrationChart, replace(report, accuracy=accuracy))
    assert found.title == f"Recall predictions are off by {words} on average"
    assert found.table.rows == ((f"{predicted * 100:.1f} %", "90.0 %", "100"),)


def test_the_largest_gap_is_the_theme_with_most_new_cards(page: ProgressPage, report: Report) -> None:
    titles = {theme.id: theme.title for theme in page.context.library.themes()}
    gap = max(report.themes, key=lambda each: each.new)
    found = told(page, PartChart, report)
    assert found.title == f"Theme with most new cards: {titles[gap.part]} ({gap.new})"
    assert found.offers[0].words == f"Study theme “{titles[gap.part]}”"
    started = tuple(each._replace(known=each.cards, learning=0, fading=0) for each in report.themes)
    found = told(page, PartChart, replace(report, themes=started))
    assert (found.title, found.offers) == ("You have started every card of every theme", ())


def test_the_hardest_cards_say_how_much_they_weigh(page: ProgressPage, report: Report) -> None:
    found = told(page, HardestChart, replace(report, hardest=report.hardest[:1], lapses=10))
    weight = report.hardest[0].lapses * 10
    assert found.title == f"1 card accounts for {weight} % of your lapses"
    assert found.offers[0].words == "Study this card"
    assert found.table.rows[0][1:] == (report.hardest[0].question, f"{report.hardest[0].lapses}")


def test_time_is_counted_by_week(page: ProgressPage, report: Report) -> None:
    found = told(page, TimeChart, report)
    minutes = sum(each.took for each in report.days) / 60_000
    assert sum(float(row[1]) for row in found.table.rows) == pytest.approx(minutes, abs=0.6)
    assert found.table.rows[0][0] == "Week of 16 November"
    assert (
        told(page, TimeChart, replace(report, days=())).title == "You have not studied in the last 12 weeks"
    )
    short = replace(report, days=(StudiedDay(report.day, 5, 0),))
    assert told(page, TimeChart, short).title == "You studied less than 1 minute in the last 12 weeks"


def test_distributions_count_lasting_and_difficult_cards(page: ProgressPage, report: Report) -> None:
    made = replace(report, stabilities=(5, 4, 3, 2, 1), difficulties=(1, 0, 0, 0, 0, 0, 2, 0, 0, 3))
    assert told(page, StabilityChart, made).title == (
        "6 of your 15 started cards have a stability of a month or longer"
    )
    made = replace(made, figures=replace(report.figures, leeches=2))
    found = told(page, DifficultyChart, made)
    assert found.title == "5 of your 6 started cards are difficult"
    assert found.offers[0].words == "List the 2 leeches"


def test_a_learner_without_recent_answers_has_dashes(page: ProgressPage, report: Report) -> None:
    made = replace(report, days=(), figures=replace(report.figures, retention=None, streak=0))
    figures = four_figures(made, page.context.learner.settings)
    assert [each.figure for each in figures[1:]] == ["–", "–", "0 days"]


# In colours


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK])
def mode(request: pytest.FixtureRequest, studied: Parts) -> Iterator[Mode]:
    studied.theme.set_mode(request.param)
    settle(studied.window)
    yield request.param
    studied.theme.set_mode(Mode.LIGHT)


def test_charts_are_drawn_in_the_colours_of_the_theme(page: ProgressPage, mode: Mode) -> None:
    palette = DARK if mode is Mode.DARK else LIGHT
    other = LIGHT if mode is Mode.DARK else DARK
    for part in page.sections:
        drawn = colours(part.chart.grab().toImage())
        assert palette.paper.upper() in drawn
        assert palette.accent.upper() in drawn
        assert not {other.paper.upper(), other.accent.upper()} & drawn


def test_the_tints_of_the_calendar_differ_in_greyscale() -> None:
    for palette in (LIGHT, DARK):
        greys = [QColor(tint(palette, level)).lightnessF() for level in range(5)]
        assert greys == sorted(greys, reverse=not palette.dark)
        assert all(abs(one - other) > 0.04 for one, other in pairwise(greys))


def test_today_is_framed(page: ProgressPage) -> None:
    assert LIGHT.ink.upper() in colours(chart(page, DaysChart).grab().toImage())


def test_a_narrow_calendar_shows_the_last_weeks(page: ProgressPage, report: Report) -> None:
    made = DaysChart(page.context)
    made.show_report(report)
    made.resize(1000, made.sizeHint().height())
    assert made.weeks == WEEKS
    made.resize(300, made.sizeHint().height())
    made.grab()
    assert made.weeks == 16
    best = max(report.days, key=lambda each: each.answers)
    words = {made.words_at(QPointF(x, y)) for x in range(0, 300, 4) for y in range(0, made.height(), 4)}
    assert f"Saturday 14 November: {best.answers} answers" in words


def test_the_highest_bar_reaches_the_top_and_zero_is_a_line(page: ProgressPage, report: Report) -> None:
    made = DueChart(page.context)
    made.show_report(replace(report, due=(10, 0, 5, *[0] * 25)))
    made.resize(560, 170)
    image = made.grab().toImage()

    def height(place: int) -> int:
        x = place * 20 + 6
        paper = QColor(LIGHT.paper)
        return sum(image.pixelColor(x, y) != paper for y in range(24, 144))

    full, none, half = height(0), height(1), height(2)
    assert full == 120
    assert none <= 2
    assert abs(half - full / 2) <= 1


def test_what_is_pointed_at_is_said(page: ProgressPage, report: Report) -> None:
    due = chart(page, DueChart)
    assert due.words_at(QPointF(3, 50)) == f"Today: {report.due[0]} cards"
    assert due.words_at(QPointF(3, -5)) == ""
    for point, words in ((QPoint(3, 50), f"Today: {report.due[0]} cards"), (QPoint(3, -5), "")):
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove, QPointF(point), QPointF(due.mapToGlobal(point)),
            Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(due, move)
        assert due.toolTip() == words


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_without_anything_draws_nothing(
    page: ProgressPage, report: Report, kind: type[Chart]
) -> None:
    nothing = replace(
        with_ages(report),
        days=(), due=(0,) * 28, themes=(), documents=(), hardest=(), lapses=0, fading=(),
        stabilities=(0,) * 5, difficulties=(0,) * 10, readiness=Readiness(),
    )  # fmt: skip
    nothing = replace(nothing, accuracy=replace(accuracy_of(nothing), bins=(), reviews=Recalled()))
    made = kind(page.context)
    made.show_report(nothing)
    made.resize(400, 200)
    made.grab()
    assert isinstance(made, BarChart | DaysChart | PartChart) or made.show_report(nothing).missing


def test_readiness_says_what_is_expected_and_how_forecasts_came_out(
    page: ProgressPage, report: Report
) -> None:
    found = told(page, ReadinessChart, report)
    plan = report.readiness.plan
    assert plan is not None
    assert found.title.startswith("Staff college paper: ")
    assert found.title.endswith(f"about {round(plan.course.share * 100)} % on the exam day")
    assert (found.offers[0].words, found.offers[0].page) == ("See the exam plan", "exam")
    past = PastExam(
        Exam("Entrance test", report.day - 9, planned_on=report.day - 40, forecast=81.0), 50, 84.4
    )
    found = told(page, ReadinessChart, replace(report, readiness=Readiness(plan, (past,))))
    assert found.how.endswith("Entrance test: 81 % forecast, 84 % remembered.")
    unknown = past._replace(exam=past.exam._replace(forecast=-1.0))
    found = told(page, ReadinessChart, replace(report, readiness=Readiness(None, (unknown,))))
    assert (found.how, found.offers[0].words) == ("Entrance test: 84 % remembered.", "Set an exam date")
    assert found.missing


def reach(image: QImage, y: int) -> int:
    """Return how far to the right something is drawn on the paper in a line of pixels."""
    return max(x for x in range(image.width()) if image.pixelColor(x, y).name().upper() != LIGHT.paper)


@pytest.mark.parametrize("width", [700, 952, 980])
def test_the_calendar_reaches_the_right_edge(page: ProgressPage, report: Report, width: int) -> None:
    made = DaysChart(page.context)
    made.show_report(report)
    made.resize(width, made.sizeHint().height())
    image = made.grab().toImage()
    assert reach(image, 30) in range(width - 3, width)


def test_the_rules_of_a_wide_chart_of_predictions_end_with_its_scale(
    page: ProgressPage, report: Report
) -> None:
    made = CalibrationChart(page.context)
    made.show_report(report)
    made.resize(800, made.sizeHint().height())
    image = made.grab().toImage()
    assert 0 < reach(image, made.height() - 26) <= 52 + 340 + 1


def test_two_hard_cards_of_an_entry_are_told_apart(page: ProgressPage, report: Report) -> None:
    made = HardestChart(page.context)
    made.show_report(report)
    pictures = [line.grab().toImage() for line in made.findChildren(Line)]
    assert len(pictures) > 1
    assert all(one != other for one, other in pairwise(pictures))
