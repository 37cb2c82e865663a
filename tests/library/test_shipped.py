"""The whole way, with the content that ships: seeds, compiler, look-up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attache.library.library import Library
from tests.shipped import shipped_library
from tests.sources import TOP


@pytest.fixture(scope="module")
def shipped() -> Iterator[Library]:
    """The library that ships, compiled from its seeds."""
    with Library.open(shipped_library()) as library:
        yield library


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("asean", "Association of Southeast Asian Nations"),
        ("admm", "ASEAN Defence Ministers’ Meeting"),
        ("asean plus", "ASEAN Defence Ministers’ Meeting Plus"),
        ("ADMM+", "ASEAN Defence Ministers’ Meeting Plus"),
        ("nato", "North Atlantic Treaty Organization"),
        ("fpda", "Five Power Defence Arrangements"),
        ("five power defense", "Five Power Defence Arrangements"),
        ("shangrila", "Shangri-La Dialogue"),
    ],
)
def test_the_first_hit(shipped: Library, text: str, title: str) -> None:
    assert shipped.search(text).hits[0].row.title == title


def test_the_readme_and_the_changelog_count_the_entries_and_cards(shipped: Library) -> None:
    entries, cards = shipped.entry_count, f"more than {shipped.card_count // 100 * 100} "
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert f"It holds {entries} concepts" in readme
    assert cards in " ".join(readme.split())
    assert f"{entries} entries with {cards}cards" in (TOP / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_entry_is_found_by_each_of_its_names_and_opens(shipped: Library) -> None:
    for row in shipped.rows(list(shipped.browse())):
        entry = shipped.entry(row.id)
        for name in (entry.title, *(label.text for label in entry.labels)):
            assert row.id in [hit.row.id for hit in shipped.search(name).hits[:3]], name


def test_a_slip_in_a_title_still_leads_to_it(shipped: Library) -> None:
    for row in shipped.rows(list(shipped.browse())):
        longest = max(row.title.split(), key=len)
        slipped = row.title.replace(longest, longest[:2] + longest[3] + longest[2] + longest[4:], 1)
        results = shipped.search(slipped)
        assert row.id in [hit.row.id for hit in (*results.hits, *results.suggestions)], slipped


def test_no_page_has_a_fact_and_a_relation_of_the_same_name(shipped: Library) -> None:
    for row in shipped.rows(shipped.browse()):
        entry = shipped.entry(row.id)
        facts = {fact.label.partition(" (")[0] for fact in entry.facts}
        assert not facts & {group.words for group in entry.relations}, entry.id


def test_a_member_is_named_once_on_a_page(shipped: Library) -> None:
    nato = shipped.entry("nato")
    assert "has-member" not in {group.type for group in nato.relations}
    (members,) = (fact.html for fact in nato.facts if fact.key == "members")
    assert '<a href="attache://entry/united-states">United States</a>' in members
