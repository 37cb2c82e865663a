"""The guides as they are read: outline, text, entries, check questions, notes, and the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from attache.base.vocabulary import NOTED, CardForm
from attache.content.compile import write_library
from attache.content.pack import (
    Pack,
    Registries,
    SourceCard,
    SourceDocument,
    SourceGuide,
    SourceGuideSection,
    SourceSection,
    SourceTheme,
)
from attache.library.library import Library
from tests.library.conftest import an_entry
from tests.shipped import shipped_library


@pytest.fixture
def shipped() -> Iterator[Library]:
    with Library.open(shipped_library()) as opened:
        yield opened


def test_every_document_has_its_guide_and_every_section_its_text(shipped: Library) -> None:
    guides = shipped.guides()
    assert [guide.document for guide in guides] == [document.id for document in shipped.documents()]
    for guide, document in zip(guides, shipped.documents(), strict=True):
        assert guide.id == f"attache:{document.id}"
        assert guide.opening_html.startswith("<p>")
        assert [each.number for each in guide.sections] == list(range(1, len(document.sections) + 1))
        for section, source in zip(guide.sections, document.sections, strict=True):
            assert section.id == f"attache:{document.id}/{source.id}"
            found = shipped.guide_section(section.id)
            assert found is not None
            assert found.guide == guide.id
            assert found.html.startswith("<p>")
            assert found.entries
            assert 2 <= len(found.checks) <= 3


def test_the_text_before_the_first_heading_is_the_introduction(shipped: Library) -> None:
    titles = [section.title for guide in shipped.guides() for section in guide.sections]
    assert "Introduction" in titles
    assert not any("(" in title for title in titles)


def test_a_section_has_the_notes_on_it_and_no_numbers_of_sources(shipped: Library) -> None:
    seen, only_named = set[str](), set[str]()
    for guide in shipped.guides():
        for section in guide.sections:
            found = shipped.guide_section(section.id)
            assert found is not None
            for note in found.notes:
                cited = tuple(section.id.removeprefix("attache:").split("/")) in note.sections
                assert cited or f'href="{NOTED}{note.id}"' in found.html
                assert note.note == 0
                seen.add(note.id)
                if not cited:
                    only_named.add(note.id)
    assert only_named
    assert len(seen) > 50
    assert shipped.accuracy_note_count() >= len(seen)


def test_the_notes_of_a_section_stand_in_the_order_of_its_text(shipped: Library) -> None:
    for guide in shipped.guides():
        for section in guide.sections:
            found = shipped.guide_section(section.id)
            assert found is not None
            cited = list(dict.fromkeys(re.findall(rf'href="{NOTED}([a-z0-9-]+)"', found.html)))
            assert [note.id for note in found.notes][: len(cited)] == cited


def test_a_guide_counts_the_accuracy_notes_on_its_document(shipped: Library) -> None:
    for guide in shipped.guides():
        on = set[str]()
        for section in guide.sections:
            found = shipped.guide_section(section.id)
            assert found is not None
            path = tuple(section.id.removeprefix("attache:").split("/"))
            on |= {note.id for note in found.notes if path in note.sections}
        assert guide.accuracy_notes == len(on) > 0


@pytest.mark.parametrize(
    ("id_", "held"),
    [
        ("attache:nato", True),
        ("attache:asia/introduction", True),
        ("attache:asia/gone", False),
        ("attache:gone", False),
        ("attache:asia", False),
        ("/", False),
        ("", False),
    ],
)
def test_the_library_holds_entries_and_sections(shipped: Library, id_: str, held: bool) -> None:
    assert shipped.holds(id_) is held


def test_a_check_question_leads_to_its_section_in_its_order(shipped: Library) -> None:
    asked: dict[str, str] = {}
    for guide in shipped.guides():
        for section in guide.sections:
            found = shipped.guide_section(section.id)
            assert found is not None
            for card in found.checks:
                asked.setdefault(card.id, section.id)
    for id_, place in asked.items():
        assert shipped.section_of_card(id_) == place


def test_every_card_and_entry_that_comes_from_a_document_leads_to_a_section(shipped: Library) -> None:
    for row in shipped.rows(range(1, shipped.entry_count + 1)):
        entry = shipped.entry(row.id)
        cited = any(source.document for source in entry.sources)
        assert bool(shipped.section_of_entry(row.id)) >= cited
        for card in entry.cards:
            assert bool(shipped.section_of_card(card.id)) >= bool(card.sections)


def test_what_is_not_there_leads_nowhere(shipped: Library) -> None:
    assert shipped.guide_section("attache:asia/nothing") is None
    assert shipped.guide_section("") is None
    assert shipped.section_of_card("nothing/at-all") == ""
    assert shipped.section_of_entry("nothing") == ""


def test_a_library_without_guides_has_none(library: Library) -> None:
    assert library.guides() == ()


def card(id_: str, *sections: str) -> SourceCard:
    return SourceCard(id_, CardForm.QUESTION, f"What is {id_}?", f"It is {id_}.", sections=sections)


PACK = Pack(
    id="attache",
    title="Two guides",
    registries=Registries(
        (
            SourceDocument("asia", "Asia", "A", "", (
                SourceSection("introduction", "(introduction)"), SourceSection("left-out", "Left out"),
                SourceSection("methods", "Methods"), SourceSection("results", "Results"),
            )),
            SourceDocument("europe", "Europe", "E", "", (SourceSection("history", "History"),)),
            SourceDocument("africa", "Africa", "F", "", (SourceSection("coasts", "Coasts"),)),
        ),
        (SourceTheme("instruments", "Instruments"),),
    ),
    entries=(
        an_entry("Anchor", importance=1, sources=("asia/methods",), cards=(
            card("anchor/asked", "asia/results", "asia/methods"),
            card("anchor/cited", "asia/results", "asia/methods"),
            card("anchor/asked-first"),
        )),
        an_entry("Buoy", sources=("asia/methods", "asia/results")),
        an_entry("Chart", sources=("asia/results", "asia/methods"), cards=(card("chart/neither"),)),
        an_entry("Dock", sources=("asia/left-out", "africa/coasts")),
        an_entry("Eddy", sources=("asia/left-out",)),
        an_entry("Fog", sources=(), cards=(card("fog/neither"),)),
    ),
    guides=(
        SourceGuide("africa", "Reading Africa", "It is long.", (SourceGuideSection("Coasts", "Long."),)),
        SourceGuide("asia", "Reading Asia", "It is short.", (
            SourceGuideSection("(introduction)", "Begin."),
            SourceGuideSection("Methods", "", ("chart", "anchor"), ("anchor/asked-first", "anchor/asked")),
            SourceGuideSection("Results", "Ends.", ("buoy", "anchor", "fog")),
        )),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def two_guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guides") / "reference.db"
    write_library(PACK, path)
    return path


@pytest.fixture
def small(two_guides: Path) -> Iterator[Library]:
    with Library.open(two_guides) as opened:
        yield opened


def test_guides_are_in_the_order_of_documents_and_number_the_sections_that_they_have(small: Library) -> None:
    assert [(guide.id, guide.document) for guide in small.guides()] == [
        ("attache:asia", "asia"),
        ("attache:africa", "africa"),
    ]
    assert small.guides()[0].sections == (
        ("attache:asia/introduction", 1, "Introduction"),
        ("attache:asia/methods", 2, "Methods"),
        ("attache:asia/results", 3, "Results"),
    )


def test_entries_and_check_questions_are_in_the_order_of_the_guide(small: Library) -> None:
    methods, results = map(small.guide_section, ("attache:asia/methods", "attache:asia/results"))
    assert methods is not None
    assert results is not None
    assert [entry.title for entry in methods.entries] == ["Chart", "Anchor"]
    assert [entry.title for entry in results.entries] == ["Buoy", "Anchor", "Fog"]
    assert [each.id for each in methods.checks] == ["attache:anchor/asked-first", "attache:anchor/asked"]
    assert results.checks == ()


@pytest.mark.parametrize(
    ("asked", "section"),
    [
        ("anchor/asked", "methods"),  # as a check question, before the section that it cites first
        ("anchor/cited", "results"),  # the first that it cites, though methods comes before it
        ("chart/neither", "results"),  # the first that its entry cites, though methods lists the entry
        ("fog/neither", "results"),  # where its entry is listed, which cites nothing
    ],
)
def test_a_card_belongs_where_it_is_asked_then_where_it_cites_then_where_its_entry_does(
    small: Library, asked: str, section: str
) -> None:
    assert small.section_of_card(asked) == f"attache:asia/{section}"


@pytest.mark.parametrize(
    ("entry", "section"),
    [
        ("anchor", "attache:asia/methods"),  # the first of two that list it
        ("buoy", "attache:asia/results"),  # lists it, while methods is only cited
        ("chart", "attache:asia/methods"),
        ("dock", "attache:africa/coasts"),  # the first that it cites has no guide
        ("eddy", ""),
        ("fog", "attache:asia/results"),
    ],
)
def test_an_entry_belongs_where_it_is_listed_then_where_it_cites(
    small: Library, entry: str, section: str
) -> None:
    assert small.section_of_entry(entry) == section
