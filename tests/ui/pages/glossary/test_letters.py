from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.ui.pages.glossary.letters import ALPHABET, Letters
from attache.ui.shell.theme import Theme
from tests.ui.fixtures import show

FIRSTS = {"a": 0, "c": 4, "m": 9, "s": 12}
Key = Qt.Key


class Around(QWidget):
    """What stands around the letters, and takes the keys that they leave."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.keys: list[int] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def letters(theme: Theme, qtbot: QtBot) -> Iterator[Letters]:
    made = Letters(theme)
    around = Around(made)
    around.resize(60, 520)
    qtbot.addWidget(around)
    made.show_letters(FIRSTS)
    show(qtbot, around)
    made.setFocus()
    yield made
    around.close()


@pytest.fixture
def chosen(letters: Letters) -> list[int]:
    heard: list[int] = []
    letters.chosen.connect(heard.append)
    return heard


def click(letters: Letters, qtbot: QtBot, letter: str, shown: str = ALPHABET) -> None:
    high = letters.height() / len(shown)
    place = QPoint(letters.width() // 2, round((shown.index(letter) + 0.5) * high))
    qtbot.mouseClick(letters, Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("letter", "row"), [("A", 0), ("B", 4), ("C", 4), ("D", 9), ("M", 9), ("R", 12), ("S", 12)]
)
def test_a_click_leads_to_the_letter_or_to_the_next_there_is(
    letters: Letters, chosen: list[int], qtbot: QtBot, letter: str, row: int
) -> None:
    click(letters, qtbot, letter)
    assert chosen == [row]


def test_after_the_last_letter_there_is_nothing_to_lead_to(
    letters: Letters, chosen: list[int], qtbot: QtBot
) -> None:
    click(letters, qtbot, "T")
    click(letters, qtbot, "Z")
    letters.show_letters({})
    click(letters, qtbot, "A")
    assert chosen == []


def test_names_without_a_letter_stand_at_the_foot(letters: Letters, chosen: list[int], qtbot: QtBot) -> None:
    letters.show_letters({**FIRSTS, "#": 20})
    shown = ALPHABET + "#"
    click(letters, qtbot, "#", shown)
    click(letters, qtbot, "C", shown)
    assert chosen == [20, 4]


def test_arrows_walk_along_the_letters_there_are(letters: Letters, chosen: list[int], qtbot: QtBot) -> None:
    for key in (
        Key.Key_Down,
        Key.Key_Down,
        Key.Key_Down,
        Key.Key_Up,
        Key.Key_Down,
        Key.Key_Down,
        Key.Key_Down,
    ):
        qtbot.keyClick(letters, key)
    assert chosen == [0, 4, 9, 4, 9, 12, 12]


def test_a_letter_typed_is_chosen_and_one_that_is_not_there_is_left_to_others(
    letters: Letters, chosen: list[int], qtbot: QtBot
) -> None:
    around = letters.parentWidget()
    assert isinstance(around, Around)
    qtbot.keyClicks(letters, "mS")
    assert (chosen, around.keys) == ([9, 12], [])
    qtbot.keyClicks(letters, "x")
    qtbot.keyClick(letters, Key.Key_F5)
    assert (chosen, around.keys) == ([9, 12], [Key.Key_X, Key.Key_F5])


def test_where_there_are_no_letters_arrows_are_left_to_others(
    letters: Letters, chosen: list[int], qtbot: QtBot
) -> None:
    around = letters.parentWidget()
    assert isinstance(around, Around)
    letters.show_letters({})
    qtbot.keyClick(letters, Key.Key_Down)
    assert (chosen, around.keys) == ([], [Key.Key_Down])


def darkness(letters: Letters, shown: str = ALPHABET) -> dict[str, int]:
    """Return how far the darkest point of each letter is from the paper it stands on."""
    picture = letters.grab().toImage()
    paper = picture.pixelColor(0, 0).lightness()
    high = letters.height() / len(shown)
    return {
        letter: max(
            abs(paper - picture.pixelColor(x, y).lightness())
            for x in range(picture.width())
            for y in range(round(at * high) + 1, round((at + 1) * high) - 1)
        )
        for at, letter in enumerate(shown)
    }


def test_letters_without_entries_are_faint(letters: Letters) -> None:
    drawn = darkness(letters)
    present = {letter.upper() for letter in FIRSTS}
    faint = {letter: dark for letter, dark in drawn.items() if letter not in present}
    assert all(dark > 0 for dark in drawn.values()), "all are there"
    assert min(drawn[letter] for letter in present) > 2 * max(faint.values())


def test_the_letter_one_has_reached_is_marked_while_it_has_the_keys(letters: Letters, qtbot: QtBot) -> None:
    letters.clearFocus()
    before = letters.grab().toImage()
    letters.setFocus()
    assert letters.grab().toImage() != before, "the first letter there is shows where the keys are"
    qtbot.keyClicks(letters, "m")
    after = letters.grab().toImage()
    high = letters.height() / len(ALPHABET)
    changed = {
        int(y / high)
        for y in range(after.height())
        for x in range(after.width())
        if before.pixel(x, y) != after.pixel(x, y)
    }
    assert changed == {ALPHABET.index("M")}
    letters.clearFocus()
    assert letters.grab().toImage() == before


def test_on_a_low_window_every_other_letter_is_drawn(letters: Letters) -> None:
    letters.window().resize(60, 200)
    drawn = letters.grab().toImage()
    high = letters.height() / len(ALPHABET)
    assert high < letters.fontMetrics().height() * 0.8
    paper = drawn.pixelColor(0, 0)
    rows = [any(drawn.pixelColor(x, y) != paper for x in range(drawn.width())) for y in range(drawn.height())]
    blocks = sum(1 for y in range(1, len(rows)) if rows[y] and not rows[y - 1]) + rows[0]
    assert blocks == len(ALPHABET) / 2


def test_they_grow_with_everything_else(letters: Letters, theme: Theme) -> None:
    theme.set_zoom(200)
    assert letters.width() == letters.sizeHint().width() == 48
    assert letters.accessibleName() == "Alphabet"
