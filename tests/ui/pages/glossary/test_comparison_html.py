"""A comparison as HTML: what each part shows, beside each other or below, and nothing unescaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextDocument

from attache.base.entry import Card, Fact
from attache.base.vocabulary import CardForm, EntryRef, Kind
from attache.library.comparing import Comparison, Side
from attache.ui.pages.glossary.comparison_html import comparison_page, sheet
from attache.ui.shell.palette import LIGHT
from attache.ui.widgets.entry.html import Style
from tests.ui.examples import ENTRY

STYLE = Style(LIGHT, round)
MARKS = '<sup><a href="#note-1">1</a>,</sup><sup><a href="#note-2">2</a></sup>'
CARD = Card("c", CardForm.CONFUSABLE, "five", "Promptword", "Answerword", "Whyword", 2, "", "")
FACTS = (
    Fact("type", "Type", "Hiddenword", "Hiddenword"),
    Fact("members", "Members (2020)", "A", f"Aword{MARKS}"),
    Fact("members", "Members (2020)", "B", "Bword"),
)
FIRST = Side(
    replace(ENTRY, facts=FACTS),
    ("Is not", "Part of"),
    ('<p>Passageword<sup><a href="#note-3">3</a></sup></p>', "<li>Itemword</li>"),
    (CARD,),
)
SECOND = Side(
    replace(
        ENTRY,
        ref=EntryRef("p:six", "Otherword", Kind.CONCEPT),
        abbreviation="",
        facts=(Fact("members", "Members (2024)", "C", "Cword"), Fact("seat", "Seat", "D", "Dword")),
    ),
    (),
    (),
    (),
)
WHOLE = Comparison(FIRST, SECOND, (replace(CARD, prompt="Bothword"),), ENTRY.accuracy[:1])


def seen(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def laid_out(comparison: Comparison) -> QTextDocument:
    """Return a comparison side by side, each side some 280 pixels wide."""
    document = QTextDocument()
    document.setDefaultStyleSheet(sheet(STYLE))
    document.setHtml(comparison_page(comparison, STYLE, beside=True))
    document.setTextWidth(600)
    return document


def top(document: QTextDocument, words: str) -> float:
    """Return how far down the page a paragraph begins that has some words, in pixels."""
    return document.documentLayout().blockBoundingRect(document.find(words).block()).top()


@pytest.mark.parametrize("beside", [True, False])
def test_everything_that_tells_them_apart_is_shown(beside: bool) -> None:
    html = comparison_page(WHOLE, STYLE, beside)
    text = seen(html)
    for words in (
        "Titleword", "Otherword", "ABBRWORD · Open entry", "Differences", "Passageword", "Itemword",
        "Cards that tell them apart", "Promptword", "Whyword", "Bothword", "Facts", "Members (2020)", "Aword",
        "Bword", "Members (2024)", "Cword", "Seat", "Dword", "Is not Otherword", "Part of Otherword",
        "Accuracy notes on both",
    ):  # fmt: skip
        assert words in text, words
    assert "Hiddenword" not in text
    assert "#note-" not in html
    assert 'href="attache://entry/p:six"' in html
    assert (html.count('width="50%"') > 0) is beside


def test_it_is_said_what_only_one_of_them_has() -> None:
    text = seen(comparison_page(WHOLE, STYLE, beside=True))
    assert re.search(r"Seat\nNot stated\nSeat\nDword", text)
    assert re.search(r"Relation\nIs not Otherword\nPart of Otherword\nRelation\nNot stated", text)
    assert "Otherword\nNo passage\n" in text
    assert "Otherword\nNo card\n" in text


def test_both_definitions_start_on_one_line_whatever_is_above_them() -> None:
    long = EntryRef("p:five", "A title of so many words that it takes several lines", Kind.ORGANISATION)
    means = "Meaningword"
    pair = replace(
        WHOLE,
        first=replace(FIRST, entry=replace(FIRST.entry, ref=long)),
        second=replace(SECOND, entry=replace(SECOND.entry, definition_html=means)),
    )
    document = laid_out(pair)
    assert top(document, "Definitionword") == top(document, means)
    assert top(document, "A title") < top(document, means) - 60


def test_facts_of_one_sort_are_further_apart_than_the_lines_of_one() -> None:
    document = laid_out(WHOLE)
    assert top(document, "Bword") - top(document, "Aword") >= 21 + 5


def test_parts_with_nothing_in_them_are_left_out() -> None:
    bare = replace(SECOND, entry=replace(SECOND.entry, facts=()))
    text = seen(comparison_page(Comparison(bare, bare, (), ()), STYLE, beside=True))
    for words in ("apart", "Facts", "Accuracy", "No ", "Not "):
        assert words not in text


def test_nothing_is_drawn_but_what_the_compiler_wrote() -> None:
    bad = "<img src=x>"
    hostile = replace(
        FIRST,
        entry=replace(FIRST.entry, ref=EntryRef("p:x", bad, Kind.CONCEPT), abbreviation=bad, type=bad),
        relations=(bad,),
        cards=(replace(CARD, prompt=bad, why=bad),),
    )
    fact = replace(hostile, entry=replace(hostile.entry, facts=(Fact("k", bad, "", ""),)))
    questions = (replace(CARD, prompt=bad, answer=bad),)
    for beside in (True, False):
        assert "<img" not in comparison_page(Comparison(hostile, fact, questions, ()), STYLE, beside)


def test_the_style_is_that_of_an_entry_with_smaller_titles() -> None:
    assert sheet(STYLE).startswith(STYLE.sheet())


@pytest.mark.parametrize("beside", [True, False])
def test_rules_stand_between_the_facts_and_not_under_their_heading(beside: bool) -> None:
    html = comparison_page(WHOLE, STYLE, beside)
    cells = re.findall(r"<td[^>]*>", html[html.index("Facts") : html.index("Accuracy notes")])
    first = 2 if beside else 1
    assert not any("border-top" in cell for cell in cells[:first])
    assert all("border-top" in cell for cell in cells[first:])
    assert len(cells) > first
