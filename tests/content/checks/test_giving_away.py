"""Prompts that hold what they ask for, and those that only seem to."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.content.checks.context import bare, holds
from tests.content.checks.cards import rules_of

OTHERS = "[Pilot Guild, Lamp Crew, Tall Fleet]"


@pytest.mark.parametrize(
    "card",
    [
        'form: term, prompt: "Call of the kind that a port visit is", answer: "Courtesy call"',
        'form: question, prompt: "What is the HL called?", answer: "The Harbour League"',
        'form: question, prompt: "What is the H.L. called?", answer: "Harbour League"',
        'form: question, prompt: "Who met in the Harbor League?", answer: "The Harbour League (HL)"',
        'form: question, prompt: "What is the Harbour League called for short?", answer: "HL"',
        'form: question, prompt: "What do tar and rope cost beside rope?", answer: "Tar", accepted: [rope]',
        'form: typed, prompt: "What does a barrel of tar hold?", answer: "the tar"',
        'form: term, prompt: "Which lamp or tar burns?", answer: "Tar"',
        f'form: choice, prompt: "What is the HL?", answer: Harbour League, distractors: {OTHERS}',
        'form: cloze, prompt: "The Harbour League, or HL, lit the ships.", cloze: Harbour League',
        'form: cloze, prompt: "In those years the Harbor League, called HL, lit the ships.", cloze: HL',
    ],
)
def test_what_gives_its_answer_away_is_found(card: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, card) == ["term-in-prompt"]


@pytest.mark.parametrize(
    "card",
    [
        'form: question, prompt: "What is a lamp oath, under Harbour Law?", answer: "The pact"',
        'form: question, prompt: "What is HL-Plus a widening of?", answer: "Harbour League"',
        'form: question, prompt: "What is Harbour League-Plus a widening of?", answer: "Harbour League"',
        'form: question, prompt: "Which burns longer, tar, oil or rope?", answer: "Tar"',
        'form: question, prompt: "Which burns longer, tar, oil or the rope?", answer: "Rope"',
        'form: question, prompt: "What do tarred ropes smell of?", answer: "Tar"',
        'form: cloze, prompt: "In those years the Harbour League lit its ships home.", cloze: Harbour League',
    ],
)
def test_what_only_looks_like_its_answer_is_let_be(card: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, card) == []


@pytest.mark.parametrize(
    ("phrase", "text", "exact", "found"),
    [
        ("NATO", "What does NATO-led mean?", True, True),
        ("NATO", "What is NATO-Plus?", True, False),
        ("NATO", "What is nato?", True, False),
        ("US", "What did the U.S. do?", True, True),
        ("U.S.", "What did the US do?", True, True),
        ("ADMM-Plus", "What is the ADMM Plus?", False, True),
        ("ADMM Plus", "What is the ADMM-Plus?", False, True),
        ("pact", "What is a Pact’s worth?", False, True),
        ("pact", "What is a compact?", False, False),
        ("—", "What — then?", False, False),
    ],
)
def test_a_phrase_stands_in_a_text_as_whole_words(phrase: str, text: str, exact: bool, found: bool) -> None:
    assert holds(phrase, text, exact) is found


def test_an_answer_is_looked_at_without_article_and_brackets() -> None:
    assert bare("The collective defence (CD)") == "collective defence"
    assert bare("Another") == "Another"
    assert bare("The") == "The"
