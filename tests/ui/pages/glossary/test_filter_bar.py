from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.results import FacetValue
from attache.study.memory import Recall
from attache.ui.pages.glossary.filter_bar import FilterBar
from attache.ui.shell.theme import Theme
from attache.ui.widgets.marks import KIND_PLURALS
from tests.ui.fixtures import show
from tests.ui.studying import focused

FACETS = (
    FacetValue("kind", "concept", "Concepts", 1200),
    FacetValue("kind", "organisation", "Organisations", 30),
    FacetValue("theme", "forums", "Forums & meetings", 7),
    FacetValue("theme", "none", "Nothing left", 0),
    FacetValue("document", "asia", "Asia", 5),
    FacetValue("document", "bi", "Bilateral", 4),
    FacetValue("section", "asia/one", "One", 3),
    FacetValue("section", "bi/two", "Two", 2),
    FacetValue("letter", "a", "A", 9),
)


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> FilterBar:
    made = FilterBar(theme, lambda: {Recall.KNOWN: 3})
    made.resize(360, 90)
    qtbot.addWidget(made)
    made.show_state(Filters(), "1,230", FACETS, 0, False)
    show(qtbot, made)
    return made


def chip(bar: FilterBar, starts: str) -> QToolButton:
    """Return the chip whose words, or those that it says to a screen reader, begin as given."""
    chips = bar.findChildren(QToolButton)
    return next(each for each in chips if starts in (words(each)[: len(starts)], each.text()[: len(starts)]))


def words(chip: QToolButton) -> str:
    """Return what a chip says: all of it, without the name of what is chosen."""
    return chip.accessibleName().rpartition(": ")[2] or chip.text()


def shown(bar: FilterBar) -> list[str]:
    return [words(each) for each in bar.findChildren(QToolButton) if each.isVisible()]


def opened(chip: QToolButton) -> list[QAction]:
    """Return the actions of a chip's menu as they are when it opens."""
    chip.menu().aboutToShow.emit()
    return chip.menu().actions()


def offers(chip: QToolButton) -> list[str]:
    """Return what a chip's menu offers, the chosen one with a star."""
    return [
        ("* " if action.isChecked() else "") + action.text()
        for action in opened(chip)
        if not action.isSeparator()
    ]


def test_every_chip_says_how_many_entries_it_would_leave(bar: FilterBar) -> None:
    assert shown(bar) == [
        "All 1,230",
        "Concepts 1,200",
        "Organisations 30",
        "Case studies 0",
        "Theme",
        "Document",
    ]
    assert chip(bar, "All").isChecked()


def test_within_a_kind_all_is_the_sum_of_the_kinds(bar: FilterBar) -> None:
    bar.show_state(Filters(kind=Kind.CONCEPT), "1,200", FACETS, 0, False)
    assert shown(bar)[:3] == ["All 1,230", "Concepts 1,200", "Organisations 30"]
    assert [chip(bar, starts).isChecked() for starts in ("All", "Concepts", "Orgs")] == [False, True, False]
    bar.show_state(Filters(kind=Kind.CONCEPT), "0", (), 0, False)
    assert shown(bar)[:2] == ["All", "Concepts 0"]


def test_a_search_that_has_not_counted_all_says_so(bar: FilterBar) -> None:
    bar.show_state(Filters(), "50+", FACETS, 0, False)
    assert shown(bar)[0] == "All 50+"


def test_a_kind_is_chosen_and_taken_back(bar: FilterBar, qtbot: QtBot) -> None:
    heard: list[Filters] = []
    bar.changed.connect(heard.append)
    bar.show_state(Filters(theme="forums"), "7", FACETS, 0, False)
    for starts in ("Orgs", "Cases", "All"):
        qtbot.mouseClick(chip(bar, starts), Qt.MouseButton.LeftButton)
    assert heard == [
        Filters(theme="forums", kind=Kind.ORGANISATION),
        Filters(theme="forums", kind=Kind.CASE_STUDY),
        Filters(theme="forums"),
    ]


