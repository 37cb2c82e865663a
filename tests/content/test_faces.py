"""Both sides of every form of card."""

from __future__ import annotations

import pytest

from attache.base.vocabulary import CardForm, Kind
from attache.content.faces import Faces, answer_of, gaps_of, prompt_of
from attache.content.links import Linker
from attache.content.pack import SourceCard, SourceEntry

ENTRY = SourceEntry("pact", Kind.CONCEPT, "Pact", "A promise[^1] of [[visit]] in writing.", "ideas")
VISIT = SourceEntry("visit", Kind.CONCEPT, "Port visit", "Call.", "ideas")
FACES = Faces(Linker((ENTRY, VISIT)))


@pytest.mark.parametrize(
    ("card", "front", "back"),
    [
        (
            SourceCard("a", CardForm.QUESTION, "Why *so*?", "It pays", "See [[visit|a call]] or a pact.[^1]"),
            "<p>Why <em>so</em>?</p>",
            '<p>It pays</p><p class="why">See <a href="attache://entry/visit">a call</a> or a pact.</p>',
        ),
        (
            SourceCard("a", CardForm.TERM),
            "<p>A promise of Port visit in writing.</p>",
            "<p>Pact</p>",
        ),
        (SourceCard("a", CardForm.DEFINITION, answer="A deal"), "<p>Pact</p>", "<p>A deal</p>"),
        (
            SourceCard("a", CardForm.CLOZE, "All [[visit|ports]] share <lamps> & oil.", cloze="<lamps>"),
            '<p>All ports share <span class="gap">…</span> &amp; oil.</p>',
            "<p>All ports share <strong>&lt;lamps&gt;</strong> &amp; oil.</p>",
        ),
        (
            SourceCard("a", CardForm.CHOICE, "Which?", "This", distractors=("That", "Those", "These")),
            "<p>Which?</p>",
            "<p>This</p>",
        ),
        (
            SourceCard("a", CardForm.LIST, "Which two?", items=("*One*", "Two & three")),
            "<p>Which two?</p>",
            "<ul><li><em>One</em></li><li>Two &amp; three</li></ul>",
        ),
        (
            SourceCard("a", CardForm.LIST, "Which two?", items=("One", "Two"), ordered=True),
            "<p>Which two?</p>",
            "<ol><li>One</li><li>Two</li></ol>",
        ),
    ],
    ids=["question", "term", "definition", "cloze", "choice", "list", "ordered list"],
)
def test_the_two_sides_of_a_card(card: SourceCard, front: str, back: str) -> None:
    assert FACES.front(ENTRY, card) == front
    assert FACES.back(ENTRY, card) == back


def test_defaults_stand_in_for_what_is_left_out() -> None:
    assert prompt_of(ENTRY, SourceCard("a", CardForm.TERM)) == ENTRY.definition
    assert prompt_of(ENTRY, SourceCard("a", CardForm.TERM, "Said otherwise")) == "Said otherwise"
    assert answer_of(ENTRY, SourceCard("a", CardForm.CLOZE, "A b c", cloze="b")) == "b"
    assert answer_of(ENTRY, SourceCard("a", CardForm.LIST, "?", items=("a", "b"))) == "a; b"


def test_a_gap_is_a_whole_word() -> None:
    card = SourceCard("a", CardForm.CLOZE, "Lamplight of a lamp", cloze="lamp")
    assert gaps_of(card) == [(15, 19)]


def test_the_sign_for_a_gap_in_a_text_is_no_gap() -> None:
    card = SourceCard("a", CardForm.CLOZE, "A \ue000 and a lamp", cloze="lamp")
    assert FACES.front(ENTRY, card) == '<p>A and a <span class="gap">…</span></p>'
