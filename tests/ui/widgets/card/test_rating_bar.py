from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from attache.study.memory import Rating
from attache.ui.shell.theme import Theme
from attache.ui.widgets.card.key_button import KeyButton
from attache.ui.widgets.card.rating_bar import RatingBar
from tests.ui.drawings import place, svg_of
from tests.ui.fixtures import show

INTERVALS = {
    Rating.AGAIN: "1 minute",
    Rating.HARD: "6 minutes",
    Rating.GOOD: "10 minutes",
    Rating.EASY: "8 days",
}


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> RatingBar:
    made = RatingBar(theme)
    qtbot.addWidget(made)
    made.resize(900, 88)
    show(qtbot, made)
    return made


def shown(bar: RatingBar) -> list[str]:
    return [button.accessibleName() for button in bar.buttons.values() if button.isVisible()]


def test_first_the_answer_is_offered_and_then_the_ratings(bar: RatingBar) -> None:
    bar.ask("Check")
    assert bar.show_button.isVisible()
    assert bar.show_button.text() == "Check"
    assert shown(bar) == []
    height = bar.height()
    bar.offer(INTERVALS, Rating.GOOD, two=False)
    assert not bar.show_button.isVisible()
    assert shown(bar) == ["Again, 1 minute", "Hard, 6 minutes", "Good, 10 minutes", "Easy, 8 days"]
    assert bar.height() == height, "the card above it does not move"


def test_the_suggested_rating_is_marked(bar: RatingBar) -> None:
    bar.offer(INTERVALS, Rating.HARD, two=False)
    assert [rating for rating, button in bar.buttons.items() if button.property("suggested")] == [Rating.HARD]
    bar.offer(INTERVALS, Rating.AGAIN, two=False)
    assert [rating for rating, button in bar.buttons.items() if button.property("suggested")] == [
        Rating.AGAIN
    ]


@pytest.mark.parametrize(("suggested", "marked"), [(Rating.AGAIN, Rating.AGAIN), (Rating.HARD, Rating.GOOD)])
def test_two_buttons(bar: RatingBar, suggested: Rating, marked: Rating) -> None:
    bar.offer(INTERVALS, suggested, two=True)
    assert shown(bar) == ["Again, 1 minute", "Good, 10 minutes"]
    assert [bar.buttons[each].accessibleDescription() for each in (Rating.AGAIN, Rating.GOOD)] == [
        "Key 1. I did not know it",
        "Key 2. I knew it",
    ]
    assert bar.buttons[marked].property("suggested")
    bar.offer(INTERVALS, Rating.GOOD, two=False)
    assert len(shown(bar)) == 4
    assert bar.buttons[Rating.GOOD].accessibleDescription() == "Key 3. I knew it"