def test_a_menu_offers_what_leaves_something(bar: FilterBar) -> None:
    assert offers(chip(bar, "Theme")) == ["Forums && meetings  7"]
    assert offers(chip(bar, "Document")) == ["Asia  5", "Bilateral  4"]
    assert not chip(bar, "Theme").isChecked()


def test_what_is_chosen_is_named_on_its_chip_and_can_be_taken_back(bar: FilterBar) -> None:
    bar.show_state(Filters(theme="forums"), "7", FACETS, 0, False)
    themes = chip(bar, "Forums")
    assert themes.isChecked()
    assert words(themes) == themes.toolTip().removeprefix("Theme: ") == "Forums & meetings"
    assert offers(themes) == ["Any theme", "* Forums && meetings  7"]
    bar.show_state(Filters(theme="none"), "0", FACETS, 0, False)
    assert offers(chip(bar, "Nothing left")) == ["Any theme", "Forums && meetings  7", "* Nothing left  0"]


def test_sections_are_offered_within_a_document_only(bar: FilterBar) -> None:
    assert offers(chip(bar, "Document")) == ["Asia  5", "Bilateral  4"]
    bar.show_state(Filters(document="bi"), "4", FACETS, 0, False)
    assert offers(chip(bar, "Bilateral")) == ["Any document", "Asia  5", "* Bilateral  4", "Two  2"]
    bar.show_state(Filters(document="bi", section="bi/two"), "2", FACETS, 0, False)
    assert offers(chip(bar, "Two"))[-2:] == ["Any section", "* Two  2"]
    assert bar.chosen_words() == ["Bilateral", "Two"]


def test_another_document_lets_go_of_the_section(bar: FilterBar) -> None:
    heard: list[Filters] = []
    bar.changed.connect(heard.append)
    bar.show_state(Filters(document="asia", section="asia/one", theme="forums"), "1", FACETS, 0, False)

    def choose(chip: QToolButton, words: str) -> None:
        next(action for action in opened(chip) if action.text().startswith(words)).trigger()

    documents, themes = chip(bar, "One"), chip(bar, "Forums")
    choose(documents, "Bilateral")
    choose(documents, "Any document")
    choose(documents, "Any section")
    choose(themes, "Any theme")
    assert heard == [
        Filters(document="bi", theme="forums"),
        Filters(theme="forums"),
        Filters(document="asia", theme="forums"),
        Filters(document="asia", section="asia/one"),
    ]


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing the keyboard)")
def test_a_menu_is_made_anew_by_the_choice_that_is_made_in_it(bar: FilterBar, qtbot: QtBot) -> None:
    def answer(filters: Filters) -> None:
        bar.show_state(filters, "7", FACETS, 0, False)

    bar.changed.connect(answer)
    menu = chip(bar, "Theme").menu()
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert offers(chip(bar, "Forums")) == ["Any theme", "* Forums && meetings  7"]


