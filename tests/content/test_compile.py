"""The library that a pack becomes."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.errors import KnownError
from attache.base.faults import StorageError
from attache.base.reference import APPLICATION_ID, FORMAT
from attache.base.vocabulary import CardForm
from attache.content.compile import build, write_library
from attache.content.fingerprint import fingerprint
from attache.content.pack import Pack
from attache.content.reading import read_pack
from tests.content.packs import PACK, changed, write_pack


def rows(library: sqlite3.Connection, query: str, *values: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in library.execute(query, values)]


def number(library: sqlite3.Connection, name: str) -> int:
    (n,) = library.execute("SELECT n FROM entry WHERE id = ?", (f"harbour:{name}",)).fetchone()
    return int(n)


def test_the_file_says_what_it_is(library: sqlite3.Connection) -> None:
    assert rows(library, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(library, "PRAGMA user_version") == [(FORMAT,)]
    assert rows(library, "PRAGMA integrity_check") == [("ok",)]
    assert rows(library, "PRAGMA foreign_key_check") == []
    assert rows(library, "PRAGMA journal_mode") == [("delete",)]


def test_what_the_pack_says_of_itself(library: sqlite3.Connection, tmp_path: Path) -> None:
    found = {str(key): value for key, value in rows(library, "SELECT key, value FROM meta")}
    assert found == {
        "format": str(FORMAT),
        "pack": "harbour",
        "title": "The harbour",
        "version": "1",
        "language": "en-GB",
        "licence": "MIT",
        "about": "A pack for tests.",
        "entries": "9",
        "cards": "14",
        "fingerprint": fingerprint(write_pack(tmp_path)),
    }


def test_documents_sections_and_themes_keep_their_order(library: sqlite3.Connection) -> None:
    assert rows(library, "SELECT * FROM document") == [
        (0, "book", "The Book of the Harbour", "Book", "It names no author.")
    ]
    assert rows(library, "SELECT * FROM section ORDER BY n") == [
        (1, "book", 0, "introduction", "(introduction)"),
        (2, "book", 1, "the-pilots-work", "The Pilots’ Work"),
    ]
    assert rows(library, "SELECT id FROM theme ORDER BY position") == [("ideas",), ("bodies",)]


def test_each_relation_type_is_followed_by_its_inverse(library: sqlite3.Connection) -> None:
    found = rows(library, "SELECT id, words FROM relation_type ORDER BY position")
    assert found[:4] == [
        ("kind-of", "Is a kind of"),
        ("has-kind", "Has kinds"),
        ("example-of", "Example of"),
        ("has-example", "Examples"),
    ]
    assert ("contrasts-with", "Contrasts with") in found
    assert len(found) == 14


def test_entries_are_numbered_by_importance_and_listed_by_title(library: sqlite3.Connection) -> None:
    assert number(library, "pact") == 1
    listed = rows(library, "SELECT title, letter FROM entry ORDER BY position")
    assert listed[:3] == [("Ghost light", "g"), ("Harbour League", "h"), ("Lamp Crew", "l")]
    assert rows(library, "SELECT id FROM entry WHERE outside") == [("harbour:ghost",)]


def test_a_definition_ends_in_the_marks_of_its_sources(library: sqlite3.Connection) -> None:
    ((text, html),) = rows(library, "SELECT definition, definition_html FROM entry WHERE id = 'harbour:pact'")
    assert text == "Written promise by which two ports share their lamps and their boats."
    # Marks that stand side by side are parted.
    assert html == f'{text}<sup><a href="#note-1">1</a>,</sup><sup><a href="#note-2">2</a></sup>'


def test_a_body_is_drawn_linked_and_marked(library: sqlite3.Connection) -> None:
    ((body, html),) = rows(library, "SELECT body, body_html FROM entry WHERE id = 'harbour:pact'")
    assert body == (
        "A promise is kept where both sides gain by it. The Harbour League shows it, and calling at a "
        "port renews it.\n\n• It is written.\n\n• It is read aloud."
    )
    assert html == (
        "<p>A promise is <em>kept</em> where both sides gain by it."
        '<sup><a href="#note-1">1</a></sup> '
        'The <a href="attache://entry/harbour:league">Harbour League</a> shows it, '
        'and <a href="attache://entry/harbour:visit">calling at a port</a> renews it.'
        '<sup><a href="#note-3">3</a></sup></p>'
        "<ul><li>It is <strong>written</strong>.</li><li>It is read aloud.</li></ul>"
    )


def test_facts_stand_in_their_order_with_the_year_they_were_true(library: sqlite3.Connection) -> None:
    found = rows(
        library,
        "SELECT key, label, text FROM fact WHERE entry = ? ORDER BY position",
        number(library, "league"),
    )
    assert found == [
        ("type", "Type", "alliance"),
        ("founded", "Founded", "1850"),
        ("dissolved", "Dissolved", "1901"),
        ("members", "Members (1900) by year of joining", "1850: Pilot Guild, Northport; 1861: Southport"),
        ("partners", "Partners (1900)", "Westport"),
        ("parent", "Belongs to", "Lamp Crew"),
        ("seat", "Headquarters", "Northport"),
    ]
    found = rows(
        library, "SELECT label FROM fact WHERE entry = ? ORDER BY position", number(library, "storm")
    )
    assert [label for (label,) in found] == [
        "Parties",
        "Period",
        "Place",
        "What was done",
        "Outcome",
        "Lesson",
    ]
    assert rows(library, "SELECT key, html FROM fact WHERE entry = ?", number(library, "pact")) == [
        ("dates", "1850: the first is signed"),
        ("dates", "April 1851 to 30 April 1851: the second is argued over"),
        ("background", 'the oldest was signed in 1850<sup><a href="#note-3">3</a></sup>'),
    ]


def test_the_kinds_own_fields_stay_as_written(library: sqlite3.Connection) -> None:
    ((fields,),) = rows(library, "SELECT fields FROM entry WHERE id = 'harbour:league'")
    assert json.loads(str(fields)) == {
        "type": "alliance",
        "founded": 1850,
        "dissolved": 1901,
        "members": ["[[guild]]", "Northport", "Southport"],
        "partners": ["Westport"],
        "members-as-of": 1900,
        "joined": {"Pilot Guild": 1850, "Southport": 1861, "Northport": 1850},
        "parent": "[[crew]]",
        "seat": "Northport",
    }


def test_notes_are_sources_then_background_then_what_corrections_rest_on(library: sqlite3.Connection) -> None:
    n = number(library, "pact")
    assert rows(library, "SELECT number, section, text FROM note WHERE entry = ? ORDER BY number", n) == [
        (1, 1, "The Book of the Harbour, “(introduction)”"),
        (2, 2, "The Book of the Harbour, “The Pilots’ Work”"),
        (3, None, "the town archive, folio 3"),
        (4, None, "the charter of 1850"),
    ]
    assert rows(library, "SELECT accuracy, note FROM accuracy_entry WHERE entry = ?", n) == [(1, 4)]
    n = number(library, "league")
    assert rows(library, "SELECT accuracy, note FROM accuracy_entry WHERE entry = ?", n) == [(1, 2)]


def test_claims_end_in_the_mark_of_who_makes_them(library: sqlite3.Connection) -> None:
    assert rows(library, "SELECT text, html, note FROM claim WHERE entry = ?", number(library, "league")) == [
        (
            "the Pilot Guild obeys it",
            (
                'the <a href="attache://entry/harbour:guild">Pilot Guild</a>'
                ' obeys it<sup><a href="#note-1">1</a></sup>'
            ),
            1,
        )
    ]


def test_relations_are_seen_from_both_ends(library: sqlite3.Connection) -> None:
    def related(name: str) -> set[tuple[object, ...]]:
        return set(
            rows(
                library,
                "SELECT r.type, e.id FROM relation r JOIN entry e ON e.n = r.target WHERE r.entry = ?",
                number(library, name),
            )
        )

    assert related("pact") == {
        ("has-example", "harbour:league"),
        ("followed-from", "harbour:storm"),
        ("contrasts-with", "harbour:visit"),
    }
    assert ("contrasts-with", "harbour:pact") in related("visit")
    assert ("example-of", "harbour:pact") in related("league")
    assert ("has-member", "harbour:guild") in related("league")


def test_what_a_fact_names_is_not_listed_as_related_as_well(library: sqlite3.Connection) -> None:
    def listed(name: str) -> set[tuple[object, ...]]:
        return set(
            rows(
                library,
                """SELECT r.type, e.id FROM relation r JOIN entry e ON e.n = r.target
                   WHERE r.entry = ? AND r.listed AND (r.type LIKE '%part%' OR r.type LIKE '%member%')""",
                number(library, name),
            )
        )

    assert listed("league") == {("part-of", "harbour:fleet")}
    assert listed("guild") == {("member-of", "harbour:league")}
    assert listed("crew") == {("has-part", "harbour:league")}


def test_backlinks_come_from_texts(library: sqlite3.Connection) -> None:
    found = rows(
        library,
        "SELECT e.id FROM mention m JOIN entry e ON e.n = m.source WHERE m.entry = ? ORDER BY e.id",
        number(library, "guild"),
    )
    assert found == [("harbour:league",), ("harbour:storm",)]


def test_dates_are_kept(library: sqlite3.Connection) -> None:
    assert rows(library, 'SELECT "on", until, what FROM event ORDER BY position') == [
        ("1850", "", "the first is signed"),
        ("1851-04", "1851-04-30", "the second is argued over"),
    ]


def test_works_to_read_next_are_kept_and_their_titles_not_linked(library: sqlite3.Connection) -> None:
    assert rows(library, "SELECT entry, text, html FROM work ORDER BY position") == [
        (
            1,
            "The Pact of the Ports, 1850, article 3",
            "<em>The Pact of the Ports</em>, 1850, article 3",
        ),
        (1, "A. Keeper, Lamps and the Harbour League, 1990", "A. Keeper, Lamps and the Harbour League, 1990"),
    ]


def test_members_without_a_year_of_joining_come_first(tmp_path: Path) -> None:
    files = changed("organisations/league.md", "{Pilot Guild: 1850, Southport: 1861, ", "{")
    build(write_pack(tmp_path / "pack", files), tmp_path / "reference.db")
    with closing(sqlite3.connect(tmp_path / "reference.db")) as connection:
        found = rows(connection, "SELECT label, text FROM fact WHERE key = 'members'")
    assert found == [("Members (1900) by year of joining", "Pilot Guild, Southport; 1850: Northport")]


def test_names_of_a_part_are_linked_and_those_of_something_else_are_not(tmp_path: Path) -> None:
    files = changed("concepts/visit.md", "A ship calls,", "By lamp oath and Harbour Law a ship calls,")
    build(write_pack(tmp_path / "pack", files), tmp_path / "reference.db")
    with closing(sqlite3.connect(tmp_path / "reference.db")) as connection:
        ((html,),) = rows(connection, "SELECT body_html FROM entry WHERE id = 'harbour:visit'")
    linked = '<p>By <a href="attache://entry/harbour:pact">lamp oath</a> and Harbour Law a ship calls,'
    assert str(html).startswith(linked)


def test_an_accuracy_note_links_but_not_to_the_pages_it_stands_on(library: sqlite3.Connection) -> None:
    ((says, right),) = rows(library, 'SELECT says_html, "right_html" FROM accuracy')
    assert says == (
        "<p>The Harbour League is offered as <em>ancient</em>; the "
        '<a href="attache://entry/harbour:storm">Storm of 1849</a> is not named.</p>'
    )
    assert right == (
        "<p>It was founded in 1850.</p>"
        '<p>The <a href="attache://entry/harbour:crew">Lamp Crew</a> is older.</p>'
    )  # fmt: skip
    assert rows(library, "SELECT section FROM accuracy_section") == [(1,)]


def test_cards_have_their_defaults_and_what_their_form_adds(library: sqlite3.Connection) -> None:
    forms = {str(form) for (form,) in rows(library, "SELECT DISTINCT form FROM card")}
    assert forms == set(CardForm)
    found = {
        name: (prompt, answer, json.loads(str(detail)))
        for name, prompt, answer, detail in rows(library, "SELECT id, prompt, answer, detail FROM card")
    }
    assert found["harbour:pact-term"] == (
        "Written promise by which two ports share their lamps and their boats.",
        "Pact",
        {"accepted": ["covenant"]},
    )
    assert found["harbour:pact-definition"][0] == "Pact"
    assert found["harbour:pact-why"][2] == {"corrects": "league-age"}
    assert found["harbour:pact-cloze"][1:] == ("lamps", {"cloze": ["lamps"]})
    assert found["harbour:league-list"][1:] == (
        "Northport; Southport",
        {"items": ["Northport", "Southport"], "ordered": True},
    )
    assert found["harbour:pact-example"][2] == {
        "distractors": ["Pilot Guild", "Lamp Crew", "Tall Fleet"],
        "of": ["harbour:pact"],
    }


def test_cards_without_sections_take_their_entrys(library: sqlite3.Connection) -> None:
    query = (
        "SELECT s.section FROM card_section s JOIN card c ON c.n = s.card WHERE c.id = ? ORDER BY s.position"
    )
    assert rows(library, query, "harbour:pact-why") == [(1,)]
    assert rows(library, query, "harbour:pact-term") == [(1,), (2,)]


def test_a_guide_keeps_its_sections_entries_and_questions(library: sqlite3.Connection) -> None:
    assert rows(library, "SELECT document, title, html FROM guide") == [
        (
            "book",
            "Reading the book",
            '<p>The book is short. It praises every <a href="attache://entry/harbour:pact">pact</a>.</p>',
        )
    ]
    ((text,),) = rows(library, "SELECT text FROM guide_section WHERE section = 2")
    assert text == "Here the Pilot Guild has its day.\n\n• One list."
    assert rows(library, "SELECT e.id FROM guide_entry JOIN entry e ON e.n = entry WHERE section = 1") == [
        ("harbour:pact",),
        ("harbour:league",),
    ]
    assert rows(library, "SELECT c.id FROM guide_card JOIN card c ON c.n = card WHERE section = 2") == [
        ("harbour:visit-typed",),
        ("harbour:guild-or-crew",),
        ("harbour:talk-q",),
    ]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_equal_packs_give_equal_bytes_wherever_and_in_whatever_order_they_lie(tmp_path: Path) -> None:
    names = list(PACK)
    made = []
    for turn in range(3):
        random.Random(turn).shuffle(names)
        folder = write_pack(tmp_path / f"pack {turn}", {name: PACK[name] for name in names})
        target = tmp_path / f"out {turn}" / "reference.db"
        build(folder, target)
        made.append(digest(target))
    assert len(set(made)) == 1


def test_another_process_makes_the_same_bytes(pack_folder: Path, tmp_path: Path) -> None:
    build(pack_folder, tmp_path / "here.db")
    program = (
        "import sys, pathlib as p; from attache.content.compile import build;"
        "build(*map(p.Path, sys.argv[1:]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", program, str(pack_folder), str(tmp_path / "there.db")],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        assert digest(tmp_path / "there.db") == digest(tmp_path / "here.db")


def test_a_changed_pack_changes_the_library(pack_folder: Path, tmp_path: Path) -> None:
    build(pack_folder, tmp_path / "a.db")
    write_pack(pack_folder, changed("concepts/visit.md", "its people", "her people"))
    build(pack_folder, tmp_path / "b.db")
    assert digest(tmp_path / "a.db") != digest(tmp_path / "b.db")


def test_problems_that_prevent_it_are_told_and_leave_the_old_library(
    pack_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "reference.db"
    target.write_bytes(b"the old one")
    broken = changed("concepts/visit.md", "theme: ideas", "theme: idea")
    broken = changed("concepts/talk.md", "theme: ideas", "theme: idee", broken)
    write_pack(pack_folder, broken)
    with pytest.raises(KnownError) as error:
        build(pack_folder, target)
    assert "concepts/talk.md, line 3" in error.value.what
    assert "first of 2 problems" in error.value.advice
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_problems_of_style_do_not_prevent_it(pack_folder: Path, tmp_path: Path) -> None:
    write_pack(pack_folder, changed("concepts/visit.md", "answer: Thanks", f"answer: {'thanks ' * 20}"))
    build(pack_folder, tmp_path / "reference.db")


def test_a_pack_with_loose_ends_is_written_without_them(tmp_path: Path) -> None:
    files = changed("concepts/pact.md", "contrasts-with: [visit]", "contrasts-with: [gone]")
    files = changed("guides/book.md", "entries: [pact, league]", "entries: [pact, gone]", files)
    files = changed("accuracy/league-age.md", "[league, pact]", "[gone, pact]", files)
    pack = read_pack(write_pack(tmp_path / "pack", files)).pack
    write_library(pack, tmp_path / "reference.db")
    connection = sqlite3.connect(tmp_path / "reference.db")
    assert rows(connection, "PRAGMA foreign_key_check") == []
    connection.close()


def test_an_empty_pack_is_a_library_too(tmp_path: Path) -> None:
    write_library(Pack("none", "None"), tmp_path / "reference.db")
    connection = sqlite3.connect(tmp_path / "reference.db")
    assert rows(connection, "SELECT count(*) FROM entry") == [(0,)]
    connection.close()


def test_no_folder_and_no_room_are_said_in_a_sentence(pack_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no folder"):
        build(tmp_path / "nowhere", tmp_path / "reference.db")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        build(pack_folder, tmp_path / "file" / "reference.db")
