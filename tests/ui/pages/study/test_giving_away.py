"""No text of the window holds the answer of a card before it is shown, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.entry import Card
from attache.base.text import fold
from attache.base.vocabulary import CardForm
from attache.library.library import Library
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.ui.pages.study.page import StudyPage
from attache.ui.widgets.card.face import CHOOSING, strings
from attache.ui.widgets.line import Line
from tests.conftest import Sample
from tests.ui.fixtures import study_of
from tests.ui.studying import a_card, only, rate
from tests.ui.texts import texts_of


def cards_of(library: Library, form: CardForm) -> Iterator[Card]:
    for row in library.rows(range(1, library.entry_count + 1)):
        yield from (card for card in library.entry(row.id).cards if card.form is form)


def hidden_in(card: Card) -> list[str]:
    """Return what a card asks for, except what its question says as well."""
    answers = strings(card, "items") if card.form is CardForm.LIST else (card.answer, *strings(card, "cloze"))
    asked = f" {fold(card.asked(''))} "
    return [answer for answer in answers if f" {fold(answer)} " not in asked]


class Asking:
    """Asks any card in the window's Study page, and finds what gives its answer away."""

    def __init__(self, parts: Parts) -> None:
        self.window, self.page, self.library = parts.window, study_of(parts.window), parts.library
        self.page.begin(beyond=True)
        self.window.open_page("study")
        self.session = self.page.session
        first = self.page.panel.card.card
        assert first is not None
        # What is the same for two different cards says nothing of either.
        one = self.texts(first)
        other = self.texts(a_card(self.library, CardForm.TYPED, lambda each: each.entry != first.entry))
        self.frame = one & other

    def ask(self, card: Card) -> None:
        prompt = self.session.prompt
        assert prompt is not None
        queued = prompt.card._replace(id=card.id, entry=card.entry, form=card.form)
        self.page.panel.ask(replace(self.session, prompt=replace(prompt, card=queued)))
        # Now, as the next events would: what belongs to the card before is deleted.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def texts(self, card: Card) -> set[str]:
        self.ask(card)
        return texts_of(self.window) | texts_of(self.page.panel, hidden=True)

    def leaks(self, card: Card) -> list[tuple[str, str]]:
        """Return each answer with the text that gives it away."""
        self.ask(card)
        return self.leaks_now(card)

    def leaks_now(self, card: Card) -> list[tuple[str, str]]:
        texts = texts_of(self.window) | texts_of(self.page.panel, hidden=True)
        offered = {button.accessibleName() for button in self.page.panel.card.options}
        return [
            (answer, text)
            for answer in hidden_in(card)
            for text in texts - self.frame - offered
            if f" {fold(answer)} " in f" {fold(text)} "
        ]


@pytest.fixture
def asking(parts: Parts) -> Asking:
    return Asking(parts)


SAMPLE = 12


@pytest.mark.parametrize("form", CardForm)
def test_no_text_holds_the_answer_before_it_is_shown(asking: Asking, form: CardForm) -> None:
    cards = list(cards_of(asking.library, form))
    for card in cards[:: max(1, len(cards) // SAMPLE)]:
        assert asking.leaks(card) == [], card.id


@pytest.mark.slow
@pytest.mark.parametrize("form", CardForm)
def test_no_text_holds_the_answer_of_any_card(asking: Asking, form: CardForm, sample: Sample) -> None:
    """Every third one, and all with ``--long``."""
    for card in sample.of(list(cards_of(asking.library, form)), 3):
        assert asking.leaks(card) == [], card.id


@pytest.mark.parametrize("form", sorted(CHOOSING))
def test_the_right_option_cannot_be_told_from_the_others(asking: Asking, form: CardForm) -> None:
    asking.ask(a_card(asking.library, form))
    options = asking.page.panel.card.options
    looks = {
        (
            button.accessibleDescription(),
            button.toolTip(),
            button.property("state"),
            button.isEnabled(),
            button.objectName(),
            button.mark.isdigit(),
        )
        for button in options
    }
    assert len(looks) == 1


@pytest.mark.parametrize("form", CardForm)
def test_the_answer_of_the_card_before_is_gone(asking: Asking, form: CardForm) -> None:
    """The next card is often about the same entry, whose texts must not be left anywhere in the page."""
    card = a_card(asking.library, form)
    asking.ask(card)
    panel = asking.page.panel
    if panel.card.options:
        panel.card.choose(1)
    panel.card.open()
    panel.toggle_entry()
    assert panel.shows_entry
    assert asking.leaks_now(card)
    assert asking.leaks(card) == []


def test_a_test_that_looks_finds_an_answer(asking: Asking) -> None:
    card = a_card(asking.library, CardForm.CLOZE)
    asking.ask(card)
    widget: QWidget = asking.page.panel.told
    places: list[Callable[[str], object]] = [widget.setToolTip, widget.setStatusTip, widget.setAccessibleName]
    for place in (*places, widget.setAccessibleDescription, asking.window.setWindowTitle):
        place(f"Here stands {card.answer.upper()}.")
        assert asking.leaks_now(card), place
        place("")


def test_the_scope_the_search_and_the_title_name_no_entry_while_its_card_is_asked(
    qtbot: QtBot, parts: Parts
) -> None:
    entry = a_card(parts.library, CardForm.TERM).entry
    row = parts.library.row(entry)
    assert row is not None
    qtbot.keyClicks(parts.window.top.field, row.title)
    parts.window.open_entry(entry)
    only(parts.learner, CardForm.TERM)
    parts.window.commands["study-entry"].trigger()
    page = study_of(parts.window)
    assert page.panel.card.card is not None
    assert page.panel.card.card.answer == row.title
    named = [text for text in texts_of(parts.window) if fold(row.title) in fold(text)]
    assert named == []


def test_a_document_that_is_the_answer_is_not_named(asking: Asking) -> None:
    card = a_card(asking.library, CardForm.TERM)
    scope = Scope(document=asking.library.documents()[0].id, words=card.answer)
    asking.session = replace(asking.session, scope=scope)
    assert asking.leaks(card) == []
    other = a_card(asking.library, CardForm.QUESTION)
    asking.ask(other)
    assert card.answer in asking.page.panel.told.text()


def test_what_was_missed_is_listed_as_it_is_asked(page: StudyPage, library: Library, learner: object) -> None:
    for form in (CardForm.CLOZE, CardForm.TERM):
        card = a_card(library, form)
        page.discard_session()
        only(page.context.learner, form, learning_steps=())
        page.begin(Scope(entries=frozenset((card.entry,)), words="one"), beyond=True)
        while page.session.is_asking:
            rate(page, Rating.AGAIN)
        shown = " | ".join(texts_of(page.summary))
        missed = [library.card(each.id) for each in page.session.summary.missed]
        assert missed
        for each in missed:
            assert each is not None
            assert all(fold(answer) not in fold(shown) for answer in hidden_in(each)), form
        assert page.summary.findChildren(Line)
