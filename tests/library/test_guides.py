"""The guides as they are read: outline, text, entries, check questions, notes, and the way there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attache.library.library import Library
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
    seen: set[str] = set()
    for guide in shipped.guides():
        for section in guide.sections:
            found = shipped.guide_section(section.id)
            assert found is not None
            for note in found.notes:
                assert tuple(section.id.removeprefix("attache:").split("/")) in note.sections
                assert note.note == 0
                seen.add(note.id)
    assert len(seen) > 50
    assert shipped.accuracy_note_count() >= len(seen)


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
