"""Rules on the deck of a complete pack: how prompts ask, repeated questions, and the sizes of tiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.content.checking import check
from tests.content.checks.cards import problems_of
from tests.content.packs import changed, write_pack


def rules(folder: Path, card: str) -> set[str]:
    return {problem.rule for problem in problems_of(folder, card)}


@pytest.mark.parametrize(
    "prompt",
    [
        "Which ship lit the channel?",
        "A keeper trims the wick at dusk.",
        "One ship is late. Which signal is meant?",
        "Two keepers met at the pier.",
        "Explain the signal of the red flag.",
        "Boats must wait outside.",
    ],
)
@pytest.mark.parametrize("form", ["form: question", "form: confusable, pair: [guild, crew]"])
def test_a_question_or_a_sentence_is_let_be(prompt: str, form: str, tmp_path: Path) -> None:
    card = f'{form}, prompt: "{prompt}", answer: {"Pilot Guild" if "pair" in form else "Ropes"}'
    assert "no-sentence" not in rules(tmp_path, card)


@pytest.mark.parametrize("prompt", ["Signal of the red flag", "Signal of the red flag.", "A keeper trims it"])
def test_a_fragment_is_found(prompt: str, tmp_path: Path) -> None:
    assert "no-sentence" in rules(tmp_path, f'form: question, prompt: "{prompt}", answer: Ropes')


def test_other_forms_may_ask_in_fragments(tmp_path: Path) -> None:
    assert rules(tmp_path, 'form: term, prompt: "Signal of the red flag", answer: Ropes') == set()


@pytest.mark.parametrize(
    ("prompt", "answer", "twice"),
    [
        ("How many ships did Southport and Northport lose?", "eleven", True),
        ("How many lamps burn there?", "Eleven", False),
        ("How many ships did Northport and Southport lose?", "Twelve", False),
    ],
)
def test_nearly_the_same_question_with_the_same_answer_is_found_with_both_places(
    prompt: str, answer: str, twice: bool, tmp_path: Path
) -> None:
    found = problems_of(tmp_path, f'form: typed, prompt: "{prompt}", answer: {answer}')
    told = [f"{each.file} {each.message}" for each in found if each.rule == "asked-twice"]
    assert bool(told) is twice
    assert all("case-studies/storm.md" in each and "concepts/visit.md" in each for each in told)
    assert all("card new" in each.lower() and "storm-q" in each for each in told)


def test_a_card_that_corrects_a_document_may_name_it(tmp_path: Path) -> None:
    prompt = "Why do ports write such a promise down?"
    files = changed("concepts/pact.md", prompt, "Which year does the document give for the league?")
    assert check(write_pack(tmp_path, files)).problems == ()


def test_a_document_may_be_part_of_a_name(tmp_path: Path) -> None:
    assert (
        rules(tmp_path, 'form: question, prompt: "What did the Harbour Document ask for?", answer: Ropes')
        == set()
    )


@pytest.mark.parametrize(
    ("written", "sizes", "message"),
    [
        ("extra: [0, 2]", "extra: [1, 2]", "There are 0 extra cards (value 3)."),
        ("core: [1, 1]", "core: [0, 0]", "There are 1 core cards (value 1)."),
    ],
    ids=["too few", "too many"],
)
def test_the_sizes_of_tiers_count_only_in_a_complete_pack(
    written: str, sizes: str, message: str, tmp_path: Path
) -> None:
    files = changed("pack.yaml", written, sizes)
    (problem,) = check(write_pack(tmp_path / "complete", files)).problems
    assert (problem.rule, problem.file) == ("tier-size", "pack.yaml")
    assert problem.message == message
    files = changed("pack.yaml", "complete: true\n", "", files)
    assert check(write_pack(tmp_path / "growing", files)).problems == ()
