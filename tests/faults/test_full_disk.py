"""A disk that fills up while cards are answered: it is said, the card stays, and nothing kept is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import Tries
from tests.learner.decks import World, plain_cards, write_library
from tests.learner.proof import astray

STUDY = """
import itertools, sys
from pathlib import Path
from attache.base.faults import StorageError
from attache.study.memory import Rating
from attache.learner.progress import Progress
from attache.study.scheduler import Scheduler
from attache.study.settings import StudySettings

folder, library = Path(sys.argv[1]), Path(sys.argv[2])
now = 20_000 * 86_400_000 + 36_000_000
settings = StudySettings(minutes=0, new_limit=0, due_limit=0)
with Progress.open(folder / "progress.db", lambda: now, zone=lambda _: 0, library=library) as progress:
    sessions = progress.sessions(Scheduler(settings))
    def answer(rating):
        global session
        session, _ = sessions.answer(session, rating, 4000)
    session = sessions.start()
    answer(Rating.EASY)
    TAKE_ROOM
    kept, fault = 1, None
    while fault is None:
        before = session
        try:
            answer(Rating.EASY)
            kept += 1
        except StorageError as error:
            fault = error
    for attempt in (sessions.bury, sessions.flag, lambda now: sessions.answer(now, Rating.GOOD, 4000)):
        try:
            attempt(session)
            raise AssertionError("there is no room")
        except StorageError:
            pass
    assert session == before
    assert session.summary.answers == kept
    assert len(progress._store.rows("SELECT * FROM review_log")) == kept
    GIVE_ROOM
    for _ in range(20):
        answer(Rating.EASY)
    assert sessions.undo(session)[1]
    print(kept, type(fault).__name__, fault.what)
"""

LIMIT = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))",
    "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))",
)
BALLAST = (
    """ballast = (folder / "ballast").open("wb", buffering=0)
    try:
        while True:
            ballast.write(bytes(4096))
    except OSError:
        ballast.truncate(ballast.tell() - 400_000)""",
    "ballast.close(); (folder / 'ballast').unlink()",
)


def script(take: str, give: str) -> str:
    """Return the program of the learner whose disk fills up."""
    return STUDY.replace("TAKE_ROOM", take).replace("GIVE_ROOM", give)


def holds(folder: Path, library: Path, told: str) -> tuple[str, str]:
    """See that all answers are there, and return what was said of the disk."""
    kept, fault, words = told.split(maxsplit=2)
    assert int(kept) > 5
    world = World(library, folder / "progress.db")
    with world.progress as progress:
        acts = world.rows("SELECT act, count(*) FROM review_log GROUP BY act ORDER BY act")
        assert acts == [("answer", int(kept) + 20), ("undo", 1)]
        assert astray(progress, world.scheduler) == []
    assert "what was saved before is safe" in words
    return fault, words


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with more cards than there is room for answers."""
    return write_library(tmp_path / "reference.db", plain_cards(3000))


def test_a_file_that_may_not_grow_further(tmp_path: Path, library: Path, tries: Tries) -> None:
    pytest.importorskip("resource", reason="limits of file sizes are a matter of Unix")
    done = subprocess.run(
        [sys.executable, "-c", script(*LIMIT), tmp_path, library],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    # SQLite takes a file that is too large for a disk that fails, unless the system says it is full
    assert holds(tmp_path, library, done.stdout)[0] in ("DiskFull", "Unreadable")
    tries.count("said, the card stays, nothing lost")


def test_a_small_file_system_that_is_full(tmp_path: Path, library: Path, tries: Tries) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(small)]
    if os.name != "posix" or not shutil.which("unshare"):
        pytest.skip("needs Linux's unshare")
    if subprocess.run(["unshare", "-m", *mount], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system of its own")
    copy = f'"$0" -c "$1" {small} {library} && cp {small}/progress.db {tmp_path}'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", f"{' '.join(mount)} && {copy}", sys.executable, script(*BALLAST)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    fault, words = holds(tmp_path, library, done.stdout)
    assert fault == "DiskFull"
    assert words.startswith("The disk is full")
    tries.count("said, the card stays, nothing lost")
