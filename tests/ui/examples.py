"""Entries made up for tests: one that says everything, each thing in a word of its own."""

from __future__ import annotations

from dataclasses import replace

from attache.base.entry import (
    AccuracyNote,
    AccuracySort,
    Certainty,
    Claim,
    Entry,
    Fact,
    Label,
    RelationGroup,
    Source,
    Work,
)
from attache.base.vocabulary import EntryRef, EntryRow, Kind, LabelType
from attache.library.results import Hit


def a_row(n: int, title: str = "", kind: Kind = Kind.CONCEPT, **more: str) -> EntryRow:
    """Return a row; its id is ``entry-n``, and its title a number unless one is given."""
    definition = more.get("definition", f"Definition of {n}.")
    return EntryRow(n, f"entry-{n}", kind, title or f"Entry {n}", more.get("abbreviation", ""), definition)


def a_hit(
    n: int, title: str = "", kind: Kind = Kind.CONCEPT, label: str = "", snippet: str = "", **more: str
) -> Hit:
    """Return a hit on such a row."""
    via = Label(label, LabelType.SYNONYM) if label else None
    return Hit(a_row(n, title, kind, **more), via, snippet)


def a_ref(name: str, kind: Kind = Kind.CONCEPT) -> EntryRef:
    """Return a reference whose title is the name spelt large."""
    return EntryRef(name, name.capitalize(), kind)


def a_note(sort: AccuracySort = AccuracySort.NOT_RIGHT) -> AccuracyNote:
    """Return an accuracy note on a passage of two documents."""
    return AccuracyNote(
        id="doubt",
        title="Doubt",
        sort=sort,
        certainty=Certainty.LIKELY,
        says="saysword",
        says_html="<p>saysword</p>",
        right="rightword",
        right_html="<p>rightword</p>",
        basis="basisword",
        note=3,
        sections=(("asia", "methods"),),
        documents=("Asiashort", "Bishort"),
    )


ENTRY = Entry(
    ref=EntryRef("five", "Titleword", Kind.ORGANISATION),
    type="typeword",
    theme="forums",
    theme_title="Themeword",
    abbreviation="ABBRWORD",
    outside=True,
    labels=(
        Label("ABBRWORD", LabelType.ABBREVIATION),
        Label("Synonymword", LabelType.SYNONYM),
        Label("Formerword", LabelType.FORMER),
        Label("Mispeltword", LabelType.MISSPELLING),
        Label("Pluralwords", LabelType.PLURAL),
        Label("Spellingword", LabelType.SPELLING),
        Label("Narrowerword", LabelType.NARROWER),
        Label("Nearword", LabelType.RELATED),
    ),
    definition="Definitionword.",
    definition_html='Definitionword<sup><a href="#note-1">1</a></sup>.',
    body="Bodyword linkword.",
    body_html='<p>Bodyword <a href="attache://entry/linked">linkword</a>.</p>',
    facts=(
        Fact("type", "Sort", "typefact", "typefact"),
        Fact("founded", "Foundedlabel", "foundedword", "foundedword"),
    ),
    claims=(Claim("Claimword", 'Claimword<sup><a href="#note-2">2</a></sup>', 2),),
    relations=(RelationGroup("part-of", "Partword", (a_ref("relatedone"), a_ref("relatedtwo"))),),
    mentioned_by=tuple(a_ref(f"mention{number:02}") for number in range(15)),
    sources=(
        Source(1, "", "asia", "Asiatitle", "methods", "Methodsection"),
        Source(2, "", "bi", "Bititle", "cases", "Casesection"),
        Source(3, "Basisnote"),
    ),
    accuracy=(a_note(),),
    cards=(),
    read_next=(Work("Treatyword", "<em>Treatyword</em>"), Work("Bookword", "Bookword")),
)
"""Every word that ends in “word” stands on the page exactly once, unless it is hidden."""

PLAIN = replace(
    ENTRY,
    ref=EntryRef("plain", "Plain", Kind.CONCEPT),
    type="",
    abbreviation="",
    outside=False,
    labels=(),
    facts=(),
    claims=(),
    relations=(),
    mentioned_by=(),
    sources=(),
    accuracy=(),
    read_next=(),
)
"""An entry that has nothing but its definition and a text."""
