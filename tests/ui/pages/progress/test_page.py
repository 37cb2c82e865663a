"""The Progress page in the whole window: when it is worked out, what it shows, and where it leads."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.numbers import counted
from attache.base.watch import GivenUp, Watch
from attache.learner.backups import Backup
from attache.learner.card_list import CardFilter
from attache.learner.manager import ProgressManager
from attache.learner.report import Report
from attache.study.accuracy import Accuracy
from attache.study.memory import Rating
from attache.ui.pages.progress.bars import DueChart
from attache.ui.pages.progress.chart import Chart
from attache.ui.pages.progress.days import DaysChart
from attache.ui.pages.progress.lists import DocumentChart, HardestChart, PartChart, PartRow
from attache.ui.pages.progress.page import ProgressPage
from attache.ui.pages.progress.section import Section
from attache.ui.pages.progress.shares import CalibrationChart, RetentionChart
from attache.ui.widgets.line import Line
from attache.ui.widgets.words import NOT_OPEN
from tests.ui.fixtures import SetClock, cards_of, progress_of, settings_of, study_of
from tests.ui.studying import focused, learn, new_cards, press

Counted = Callable[[], int]


class Gate:
    """Lets the background thread of a test go on when the test says so."""

    def __init__(self) -> None:
        self.opened, self.reached = threading.Event(), threading.Event()

    def close(self) -> None:
        self.reached.clear()
        self.opened.clear()


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Count how often a report is worked out."""
    times, real = list[int](), ProgressManager.report

    def counting(manager: ProgressManager, watch: Watch) -> Report:
        times.append(1)
        return real(manager, watch)

    monkeypatch.setattr(ProgressManager, "report", counting)
    return lambda: len(times)


def section(page: ProgressPage, kind: type[Chart]) -> Section:
    return next(each for each in page.sections if type(each.chart) is kind)


def begin(parts: Parts) -> None:
    """Answer two cards, elsewhere."""
    learn(parts.learner.progress, new_cards(parts.learner.progress, 2), Rating.EASY)
    parts.learner.announce(Changes.of(ChangeKind.REVIEWS))


def texts(page: ProgressPage) -> list[str]:
    """Return what the labels say; where their lines may break does not matter."""
    return [
        label.text().replace("\N{NO-BREAK SPACE}", " ")
        for label in page.findChildren(QLabel)
        if label.isVisible()
    ]


# When it is worked out


def test_it_is_worked_out_again_only_when_something_has_changed(
    worked_out: Counted, studied: Parts, page: ProgressPage, clock: SetClock
) -> None:
    assert worked_out() == 1
    window, first = studied.window, page.report
    for name in ("today", "progress", "glossary", "progress"):
        window.open_page(name)
        settle(window)
    clock.move(minutes=5)
    window.context.maintenance.check_time()
    assert worked_out() == 1
    assert page.report is first
    window.open_page("today")
    learn(studied.learner.progress, new_cards(studied.learner.progress, 1), Rating.GOOD)
    studied.learner.set_settings(new_limit=7)
    settle(window)
    assert worked_out() == 1  # not while another page is shown
    window.open_page("progress")
    settle(window)
    assert worked_out() == 2
    assert page.report is not None
    assert first is not None
    assert page.report.figures.reviews == first.figures.reviews + 1


def test_a_new_day_is_worked_out(
    worked_out: Counted, studied: Parts, page: ProgressPage, clock: SetClock
) -> None:
    assert page.report is not None
    before = page.report.day
    clock.move(hours=24)
    studied.window.context.maintenance.check_time()
    settle(studied.window)
    assert page.report.day == before + 1
    times = worked_out()
    clock.move(minutes=1)
    studied.window.context.maintenance.expired.emit()  # a card in its steps is due
    settle(studied.window)
    assert worked_out() == times


def test_the_window_waits_for_nothing(studied: Parts, page: ProgressPage) -> None:
    """The old figures stay until the new ones are there."""
    sections, report = list(page.sections), page.report
    studied.learner.set_settings(desired_retention=0.8)
    assert page.report is report
    assert page.sections == sections
    settle(studied.window)
    assert page.report is not report
    assert page.sections == sections
    assert any("(desired retention: 80 %)" in text for text in texts(page))


