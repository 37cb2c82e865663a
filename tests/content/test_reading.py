"""A pack as it comes from its folder."""

from __future__ import annotations

from pathlib import Path

from attache.base.vocabulary import CardForm, Kind, LabelType
from attache.content.pack import section_id
from attache.content.reading import read_pack
from tests.content.packs import changed, line_of, write_pack


def test_an_entry_is_read_as_it_was_written(pack_folder: Path) -> None:
    pack = read_pack(pack_folder).pack
    entry = next(entry for entry in pack.entries if entry.id == "pact")
    text = (pack_folder / "concepts/pact.md").read_text(encoding="utf-8")
    assert (entry.kind, entry.title, entry.theme, entry.importance) == (Kind.CONCEPT, "Pact", "ideas", 1)
    assert [(label.text, label.type) for label in entry.labels] == [
        ("pacts", LabelType.PLURAL),
        ("lamp oath", LabelType.NARROWER),
        ("Harbour Law", LabelType.RELATED),
    ]
    assert entry.read_next[1] == "A. Keeper, Lamps and the Harbour League, 1990"
    assert entry.cards[0].corrects == "league-age"
    league = next(entry for entry in pack.entries if entry.id == "league")
    assert league.joined == {"Pilot Guild": "1850", "Southport": "1861", "Northport": "1850"}
    assert entry.relations == {"contrasts-with": ("visit",)}
    assert [card.form for card in entry.cards] == [
        CardForm.QUESTION,
        CardForm.TERM,
        CardForm.DEFINITION,
        CardForm.CLOZE,
        CardForm.EXAMPLE,
    ]
    assert entry.line("cards", 3, "cloze") == line_of(text, "cloze: lamps")
    assert entry.line("cards", 3, "why") == line_of(text, "id: pact-cloze")
    assert entry.line("body") == line_of(text, "A promise is *kept*")


def test_a_long_heading_may_have_an_id_of_its_own(tmp_path: Path) -> None:
    files = changed(
        "documents.yaml",
        "    - The Pilots’ Work\n",
        "    - {id: work, title: The Pilots’ Work, rest: and Their Pay}\n",
    )
    (document,) = read_pack(write_pack(tmp_path, files)).pack.registries.documents
    assert [(section.id, section.title) for section in document.sections] == [
        ("introduction", "(introduction)"),
        ("work", "The Pilots’ Work and Their Pay"),
    ]


def test_ids_of_sections_are_made_of_their_titles() -> None:
    assert section_id("(introduction)") == "introduction"
    assert section_id("Russia’s Role in Asia") == "russias-role-in-asia"
    assert (
        section_id("Military Attachés and Diplomatic Channels") == "military-attaches-and-diplomatic-channels"
    )
    assert section_id("Insights: Enhancing — more") == "insights-enhancing-more"


def test_an_accuracy_note_is_read_in_its_two_parts(pack_folder: Path) -> None:
    (note,) = read_pack(pack_folder).pack.accuracy
    assert note.says.startswith("The Harbour League is offered")
    assert note.right == "It was founded in 1850.\n\nThe Lamp Crew is older."
    assert note.line("right") == 11


def test_a_guide_is_read_section_by_section(pack_folder: Path) -> None:
    (guide,) = read_pack(pack_folder).pack.guides
    assert guide.text == "The book is short. It praises every pact."
    assert [(section.title, section.line(), section.line("text")) for section in guide.sections] == [
        ("(introduction)", 7, 11),
        ("The Pilots’ Work", 13, 17),
    ]
    assert guide.sections[1].entries == ("visit", "guild", "talk")


def test_what_cannot_be_read_is_told_and_the_rest_is_read(pack_folder: Path) -> None:
    write_pack(pack_folder, {"concepts/pact.md": "---\ntitle: [\n---\n"})
    reading = read_pack(pack_folder)
    assert reading.broken == {"concepts/pact.md"}
    assert len(reading.pack.entries) == 8
