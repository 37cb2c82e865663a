"""The number of SQL statements that a key runs, for a learner who has studied for some weeks.

Counts do not depend on how fast the machine is.  Each statement delays the
next card or the next row.  Give a reason if you raise a limit here.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attache.app.example import NOW
from attache.app.screenshots import settle
from attache.app.window import Parts, build
from attache.base.paths import Places
from attache.base.vocabulary import CardForm
from attache.library.study_views import STUDY_VIEWS
from tests.statements import Statements, count_statements
from tests.ui.fixtures import RESOURCES, discard, glossary_of, show, study_of
from tests.ui.studying import asked, only, press

ANSWER, TODAY = 13, 10
"""Most statements from a rating until the next card is asked, and for opening Today."""
LETTER, SETTLED = 5, 50
"""Most statements from a letter until its first rows are in the list, and until nothing is left to do: all
that it finds is counted, the entry of the first row is shown, and after the pause the texts are searched."""


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Statements:
    """All statements that are run in the test, on every connection."""
    return count_statements(monkeypatch)


@pytest.fixture
def parts(
    qtbot: QtBot,
    qapp: QApplication,
    library_file: Path,
    example: Path,
    places: Places,
    statements: Statements,
) -> Iterator[Parts]:
    """The window on the example progress, on its first page."""
    places.data.mkdir(parents=True)
    shutil.copy(example, places.progress)
    made = build(qapp, RESOURCES, library_file, places, lambda: NOW, lambda _at: 0)
    show(qtbot, made.window)
    settle(made.window)
    yield made
    made.close()
    discard(made.window)


def told(found: Sequence[str]) -> str:
    """Return statements as the message of an assertion: how many, and each on a line of its own."""
    lines = (" ".join(statement.split())[:160] for statement in found)
    return "\n".join([f"{len(found)} statements", *lines])


def scans(progress: Path, library: Path, found: Sequence[str]) -> list[str]:
    """Return the full scans of the learner's two large tables among some statements."""
    seen = []
    with closing(sqlite3.connect(progress)) as connection:
        connection.execute("ATTACH DATABASE ? AS library", (f"{library.absolute().as_uri()}?mode=ro",))
        for view in STUDY_VIEWS:
            connection.execute(view)
        for statement in found:
            if not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", statement):
                continue
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            names = aliases(statement)
            seen += [f"{row[3]}: {statement}" for row in plan if names & scanned(row[3])]
    return seen


_NAMED = re.compile(r"\b(card_state|review_log)\b(?:\s+(?:AS\s+)?([a-z]\w*))?")


def aliases(statement: str) -> set[str]:
    """Return the names by which a statement reads ``card_state`` and ``review_log``."""
    return {name for pair in _NAMED.findall(statement) for name in pair if name}


def scanned(step: str) -> set[str]:
    """Return the table that one step of a plan reads from end to end without an index."""
    match = re.match(r"SCAN (\w+)", step)
    return {match[1]} if match and " USING " not in step else set()


def begin(parts: Parts, form: CardForm) -> None:
    """Ask the first of many cards of one form."""
    only(parts.learner, form)
    parts.window.open_page("study")
    study_of(parts.window).begin()
    settle(parts.window)


@pytest.mark.parametrize("prepared", [True, False], ids=["prepared", "unprepared"])
@pytest.mark.parametrize("form", [CardForm.QUESTION, CardForm.TYPED, CardForm.CHOICE])
def test_a_rating_asks_the_next_card_with_few_statements_and_no_scan(
    parts: Parts,
    statements: Statements,
    qtbot: QtBot,
    places: Places,
    library_file: Path,
    form: CardForm,
    prepared: bool,
) -> None:
    begin(parts, form)
    study = study_of(parts.window)
    found: list[str] = []
    for _ in range(4):
        before = asked(study)
        study.show_answer()
        place = len(statements)
        press(qtbot, Qt.Key.Key_3)
        found = max(found, statements.since(place), key=len)
        assert asked(study) not in ("", before)
        if prepared:
            settle(parts.window)
    assert 3 <= len(found) <= ANSWER, told(found)
    assert scans(places.progress, library_file, found) == []


@pytest.mark.parametrize("answered", [False, True], ids=["at rest", "after an answer"])
def test_today_opens_with_few_statements_and_no_scan(
    parts: Parts, statements: Statements, qtbot: QtBot, places: Places, library_file: Path, answered: bool
) -> None:
    begin(parts, CardForm.QUESTION)
    if answered:
        study_of(parts.window).show_answer()
        press(qtbot, Qt.Key.Key_3)
    place = len(statements)
    parts.window.open_page("today")
    found = statements.since(place)
    assert len(found) <= TODAY, told(found)
    assert scans(places.progress, library_file, found) == []


def own(found: Sequence[str]) -> list[str]:
    """Leave out the full-text index's own statements, whose number depends on the library's texts."""
    return [statement for statement in found if not statement.startswith("-- ")]


def test_a_letter_costs_no_more_statements_than_it_did(
    parts: Parts, statements: Statements, qtbot: QtBot
) -> None:
    parts.window.open_page("glossary")
    settle(parts.window)
    parts.window.top.field.setFocus()
    first: list[list[str]] = []
    settled: list[list[str]] = []
    for letter in "defence":
        place = len(statements)
        qtbot.keyClicks(parts.window.top.field, letter)
        first.append(own(statements.since(place)))
        settle(parts.window)
        settled.append(own(statements.since(place)))
    assert glossary_of(parts.window).finder.model.rowCount() > 0
    for counted, most in ((first, LETTER), (settled, SETTLED)):
        assert max(map(len, counted)) <= most, (
            f"{[*map(len, counted)]}, at most {told(max(counted, key=len))}"
        )


def test_a_scan_would_be_noticed(example: Path, library_file: Path) -> None:
    sought = [
        "SELECT count(*) FROM review_log WHERE took > 5",
        "SELECT s.card FROM card_state s WHERE s.lapses > 2",
        "SELECT * FROM card_state WHERE card = 'nato'",
        "BEGIN IMMEDIATE",
    ]
    assert [each.split(": ", 1)[1] for each in scans(example, library_file, sought)] == sought[:2]
