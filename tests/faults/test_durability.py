"""Killed, out of room, or without permission: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.database import check_whole, connect
from attache.base.faults import ReadOnly
from attache.learner.progress import Progress
from tests.faults.conftest import Tries

WRITER = """
import itertools, sys
from pathlib import Path
from attache.learner.progress import Progress
with Progress.open(Path(sys.argv[1])) as progress:
    for number in itertools.count(int(sys.argv[2])):
        progress.bookmarks.set(f"entry-{number}", True)
        progress.notes.write("nato", f"note {number} " + "x" * (number % 5000))
        progress.lookups.add(f"entry-{number}")
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
"""

LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from attache.base.errors import KnownError
from attache.learner.progress import Progress
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
kept = 0
try:
    with Progress.open(Path(sys.argv[1])) as progress:
        for number in range(10_000):
            progress.notes.write(f"entry-{number}", "x" * 5000)
            kept += 1
except KnownError as error:
    print(kept, type(error).__name__, error.what)
"""


@pytest.mark.parametrize("acknowledged", [0, 1, 40, 400])
def test_a_process_killed_while_writing_loses_nothing_it_has_acknowledged(
    path: Path, acknowledged: int, tries: Tries
) -> None:
    start = 0
    for _ in range(tries.number(2, 25)):  # the second time on a file that the first has left with its journal
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, path, str(start)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            last = start - 1
            for _ in range(acknowledged):
                last = int(process.stdout.readline())
            process.kill()
            # What came through the pipe before the end was acknowledged too; the last line may be half.
            rest = process.stdout.read().split("\n")[:-1]
            last = int(rest[-1]) if rest else last
        with Progress.open(path) as progress:
            marked = set(progress.bookmarks.all())
            assert {f"entry-{number}" for number in range(last + 1)} <= marked
            looked_up = {entry for entry, _ in progress.lookups.recent(10**6)}
            assert {f"entry-{number}" for number in range(last + 1)} <= looked_up
            assert last < 0 or int(progress.notes.text("nato").split()[1]) >= last
        if path.exists():
            with closing(connect(path)) as connection:
                check_whole(connection, "the progress file")
        start = last + 1
        tries.count("nothing lost")


def test_a_disk_without_room_is_said_and_what_was_kept_stays(path: Path, tries: Tries) -> None:
    pytest.importorskip("resource", reason="limits of file sizes are a matter of Unix")
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_ROOM, path], capture_output=True, text=True, check=True, timeout=120
    )
    kept, fault, words = done.stdout.split(maxsplit=2)
    assert fault in ("DiskFull", "Unreadable")
    assert "what was saved before is safe" in words
    assert int(kept) > 5
    with Progress.open(path) as progress:
        assert len(progress.notes.all()) == int(kept)
        assert progress.notes.write("nato", "there is room again")
    tries.count("said, what was kept stays")


@pytest.mark.parametrize(("kilobytes", "least"), [(400, 6), (256, 0), (200, 0)])
def test_a_small_file_system_that_is_full_is_said_as_such(
    tmp_path: Path, kilobytes: int, least: int, tries: Tries
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(small)]
    if os.name != "posix" or not shutil.which("unshare"):
        pytest.skip("needs Linux's unshare")
    if subprocess.run(["unshare", "-m", *mount], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system of its own")
    script = LITTLE_ROOM.replace("resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))", "")
    inside = f'{" ".join(mount)} && exec "$0" -c "$1" {small}/progress.db'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", inside, sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    kept, fault, words = done.stdout.split(maxsplit=2)
    assert (int(kept) >= least, fault) == (True, "DiskFull")
    assert words.startswith("The disk is full")
    tries.count("said, what was kept stays")


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write anywhere")
    with Progress.open(folder / "progress.db") as progress:
        assert progress.bookmarks.all() == ()
        with pytest.raises(ReadOnly, match="no permission to write"):
            progress.bookmarks.set("nato", True)
    assert list(folder.iterdir()) == []


def test_a_folder_on_a_read_only_file_system_is_said(tmp_path: Path, tries: Tries) -> None:
    folder = tmp_path / "frozen"
    with Progress.open(folder / "progress.db") as progress:
        progress.bookmarks.set("nato", True)
    bind = f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"
    if os.name != "posix" or not shutil.which("unshare"):
        pytest.skip("needs Linux's unshare")
    if subprocess.run(["unshare", "-m", "sh", "-c", bind], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system of its own")
    before = (folder / "progress.db").read_bytes()
    script = (
        "import sys; from pathlib import Path; from attache.base.errors import KnownError\n"
        "from attache.learner.progress import Progress\n"
        "for name in ('progress.db', 'new/progress.db'):\n"
        "    try:\n"
        "        Progress.open(Path(sys.argv[1], name)).bookmarks.set('asean', True)\n"
        "    except KnownError as error:\n"
        "        print(type(error).__name__)\n"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", f'{bind} && exec "$0" -c "$1" {folder}', sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() in (["ReadOnly", "ReadOnly"], ["CannotOpen", "ReadOnly"])
    assert (folder / "progress.db").read_bytes() == before
    tries.count("said, every byte kept", 2)
