"""What stays on the Study page where something cannot be saved or read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from attache.base.errors import KnownError
from attache.base.faults import StorageError
from attache.base.paths import Places
from attache.base.vocabulary import CardForm
from attache.content.compile import build
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.session import Session
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from tests.content.packs import write_pack
from tests.learner.proof import can_undo
from tests.ui.fixtures import Around, show
from tests.ui.studying import asked, only, out_of_room, rate


def test_a_write_that_fails_leaves_card_answer_and_typed_text(
    qtbot: QtBot, page: StudyPage, learner: Learner, places: Places
) -> None:
    only(learner, CardForm.TYPED)
    errors: list[KnownError] = []
    learner.failed.connect(errors.append)
    page.begin()
    rate(page)
    qtbot.keyClicks(page.panel.card.field, "half an answer")
    page.show_answer()
    before = page.session
    with out_of_room(places.progress):
        for act in (partial(page.rate, Rating.GOOD), page.bury, page.suspend, page.flag, page.undo):
            errors.clear()
            act()
            assert [str(places.progress) in error.what for error in errors] == [True]
            assert page.session is before
            assert page.panel.card.isVisible()
            assert page.panel.card.is_open
            assert page.panel.card.field.text() == "half an answer"
    assert learner.progress.reviews.state(asked(page)).memory.reps == 0
    page.rate(Rating.GOOD)
    assert page.session.summary.answers == 2


@pytest.mark.parametrize("seen", [False, True])
def test_where_the_next_card_cannot_be_read_that_is_reported_and_nothing_is_rated_twice(
    page: StudyPage, learner: Learner, around: Around, monkeypatch: pytest.MonkeyPatch, seen: bool
) -> None:
    page.show_start()
    page.begin()
    card = asked(page)
    page.show_answer()
    if seen:
        page.start.clear()

    def fail(*_: object) -> None:
        raise StorageError("The disk cannot be read.", "Look at it.")

    with monkeypatch.context() as broken:
        broken.setattr(learner.progress.reviews, "state", fail)
        page.rate(Rating.GOOD)
    assert [str(error) for error in around.errors] == ["The disk cannot be read. Look at it."]
    assert learner.progress.reviews.state(card).memory.reps == 1, "the answer is saved"
    assert page.start.isVisible()
    assert page.start.findChildren(QLabel)[0].text() == "Study"
    page.rate(Rating.GOOD)
    page.show_answer()
    assert page.session == Session()
    assert learner.progress.reviews.state(card).memory.reps == 1
    page.begin()
    assert page.panel.card.isVisible()
    assert not page.panel.card.is_open


def test_a_card_that_the_library_lacks_is_reported_and_cannot_be_rated(
    qtbot: QtBot, context: Context, around: Around, learner: Learner, tmp_path: Path
) -> None:
    """Another library may have taken the place of the one that is open."""
    write_pack(tmp_path)
    build(tmp_path, tmp_path / "reference.db")
    with Library.open(tmp_path / "reference.db") as other:
        page = StudyPage(context._replace(library=other))
        qtbot.addWidget(page)
        show(qtbot, page)
        page.begin()
        assert [str(error) for error in around.errors] == [
            "A card is no longer in the library. Start the program again."
        ]
        assert page.start.isVisible()
        assert not page.session.is_asking
        page.show_answer()
        page.rate(Rating.GOOD)
        assert not can_undo(learner.progress)