def test_what_changes_meanwhile_is_worked_out_too(
    worked_out: Counted, studied: Parts, page: ProgressPage
) -> None:
    for retention in (0.8, 0.85, 0.95):
        studied.learner.set_settings(desired_retention=retention)
    settle(studied.window)
    assert worked_out() == 3  # the first, one for the first change, and one for all others
    assert any("(desired retention: 95 %)" in text for text in texts(page))


def test_it_can_be_cancelled_and_tried_again(parts: Parts, qtbot: QtBot) -> None:
    begin(parts)
    window = parts.window
    window.open_page("progress")
    page = progress_of(window)
    window.work.cancel()
    settle(window)
    assert "Your statistics were not calculated." in texts(page)
    page.press_default()
    settle(window)
    assert page.sections


@pytest.fixture
def long_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the log count as so long that its accuracy is shown later than the rest."""
    real = ProgressManager.report

    def long(manager: ProgressManager, watch: Watch) -> Report:
        found = real(manager, watch)
        return replace(found, figures=replace(found.figures, reviews=500_000))

    monkeypatch.setattr(ProgressManager, "report", long)


def shown_step_by_step(parts: Parts) -> list[tuple[bool, bool]]:
    """Let what runs end, and return at each step whether the accuracy is known and its chart shown."""
    page, found = progress_of(parts.window), list[tuple[bool, bool]]()

    def note() -> None:
        if page.report is not None:
            chart = section(page, CalibrationChart).chart
            found.append((page.report.accuracy is not None, chart.isVisible()))

    page.state_changed.connect(note)
    settle(parts.window)
    page.state_changed.disconnect(note)
    return found


@pytest.mark.usefixtures("long_history")
def test_after_a_long_history_the_accuracy_comes_later(parts: Parts) -> None:
    begin(parts)
    parts.window.open_page("progress")
    # Its place is kept; that there are too few answers is known only then.
    assert shown_step_by_step(parts) == [(False, True), (True, False)]
    parts.learner.set_settings(new_limit=7)
    # The last one stays until the next is there.
    assert shown_step_by_step(parts) == [(True, False), (True, False)]


@pytest.mark.usefixtures("long_history")
def test_if_the_accuracy_is_cancelled_the_rest_stays(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(parts)
    window = parts.window

    def cancelled(manager: ProgressManager, watch: Watch) -> Accuracy:
        raise GivenUp

    with monkeypatch.context() as patch:
        patch.setattr(ProgressManager, "accuracy", cancelled)
        window.open_page("progress")
        settle(window)
    page = progress_of(window)
    assert page.report is not None
    assert page.report.accuracy is None
    assert section(page, CalibrationChart).chart.accessibleDescription().startswith("Not yet calculated. ")
    window.open_page("today")
    window.open_page("progress")
    settle(window)
    assert page.report.accuracy is not None


@pytest.fixture
def gate(studied: Parts, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Hold up each report while the gate is closed; it is opened before the window is closed."""
    made, real = Gate(), ProgressManager.report

    def wait(manager: ProgressManager, watch: Watch) -> Report:
        made.reached.set()
        made.opened.wait()
        return real(manager, watch)

    monkeypatch.setattr(ProgressManager, "report", wait)
    made.opened.set()
    yield made
    made.opened.set()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_backup_that_is_restored_meanwhile_is_worked_out(
    gate: Gate, studied: Parts, page: ProgressPage, qtbot: QtBot, elsewhere: bool
) -> None:
    window, made = studied.window, list[Backup | None]()
    window.maintenance.make_backup(made.append)
    settle(window)
    (backup,) = made
    assert backup is not None
    gate.close()
    studied.learner.announce(Changes.of(ChangeKind.REVIEWS))
    qtbot.waitUntil(gate.reached.is_set)
    window.maintenance.restore(backup.path, lambda *_: None)
    if elsewhere:
        window.open_page("today")
    gate.opened.set()
    settle(window)
    window.open_page("progress")
    settle(window)
    assert page.report is not None
    assert page.report.accuracy is not None
    assert page.sections


def test_a_report_of_what_was_deleted_meanwhile_is_not_shown(
    gate: Gate, studied: Parts, page: ProgressPage, qtbot: QtBot
) -> None:
    window = studied.window
    gate.close()
    studied.learner.announce(Changes.of(ChangeKind.REVIEWS))
    qtbot.waitUntil(gate.reached.is_set)
    window.maintenance.delete_all(False, lambda *_: None)
    gate.opened.set()
    settle(window)
    window.open_page("progress")
    settle(window)
    assert page.report is None
    assert "Your progress will be here" in texts(page)


