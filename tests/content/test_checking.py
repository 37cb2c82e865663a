"""Reports as a whole: everything together, in order, and never a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.base.errors import KnownError
from attache.content.checking import check
from tests.content.packs import PACK, write_pack

FILES = (
    "concepts/pact.md",
    "accuracy/league-age.md",
    "guides/book.md",
    *(n for n in PACK if n.endswith(".yaml")),
)


def test_all_problems_come_at_once_sorted_by_file_and_line(tmp_path: Path) -> None:
    files = dict(PACK)
    files["concepts/talk.md"] = files["concepts/talk.md"].replace("theme: ideas", "theme: none")
    files["concepts/pact.md"] = files["concepts/pact.md"].replace("importance: 1", "importance: 9")
    files["concepts/pact.md"] = files["concepts/pact.md"].replace("theme: ideas", "theme: odd")
    problems = check(write_pack(tmp_path, files)).problems
    assert [(problem.file, problem.line, problem.rule) for problem in problems] == [
        ("concepts/pact.md", 7, "unknown-theme"),
        ("concepts/pact.md", 8, "bad-value"),
        ("concepts/talk.md", 3, "unknown-theme"),
    ]


def test_no_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no folder"):
        check(tmp_path / "nowhere")


def test_an_empty_folder_lacks_its_four_files(tmp_path: Path) -> None:
    assert {(problem.file, problem.rule) for problem in check(tmp_path).problems} == {
        (name, "missing-file") for name in ("pack.yaml", "documents.yaml", "themes.yaml", "relations.yaml")
    }


def test_notes_for_people_and_hidden_files_are_passed_over(pack_folder: Path) -> None:
    write_pack(pack_folder, {"README.md": "# Hello", ".hidden": "x", "concepts/.draft.md": "x", ".git/x": ""})
    assert check(pack_folder).problems == ()


def test_line_ends_and_a_mark_of_byte_order_make_no_difference(pack_folder: Path) -> None:
    for path in pack_folder.rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(pack_folder).problems == ()


@pytest.mark.slow
@given(file=st.sampled_from(FILES), data=st.binary(max_size=400))
@settings(max_examples=settings().max_examples * 3 // 2)
def test_any_bytes_are_problems_and_never_an_error(
    file: str, data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write_pack(tmp_path_factory.mktemp("pack"), PACK)
    (folder / file).write_bytes(data)
    assert check(folder).problems


@pytest.mark.slow
@given(file=st.sampled_from(FILES), cut=st.data())
@settings(max_examples=settings().max_examples * 3)
def test_any_damage_to_a_good_file_is_survived(
    file: str, cut: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = PACK[file]
    start = cut.draw(st.integers(0, len(text)))
    end = cut.draw(st.integers(start, min(len(text), start + 40)))
    put = cut.draw(st.text(st.sampled_from("[]{}:,-#&*!|>'\"%@`\n  abc[[^1]]<b>_\\\t\0é"), max_size=12))
    folder = write_pack(tmp_path_factory.mktemp("pack"), {**PACK, file: text[:start] + put + text[end:]})
    for problem in check(folder).problems:
        assert problem.line >= 1
        assert problem.message
        assert problem.advice
        assert "\n" not in problem.message


HOSTILE = {
    "laughs": "---\na: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n---\n",
    "deep flow": "---\ntitle: " + "[" * 500_000 + "\n---\n",
    "deep block": "---\n" + "- " * 400_000 + "\n---\n",
    "open link": "---\ntitle: A\n---\n" + "[[a|" * 200_000,
    "stars": "---\ntitle: A\n---\n" + "*a_ " * 200_000,
    "brackets": "---\ntitle: A\n---\n" + "[" * 19_000,
    "quotes": "---\ntitle: A\ndefinition: a" + '"' * 900_000 + "\n---\n",
    "one key": "---\n" + "a: 1\n" * 100_000 + "---\n",
    "sources": "---\nsources:\n" + "- book/introduction\n" * 40_000 + "---\n",
    "no end": "---\n" * 200_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_problem_among_others(name: str, pack_folder: Path) -> None:
    write_pack(pack_folder, {"concepts/hostile.md": HOSTILE[name]})
    assert {problem.file for problem in check(pack_folder).problems} == {"concepts/hostile.md"}


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\ufeff"])
@pytest.mark.parametrize("written", [str, lambda mark: f"\\u{ord(mark):04x}"], ids=["as it is", "escaped"])
def test_what_cannot_be_seen_is_refused(mark: str, written: Callable[[str], str], pack_folder: Path) -> None:
    path = pack_folder / "concepts/visit.md"
    text = path.read_text(encoding="utf-8").replace(
        "title: Port visit", f'title: "Port{written(mark)} visit"'
    )
    path.write_text(text, encoding="utf-8")
    (problem,) = check(pack_folder).problems
    assert (problem.file, problem.line) == ("concepts/visit.md", 2)
    assert f"U+{ord(mark):04X}" in problem.message


def test_a_registry_that_is_a_link_or_no_list_is_one_problem(pack_folder: Path, tmp_path: Path) -> None:
    (pack_folder / "themes.yaml").rename(tmp_path / "themes.yaml")
    (pack_folder / "themes.yaml").symlink_to(tmp_path / "themes.yaml")
    (pack_folder / "documents.yaml").write_text("book: The Book\n", encoding="utf-8")
    assert [(problem.file, problem.rule) for problem in check(pack_folder).problems] == [
        ("documents.yaml", "bad-value"),
        ("themes.yaml", "symbolic-link"),
    ]


def test_an_entry_that_is_a_link_is_one_problem(pack_folder: Path, tmp_path: Path) -> None:
    (pack_folder / "concepts/visit.md").rename(tmp_path / "visit.md")
    (pack_folder / "concepts/visit.md").symlink_to(tmp_path / "visit.md")
    assert [problem.rule for problem in check(pack_folder).problems] == ["symbolic-link"]


def test_a_name_that_is_no_text_is_one_problem(pack_folder: Path) -> None:
    (pack_folder / "concepts" / os.fsdecode(b"caf\xe9.md")).write_text("---\n---\n", encoding="utf-8")
    assert [problem.rule for problem in check(pack_folder).problems] == ["bad-id"]
