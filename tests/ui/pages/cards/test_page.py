"""The Cards page in the whole window: keys, filters, search, and what is done with several cards at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.learner.card_list import CardFilter
from attache.learner.log import Act
from attache.study.memory import Rating
from attache.ui.pages.cards.page import CardsPage
from attache.ui.pages.cards.table_model import Column
from attache.ui.shell.window import Window
from tests.ui.fixtures import SetClock, cards_of, glossary_of, study_of
from tests.ui.studying import asked, focused, learn, new_cards, out_of_room, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(parts: Parts) -> Window:
    """The window, on the list of all cards; nothing has been answered."""
    parts.window.resize(1280, 800)
    parts.window.open_page("cards")
    settle(parts.window)
    return parts.window


@pytest.fixture
def page(window: Window) -> CardsPage:
    """The page."""
    return cards_of(window)


@pytest.fixture
def total(page: CardsPage) -> int:
    """The number of cards of the shipped library."""
    return page.context.library.card_count


def shown(page: CardsPage) -> list[str]:
    """Return the ids of the listed cards."""
    return page.context.learner.card_list.ids(page.model.numbers)


def flagged(page: CardsPage) -> set[str]:
    """Return the ids of the flagged cards."""
    learner = page.context.learner
    states = (learner.progress.reviews.state(card) for card in shown(page))
    return {card for card, state in zip(shown(page), states, strict=True) if state.flagged}


def keys(qtbot: QtBot, window: Window, *wanted: Qt.Key) -> None:
    """Press keys, as a person does, and let the window follow."""
    press(qtbot, *wanted)
    settle(window)


def write(window: Window, text: str) -> None:
    """Type into whatever has the focus after each letter, and let the window follow."""
    for character in text:
        QTest.keyClicks(window.focusWidget(), character)
    settle(window)


def test_all_cards_are_listed_and_the_table_has_the_keys(window: Window, page: CardsPage, total: int) -> None:
    assert len(page.model.numbers) == window.context.library.card_count
    assert focused() is page.table
    assert page.bar.said.text().startswith(f"{total:,} cards")
    assert page.filters.chips[CardFilter.ALL].text() == f"All {total:,}"
    assert not page.bar.acts["cards-flag"].isVisible()
    assert window.windowTitle() == "Cards – Attaché"


def test_arrows_move_space_selects_and_letters_act(
    qtbot: QtBot, window: Window, page: CardsPage, total: int
) -> None:
    cards = shown(page)
    keys(qtbot, window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.table.selected_rows() == []
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.table.selected_rows() == [2, 4]
    assert page.bar.said.text() == f"2 of {total:,} cards selected"
    keys(qtbot, window, Qt.Key.Key_F)
    assert flagged(page) == {cards[2], cards[4]}
    assert page.bar.said.text() == "2 cards flagged."
    assert page.table.selected_rows() == [2, 4]
    assert page.bar.acts["cards-flag"].text() == "Remove flag  F"
    assert page.filters.chips[CardFilter.FLAGGED].text() == "Flagged 2"
    keys(qtbot, window, Qt.Key.Key_Space)  # not the last one any more
    assert page.table.selected_rows() == [2]
    keys(qtbot, window, Qt.Key.Key_F)
    assert page.bar.said.text() == "Flag removed from 1 card."
    assert flagged(page) == {cards[4]}


def test_one_undo_takes_a_whole_act_back(qtbot: QtBot, window: Window, page: CardsPage, total: int) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    settle(window)
    keys(qtbot, window, Qt.Key.Key_S)
    assert page.bar.said.text() == f"{total:,} cards suspended."
    assert page.filters.chips[CardFilter.SUSPENDED].text() == f"Suspended {total:,}"
    assert page.bar.acts["cards-suspend"].text() == "Unsuspend  S"
    assert page.bar.undo.isVisible()
    page.bar.undo.click()
    settle(window)
    assert page.bar.said.text() == f"Undone for {total:,} cards."
    assert page.filters.chips[CardFilter.SUSPENDED].text() == "Suspended 0"
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(window)
    assert page.bar.said.text() == f"Redone for {total:,} cards."
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert page.filters.chips[CardFilter.SUSPENDED].text() == "Suspended 0"
    assert not window.commands["cards-undo"].isEnabled()


def test_cards_are_buried_and_unburied(qtbot: QtBot, window: Window, page: CardsPage) -> None:
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_B)
    assert page.bar.said.text() == "1 card buried until tomorrow."
    assert page.model.index(0, Column.MARKS).data() == "Buried"
    keys(qtbot, window, Qt.Key.Key_B)
    assert page.bar.said.text() == "1 card unburied."
    assert page.model.index(0, Column.MARKS).data() == ""


def test_an_answer_is_not_undone_here(qtbot: QtBot, window: Window, page: CardsPage, parts: Parts) -> None:
    learn(parts.progress, shown(page)[:1], Rating.GOOD)
    window.open_page("today")
    window.open_page("cards")
    assert not window.commands["cards-undo"].isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    assert parts.progress is not None
    assert parts.progress.reviews.state(shown(page)[0]).memory.reps == 1
    assert page.context.learner.marks.turn() == 0


@pytest.mark.parametrize("text", ["forum", "sea", "bloc", "embassy"])
def test_typing_searches_while_nothing_is_selected(
    qtbot: QtBot, window: Window, page: CardsPage, total: int, text: str
) -> None:
    write(window, text)
    assert page.filters.field.text() == text
    assert window.top.field.text() == ""
    assert window.shown == "cards"
    assert 0 < len(page.model.numbers) < total
    assert not flagged(page)
    assert page.filters.chips[CardFilter.ALL].text() == f"All {len(page.model.numbers)}"
    keys(qtbot, window, Qt.Key.Key_Down)
    assert focused() is page.table
    assert page.table.selected_rows() == []


def test_letters_that_are_no_commands_do_nothing_while_cards_are_selected(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_O, Qt.Key.Key_R, Qt.Key.Key_M)
    assert page.filters.field.text() == ""
    assert page.table.selected_rows() == [0]


def test_letters_in_the_search_field_are_text(qtbot: QtBot, window: Window, page: CardsPage) -> None:
    keys(qtbot, window, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_F, CONTROL)
    assert focused() is page.filters.field
    qtbot.keyClicks(page.filters.field, "sf")
    settle(window)
    assert page.filters.field.text() == "sf"
    assert page.context.learner.progress.reviews.to_undo() is None


def test_esc_goes_back_step_by_step(qtbot: QtBot, window: Window, page: CardsPage, total: int) -> None:
    write(window, "pact")
    keys(qtbot, window, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.table.selected_rows() == [0]
    keys(qtbot, window, Qt.Key.Key_Escape)
    assert page.table.selected_rows() == []
    assert page.filters.field.text() == "pact"
    keys(qtbot, window, Qt.Key.Key_Escape)
    assert page.filters.field.text() == ""
    assert len(page.model.numbers) == total
    keys(qtbot, window, Qt.Key.Key_Escape)
    assert window.shown == "glossary", "from where the list was opened"


def test_a_filter_that_no_longer_fits_lets_go_of_the_card(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    """The act is still said, and can be undone."""
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_F)
    page.filters.chips[CardFilter.FLAGGED].click()
    settle(window)
    assert page.model.rowCount() == 2
    assert page.table.selected_rows() == []
    page.table.setFocus()
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_F)
    assert page.model.rowCount() == 1
    assert page.bar.said.text() == "Flag removed from 1 card."
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert page.model.rowCount() == 2


@pytest.mark.parametrize(
    ("show", "words"),
    [
        (CardFilter.DUE, "No cards are due."),
        (CardFilter.FLAGGED, "No cards are flagged."),
        (CardFilter.SUSPENDED, "No cards are suspended."),
        (CardFilter.BURIED, "No cards are buried."),
        (CardFilter.LEECHES, "There are no leeches."),
        (CardFilter.NOTED, "No entry has a note."),
    ],
)
def test_an_empty_list_says_why_and_leads_out(
    qtbot: QtBot, window: Window, page: CardsPage, total: int, show: CardFilter, words: str
) -> None:
    window.open_page("cards", show=show)
    settle(window)
    assert page.nothing.isVisible()
    assert page.nothing.what.text() == words
    assert page.nothing.why.text()
    assert "not shown" not in page.nothing.why.text(), "the list shows suspended and buried cards"
    assert focused() is page.nothing.button
    keys(qtbot, window, Qt.Key.Key_Space)
    assert len(page.model.numbers) == total
    assert focused() is page.table


def test_a_search_without_a_hit_says_so(qtbot: QtBot, window: Window, page: CardsPage, total: int) -> None:
    write(window, "xyzzy")
    assert page.nothing.what.text() == "No cards match."
    page.nothing.button.click()
    assert page.filters.field.text() == ""
    assert len(page.model.numbers) == total


def test_the_cards_of_an_entry(window: Window, page: CardsPage, total: int) -> None:
    window.open_entry("attache:nato")
    window.commands["entry-cards"].trigger()
    settle(window)
    assert window.shown == "cards"
    wanted = [card.id for card in window.context.library.entry("attache:nato").cards]
    assert shown(page) == wanted
    assert page.filters.entry.text() == "Entry: North Atlantic Treaty Organization  ×"
    page.filters.entry.click()
    assert len(page.model.numbers) == total
    assert not page.filters.entry.isVisible()


def test_sorting_by_header_and_by_menu(qtbot: QtBot, window: Window, page: CardsPage, parts: Parts) -> None:
    learn(parts.progress, shown(page)[7:8], Rating.EASY)
    header = page.table.horizontalHeader()

    def click(column: Column) -> None:
        place = QPoint(header.sectionViewportPosition(column) + 5, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(window)

    click(Column.ENTRY)
    titles = [page.model.index(row, Column.ENTRY).data() for row in range(300)]
    assert titles == sorted(titles, key=str.casefold)
    assert page.model.headerData(Column.ENTRY, Qt.Orientation.Horizontal) == "Entry ↑"
    click(Column.ENTRY)
    assert page.query.descending
    assert page.model.headerData(Column.MARKS, Qt.Orientation.Horizontal) == "State"
    click(Column.MARKS)
    assert page.query.order == "entry"
    menu = page.filters.order.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Recall").trigger()
    settle(window)
    assert page.query.order == "recall"
    assert page.model.index(0, Column.RECALL).data() == "100 %"
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert page.query.descending
    assert page.filters.order.text() == "Sort: Recall ↓"


def test_cards_of_one_type_and_importance(window: Window, page: CardsPage) -> None:
    for menu, words in ((page.filters.form.menu(), "Lists"), (page.filters.value.menu(), "Core")):
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == words).trigger()
    settle(window)
    forms = {page.model.index(row, Column.FORM).data() for row in range(page.model.rowCount())}
    assert forms == {"List"}
    listed = len(page.model.numbers)
    page.filters.value.menu().aboutToShow.emit()
    page.filters.value.menu().actions()[0].trigger()
    assert len(page.model.numbers) > listed


def test_enter_and_e_open_the_entry(qtbot: QtBot, window: Window, page: CardsPage) -> None:
    card = page.model.card(3)
    assert card is not None
    keys(qtbot, window, *[Qt.Key.Key_Down] * 3, Qt.Key.Key_Return)
    assert (window.shown, glossary_of(window).entry) == ("glossary", card.entry)
    window.open_page("cards")
    other = page.model.card(40)
    assert other is not None
    page.table.select_cards(page.model.numbers[40:41], 3)
    keys(qtbot, window, Qt.Key.Key_E)
    assert glossary_of(window).entry == other.entry


def test_selected_cards_are_studied_and_others_are_not(qtbot: QtBot, window: Window, page: CardsPage) -> None:
    cards = shown(page)
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CONTROL)
    assert window.shown == "study"
    study = study_of(window)
    assert asked(study) == cards[2]
    assert study.session.remaining.cards == 1
    assert "Selected cards" in study.panel.told.text()


def test_cards_that_are_all_put_away_cannot_be_studied(qtbot: QtBot, window: Window, page: CardsPage) -> None:
    keys(qtbot, window, Qt.Key.Key_Space, Qt.Key.Key_S)
    assert not page.bar.acts["cards-study"].isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert window.shown == "cards"
    assert "cannot be studied" in page.bar.said.text()


def test_a_session_does_not_go_on_with_what_was_suspended_here(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    window.open_page("study")
    study = study_of(window)
    study.begin()
    first = asked(study)
    window.open_page("cards")
    learner = window.context.learner
    learner.marks.mark([first], Act.SUSPEND)
    window.open_page("study")
    assert asked(study) not in ("", first)


def test_a_click_in_front_of_a_row_adds_it_to_the_selection(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    table = page.table

    def click(row: int, x: int) -> None:
        place = QPoint(x, table.rowViewportPosition(row) + 10)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(1, 8)
    click(3, 8)
    assert table.selected_rows() == [1, 3]
    click(5, 300)
    assert table.selected_rows() == [5]


def test_what_is_done_elsewhere_is_shown(window: Window, page: CardsPage, parts: Parts) -> None:
    card = shown(page)[0]
    window.context.learner.marks.mark([card], Act.FLAG)
    assert page.model.index(0, Column.MARKS).data() == "Flagged"
    window.open_page("today")
    row = page.model.card(0)
    assert row is not None
    window.context.learner.save_note(row.entry, "Ask why")
    window.open_page("cards")
    assert page.model.index(0, Column.MARKS).data() == "Flagged, note"


def test_the_flagged_cards_are_one_command_away(window: Window, page: CardsPage, qtbot: QtBot) -> None:
    cards = shown(page)
    window.context.learner.marks.mark(cards[4:6], Act.FLAG)
    window.open_page("study")
    menu = study_of(window).panel.more_button.menu()
    action = next(action for action in menu.actions() if action.text() == "Flagged cards")
    action.trigger()
    assert window.shown == "cards"
    assert shown(page) == cards[4:6]


@pytest.mark.parametrize("text", ["cards", "browser", "flagged", "suspended", "leeches"])
def test_the_palette_finds_the_page(window: Window, text: str) -> None:
    panel = window.palette_panel
    panel.open()
    panel.field.setText(text)
    found = [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]
    panel.hide()
    assert "Cards" in found


def test_study_leads_to_the_list(window: Window) -> None:
    window.open_page("study", choose=True)
    study_of(window).start.cards_wanted.emit()
    assert window.shown == "cards"


def test_a_screen_reader_hears_the_whole_row(window: Window, page: CardsPage, clock: SetClock) -> None:
    window.context.learner.marks.mark(shown(page)[:1], Act.FLAG)
    text = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    card = page.context.library.card(shown(page)[0])
    assert card is not None
    assert text.startswith(card.prompt)
    assert text.endswith("Military diplomacy. Open question. New. Flagged")
    table = QAccessible.queryAccessibleInterface(page.table)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Cards"
    for widget in (page.filters.field, *page.bar.acts.values()):
        assert widget.accessibleName()


def test_a_narrow_page_leaves_columns_out_and_names_a_hidden_question(
    window: Window, page: CardsPage
) -> None:
    window.resize(600, 500)
    settle(window)
    assert page.table.isColumnHidden(Column.ENTRY)
    assert not page.table.isColumnHidden(Column.QUESTION)
    width = sum(page.table.columnWidth(column) for column in Column if not page.table.isColumnHidden(column))
    assert width <= page.table.viewport().width()


def test_the_names_of_entries_have_more_room_in_a_wide_window(window: Window, page: CardsPage) -> None:
    table, widths = page.table, list[int]()
    for width in (1280, 1600, 1920):
        window.resize(width, 800)
        settle(window)
        widths.append(table.columnWidth(Column.ENTRY))
        columns = [column for column in Column if not table.isColumnHidden(column)]
        assert sum(table.columnWidth(column) for column in columns) <= table.viewport().width()
    assert 212 <= widths[0] <= widths[1] <= widths[2] <= 288
    longest = table.fontMetrics().horizontalAdvance("Article 5 of the North Atlantic Treaty")
    assert widths[2] - 16 >= longest


def test_the_column_due_says_when_unless_the_card_is_suspended(
    window: Window, page: CardsPage, parts: Parts, clock: SetClock
) -> None:
    learn(parts.progress, new_cards(parts.progress, 2), Rating.EASY)
    clock.move(hours=24 * 40)
    page.open(show=CardFilter.ALL)
    settle(window)

    def due(row: int) -> str:
        return str(page.model.index(row, Column.DUE).data())

    def heard(row: int) -> str:
        return str(page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    assert due(0).endswith(" days ago")
    assert "Overdue by" in heard(0)
    window.context.learner.marks.mark(shown(page)[:1], Act.SUSPEND)
    settle(window)
    row = next(row for row in range(2) if "uspended" in heard(row))
    assert due(row) == "–"
    assert "Overdue" not in heard(row)


def test_an_act_that_cannot_be_saved_is_reported(
    qtbot: QtBot, window: Window, page: CardsPage, parts: Parts
) -> None:
    window.context.learner.marks.mark(shown(page)[:1], Act.FLAG)
    assert parts.progress is not None
    keys(qtbot, window, Qt.Key.Key_Space)
    with out_of_room(parts.progress.path):
        press(qtbot, Qt.Key.Key_S)
        assert window.message.isVisible()
    assert "suspended" not in page.bar.said.text()


def test_a_low_page_leaves_its_room_to_the_rows_and_has_all_filters_in_one_menu(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    every = page.filters.all
    assert not every.isVisible()
    window.context.theme.set_zoom(200)
    window.resize(900, 600)
    settle(window)
    assert every.isVisible()
    assert not page.filters.chips[CardFilter.ALL].isVisible()
    assert page.table.viewport().height() > 2 * page.table.rowHeight(0)
    every.menu().aboutToShow.emit()
    actions = {action.text(): action for action in every.menu().actions()}
    assert {"Type", "Importance"} < set(actions)
    assert all(actions[name].menu() is not None for name in ("Type", "Importance"))
    actions[page.filters.chips[CardFilter.FLAGGED].text()].trigger()
    settle(window)
    assert page.query.show is CardFilter.FLAGGED
    assert every.text() == "Filters: 1"
    window.context.theme.set_zoom(100)
    window.resize(1280, 800)
    settle(window)
    assert page.filters.chips[CardFilter.FLAGGED].isVisible()
    assert not every.isVisible()


def test_the_lines_of_the_bar_begin_with_the_words_of_the_list(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    window.resize(480, 800)
    keys(qtbot, window, Qt.Key.Key_Space)
    settle(window)
    px = window.context.theme.px
    bar = page.bar
    padding = px(8) + 1
    assert bar.said.x() + bar.said.contentsMargins().left() == px(34)
    first = [button for button in bar.acts.values() if button.isVisible() and button.x() == bar.said.x()]
    assert first, "the bar has more than one line"
    assert all(button.x() + padding == px(34) for button in first)


def test_the_row_that_has_the_keys_stays_visible_when_the_bar_grows(
    qtbot: QtBot, window: Window, page: CardsPage
) -> None:
    window.context.theme.set_zoom(200)
    window.resize(1280, 800)
    settle(window)
    table = page.table
    keys(qtbot, window, *[Qt.Key.Key_Down] * (table.viewport().height() // table.rowHeight(0) - 1))
    before = table.viewport().height()
    keys(qtbot, window, Qt.Key.Key_Space)
    settle(window)
    assert table.viewport().height() < before
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_a_short_list_without_a_scroll_bar_has_its_columns_where_a_long_one_has(
    window: Window, page: CardsPage
) -> None:
    def columns() -> list[int]:
        settle(window)
        return [page.table.columnViewportPosition(column) for column in Column]

    before = columns()
    assert page.table.verticalScrollBar().maximum() > 0
    window.open_page("cards", entry="attache:nato")
    assert columns() == before
    assert page.table.verticalScrollBar().maximum() == 0
