from __future__ import annotations

from collections.abc import Sequence

import pytest

from attache.base.ids import qualified
from attache.base.text import fold
from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.library.library import Library


def titles(library: Library, numbers: Sequence[int]) -> list[str]:
    return [row.title for row in library.rows(list(numbers))]


def test_everything_in_alphabetical_order(library: Library) -> None:
    browse = library.browse()
    found = titles(library, browse)
    assert len(browse) == 15
    assert found[:2] == ["2001 incident", "Женева"], "what begins with no letter of the alphabet comes first"
    assert found[2:] == sorted(found[2:], key=fold)
    assert found[browse.letters["m"]] == "Military attaché"
    assert found[browse.letters["#"]] == "2001 incident"
    assert list(browse[2:4]) == list(browse)[2:4]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(kind=Kind.CASE_STUDY), Filters(theme="forums"), Filters(document="bilateral"),
        Filters(section="asia/asean"), Filters(letter="c"), Filters(letter="#"), Filters(ids=frozenset()),
        Filters(ids=frozenset({"treaty", "peacekeeping", "none"})), Filters(theme="none"),
        Filters(theme="forums", kind=Kind.CASE_STUDY),
        Filters(theme="forums", kind=Kind.ORGANISATION, section="asia/asean", letter="a"),
    ],
)  # fmt: skip
def test_filters_leave_what_has_all_the_properties(library: Library, filters: Filters) -> None:
    expected = []
    for title in titles(library, library.browse()):
        row = next(row for row in library.rows(list(library.browse())) if row.title == title)
        entry = library.entry(row.id)
        cited = {(source.document, source.section) for source in entry.sources}
        first = fold(title)[0]
        letter = first if "a" <= first <= "z" else "#"
        if (
            filters.kind in (None, entry.kind)
            and filters.theme in ("", entry.theme)
            and (not filters.document or filters.document in {document for document, _ in cited})
            and (not filters.section or filters.section in {"/".join(pair) for pair in cited})
            and filters.letter in ("", letter)
            and (filters.ids is None or row.id in {qualified(id_) for id_ in filters.ids})
        ):
            expected.append(title)
    browse = library.browse(filters)
    assert titles(library, browse) == expected
    for letter, index in browse.letters.items():
        begins = [place for place, title in enumerate(expected) if fold(title).startswith(letter)]
        if letter != "#":
            assert index == begins[0]
        else:
            assert not fold(expected[index])[0].isascii() or fold(expected[index])[0].isdigit()
    assert set(browse.letters) >= {fold(title)[0] for title in expected if "a" <= fold(title)[0] <= "z"}


def test_each_count_is_what_choosing_the_value_leaves(library: Library) -> None:
    for filters in (Filters(), Filters(kind=Kind.CASE_STUDY), Filters(theme="forums", document="asia")):
        facets = library.facets(filters)
        assert {each.facet for each in facets} == {"kind", "theme", "document", "section", "letter"}
        for each in facets:
            chosen = {
                "kind": filters.kind, "theme": filters.theme, "document": filters.document,
                "section": filters.section, "letter": filters.letter,
            }  # fmt: skip
            chosen[each.facet] = Kind(each.value) if each.facet == "kind" else each.value
            assert len(library.browse(Filters(**chosen))) == each.count  # type: ignore[arg-type]


def test_a_chosen_value_is_listed_even_where_it_leaves_nothing(library: Library) -> None:
    facets = library.facets(Filters(theme="actors", kind=Kind.CASE_STUDY))
    assert {(each.facet, each.value): each.count for each in facets}["theme", "actors"] == 0
    assert [each.title for each in library.facets() if each.facet == "kind"] == [
        "Organisations", "Concepts", "Case studies"
    ]  # fmt: skip


@pytest.mark.slow
def test_a_crowd_is_browsed_letter_by_letter(crowd: Library) -> None:
    for filters in (
        Filters(),
        Filters(theme="ideas"),
        Filters(kind=Kind.ORGANISATION, document="document-2"),
    ):
        browse = crowd.browse(filters)
        found = [fold(row.title) for row in crowd.rows(list(browse))]
        assert found == sorted(found)
        assert {
            letter: next(i for i, t in enumerate(found) if t[0] == letter) for letter in browse.letters
        } == dict(browse.letters)
