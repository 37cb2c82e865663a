from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from attache.base.entry import AccuracySort, Label
from attache.base.errors import KnownError
from attache.base.ids import public, qualified
from attache.base.reference import APPLICATION_ID, FORMAT
from attache.base.vocabulary import CardForm, EntryRef, Kind, LabelType
from attache.content.compile import write_library
from attache.library.catalogue import Section
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.pages import UnknownEntry
from tests.library.conftest import PACK, an_entry

FPDA = "five-power-defence-arrangements"


def test_says_what_it_is(library: Library) -> None:
    assert (library.title, library.about, library.version) == ("A small library", "For tests.", "3")
    assert (library.entry_count, library.card_count) == (15, 2)
    asia = library.documents()[0]
    assert (asia.short, asia.note, asia.sections[1]) == (
        "Asia",
        "No author named.",
        Section("asean", "ASEAN"),
    )
    assert [theme.id for theme in library.themes()][:2] == ["instruments", "forums"]


@pytest.mark.parametrize("name", ["a ? b.db", "50 % #1.db", "ünï&code=1;.db", "mode=rw.db"])
def test_opens_whatever_the_file_is_called(library_file: Path, tmp_path: Path, name: str) -> None:
    shutil.copy(library_file, tmp_path / name)
    with Library.open(tmp_path / name) as library:
        assert library.search("fpda").total == 1


