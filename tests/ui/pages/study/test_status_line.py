"""The line above the card, and the buttons beside it."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import CardForm
from attache.ui.pages.study.page import StudyPage
from attache.ui.pages.study.status_line import StatusLine
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Theme
from attache.ui.widgets.command_button import KeyedButton
from tests.ui.fixtures import show
from tests.ui.studying import only


def test_the_last_part_stands_in_a_line_of_its_own_where_there_is_little_room(
    qtbot: QtBot, theme: Theme
) -> None:
    assert theme.zoom == 100
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(700, 40)
    show(qtbot, line)
    line.say(("Asia", "2 cards left", "Shown early: nothing else is due"))
    assert line.text() == "Asia  ·  2 cards left  ·  Shown early: nothing else is due"
    line.resize(300, 40)
    assert line.text() == "Asia  ·  2 cards left\nShown early: nothing else is due"
    line.resize(700, 40)
    assert "\n" not in line.text()
    line.say(())
    assert line.text() == ""


def test_it_is_broken_wherever_its_parts_do_not_fit_between_its_margins(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.setContentsMargins(0, 0, 10, 0)
    show(qtbot, line)
    line.say(("2 cards left", "Shown early: nothing else is due"))
    one = line.fontMetrics().height()
    for width in range(250, 350):
        line.resize(width, 40)
        assert (line.heightForWidth(width) < 2 * one) == ("\n" not in line.text())


def test_a_second_line_does_not_move_the_card(
    page: StudyPage, learner: Learner, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_zoom(200)
    only(learner, CardForm.QUESTION)
    page.begin()
    qtbot.waitUntil(lambda: page.panel.card.y() == 0)
    before = page.panel.card.mapTo(page, page.panel.card.rect().topLeft())
    page.flag()
    qtbot.waitUntil(lambda: "\n" in page.panel.told.text())
    assert page.panel.told.height() >= page.panel.told.heightForWidth(page.panel.told.width())
    assert page.panel.card.mapTo(page, page.panel.card.rect().topLeft()) == before


def test_a_key_is_bold_in_a_button_that_works(qtbot: QtBot, theme: Theme) -> None:
    button = KeyedButton(theme, "Entry  E")
    button.setObjectName("flat")
    qtbot.addWidget(button)
    show(qtbot, button)

    def colours() -> set[str]:
        image = button.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert QColor(theme.palette.ink).name() in colours()
    button.setEnabled(False)
    assert QColor(theme.palette.ink).name() not in colours()


def test_it_takes_two_lines_at_most(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    show(qtbot, line)
    parts = ("Studying 1 entry", "6 cards left, about 2 min")
    line.say(parts)
    shown = set()
    for width in range(10, 400, 5):
        line.resize(width, 40)
        shown.add(line.text())
        assert not line.text() or line.heightForWidth(width) < 2.5 * line.fontMetrics().lineSpacing()
        assert line.accessibleName() == "Studying 1 entry  ·  6 cards left, about 2 min"
    assert shown == {"", parts[1], "\n".join(parts), "  ·  ".join(parts)}
