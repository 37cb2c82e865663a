"""The screens of studying: what to study, each form of card on both sides, a leech, and the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from attache.app.window import Parts
from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.ui.pages.study.face import TYPING

_MOST = 60
"""Answers after which a sitting that is drawn for its end is no longer waited for."""


def study_screens(parts: Parts) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield each screen's name and what brings it about; they build on one another, in this order."""
    for form in CardForm:
        yield f"study-{form}-q", partial(_ask, parts, form)
        yield f"study-{form}-a", partial(_answer, parts)
    yield "study-start", partial(_choose, parts)
    yield "study-panel", partial(_panel, parts)
    yield "study-summary", partial(_finish, parts)
    yield "study-practice", partial(_practise, parts)


def leech_screens(parts: Parts) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield what is seen when a card is forgotten again and again, for a learner who has much to do."""
    yield "study-leech", partial(_leech, parts)


def _ask(parts: Parts, form: CardForm) -> None:
    """Ask a card of one form."""
    others = tuple(each.value for each in CardForm if each is not form)
    parts.desk.choose(left_out_forms=others, minutes=0, new_limit=0)
    parts.window.commands["study"].trigger()
    parts.window.study.begin(Scope(words=f"{form}"), beyond=True)


def _answer(parts: Parts) -> None:
    """Show the other side: after an answer that is not quite right, where the form takes one."""
    page = parts.window.study
    view, card = page.card, page.card.card
    if card is None:
        return
    wrong = [n for n, button in enumerate(view.options, 1) if button.accessibleName() != card.answer]
    if card.form in TYPING:
        view.field.setText(card.answer[:-2] + "e")
        page.show_answer()
    elif wrong:
        view.choose(wrong[0])
    else:
        page.show_answer()
    for box in view.items[:-1]:
        box.setChecked(True)


def _choose(parts: Parts) -> None:
    """Show what there is to study."""
    parts.desk.reset("left_out_forms", "minutes")
    parts.desk.choose(new_limit=6)
    parts.window.study.drop()
    parts.window.commands["today"].trigger()
    parts.window.commands["study"].trigger()


def _panel(parts: Parts) -> None:
    """Show the entry beside a card."""
    document = parts.library.documents()[-1]
    page = parts.window.study
    page.begin(Scope(document=document.id, words=document.short), beyond=True)
    page.show_answer()
    page.toggle_entry()


def _leech(parts: Parts) -> None:
    """Forget a card that has been forgotten before."""
    desk, page = parts.desk, parts.window.study
    known = desk.progress.deck.due(desk.now().day, desk.settings)
    forgotten = [card for card in known if desk.progress.reviews.state(card.id).memory.lapses]
    if not forgotten:
        return
    desk.choose(leech_lapses=2)
    parts.window.commands["study"].trigger()
    page.begin(Scope(entries=frozenset((forgotten[0].entry,)), words="Often forgotten"), beyond=True)
    for _ in range(_MOST):
        if page.asked is None or (page.sitting is not None and page.sitting.leech is not None):
            break
        rating = Rating.AGAIN if page.asked.card.id == forgotten[0].id else Rating.GOOD
        page.show_answer()
        page.rate(rating)


def _finish(parts: Parts) -> None:
    """Study to the end of the day, missing every fifth card."""
    page = parts.window.study
    page.begin()
    for number in range(_MOST):
        if page.asked is None:
            break
        page.show_answer()
        page.rate(Rating.AGAIN if number in (2, 5, 9) else Rating.GOOD)


def _practise(parts: Parts) -> None:
    """Take the second round."""
    page = parts.window.study
    if page.sitting is not None and page.sitting.summary.missed:
        page.summary.again_wanted.emit(page.sitting.summary.missed)
        page.show_answer()
