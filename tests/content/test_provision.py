"""The library is there when the program starts, and is the one that the seeds make."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from attache.base.errors import KnownError
from attache.content.compile import build
from attache.content.fingerprint import fingerprint, library_fingerprint
from attache.content.provision import ensure_library
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


def later() -> int:
    """A clock by which the files that a test has just written are old enough to be trusted."""
    return time.time_ns() + 10_000_000_000


@pytest.fixture
def kept(pack_folder: Path, wanted: Path, fallback: Path) -> Path:
    """The file of stamps after a library was made."""
    ensure_library(pack_folder, wanted, fallback, later)
    path = fallback.with_name("reference.db.stamps")
    assert path.is_file()
    return path


def edit_unseen(path: Path) -> None:
    """Change a text without changing its size or the time at which it was changed."""
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("its people", "her people"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_a_file_touched_but_not_changed_compiles_nothing(
    kept: Path, pack_folder: Path, wanted: Path, fallback: Path
) -> None:
    made, stamps = wanted.stat().st_ino, kept.read_bytes()
    os.utime(pack_folder / "concepts/visit.md", ns=(0, 0))
    assert ensure_library(pack_folder, wanted, fallback, later) == wanted
    assert wanted.stat().st_ino == made
    assert kept.read_bytes() != stamps


def added(folder: Path) -> None:
    text = PACK["concepts/ghost.md"].replace("title: Ghost light", "title: Marsh lamp")
    text = text.replace("ghost-year", "marsh-year").replace("the light?", "the lamp?")
    write_pack(folder, {"concepts/marsh.md": text})


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write_pack(folder, changed("concepts/visit.md", "its people", "their people")),
        lambda folder: (folder / "concepts/ghost.md").unlink(),
        lambda folder: (folder / "concepts/ghost.md").rename(folder / "concepts/host.md"),
        lambda folder: edit_unseen(folder / "concepts/visit.md"),
        added,
    ],
    ids=["changed", "deleted", "renamed", "changed with size and time kept", "added"],
)
def test_what_has_changed_since_is_noticed(
    change: Callable[[Path], object], kept: Path, pack_folder: Path, wanted: Path, fallback: Path
) -> None:
    before = library_fingerprint(wanted)
    change(pack_folder)
    assert ensure_library(pack_folder, wanted, fallback, later) == wanted
    assert library_fingerprint(wanted) == fingerprint(pack_folder) != before


def test_files_that_have_only_just_changed_are_not_trusted(
    pack_folder: Path, wanted: Path, fallback: Path
) -> None:
    ensure_library(pack_folder, wanted, fallback)
    assert not fallback.with_name("reference.db.stamps").exists()


def test_another_library_in_its_place_is_not_trusted(
    kept: Path, pack_folder: Path, wanted: Path, fallback: Path
) -> None:
    wanted.write_bytes(b"another")
    assert ensure_library(pack_folder, wanted, fallback, later) == wanted
    assert library_fingerprint(wanted) == fingerprint(pack_folder)


def test_stamps_that_cannot_be_saved_are_ignored(pack_folder: Path, wanted: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    fallback = tmp_path / "file" / "reference.db"
    assert ensure_library(pack_folder, wanted, fallback, later) == wanted
    assert ensure_library(pack_folder, wanted, fallback, later) == wanted


def test_the_usual_start_hashes_nothing_and_loads_nothing_of_the_compiler(
    kept: Path, pack_folder: Path, wanted: Path, fallback: Path
) -> None:
    program = (
        "import json, sys, time, pathlib as p; from attache.content.provision import ensure_library;"
        "ensure_library(*map(p.Path, sys.argv[1:]), lambda: time.time_ns() + 10**10);"
        "print(json.dumps(sorted(name for name in sys.modules if name.startswith('attache.content'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(pack_folder), str(wanted), str(fallback)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    assert json.loads(done.stdout) == [
        "attache.content",
        "attache.content.provision",
        "attache.content.stamps",
    ]


def test_a_start_with_unchanged_files_does_not_load_the_compiler(
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
