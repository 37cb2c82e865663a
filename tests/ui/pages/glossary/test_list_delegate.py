from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from attache.base.text import words
from attache.base.vocabulary import Kind
from attache.study.memory import Recall
from attache.ui.pages.glossary.list_delegate import EntryDelegate
from attache.ui.pages.glossary.list_model import EntryListModel
from attache.ui.shell.theme import Mode, Theme
from tests.ui.examples import a_hit

WIDE = 400
EDGE = 20
"""White space drawn around a row, into which nothing of it may run."""
LONG = "The agreement on the treatment of visiting forces during combined exercises at sea " * 3


class Drawing:
    """Draws rows of a list of hits as the view would, with white around them."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.theme = theme
        self.model = EntryListModel(lambda _numbers: [], lambda _entry: None)
        self.view = QListView()
        qtbot.addWidget(self.view)
        self.delegate = EntryDelegate(theme, self.model, self.view)

    def row(self, query: str, title: str, *states: QStyle.StateFlag, **more: str) -> QImage:
        kind = Kind(more.pop("kind", "organisation"))
        self.model.show_hits(words(query), [a_hit(1, title, kind=kind, **more)], [])
        option = QStyleOptionViewItem()
        option.rect = self.box
        for state in states:
            option.state |= state
        image = QImage(WIDE + 2 * EDGE, self.box.height() + 2 * EDGE, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self.delegate.paint(painter, option, self.model.index(0))
        painter.end()
        return image

    @property
    def box(self) -> QRect:
        height = self.delegate.sizeHint(QStyleOptionViewItem(), self.model.index(0)).height()
        return QRect(EDGE, EDGE, WIDE, height)


@pytest.fixture
def drawing(theme: Theme, qtbot: QtBot) -> Drawing:
    return Drawing(theme, qtbot)


def points(image: QImage, colour: str) -> list[tuple[int, int]]:
    wanted = QColor(colour).rgb()
    return [
        (x, y) for y in range(image.height()) for x in range(image.width()) if image.pixel(x, y) == wanted
    ]


def inked(image: QImage, box: QRect) -> bool:
    white = QColor(Qt.GlobalColor.white).rgb()
    return any(
        image.pixel(x, y) != white
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )


@pytest.mark.parametrize("zoom", [100, 200])
def test_a_rule_in_the_accent_runs_under_what_matches_and_nothing_else(
    drawing: Drawing, theme: Theme, zoom: int
) -> None:
    theme.set_zoom(zoom)
    image = drawing.row("alli", "An alliance", definition="Nothing of it here.")
    metrics = QFontMetrics(theme.reading(15.5, QFont.Weight.DemiBold))
    begin = EDGE + theme.px(38) + metrics.horizontalAdvance("An ")
    end = begin + metrics.horizontalAdvance("alli")
    ruled = points(image, theme.palette.accent)
    assert ruled
    assert {x for x, _ in ruled} <= set(range(begin - 2, end + 3))
    assert len({x for x, _ in ruled}) >= end - begin - 1
    assert max(y for _, y in ruled) < EDGE + theme.px(13) + metrics.height() + theme.px(5)


def test_every_part_of_the_row_that_matches_is_marked(drawing: Drawing, theme: Theme) -> None:
    def rules(query: str) -> int:
        image = drawing.row(query, "Pact", definition="A promise.", abbreviation="PCT")
        rows: dict[int, list[int]] = {}
        for x, y in points(image, theme.palette.accent):
            rows.setdefault(y, []).append(x)
        bottoms = [y for y in rows if y + 1 not in rows]
        return sum(
            1 + sum(1 for one, other in zip(rows[y], rows[y][1:], strict=False) if other - one > 1)
            for y in bottoms
        )

    assert [rules(query) for query in ("", "pact", "pct", "promise", "pact promise", "p")] == [
        0,
        1,
        1,
        1,
        2,
        3,
    ]


def test_a_list_that_is_browsed_has_no_marks(drawing: Drawing, theme: Theme) -> None:
    assert points(drawing.row("", "An alliance"), theme.palette.accent) == []


@pytest.mark.parametrize("kind", Kind)
def test_the_kind_stands_before_the_title_in_its_tint(drawing: Drawing, theme: Theme, kind: Kind) -> None:
    theme.set_mode(Mode.DARK)
    image = drawing.row("", "An alliance", kind=kind)
    mark = points(image, theme.palette.kind(kind))
    assert mark
    assert all(EDGE + 18 <= x < EDGE + 38 for x, _ in mark)


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("aside", ["ABBR", LONG])
def test_a_title_is_not_cut_by_what_stands_beside_it(
    drawing: Drawing, theme: Theme, zoom: int, aside: str
) -> None:
    theme.set_zoom(zoom)
    title, small = QFontMetrics(theme.reading(15.5, QFont.Weight.DemiBold)), QFontMetrics(theme.frame(11.5))
    left, right = EDGE + theme.px(38), EDGE + WIDE - 1 - theme.px(16)
    top, second = EDGE + theme.px(13), EDGE + theme.px(13) + title.height()

    def first_line(words: str, beside: str) -> QImage:
        image = drawing.row("", words, abbreviation=beside, definition="Fine")
        return image.copy(QRect(0, top, image.width(), title.height()))

    def rest(words: str, beside: str) -> QImage:
        image = drawing.row("", words, abbreviation=beside, definition="Fine")
        return image.copy(QRect(0, second, image.width(), image.height() - second))

    assert first_line(LONG, aside) == first_line(LONG, ""), "the title has the whole line"
    assert rest(LONG, aside) != rest(LONG, ""), "what stood beside it stands below"
    short = "NATO"
    fits = title.horizontalAdvance(short) + theme.px(12) + small.horizontalAdvance(aside) <= right - left
    assert (first_line(short, aside) != first_line(short, "")) is fits
    assert (rest(short, aside) == rest(short, "")) is fits


def test_only_a_mark_that_is_drawn_takes_room(drawing: Drawing) -> None:
    plain = drawing.row("", "NATO", definition=LONG)
    (entry,) = (drawing.model.line(0).row.id,)
    drawing.model.set_recall({entry: Recall.NEW})
    assert drawing.row("", "NATO", definition=LONG) == plain
    drawing.model.set_recall({entry: Recall.KNOWN})
    assert drawing.row("", "NATO", definition=LONG) != plain


def test_a_match_is_seen_behind_what_does_not_fit_beside_the_title(drawing: Drawing, theme: Theme) -> None:
    text = f"{'Nothing of this was asked for. ' * 2}Neutrality"
    image = drawing.row("neutrality", LONG, abbreviation="Under one of the headings", definition=text)
    below = EDGE + theme.px(13) + QFontMetrics(theme.reading(15.5, QFont.Weight.DemiBold)).height()
    assert [y for _, y in points(image, theme.palette.accent) if y > below]


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_nothing_runs_out_of_a_row_at_any_size(drawing: Drawing, theme: Theme, zoom: int) -> None:
    theme.set_zoom(zoom)
    image = drawing.row("gj", "Ågjqp Ångström " * 9, abbreviation=LONG, definition="Ågjqp " * 90)
    whole = QRect(0, 0, image.width(), image.height())
    box = drawing.box
    for outside in (
        QRect(0, 0, whole.width(), EDGE),
        QRect(0, box.bottom() + 1, whole.width(), EDGE),
        QRect(0, 0, EDGE, whole.height()),
        QRect(box.right() + 1, 0, EDGE, whole.height()),
    ):
        assert not inked(image, outside)


def test_rows_are_as_high_as_the_text_is_large(drawing: Drawing, theme: Theme) -> None:
    heights = []
    for zoom in (80, 100, 200):
        theme.set_zoom(zoom)
        heights.append(drawing.box.height())
    assert heights == sorted(heights)
    assert abs(heights[2] - 2 * heights[1]) <= 3


def test_the_row_chosen_lies_on_another_ground_and_has_a_bar_while_it_has_the_keys(
    drawing: Drawing, theme: Theme
) -> None:
    selected, focus = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
    plain = drawing.row("", "An alliance")
    chosen = drawing.row("", "An alliance", selected)
    held = drawing.row("", "An alliance", selected, focus)
    ground, accent = theme.palette.selection, theme.palette.accent
    assert points(plain, ground) == []
    assert len(points(chosen, ground)) > WIDE * drawing.box.height() / 2
    assert points(chosen, accent) == []
    assert {x for x, _ in points(held, accent)} == {EDGE, EDGE + 1, EDGE + 2}


def test_rows_are_parted_by_a_fine_line(drawing: Drawing, theme: Theme) -> None:
    line = points(drawing.row("", "An alliance"), theme.palette.line)
    foot = drawing.box.bottom()
    assert {(x, foot) for x in range(EDGE, EDGE + WIDE)} <= set(line)
