"""A first file on a nearly full disk, of many sizes: it is there whole, or not at all and that is said."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.conftest import Tries

SCRIPT = """
import os, subprocess, sys
from pathlib import Path
from attache.base.faults import StorageError
from attache.learner.backups import Backups, Reason
from attache.learner.progress import Progress

folder, kept = Path(sys.argv[1]), Path(sys.argv[2])
for size in map(int, sys.argv[3:]):
    where = folder / str(size)
    where.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", where], check=True)
    def fill(left):
        with (where / "ballast").open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                ballast.truncate(ballast.tell() - left)
    fill(size)
    path = where / "progress.db"
    told = []
    try:
        with Progress.open(path, lambda: 0) as progress:
            progress.bookmarks.set("nato", True)
            told.append("bookmark")
            progress.notes.write("nato", "x" * 3000)
            told.append("note")
    except StorageError as error:
        told.append(type(error).__name__)
    try:
        if path.exists():
            Backups(path, lambda: 0).make(Reason.MANUAL)
            told.append("backup")
    except StorageError as error:
        told.append(type(error).__name__)
    (where / "ballast").unlink()
    copy = kept / str(size)
    copy.mkdir()
    for each in (*where.glob("progress.db*"), *where.glob("backups/*")):
        (copy / each.name).write_bytes(each.read_bytes())
    print(size, *told, flush=True)
    subprocess.run(["umount", where], check=True)
"""


@pytest.mark.skipif(os.name != "posix" or not shutil.which("unshare"), reason="needs Linux's unshare")
def test_a_first_file_is_whole_or_not_at_all(tmp_path: Path, tries: Tries) -> None:
    small, kept = tmp_path / "small", tmp_path / "kept"
    small.mkdir()
    kept.mkdir()
    mount = ["unshare", "-m", "mount", "-t", "tmpfs", "none", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system of its own")
    count = tries.number(9, 100)
    sizes = [4096 * round(2 + 118 * number / (count - 1)) for number in range(count)]
    if tries.is_long:
        sizes = [4096 * number for number in range(2, 2 + count)]
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", SCRIPT, small, kept, *map(str, sizes)],
        capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [int(line[0]) for line in lines] == sizes
    for size, *told in lines:
        folder = kept / size
        for file in folder.glob("*.db"):
            with closing(sqlite3.connect(file)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], (size, file)
                marked = connection.execute("SELECT count(*) FROM bookmark").fetchone()[0]
                assert marked == ("bookmark" in told), (size, file)
        assert not list(folder.glob("*new-*")), "and no draft is left"
        assert set(told) <= {"bookmark", "note", "backup", "DiskFull"}, told
        if "bookmark" not in told:
            assert "DiskFull" in told
            tries.count("no bookmark kept, and said so")
        elif "DiskFull" in told:
            tries.count("the bookmark kept, more refused and said so")
        else:
            tries.count("all kept")
