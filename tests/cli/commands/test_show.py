"""One entry in full, in the terminal."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Attache

FPDA = "five-power-defence-arrangements"


@pytest.mark.parametrize(
    "name",
    [
        FPDA,
        f"attache://entry/{FPDA}",
        f"attache://entry/{FPDA}/",
        "Five Power Defence Arrangements",
        "five power defence arrangements ",
        "FPDA",
        "fpda",
        "Five Power Defense Arrangements",
    ],
)
def test_an_entry_goes_by_its_id_its_link_and_its_names(attache: Attache, name: str) -> None:
    assert attache("show", name, "--json").json()["id"] == FPDA


def test_several_words_are_one_name(attache: Attache) -> None:
    assert attache("show", "collective", "defence", "--json").json()["id"] == "collective-defence"


def test_json_has_what_was_promised(attache: Attache) -> None:
    entry = attache("show", "fpda", "--json").json()
    assert list(entry) == [
        "id",
        "kind",
        "title",
        "labels",
        "definition",
        "body",
        "fields",
        "relations",
        "sources",
        "accuracy",
        "read_next",
        "cards",
    ]
    assert entry["labels"] == [
        {"text": "FPDA", "type": "abbreviation"},
        {"text": "Five Power Defense Arrangements", "type": "spelling"},
        {"text": "Exercise Suman Warrior", "type": "narrower"},
        {"text": "East of Suez", "type": "related"},
    ]
    assert "promised" in entry["body"]
    assert "*" not in entry["body"]
    assert entry["fields"]["founded"] == 1971
    assert entry["relations"] == [
        {
            "type": "contrasts-with",
            "words": "Stands in sharp contrast with",
            "entries": [{"id": "collective-defence", "title": "collective defence", "kind": "concept"}],
        }
    ]
    assert entry["sources"][0]["document"] == "asia"
    assert entry["sources"][0]["section_title"] == "Regional Bodies"
    assert [note["id"] for note in entry["accuracy"]] == ["fpda-as-alliance"]
    assert entry["accuracy"][0]["sections"] == ["asia/regional-bodies"]
    (work,) = entry["read_next"]
    assert work.startswith("Communiqué of the five-power")
    assert [card["id"] for card in entry["cards"]] == ["fpda-duty", "fpda-members"]
    assert entry["cards"][1]["items"][0] == "Australia"


def test_a_relation_is_shown_at_both_ends(attache: Attache) -> None:
    related = attache("show", "collective-defence", "--json").json()["relations"]
    assert [to["id"] for group in related for to in group["entries"]] == [FPDA]


def test_the_page_has_every_part_and_fits_the_terminal(attache: Attache) -> None:
    page = attache("show", "fpda").out
    assert page.startswith(f"Five Power Defence Arrangements (FPDA)\n  arrangement, forums, {FPDA}\n")
    headings = ["also:", "Understandings", "Consulting", "\nFacts", "\nWhat the documents say", "\nAccuracy:"]
    headings += ["\nRelated", "\nSources", "\nCards"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "\n\n• in the air\n• at sea\n\nThe rest" in page
    assert "FDPA" not in page
    assert "Australia; Malaysia; New Zealand" in page
    assert max(map(len, page.splitlines())) <= 80


def test_a_background_fact_bears_the_number_of_its_source(attache: Attache) -> None:
    page = attache("show", "fpda").out
    assert "in force since 1 November 1971 [2]\n" in page
    assert "\n  [2]  House of Commons written answer\n" in page


def test_what_has_a_long_name_stands_above(attache: Attache) -> None:
    page = attache("show", "fpda").out
    assert "\n  Stands in sharp contrast with\n" + " " * 28 + "collective defence\n" in page


def test_what_mentions_an_entry_is_listed(attache: Attache) -> None:
    assert "\nMentioned in\n  collective defence\n" in attache("show", "fpda").out


def test_an_entry_with_little_leaves_out_what_it_has_not(attache: Attache) -> None:
    page = attache("show", "neutrality").out
    assert page.startswith("neutrality\n  concept, ideas, neutrality\n\nA state's standing aside")
    for part in ("also:", "Accuracy", "Related", "Mentioned", "Cards", "documents say"):
        assert part not in page


def test_an_unknown_entry_is_a_no_with_the_nearest_one(attache: Attache) -> None:
    ran = attache("show", "collective-defense", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "attache: There is no entry “collective-defense”. "
        "Did you mean “collective defence” (collective-defence)?\n"
    )


@pytest.mark.parametrize("name", ["", "???", "attache://entry/", "xyzzyqqqqq"])
def test_where_nothing_is_near_nothing_is_offered(attache: Attache, name: str) -> None:
    ran = attache("show", name)
    assert (ran.status, ran.out, ran.err) == (1, "", f"attache: There is no entry “{name}”.\n")


def test_a_name_that_is_no_text_is_not_found(attache: Attache) -> None:
    ran = attache("show", "\udcff")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("attache: There is no entry ")
