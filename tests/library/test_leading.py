"""Ways to an entry beside its own names: parts, members, places, other spellings, a word too many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from attache.base.entry import AccuracySort, Certainty, Label
from attache.base.ids import public
from attache.base.vocabulary import Kind, LabelType
from attache.content.compile import write_library
from attache.content.pack import (
    Pack,
    Registries,
    SourceAccuracy,
    SourceDate,
    SourceDocument,
    SourceGuide,
    SourceGuideSection,
    SourceSection,
    SourceTheme,
)
from attache.library.filters import Filters
from attache.library.library import Library
from attache.library.marks import marks
from attache.library.refine import refine
from tests.library.conftest import an_entry

NARROWER, RELATED = LabelType.NARROWER, LabelType.RELATED

ENTRIES = (
    an_entry("Freedom of navigation", definition="Right of ships to cross the seas."),
    an_entry(
        "Trilateral exercise",
        Kind.ORGANISATION,
        definition="Exercise of three armed forces.",
        labels=(Label("Freedom Edge", NARROWER), Label("Camp David", RELATED)),
        members=("[[australia]]", "United Kingdom", "Viet Nam"),
        joined={"Viet Nam": "1997"},
        type="exercise",
    ),
    an_entry("Australia", definition="State in the Pacific.", labels=(Label("Straya", LabelType.SHORT),)),
    an_entry(
        "Rescue after the flood",
        Kind.CASE_STUDY,
        definition="Help after a flood.",
        parties=("Viet Nam", "Malaysia", "[[attache:australia|the navy of Australia]]", "[[attache:law]]"),
        place="Đà Nẵng",
        done="Soldiers built bridges.",
        outcome="The centre of the town was dry.",
        lesson="Boats first.",
        dates=(SourceDate("1997-10", "", "the levee breaks"),),
        read_next=("Fisher, *Rivers and Regiments*, 1999",),
    ),
    an_entry("Adherence to law", definition="Keeping to what has been agreed.", body="It needs labour."),
    an_entry("Umbrella of deterrence", definition="Promise of a nuclear answer for the ally’s defence."),
    an_entry("Code of Łódź", id="code-of-lodz", definition="Rules of Straße, Æsir, Œuvre and İzmir."),
    an_entry("Law", definition="Rules that bind."),
)
PACK = Pack(
    id="attache",
    title="Leading",
    registries=Registries(
        (SourceDocument("asia", "Asia", "Asia", "", (SourceSection("methods", "Methods"),)),),
        (SourceTheme("instruments", "Instruments"),),
    ),
    entries=ENTRIES,
    accuracy=(
        SourceAccuracy(
            id="flood", title="The height of the water", sort=AccuracySort.NOT_RIGHT,
            certainty=Certainty.OPEN,
            basis="gauge records", says="It rose by a yard.", right="It rose by a fathom.",
            sections=("asia/methods",), entries=("rescue-after-the-flood",),
        ),
    ),
    guides=(
        SourceGuide("asia", "Reading it", "It is short.", (
            SourceGuideSection("Methods", "Barges are praised.", ("rescue-after-the-flood", "law")),
        )),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leading") / "reference.db"
    write_library(PACK, path)
    return path


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    with Library.open(file) as opened:
        yield opened


def ids(library: Library, text: str) -> list[str]:
    return [public(hit.row.id) for hit in library.search(text).hits]


def test_a_part_comes_after_what_is_called_so_and_before_a_text(library: Library) -> None:
    assert ids(library, "freedom") == ["freedom-of-navigation", "trilateral-exercise"]
    assert [hit.label for hit in library.search("freedom").hits] == ["", "Freedom Edge"]


def test_a_whole_name_of_a_part_or_of_something_related_comes_first(library: Library) -> None:
    for text, type_ in (("freedom edge", NARROWER), ("camp david", RELATED)):
        hit = library.search(text).hits[0]
        assert (public(hit.row.id), hit.via and hit.via.type) == ("trilateral-exercise", type_)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UK", ["trilateral-exercise"]),
        ("united kingdom", ["trilateral-exercise"]),
        ("kingdom", ["trilateral-exercise"]),
        ("viet nam", ["rescue-after-the-flood", "trilateral-exercise"]),
        ("malaysia", ["rescue-after-the-flood"]),
        ("australia", ["australia", "rescue-after-the-flood", "trilateral-exercise"]),
        ("navy of australia", ["rescue-after-the-flood"]),
        ("law", ["adherence-to-law", "law", "rescue-after-the-flood"]),
        ("da nang", ["rescue-after-the-flood"]),
    ],
)
def test_members_parties_and_places_lead_to_what_concerns_them(
    library: Library, text: str, found: list[str]
) -> None:
    hits = library.search(text).hits
    assert sorted(public(hit.row.id) for hit in hits) == sorted(found)
    assert public(hits[0].row.id) == found[0] or len(found) > 1
    assert all(hit.where == "name" for hit in hits)


def test_the_pack_that_a_link_names_leads_nowhere(library: Library) -> None:
    assert ids(library, "attache") == []


@pytest.mark.parametrize(
    ("text", "place", "quoted"),
    [
        ("fathom", "in an accuracy note", "fathom"),
        ("height of the water", "in an accuracy note", "The height of the water"),
        ("bridges", "under What was done", "Soldiers built bridges."),
        ("dry", "under Outcome", "dry"),
        ("boats", "under Lesson", "Boats first."),
        ("levee", "under Key dates", "the levee breaks"),
        ("october 1997", "under Key dates", "October 1997"),
        ("regiments", "under Further reading", "Rivers and Regiments"),
        ("gauge records", "in the sources", "gauge records"),
        ("barges", "in the study guide, Methods", "Barges are praised."),
    ],
)
def test_everything_that_is_shown_is_found_and_the_place_is_told(
    file: Path, text: str, place: str, quoted: str
) -> None:
    hit = refine(file, text, Filters(), 50, lambda: False).hits[0]
    assert (public(hit.row.id), hit.where, hit.place) == ("rescue-after-the-flood", "text", place)
    assert hit.section == ("attache:asia/methods" if place.startswith("in the study guide") else "")
    assert quoted in hit.snippet
    assert marks(hit.snippet, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("defense", "umbrella-of-deterrence"),
        ("center of the town", "rescue-after-the-flood"),
        ("labor", "adherence-to-law"),
        ("lodz", "code-of-lodz"),
        ("ŁÓDŹ", "code-of-lodz"),
        ("strasse", "code-of-lodz"),
        ("aesir", "code-of-lodz"),
        ("oeuvre", "code-of-lodz"),
        ("izmir", "code-of-lodz"),
        ("İZMİR", "code-of-lodz"),
    ],
)
def test_other_spellings_and_letters_find_the_same(
    file: Path, library: Library, text: str, found: str
) -> None:
    assert ids(library, text)[0] == found
    hit = refine(file, text, Filters(), 50, lambda: False).hits[0]
    assert marks(hit.snippet or hit.row.title, text)


@pytest.mark.parametrize(
    ("text", "first", "left_out"),
    [
        ("adherence to law and agreements", "adherence-to-law", ("agreements",)),
        ("security umbrella", "umbrella-of-deterrence", ("security",)),
        ("Boats of Gondolin", "rescue-after-the-flood", ("Gondolin",)),
        ("xyzzy Umbrella qwerty", "umbrella-of-deterrence", ("xyzzy", "qwerty")),
    ],
)
def test_one_word_too_many_is_left_out_and_named(
    file: Path, library: Library, text: str, first: str, left_out: tuple[str, ...]
) -> None:
    for results in (library.search(text), refine(file, text, Filters(), 50, lambda: False)):
        assert (public(results.hits[0].row.id), results.left_out) == (first, left_out)


def test_no_word_is_left_out_where_a_slip_explains_it(library: Library) -> None:
    results = library.search("adherance to law")
    assert (results.hits, results.left_out) == ((), ())
    assert public(results.suggestions[0].row.id) == "adherence-to-law"


def test_nothing_known_finds_nothing(library: Library) -> None:
    results = library.search("qwerty xyzzy")
    assert (results.hits, results.left_out, results.suggestions) == ((), (), ())
