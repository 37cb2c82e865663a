"""Reading files that a stranger may have made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from attache.content.safe_files import MAX_BYTES, UnreadableFile, pack_files, read_text
from tests.faults.conftest import Tries


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (b"one\ntwo \xff", "not-text", 2),
        (b"one\n\ntwo\0", "not-text", 3),
        ("one\n\u2028".encode(), "not-text", 2),
        (b"\x89PNG\r\n\x1a\n", "not-text", 1),
        (b"x" * (MAX_BYTES + 1), "huge-file", 1),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(
    data: bytes, rule: str, line: int, tmp_path: Path, tries: Tries
) -> None:
    tries.count("refused or read in safety")
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(UnreadableFile) as error:
        read_text(tmp_path, "a.md")
    assert (error.value.rule, error.value.line) == (rule, line)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path, tries: Tries) -> None:
    tries.count("refused or read in safety")
    (tmp_path / "a.md").write_bytes(b"x" * MAX_BYTES)
    assert len(read_text(tmp_path, "a.md")) == MAX_BYTES


def test_a_link_put_in_place_after_listing_is_not_followed(tmp_path: Path, tries: Tries) -> None:
    tries.count("refused or read in safety")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a.md").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableFile):
        read_text(tmp_path, "a.md")


@pytest.mark.parametrize("name", ["gone.md", "concepts"])
def test_what_is_no_file_cannot_be_read(name: str, tmp_path: Path, tries: Tries) -> None:
    tries.count("refused or read in safety")
    (tmp_path / "concepts").mkdir()
    with pytest.raises(UnreadableFile) as error:
        read_text(tmp_path, name)
    assert error.value.rule == "unreadable-file"


def test_a_name_that_is_no_text_is_told_in_text(tmp_path: Path, tries: Tries) -> None:
    tries.count("refused or read in safety")
    (tmp_path / "concepts").mkdir()
    (tmp_path / os.fsdecode(b"\xff.yaml")).touch()
    (tmp_path / "concepts" / os.fsdecode(b"\xff.md")).touch()
    files, problems = pack_files(tmp_path)
    assert files == []
    assert [(problem.file, problem.rule) for problem in problems] == [
        ("\\udcff.yaml", "unknown-file"),
        ("concepts/\\udcff.md", "bad-id"),
    ]


def test_folders_within_folders_belong_to_no_pack(tmp_path: Path, tries: Tries) -> None:
    tries.count("refused or read in safety")
    (tmp_path / "concepts" / "more.md").mkdir(parents=True)
    files, problems = pack_files(tmp_path)
    assert files == []
    assert [(problem.file, problem.rule) for problem in problems] == [("concepts/more.md", "unknown-file")]
