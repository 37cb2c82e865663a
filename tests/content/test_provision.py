"""The library is there when the program starts, and is the one that the seeds make."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from attache.base.errors import KnownError
from attache.content.compile import build
from attache.content.fingerprint import library_fingerprint
from attache.content.provision import ensure_library, fingerprint
from tests.content.packs import PACK, changed, write_pack


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    return tmp_path / "resources" / "reference.db"


@pytest.fixture
def fallback(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "reference.db"


def test_a_library_is_made_once(pack_folder: Path, wanted: Path, fallback: Path) -> None:
    assert ensure_library(pack_folder, wanted, fallback) == wanted
    made = wanted.stat()
    assert ensure_library(pack_folder, wanted, fallback) == wanted
    assert wanted.stat().st_ino == made.st_ino
    assert not fallback.exists()


def test_changed_seeds_make_it_anew(pack_folder: Path, wanted: Path, fallback: Path) -> None:
    ensure_library(pack_folder, wanted, fallback)
    before = library_fingerprint(wanted)
    write_pack(pack_folder, changed("concepts/visit.md", "its people", "her people"))
    assert ensure_library(pack_folder, wanted, fallback) == wanted
    assert library_fingerprint(wanted) == fingerprint(pack_folder) != before


@pytest.mark.parametrize("held", [b"", b"no database", b"SQLite format 3\0" + b"x" * 2000])
def test_what_is_no_library_is_replaced(held: bytes, pack_folder: Path, wanted: Path, fallback: Path) -> None:
    wanted.parent.mkdir()
    wanted.write_bytes(held)
    assert ensure_library(pack_folder, wanted, fallback) == wanted
    assert library_fingerprint(wanted) == fingerprint(pack_folder)


def test_where_it_may_not_be_written_it_goes_elsewhere(
    pack_folder: Path, tmp_path: Path, fallback: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    wanted = tmp_path / "file" / "reference.db"
    assert ensure_library(pack_folder, wanted, fallback) == fallback
    made = fallback.stat()
    assert ensure_library(pack_folder, wanted, fallback) == fallback
    assert fallback.stat().st_ino == made.st_ino


def test_without_seeds_any_library_will_do(pack_folder: Path, wanted: Path, fallback: Path) -> None:
    nowhere = pack_folder / "nowhere"
    with pytest.raises(KnownError, match="neither a library"):
        ensure_library(nowhere, wanted, fallback)
    build(pack_folder, fallback)
    assert ensure_library(nowhere, wanted, fallback) == fallback


def test_seeds_with_problems_are_told(pack_folder: Path, wanted: Path, fallback: Path) -> None:
    write_pack(pack_folder, {"concepts/visit.md": "no head"})
    with pytest.raises(KnownError, match="line 1"):
        ensure_library(pack_folder, wanted, fallback)


def test_a_path_may_hold_any_character(pack_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a?b #c%20 é" / "reference.db"
    assert ensure_library(pack_folder, path, path) == path
    assert library_fingerprint(path) == fingerprint(pack_folder)


def test_the_fingerprint_is_of_names_and_bytes_wherever_they_lie(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one")
    two = write_pack(tmp_path / "two", {name: PACK[name] for name in reversed(list(PACK))})
    assert fingerprint(one) == fingerprint(two)
    write_pack(two, {"README.md": "x", ".git/config": "x"})
    assert fingerprint(one) == fingerprint(two)
    (two / "concepts/talk.md").rename(two / "concepts/tall.md")
    assert fingerprint(one) != fingerprint(two)


def test_an_added_file_changes_the_fingerprint(pack_folder: Path) -> None:
    before = fingerprint(pack_folder)
    write_pack(pack_folder, {"concepts/more.md": ""})
    assert fingerprint(pack_folder) != before


def test_the_usual_start_loads_nothing_of_the_compiler(
    pack_folder: Path, wanted: Path, fallback: Path
) -> None:
    ensure_library(pack_folder, wanted, fallback)
    program = (
        "import json, sys, pathlib as p; from attache.content.provision import ensure_library;"
        "ensure_library(*map(p.Path, sys.argv[1:])); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(pack_folder), str(wanted), str(fallback)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"yaml", "markdown_it", "sqlite_utils", "rapidfuzz", "attache.content.compile"}
