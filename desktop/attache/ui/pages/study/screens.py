"""The screens of studying: each form of card on both sides, what to study, a leech, and the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from attache.base.vocabulary import CardForm
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.ui.pages.study.page import StudyPage
from attache.ui.shell.screens import Scene, Screen, Stage
from attache.ui.widgets.card.face import CHOOSING, TYPING

_CONFUSED = "attache:ceasefire", "attache:peace-agreement"
_MOST = 60
"""The most answers given to reach the end of a session."""


def screens(stage: Stage) -> Iterator[Screen]:
    """Yield (name, function that shows it) for each screen; each builds on the one before."""
    if stage.scene is Scene.STUDYING:
        for form in CardForm:
            yield f"study-{form}-q", partial(_ask, stage, form)
            yield f"study-{form}-a", partial(_answer, stage)
        for form in (*sorted(CHOOSING), CardForm.TYPED):
            yield f"study-{form}-right", partial(_answer_rightly, stage, form)
        yield "study-typed-empty", partial(_answer, stage, CardForm.TYPED, lambda _answer: "")
        yield "study-typed-other", partial(_answer, stage, CardForm.TYPED, lambda _answer: "something else")
        yield "study-flagged", partial(_flag, stage)
        yield "study-start", partial(_choose, stage)
        yield "study-panel", partial(_panel, stage)
        yield "study-summary", partial(_finish, stage)
        yield "study-practice", partial(_practise, stage)
    elif stage.scene is Scene.FIRST_START:
        yield "study-first-q", partial(_first_card, stage)
        yield "study-first-a", partial(_answer, stage)
        yield "study-early", partial(_come_early, stage)
        yield "study-wait", partial(_wait, stage)
        yield "today-wait", partial(stage.window.open_page, "today")
    elif stage.scene is Scene.AWAY:
        yield "study-leech", partial(_leech, stage)
        yield "study-extra-q", partial(_ask_extra, stage)
        yield "study-extra-a", partial(_answer, stage)


def _page(stage: Stage) -> StudyPage:
    return stage.page("study", StudyPage)


def _ask(stage: Stage, form: CardForm) -> None:
    """Ask a card of one form."""
    others = tuple(each.value for each in CardForm if each is not form)
    stage.window.context.learner.set_settings(left_out_forms=others, minutes=0, new_limit=0)
    stage.window.open_page("study")
    _page(stage).discard_session()
    _page(stage).begin(Scope(words=f"{form}"), beyond=True)


def _answer(
    stage: Stage,
    form: CardForm | None = None,
    typed: Callable[[str], str] = lambda answer: f"{answer[:-2]}{answer[-1]}",
) -> None:
    """Show the other side: after an answer that is not quite right, where the form takes one."""
    if form is not None:
        _ask(stage, form)
    page = _page(stage)
    view, card = page.panel.card, page.panel.card.card
    if card is None:
        return
    wrong = [n for n, button in enumerate(view.options, 1) if button.accessibleName() != card.answer]
    if card.form in TYPING:
        view.field.setText(typed(card.answer))
        page.show_answer()
    elif wrong:
        view.choose(wrong[0])
    else:
        page.show_answer()
    for box in view.items[:-1]:
        box.setChecked(True)


def _answer_rightly(stage: Stage, form: CardForm) -> None:
    """Give the right answer to a card of a form, in another spelling where it is typed."""
    _ask(stage, form)
    page = _page(stage)
    view, card = page.panel.card, page.panel.card.card
    if card is None:
        return
    if form in TYPING:
        view.field.setText(f"the {card.answer.upper()}")
        page.show_answer()
    else:
        view.choose(1 + [button.accessibleName() for button in view.options].index(card.answer))


def _ask_extra(stage: Stage) -> None:
    """Ask to tell two entries apart that were confused the day before."""
    page, learner = _page(stage), stage.window.context.learner
    now = learner.now()
    learner.progress.confusions.note(*_CONFUSED, now._replace(day=now.day - 1))
    learner.set_settings(left_out_forms=(), minutes=0, new_limit=1)
    page.discard_session()
    page.begin(Scope(entries=frozenset(_CONFUSED), words="Selected entries"))
    while page.session.prompt is not None and page.session.prompt.card.confused is None:
        page.show_answer()
        page.rate(Rating.EASY)


def _flag(stage: Stage) -> None:
    """Flag the current card."""
    _ask(stage, CardForm.QUESTION)
    _page(stage).flag()


def _first_card(stage: Stage) -> None:
    """Ask the first card ever."""
    stage.window.open_page("study")
    _page(stage).begin(beyond=True)


def _choose(stage: Stage) -> None:
    """Show what there is to study."""
    learner = stage.window.context.learner
    learner.reset_settings("left_out_forms", "minutes")
    learner.set_settings(new_limit=6)
    _page(stage).discard_session()
    stage.window.open_page("today")
    stage.window.open_page("study")


def _panel(stage: Stage) -> None:
    """Show the entry beside a card."""
    document = stage.window.context.library.documents()[-1]
    page = _page(stage)
    page.begin(Scope(document=document.id, words=document.short), beyond=True)
    page.show_answer()
    page.panel.toggle_entry()


def _leech(stage: Stage) -> None:
    """Forget a card that has been forgotten before."""
    learner, page = stage.window.context.learner, _page(stage)
    known = learner.progress.cards.due(learner.now().day, learner.settings)
    forgotten = [card for card in known if learner.progress.reviews.state(card.id).memory.lapses]
    if not forgotten:
        return
    learner.set_settings(leech_lapses=2)
    stage.window.open_page("study")
    page.begin(Scope(entries=frozenset((forgotten[0].entry,)), words="Often forgotten"), beyond=True)
    for _ in range(_MOST):
        prompt = page.session.prompt
        if prompt is None or page.session.leech is not None:
            break
        rating = Rating.AGAIN if prompt.card.id == forgotten[0].id else Rating.GOOD
        page.show_answer()
        page.rate(rating)


def _finish(stage: Stage) -> None:
    """Study to the end of the day, missing every fifth card."""
    page = _page(stage)
    page.begin()
    for number in range(_MOST):
        if not page.session.is_asking:
            break
        page.show_answer()
        page.rate(Rating.AGAIN if number in (2, 5, 9) else Rating.GOOD)


def _come_early(stage: Stage) -> None:
    """Answer the only new cards, so that the first of them comes back before its step is over."""
    stage.window.context.learner.set_settings(new_limit=2)
    _study_all(stage, 2)


def _wait(stage: Stage) -> None:
    """Start another card, which comes back in an hour, and finish the others."""
    stage.window.context.learner.set_settings(new_limit=3, learning_steps=(60.0,))
    _study_all(stage, 3)


def _study_all(stage: Stage, answers: int) -> None:
    page = _page(stage)
    stage.window.open_page("study")
    page.begin()
    for _ in range(answers):
        if page.session.is_asking:
            page.show_answer()
            page.rate(
                Rating.AGAIN if page.session.prompt is not None and not page.session.early else Rating.GOOD
            )


def _practise(stage: Stage) -> None:
    """Repeat the missed cards."""
    page = _page(stage)
    if missed := page.session.summary.missed:
        page.summary.again_wanted.emit(missed)
        page.show_answer()
