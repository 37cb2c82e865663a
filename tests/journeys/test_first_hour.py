"""A new user's first hour, by keyboard and by mouse: look up, compare, study, change settings, return."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.base.ids import qualified
from attache.learner.card_list import CardFilter
from attache.study.memory import Rating
from attache.study.session import Stage
from attache.ui.shell.window import Window
from attache.ui.widgets.controls import Number, Pick
from tests.ui.fixtures import cards_of, glossary_of, part, settings_of, study_of, today_of
from tests.ui.studying import CONTROL, answer, asked, focused, only, press, show_answer, tab_to

Start = Callable[[], Parts]
LEFT = Qt.MouseButton.LeftButton
LOOK_UPS = {
    "fpda": "five-power-defence-arrangements",
    "nato": "nato",
    "defense attache": "military-attache",
    "transparancy": "transparency",
    "hotline": "hotline",
    "security dilemma": "security-dilemma",
    "asean+3": "asean",
    "what does FPDA stand for": "five-power-defence-arrangements",
    "what is deterrence": "deterrence",
    "who is a military attache?": "military-attache",
}
"""What is typed, three of it as questions, and which entry it leads to."""
PAIR = "difference between collective defence and collective security"
BOTH = [qualified("collective-defence"), qualified("collective-security")]
WANTED = {
    "minutes": "minutes",
    "new_limit": "new cards a day",
    "theme": "dark mode",
    "two_buttons": "buttons",
}
"""Settings that are changed, and the words that they are found by; the fifth is the size of text."""


def type_text(qtbot: QtBot, window: Window, text: str) -> None:
    """Type into what has the focus, and let the window follow."""
    qtbot.keyClicks(focused(), text)
    settle(window)


def key(qtbot: QtBot, window: Window, *keys: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    """Press keys with Ctrl, and let the window follow."""
    press(qtbot, *keys, modifier=modifier)
    settle(window)


def click(qtbot: QtBot, window: Window, widget: QWidget) -> None:
    """Click in the middle of a widget that can be seen, and let the window follow."""
    assert widget.isVisible()
    qtbot.mouseClick(widget, LEFT)
    settle(window)


def button(within: QWidget, words: str) -> QAbstractButton:
    """Return the visible button whose words or name begin with a text."""
    for each in within.findChildren(QAbstractButton):
        if each.isVisible() and (each.text().startswith(words) or each.accessibleName().startswith(words)):
            return each
    raise AssertionError(f"no button says “{words}”")


def study_some(qtbot: QtBot, parts: Parts, flag: Callable[[], None], cards: int = 15) -> list[str]:
    """Answer so many cards of different forms; return the ids of two, which ``flag`` flags and rates."""
    study, flagged, forms = study_of(parts.window), [], set()
    for number in range(cards):
        card = study.panel.card.card
        assert card is not None
        forms.add(card.form)
        if number in (2, 6):
            show_answer(qtbot, study)
            flagged.append(asked(study))
            flag()
        else:
            answer(qtbot, study)
    assert len(forms) > 2, forms
    assert study.session.stage is not Stage.DONE
    return flagged


def returned(start: Start, flagged: list[str]) -> None:
    """See, after a new start, that everything is as it was left."""
    parts = start()
    settle(parts.window)
    settings = parts.learner.settings
    assert (settings.minutes, settings.new_limit, settings.two_buttons) == (25, 9, True)
    assert parts.theme.palette.dark
    assert parts.theme.zoom == 100
    states = {card: parts.learner.progress.reviews.state(card) for card in flagged}
    assert all(state.flagged for state in states.values())
    parts.window.open_page("today")
    settle(parts.window)
    assert any(
        each.text().startswith("Continue: ") for each in today_of(parts.window).findChildren(QPushButton)
    )


def test_by_keyboard(qtbot: QtBot, start: Start) -> None:
    parts = start()
    window = parts.window
    settle(window)
    glossary = glossary_of(window)
    for text, entry in LOOK_UPS.items():
        key(qtbot, window, Qt.Key.Key_L)
        type_text(qtbot, window, text)
        press(qtbot, Qt.Key.Key_Return)
        settle(window)
        assert glossary.entry == qualified(entry), text
    key(qtbot, window, Qt.Key.Key_L)
    type_text(qtbot, window, PAIR)
    tab_to(qtbot, lambda widget: widget is glossary.finder.offer.button)
    press(qtbot, Qt.Key.Key_Space)
    settle(window)
    assert list(glossary.reader.shown) == BOTH
    press(qtbot, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)
    settle(window)

    only(parts.learner)
    key(qtbot, window, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Return)
    flagged = study_some(qtbot, parts, lambda: press(qtbot, Qt.Key.Key_F, Qt.Key.Key_3))
    key(qtbot, window, Qt.Key.Key_K)
    type_text(qtbot, window, "flagged cards")
    press(qtbot, Qt.Key.Key_Return)
    settle(window)
    cards = cards_of(window)
    assert sorted(cards.context.learner.card_list.ids(cards.model.numbers)) == sorted(flagged)

    for name, words in WANTED.items():
        key(qtbot, window, Qt.Key.Key_Comma)
        row = settings_of(window).rows[name]
        type_text(qtbot, window, words)
        assert row.isVisible(), words
        control = row.control
        tab_to(qtbot, lambda widget, control=control: control.isAncestorOf(widget))  # type: ignore[misc]
        if isinstance(control, Number):
            key(qtbot, window, Qt.Key.Key_A)
            type_text(qtbot, window, {"minutes": "25", "new_limit": "9"}[name])
            press(qtbot, Qt.Key.Key_Return)
        else:
            wanted = {"theme": "Dark", "two_buttons": "Two"}[name]
            for _ in range(3):
                if wanted in focused().accessibleName():
                    break
                press(qtbot, Qt.Key.Key_Right)
            press(qtbot, Qt.Key.Key_Space)
        settle(window)
    widths = part(glossary, QSplitter).sizes()
    for _ in range(8):
        key(qtbot, window, Qt.Key.Key_Plus)
    assert parts.theme.zoom == 200
    key(qtbot, window, Qt.Key.Key_0)
    assert part(glossary, QSplitter).sizes() == pytest.approx(widths, abs=1)
    key(qtbot, window, Qt.Key.Key_Q)
    assert not window.isVisible()
    returned(start, flagged)


def test_by_mouse(qtbot: QtBot, start: Start) -> None:
    parts = start()
    window = parts.window
    settle(window)
    glossary = glossary_of(window)
    for text, entry in LOOK_UPS.items():
        click(qtbot, window, window.top.field)
        window.top.field.selectAll()
        type_text(qtbot, window, text)
        rows = glossary.finder.list
        place = rows.visualRect(glossary.finder.model.index(0)).center()
        qtbot.mouseClick(rows.viewport(), LEFT, pos=QPoint(place))
        settle(window)
        assert glossary.entry == qualified(entry), text
    click(qtbot, window, window.top.field)
    window.top.field.selectAll()
    type_text(qtbot, window, PAIR)
    click(qtbot, window, glossary.finder.offer.button)
    assert list(glossary.reader.shown) == BOTH

    only(parts.learner)
    click(qtbot, window, button(window, "Study"))
    study = study_of(window)
    click(qtbot, window, button(study, "Study"))
    menu = study.panel.more_button.menu()

    def flag() -> None:
        # A menu that is open takes the mouse, which not every platform of Qt can do.
        next(each for each in menu.actions() if each.text().startswith("Flag")).trigger()
        settle(window)
        click(qtbot, window, study.panel.bar.buttons[Rating.GOOD])

    flagged = study_some(qtbot, parts, flag)
    window.open_page("cards")
    settle(window)
    cards = cards_of(window)
    click(qtbot, window, cards.filters.chips[CardFilter.FLAGGED])
    assert sorted(cards.context.learner.card_list.ids(cards.model.numbers)) == sorted(flagged)

    window.open_page("settings")
    settle(window)
    settings = settings_of(window)
    for name, words in WANTED.items():
        click(qtbot, window, settings.field)
        settings.field.selectAll()
        type_text(qtbot, window, words)
        control = settings.rows[name].control
        if isinstance(control, Number):
            click(qtbot, window, control.field)
            control.field.selectAll()
            type_text(qtbot, window, {"minutes": "25", "new_limit": "9"}[name])
        else:
            assert isinstance(control, Pick)
            click(qtbot, window, button(control, {"theme": "Dark", "two_buttons": "Two"}[name]))
    click(qtbot, window, settings.field)
    settings.field.selectAll()
    type_text(qtbot, window, "text size")
    for per_cent in (200, 100):
        click(qtbot, window, button(settings.rows["zoom"].control, f"{per_cent}"))
        assert parts.theme.zoom == per_cent
    window.close()
    returned(start, flagged)
