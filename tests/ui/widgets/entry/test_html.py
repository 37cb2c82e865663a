from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from attache.base.entry import AccuracySort, Certainty, Entry, Fact, Label, RelationGroup, Source
from attache.base.vocabulary import EntryRef, Kind, LabelType
from attache.ui.shell.palette import DARK, LIGHT
from attache.ui.widgets.entry.html import (
    CERTAINTY_WORDS,
    SORT_WORDS,
    Style,
    kind_words,
    main_column,
    printed,
    ruled_table,
    side_column,
    source_words,
)
from tests.ui.examples import ENTRY, PLAIN, a_note, a_ref

STYLE = Style(LIGHT, round)
HOSTILE = '<img src="file:///secret.png"><script>alert("x")</script>&amp;\'</p>'


def page(entry: Entry) -> str:
    return main_column(entry, STYLE) + side_column(entry)


def seen(html: str) -> str:
    """Return the text that Qt makes of a page."""
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_everything_an_entry_has_stands_on_its_page_once(qapp: QApplication) -> None:
    text = seen(page(ENTRY)).lower()
    words = [
        "titleword", "abbrword", "synonymword", "formerword", "typeword", "definitionword", "bodyword",
        "linkword", "foundedlabel", "foundedword", "claimword", "partword", "relatedone", "relatedtwo",
        "saysword", "rightword", "asiashort", "bishort", "asiatitle", "methodsection", "bititle",
        "casesection", "basisnote", "likely", "treatyword", "bookword",
        "background: not in any of the documents",
        *(f"mention{number:02}" for number in range(15)),
    ]  # fmt: skip
    assert {word: text.count(word) for word in words if text.count(word) != 1} == {}


def test_names_that_only_help_to_find_it_do_not(qapp: QApplication) -> None:
    text = seen(page(ENTRY)).lower()
    hidden = (
        "mispeltword",
        "pluralwords",
        "spellingword",
        "narrowerword",
        "nearword",
        "typefact",
        "themeword",
        "basisword",
    )
    assert [word for word in hidden if word in text] == []


def test_it_reads_in_order(qapp: QApplication) -> None:
    text = seen(page(ENTRY))
    order = [
        "ORGANISATION · TYPEWORD", "Titleword", "ABBRWORD", "Also: Synonymword, Formerword", "Background:",
        "Definitionword", "Bodyword", "Foundedlabel", "What the documents say", "Claimword", "Incorrect",
        "saysword", "rightword", "Further reading", "Treatyword", "Bookword", "Partword", "Mentioned in",
        "Sources",
    ]  # fmt: skip
    assert all(words in text for words in order)
    assert order == sorted(order, key=text.index)


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        (LabelType.NARROWER, "“Exercise <b>Ulchi” is covered in this entry."),
        (LabelType.RELATED, "“Exercise <b>Ulchi” has no entry of its own. This entry is related to it."),
        (LabelType.SYNONYM, ""),
    ],
)
def test_who_arrives_by_a_name_of_something_else_is_told_first(
    type_: LabelType, said: str, qapp: QApplication
) -> None:
    text = seen(main_column(ENTRY, STYLE, Label("Exercise <b>Ulchi", type_)))
    assert text.startswith(said or "ORGANISATION")


def test_paper_has_what_to_read_next(qapp: QApplication) -> None:
    assert "Further reading\nTreatyword\nBookword" in seen(printed(ENTRY, STYLE))


def test_what_an_entry_does_not_have_leaves_no_empty_heads(qapp: QApplication) -> None:
    text = [line for line in seen(page(PLAIN)).splitlines() if line]
    assert text == ["CONCEPT · THEMEWORD", "Plain", "Definitionword1.", "Bodyword linkword."]
    assert side_column(PLAIN) == ""


def test_no_text_of_an_entry_is_taken_for_html(qapp: QApplication) -> None:
    entry = replace(
        ENTRY,
        ref=EntryRef("five", HOSTILE + "title", Kind.CONCEPT),
        type=HOSTILE + "type",
        abbreviation=HOSTILE + "abbreviation",
        labels=(Label(HOSTILE + "label", LabelType.SYNONYM),),
        facts=(Fact("founded", HOSTILE + "fact", "", "1971"),),
        relations=(RelationGroup("of", HOSTILE + "words", (a_ref("x"),)),),
        mentioned_by=(EntryRef("y", HOSTILE + "mention", Kind.CONCEPT),),
        sources=(
            Source(1, "", "asia", HOSTILE + "document", "s", HOSTILE + "section"),
            Source(2, HOSTILE + "basis"),
        ),
        accuracy=(replace(a_note(), documents=(HOSTILE + "where",)),),
    )
    html = printed(entry, STYLE, HOSTILE + "note")
    assert "<img" not in html
    assert "<script" not in html
    text = seen(html)
    parts = "title abbreviation label fact words mention document section basis where note".split()
    assert [part for part in parts if HOSTILE + part not in text] == []
    assert (HOSTILE + "type").upper() in text


