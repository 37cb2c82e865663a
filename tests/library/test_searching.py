from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.base.ids import public
from attache.base.text import forms
from attache.base.vocabulary import Kind
from attache.library.filters import Filters
from attache.library.library import Library
from tests.conftest import Sample

Found = Callable[[str], list[str]]

ASEAN = "Association of Southeast Asian Nations"
ADMM, ADMM_PLUS = "ASEAN Defence Ministers’ Meeting", "ASEAN Defence Ministers’ Meeting Plus"
FPDA, SHANGRI_LA = "Five Power Defence Arrangements", "Shangri-La Dialogue"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("asean", [ASEAN, ADMM, ADMM_PLUS]),
        ("ADMM", [ADMM, ADMM_PLUS]),
        ("asean plus", [ADMM_PLUS]),
        ("ADMM+", [ADMM_PLUS]),
        ("admm-plus", [ADMM_PLUS]),
        ("admmplus", [ADMM_PLUS]),
        ("fpda", [FPDA]),
        ("five power defense", [FPDA]),
        ("arrangements power", [FPDA]),
        ("fiv pow def", [FPDA]),
        ("shangrila", [SHANGRI_LA]),
        ("shangri la dia", [SHANGRI_LA]),
        ("Shangri-La", [SHANGRI_LA]),
        ("attache", ["Military attaché"]),
        ("ATTACHÉ", ["Military attaché"]),
        ("the military attaché", ["Military attaché"]),
        ("treaties", ["Treaty"]),
        ("peace keeping", ["Peacekeeping"]),
        ("ministers' meeting", [ADMM, ADMM_PLUS]),
        ("cote divoire", ["Côte d’Ivoire mission"]),
        ("ivoire", ["Côte d’Ivoire mission"]),
        ("us china", ["U.S.–China hotline"]),
        ("U.S.", ["U.S.–China hotline"]),
        ("женева", ["Женева"]),
        ("military attachment", ["Military attaché"]),
    ],
)
def test_finds_by_name_in_this_order(found: Found, text: str, titles: list[str]) -> None:
    assert sorted(found(text)) == sorted(titles)
    assert found(text)[0] == titles[0]


def test_orders_a_start_before_a_later_word_and_a_title_before_another_name(found: Found) -> None:
    assert found("security")[0] == "Collective security"  # another name of it starts so
    assert set(found("security")) == {"Collective security", "Cooperative security"}
    assert found("co")[:2] == ["Collective security", "Cooperative security"]
    assert found("m")[0] == "Military attaché"  # not a meeting of ministers


def test_names_the_label_that_matched_but_never_a_misspelling(library: Library) -> None:
    labels = {text: library.search(text).hits[0].label for text in ("fpda", "five", "five power defense")}
    assert labels == {"fpda": "FPDA", "five": "", "five power defense": "Five Power Defense Arrangements"}
    assert library.search("military attachment").hits[0].label == ""


def test_finds_in_every_text_of_a_page_after_the_names(library: Library) -> None:
    for text in ("consult", "integrated air", "mutual defence", "duty to cons"):
        hits = library.search(text).hits
        assert ("five-power-defence-arrangements", "text") in {
            (public(hit.row.id), hit.where) for hit in hits
        }, text
    assert [public(hit.row.id) for hit in library.search("patience").hits] == ["c-te-d-ivoire-mission"]
    hits = library.search("treaty").hits
    assert [(public(hit.row.id), hit.where) for hit in hits] == [
        ("treaty", "name"), ("five-power-defence-arrangements", "text")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("millitary attache", "Military attaché"),
        ("militery atache", "Military attaché"),
        ("asaen", ASEAN),
        ("colective securty", "Collective security"),
        ("peacekepping", "Peacekeeping"),
        ("shangrla dialog", SHANGRI_LA),
        ("crisismanagement", "Crisis management"),
        ("mangement crisis", "Crisis management"),
        ("fpad", FPDA),
        ("crisis managment of gondolin", "Crisis management"),
        ("collectives ecurity", "Collective security"),
        ("colective fo security", "Collective security"),
    ],
)
def test_suggests_what_may_have_been_meant(library: Library, text: str, title: str) -> None:
    results = library.search(text)
    assert title not in [hit.row.title for hit in results.hits if hit.where == "name"]
    assert title in [hit.row.title for hit in results.suggestions]


def test_suggests_nothing_for_what_was_found_or_is_like_nothing(library: Library) -> None:
    for text in ("fpda", "collective security", "qqqqqqqq", "1971", "ab", ""):
        assert library.search(text).suggestions == (), text


def test_suggestions_pass_the_filters_and_are_no_hits(library: Library) -> None:
    results = library.search("securty", Filters(theme="instruments"))
    assert {public(hit.row.id) for hit in results.suggestions} == {
        "collective-security",
        "cooperative-security",
    }
    assert results.hits == ()
    assert library.search("securty", Filters(theme="actors")).suggestions == ()


def test_filters_narrow_hits_and_their_total(library: Library) -> None:
    everything, forums = library.search("asean"), library.search("asean", Filters(theme="forums"))
    assert [hit.row for hit in forums.hits] == [
        hit.row for hit in everything.hits if library.entry(public(hit.row.id)).theme == "forums"
    ]
    assert library.search("security", Filters(document="bilateral")).total == 0
    assert library.search("asean", Filters(kind=Kind.CONCEPT)).total == 0
    assert library.search("asean", Filters(ids=frozenset({"treaty"}))).total == 0
    only = library.search("as", Filters(ids=frozenset({"asean-defence-ministers-meeting", "unknown"})))
    assert [hit.row.title for hit in only.hits] == [ADMM]


