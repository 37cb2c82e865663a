from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from attache.base.vocabulary import EntryRow, Kind
from attache.ui.pages.glossary.list_model import EntryListModel, ListRow
from tests.ui.examples import a_hit, a_row

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class Shelf:
    """Rows by their numbers, and which numbers were asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def read(self, numbers: Sequence[int]) -> list[EntryRow]:
        self.asked.append(list(numbers))
        return [a_row(number) for number in numbers]


def number_of(entry: str) -> int | None:
    return int(entry.removeprefix("entry-"))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(shelf: Shelf, qtbot: QtBot) -> EntryListModel:
    made = EntryListModel(shelf.read, number_of)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


def test_at_first_there_is_nothing(model: EntryListModel, shelf: Shelf) -> None:
    assert (model.rowCount(), model.find("entry-1"), shelf.asked) == (0, -1, [])


def test_hits_come_first_and_then_what_may_have_been_meant(model: EntryListModel) -> None:
    named = a_hit(5, "NATO", label="attache:alliance", snippet="of the treaty")
    model.show_hits(("nat",), [named, a_hit(2, abbreviation="TWO")], [a_hit(9)])
    assert model.asked == ("nat",)
    assert [model.line(row) for row in range(model.rowCount())] == [
        ListRow(a_row(5, "NATO"), "attache:alliance", "of the treaty", via=named.via),
        ListRow(a_row(2, abbreviation="TWO"), "TWO", "Definition of 2."),
        ListRow(a_row(9), "did you mean", "Definition of 9.", suggested=True),
    ]
    assert [model.index(row).data() for row in range(3)] == ["NATO", "Entry 2", "Entry 9"]
    assert [model.find(f"entry-{number}") for number in (5, 2, 9, 4)] == [0, 1, 2, -1]


def test_a_search_that_finds_nothing_empties_the_list(model: EntryListModel) -> None:
    model.show_browsed([1, 2, 3])
    model.show_hits(("zzz",), [], [])
    assert (model.rowCount(), model.asked, model.find("entry-1")) == (0, ("zzz",), -1)


def ids(model: EntryListModel) -> list[str]:
    return [model.line(row).row.id for row in range(model.rowCount())]


def test_rows_below_the_first_hits_stay_until_all_hits_are_known(model: EntryListModel) -> None:
    model.show_hits(("na",), [a_hit(number) for number in (1, 2, 3, 4)], [a_hit(8)])
    model.show_first_hits(("nat",), [a_hit(3), a_hit(5)])
    assert ids(model) == [f"entry-{number}" for number in (3, 5, 1, 2, 4)], "no suggestion, no row twice"
    assert model.asked == ("nat",)
    model.show_hits(("nat",), [a_hit(3), a_hit(5), a_hit(6)], [])
    assert ids(model) == ["entry-3", "entry-5", "entry-6"]


def test_what_is_shown_already_changes_nothing(model: EntryListModel, qtbot: QtBot) -> None:
    model.show_hits(("na",), [a_hit(1), a_hit(2)], [])
    model.show_first_hits(("nat",), [a_hit(2)])
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_hits(("nat",), [a_hit(2), a_hit(1)], [])
    with qtbot.waitSignal(model.modelReset):
        model.show_hits(("nato",), [a_hit(2), a_hit(1)], [])
    with qtbot.waitSignal(model.modelReset):
        model.show_hits(("nato",), [a_hit(1), a_hit(2)], [])


def test_browsing_follows_the_numbers_given(model: EntryListModel) -> None:
    model.show_hits(("nat",), [a_hit(5)], [])
    model.show_browsed([3, 1, 2])
    assert model.asked == (), "nothing is underlined"
    assert [model.line(row) for row in range(3)] == [
        ListRow(a_row(number), "", f"Definition of {number}.") for number in (3, 1, 2)
    ]
    assert [model.find(f"entry-{number}") for number in (3, 1, 2, 5)] == [0, 1, 2, -1]


def test_of_a_hundred_thousand_entries_only_those_seen_are_read(shelf: Shelf) -> None:
    model = EntryListModel(shelf.read, number_of)
    model.show_browsed(range(1, 100_001))
    shelf.asked.clear()
    assert model.rowCount() == 100_000
    for row in (*range(30), *range(70_000, 70_030), 99_999, 0):
        assert model.index(row).data() == f"Entry {row + 1}"
        assert model.find(f"entry-{row + 1}") == row
    assert len(shelf.asked) <= 4
    assert sum(map(len, shelf.asked)) <= 300
    asked = len(shelf.asked)
    assert model.find("entry-50000") == 49_999, "what was never seen is found by its number"
    assert len(shelf.asked) == asked


def test_a_long_way_through_the_list_does_not_fill_the_memory(shelf: Shelf) -> None:
    model = EntryListModel(shelf.read, number_of)
    model.show_browsed(range(1, 100_001))
    for row in range(0, 20_000, 64):
        model.line(row)
    asked = len(shelf.asked)
    assert model.line(0).row.id == "entry-1"
    assert len(shelf.asked) == asked + 1, "what was let go is read again"


def test_a_row_read_once_is_not_read_again(model: EntryListModel, shelf: Shelf) -> None:
    model.show_browsed([1, 2, 3])
    shelf.asked.clear()
    for _ in range(3):
        model.line(2)
    assert len(shelf.asked) <= 1
    model.show_browsed([4])
    assert model.line(0).row.id == "entry-4", "another list has other rows"


def test_all_that_a_row_shows_is_said_to_a_reader_of_screens(model: EntryListModel) -> None:
    model.show_hits(
        "x", [a_hit(1, "One", label="uno", kind=Kind.CASE_STUDY)], [a_hit(2, "Two", definition="")]
    )
    assert model.index(0).data(SPOKEN) == "One. Case study. uno. Definition of 1."
    assert model.index(1).data(SPOKEN) == "Two. Concept. did you mean"


def test_what_is_not_there_has_nothing_to_show(model: EntryListModel) -> None:
    model.show_browsed([1])
    assert model.data(QModelIndex()) is None
    assert model.data(model.createIndex(7, 0)) is None
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(model.index(0)) == 0
