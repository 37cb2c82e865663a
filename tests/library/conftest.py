"""A small library, compiled as the shipped one is, in which every way of finding has something to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attache.base.entry import AccuracySort, Certainty, Label
from attache.base.vocabulary import CardForm, Kind, LabelType
from attache.content.compile import write_library
from attache.content.pack import (
    Pack,
    Registries,
    SourceAccuracy,
    SourceBackground,
    SourceCard,
    SourceClaim,
    SourceDocument,
    SourceEntry,
    SourceRelationType,
    SourceSection,
    SourceTheme,
)
from attache.library.library import Library

ABBREVIATION, SPELLING, SYNONYM, MISSPELLING = (
    LabelType.ABBREVIATION, LabelType.SPELLING, LabelType.SYNONYM, LabelType.MISSPELLING
)  # fmt: skip


def an_entry(title: str, kind: Kind = Kind.CONCEPT, **more: object) -> SourceEntry:
    """Return an entry whose id is its title in small letters with hyphens, unless told otherwise."""
    plain = "".join(ch if ch.isalnum() and ch.isascii() else "-" for ch in title.lower())
    given: dict[str, object] = {
        "id": "-".join(part for part in plain.split("-") if part),
        "kind": kind,
        "title": title,
        "definition": "Something that a test looks up.",
        "theme": "instruments",
        "sources": ("asia/methods",),
        **more,
    }
    return SourceEntry(**given)  # type: ignore[arg-type]


ORGANISATION, CASE = Kind.ORGANISATION, Kind.CASE_STUDY

ENTRIES = (
    an_entry(
        "Association of Southeast Asian Nations", ORGANISATION, importance=1, theme="forums",
        labels=(Label("ASEAN", ABBREVIATION),), sources=("asia/asean",), type="regional organisation",
    ),
    an_entry(
        "ASEAN Defence Ministers’ Meeting", ORGANISATION, importance=1, theme="forums",
        labels=(Label("ADMM", ABBREVIATION),), sources=("asia/asean",), type="forum",
        relations={"part-of": ("association-of-southeast-asian-nations",)},
    ),
    an_entry(
        "ASEAN Defence Ministers’ Meeting Plus", ORGANISATION, importance=1, theme="forums",
        labels=(Label("ADMM-Plus", ABBREVIATION), Label("ADMM+", SPELLING)),
        sources=("asia/asean",), type="forum",
        relations={"part-of": ("asean-defence-ministers-meeting",)},
    ),
    an_entry(
        "Shangri-La Dialogue", ORGANISATION, theme="forums", type="forum", founded="2002",
        definition="A yearly meeting of defence ministers in Singapore.",
        labels=(Label("SLD", ABBREVIATION),),
        background=(SourceBackground("It sits in June.", "its programme"),),
    ),
    an_entry(
        "Five Power Defence Arrangements", ORGANISATION, importance=1, theme="agreements", type="arrangement",
        labels=(Label("FPDA", ABBREVIATION), Label("Five Power Defense Arrangements", SPELLING)),
        sources=("asia/methods", "bilateral/cases"), members=("Malaysia", "Singapore"),
        definition="Understandings by which five states undertake to consult one another.",
        body="An integrated air defence system and regular exercises.\n\nNo [[treaty]] binds the five.",
        claims=(SourceClaim("a success", "bilateral/cases"),),
        cards=(
            SourceCard("fpda-duty", CardForm.QUESTION, "What must the five do?", "Consult", why="No more."),
            SourceCard("fpda-list", CardForm.LIST, "Name two.", items=("Malaysia", "Singapore")),
        ),
    ),
    an_entry(
        "Military attaché", theme="actors", labels=(Label("defense attaché", SPELLING),
                                                    Label("military attachment", MISSPELLING)),
        definition="An officer accredited to a foreign government.", body="Attachés observe and report.",
    ),
    an_entry("Treaty", theme="agreements", body="Binding in law, and *registered* with care."),
    an_entry("Peacekeeping", theme="operations", sources=("bilateral/cases",)),
    an_entry("Crisis management", theme="operations", sources=("bilateral/cases",)),
    an_entry("Collective security", labels=(Label("security for all", SYNONYM),)),
    an_entry("Cooperative security"),
    an_entry("Côte d’Ivoire mission", CASE, theme="operations", parties=("Malaysia", "Gondor"),
             lesson="Patience pays in mediation.", sources=("bilateral/cases",)),
    an_entry("U.S.–China hotline", CASE, theme="operations", parties=("China",), sources=("asia/asean",)),
    an_entry("2001 incident", CASE, theme="operations", parties=("China",)),
    an_entry("Женева", CASE, theme="forums", parties=("many",)),
)  # fmt: skip

PACK = Pack(
    id="attache",
    title="A small library",
    version="3",
    about="For tests.",
    registries=Registries(
        (
            SourceDocument("asia", "Military Diplomacy in Asia", "Asia", "No author named.",
                           (SourceSection("methods", "Methods"), SourceSection("asean", "ASEAN"))),
            SourceDocument("bilateral", "Bilateral Relations", "Bilateral", "",
                           (SourceSection("cases", "Cases"),)),
        ),
        tuple(SourceTheme(theme, theme.title())
              for theme in ("instruments", "forums", "agreements", "actors", "operations")),
        (SourceRelationType("part-of", "Part of", "has-part", "Has part"),),
    ),
    entries=ENTRIES,
    accuracy=(
        SourceAccuracy(
            id="fpda-duty", title="The duty", sort=AccuracySort.NOT_RIGHT, certainty=Certainty.CERTAIN,
            basis="communique, 1971", says="It is called mutual defence.", right="It is a duty to consult.",
            sections=("bilateral/cases",), entries=("five-power-defence-arrangements",),
        ),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a file."""
    path = tmp_path_factory.mktemp("library") / "reference.db"
    write_library(PACK, path)
    return path


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    """The small library, open."""
    with Library.open(library_file) as opened:
        yield opened


@pytest.fixture
def found(library: Library) -> Callable[[str], list[str]]:
    """Look a text up in the small library and return the titles found by name, in order."""
    return lambda text: [hit.row.title for hit in library.search(text).hits if hit.where == "name"]


@pytest.fixture(scope="session")
def crowd_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library so large that common starts of names are answered from stored sets."""
    from tests.bench.generate import generated_pack

    path = tmp_path_factory.mktemp("crowd") / "reference.db"
    write_library(generated_pack(2500), path)
    return path


@pytest.fixture
def crowd(crowd_file: Path) -> Iterator[Library]:
    """The large library, open."""
    with Library.open(crowd_file) as opened:
        yield opened
