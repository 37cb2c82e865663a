"""What is remembered, as the glossary shows it: a filter, a mark in the list, card by card on the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.vocabulary import Kind
from attache.learner.log import Act
from attache.library.filters import Filters
from attache.study.memory import Rating, Recall
from attache.study.scope import Scope
from attache.ui.widgets.chip import MenuChip
from attache.ui.widgets.marks import paint_recall
from tests.ui.fixtures import SetClock, glossary_of, study_of
from tests.ui.studying import entry_asked

NATO = "attache:nato"


def memory_chips(parts: Parts) -> list[MenuChip]:
    """Return the chip that narrows the list to a state of memory, if it is shown."""
    chips = glossary_of(parts.window).finder.filters.findChildren(MenuChip)
    return [chip for chip in chips if chip.isVisible() and chip.accessibleName() == "Study status"]


def learn(parts: Parts, clock: SetClock, entry: str, answers: int = 100) -> None:
    """Answer the cards of an entry until none of them is left for today."""
    assert parts.progress is not None
    session = parts.learner.studying.start(Scope(entries=frozenset((entry,))), beyond=True)
    for _ in range(answers):
        if not session.is_asking:
            break
        clock.move(hours=0.01)
        session = parts.learner.studying.answer(session, Rating.GOOD, 5000)
    parts.learner.finish_pending()


def in_glossary(parts: Parts) -> None:
    parts.window.commands["today"].trigger()
    parts.window.commands["glossary"].trigger()


def test_nothing_is_said_of_memory_before_the_first_answer(parts: Parts) -> None:
    finder = glossary_of(parts.window).finder
    assert finder.model.recall(NATO) is None
    assert memory_chips(parts) == []


def test_an_entry_is_learnt_known_and_fades(parts: Parts, clock: SetClock) -> None:
    finder = glossary_of(parts.window).finder
    learn(parts, clock, NATO, answers=1)
    in_glossary(parts)
    assert finder.model.recall(NATO) is Recall.LEARNING
    learn(parts, clock, NATO)
    in_glossary(parts)
    assert finder.model.recall(NATO) is Recall.KNOWN
    clock.move(hours=24 * 90)
    parts.window.maintenance.check_time()
    in_glossary(parts)
    assert finder.model.recall(NATO) is Recall.FADING
    assert finder.model.recall("attache:asean") is Recall.NEW


def test_the_list_narrows_to_a_state_and_says_how_many_there_are(parts: Parts, clock: SetClock) -> None:
    finder = glossary_of(parts.window).finder
    learn(parts, clock, NATO)
    in_glossary(parts)
    menu: QMenu = memory_chips(parts)[0].menu()
    menu.aboutToShow.emit()
    words = {action.text(): action for action in menu.actions()}
    assert "Known  1" in words
    words["Known  1"].trigger()
    assert [finder.model.line(row).row.id for row in range(finder.model.rowCount())] == [NATO]
    assert finder.is_narrowed
    parts.window.commands["all"].trigger()
    assert finder.model.rowCount() == parts.library.entry_count


def test_a_state_and_bookmarks_narrow_together(parts: Parts, clock: SetClock) -> None:
    finder = glossary_of(parts.window).finder
    assert parts.progress is not None
    learn(parts, clock, NATO)
    parts.progress.bookmarks.set("attache:asean", True)
    finder.set_bookmarks(("attache:asean",))
    in_glossary(parts)
    finder.show_bookmarks()
    finder.show_remembered(Recall.KNOWN)
    assert finder.model.rowCount() == 0


def test_a_row_says_its_memory_to_a_screen_reader(parts: Parts, clock: SetClock) -> None:
    finder = glossary_of(parts.window).finder
    learn(parts, clock, NATO)
    in_glossary(parts)
    row = finder.model.find(NATO)
    said = str(finder.model.data(finder.model.index(row), Qt.ItemDataRole.AccessibleTextRole))
    assert "Known" in said


def test_the_page_tells_of_each_card(parts: Parts, clock: SetClock) -> None:
    learn(parts, clock, NATO)
    in_glossary(parts)
    glossary_of(parts.window).show_entry(NATO)
    pane = glossary_of(parts.window).reader.pane
    shown = pane.side.toPlainText() + pane.text.toPlainText()
    assert "Recall " in shown


def test_a_suspended_card_is_said_and_resumed(parts: Parts, clock: SetClock, qtbot: QtBot) -> None:
    learner = parts.learner
    card = parts.library.entry(NATO).cards[0].id
    learner.announce(learner.progress.reviews.mark(card, Act.SUSPEND, learner.now(), learner.scheduler))
    in_glossary(parts)
    glossary_of(parts.window).show_entry(NATO)
    pane = glossary_of(parts.window).reader.pane
    assert "Suspended" in pane.side.toPlainText() + pane.text.toPlainText()
    assert parts.window.commands["resume"].isEnabled()
    parts.window.commands["resume"].trigger()
    assert not learner.progress.reviews.state(card).suspended


@pytest.mark.parametrize(
    ("filters", "scope"),
    [
        (Filters(kind=Kind.CASE_STUDY), Scope(kind="case-study", words="Case studies")),
        (Filters(theme="history"), Scope(theme="history", words="History")),
        (Filters(document="asia"), Scope(document="asia", words="Asia")),
    ],
)
def test_filters_are_studied_by_what_the_cards_cite(parts: Parts, filters: Filters, scope: Scope) -> None:
    finder = glossary_of(parts.window).finder
    finder.filters.changed.emit(filters)
    assert finder.scope() == scope


def test_what_a_text_found_is_studied_by_its_entries(parts: Parts, qtbot: QtBot) -> None:
    finder = glossary_of(parts.window).finder
    finder.look_up("fpda")
    scope = finder.scope()
    assert scope.entries is not None
    assert "attache:five-power-defence-arrangements" in scope.entries
    assert scope.words == "“fpda”"
    parts.window.commands["study-list"].trigger()
    assert study_of(parts.window).session.scope == scope


def test_an_entry_is_studied_from_its_page(parts: Parts) -> None:
    glossary_of(parts.window).show_entry(NATO)
    parts.window.commands["study-entry"].trigger()
    page = study_of(parts.window)
    assert entry_asked(page) == NATO
    assert page.session.scope.entries == frozenset((NATO,))


def drawn(recall: Recall) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_recall(painter, QRectF(4, 4, 16, 16), recall, "#000000")
    painter.end()
    return image


def test_states_differ_by_shape_and_what_is_new_has_none() -> None:
    pictures = [drawn(recall) for recall in Recall]
    assert all(pictures[i] != pictures[j] for i in range(4) for j in range(i))
    blank = QImage(24, 24, QImage.Format.Format_ARGB32)
    blank.fill(0)
    assert drawn(Recall.NEW) == blank