def test_what_cannot_be_read_is_said(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(parts)

    def fail(manager: ProgressManager, watch: Watch) -> Report:
        raise KnownError("The file cannot be read.", "Close it elsewhere.")

    with monkeypatch.context() as patch:
        patch.setattr(ProgressManager, "report", fail)
        parts.window.open_page("progress")
        settle(parts.window)
    assert "The file cannot be read." in parts.window.message.text()
    page = progress_of(parts.window)
    page.press_default()
    settle(parts.window)
    assert page.sections


def test_a_file_that_is_replaced_is_forgotten(
    worked_out: Counted, studied: Parts, page: ProgressPage
) -> None:
    learner, window = studied.learner, studied.window
    window.open_page("progress")
    learner.set_settings(new_limit=3)  # a report is under way
    learner.release()
    settle(window)
    assert page.report is None
    assert page.sections == []
    assert NOT_OPEN in texts(page)
    learner.open()
    settle(window)
    assert page.sections


# What it shows


def test_before_the_first_answer_it_offers_the_first_step(parts: Parts, worked_out: Counted) -> None:
    window = parts.window
    window.open_page("progress")
    settle(window)
    page = progress_of(window)
    assert "Your progress will be here" in texts(page)
    assert worked_out() == 0
    assert page.conditions() == ()
    assert [button.text() for button in page.findChildren(QPushButton)] == [
        "Study your first cards",
        "Help",
    ]
    assert focused().objectName() == "primary"
    page.press_default()
    assert window.shown == "study"


def test_after_a_few_answers_charts_say_what_is_missing(parts: Parts) -> None:
    begin(parts)
    window = parts.window
    window.open_page("progress")
    settle(window)
    page = progress_of(window)
    for kind, words in (
        (RetentionChart, "This chart appears after 30 more reviews of cards past their learning steps."),
        (
            CalibrationChart,
            "This chart appears after 30 more reviews of cards that you studied on an earlier day.",
        ),
        (HardestChart, "You have not forgotten any card that you had learned."),
    ):
        part = section(page, kind)
        assert part.missing.text() == words
        assert part.missing.isVisible()
        assert not part.chart.isVisible()
        assert not part.turn.isVisible()
    assert "–" in texts(page)
    window.commands.run("progress-tables")
    assert page.checked() == ("progress-tables",)
    assert not section(page, RetentionChart).table.isVisible()


def test_the_figures_are_those_of_the_terminal(studied: Parts, page: ProgressPage, report: Report) -> None:
    found = studied.learner.progress.figures(studied.learner.now(), studied.learner.settings)
    assert found == report.figures
    shown = [figure.text() for figure, _ in page.headline.figures] if page.headline else []
    took = [each for each in report.days if each.day > report.day - 30]
    assert shown == [
        f"{found.remembered:,.0f}",
        f"{(found.retention or 0) * 100:.0f} %",
        f"{sum(each.took for each in took) / len(took) / 60_000:.0f} min",
        f"{found.streak} days",
    ]


def test_another_size_of_text_is_followed_only_when_the_page_is_seen(
    studied: Parts, page: ProgressPage
) -> None:
    chart = section(page, PartChart).chart
    before = chart.sizeHint().height()
    rows = chart.findChildren(PartRow)
    studied.window.open_page("today")
    studied.theme.set_zoom(200)
    assert chart.findChildren(PartRow) == rows, "a hidden page makes nothing again"
    studied.window.open_page("progress")
    settle(studied.window)
    assert chart.sizeHint().height() > 1.5 * before
    studied.theme.set_zoom(100)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("width", "zoom"), [(1280, 100), (900, 100), (1280, 200)])
