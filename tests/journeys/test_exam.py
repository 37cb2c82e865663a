"""An exam in 30 days whose plan changes after five missed days, and a planned week off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.base.dates import date_words
from attache.study.days import date_of
from attache.study.memory import Rating
from attache.study.overview import Overview
from tests.journeys.conftest import Start
from tests.ui.fixtures import SetClock, exam_of, today_of


def find(parts: Parts, word: str) -> None:
    """Run the first command that the palette finds for a word."""
    parts.window.palette_panel.open()
    QTest.keyClicks(parts.window.palette_panel.field, word)
    QTest.keyClick(parts.window.palette_panel.field, Qt.Key.Key_Return)
    settle(parts.window)


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def overview(parts: Parts) -> Overview:
    found = parts.learner.overview()
    assert found is not None
    return found


def upcoming(parts: Parts) -> str:
    """Return the name of the exam that is in effect, "" for none."""
    exam = parts.learner.exams.upcoming
    return exam.name if exam is not None else ""


def turn_day(parts: Parts, clock: SetClock, days: int = 1) -> None:
    clock.move(hours=24 * days)
    parts.learner.announce(Changes.of(ChangeKind.TIME))
    settle(parts.window)


def study_everything(parts: Parts) -> int:
    """Answer all that is for today as known, and return how many answers that took."""
    learner, answers = parts.learner, 0
    session = learner.studying.start()
    while session.prompt is not None and answers < 400:
        session = learner.studying.answer(session, Rating.GOOD, 8000)
        answers += 1
    learner.announce_now()
    return answers


@pytest.mark.parametrize("word", ["deadline", "test date", "vacation", "holiday"])
def test_the_palette_finds_it_by_other_words(program: Parts, word: str) -> None:
    find(program, word)
    assert exam_of(program.window).isVisible()


def test_an_exam_whose_plan_changes_after_five_missed_days(
    program: Parts, clock: SetClock, start_again: Start
) -> None:
    window, learner = program.window, program.learner
    window.open_page("today")
    settle(window)
    assert "51 days" not in " ".join(texts(today_of(window)))
    find(program, "deadline")
    page, day = exam_of(window), learner.now().day
    QTest.keyClicks(page.form.name, "Staff college paper")
    page.form.date.selectAll()
    QTest.keyClicks(page.form.date, date_words(date_of(day + 30)))
    page.form.core.click()  # all cards, not only those of the core
    page.form.minutes.field.selectAll()
    QTest.keyClicks(page.form.minutes.field, "40")
    settle(window)
    first = page.sentence.text()
    assert "cards" in first
    page.use.click()
    settle(window)
    assert "30 days until “Staff college paper”" in texts(today_of(window))
    planned = overview(program)
    assert planned.today.budget == 40
    assert planned.today.new > 20  # where the settings allow six

    assert study_everything(program) > 20
    turn_day(program, clock)
    steady = overview(program).today.new + overview(program).today.done.new
    turn_day(program, clock, 5)
    assert "24 days until “Staff college paper”" in texts(today_of(window))
    late = overview(program).today
    assert late.waiting.due > 0
    assert late.new + late.done.new != steady
    window.open_page("exam")
    settle(window)
    assert page.sentence.text() != first
    assert page.plan is not None
    assert page.plan.course.shares[0][0] == day + 6

    # It is there after a restart, and lets go after its day.
    again = start_again()
    assert upcoming(again) == "Staff college paper"
    clock.move(hours=24 * 25)
    again.learner.announce(Changes.of(ChangeKind.TIME))
    settle(again.window)
    assert not upcoming(again)
    assert overview(again).today.budget == 20
    again.window.open_page("exam")
    settle(again.window)
    assert "forecast 30 days before" in exam_of(again.window).past.text()


def test_a_planned_week_off(program: Parts, clock: SetClock) -> None:
    window, learner = program.window, program.learner
    find(program, "vacation")
    page, day = exam_of(window), learner.now().day
    panel = page.breaks
    QTest.keyClicks(panel.first, date_words(date_of(day + 3)))
    QTest.keyClicks(panel.last, date_words(date_of(day + 9)))
    settle(window)
    assert "to the days before the break and" in panel.cost.text()
    due = dict(learner.exams.due_in(panel.away)) if panel.away is not None else {}
    before = sum(cards for each, cards in due.items() if each < day + 6)
    assert before > 0
    waiting = overview(program).today.waiting.due
    panel.add.click()
    settle(window)
    early = [overview(program).today.waiting.due - waiting]
    for _ in range(2):
        study_everything(program)
        turn_day(program, clock)
        early.append(overview(program).today.waiting.due)
    assert any(early)
    study_everything(program)
    state = learner.progress.cards.due_on(day + 3, day + 5, learner.settings)
    assert sum(state.values()) < before  # they were reviewed before the break
    turn_day(program, clock)
    window.open_page("today")
    settle(window)
    assert "A day off" in texts(today_of(window))
    turn_day(program, clock, 7)
    back = overview(program).today
    assert not back.off
    assert back.due < back.waiting.due or back.waiting.due < 3  # spread over the days after it
