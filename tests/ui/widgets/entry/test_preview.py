from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.shell.theme import Theme
from attache.ui.widgets.entry.preview import PreviewCard
from tests.ui.fixtures import discard, part, show

LONG = "A rather long definition that goes on. " * 12


@pytest.fixture
def over(qapp: QApplication, theme: Theme, qtbot: QtBot) -> Iterator[QLineEdit]:
    window = QWidget()
    window.resize(1000, 800)
    made = QLineEdit()
    QVBoxLayout(window).addWidget(made)
    show(qtbot, window)
    made.setFocus()
    yield made
    discard(window)


@pytest.fixture
def card(theme: Theme, over: QLineEdit) -> PreviewCard:
    return PreviewCard(theme, over)


def point(card: PreviewCard, place: QPoint, text: str = "Its definition.") -> None:
    card.point_to("Concept · term", "#123456", "Title", text, place)


def labels(card: PreviewCard) -> list[QLabel]:
    return list(card.findChildren(QLabel))


def test_it_shows_after_a_moment_and_takes_no_keys(card: PreviewCard, over: QLineEdit, qtbot: QtBot) -> None:
    point(card, QPoint(100, 100))
    assert not card.isVisible()
    qtbot.waitUntil(card.isVisible)
    assert [label.text() for label in labels(card)] == ["Concept · term", "Title", "Its definition."]
    assert over.hasFocus()


def test_a_link_that_was_only_passed_over_shows_nothing(card: PreviewCard) -> None:
    timer = part(card, QTimer)
    point(card, QPoint(100, 100))
    assert timer.isActive()
    card.away()
    assert not timer.isActive()
    assert not card.isVisible()


def test_it_goes_when_the_link_is_left(card: PreviewCard, qtbot: QtBot) -> None:
    point(card, QPoint(100, 100))
    qtbot.waitUntil(card.isVisible)
    card.away()
    assert not card.isVisible()


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("text", ["", "Short.", LONG])
def test_it_stays_in_the_window_and_off_the_link(
    card: PreviewCard, over: QLineEdit, theme: Theme, zoom: int, text: str
) -> None:
    theme.set_zoom(zoom)
    window = over.window()
    room = window.rect()
    for place in (
        room.topLeft(),
        room.center(),
        room.topRight(),
        room.bottomLeft(),
        room.bottomRight(),
        room.bottomRight() + QPoint(500, 0),
        room.topLeft() - QPoint(500, 0),
    ):
        point(card, window.mapToGlobal(place), text)
        assert card.parentWidget() is window
        box = card.geometry()
        assert room.left() <= box.left() <= box.right() <= room.right()
        assert room.top() <= box.top()
        assert box.bottom() <= room.bottom() or box.height() > room.height() / 2
        below, above = box.top() == place.y(), box.bottom() < place.y()
        assert below or above or box.top() == room.top()


def test_in_a_window_narrower_than_it_is_it_is_as_wide_as_that(card: PreviewCard, over: QLineEdit) -> None:
    over.window().resize(250, 500)
    point(card, over.mapToGlobal(QPoint(0, 0)), LONG)
    assert (card.x(), card.width()) == (0, over.window().width())


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_no_line_of_a_long_definition_is_cut_off(
    card: PreviewCard, theme: Theme, qtbot: QtBot, zoom: int
) -> None:
    theme.set_zoom(zoom)
    point(card, QPoint(10, 10), LONG)
    qtbot.waitUntil(card.isVisible)
    for label in labels(card):
        assert label.height() >= label.heightForWidth(label.width())
        assert card.rect().contains(label.geometry())
    assert card.width() == theme.px(340)


def test_a_title_is_text_and_nothing_in_it_is_loaded(card: PreviewCard) -> None:
    card.point_to("<b>", "#123456", "<img src='file:///x.png'>", "<i>so</i>", QPoint(0, 0))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels(card))


def test_without_a_definition_there_is_no_empty_line(card: PreviewCard, qtbot: QtBot) -> None:
    point(card, QPoint(10, 10))
    with_text = card.height()
    point(card, QPoint(10, 10), "")
    assert card.height() < with_text
    assert labels(card)[2].isHidden()
