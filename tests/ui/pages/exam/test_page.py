"""The Exam page in the whole window: the sentence follows what is typed, and what is used is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.study.exam import MOST_BREAKS, TOO_LATE, Break, Exam
from attache.study.memory import Rating
from attache.ui.pages.exam.page import ExamPage
from attache.ui.widgets.words import NOT_OPEN
from tests.ui.fixtures import SetClock, exam_of, today_of
from tests.ui.studying import learn, new_cards, press


@pytest.fixture
def page(parts: Parts) -> ExamPage:
    """The page, without an exam yet."""
    parts.window.resize(1280, 800)
    parts.window.open_page("exam")
    settle(parts.window)
    return exam_of(parts.window)


def type_into(page: ExamPage, parts: Parts, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    settle(parts.window)


def save(parts: Parts, **more: object) -> Exam:
    day = parts.learner.now().day
    exam = Exam("Staff college paper", day + 40, planned_on=day)._replace(**more)  # type: ignore[arg-type]
    assert parts.learner.exams.save(exam) is None
    return exam


def test_it_begins_with_a_plan_for_a_month_and_the_minutes_of_the_settings(
    parts: Parts, page: ExamPage
) -> None:
    exam = page.form.exam
    assert exam is not None
    assert (exam.day, exam.minutes, exam.aim, exam.core, exam.documents) == (
        parts.learner.now().day + 30, 20, 90, True, (),
    )  # fmt: skip
    assert page.sentence.text().startswith("To know 90\N{NO-BREAK SPACE}% of ")
    assert "in 30 days" in page.form.hint.text()
    assert page.focusWidget() is page.form.name
    assert page.delete.isHidden()
    assert page.past_head.isHidden()
    assert parts.learner.exams.upcoming is None  # nothing is saved by looking


def test_the_sentence_changes_as_one_types(parts: Parts, page: ExamPage) -> None:
    before = page.sentence.text()
    page.form.core.click()
    type_into(page, parts, page.form.minutes.field, "5")
    type_into(page, parts, page.form.date, "20 July")
    said = page.sentence.text().replace("\N{NO-BREAK SPACE}", " ")
    assert said != before
    assert "on 20 July you would need about" in said
    assert "With 5 minutes a day you will know about" in said
    assert "With 5\N{NO-BREAK SPACE}minutes a day you can" in page.more.text()
    type_into(page, parts, page.form.aim.field, "99")
    type_into(page, parts, page.form.date, "5 July")
    assert "by 5\N{NO-BREAK SPACE}July." in page.sentence.text()


def test_what_cannot_be_planned_is_said(parts: Parts, page: ExamPage) -> None:
    type_into(page, parts, page.form.date, "tomorrow")
    assert page.form.hint.text() == "Enter a date like 14 May 2026."
    assert page.sentence.text() == "Enter the date of your exam."
    assert not page.use.isEnabled()
    assert page.chart.isHidden()
    type_into(page, parts, page.form.date, "1 January 2020")
    assert page.form.hint.text() == "Choose a day after today."
    page.form.date.show_day(parts.learner.now().day + 9, parts.learner.now().day)
    for box in page.form.documents.values():
        box.click()
    settle(parts.window)
    assert page.sentence.text() == "Choose at least one document."
    next(iter(page.form.documents.values())).click()
    settle(parts.window)
    assert page.use.isEnabled()
    assert not page.chart.isHidden()


def test_a_plan_that_is_used_is_saved_with_its_forecast_and_can_be_undone(
    parts: Parts, page: ExamPage
) -> None:
    type_into(page, parts, page.form.name, "Entrance test")
    next(iter(page.form.documents.values())).click()
    settle(parts.window)
    plan = page.plan
    assert plan is not None
    page.use.click()
    saved = parts.learner.exams.upcoming
    assert saved is not None
    assert (saved.name, len(saved.documents)) == ("Entrance test", len(page.form.documents) - 1)
    assert saved.forecast == pytest.approx(plan.course.share * 100, abs=0.1)
    assert parts.window.page("today").isVisible()
    parts.learner.edits.undo()
    assert parts.learner.exams.upcoming is None
    parts.learner.edits.redo()
    assert parts.learner.exams.upcoming == saved


def test_cancel_and_delete(parts: Parts, page: ExamPage) -> None:
    exam = save(parts)
    settle(parts.window)
    assert page.form.exam == exam
    type_into(page, parts, page.form.name, "Another")
    page.cancel.click()
    assert parts.window.page("study").isVisible()
    parts.window.open_page("exam")
    settle(parts.window)
    assert page.form.name.text() == exam.name
    page.delete.click()
    settle(parts.window)
    assert parts.learner.exams.upcoming is None
    assert page.form.name.text() == ""


def test_an_exam_that_is_being_typed_survives_an_answer(parts: Parts, page: ExamPage) -> None:
    type_into(page, parts, page.form.name, "Half a na")
    learn(parts.learner.progress, new_cards(parts.learner.progress, 1), Rating.EASY)
    parts.learner.announce(Changes.of(ChangeKind.REVIEWS))
    settle(parts.window)
    assert page.form.name.text() == "Half a na"


def test_rows_are_radio_buttons_that_draw_their_line(qtbot: QtBot, parts: Parts, page: ExamPage) -> None:
    assert page.habits.rows[0].accessibleName().startswith("As often as now: ")
    assert page.habits.rows[0].isChecked()
    before = page.chart.grab().toImage()
    page.habits.rows[0].setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert page.habits.rows[1].isChecked()
    assert page.chart.grab().toImage() != before
    assert "minutes a day" in page.habits.rows[1].accessibleName()
    press(qtbot, Qt.Key.Key_Up)
    assert page.chart.grab().toImage() == before


def test_a_row_that_is_gone_leaves_no_hole(parts: Parts, page: ExamPage) -> None:
    save(parts)
    settle(parts.window)
    rows = len(page.habits.rows)
    high = page.habits.height()
    each = page.habits.rows[1].geometry().center().y() - page.habits.rows[0].geometry().center().y()
    day = parts.learner.now().day
    parts.learner.exams.add_break(Break(day + 5, day + 11))
    settle(parts.window)
    assert len(page.habits.rows) == rows - 1
    assert high - page.habits.height() == pytest.approx(each, abs=2)


def test_a_click_on_a_number_chooses_its_row(qtbot: QtBot, parts: Parts, page: ExamPage) -> None:
    last = len(page.habits.rows) - 1
    cell = page.habits.cell(last, 2)
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert page.habits.rows[last].isChecked()


def test_the_same_is_told_as_a_table(parts: Parts, page: ExamPage) -> None:
    page.turn.click()
    assert page.chart.isHidden()
    assert not page.table.isHidden()
    assert page.table.rowCount() > 10
    assert page.plan is not None
    last = page.table.item(page.table.rowCount() - 1, 1)
    assert last is not None
    assert last.text() == f"{page.plan.course.share * 100:.0f} %"
    page.turn.click()
    assert page.table.isHidden()
    assert "in 80 % of cases" in page.chart.accessibleDescription()


def test_a_break_is_planned_with_its_cost_and_removed(parts: Parts, page: ExamPage) -> None:
    save(parts)
    settle(parts.window)
    day, panel = parts.learner.now().day, page.breaks
    assert not panel.add.isEnabled()
    panel.first.show_day(day + 5, day)
    panel.last.show_day(day + 4, day)
    assert panel.cost.text() == "The last day is before the first day."
    panel.first.show_day(day - 1, day)
    assert panel.cost.text() == "A break must begin today or later."
    panel.first.show_day(day + 5, day)
    panel.last.show_day(day + 97, day)
    assert panel.cost.text() == "A break can last at most 92 days."
    panel.last.show_day(day + 11, day)
    settle(parts.window)
    assert panel.cost.text().startswith("No cards are due during this break yet.")
    assert "in the exam" in panel.cost.text()
    panel.add.click()
    settle(parts.window)
    assert list(parts.learner.exams.breaks) == [Break(day + 5, day + 11)]
    assert panel.first.text() == ""
    remove = next(each for each in panel.findChildren(QPushButton) if each.text() == "Remove")
    assert remove.accessibleName() == "Remove the break: 7 to 13 July"
    remove.click()
    settle(parts.window)
    assert not parts.learner.exams.breaks


def test_without_a_progress_file_it_leads_to_today(parts: Parts) -> None:
    parts.learner.release()
    parts.window.open_page("exam")
    settle(parts.window)
    page = exam_of(parts.window)
    assert NOT_OPEN in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    button = page.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "Open Today"
    button.click()
    assert parts.window.pages.current is today_of(parts.window)


def test_breaks_that_touch_become_one(parts: Parts) -> None:
    exams, day = parts.learner.exams, parts.learner.now().day
    exams.add_break(Break(day + 5, day + 8))
    exams.add_break(Break(day + 20, day + 21))
    exams.add_break(Break(day + 9, day + 12))
    assert list(exams.breaks) == [Break(day + 5, day + 12), Break(day + 20, day + 21)]
    exams.add_break(Break(day + 6, day + 20))
    assert list(exams.breaks) == [Break(day + 5, day + 21)]


def test_the_form_says_why_a_break_cannot_be_added(parts: Parts, page: ExamPage) -> None:
    exams, day, panel = parts.learner.exams, parts.learner.now().day, page.breaks

    def fault(first: int, last: int) -> str:
        panel.first.show_day(first, day)
        panel.last.show_day(last, day)
        settle(parts.window)
        assert not panel.add.isEnabled()
        return panel.cost.text()

    exams.add_break(Break(day + 5, day + 10))
    assert fault(day + 7, day + 97) == (
        "Breaks that overlap or touch become one. It would last from 7 July to 7 October,"
        " but a break can last at most 92 days."
    )
    assert fault(TOO_LATE - 1, TOO_LATE) == "A break must end before 29 November 4707."
    panel.first.show_day(day + 8, day)
    panel.last.show_day(day + 96, day)
    panel.add.click()
    settle(parts.window)
    assert list(exams.breaks) == [Break(day + 5, day + 96)]
    for more in range(1, MOST_BREAKS):
        assert exams.add_break(Break(day + 96 + 2 * more, day + 96 + 2 * more)) is None
    settle(parts.window)
    assert fault(day + 300, day + 301) == "You can plan at most 40 breaks."


def test_the_dates_of_a_break_that_cannot_be_saved_stay(
    parts: Parts, page: ExamPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, panel = parts.learner.now().day, page.breaks
    panel.first.show_day(day + 5, day)
    panel.last.show_day(day + 6, day)
    monkeypatch.setattr(parts.learner, "set_settings", lambda *_args, **_values: KnownError("No space."))
    panel.add.click()
    settle(parts.window)
    assert (panel.first.day, panel.last.day) == (day + 5, day + 6)


def test_a_second_press_never_removes_the_break_that_was_just_added(
    qtbot: QtBot, parts: Parts, page: ExamPage
) -> None:
    exams, day, panel = parts.learner.exams, parts.learner.now().day, page.breaks
    for first in (day + 5, day + 20):
        panel.first.show_day(first, day)
        panel.last.show_day(first + 2, day)
        settle(parts.window)
        panel.add.setFocus()
        press(qtbot, Qt.Key.Key_Space)
        settle(parts.window)
        assert panel.first.hasFocus()
        press(qtbot, Qt.Key.Key_Space)
    settle(parts.window)
    assert len(exams.breaks) == 2
    remove = next(each for each in panel.findChildren(QPushButton, "link") if each.isVisible())
    remove.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    settle(parts.window)
    assert list(exams.breaks) == [Break(day + 20, day + 22)]
    assert panel.first.hasFocus()
    assert parts.window.notice.label.text() == "Break removed."


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_longest_date_of_a_break_is_seen_whole(parts: Parts, page: ExamPage, zoom: int) -> None:
    parts.window.context.theme.set_zoom(zoom)
    settle(parts.window)
    for field in (page.breaks.first, page.breaks.last, page.form.date):
        field.setText("28 September 2026")
        settle(parts.window)
        option = QStyleOptionFrame()
        field.initStyleOption(option)
        style = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
        room = style.width() - field.textMargins().right() - 4
        assert field.fontMetrics().horizontalAdvance(field.text()) <= room
    parts.window.context.theme.set_zoom(100)


def test_old_breaks_do_not_prevent_new_ones(parts: Parts) -> None:
    exams, day = parts.learner.exams, parts.learner.now().day
    past = tuple((day - 200 + 2 * each, day - 200 + 2 * each) for each in range(MOST_BREAKS))
    assert parts.learner.set_settings("Break", breaks=past) is None
    assert exams.add_break(Break(day + 5, day + 6)) is None
    assert parts.learner.settings.breaks == (*past[1:], (day + 5, day + 6))


def test_an_exam_cannot_be_so_far_away_that_its_forecast_takes_for_ever(parts: Parts, page: ExamPage) -> None:
    type_into(page, parts, page.form.date, "2 July 4800")
    assert page.form.exam is None
    assert page.form.hint.text() == "Choose a day within the next three years."


def test_what_became_of_an_exam_is_listed(parts: Parts, page: ExamPage, clock: SetClock) -> None:
    learn(parts.learner.progress, new_cards(parts.learner.progress, 4), Rating.EASY)
    save(parts, day=parts.learner.now().day + 3, forecast=80.0)
    clock.move(hours=24 * 5)
    parts.learner.announce(Changes.of(ChangeKind.TIME))
    settle(parts.window)
    assert parts.learner.exams.upcoming is None
    assert page.past.text().startswith("Staff college paper, 5 July: ")
    assert page.past.text().endswith("80 % had been forecast 3 days before")
    assert page.form.name.text() == ""


def test_an_undo_says_what_became_of_exams_and_breaks(parts: Parts) -> None:
    exams, day, edits = parts.learner.exams, parts.learner.now().day, parts.learner.edits
    away, exam = Break(day + 5, day + 6), Exam("Exam", day + 30, planned_on=day)

    def undone() -> str:
        edit = edits.undo()
        assert edit is not None
        edits.redo()
        return edit.words

    assert exams.add_break(away) is None
    assert undone() == "Break added"
    assert exams.save(exam) is None
    assert undone() == "Exam saved"
    assert exams.remove_break(away) is None
    assert undone() == "Break removed"
    assert exams.delete(exam) is None
    assert undone() == "Exam deleted"
