"""The line that a problem names: that of the words at fault, where they can be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.content.checking import check
from tests.content.packs import changed, line_of, write_pack

PACT = "concepts/pact.md"
VISIT = "concepts/visit.md"
DEFINITION = "definition: Call of a ship at a harbour that is not its own.\n"


@pytest.mark.parametrize(
    ("rule", "text", "at"),
    [
        ("unknown-link", ">-\n  Call of a ship at\n  a harbour ([[lost]]) that\n  is another's.", "[[lost]]"),
        ("unknown-link", "Call of a ship at\n  a harbour ([[lost]]) that\n  is another's.", "[[lost]]"),
        ("unknown-link", '"Call of a ship at\n\n  a harbour, [[lost]],\n  that is another\'s."', "[[lost]]"),
        ("unknown-link", "|\n  Call of a ship at\n\n  a harbour, [[lost]].", "[[lost]]"),
        ("note-range", ">-\n  Call of a ship\n  at a harbour.[^7]", "[^7]"),
        ("circular-definition", ">-\n  Call of a ship\n  that makes a port visit.", "port visit."),
        ("definition-sentence", ">-\n  Call of a ship. One\n  more.\n  It stays.", "ship. One"),
        ("definition-kind", ">-\n  Call of a ship\n  that is when\n  it stays.", "is when"),
    ],
)
def test_a_text_of_several_lines_names_the_one_at_fault(
    rule: str, text: str, at: str, tmp_path: Path
) -> None:
    files = changed(VISIT, DEFINITION, f"definition: {text}\n")
    (problem,) = check(write_pack(tmp_path, files)).problems
    assert (problem.rule, problem.line) == (rule, line_of(files[VISIT], at))


def test_a_long_prompt_names_the_line_of_the_name_in_it(tmp_path: Path) -> None:
    card = "prompt: >-\n      Of what is\n      the port visit\n      an instance?\n    answer: Port visit\n"
    files = changed(VISIT, "cards:\n", f"cards:\n  - id: new\n    form: question\n    {card}")
    (problem,) = check(write_pack(tmp_path, files)).problems
    assert problem.line == line_of(files[VISIT], "the port visit\n")


def test_a_label_is_blamed_and_not_the_title_of_another_entry(tmp_path: Path) -> None:
    files = changed(PACT, "{text: pacts, type: plural}", "{text: storm of 1849, type: synonym}")
    (problem,) = check(write_pack(tmp_path / "a", files)).problems
    assert (problem.file, problem.line) == (PACT, line_of(files[PACT], "storm of 1849"))
    files = changed(
        "case-studies/storm.md", "theme: ideas\n", "theme: ideas\nlabels: [{text: pact, type: short}]\n"
    )
    (problem,) = check(write_pack(tmp_path / "b", files)).problems
    assert problem.file == "case-studies/storm.md"


@pytest.mark.parametrize(
    "definition", ["Call at approx. five ports.", "Call at no. 5 or fig. 6 of the port."]
)
def test_a_small_letter_after_a_shortened_word_begins_no_sentence(definition: str, tmp_path: Path) -> None:
    assert (
        check(write_pack(tmp_path, changed(VISIT, DEFINITION, f"definition: {definition}\n"))).problems == ()
    )
