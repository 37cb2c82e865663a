"""The exam on Today: a link without one, then the days that are left and what is expected."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.changes import ChangeKind, Changes
from attache.study.exam import Exam
from attache.study.memory import Rating
from attache.ui.pages.today.exam_block import ReadinessBar, title_words
from tests.ui.fixtures import part, today_of
from tests.ui.studying import learn, new_cards


def test_how_long_it_is_until_an_exam() -> None:
    exam = Exam("Staff college paper", 20_000)
    assert [title_words(exam, 20_000 - days) for days in (0, 1, 51)] == [
        "Today: Staff college paper", "Tomorrow: Staff college paper", "51 days until “Staff college paper”",
    ]  # fmt: skip


@pytest.fixture
def studied(parts: Parts) -> Parts:
    """A learner who has begun."""
    learn(parts.learner.progress, new_cards(parts.learner.progress, 3), Rating.EASY)
    parts.learner.announce(Changes.of(ChangeKind.REVIEWS))
    parts.window.open_page("today")
    settle(parts.window)
    return parts


def button(parts: Parts, words: str) -> QPushButton:
    return next(each for each in today_of(parts.window).findChildren(QPushButton) if each.text() == words)


def test_a_link_leads_to_the_page(studied: Parts) -> None:
    button(studied, "Set an exam date").click()
    assert studied.window.page("exam").isVisible()


def test_the_exam_is_there_at_once_and_its_figures_follow(studied: Parts) -> None:
    day = studied.learner.now().day
    studied.learner.exams.save(Exam("Staff college paper", day + 40, minutes=15, planned_on=day))
    settle(studied.window)
    page = today_of(studied.window)
    said = [label.text() for label in page.findChildren(QLabel)]
    assert "40 days until “Staff college paper”" in said
    assert any(text.startswith("On 11 August you will know about 9") for text in said)
    bar = part(page, ReadinessBar)
    assert bar.accessibleDescription().endswith("% today, aim 90 %")
    button(studied, "See the exam plan").click()
    assert studied.window.page("exam").isVisible()