def test_nothing_is_cut_or_squeezed(
    studied: Parts, page: ProgressPage, mode: str, width: int, zoom: int
) -> None:
    window = studied.window
    studied.theme.set_zoom(zoom)
    studied.theme.set_mode(mode)  # type: ignore[arg-type]
    window.resize(width, 800)
    settle(window)
    try:
        right = page.column.viewport().width()
        for part in page.sections:
            assert part.chart.height() >= part.chart.sizeHint().height()
            place = part.mapTo(page.column.viewport(), part.rect().topRight())
            assert place.x() <= right
            for label in (part.title, part.how):
                assert label.height() >= label.heightForWidth(label.width())
            for button in (*part.offers, part.turn):
                assert part.rect().contains(button.mapTo(part, button.rect().bottomRight()))
        rows = [row for row in page.findChildren(PartRow) if row.isVisible()]
        assert {row.height() for row in rows} == {studied.theme.px(28)}
        assert {row.height() for row in page.findChildren(Line) if row.isVisible()} == {studied.theme.px(48)}
        window.commands.run("progress-tables")
        settle(window)
        for part in page.sections:
            assert part.height() >= part.heightForWidth(part.width())
            assert part.table.geometry().bottom() < part.buttons.geometry().top()
            assert part.table.horizontalScrollBar().maximum() == 0
    finally:
        studied.theme.set_zoom(100)


def test_narrow_pages_have_one_column(studied: Parts, page: ProgressPage) -> None:
    def lefts() -> set[int]:
        return {part.mapTo(page, part.rect().topLeft()).x() for part in page.sections[1:]}

    assert len(lefts()) == 2
    assert page.headline is not None
    third = page.headline.figures[2][0]
    assert third.mapTo(page, third.rect().topLeft()).x() == max(lefts())
    studied.window.resize(900, 600)
    settle(studied.window)
    assert len(lefts()) == 1


# Tables


def test_every_chart_has_its_numbers_as_a_table(qtbot: QtBot, studied: Parts, page: ProgressPage) -> None:
    for part in page.sections:
        title = part.chart.accessibleName()
        assert part.turn.accessibleName() == f"Show table: {title}"
        part.turn.click()
        assert part.table.isVisible()
        assert not part.chart.isVisible()
        assert part.table.rowCount() > 0
        assert part.table.accessibleName() == title
        part.copy.click()
        lines = QApplication.clipboard().text().split("\n")
        assert len(lines) == part.table.rowCount() + 1
        assert len({line.count("\t") for line in lines}) == 1
        assert part.turn.accessibleName() == f"Show chart: {title}"
        part.turn.click()
        assert part.chart.isVisible()


def test_numbers_stand_clearly_apart_in_a_table(studied: Parts, page: ProgressPage) -> None:
    """No number touches the one before it: the narrowest space is that before the widest number."""
    window = studied.window
    window.commands.run("progress-tables")
    settle(window)
    for kind in (DaysChart, PartChart):
        table = section(page, kind).table
        metrics = QFontMetrics(table.font())
        for column in range(1, table.columnCount()):
            texts = [table.model().index(row, column).data() for row in range(table.rowCount())]
            widest = max(map(metrics.horizontalAdvance, texts))
            assert table.columnWidth(column) - widest >= 24


def test_how_to_read_a_chart_is_said_only_above_the_chart(studied: Parts, page: ProgressPage) -> None:
    part = section(page, CalibrationChart)
    assert "A larger dot means more reviews." in part.how.text()
    part.turn.click()
    assert "dot" not in part.how.text()
    assert "instead of" in part.how.text()


def test_a_number_and_what_it_counts_stay_in_one_line(studied: Parts, page: ProgressPage) -> None:
    assert page.headline is not None
    assert "90\N{NO-BREAK SPACE}%" in page.headline.figures[1][1].text()
    assert "with 17\N{NO-BREAK SPACE}cards" in section(page, DueChart).title.text()
    assert "\N{NO-BREAK SPACE}(" in section(page, PartChart).title.text()


def test_t_shows_all_tables_and_charts_again(qtbot: QtBot, studied: Parts, page: ProgressPage) -> None:
    press(qtbot, Qt.Key.Key_T)
    assert all(part.table.isVisible() for part in page.sections)
    assert studied.window.commands["progress-tables"].isChecked()
    page.sections[3].turn.click()
    assert not studied.window.commands["progress-tables"].isChecked()
    page.sections[3].turn.click()
    press(qtbot, Qt.Key.Key_T)
    assert all(part.chart.isVisible() for part in page.sections)


def test_control_c_copies_the_selected_rows(qtbot: QtBot, studied: Parts, page: ProgressPage) -> None:
    part = section(page, DueChart)
    part.turn.click()
    part.table.setFocus()
    part.table.selectRow(1)
    qtbot.keyClick(part.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0] == "Day\tCards due"
    assert len(lines) == 2
    assert lines[1].startswith("Thursday 19 November\t")
    qtbot.keyClick(part.table, Qt.Key.Key_T)  # a command, no search in the table
    assert all(each.shows_table for each in page.sections)


