"""How tests study: keys pressed in whatever has the focus, and cards of one form put first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attache.base.entry import Card
from attache.base.vocabulary import CardForm
from attache.learner.progress import Progress
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from attache.study.session import Stage
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.learner import Learner
from attache.ui.widgets.card.face import CHOOSING, TYPING

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    """Return what has the keys; something always must."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keys"
    return widget


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Press keys in whatever has the focus, as a person does."""
    for key in keys:
        qtbot.keyClick(focused(), key, modifier)


def tab_to(qtbot: QtBot, wanted: Callable[[QWidget], bool], most: int = 60) -> None:
    """Press Tab until something that is wanted has the keys."""
    for _ in range(most):
        if wanted(focused()):
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError("Tab never comes there")


def says(text: str) -> Callable[[QWidget], bool]:
    """Return what tells a button by the beginning of its words."""
    return lambda widget: (
        isinstance(widget, QPushButton)
        and (widget.text().startswith(text) or widget.accessibleName().startswith(text))
    )


def digit(number: int) -> Qt.Key:
    """Return the key of a digit."""
    return Qt.Key(Qt.Key.Key_0 + number)


def asked(study: StudyPage) -> str:
    """Return the id of the current card, "" for none."""
    return study.session.prompt.card.id if study.session.prompt is not None else ""


def entry_asked(study: StudyPage) -> str:
    """Return the id of the entry whose card is asked, "" for none."""
    return study.session.prompt.card.entry if study.session.prompt is not None else ""


def rate(study: StudyPage, rating: Rating = Rating.GOOD) -> str:
    """Show the answer of the current card, rate it, and return its id."""
    card = asked(study)
    assert card, "no card is asked"
    study.show_answer()
    study.rate(rating)
    return card


def show_answer(qtbot: QtBot, study: StudyPage) -> None:
    """Give the right answer to the current card, by keys, so that its other side shows."""
    card = study.panel.card.card
    assert card is not None
    if card.form in TYPING:
        assert focused() is study.panel.card.field
        qtbot.keyClicks(study.panel.card.field, card.answer)
        press(qtbot, Qt.Key.Key_Return)
    elif card.form in CHOOSING:
        texts = [button.accessibleName() for button in study.panel.card.options]
        press(qtbot, digit(texts.index(card.answer) + 1))
    else:
        press(qtbot, Qt.Key.Key_Space)
    assert study.session.stage is Stage.ANSWER


def answer(qtbot: QtBot, study: StudyPage, rating: Rating | None = None) -> Card:
    """Answer the current card, by keys: rightly, and with what is suggested unless told otherwise."""
    card = study.panel.card.card
    assert card is not None
    show_answer(qtbot, study)
    if card.form is CardForm.LIST and rating is None:
        for box in study.panel.card.items:
            assert focused() is box
            press(qtbot, Qt.Key.Key_Space)
            if box is not study.panel.card.items[-1]:
                press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return if rating is None else digit(rating))
    return card


@contextmanager
def out_of_room(file: Path) -> Iterator[None]:
    """Let no file grow."""
    resource = pytest.importorskip("resource", reason="limits of file sizes are a matter of Unix")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = file.with_name(f"{file.name}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def only(learner: Learner, *forms: CardForm, **more: object) -> None:
    """Have cards of these forms asked and no others, as many as there are."""
    left_out = tuple(form.value for form in CardForm if forms and form not in forms)
    values = {"left_out_forms": left_out, "minutes": 0, "new_limit": 0, **more}
    assert learner.set_settings(**values) is None


def a_card(library: Library, form: CardForm, wanted: Callable[[Card], bool] = lambda _card: True) -> Card:
    """Return the first card of a form in the order of the entries' importance."""
    for row in library.rows(range(1, library.entry_count + 1)):
        for card in library.entry(row.id).cards:
            if card.form is form and wanted(card):
                return card
    raise AssertionError(f"no such card: {form}")


def learn(progress: Progress | None, cards: Iterable[str], *ratings: Rating) -> None:
    """Answer cards without a window, each as often as there are ratings."""
    assert progress is not None
    scheduler = Scheduler(progress.settings.read())
    for card in cards:
        for rating in ratings:
            now = progress.reviews.now(scheduler.settings.day_begins)
            preview = scheduler.preview(card, progress.reviews.state(card).memory, now)
            progress.reviews.answer(preview, rating, 9000, scheduler)


def new_cards(progress: Progress | None, most: int, form: CardForm | None = None) -> list[str]:
    """Return the next new cards, of one form if one is given."""
    assert progress is not None
    settings = progress.settings.read()
    day = progress.reviews.now(settings.day_begins).day
    found = progress.cards.new(day, settings, most=2000)
    return [card.id for card in found if form in (None, card.form)][:most]
