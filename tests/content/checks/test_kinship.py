"""Relations that come round to where they began."""

from __future__ import annotations

from pathlib import Path

from attache.content.checking import Problem, check
from tests.content.packs import changed, line_of, write_pack

ACYCLIC = changed("relations.yaml", "inverse-words: Has kinds}", "inverse-words: Has kinds, acyclic: true}")


def related(folder: Path, *ways: tuple[str, str]) -> list[Problem]:
    """Return the circles found where relations, in YAML, are added to entries that have none yet."""
    files = dict(ACYCLIC)
    for entry, relations in ways:
        written = f"theme: ideas\nrelations: {relations}\n"
        files = changed(f"concepts/{entry}.md", "theme: ideas\n", written, files)
    problems = check(write_pack(folder, files)).problems
    return [problem for problem in problems if problem.rule == "relation-circle"]


def test_a_circle_by_way_of_others_is_told_once_with_its_way(tmp_path: Path) -> None:
    ways = ("visit", "{kind-of: [talk]}"), ("talk", "{kind-of: [ghost]}"), ("ghost", "{kind-of: [visit]}")
    (problem,) = related(tmp_path, *ways)
    assert problem.file == "concepts/talk.md"
    assert problem.message == "The relation creates a cycle of kind-of: ghost → visit → talk → ghost."


def test_the_other_end_counts_as_well(tmp_path: Path) -> None:
    ways = ("visit", "{kind-of: [talk]}"), ("ghost", "{has-kind: [talk], kind-of: [visit]}")
    (problem,) = related(tmp_path, *ways)
    assert set(problem.message.rstrip(".").split()) >= {"ghost", "visit", "talk", "→"}


def test_two_ways_to_one_thing_are_no_circle(tmp_path: Path) -> None:
    assert not related(tmp_path, ("visit", "{kind-of: [talk, ghost]}"), ("talk", "{kind-of: [ghost]}"))


def test_types_that_are_not_acyclic_may_go_round(tmp_path: Path) -> None:
    assert not related(tmp_path, ("visit", "{uses: [talk]}"), ("talk", "{uses: [visit]}"))


def test_a_long_chain_is_walked_without_end_of_depth(tmp_path: Path) -> None:
    files = dict(ACYCLIC)
    text = files["concepts/ghost.md"]
    for number in range(1500):
        relations = f"theme: ideas\nrelations: {{kind-of: [ghost-{(number + 1) % 1500}]}}\n"
        files[f"concepts/ghost-{number}.md"] = text.replace("theme: ideas\n", relations).replace(
            "title: Ghost light", f"title: Marsh lamp {number}"
        )
    problems = check(write_pack(tmp_path, files)).problems
    (circle,) = [problem for problem in problems if problem.rule == "relation-circle"]
    assert circle.line == line_of(files[circle.file], "relations")
