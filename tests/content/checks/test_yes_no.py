"""Questions to which yes or no is an answer, and those that only begin like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.checks.cards import rules_of


@pytest.mark.parametrize(
    "prompt",
    [
        "Does the guest pay?",
        "Must the guest pay?",
        "May the guest stay?",
        "Shall the host pay?",
        "Isn't the host to pay?",
        "Aren’t the guests to pay?",
        "Cannot the guest pay?",
        "In 1999, did the guest pay?",
        "In 1999 did the guest pay?",
        "According to the book, is the guest to pay?",
        "When a guest leaves, must the host pay?",
        "Traditionally, does the host pay?",
        "The guest stays a week. Is it to pay?",
        "State whether the guest pays.",
        "True or false: the guest pays.",
        "The guest pays. True or false?",
        "Does the guest know who pays?",
        "Did the guest, which had no money, pay?",
        "Were the guests, who had no money, to pay?",
        "During the long summer does the guest pay?",
        "The guest pays, doesn't it?",
        "The guest has paid, hasn't it?",
        "Does the guest pay",
    ],
)
@pytest.mark.parametrize("form", ["question", "typed"])
def test_what_asks_for_yes_or_no_is_found(form: str, prompt: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, f'form: {form}, prompt: "{prompt}", answer: "The other one"') == ["yes-no"]


@pytest.mark.parametrize(
    "prompt",
    [
        "Were a guest to be robbed, whom must the host tell?",
        "Should a guest be robbed, what must the host do?",
        "Should a guest be robbed, what, if anything, must the host do?",
        "Had the guest stayed, to whom would it have owed more?",
        "Will of the guests is expressed how?",
        "Will of the guests is expressed in a letter to whom?",
        "May 1850 brought which guest?",
        "When was the first guest seen?",
        "Where did the first guest sit?",
        "In 1999, which guest paid?",
        "What, if anything, can the guest do?",
        "How long, in calm weather, does a guest stay?",
        "Is a guest robbed? What must the host do?",
        "The guest came, was fed, and paid whom?",
        "Name what is owed by the guest.",
    ],
)
def test_what_asks_for_more_is_let_be(prompt: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, f'form: question, prompt: "{prompt}", answer: "The other one"') == []


@pytest.mark.parametrize(
    "card",
    [
        'form: choice, prompt: "Must it pay?", answer: "It must", distractors: [Hay, Straw, Oats]',
        'form: term, prompt: "Is it a call at a harbour?", answer: "Courtesy call"',
        'form: confusable, pair: [guild, crew], prompt: "Does it know the channel?", answer: Pilot Guild',
    ],
)
def test_every_form_that_asks_in_prose_is_looked_at(card: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, card) == ["yes-no"]


def test_a_description_is_no_question(tmp_path: Path) -> None:
    card = 'form: confusable, pair: [guild, crew], prompt: "Must know the channel", answer: Pilot Guild'
    assert rules_of(tmp_path, card) == []


@pytest.mark.parametrize(
    "answer", ["Yes", "No", "yes, the host does", "No, the guest does", "No: never", "True."]
)
def test_an_answer_of_yes_or_no_is_found(answer: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, f'form: question, prompt: "Who is to pay?", answer: "{answer}"') == ["yes-no"]


@pytest.mark.parametrize("answer", ["No member of the crew", "Nobody", "Yesterday's host", "True friends"])
def test_an_answer_that_only_begins_like_one_is_let_be(answer: str, tmp_path: Path) -> None:
    assert rules_of(tmp_path, f'form: question, prompt: "Who is to pay?", answer: "{answer}"') == []