def test_refuses_what_is_no_library_in_one_sentence(library_file: Path, tmp_path: Path) -> None:
    def foreign(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("CREATE TABLE x (y); PRAGMA application_id = 7;")

    def of_format(number: int) -> bytes:
        head = bytearray(library_file.read_bytes())
        head[60:64] = number.to_bytes(4, "big")
        return bytes(head)

    (tmp_path / "text.db").write_text("not a database, but long enough to look like one? " * 9)
    (tmp_path / "empty.db").touch()
    (tmp_path / "newer.db").write_bytes(of_format(FORMAT + 1))
    (tmp_path / "older.db").write_bytes(of_format(0))
    (tmp_path / "short.db").write_bytes(library_file.read_bytes()[:5000])
    (tmp_path / "folder.db").mkdir()
    foreign(tmp_path / "foreign.db")
    for name, word in {
        "missing.db": "no library", "text.db": "damaged", "empty.db": "damaged", "newer.db": "format",
        "older.db": "format", "short.db": "damaged", "folder.db": "is a folder",
        "foreign.db": "another program",
    }.items():  # fmt: skip
        with pytest.raises(KnownError, match=word) as told:
            Library.open(tmp_path / name)
        assert told.value.what.endswith(".")
        assert told.value.advice
    assert APPLICATION_ID.to_bytes(4, "big") == b"AttR"


def test_a_file_damaged_within_is_said_to_be_damaged(library_file: Path, tmp_path: Path) -> None:
    whole = library_file.read_bytes()
    sound = 0
    for start in range(4096, len(whole), len(whole) // 40):
        path = tmp_path / "damaged.db"
        path.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        # Damage that shows is told as such; anything but a KnownError would fail here.
        with suppress(KnownError), Library.open(path) as library:
            library.search("asean")
            library.search("milit attache")
            library.browse(Filters(theme="forums"))
            library.entry(FPDA)
            sound += 1
    assert sound < 40


def test_nothing_is_written(library_file: Path, library: Library) -> None:
    before = library_file.read_bytes()
    library.search("asean")
    assert library_file.read_bytes() == before
    assert [path.name for path in library_file.parent.iterdir()] == [library_file.name]


def test_rows_come_in_the_order_asked_and_unknown_ones_are_left_out(library: Library) -> None:
    assert [row.n for row in library.rows([3, 99, 1, 2])] == [3, 1, 2]
    assert [public(row.id) for row in library.rows_by_id(["treaty", "no", FPDA])] == ["treaty", FPDA]
    row = library.row(FPDA)
    assert row is not None
    assert (row.abbreviation, row.kind) == ("FPDA", Kind.ORGANISATION)
    assert library.row("no") is None
    assert len(library.rows(range(1, 2000))) == 15


def test_a_page_is_whole(library: Library) -> None:
    entry = library.entry(FPDA)
    assert entry.title == "Five Power Defence Arrangements"
    assert (entry.labels[0].text, entry.labels[0].type) == ("FPDA", LabelType.ABBREVIATION)
    assert "attache://entry/treaty" in entry.body_html
    assert {fact.label: fact.text for fact in entry.facts}["Members"] == "Malaysia, Singapore"
    assert [(claim.text, claim.note) for claim in entry.claims] == [("a success", 2)]
    assert (entry.sources[1].document, entry.sources[1].section_title) == ("bilateral", "Cases")
    assert entry.sources[-1].document == ""
    note = entry.accuracy[0]
    assert (note.sort, note.sections, note.documents) == (
        AccuracySort.NOT_RIGHT, (("bilateral", "cases"),), ("Bilateral",)
    )  # fmt: skip
    assert entry.sources[note.note - 1].text == "communique, 1971"
    assert [(public(card.id), card.form) for card in entry.cards] == [
        ("fpda-duty", CardForm.QUESTION), ("fpda-list", CardForm.LIST)
    ]  # fmt: skip
    assert entry.cards[1].detail["items"] == ["Malaysia", "Singapore"]
    assert entry.cards[0].sections == (("asia", "methods"), ("bilateral", "cases"))
    assert library.entry("treaty").mentioned_by == (
        EntryRef(qualified(FPDA), entry.title, Kind.ORGANISATION),
    )
    parts = library.entry("asean-defence-ministers-meeting").relations
    assert {group.words: [public(ref.id) for ref in group.entries] for group in parts} == {
        "Part of": ["association-of-southeast-asian-nations"],
        "Has part": ["asean-defence-ministers-meeting-plus"],
    }


def test_one_card_is_as_its_entry_has_it(library: Library) -> None:
    for card in library.entry(FPDA).cards:
        assert library.card(card.id) == card
    assert library.card("no-such-card") is None
    assert library.card("") is None


def test_an_unknown_entry_is_a_sentence(library: Library) -> None:
    with pytest.raises(UnknownEntry, match="no entry 'gondor'"):
        library.entry("gondor")
    assert library.preview("gondor") is None
    preview = library.preview("shangri-la-dialogue")
    assert preview is not None
    assert (preview.abbreviation, preview.type) == ("SLD", "forum")


def test_warming_changes_nothing_but_the_waiting(library: Library) -> None:
    before = library.search("securty")
    library.warm()
    assert library.search("securty") == before


@pytest.mark.parametrize("id_", ["treaty", "attache:treaty"])
def test_ids_come_in_bare_or_with_their_pack_and_go_out_with_it(library: Library, id_: str) -> None:
    row, preview = library.row(id_), library.preview(id_)
    assert row is not None
    assert preview is not None
    assert row.id == preview.ref.id == library.entry(id_).id == "attache:treaty"
    assert library.row(f"other:{id_}") is None
    (only,) = library.browse(Filters(ids=frozenset((id_,))))
    assert only == row.n


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("military attaché", "Military attaché"),
        ("Military Attache", "Military attaché"),
        ("Defense attaché", "Military attaché"),
        ("fpda", "Five Power Defence Arrangements"),
        ("Treaty", "Treaty"),
        ("military attachment", None),
        ("military", None),
        ("security", None),
        ("an embassy’s cook", None),
        ("", None),
    ],
)
def test_an_entry_is_found_by_a_whole_name_that_is_shown(
    library: Library, name: str, title: str | None
) -> None:
    row = library.row_named(name)
    assert (row.title if row is not None else None) == title


def test_a_name_of_two_entries_leads_to_neither(tmp_path: Path) -> None:
    twice = (Label("hotline", LabelType.SYNONYM),)
    entries = (
        an_entry("Direct line", labels=twice),
        an_entry("Red telephone", labels=twice),
        an_entry("Hot wire", labels=(Label("Red telephone", LabelType.SYNONYM),)),
    )
    write_library(replace(PACK, entries=entries, accuracy=()), tmp_path / "twice.db")
    with Library.open(tmp_path / "twice.db") as library:
        assert library.row_named("hotline") is None
        found = library.row_named("red telephone")
        assert found is not None
        assert found.title == "Red telephone", "a title comes first"
