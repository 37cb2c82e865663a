"""Killed at any moment while cards are answered: no answer that was acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from attache.base.database import check_whole, connect
from attache.learner.write_count import COUNTS
from tests.faults.conftest import Tries
from tests.learner.decks import DAY, START, World, plain_cards, write_library
from tests.learner.proof import astray

SERVER = """
import os, random, sys
from pathlib import Path
from attache.base.identity import random_id
from attache.study.memory import Rating
from attache.learner.progress import Progress
from attache.study.scheduler import Scheduler
from attache.study.settings import StudySettings

library, path = Path(sys.argv[1]), Path(sys.argv[2])
settings = StudySettings(minutes=0, new_limit=0, due_limit=0)


def study(now, seed):
    chance, made = random.Random(seed), []
    def clock():
        return now
    def new_id():
        made.append(random_id())
        return made[-1]
    with Progress.open(path, clock, new_id, lambda _: 0, library) as progress:
        sessions = progress.sessions(Scheduler(settings))
        session = sessions.start()
        while True:
            now += 5000
            what = chance.random()
            before = len(made)
            if session.prompt is None:
                now += 86_400_000
                session = sessions.reload(session)
            elif what < 0.8:
                session, _ = sessions.answer(session, chance.choice(tuple(Rating)), 5000)
            elif what < 0.9:
                session, _ = sessions.undo(session)
            elif what < 0.95:
                session, _ = sessions.redo(session)
            else:
                session, _ = sessions.bury(session)
            if len(made) > before:
                # with the first write this machine and the session get ids too, before or after the row's
                os.write(1, (" ".join(made[before:]) + "\\n").encode())


for line in sys.stdin:
    child = os.fork()
    if not child:
        study(*map(int, line.split()))
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied on Unix only")
def test_no_acknowledged_answer_is_lost_by_a_kill(tmp_path: Path, tries: Tries) -> None:
    rounds = tries.number(30, 1000)
    library = write_library(tmp_path / "reference.db", plain_cards(400, each=2), confused=[(0, 1)])
    path = tmp_path / "progress.db"
    chance = random.Random(20)
    acknowledged: set[str] = set()
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, library, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for number in range(rounds):
            server.stdin.write(f"{START + number * DAY // 3} {number}\n")
            server.stdin.flush()
            killed = False
            left, child = chance.randrange(30), 0
            for line in server.stdout:
                if line == "dead\n":
                    break
                if line.startswith("child "):
                    child = int(line.split()[1])
                else:
                    acknowledged.update(line.split())
                    left -= 1
                if child and left <= 0 and not killed:
                    until = time.perf_counter() + chance.random() * 0.003
                    while time.perf_counter() < until:
                        pass
                    os.kill(child, signal.SIGKILL)
                    killed = True
            assert killed
            _holds(library, path, acknowledged)
            tries.count("nothing lost")
    assert len(acknowledged) > rounds * 5


def _holds(library: Path, path: Path, acknowledged: set[str]) -> None:
    """See that the file is whole, holds what was acknowledged, and that its states are those of its log."""
    if not path.exists():
        assert not acknowledged
        return
    with closing(connect(path)) as connection:
        check_whole(connection, "the progress file")
    world = World(library, path)
    with world.progress as progress:
        kept = {str(row[0]) for row in world.rows("SELECT id FROM review_log UNION SELECT id FROM device")}
        sessions = {str(row[0]).split(":")[2] for row in world.rows(COUNTS)}
        assert acknowledged - kept - sessions == set()
        acknowledged -= sessions  # the file remembers only the latest
        assert astray(progress, world.scheduler) == []
