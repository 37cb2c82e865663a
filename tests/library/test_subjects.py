"""Entries as quiz questions are made from them: names, years, members and relations."""

from __future__ import annotations

from attache.base.subject import Dated, Relation
from attache.base.text import fold
from attache.library.library import Library
from tests.shipped import shipped_library


def test_an_entry_has_its_names_its_fields_and_its_relations() -> None:
    with Library.open(shipped_library()) as library:
        found = library.subjects(["nato"])
        assert len(found) == library.entry_count
        nato = found["attache:nato"]
        entry = library.entry("nato")
        assert (nato.title, nato.kind, nato.theme, nato.definition) == (
            entry.title, entry.kind, entry.theme, entry.definition,
        )  # fmt: skip
        assert nato.names == {fold(entry.title), *(fold(label.text) for label in entry.labels)}
        assert (nato.founded, nato.seat, nato.members_in, nato.is_past) == (1949, "Brussels", 2025, False)
        assert nato.members[:2] == ("Albania", "Belgium")
        assert Dated(1955, "West Germany joins NATO") in nato.dates
        assert nato.related >= {ref.id for group in entry.relations for ref in group.entries}
        assert found["attache:warsaw-pact"].is_past
        partnership = found["attache:partnership-for-peace"]
        assert Relation("part-of", "attache:nato") in partnership.relations
        assert partnership.partners[:2] == ("Armenia", "Austria")
        assert found["attache:sovereignty"].founded == 0


def test_cards_are_read_together() -> None:
    with Library.open(shipped_library()) as library:
        cards = library.entry("nato").cards
        found = library.cards([cards[1].id, cards[0].id, "attache:none"])
        assert set(found) == {cards[0].id, cards[1].id}
        assert found[cards[0].id] == cards[0]
