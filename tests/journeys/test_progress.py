"""From a weak theme on the Progress page into a session of it, and back to figures that moved, by keys."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.progress.lists import PartRow
from attache.ui.pages.progress.page import ProgressPage
from tests.journeys.shown import Command, stats
from tests.ui.fixtures import progress_of, study_of
from tests.ui.studying import CONTROL, answer, asked, focused, press, tab_to

NUMBERS = re.compile(
    r"(.*): ([\d,]+) cards, ([\d,]+) known, ([\d,]+) learning, ([\d,]+) fading, ([\d,]+) new"
)


def rows(page: ProgressPage) -> dict[str, tuple[int, ...]]:
    """Return what the rows say: title → cards, known, learning, fading and new ones."""
    found = {}
    for row in page.findChildren(PartRow):
        if row.isVisible() and (said := NUMBERS.fullmatch(row.accessibleName())):
            found[said[1]] = tuple(int(number.replace(",", "")) for number in said.groups()[1:])
    return found


def open_progress(qtbot: QtBot, program: Parts) -> ProgressPage:
    """Open the page by its key."""
    press(qtbot, Qt.Key.Key_5, modifier=CONTROL)
    settle(program.window)
    return progress_of(program.window)


def test_a_weak_theme_is_studied_and_has_fewer_new_cards_then(
    qtbot: QtBot, program: Parts, command: Command
) -> None:
    page = open_progress(qtbot, program)
    before = rows(page)
    themes = {theme.title: theme.id for theme in program.library.themes()}
    assert themes.keys() <= before.keys()
    assert all(cards == sum(parts) for cards, *parts in before.values())
    assert page.report is not None
    assert page.report.figures.answers_today == stats(command).answers
    weakest = max(themes, key=lambda title: before[title][-1])
    assert any(
        part.chart.accessibleName() == f"Theme with most new cards: {weakest} ({before[weakest][-1]})"
        for part in page.sections
    )

    tab_to(qtbot, lambda widget: widget.accessibleName().startswith(f"{weakest}:"))
    press(qtbot, Qt.Key.Key_Return)
    study = study_of(program.window)
    assert program.window.shown == "study"
    assert study.session.scope.theme == themes[weakest]
    done = list[str]()
    while study.session.is_asking and len(done) < 3:
        assert study.session.prompt is not None
        assert study.session.prompt.card.theme == themes[weakest]
        done.append(asked(study))
        answer(qtbot, study)
        settle(program.window)
    assert len(done) == 3

    page = open_progress(qtbot, program)
    after = rows(page)
    assert page.report is not None
    assert page.report.figures.answers_today == stats(command).answers
    assert page.report.figures.reviews == stats_reviews(command)
    assert after[weakest] != before[weakest]
    assert after[weakest][0] == before[weakest][0] == sum(after[weakest][1:])
    for title in themes.keys() - {weakest}:
        assert after[title] == before[title]
    assert focused() is not None


def stats_reviews(command: Command) -> int:
    """Return how many answers the terminal counts."""
    found = re.search(r"([\d,]+)\s+answers in total", command("stats"))
    assert found is not None
    return int(found[1].replace(",", ""))
