"""Compiling a pack in the terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.commands.test_check import spoil
from tests.cli.conftest import Attache
from tests.permissions import bound_by_permissions


def test_two_builds_are_the_same_to_the_byte(
    attache: Attache, pack: Path, tmp_path: Path, library: Path
) -> None:
    target = tmp_path / "out.db"
    ran = attache("build", str(pack), "-o", str(target))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Wrote {target} (")
    assert target.read_bytes() == library.read_bytes()


def test_an_earlier_library_is_replaced(attache: Attache, pack: Path, tmp_path: Path, library: Path) -> None:
    target = tmp_path / "out.db"
    target.write_bytes(library.read_bytes()[:-4096])
    assert attache("build", str(pack), "-o", str(target)).status == 0
    assert target.read_bytes() == library.read_bytes()


def test_a_pack_with_problems_is_not_compiled(attache: Attache, pack: Path, tmp_path: Path) -> None:
    spoil(pack)
    ran = attache("build", str(pack), "-o", str(tmp_path / "out.db"))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("attache: ")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out.db").exists()


def test_another_file_is_never_replaced(attache: Attache, pack: Path, tmp_path: Path) -> None:
    target = pack / "pack.yaml"
    before = target.read_bytes()
    ran = attache("build", str(pack), "-o", str(target))
    assert ran.status == 2
    assert "was not changed" not in ran.out
    assert "is not a library file" in ran.err
    assert target.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name are a matter of Unix")
def test_a_folder_and_a_pipe_are_no_library_files(attache: Attache, pack: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for target, words in (
        (tmp_path, "is a folder, not a file"),
        (tmp_path / "pipe", "is a pipe, not a file"),
    ):
        ran = attache("build", str(pack), "-o", str(target))
        assert ran.status == 2
        assert words in ran.err


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_folder_that_may_not_be_written_needs_another_file(
    attache: Attache, pack: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with bound_by_permissions():
        ran = attache("build", str(pack), "-o", str(folder / "out.db"))
    assert (ran.status, ran.out) == (2, "")
    assert "no permission to write" in ran.err
    assert "-o FILE" in ran.err
    assert "--data" not in ran.err


def test_a_file_to_write_must_be_named(attache: Attache) -> None:
    ran = attache("build")
    assert ran.status == 2
    assert "--output" in ran.err
