"""What the tests of studying share: a learner who has done nothing yet, the Study page, and a leech on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import CardForm
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from tests.ui.fixtures import SetClock, discard, show
from tests.ui.studying import a_card, asked, learn, rate


class Ticks:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        """Start at zero."""
        self.at = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.at


@pytest.fixture
def progress(learner: Learner) -> Progress:
    """The progress file."""
    return learner.progress


@pytest.fixture
def ticks() -> Ticks:
    """The clock that measures how long answers take."""
    return Ticks()


@pytest.fixture
def page(qtbot: QtBot, context: Context, learner: Learner, ticks: Ticks) -> Iterator[StudyPage]:
    """The Study page, which hears of all changes."""
    made = StudyPage(context._replace(ticks=ticks))
    learner.changed.connect(made.refresh)
    made.resize(1100, 700)
    show(qtbot, made)
    yield made
    made.close_down()
    discard(made)


@pytest.fixture
def leech(page: StudyPage, learner: Learner, clock: SetClock, library: Library) -> str:
    """A card that has just been forgotten once too often, with a confusable and an easier card; its id."""
    wanted = next(
        card
        for row in library.rows(range(1, library.entry_count + 1))
        for card in library.entry(row.id).cards
        if card.form is CardForm.QUESTION
        and any(group.type == "confused-with" for group in library.entry(row.id).relations)
        and any(each.form is CardForm.DEFINITION for each in library.entry(row.id).cards)
    )
    learner.set_settings(leech_lapses=2, learning_steps=(), relearning_steps=(), new_limit=0, minutes=0)
    other = a_card(library, CardForm.QUESTION, lambda each: each.entry != wanted.entry)
    learn(learner.progress, [wanted.id, other.id], Rating.GOOD)
    clock.move(hours=24 * 60)
    learn(learner.progress, [wanted.id], Rating.AGAIN)
    clock.move(hours=24 * 60)
    learner.set_settings(new_limit=1)
    page.begin(Scope(entries=frozenset((wanted.entry, other.entry)), words="Leeches"))
    assert asked(page) == wanted.id
    assert not page.panel.notice.isVisible()
    rate(page, Rating.AGAIN)
    return wanted.id
