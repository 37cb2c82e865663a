"""Every form on both sides, with cards of the shipped library."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from attache.base.entry import Card, Confusion
from attache.base.vocabulary import CardForm, Kind
from attache.library.library import Library
from attache.study.memory import Rating
from attache.ui.shell.theme import Mode, Theme
from attache.ui.widgets.card import face
from attache.ui.widgets.card.card_view import CardView
from attache.ui.widgets.card.face import CHOOSING, TYPING
from tests.ui.fixtures import show
from tests.ui.studying import a_card


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, library: Library) -> CardView:
    def title_of(entry: str) -> str:
        row = library.row(entry)
        assert row is not None
        return row.title

    def meaning_of(name: str) -> str:
        row = library.row_named(name)
        return row.definition if row is not None else ""

    made = CardView(theme, title_of, meaning_of)
    qtbot.addWidget(made)
    made.resize(900, 600)
    show(qtbot, made)
    return made


def ask(view: CardView, card: Card, shown: int = 0) -> None:
    view.ask(card, "CONCEPT  ·  Asia", Kind.CONCEPT, shown)


def inside(view: CardView) -> QWidget:
    page = view.widget()
    assert page is not None
    return page


def settle() -> None:
    """Let the page be laid out: what one round of events moves may ask for another."""
    for _ in range(4):
        QApplication.processEvents()


def words(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return " ".join(document.toPlainText().split())


def seen(view: CardView) -> str:
    """Return all that can be read, from top to bottom."""
    parts = [
        words(part.text()) if isinstance(part, QLabel) else part.accessibleName()
        for part in inside(view).findChildren(QWidget)
        if part.isVisible() and isinstance(part, QLabel | QAbstractButton)
    ]
    return " | ".join(parts)


@pytest.mark.parametrize("form", CardForm)
def test_the_question_side_asks_and_does_not_tell(view: CardView, library: Library, form: CardForm) -> None:
    card = a_card(library, form)
    ask(view, card)
    assert not view.is_open
    assert words(card.front_html.replace("…", "[ … ]")) in seen(view).replace("\u00a0", " ")
    assert view.field.isVisible() is (form in TYPING)
    assert bool(view.options) is (form in CHOOSING)
    assert not view.rule.isVisible()
    assert not view.back.isVisible()
    if form in {CardForm.QUESTION, CardForm.TERM, CardForm.DEFINITION, CardForm.CLOZE, CardForm.TYPED}:
        assert card.answer not in seen(view)
    if form is CardForm.LIST:
        assert not any(str(item) in seen(view) for item in card.detail["items"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", CardForm)
def test_the_answer_side_tells(view: CardView, library: Library, form: CardForm) -> None:
    card = a_card(library, form)
    ask(view, card)
    if form in CHOOSING:
        assert view.choose(1)
    view.open()
    assert view.is_open
    assert words(card.prompt) in seen(view) or form in (CardForm.CLOZE, CardForm.DEFINITION, CardForm.TERM)
    if form is CardForm.LIST:
        assert [box.accessibleName() for box in view.items] == card.detail["items"]
        assert all(box.isVisible() for box in view.items)
    else:
        assert card.answer in seen(view)
    if card.why:
        assert card.why[:20] in seen(view)
    assert view.rule.isVisible() or form in CHOOSING


def test_cards_with_a_reason_give_it_in_every_form(view: CardView, library: Library) -> None:
    for form in (CardForm.CHOICE, CardForm.TYPED, CardForm.QUESTION):
        card = a_card(library, form, lambda each: bool(each.why))
        ask(view, card)
        view.open()
        assert words(card.back_html).split()[-1] in seen(view), form
        assert view.rule.isVisible()


def test_options_are_pressed_once_and_marked_after(qtbot: QtBot, view: CardView, library: Library) -> None:
    card = a_card(library, CardForm.CHOICE)
    ask(view, card)
    answered: list[int] = []
    view.answered.connect(lambda: answered.append(1))
    view.answered.connect(view.open)
    wrong = next(button for button in view.options if button.accessibleName() != card.answer)
    right = next(button for button in view.options if button.accessibleName() == card.answer)
    assert [button.mark for button in view.options] == ["1", "2", "3", "4"][: len(view.options)]
    qtbot.mouseClick(wrong, Qt.MouseButton.LeftButton)
    assert (wrong.mark, right.mark) == ("✗", "✓")
    assert view.suggested is Rating.AGAIN
    assert not view.choose(1), "one chooses once"
    qtbot.mouseClick(right, Qt.MouseButton.LeftButton)
    assert answered == [1]


def test_after_a_wrong_choice_both_options_say_what_they_are(view: CardView, library: Library) -> None:
    card = a_card(library, CardForm.CONFUSABLE, lambda each: len(each.detail["pair"]) == 3)  # type: ignore[arg-type]
    ask(view, card)
    assert all(not button.accessibleDescription() for button in view.options)
    chosen = next(button for button in view.options if button.accessibleName() != card.answer)
    view.choose(view.options.index(chosen) + 1)
    view.open()
    for button in view.options:
        row = library.row_named(button.accessibleName())
        assert row is not None
        said = button.accessibleDescription()
        if button is chosen:
            assert said == f"Incorrect. {row.definition}"
            assert row.definition.rstrip(".") in view.spoken
        else:
            assert said == (f"Correct answer. {row.definition}" if row.title == card.answer else "")


def test_after_a_right_choice_nothing_but_the_right_option_is_marked(
    view: CardView, library: Library
) -> None:
    card = a_card(library, CardForm.CONFUSABLE)
    ask(view, card)
    names = [button.accessibleName() for button in view.options]
    view.choose(names.index(card.answer) + 1)
    view.open()
    said = {button.accessibleName(): (button.mark, button.accessibleDescription()) for button in view.options}
    assert said.pop(card.answer) == ("✓", "Correct")
    assert all(mark.isdigit() and not words for mark, words in said.values())
    assert "Correct" in view.spoken


def test_an_option_that_is_no_entry_has_no_meaning(view: CardView, library: Library) -> None:
    card = a_card(library, CardForm.CHOICE, lambda each: library.row_named(each.answer) is None)
    ask(view, card)
    wrong = next(n for n, button in enumerate(view.options, 1) if button.accessibleName() != card.answer)
    view.choose(wrong)
    view.open()
    assert view.options[wrong - 1].accessibleDescription().startswith("Incorrect")
    assert [b.accessibleDescription() for b in view.options if b.mark == "✓"] == ["Correct answer"]


def test_where_the_meanings_need_the_room_the_other_options_give_way(
    view: CardView, library: Library
) -> None:
    card = a_card(library, CardForm.EXAMPLE)
    view.resize(844, 406)
    ask(view, card)
    settle()
    assert view.verticalScrollBar().maximum() == 0
    wrong = next(n for n, button in enumerate(view.options, 1) if button.accessibleName() != card.answer)
    view.choose(wrong)
    view.open()
    settle()
    assert view.verticalScrollBar().maximum() == 0
    shown = [button for button in view.options if button.isVisible()]
    assert {button.mark for button in shown} == {"✓", "✗"}
    assert len(shown) == 2
    view.resize(844, 900)
    settle()
    assert all(button.isVisible() for button in view.options)
    ask(view, card)
    assert all(button.isVisible() for button in view.options)


def test_a_right_choice_suggests_good_and_none_suggests_again(view: CardView, library: Library) -> None:
    card = a_card(library, CardForm.EXAMPLE)
    ask(view, card)
    place = [button.accessibleName() for button in view.options].index(card.answer)
    assert not view.choose(0)
    assert not view.choose(len(view.options) + 1)
    view.choose(place + 1)
    view.open()
    suggested = [view.suggested]
    ask(view, card)
    view.open()
    suggested.append(view.suggested)
    assert suggested == [Rating.GOOD, Rating.AGAIN]


def test_the_order_of_options_stands_while_a_card_is_asked(
    view: CardView, library: Library, theme: Theme
) -> None:
    card = a_card(library, CardForm.CHOICE)
    ask(view, card)
    order = [button.accessibleName() for button in view.options]
    theme.set_zoom(125)
    view.open()
    assert [button.accessibleName() for button in view.options] == order
    orders = set()
    for shown in range(8):
        ask(view, card, shown)
        orders.add(tuple(button.accessibleName() for button in view.options))
    assert len(orders) > 1


@pytest.mark.parametrize(
    ("change", "rating", "said"),
    [
        (lambda answer: answer, Rating.GOOD, "✓ Correct "),
        (lambda answer: answer.upper() + ".", Rating.GOOD, "✓ Correct You typed: "),
        (lambda answer: answer[:-1], Rating.HARD, "≈ Nearly correct You typed: "),
        (lambda _answer: "something else", Rating.AGAIN, "✗ Incorrect You typed: something else"),
        (lambda _answer: "  ", Rating.AGAIN, "No answer typed"),
    ],
)
def test_a_typed_answer_is_compared(
    view: CardView, library: Library, change: object, rating: Rating, said: str
) -> None:
    card = a_card(library, CardForm.TYPED, lambda each: len(each.answer) > 7 and each.answer.isalpha())
    ask(view, card)
    assert callable(change)
    typed = change(card.answer)
    view.field.setText(typed)
    view.open()
    assert view.suggested is rating
    assert said in seen(view)
    assert typed.strip() in seen(view)
    assert card.answer in seen(view)
    assert not view.field.isVisible(), "it is shown below, with the differences marked"
    ask(view, card)
    assert view.field.text() == ""
    assert view.field.isVisible()
    assert not view.difference.isVisible()


def test_ticking_a_list_changes_what_is_suggested(qtbot: QtBot, view: CardView, library: Library) -> None:
    card = a_card(library, CardForm.LIST, lambda each: len(each.detail["items"]) == 3)  # type: ignore[arg-type]
    ask(view, card)
    assert view.cue.text() == "Name all 3."
    view.open()
    assert view.cue.isVisible()
    assert view.cue.text() == "Tick the items that you knew."
    first, second, third = view.items
    assert view.focus_target() is first
    assert view.suggested is Rating.AGAIN
    told: list[Rating] = []
    view.suggestion_changed.connect(lambda: told.append(view.suggested))
    for box in (first, second, third):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(third, Qt.Key.Key_Space)
    assert told == [Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.HARD]
    ask(view, card)
    assert view.items == []


def test_tab_goes_from_item_to_item(qtbot: QtBot, view: CardView, library: Library) -> None:
    ask(view, a_card(library, CardForm.LIST))
    view.open()
    view.items[0].setFocus()
    for box in view.items[1:]:
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        assert view.focusWidget() is box


def test_what_comes_after_a_list_has_no_items_left_on_the_page(view: CardView, library: Library) -> None:
    ask(view, a_card(library, CardForm.LIST))
    view.open()
    ask(view, a_card(library, CardForm.CHOICE))
    ask(view, a_card(library, CardForm.QUESTION))
    assert [part for part in inside(view).findChildren(QAbstractButton) if part.isVisible()] == []


def test_links_in_an_answer_ask_for_their_entries(view: CardView) -> None:
    asked: list[str] = []
    view.entry_requested.connect(asked.append)
    view.back.linkActivated.emit("attache://entry/nato")
    view.back.linkActivated.emit("https://example.org")
    assert asked == ["attache:nato"]


def test_keys_belong_to_the_page(qtbot: QtBot, view: CardView, library: Library) -> None:
    ask(view, a_card(library, CardForm.TYPED))
    assert view.focus_target() is view.field
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert not view.is_open, "only the page opens it, once"
    view.open()
    assert view.focus_target() is None
    ask(view, a_card(library, CardForm.QUESTION))
    assert view.focus_target() is None


def test_an_empty_view_opens_nothing(qtbot: QtBot, theme: Theme) -> None:
    view = CardView(theme, str, str)
    qtbot.addWidget(view)
    view.open()
    assert not view.is_open
    assert view.card is None


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize(("zoom", "width"), [(100, 376), (200, 900), (200, 700)])
@pytest.mark.parametrize("form", CardForm)
def test_nothing_is_clipped_at_any_size(
    qtbot: QtBot,
    view: CardView,
    library: Library,
    theme: Theme,
    form: CardForm,
    zoom: int,
    width: int,
    mode: Mode,
) -> None:
    theme.set_zoom(zoom)
    theme.set_mode(mode)
    view.resize(width, 400)
    longest = [a_card(library, form)]
    for card in (each for row in library.rows(range(1, 30)) for each in library.entry(row.id).cards):
        if card.form is form and len(card.prompt + card.answer) > len(longest[0].prompt + longest[0].answer):
            longest[0] = card
    ask(view, longest[0])
    if form in TYPING:
        view.field.setText("something quite different from what was asked")
    view.open()
    settle()
    page = inside(view)
    assert page.width() == view.viewport().width()
    for part in page.findChildren(QWidget):
        holder = part.parentWidget()
        in_group = type(holder) is QWidget and holder.parentWidget() is page
        if not part.isVisible() or not (holder is page or in_group):
            continue
        assert part.x() >= 0
        box = part.rect().translated(part.mapTo(page, part.rect().topLeft()))
        assert page.rect().contains(box), part.objectName()
        needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
        assert part.height() >= min(needed, part.maximumHeight()), part.objectName()
        assert not part.grab().isNull()


def test_the_answer_is_scrolled_into_sight(
    qtbot: QtBot, view: CardView, library: Library, theme: Theme
) -> None:
    theme.set_zoom(200)
    view.resize(900, 340)
    for form in (CardForm.CHOICE, CardForm.TYPED, CardForm.QUESTION, CardForm.LIST):
        ask(view, a_card(library, form))
        assert view.verticalScrollBar().value() == 0
        view.open()
        settle()
        bar, foot = view.verticalScrollBar().value(), view.viewport().height()
        if form is CardForm.CHOICE:
            right = next(button for button in view.options if button.mark == "✓")
            top = right.mapTo(inside(view), right.rect().topLeft()).y()
            assert bar <= top
            assert top + right.height() <= bar + foot
        else:
            assert view.rule.y() >= bar, "its beginning is never scrolled past"
            assert view.rule.y() < bar + foot


def place(view: CardView, part: QWidget) -> tuple[int, int]:
    """Return where a part of the card begins and ends, in pixels from the top of what is seen."""
    top = part.mapTo(view.viewport(), part.rect().topLeft()).y()
    return top, top + part.height()


def answer_wrongly(view: CardView, card: Card) -> None:
    wrong = (n for n, button in enumerate(view.options, 1) if button.accessibleName() != card.answer)
    if view.options:
        view.choose(next(wrong))
    view.field.setText("something else")
    view.open()
    settle()


@pytest.mark.parametrize(("form", "height"), [(CardForm.CHOICE, 380), (CardForm.QUESTION, 430)])
def test_the_question_stays_in_view_at_200_per_cent(
    view: CardView, library: Library, theme: Theme, form: CardForm, height: int
) -> None:
    theme.set_zoom(200)
    view.resize(1160, height)
    ask(view, a_card(library, form))
    view.open()
    settle()
    assert view.verticalScrollBar().maximum() > 0
    assert view.verticalScrollBar().value() <= view.prompt.y()


@pytest.mark.parametrize("form", CardForm)
@pytest.mark.parametrize("height", [386, 408, 608])
def test_nothing_of_the_question_moves_when_it_is_answered(
    view: CardView, library: Library, form: CardForm, height: int
) -> None:
    card = a_card(library, form)
    view.resize(844, height)
    ask(view, card)
    settle()
    before = [place(view, part) for part in (view.head, view.prompt)]
    options = [button.y() for button in view.options][:1]
    answer_wrongly(view, card)
    assert [place(view, part) for part in (view.head, view.prompt)] == before
    assert not options or min(button.y() for button in view.options if button.isVisible()) == options[0]


@pytest.mark.parametrize(
    ("form", "part"),
    [
        (CardForm.TERM, lambda view: view.back),
        (CardForm.CLOZE, lambda view: view.back),
        (CardForm.TYPED, lambda view: view.difference),
        (CardForm.LIST, lambda view: view.items[-1]),
        (CardForm.EXAMPLE, lambda view: next(each for each in view.options if each.mark == "✓")),
    ],
)
def test_the_answer_is_seen_at_200_per_cent_and_no_line_is_cut_at_the_top(
    view: CardView,
    library: Library,
    theme: Theme,
    form: CardForm,
    part: Callable[[CardView], QWidget],
) -> None:
    theme.set_zoom(200)
    view.resize(1168, 418)
    card = a_card(
        library,
        form,
        lambda each: form in CHOOSING or (not each.why and len(face.strings(each, "items")) in (0, 3)),
    )
    ask(view, card)
    settle()
    height = view.prompt.height()
    line = height // round(height / QFontMetrics(theme.reading(25)).height())
    answer_wrongly(view, card)
    assert place(view, part(view))[1] <= view.viewport().height()
    scrolled = view.verticalScrollBar().value()
    assert scrolled == 0 or (scrolled - view.prompt.y()) % line == 0


@pytest.mark.parametrize("form", CardForm)
@pytest.mark.parametrize("height", [90, 120, 160, 220])
def test_the_beginning_of_the_answer_is_in_view_at_200_per_cent_however_low_the_view_is(
    view: CardView, library: Library, theme: Theme, form: CardForm, height: int
) -> None:
    theme.set_zoom(200)
    view.resize(520, height)
    card = a_card(library, form)
    ask(view, card)
    settle()
    answer_wrongly(view, card)
    if form in CHOOSING:
        assert any(place(view, each)[1] > 0 for each in view.options if each.mark == "✓")
    else:
        shown = (view.difference, *view.items[:1], view.back)
        top = min(place(view, each)[0] for each in shown if each.isVisible())
        assert 0 <= top < height


def test_a_card_whose_answer_is_all_seen_does_not_scroll(
    view: CardView, library: Library, theme: Theme
) -> None:
    theme.set_zoom(200)
    card = a_card(library, CardForm.TYPED, lambda each: not each.why)
    ask(view, card)
    bar, without_head = view.verticalScrollBar(), set()
    for height in range(480, 300, -10):
        view.resize(1168, height)
        answer_wrongly(view, card)
        bar.setValue(0)
        is_seen = place(view, view.difference)[1] + theme.px(4) <= view.viewport().height()
        assert is_seen == (bar.maximum() == 0), height
        without_head.add(is_seen and view.head.isHidden())
        ask(view, card)
    assert True in without_head


def test_no_line_wraps_anew_when_the_answer_makes_the_card_scroll(
    view: CardView, library: Library, theme: Theme
) -> None:
    theme.set_zoom(200)
    view.resize(1168, 300)
    ask(view, a_card(library, CardForm.QUESTION, lambda each: len(each.prompt) < 50 and bool(each.why)))
    settle()
    assert view.verticalScrollBar().maximum() == 0
    before = view.prompt.width()
    view.open()
    settle()
    assert view.verticalScrollBar().maximum() > 0
    assert view.prompt.width() == before


def test_a_field_is_as_far_below_the_question_as_options_are(view: CardView, library: Library) -> None:
    gaps = set()
    for form in (CardForm.TYPED, CardForm.CHOICE):
        ask(view, a_card(library, form))
        settle()
        first = view.field if form in TYPING else view.options[0]
        gaps.add(place(view, first)[0] - place(view, view.prompt)[1])
    assert len(gaps) == 1


def test_the_instruction_stays_above_the_options_and_the_question_is_not_repeated(
    view: CardView, library: Library
) -> None:
    row = library.row("attache:ceasefire")
    assert row is not None
    cards = library.entry(row.id).cards
    card = library.telling_card(cards[0], Confusion("attache:ceasefire", "attache:peace-agreement"))
    ask(view, card)
    answer_wrongly(view, card)
    assert view.cue.isVisible()
    said = {button.mark: button.accessibleDescription() for button in view.options}
    assert said["✓"] == "Correct answer"
    assert said["✗"].startswith("Incorrect. ")


def test_the_meaning_of_the_chosen_option_is_hidden_before_that_of_the_right_one(
    view: CardView, library: Library
) -> None:
    card = a_card(library, CardForm.CONFUSABLE, lambda each: bool(each.why))
    view.resize(844, 408)
    ask(view, card)
    settle()
    for height in range(408, 250, -4):
        view.resize(844, height)
        answer_wrongly(view, card)
        said = {button.mark: button.accessibleDescription() for button in view.options}
        assert "." in said["✓"] or "." not in said["✗"], height
        ask(view, card)


def test_a_long_explanation_of_a_wrong_choice_gives_way_before_the_card_scrolls(
    view: CardView, library: Library
) -> None:
    card = a_card(library, CardForm.EXAMPLE)
    view.resize(844, 340)
    ask(view, card)
    wrong = next(n for n, button in enumerate(view.options, 1) if button.accessibleName() != card.answer)
    view.choose(wrong)
    view.open()
    settle()
    assert view.verticalScrollBar().maximum() == 0
    assert [button.accessibleDescription() for button in view.options if button.mark == "✗"] == ["Incorrect"]
    view.resize(844, 600)
    settle()
    assert any(". " in button.accessibleDescription() for button in view.options if button.mark == "✗")
