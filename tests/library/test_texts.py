"""What is found by text alone: in which order, and when something else may have been meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attache.base.entry import Label
from attache.base.ids import public
from attache.base.vocabulary import LabelType
from attache.content.compile import write_library
from attache.content.pack import SourceEntry
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.refine import refine
from attache.library.results import Results
from tests.library.conftest import PACK, an_entry

LookUp = Callable[[str], Results]


@pytest.fixture(params=["at a key stroke", "at a pause"])
def look_up_in(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., LookUp]:
    """Compile a library of the given entries and return how it is looked up in, by either way."""

    def prepare(*entries: SourceEntry) -> LookUp:
        path = tmp_path / "reference.db"
        write_library(replace(PACK, entries=entries, accuracy=()), path)

        def look_up(text: str) -> Results:
            if request.param == "at a pause":
                return refine(path, text, Filters(), 50, lambda: False)
            with Library.open(path) as library:
                return library.search(text)

        return look_up

    return prepare


def test_what_has_one_of_the_words_in_a_name_comes_first(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(
        an_entry("Pact", importance=1, body="Nuclear deterrence, nuclear deterrence and the rest."),
        an_entry("Deterrence", importance=3, body="For the most part it is not nuclear."),
    )
    for text in ("nuclear deterrence", "nuclear deterr", "the nuclear deterrence"):
        assert [public(hit.row.id) for hit in look_up(text).hits] == ["deterrence", "pact"], text


def test_what_has_more_of_the_words_in_its_names_comes_before_what_has_fewer(
    look_up_in: Callable[..., LookUp],
) -> None:
    body = "The Asian security architecture."
    look_up = look_up_in(
        an_entry("Balance", importance=1, body=body),
        an_entry("Asian Nations", importance=2, body=body),
        an_entry("Regional security architecture", importance=3, body=body),
    )
    found = [public(hit.row.id) for hit in look_up("asian security architecture").hits]
    assert found == ["regional-security-architecture", "asian-nations", "balance"]


def test_a_small_word_in_a_name_brings_nothing_forward(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(
        an_entry("Pact", importance=1, body="The rules of war, told of, the rules of war."),
        an_entry("Theory of the state", importance=3, body="It sets the rules of war."),
    )
    assert [public(hit.row.id) for hit in look_up("the rules of war").hits] == ["pact", "theory-of-the-state"]


def test_many_texts_do_not_hide_a_name_that_is_a_slip_away(look_up_in: Callable[..., LookUp]) -> None:
    orchards = [an_entry(f"Orchard {number}", body="Peach talks.") for number in range(8)]
    look_up = look_up_in(an_entry("Peace talks"), an_entry("Peace talks at sea"), *orchards)
    results = look_up("peach talks")
    assert len(results.hits) == 8
    assert [public(hit.row.id) for hit in results.suggestions] == ["peace-talks"]


def test_many_texts_are_not_followed_by_what_is_farther_away(look_up_in: Callable[..., LookUp]) -> None:
    camps = [an_entry(f"Camp {number}", body="An armed attack.") for number in range(8)]
    look_up = look_up_in(an_entry("Armed attaché"), *camps)
    assert look_up("armed attack").suggestions == ()


def test_a_misspelling_is_not_read_on_the_page(look_up_in: Callable[..., LookUp]) -> None:
    label = Label("collective securty", LabelType.MISSPELLING)
    look_up = look_up_in(
        an_entry("Collective security", labels=(label,), body="It is cooperative."),
        an_entry("Cooperative security"),
    )
    results = look_up("cooperative securty")
    assert [public(hit.row.id) for hit in results.hits] == []
    assert [public(hit.row.id) for hit in results.suggestions] == ["cooperative-security"]
    assert [public(hit.row.id) for hit in look_up("collective securty").hits] == ["collective-security"]