def test_bookmarks_are_there_as_soon_as_there_is_one(bar: FilterBar, qtbot: QtBot) -> None:
    assert not any(text.startswith("Bookmarks") for text in shown(bar))
    bar.show_state(Filters(), "9", FACETS, 1234, False)
    assert "Bookmarks 1,234" in shown(bar)
    heard: list[bool] = []
    bar.bookmarks_toggled.connect(heard.append)
    qtbot.mouseClick(chip(bar, "Bookmarks"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(bar, "Bookmarks"), Qt.MouseButton.LeftButton)
    assert heard == [True, False]
    outline = chip(bar, "Bookmarks").icon().cacheKey()
    bar.show_state(Filters(), "0", FACETS, 0, True)
    assert chip(bar, "Bookmarks").icon().cacheKey() != outline
    assert chip(bar, "Bookmarks").isVisible(), "what is in force can be taken back"
    assert chip(bar, "Bookmarks").isChecked()


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_chips_fit_beside_one_another_at_any_size(
    bar: FilterBar, library: Library, theme: Theme, zoom: int
) -> None:
    theme.set_zoom(zoom)
    document = library.documents()[0]
    filters = Filters(document=document.id)
    bar.show_state(filters, f"{library.entry_count:,}", library.facets(filters), 3, False)
    wide = theme.px(360)
    bar.resize(wide, bar.heightForWidth(wide))
    QApplication.processEvents()
    boxes = {each.text(): each.geometry() for each in bar.findChildren(QToolButton) if each.isVisible()}
    assert len(boxes) == 7
    assert all(box.height() == theme.px(28) for box in boxes.values())
    assert all(bar.rect().contains(box) for box in boxes.values())
    assert not any(
        one.intersects(other)
        for name, one in boxes.items()
        for known, other in boxes.items()
        if name != known
    )


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_no_chip_moves_or_changes_its_size_with_counts_and_choices(
    theme: Theme, qtbot: QtBot, zoom: int
) -> None:
    theme.set_zoom(zoom)
    wide = theme.px(360)
    bar = FilterBar(theme, dict)
    qtbot.addWidget(bar)

    def places() -> list[QRect]:
        bar.resize(wide, bar.heightForWidth(wide))
        QApplication.processEvents()
        return [each.geometry() for each in bar.findChildren(QToolButton)]

    kinds = [FacetValue("kind", kind, kind, count) for kind, count in zip(Kind, (166, 34, 19), strict=True)]
    bar.show_recall(True, None)
    bar.show_state(Filters(), "219", kinds, 3, False)
    show(qtbot, bar)
    before = places()
    assert len({box.y() for box in before}) == 2, "two lines"
    long = FacetValue("theme", "long", "A theme with a name that never ends " * 5, 3)
    for filters, total, facets in (
        (Filters(), "7", (FacetValue("kind", "concept", "Concepts", 7),)),
        (Filters(kind=Kind.ORGANISATION, document="bi", section="bi/two"), "0", FACETS[2:]),
        (Filters(theme="long"), "3", (*FACETS[2:], long)),
    ):
        bar.show_state(filters, total, facets, 3, True)
        bar.show_recall(True, Recall.LEARNING)
        assert places() == before
    chips = [each for each in bar.findChildren(QToolButton) if each.menu() is not None]
    for each in chips:
        assert each.fontMetrics().horizontalAdvance(each.text()) <= each.width()
    assert chip(bar, "A theme").toolTip().startswith("Theme: A theme with a name that never ends")


def test_tab_reaches_every_menu_and_the_kind_that_is_chosen_and_arrows_the_others(
    bar: FilterBar, qtbot: QtBot
) -> None:
    wanted: list[Filters] = []
    bar.changed.connect(wanted.append)
    first = chip(bar, "All")
    first.setFocus()
    for kind in Kind:
        lower = chip(bar, KIND_PLURALS[kind]).y() > focused().y()
        qtbot.keyClick(focused(), Qt.Key.Key_Down if lower else Qt.Key.Key_Right)
        assert wanted[-1].kind is kind
        bar.show_state(wanted[-1], "1,230", FACETS, 0, False)
        assert focused() in bar.findChildren(QToolButton)
    names = set[str]()
    for _ in bar.findChildren(QToolButton):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        names.add(focused().accessibleName())
    assert {"Theme", "Document"} <= names


def test_states_of_memory_are_counted_when_their_menu_opens(theme: Theme, qtbot: QtBot) -> None:
    counted: list[int] = []

    def count() -> dict[Recall, int]:
        counted.append(1)
        return {Recall.KNOWN: 3, Recall.FADING: 0}

    bar = FilterBar(theme, count)
    qtbot.addWidget(bar)
    bar.show_recall(True, None)
    bar.show_state(Filters(), "9", FACETS, 0, False)
    show(qtbot, bar)
    assert "Study status" in shown(bar)
    assert counted == [], "typing counts nothing"
    assert offers(chip(bar, "Study status")) == ["Known  3"]
    bar.show_recall(True, Recall.FADING)
    assert offers(chip(bar, "Fading")) == ["Any study status", "Known  3", "* Fading  0"]
    bar.show_recall(False, None)
    assert "Study status" not in shown(bar)
