"""Looking up in the terminal."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Attache

FPDA = "five-power-defence-arrangements"


def test_an_abbreviation_finds_its_entry(attache: Attache) -> None:
    ran = attache("lookup", "fpda")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(
        f"Five Power Defence Arrangements (FPDA)\n  organisation, {FPDA}\n  Understandings of 1971"
    )
    assert max(map(len, ran.out.splitlines())) <= 80


def test_several_words_are_one_term(attache: Attache) -> None:
    assert FPDA in attache("lookup", "five", "power", "defense").out


def test_json_is_a_list_with_what_was_promised(attache: Attache) -> None:
    ran = attache("lookup", "FPDA", "--json")
    assert ran.json()[:1] == [
        {
            "id": FPDA,
            "kind": "organisation",
            "title": "Five Power Defence Arrangements",
            "aliases": ["FPDA", "Five Power Defense Arrangements"],
            "definition": "Understandings of 1971 by which five governments consult once two of them are "
            "attacked.",
            "via": {"text": "FPDA", "type": "abbreviation"},
        }
    ]


@pytest.mark.parametrize(
    ("term", "via"),
    [
        ("exercise suman", {"text": "Exercise Suman Warrior", "type": "narrower"}),
        ("east of suez", {"text": "East of Suez", "type": "related"}),
        ("five power", None),
        ("fdpa", None),
    ],
)
def test_json_says_by_which_name_an_entry_was_found(attache: Attache, term: str, via: object) -> None:
    found = attache("lookup", term, "--json").json()[0]
    assert (found["id"], found.get("via")) == (FPDA, via)
    assert found["aliases"] == ["FPDA", "Five Power Defense Arrangements"]


def test_what_only_mentions_the_term_comes_later_and_says_so(attache: Attache) -> None:
    first, second = attache("lookup", "fpda").out.split("\n\n")
    assert "found in its text" not in first
    assert second.startswith("collective defence\n  concept, collective-defence, found in its text\n")


def test_a_misspelling_finds_but_is_never_shown(attache: Attache) -> None:
    assert FPDA in attache("lookup", "fdpa").out
    assert "FDPA" not in attache("lookup", "fdpa", "--json").out + attache("lookup", "fdpa").out


def test_what_may_have_been_meant_is_marked_as_such(attache: Attache) -> None:
    found = attache("lookup", "millitary attache", "--json")
    assert found.status == 0
    assert found.json()[0]["id"] == "military-attache"
    assert all(each["suggested"] is True for each in found.json())
    plain = attache("lookup", "millitary attache")
    assert plain.out.startswith("No results for “millitary attache”. Did you mean:\n\nmilitary attaché\n")


def test_suggestions_follow_the_hits_and_are_marked(attache: Attache) -> None:
    found = attache("lookup", "attack", "--json").json()
    assert [(each["id"], each.get("suggested", False)) for each in found] == [
        (FPDA, False),
        ("collective-defence", False),
        ("military-attache", True),
    ]
    hits, meant = attache("lookup", "attack").out.split("\n\nDid you mean:\n\n")
    assert hits.startswith("Five Power Defence Arrangements")
    assert meant.startswith("military attaché\n  concept, military-attache\n")


@pytest.mark.parametrize(("limit", "ids"), [("1", [FPDA]), ("2", [FPDA, "military-attache"])])
def test_texts_leave_room_for_a_suggestion_within_the_limit(
    attache: Attache, limit: str, ids: list[str]
) -> None:
    found = attache("lookup", "attack", "--json", "--limit", limit).json()
    assert [each["id"] for each in found] == ids


@pytest.mark.parametrize("term", ["", " ", "???", "xyzzyqqqqq"])
def test_nothing_found_is_a_no(attache: Attache, term: str) -> None:
    plain, data = attache("lookup", term), attache("lookup", term, "--json")
    assert (plain.status, plain.out, plain.err) == (1, "", f"attache: No results for “{term}”.\n")
    assert (data.status, data.json(), data.err) == (1, [], "")


def test_limit_and_kind_narrow_what_is_found(attache: Attache) -> None:
    everything = attache("lookup", "a", "--json").json()
    assert len(everything) > 1
    assert attache("lookup", "a", "--json", "--limit", "1").json() == everything[:1]
    concepts = attache("lookup", "defence", "--kind", "concept", "--json").json()
    assert {each["kind"] for each in concepts} == {"concept"}


@pytest.mark.parametrize("limit", ["0", "-1", "10001", "many", "9" * 5000, "²"])
def test_a_limit_that_is_none_is_wrong_use(attache: Attache, limit: str) -> None:
    ran = attache("lookup", "fpda", f"--limit={limit}")
    assert (ran.status, ran.out) == (2, "")
    assert "is not a number from 1 to 10,000" in ran.err


def test_a_term_cannot_command_the_terminal(attache: Attache) -> None:
    ran = attache("lookup", "\x1b[31mxyzzyqqqqq\x07\u202e\x9b\nzzz")
    assert ran.err == "attache: No results for “\ufffd[31mxyzzyqqqqq\ufffd\ufffd\ufffd zzz”.\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(term=st.text(st.characters(exclude_characters="\0"), max_size=60))
def test_any_term_has_an_answer(attache: Attache, term: str) -> None:
    ran = attache("lookup", "--json", "--", term)
    assert ran.status == (0 if ran.json() else 1)
    assert ran.err == ""


def test_two_that_are_named_come_first_with_how_to_read_both(attache: Attache) -> None:
    both = ("difference between FPDA and military attache",)
    ran, ids = attache("lookup", *both), [FPDA, "military-attache"]
    assert [each["id"] for each in attache("lookup", *both, "--json").json()][:2] == ids
    first, second, *_ = ran.out.split("\n\n")
    assert FPDA in first
    assert ids[1] in second
    compare = f"Compare: attache show {ids[0]}, attache show {ids[1]}"
    assert " ".join(ran.out.split("\n\n")[-1].split()) == compare
    assert "Compare" not in attache("lookup", *both, "--limit", "1").out
    assert "Compare" not in attache("lookup", "fpda").out


def test_a_word_that_no_entry_has_is_left_out_and_named(attache: Attache) -> None:
    found = attache("lookup", "FPDA", "Xyzzyqq", "--json").json()
    assert (found[0]["id"], found[0]["left_out"]) == (FPDA, ["Xyzzyqq"])
    ran = attache("lookup", "FPDA", "Xyzzyqq")
    assert ran.out.startswith("No entry has all these words. Left out: “Xyzzyqq”.\n\nFive Power Defence")
    assert "left_out" not in attache("lookup", "FPDA", "--json").json()[0]
