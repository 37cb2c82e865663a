"""Two entries side by side: everything that the library has to tell them apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.base.entry import Card, Label, RelationGroup
from attache.base.ids import public
from attache.base.vocabulary import CardForm, EntryRef, Kind, LabelType
from attache.library.comparing import compare, worth_comparing
from attache.library.library import Library
from attache.library.pages import UnknownEntry
from tests.shipped import shipped_library
from tests.ui.examples import ENTRY


def a_card(id_: str, form: CardForm, prompt: str, answer: str = "", **detail: object) -> Card:
    return Card(f"p:{id_}", form, "p:left", prompt, answer, "", 2, "", "", detail=detail)


def refs(*ids: str) -> tuple[EntryRef, ...]:
    return tuple(EntryRef(f"p:{id_}", id_.title(), Kind.CONCEPT) for id_ in ids)


BARE = replace(ENTRY, labels=(), relations=(), accuracy=(), cards=(), body_html="")
LEFT = replace(BARE, ref=EntryRef("p:left", "Left", Kind.CONCEPT))
RIGHT = replace(BARE, ref=EntryRef("p:right", "Right wing", Kind.CONCEPT))
PAIR = ["p:left", "p:right", "p:middle"]


def test_the_paragraphs_in_which_one_speaks_of_the_other_are_quoted() -> None:
    to_right = '<a href="attache://entry/p:right">it</a>'
    body = f"<p>None.</p><p>Not {to_right}.</p><ul><li>Nor\n{to_right}</li><li>x</li></ul>"
    comparison = compare(replace(LEFT, body_html=body), RIGHT)
    assert comparison.first.passages == (f"<p>Not {to_right}.</p>", f"<li>Nor\n{to_right}</li>")
    assert comparison.second.passages == ()
    assert comparison.ids == ("p:left", "p:right")


def test_relations_are_told_from_either_end() -> None:
    part = RelationGroup("part-of", "Part of", refs("right", "else"))
    left = replace(LEFT, relations=(part, RelationGroup("uses", "Uses", refs("else"))))
    right = replace(RIGHT, relations=(RelationGroup("has-part", "Has part", refs("left")),))
    comparison = compare(left, right)
    assert (comparison.first.relations, comparison.second.relations) == (("Part of",), ("Has part",))


def test_cards_are_under_the_entry_that_answers_them() -> None:
    left = replace(
        LEFT,
        cards=(
            a_card("a", CardForm.CONFUSABLE, "Goes left", "Left", pair=PAIR),
            a_card("b", CardForm.CONFUSABLE, "Goes neither way", "Middle", pair=PAIR),
            a_card("c", CardForm.CONFUSABLE, "Goes elsewhere", "Left", pair=["p:left", "p:middle"]),
            a_card("d", CardForm.CHOICE, "Which is left?", "Left", distractors=["Up", "Right wing"]),
            a_card("e", CardForm.CHOICE, "Which is not up?", "Left", distractors=["Up", "Down"]),
            a_card("f", CardForm.TERM, "Goes left", "Left"),
        ),
    )
    right = replace(RIGHT, cards=(a_card("g", CardForm.CONFUSABLE, "Goes right", "Right wing", pair=PAIR),))
    comparison = compare(left, right)
    assert [card.prompt for card in comparison.first.cards] == ["Goes left", "Which is left?"]
    assert [card.prompt for card in comparison.second.cards] == ["Goes right"]
    assert comparison.questions == ()


def test_questions_that_name_both_are_told() -> None:
    left = replace(
        LEFT,
        labels=(
            Label("port", LabelType.SYNONYM),
            Label("wing", LabelType.SYNONYM),
            Label("q", LabelType.MISSPELLING),
        ),
        cards=(
            a_card("a", CardForm.QUESTION, "How does Left differ from the right wing?", "In direction"),
            a_card("b", CardForm.TYPED, "What has port that the right-wing lacks?", "A glass"),
            a_card("c", CardForm.QUESTION, "What is the right wing?", "Not a wing of its own"),
            a_card("d", CardForm.QUESTION, "Is q right wing?", "A misspelling is no name"),
        ),
    )
    assert [public(card.id) for card in compare(left, RIGHT).questions] == ["p:a", "p:b"]


def test_notes_that_are_shown_with_both_are_told() -> None:
    notes = (replace(ENTRY.accuracy[0], id="p:both"), replace(ENTRY.accuracy[0], id="p:one"))
    comparison = compare(replace(LEFT, accuracy=notes), replace(RIGHT, accuracy=notes[:1]))
    assert comparison.accuracy == notes[:1]


def test_what_is_most_often_confused_is_offered_first() -> None:
    groups = (
        RelationGroup("contrasts-with", "Contrasts with", refs("contrast")),
        RelationGroup("confused-with", "Often confused with", refs("confused", "both")),
        RelationGroup("uses", "Uses", refs("used")),
    )
    cards = (a_card("a", CardForm.CONFUSABLE, "x", pair=["p:left", "p:both", "p:asked"]),)
    found = worth_comparing(replace(LEFT, relations=groups, cards=cards))
    assert found == ("p:confused", "p:both", "p:contrast", "p:asked")


def test_whatever_is_confused_in_the_shipped_library_can_be_told_apart() -> None:
    with Library.open(shipped_library()) as library:
        comparison = library.compare("collective-defence", "collective-security")
        assert all(
            side.passages and side.cards and side.relations for side in (comparison.first, comparison.second)
        )
        entries = [library.entry(row.id) for row in library.rows(list(library.browse()))]
        for entry in entries[::5]:
            for other in worth_comparing(entry):
                assert library.compare(entry.id, other).ids == (entry.id, other)
        with pytest.raises(UnknownEntry):
            library.compare("nato", "atlantis")