def captions(bar: RatingBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_the_ratings_are_explained_as_long_as_it_is_asked_for(bar: RatingBar) -> None:
    bar.ask()
    low = bar.height()
    assert captions(bar) == []
    bar.explain(True)
    high = bar.height()
    assert high > low
    assert captions(bar) == [
        "Answer, then rate yourself. The better you knew the answer, the later the card is shown again."
    ]
    bar.offer(INTERVALS, Rating.GOOD, two=False)
    assert bar.height() == high, "the card above it does not move"
    assert captions(bar) == [
        "I did not know it",
        "I knew it, with effort",
        "I knew it",
        "I knew it immediately",
    ]
    bar.offer(INTERVALS, Rating.GOOD, two=True)
    assert captions(bar) == ["I did not know it", "I knew it"]
    bar.explain(False)
    assert bar.height() == low
    assert captions(bar) == []


def test_tooltips_explain_the_ratings_always(bar: RatingBar) -> None:
    bar.offer(INTERVALS, Rating.GOOD, two=False)
    assert bar.buttons[Rating.HARD].toolTip() == (
        "Hard (2): I knew it, with effort. The card comes back in 6 minutes."
    )
    bar.offer({}, Rating.GOOD, two=True)
    assert bar.buttons[Rating.GOOD].toolTip() == "Good (2): I knew it."


@pytest.mark.parametrize(("zoom", "width"), [(100, 440), (200, 880), (200, 1100), (100, 1400)])
def test_what_explains_the_ratings_is_not_cut(
    qtbot: QtBot, bar: RatingBar, theme: Theme, zoom: int, width: int
) -> None:
    theme.set_zoom(zoom)
    bar.ask()
    bar.explain(True)
    bar.resize(width, bar.height())
    qtbot.waitUntil(lambda: bar.width() == width)
    for answered in (False, True):
        if answered:
            bar.offer(INTERVALS, Rating.GOOD, two=False)
        QApplication.processEvents()
        for label in bar.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
                assert bar.rect().contains(label.rect().translated(label.mapTo(bar, label.rect().topLeft())))


def test_a_bar_that_was_narrow_keeps_no_room_of_that_time(qtbot: QtBot, bar: RatingBar, theme: Theme) -> None:
    bar.explain(True)
    high = bar.height()
    bar.resize(260, bar.height())
    qtbot.waitUntil(lambda: bar.width() == 260)
    assert bar.height() > high
    bar.resize(900, bar.height())
    qtbot.waitUntil(lambda: bar.width() == 900)
    assert bar.height() == high


def test_the_button_stands_as_high_with_the_explanation_as_without(bar: RatingBar) -> None:
    bar.ask()
    QApplication.processEvents()
    below = [bar.height() - bar.show_button.mapTo(bar, bar.show_button.rect().bottomLeft()).y()]
    bar.explain(True)
    QApplication.processEvents()
    below.append(bar.height() - bar.show_button.mapTo(bar, bar.show_button.rect().bottomLeft()).y())
    assert below[0] == below[1]


def test_in_practice_there_are_no_intervals(bar: RatingBar) -> None:
    bar.offer({}, Rating.GOOD, two=False)
    assert shown(bar) == ["Again", "Hard", "Good", "Easy"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_each_button_gives_its_rating_by_mouse_and_by_keys(qtbot: QtBot, bar: RatingBar, key: Qt.Key) -> None:
    given: list[Rating] = []
    bar.rated.connect(given.append)
    bar.offer(INTERVALS, Rating.GOOD, two=False)
    for button in bar.buttons.values():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(button, key)
    assert given == [each for rating in Rating for each in (rating, rating)]
    bar.ask()
    with qtbot.waitSignal(bar.show_wanted):
        qtbot.keyClick(bar.show_button, key)


@pytest.mark.parametrize(("zoom", "width"), [(100, 440), (200, 880), (80, 400), (100, 1400)])
def test_the_buttons_stand_within_the_bar_and_their_words_within_them(
    qtbot: QtBot, bar: RatingBar, theme: Theme, zoom: int, width: int
) -> None:
    theme.set_zoom(zoom)
    bar.offer(INTERVALS, Rating.GOOD, two=False)
    bar.resize(width, bar.height())
    qtbot.waitUntil(lambda: bar.width() == width)
    boxes = [
        button.rect().translated(button.mapTo(bar, button.rect().topLeft()))
        for button in bar.buttons.values()
    ]
    assert all(bar.rect().contains(box) for box in boxes)
    assert all(not box.intersects(other) for box in boxes for other in boxes if other is not box)
    for rating, button in bar.buttons.items():
        words = button.fontMetrics().horizontalAdvance(INTERVALS[rating])
        assert words <= button.width() + 1
        assert not button.grab().isNull()


def _text(svg: str, *words: str) -> tuple[str, float] | None:
    """Return the first of some texts that is drawn, and where it begins."""
    return next(((each, place(svg, each)[0]) for each in words if f">{each}<" in svg), None)


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_text_of_a_narrow_button_is_cut_or_meets_another(qtbot: QtBot, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    button = KeyButton(theme)
    qtbot.addWidget(button)
    button.show_words("Again", "10 minutes", "1", "", "")
    show(qtbot, button)
    bold = QFontMetrics(theme.frame(14, QFont.Weight.DemiBold))
    plain = QFontMetrics(theme.frame(12.5))
    for width in range(theme.px(47), theme.px(160), 3):
        button.resize(width, theme.px(56))
        svg = svg_of(button)
        words, below, key = _text(svg, "Again"), _text(svg, "10 minutes", "10 min"), _text(svg, "1")
        assert words is not None
        assert below is not None
        assert words[1] >= 0
        assert below[1] >= 0
        assert below[1] + plain.horizontalAdvance(below[0]) <= width
        assert words[1] + bold.horizontalAdvance("Again") <= (width if key is None else key[1])
        assert (below[0] == "10 min") <= (width < theme.px(90))
        assert (key is None) <= (width < theme.px(70))
    theme.set_zoom(100)
