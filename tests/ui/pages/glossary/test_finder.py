"""Finding: results on every key, filters that combine, a choice that stays when results improve."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from attache.app.window import Parts
from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.ui.pages.glossary.finder import Finder
from tests.ui.fixtures import glossary_of


def titles(finder: Finder) -> list[str]:
    return [finder.model.line(row).row.title for row in range(finder.model.rowCount())]


@pytest.fixture
def finder(parts: Parts) -> Finder:
    return glossary_of(parts.window).finder


def test_every_key_shows_results(parts: Parts, finder: Finder, qtbot: QtBot) -> None:
    field = parts.window.top.field
    seen = []
    for letter in "fpda":
        qtbot.keyClicks(field, letter)
        seen.append(finder.model.rowCount())
    assert all(seen)
    assert titles(finder)[0] == "Five Power Defence Arrangements"
    assert finder.model.line(0).aside == "FPDA"


class Paints(QObject):
    """Notes (query, rows, what the first chip says) each time the list is painted."""

    def __init__(self, finder: Finder) -> None:
        super().__init__()
        self.seen: list[tuple[str, int, str]] = []
        self._finder = finder
        finder.list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            counts = self._finder.filters.findChildren(QToolButton)[0].text()
            self.seen.append((" ".join(self._finder.model.asked), self._finder.model.rowCount(), counts))
        return False


def test_the_first_rows_are_painted_before_anything_is_counted(
    parts: Parts, finder: Finder, qtbot: QtBot
) -> None:
    parts.window.commands["glossary"].trigger()
    qtbot.waitUntil(finder.list.isVisible)
    before = finder.filters.findChildren(QToolButton)[0].text()
    paints = Paints(finder)
    finder.look_up("de")
    assert paints.seen[0] == ("de", len(parts.library.first_hits("de").hits), before)
    qtbot.waitUntil(lambda: finder.filters.findChildren(QToolButton)[0].text() != before)
    assert titles(finder) == [hit.row.title for hit in parts.library.search("de").hits]
    assert finder.list.currentIndex().row() == 0


def test_only_the_last_text_is_counted(parts: Parts, finder: Finder, qtbot: QtBot) -> None:
    finder.look_up("de")
    finder.look_up("defence")
    with qtbot.waitSignal(finder.narrowed):
        pass
    finder.complete()
    whole = parts.library.search("defence")
    assert finder.filters.findChildren(QToolButton)[0].text().startswith(f"All {whole.total:,}")
    assert titles(finder) == [hit.row.title for hit in whole.hits]


def test_an_arrow_key_walks_all_the_rows_at_once(finder: Finder) -> None:
    finder.look_up("de")
    finder.walk(30)
    assert finder.list.currentIndex().row() == 30


def test_the_first_hit_is_shown_beside_the_list_without_leaving_the_field(
    parts: Parts, finder: Finder, qtbot: QtBot
) -> None:
    qtbot.keyClicks(parts.window.top.field, "fpda")
    qtbot.waitUntil(lambda: glossary_of(parts.window).entry == "attache:five-power-defence-arrangements")
    assert parts.window.focusWidget() is parts.window.top.field
    assert parts.progress is not None
    assert parts.progress.lookups.recent(5) == ()


def test_texts_are_searched_after_a_pause_and_the_choice_stays(finder: Finder, qtbot: QtBot) -> None:
    finder.look_up("defence")
    finder.walk(2)
    chosen = finder.model.line(finder.list.currentIndex().row()).row.id
    with qtbot.waitSignal(finder.model.modelReset):
        finder.finish_pending()
    assert finder.model.line(finder.list.currentIndex().row()).row.id == chosen


def test_what_is_typed_meanwhile_is_not_overtaken_by_an_older_answer(finder: Finder, qtbot: QtBot) -> None:
    finder.look_up("defence")
    finder.look_up("fpda")
    with qtbot.waitSignal(finder.model.modelReset):
        finder.finish_pending()
    assert finder.model.asked == ("fpda",)
    assert titles(finder)[0] == "Five Power Defence Arrangements"


def test_filters_combine_and_count_what_they_leave(parts: Parts, finder: Finder) -> None:
    everything = finder.model.rowCount()
    finder.filters.changed.emit(Filters(kind=Kind.ORGANISATION))
    organisations = finder.model.rowCount()
    assert 0 < organisations < everything
    finder.filters.changed.emit(Filters(kind=Kind.ORGANISATION, document="bilateral"))
    assert 0 < finder.model.rowCount() < organisations
    assert finder.is_narrowed
    parts.window.commands["all"].trigger()
    assert finder.model.rowCount() == everything
    assert not finder.is_narrowed


def test_nothing_found_says_what_to_do(finder: Finder) -> None:
    finder.look_up("xyzzyxyzzy")
    assert finder.model.rowCount() == 0
    assert finder.message.text() == "No results. Try fewer letters or another word."
    finder.filters.changed.emit(Filters(kind=Kind.CASE_STUDY))
    assert "with these filters" in finder.message.text()


def test_a_misspelt_name_is_offered_as_a_question(finder: Finder) -> None:
    finder.look_up("intreoperability")
    assert finder.message.text() == "No results for “intreoperability”. Did you mean:"
    assert finder.model.line(0).suggested
    assert finder.model.line(0).aside == ""


def test_letters_lead_to_the_first_entry_of_each(finder: Finder, qtbot: QtBot) -> None:
    qtbot.keyClick(finder.letters, Qt.Key.Key_S)
    assert titles(finder)[finder.list.currentIndex().row()].startswith("S")
    finder.look_up("s")
    assert not finder.letters.isVisible()


def test_getting_the_keys_chooses_nothing(finder: Finder, qtbot: QtBot) -> None:
    finder.list.setFocus()
    assert not finder.list.currentIndex().isValid()
    qtbot.keyClick(finder.list, Qt.Key.Key_Down)
    assert finder.list.currentIndex().row() == 0


TYPED = st.text(alphabet=st.characters(codec="utf-16", exclude_categories=()), max_size=40)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    text=st.one_of(TYPED, st.sampled_from(["", '"', "AND (", "\0", "a" * 10_000, "😀", "שלום", "*", "NEAR("]))
)
def test_any_text_may_be_typed(finder: Finder, text: str) -> None:
    finder.look_up(text)
    assert finder.model.rowCount() <= max(60, 1 if text.strip() else 10**6)


def test_letters_at_random_never_break_the_list(parts: Parts, finder: Finder) -> None:
    source = random.Random(7)
    for _ in range(300):
        glossary_of(parts.window).look_up("".join(source.choices("admnplus '-+é(\"", k=source.randint(0, 9))))
        finder.walk(source.randint(-3, 3))
    parts.window.grab()