def test_counts_what_each_value_would_leave(library: Library) -> None:
    results = library.search("asean", Filters(kind=Kind.ORGANISATION))
    counts = {(each.facet, each.value): each.count for each in results.facets}
    assert counts["kind", "organisation"] == 3 == results.total
    assert counts["theme", "forums"] == 3
    assert counts["section", "asia/asean"] == 3
    assert ("theme", "actors") not in counts
    assert results.exact_total


def test_limits_hits_but_not_their_total(library: Library) -> None:
    results = library.search("a", limit=2)
    assert len(results.hits) == 2
    assert results.total > 2


@pytest.mark.parametrize("filters", [Filters(), Filters(kind=Kind.ORGANISATION), Filters(theme="forums")])
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_first_hits_are_those_of_the_whole_search(library: Library, filters: Filters, limit: int) -> None:
    texts = ["a", "as", "asean", "security", "military attache", "securty", "treaty signed", "qqqq", "", "…"]
    for text in texts:
        whole = library.search(text, filters)
        first = library.first_hits(text, filters, limit)
        assert first.hits == whole.hits[: len(first.hits)], text
        assert len(first.hits) <= limit
        # Nothing has both words of “treaty signed”; which of them to leave out is found out last.
        assert bool(first.hits) == bool(whole.hits and not whole.left_out), text
        assert library.complete(first) == whole, text


def test_first_hits_are_by_text_only_where_no_name_is_found(library: Library) -> None:
    both = library.search("treaty").hits
    assert {hit.where for hit in both} == {"name", "text"}
    assert {hit.where for hit in library.first_hits("treaty").hits} == {"name"}
    assert [hit.where for hit in library.first_hits("patience").hits] == ["text"]


def test_no_text_finds_nothing(library: Library) -> None:
    for text in ("", "   ", "\0", "(((", '"', "'", "-", "\ud800", "…"):
        results = library.search(text)
        assert (results.hits, results.total, results.suggestions) == ((), 0, ()), repr(text)


_AWKWARD = st.sampled_from(
    ["", '"', "AND (", "\0", "x" * 10_000, "a " * 5_000, "🕊️", "שלום", "مرحبا", "NEAR(a b)", "a*", "^a", "-a",
     "names:a", "{a b}", "'; DROP", "\ud800", "½", "ﷺ", "İ", "ß", "+", "&", "a\u0301", "\u202eabc", "１２",
     "𞤀a",      "milit", "asean", "defence mi"]
)  # fmt: skip


@given(st.lists(st.one_of(st.text(max_size=30), _AWKWARD), max_size=4))
def test_any_text_may_be_typed(library_file: Path, parts: list[str]) -> None:
    with Library.open(library_file) as library:
        results = library.search(" ".join(parts))
    assert len(results.hits) <= results.total


@pytest.mark.slow
def test_thousands_of_texts_may_be_typed(library: Library, sample: Sample) -> None:
    chance = random.Random(7)
    signs = "abcdeimnorst ABÉ'’\"()*^:+-&{}[]\\/_.,;\0\n\t½ßİøשمд漢🕊\u0301\u200f\ud800%#?"
    names = ["asean", "military attache", "five power defence", "shangri-la", "AND", "OR", "NOT", "NEAR("]
    for _ in range(sample.number(4000, 20_000)):
        text = "".join(chance.choices(signs, k=chance.randint(0, 12)))
        if chance.random() < 0.3:
            text = chance.choice(names)[: chance.randint(1, 18)] + text
        results = library.search(text)
        assert len(results.hits) == min(results.total, 50)


@pytest.mark.slow
def test_a_crowd_is_found_and_ordered_as_if_every_name_were_read(crowd: Library, crowd_file: Path) -> None:
    """Compares sets made at compile time with a plain reading of all names."""
    with closing(sqlite3.connect(crowd_file)) as connection:
        names = connection.execute(
            """SELECT n, title, 0 AS other, kind FROM entry
               UNION ALL SELECT entry, text, 1, kind FROM label JOIN entry ON n = entry"""
        ).fetchall()
        wide = [prefix for (prefix,) in connection.execute("SELECT DISTINCT prefix FROM wide")]
    assert wide, "else this would show nothing"
    for prefix in (*wide, "de", "defence", "military c", "zu"):
        for kind in (None, Kind.CASE_STUDY):
            ranks: dict[int, int] = {}
            for n, text, other, its_kind in names:
                for form in forms(text):
                    rank = 4
                    if form == prefix:
                        rank = -1
                    elif form.startswith(prefix):
                        rank = other
                    elif f" {prefix}" in form:
                        rank = 2 + other
                    if rank < 4 and kind in (None, its_kind):
                        ranks[n] = min(ranks.get(n, 9), rank)
            expected = sorted(ranks, key=lambda n: (ranks[n], n))
            results = crowd.search(prefix, Filters(kind=kind))
            by_name = [hit.row.n for hit in results.hits if hit.where == "name"]
            assert by_name[: len(expected)] == expected[:50], (prefix, kind)
            if len(expected) >= 50:
                assert results.total >= len(expected)
