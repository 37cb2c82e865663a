from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attache.base.entry import Source
from attache.ui.widgets.entry.citation import citation_text, definition_text
from tests.ui.examples import ENTRY, PLAIN

ON = date(2026, 2, 1)


def asia(number: int, section: str) -> Source:
    return Source(number, "", "asia", "Asia in Brief", f"s{number}", section)


def test_a_definition_is_one_paragraph_with_the_name_before_it() -> None:
    assert definition_text(ENTRY) == "Titleword (ABBRWORD): Definitionword."
    assert definition_text(PLAIN) == "Plain: Definitionword."


def test_an_entry_is_cited_as_a_reference_work_is() -> None:
    assert citation_text(PLAIN, "Military Diplomacy", "3", ON) == (
        "“Plain”, Attaché: Military Diplomacy, version 3, read on 1 February 2026."
    )


@pytest.mark.parametrize(
    ("sections", "listed"),
    [
        (["Methods"], "section “Methods”"),
        (["Methods", "Aims"], "section “Methods” and section “Aims”"),
        (["(introduction)", "Aims"], "introduction and section “Aims”"),
        (["(introduction)", "Methods", "Aims"], "3 sections"),
    ],
)
def test_the_passages_of_a_document_are_listed_together(sections: list[str], listed: str) -> None:
    sources = tuple(asia(number, section) for number, section in enumerate(sections, 1))
    assert citation_text(replace(PLAIN, sources=sources), "Work", "1", ON) == (
        f"“Plain”, Attaché: Work, version 1, read on 1 February 2026. Drawn from “Asia in Brief”, {listed}."
    )


def test_every_document_is_named_and_background_is_none() -> None:
    assert citation_text(ENTRY, "Work", "1", date(2026, 12, 31)) == (
        "“Titleword”, Attaché: Work, version 1, read on 31 December 2026. "
        "Drawn from “Asiatitle”, section “Methodsection”; “Bititle”, section “Casesection”."
    )
