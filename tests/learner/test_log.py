"""The log: what holds of it after undoings and doings again, on this machine and another."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.learner import log
from attache.learner.log import Act, Row
from attache.learner.schema import TABLES
from attache.learner.states import before_of
from attache.learner.undone import STANDING, UNDONE


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A log without rows, on a machine called ``here``."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(TABLES)
        connection.execute("INSERT INTO device VALUES ('here', 1, 0, 0), ('there', 0, 0, 0)")
        yield connection


def answered(row: Row) -> Row:
    """Give a row what an answer needs."""
    return row._replace(rating=3, phase=2, due_day=20_003)


def put(connection: sqlite3.Connection, *rows: str) -> None:
    """Add rows such as ``1:card:answer`` and ``4:card:undo:3``, each a millisecond after the one before."""
    at = connection.execute("SELECT count(*) FROM review_log").fetchone()[0]
    for text in rows:
        at += 1
        id_, card, act, *of = text.split(":")
        device = "there" if id_.startswith("t") else "here"
        log.add(connection, answered(Row(id_, card, Act(act), at, 60, 20_000, of="".join(of), device=device)))


def names(rows: list[Row]) -> str:
    """Return the ids of rows."""
    return " ".join(row.id for row in rows)


def test_a_row_comes_back_as_it_was_added(connection: sqlite3.Connection) -> None:
    row = Row("1", "card", Act.ANSWER, 123, -60, 20_000, 4, 9000, 2, 1, 20_004, 99, "", "here")
    kept = log.add(connection, row)
    assert kept.is_as_written
    assert kept == row._replace(seq=1, check_version=kept.check_version, checksum=kept.checksum)
    assert not kept._replace(took=1).is_as_written
    assert log.rows_of(connection, "card") == [kept]
    assert before_of(connection, "card").last_at == 123
    assert before_of(connection, "another").last_at is None


def test_what_was_undone_does_not_stand_until_it_is_done_again(connection: sqlite3.Connection) -> None:
    put(connection, "1:a:answer", "2:a:answer", "3:b:answer", "4:a:undo:2")
    assert names(log.rows_of(connection, "a")) == "1"
    put(connection, "5:a:redo:2")
    assert names(log.rows_of(connection, "a")) == "1 2"
    put(connection, "6:a:undo:2", "7:a:undo:1")
    assert names(log.rows_of(connection, "a")) == ""
    assert [(card, names(rows)) for card, rows in log.every_card(connection)] == [("a", ""), ("b", "3")]


def test_an_empty_log_has_no_cards(connection: sqlite3.Connection) -> None:
    assert list(log.every_card(connection)) == []
    assert log.to_undo(connection, "here") is None
    assert log.to_redo(connection, "here") is None


def test_undoing_goes_back_step_by_step_and_redoing_forward(connection: sqlite3.Connection) -> None:
    put(connection, "1:a:answer", "2:b:answer", "3:a:flag")
    for number, (card, last) in enumerate((("a", "3"), ("b", "2"), ("a", "1")), 4):
        row = log.to_undo(connection, "here")
        assert row is not None
        assert row.id == last
        put(connection, f"{number}:{card}:undo:{last}")
    assert log.to_undo(connection, "here") is None
    for number, (card, first) in enumerate((("a", "1"), ("b", "2")), 7):
        row = log.to_redo(connection, "here")
        assert row is not None
        assert row.id == first
        put(connection, f"{number}:{card}:redo:{first}")
    put(connection, "9:b:undo:2", "10:c:answer")
    assert log.to_redo(connection, "here") is None
    row = log.to_undo(connection, "here")
    assert row is not None
    assert row.id == "10"


def test_what_was_done_again_can_be_undone_again(connection: sqlite3.Connection) -> None:
    put(connection, "1:a:answer", "2:a:undo:1", "3:a:redo:1")
    row = log.to_undo(connection, "here")
    assert row is not None
    assert row.id == "1"
    assert log.to_redo(connection, "here") is None


def test_another_machine_s_deeds_are_not_undone_here(connection: sqlite3.Connection) -> None:
    put(connection, "1:a:answer", "t2:a:answer", "t3:b:answer", "t4:b:undo:t3")
    row = log.to_undo(connection, "here")
    assert row is not None
    assert row.id == "1"
    assert log.to_redo(connection, "here") is None
    row = log.to_redo(connection, "there")
    assert row is not None
    assert row.id == "t3"


def test_a_mark_of_a_row_that_is_not_there_yet_is_borne(connection: sqlite3.Connection) -> None:
    put(connection, "1:a:undo:elsewhere", "2:a:redo:never-undone")
    assert log.rows_of(connection, "a") == []
    assert log.to_redo(connection, "here") is None


@given(seed=st.integers(0, 2**32))
def test_the_rule_is_the_same_in_sql_whatever_was_merged(seed: int) -> None:
    chance = random.Random(seed)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(TABLES)
        connection.execute("INSERT INTO device VALUES ('here', 1, 0, 0), ('there', 0, 0, 0)")
        for number in range(chance.randint(0, 25)):
            act = chance.choice((Act.ANSWER, Act.FLAG, Act.UNDO, Act.UNDO, Act.REDO))
            # machines undo the same thing, at the same time, before it has come, and under another card
            of = str(chance.randint(0, 25)) if act in (Act.UNDO, Act.REDO) else ""
            device, at = chance.choice(("here", "there")), chance.randint(0, 6)
            row = Row(str(number), chance.choice("aab"), act, at, 0, 20_000, of=of, device=device)
            log.add(connection, answered(row))
        held = {row.id for _, rows in log.every_card(connection) for row in rows}
        acts = "r.act NOT IN ('undo', 'redo')"
        by_row = connection.execute(f"SELECT id FROM review_log r WHERE {acts} AND {STANDING}")
        assert {id_ for (id_,) in by_row} == held
        at_once = connection.execute(f"SELECT id FROM review_log r WHERE {acts} AND id NOT IN {UNDONE}")
        assert {id_ for (id_,) in at_once} == held
        for device in ("here", "there"):
            last, undone = log.to_undo(connection, device), log.to_redo(connection, device)
            assert last is None or (last.device == device and last.id in held)
            assert undone is None or undone.id not in held


def test_what_another_machine_did_again_is_not_there_to_redo(connection: sqlite3.Connection) -> None:
    put(connection, "1:a:answer", "2:a:undo:1")
    assert log.to_redo(connection, "here") is not None
    put(connection, "t3:a:redo:1")
    assert log.to_redo(connection, "here") is None
    row = log.to_undo(connection, "here")
    assert row is not None
    assert row.id == "1"