@pytest.mark.parametrize("sort", AccuracySort)
@pytest.mark.parametrize("certainty", Certainty)
def test_an_accuracy_note_says_in_words_what_is_the_matter_and_how_sure_that_is(
    qapp: QApplication, sort: AccuracySort, certainty: Certainty
) -> None:
    note = replace(a_note(sort), certainty=certainty)
    text = seen(main_column(replace(ENTRY, accuracy=(note,)), STYLE))
    where = "" if sort is AccuracySort.DIFFER else " in “Asiashort” and “Bishort”"
    assert f"{SORT_WORDS[sort]}{where}\n" in text
    assert f"{CERTAINTY_WORDS[certainty]}.3\n" in text


def test_every_sort_and_every_certainty_has_words_of_its_own() -> None:
    assert len(set(SORT_WORDS.values())) == len(AccuracySort) == len(SORT_WORDS)
    assert len(set(CERTAINTY_WORDS.values())) == len(Certainty) == len(CERTAINTY_WORDS)


def test_a_note_without_a_basis_or_a_document_has_no_loose_ends(qapp: QApplication) -> None:
    note = replace(a_note(), note=0, documents=())
    html = main_column(replace(ENTRY, accuracy=(note,)), STYLE)
    assert "note-0" not in html
    assert "Incorrect\n" in seen(html)


def test_documents_are_listed_as_one_says_them(qapp: QApplication) -> None:
    note = replace(a_note(), documents=("A", "B", "C"))
    assert "Incorrect in “A”, “B” and “C”" in seen(main_column(replace(ENTRY, accuracy=(note,)), STYLE))


def test_every_source_mark_leads_to_a_source(qapp: QApplication) -> None:
    html = page(ENTRY)
    marks = set(re.findall(r'href="#note-(\d+)"', html))
    anchors = re.findall(r'name="note-(\d+)"', html)
    assert marks == set(anchors) == {"1", "2", "3"}
    assert len(anchors) == 3


@pytest.mark.parametrize(("mentions", "shown", "left"), [(0, 0, 0), (12, 12, 0), (13, 12, 1), (40, 12, 28)])
def test_a_long_list_of_references_is_cut_short_but_can_be_had_whole(
    qapp: QApplication, mentions: int, shown: int, left: int
) -> None:
    entry = replace(ENTRY, mentioned_by=tuple(a_ref(f"mention{number:02}") for number in range(mentions)))
    short, whole = side_column(entry, whole=False), side_column(entry)
    assert len(re.findall("/mention", short)) == shown
    assert (f"and {left} more" in seen(short)) is (left > 0)
    assert ('href="#rest"' in short) is (left > 0)
    assert len(re.findall("/mention", whole)) == mentions
    assert "#rest" not in whole
    assert ("Mentioned in" in short) is (mentions > 0)


def test_paper_has_the_whole_page_and_the_reader_s_own_note(qapp: QApplication) -> None:
    text = seen(printed(ENTRY, STYLE, "first <line>\nsecond & line"))
    assert "Your note\nfirst <line>\nsecond & line\n" in text
    assert "Mention14" in text
    assert "Your note" not in seen(printed(ENTRY, STYLE))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_one_of_the_palette(colours: object) -> None:
    palette = LIGHT if colours is LIGHT else DARK
    style = Style(palette, round)
    used = set(re.findall(r"#[0-9A-Fa-f]{6}\b", style.sheet() + main_column(ENTRY, style)))
    assert used
    assert used <= set(palette._asdict().values())


def test_every_length_scales(qapp: QApplication) -> None:
    double = Style(LIGHT, lambda length: round(2 * length))
    for once, twice in (
        (STYLE.sheet(), double.sheet()),
        (main_column(ENTRY, STYLE), main_column(ENTRY, double)),
    ):
        before = [int(found) for found in re.findall(r"(\d+)px", once)]
        after = [int(found) for found in re.findall(r"(\d+)px", twice)]
        assert before
        stiff = {was for was, now in zip(before, after, strict=True) if now == was}
        assert stiff <= {0, 1}, "only a hairline stays as it is"


def test_the_sort_of_an_entry_is_its_type_or_else_its_theme() -> None:
    assert kind_words(ENTRY) == "Organisation · typeword"
    assert kind_words(PLAIN) == "Concept · Themeword"
    assert kind_words(replace(PLAIN, theme_title="")) == "Concept"


def test_a_source_is_a_passage_or_background() -> None:
    assert [source_words(source) for source in ENTRY.sources] == [
        ("Asiatitle", "Methodsection"),
        ("Bititle", "Casesection"),
        ("Background", "Basisnote"),
    ]


def test_a_table_has_as_many_cells_as_it_was_given() -> None:
    html = ruled_table([("a", "b"), ("c", "d")], (0, "40%"), STYLE)
    assert html.count("<tr>") == 2
    assert html.count('width="40%"') == 2
    with pytest.raises(ValueError, match="zip"):
        ruled_table([("a", "b", "c")], (0, 1), STYLE)
