"""After any history, the log and the states are consistent; any change to the log is noticed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.base.changes import Changes
from attache.base.faults import Damaged
from attache.base.watch import GivenUp, Watch
from attache.learner.log import Act, Row
from attache.learner.progress import Progress
from attache.learner.replay import replay
from attache.learner.symptoms import found_damaged, miscounting, missing_rows, prove
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from attache.study.settings import DEFAULT_PARAMETERS, DEFAULTS
from tests.learner.conftest import SetClock
from tests.learner.history import answer

CARDS = ("card-a", "card-b", "card-c")
MODEL = Fsrs6(DEFAULT_PARAMETERS)
SCHEDULER = Scheduler(DEFAULTS)
ACTS = (Act.BURY, Act.SUSPEND, Act.RESUME, Act.FLAG, Act.UNFLAG)
FIELDS = ("id", "card", "act", "at", "offset", "day", "rating", "took", "phase", "step", "due_day", "due_at",
          "of", "device", "seq")  # fmt: skip


@contextmanager
def lived(seed: int, steps: int) -> Iterator[Path]:
    """Yield a file with a random history of two devices, one after the other, and a clock set back."""
    chance, clock = random.Random(seed), SetClock()
    ids = iter(range(100_000))
    done: list[Row] = []
    undone: list[Row] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "progress.db"
        with Progress.open(path, clock, lambda: f"id-{next(ids)}") as progress:
            for step in range(steps):
                clock.move(seconds=chance.choice((1, 30, 4000, 90_000, 2_000_000, -30, -100_000)))
                now = progress.reviews.now(4)
                what = chance.random()
                marked = Changes()
                if what < 0.6:
                    answer(progress, chance.choice(CARDS), chance.choice(list(Rating)), 5, SCHEDULER)
                elif what < 0.75:
                    card, act = chance.choice(CARDS), chance.choice(ACTS)
                    marked = progress.reviews.mark(card, act, now, SCHEDULER)
                elif what < 0.9:
                    rows = progress.reviews.undo(now, SCHEDULER)
                    assert [row.id for row in rows] == ([done.pop().id] if done else [])
                    undone += rows
                else:
                    rows = progress.reviews.redo(now, SCHEDULER)
                    assert [row.id for row in rows] == ([undone.pop().id] if undone else [])
                    done += rows
                if what < 0.6 or (what < 0.75 and marked):
                    undone.clear()
                    done.append(latest(path))
                if step == steps // 2:
                    with closing(sqlite3.connect(path)) as connection, connection:
                        connection.execute("UPDATE device SET here = 0")
                    done.clear()
                    undone.clear()
        yield path


def latest(path: Path) -> Row:
    """Return the row that was written last."""
    with closing(sqlite3.connect(path)) as connection:
        values = connection.execute("SELECT * FROM review_log ORDER BY rowid DESC LIMIT 1").fetchone()
    return Row(*values)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_the_log_proves_the_states_and_itself_whatever_was_done(seed: int) -> None:
    with lived(seed, 40) as path, closing(sqlite3.connect(path)) as connection:
        proof = prove(connection, MODEL)
        assert (proof.differing, proof.changed, proof.disordered) == ([], [], 0)
        assert (missing_rows(connection), miscounting(connection)) == (0, [])


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_a_row_that_is_lost_is_noticed(seed: int, data: st.DataObject) -> None:
    with lived(seed, 20) as path, closing(sqlite3.connect(path)) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM review_log")]
        lost = data.draw(st.sets(st.sampled_from(ids), min_size=1)) if ids else set()
        connection.executemany("DELETE FROM review_log WHERE id = ?", [(id_,) for id_ in lost])
        assert missing_rows(connection) == len(lost)


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_a_field_that_was_changed_is_noticed(seed: int, data: st.DataObject) -> None:
    with lived(seed, 15) as path, closing(sqlite3.connect(path)) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM review_log")]
        if not ids:
            return
        row, field = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(FIELDS))
        change = {"act": "'flag'", "card": "'card-b'", "id": "'other'", "of": "'x'", "device": "'x'"}
        value = change.get(field, f"{field} + {data.draw(st.integers(1, 10**6))}")
        changed = connection.execute(
            f"UPDATE review_log SET {field} = {value} WHERE id = ? AND {field} <> {value}", (row,)
        ).rowcount
        assert len(prove(connection, MODEL).changed) == changed


def test_rows_out_of_order_are_counted() -> None:
    with lived(3, 30) as path, closing(sqlite3.connect(path)) as connection:
        card, (first, second) = "card-a", [
            at for (at,) in connection.execute(
                "SELECT at FROM review_log WHERE card = 'card-a' ORDER BY seq LIMIT 2"
            )
        ]  # fmt: skip
        connection.execute(
            "UPDATE review_log SET at = ? WHERE card = ? AND at = ?", (first - 5, card, second)
        )
        assert prove(connection, MODEL).disordered == 1


def test_a_long_check_reports_progress_and_can_be_cancelled() -> None:
    told: list[float] = []
    with closing(sqlite3.connect(":memory:")) as connection:
        from attache.learner.schema import TABLES

        connection.executescript(TABLES)
        connection.execute("INSERT INTO device VALUES ('here', 1, 0, 0)")
        rows = [
            Row(f"{n}", f"card-{n}", Act.ANSWER, n, 0, 20_000, 3, 0, 2, 0, 20_003, 0, "", "here", n, 9, 0)
            for n in range(5000)
        ]
        marks = ", ".join("?" * len(Row._fields))
        connection.executemany(f"INSERT INTO review_log VALUES ({marks})", rows)
        prove(connection, MODEL, Watch(told.append))
        assert told[-3:] == pytest.approx([0.1 + 0.9 * share for share in (0.4, 0.8, 1)])
        assert told == sorted(told)
        with pytest.raises(GivenUp):
            prove(connection, MODEL, Watch(cancelled=lambda: True))


def test_a_replay_can_continue_from_a_state() -> None:
    rows = [
        Row(f"{n}", "card", Act.ANSWER, n, 0, 20_000 + n, 1 + n % 4, 0, 2, 0, 20_003 + n) for n in range(9)
    ]
    whole = replay(rows, MODEL)
    assert replay(rows[4:], MODEL, replay(rows[:4], MODEL)) == whole


def test_a_file_that_cannot_be_looked_at_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Progress.open(path) as progress:
        progress.bookmarks.set("nato", True)
    assert found_damaged(path) is None
    assert found_damaged(tmp_path / "none.db") is None
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")
    assert found_damaged(path) is None
    path.write_bytes(b"no database " * 100)
    assert isinstance(found_damaged(path), Damaged)
