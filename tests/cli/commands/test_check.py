"""Checking a pack in the terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Attache


def spoil(pack: Path) -> None:
    """Have an entry name a theme that there is not."""
    file = pack / "concepts/collective-defence.md"
    file.write_text(file.read_text("utf-8").replace("theme: ideas", "theme: \x1bnowhere"), "utf-8")
    file.write_text(file.read_text("utf-8").replace("\x1b", ""), "utf-8")


def test_a_sound_pack_is_counted(attache: Attache, pack: Path) -> None:
    ran = attache("check", str(pack))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "4 entries (3 concepts, 1 organisation, 0 case studies), 4 cards, 0 guides, 1 accuracy note: "
        "no problems.\n"
    )


def test_json_of_a_sound_pack(attache: Attache, pack: Path) -> None:
    assert attache("check", str(pack), "--json").json() == {
        "entries": {"concept": 3, "organisation": 1, "case-study": 0},
        "cards": 4,
        "tiers": {"core": 0, "standard": 4, "extra": 0},
        "guides": 0,
        "accuracy_notes": 1,
        "problems": [],
    }


def test_a_problem_is_named_with_its_place_and_its_mend(attache: Attache, pack: Path) -> None:
    spoil(pack)
    ran = attache("check", str(pack))
    lines = ran.out.splitlines()
    assert ran.status == 1
    assert lines[0].startswith("concepts/collective-defence.md:3: ")
    assert lines[1].startswith("    ")
    assert lines[-1].endswith(": 1 problem.")


@pytest.mark.skipif(os.name != "posix", reason="names of files hold no line breaks elsewhere")
def test_the_name_of_a_file_cannot_forge_a_line(attache: Attache, pack: Path) -> None:
    (pack / "concepts/a\nnothing.md:1: wrong: forged.md").write_text("no head", "utf-8")
    ran = attache("check", str(pack))
    assert ran.status == 1
    assert "forged" in ran.out
    assert not any(line.startswith("nothing.md") for line in ran.out.splitlines())


def test_json_of_a_problem(attache: Attache, pack: Path) -> None:
    spoil(pack)
    ran = attache("check", str(pack), "--json")
    (problem,) = ran.json()["problems"]
    assert ran.status == 1
    assert list(problem) == ["file", "line", "rule", "message", "advice", "mend"]
    assert (problem["file"], problem["line"]) == ("concepts/collective-defence.md", 3)


def test_without_a_folder_the_seeds_are_checked(attache: Attache) -> None:
    counts = attache("check", "--json").json()
    assert list(counts["entries"]) == ["concept", "organisation", "case-study"]
    assert counts["cards"] > 4


def test_a_folder_that_is_none_cannot_be_checked(attache: Attache, tmp_path: Path) -> None:
    ran = attache("check", str(tmp_path / "nowhere"))
    assert (ran.status, ran.out) == (2, "")
    assert "is not a folder" in ran.err
