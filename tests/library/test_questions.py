"""Questions in words: what is asked for is found, and what asks is neither required nor marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attache.base.entry import Label
from attache.base.ids import public
from attache.base.vocabulary import Kind, LabelType
from attache.content.compile import write_library
from attache.content.pack import SourceEntry
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.questions import compares, sides, telling, trimmed
from attache.library.refine import refine
from attache.library.results import Results
from tests.library.conftest import PACK, an_entry

LookUp = Callable[..., Results]

DEFENCE = an_entry("Collective defence", relations={"part-of": ("collective-security",)})
SECURITY = an_entry("Collective security", importance=1)
BALANCE = an_entry("Balance of power", body="What keeps the peace means that no state is strongest.")
NATO = an_entry("North Atlantic Treaty Organization", Kind.ORGANISATION, type="alliance")
NATO = replace(NATO, id="nato", labels=(Label("NATO", LabelType.ABBREVIATION),))


@pytest.fixture(params=["at a key stroke", "at a pause"])
def look_up_in(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., LookUp]:
    """Compile a library of the given entries and return how it is looked up in, by either way."""

    def prepare(*entries: SourceEntry) -> LookUp:
        path = tmp_path / "reference.db"
        write_library(replace(PACK, entries=entries, accuracy=()), path)

        def look_up(text: str, filters: Filters = Filters()) -> Results:  # noqa: B008
            if request.param == "at a pause":
                return refine(path, text, filters, 50, lambda: False)
            with Library.open(path) as library:
                return library.search(text, filters)

        return look_up

    return prepare


def ids(results: Results) -> list[str]:
    return [public(hit.row.id) for hit in results.hits]


@pytest.mark.parametrize(
    "text",
    [
        "what is the balance of power",
        "What does “balance of power” mean?",
        "define balance of power",
        "meaning of balance of power",
        "why a balance of power and how",
        "tell me about the balance of power in this",
        "Can you tell me what it is that is meant by the balance of power, and why?",
    ],
)
def test_a_question_leads_to_what_it_asks_for(look_up_in: Callable[..., LookUp], text: str) -> None:
    look_up = look_up_in(BALANCE, DEFENCE, an_entry("Term of the balance", importance=1))
    results = look_up(text)
    assert ids(results)[0] == "balance-of-power"
    assert results.hits[0].where == "name"
    assert set(results.asked) <= {"balance", "power"}


def test_words_that_name_nothing_need_not_stand_in_a_text(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(BALANCE, DEFENCE)
    results = look_up("which state is the strongest?")
    assert ids(results) == ["balance-of-power"]
    assert results.asked == ("state", "strongest")


def test_a_name_of_such_words_is_found(look_up_in: Callable[..., LookUp]) -> None:
    health = replace(an_entry("World Health Organization"), labels=(Label("WHO", LabelType.ABBREVIATION),))
    look_up = look_up_in(health, NATO)
    for text in ("who", "what is who"):
        assert ids(look_up(text)) == ["world-health-organization"], text
    assert ids(look_up("who vs nato"))[:2] == ["world-health-organization", "nato"]
    assert ids(look_up("who is nato")) == ["nato"]


def test_a_number_that_no_name_has_is_left_out(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(NATO, an_entry("Pact", body="Of the 3 in NATO."), an_entry("Article 5"))
    assert ids(look_up("nato+3")) == ["nato", "pact"]
    assert ids(look_up("article 5")) == ["article-5"]


@pytest.mark.parametrize(
    "text",
    [
        "difference between collective defence and collective security",
        "what is the difference between collective defence and collective security?",
        "What are the differences between the collective defence and a collective security",
        "collective defence vs collective security",
        "Collective defence vs. collective security",
        "collective defence versus collective security",
        "how does collective defence differ from collective security",
        "compare collective defence with collective security",
        "compare collective defence collective security",
        "collective defence compared to collective security",
        "collective defence and collective security",
        "collective defence or collective security?",
        "collective defence, collective security",
        "COLLECTIVE DEFENCE / COLLECTIVE SECURITY",
        "collective defence vs collective sec",
        "difference between collective def and security collective",
    ],
)
def test_two_that_are_named_come_first_in_the_order_in_which_they_are_named(
    look_up_in: Callable[..., LookUp], text: str
) -> None:
    both = an_entry("Pact", importance=1, body="Collective defence is not collective security.")
    results = look_up_in(DEFENCE, SECURITY, both, NATO)(text)
    assert ids(results)[:2] == ["collective-defence", "collective-security"]
    assert [public(row.id) for row in results.pair] == ["collective-defence", "collective-security"]
    assert [hit.where for hit in results.hits[:2]] == ["name", "name"]
    assert set(results.asked) <= {"collective", "defence", "security", "def", "sec"}


def test_what_speaks_of_both_follows(look_up_in: Callable[..., LookUp]) -> None:
    both = an_entry("Pact", importance=1, body="Collective defence is not collective security.")
    results = look_up_in(DEFENCE, SECURITY, both, NATO)("collective security or collective defence")
    assert ids(results) == ["collective-security", "collective-defence", "pact"]
    assert results.total == 3


def test_a_name_of_all_the_words_is_no_pair(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(
        DEFENCE, SECURITY, an_entry("Collective defence and collective security", importance=3)
    )
    results = look_up("collective defence and collective security")
    assert ids(results)[0] == "collective-defence-and-collective-security"
    assert results.pair == ()


def test_words_spread_over_the_names_of_one_entry_say_less_than_two_names(
    look_up_in: Callable[..., LookUp],
) -> None:
    names = ("Defence and security", "Collective action")
    labels = tuple(Label(name, LabelType.SYNONYM) for name in names)
    look_up = look_up_in(DEFENCE, SECURITY, replace(an_entry("Pact", importance=1), labels=labels))
    text = "collective defence and collective security"
    assert ids(look_up(text))[:2] == ["collective-defence", "collective-security"]
    assert ids(look_up("security collective defence"))[0] == "pact"


def test_unless_it_is_called_so_a_text_that_compares_names_two(look_up_in: Callable[..., LookUp]) -> None:
    pact = an_entry("Defence versus security", importance=3)
    look_up = look_up_in(an_entry("Defence"), an_entry("Security"), pact)
    assert ids(look_up("defence versus security"))[0] == "defence-versus-security"
    assert ids(look_up("difference between security and defence"))[:2] == ["security", "defence"]


def test_of_several_that_a_part_may_mean_those_are_taken_that_are_related(
    look_up_in: Callable[..., LookUp],
) -> None:
    look_up = look_up_in(
        an_entry("Bilateral relations", importance=3, relations={"part-of": ("multilateral-engagement",)}),
        an_entry("Bilateral exercise", importance=1),
        an_entry("Multilateral forum", importance=1),
        an_entry("Multilateral engagement", importance=3),
    )
    for text in ("bilateral vs multilateral", "difference between bilateral and multilateral"):
        assert ids(look_up(text))[:2] == ["bilateral-relations", "multilateral-engagement"], text
    assert look_up("bilateral and multilateral").pair == (), "neither is a whole name"


def test_where_only_one_of_the_two_is_known_it_is_shown(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(DEFENCE, SECURITY, NATO)
    for text in ("nato vs", "nato vs xyzzy", "difference between xyzzy and nato", "nato vs nato"):
        assert (ids(look_up(text)), look_up(text).pair) == (["nato"], ()), text


def test_filters_hold_for_both(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(DEFENCE, SECURITY, NATO)
    results = look_up("nato vs collective defence", Filters(kind=Kind.CONCEPT))
    assert (ids(results), results.pair) == (["collective-defence"], ())


def test_the_name_written_as_typed_comes_first(look_up_in: Callable[..., LookUp]) -> None:
    look_up = look_up_in(
        an_entry("Mou", Kind.ORGANISATION, importance=1, type="forum"),
        replace(an_entry("Memorandum", importance=3), labels=(Label("MoU", LabelType.ABBREVIATION),)),
        an_entry("Résumé", importance=2),
        replace(an_entry("Resume again"), id="again", labels=(Label("resume", LabelType.SYNONYM),)),
    )
    assert ids(look_up("MoU")) == ["memorandum", "mou"]
    assert ids(look_up(" MoU ")) == ["memorandum", "mou"]
    assert ids(look_up("Mou")) == ["mou", "memorandum"]
    assert ids(look_up("mou")) == ["mou", "memorandum"]
    assert ids(look_up("resume"))[0] == "again"
    assert ids(look_up("Re\u0301sume\u0301"))[0] == ids(look_up("Résumé"))[0] != "again"


def test_words_alone_are_told_apart() -> None:
    question = ("what", "is", "the", "balance", "of", "power", "in")
    assert telling(question) == ("balance", "power")
    assert trimmed(question) == ("balance", "of", "power")
    assert telling(("what", "is", "who")) == ("who",)
    assert trimmed(("of", "the")) == ("of", "the")
    assert sides(("what", "is", "nato")) == ((("what",), ("nato",)),)
    assert sides(("nato",)) == sides(()) == ()
    assert compares(("nato", "vs", "asean"))
    assert not compares(("nato", "and", "asean"))