def test_a_table_stays_a_table_when_the_figures_change(studied: Parts, page: ProgressPage) -> None:
    part = section(page, PartChart)
    part.turn.click()
    studied.learner.set_settings(desired_retention=0.95)
    settle(studied.window)
    assert part.table.isVisible()
    fading = [part.table.item(row, 4) for row in range(part.table.rowCount())]
    assert page.report is not None
    assert [int(item.text()) for item in fading if item] == [each.fading for each in page.report.themes]


# Where it leads


def follow(part: Section) -> None:
    part.offers[0].click()


def test_the_calendar_leads_to_what_there_is_to_do(
    studied: Parts, page: ProgressPage, report: Report
) -> None:
    cards = report.figures.due_today + report.figures.new_today
    assert section(page, DaysChart).offers[0].text() == f"Study {cards} cards"
    assert focused() is section(page, DaysChart).offers[0]
    follow(section(page, DaysChart))
    assert study_of(studied.window).session.is_asking
    assert studied.window.shown == "study"


def test_what_is_due_leads_to_the_list_of_it(studied: Parts, page: ProgressPage, report: Report) -> None:
    follow(section(page, DueChart))
    settle(studied.window)
    assert studied.window.shown == "cards"
    assert cards_of(studied.window).query.show is CardFilter.DUE
    assert len(cards_of(studied.window).model.numbers) == report.due[0]


def test_fading_cards_are_studied_even_if_they_are_not_due(
    studied: Parts, page: ProgressPage, report: Report
) -> None:
    part = section(page, RetentionChart)
    assert report.fading_cards == len(report.fading)
    assert part.offers[0].text() == f"Study {report.fading_cards} fading cards"
    follow(part)
    session = study_of(studied.window).session
    assert session.scope.cards == frozenset(report.fading)
    assert session.is_asking


def test_the_hardest_cards_are_studied_together_or_read(
    studied: Parts, page: ProgressPage, report: Report
) -> None:
    part = section(page, HardestChart)
    lines = part.chart.findChildren(Line)
    titles = [row.title for row in studied.library.rows_by_id([each.entry for each in report.hardest])]
    for line, title, card in zip(lines, titles, report.hardest, strict=True):
        asked = f"What does “{title}” mean?" if card.question == title else card.question
        assert line.accessibleName().startswith(f"{title}, ")
        assert f", forgotten {counted(card.lapses, 'time')}" in line.accessibleName()
        assert line.accessibleDescription() == asked
    lines[0].click()
    assert studied.window.shown == "glossary"
    assert studied.window.windowTitle().startswith(titles[0])
    follow(part)
    assert study_of(studied.window).session.scope.cards == frozenset(each.id for each in report.hardest)
    assert study_of(studied.window).session.is_asking


def test_predictions_lead_to_the_optimiser(studied: Parts, page: ProgressPage) -> None:
    follow(section(page, CalibrationChart))
    assert studied.window.shown == "settings"
    assert settings_of(studied.window).rows["optimise"].control.hasFocus() or (
        settings_of(studied.window).rows["optimise"].isAncestorOf(focused())
    )


def test_a_document_is_studied_from_its_row(studied: Parts, page: ProgressPage, report: Report) -> None:
    part = section(page, DocumentChart)
    rows = part.chart.findChildren(PartRow)
    assert len(rows) == len(report.documents)
    rows[2].click()
    assert study_of(studied.window).session.scope.document == report.documents[2].part


def test_rows_keep_the_focus_when_the_figures_change(studied: Parts, page: ProgressPage) -> None:
    part = section(page, PartChart)
    part.chart.findChildren(PartRow)[4].setFocus()
    name = focused().accessibleName().split(":")[0]
    before = focused()
    studied.learner.set_settings(desired_retention=0.95)
    settle(studied.window)
    assert focused() is not before, "the rows were made again"
    assert focused().accessibleName().split(":")[0] == name


def test_it_opens_by_its_key_and_from_the_rail(qtbot: QtBot, parts: Parts) -> None:
    press(qtbot, Qt.Key.Key_5, modifier=Qt.KeyboardModifier.ControlModifier)
    assert parts.window.shown == "progress"
    assert json.dumps(parts.window.windowTitle()).startswith('"Progress')
