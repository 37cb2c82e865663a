"""Progress that only rises, and work that stops where it is asked to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest

from attache.base.watch import UNWATCHED, GivenUp, Watch

SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT sum(i) FROM n"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("CREATE TABLE t (a)")
        yield opened


def after(calls: int) -> Callable[[], bool]:
    """Return what cancels from some asking on."""
    asked = iter(range(1 << 30))
    return lambda: next(asked) >= calls


def test_a_share_is_reported_of_the_whole() -> None:
    shares: list[float] = []
    watch = Watch(shares.append)
    watch.report(0, 4)
    watch.report(1, 4)
    watch.report(9, 4)
    watch.report(0, 0)
    assert shares == [0, 0.25, 1, 1], "never more than all, and nothing is done at once"


def test_a_cancelled_work_reports_nothing_more() -> None:
    shares: list[float] = []
    watch = Watch(shares.append, after(1))
    watch.report(1, 4)
    with pytest.raises(GivenUp):
        watch.report(2, 4)
    with pytest.raises(GivenUp):
        watch.stop_if_cancelled()
    assert shares == [0.25]


def test_unwatched_work_goes_on() -> None:
    UNWATCHED.report(1, 2)
    UNWATCHED.stop_if_cancelled()


def test_the_parts_of_a_watch_follow_one_another() -> None:
    shares: list[float] = []
    first, second = Watch(shares.append).parts(1, 3)
    inner, nothing = first.parts(1, 0)
    inner.report(1, 2)
    inner.report(1, 1)
    nothing.report(1, 1)
    second.report(1, 3)
    second.report(3, 3)
    assert shares == pytest.approx([0.125, 0.25, 0.25, 0.5, 1])


def test_parts_that_are_all_empty_leave_progress_where_it_was() -> None:
    shares: list[float] = []
    for part in Watch(shares.append).parts(0, 0):
        part.report(1, 1)
    assert shares == [0, 0]
    assert list(Watch().parts()) == []


def test_a_part_is_cancelled_with_the_whole() -> None:
    first, second = Watch(cancelled=after(1)).parts(1, 1)
    first.report(1, 1)
    with pytest.raises(GivenUp):
        second.report(1, 1)


def test_statements_report_progress_up_to_all(connection: sqlite3.Connection) -> None:
    shares: list[float] = []
    with Watch(shares.append).statements(connection, pages=2000):
        connection.execute(SLOW).fetchone()
    assert len(shares) > 20
    assert shares == sorted(shares)
    assert shares[-1] == 1
    count = len(shares)
    connection.execute(SLOW).fetchone()
    assert len(shares) == count, "nothing is reported afterwards"


def test_statements_that_take_longer_than_expected_stay_at_all(connection: sqlite3.Connection) -> None:
    shares: list[float] = []
    with Watch(shares.append).statements(connection):
        connection.execute(SLOW).fetchone()
    assert max(shares) == 1


def test_a_statement_stops_when_it_is_cancelled(connection: sqlite3.Connection) -> None:
    for calls in (0, 1, 5):
        shares: list[float] = []
        with (
            pytest.raises(GivenUp),
            Watch(shares.append, after(calls)).statements(connection, pages=2000),
        ):
            connection.execute(SLOW).fetchone()
        assert len(shares) == calls
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_a_statement_that_was_stopped_unheard_is_still_cancelled(connection: sqlite3.Connection) -> None:
    def unheard() -> None:
        with suppress(sqlite3.OperationalError):
            connection.execute(SLOW).fetchone()

    with pytest.raises(GivenUp), Watch(cancelled=after(0)).statements(connection):
        unheard()


def test_what_progress_raises_gets_through_sqlite(connection: sqlite3.Connection) -> None:
    """A signal, for example, whose exception Python raises wherever it happens to be."""

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Watch(stop).statements(connection):
        connection.execute(SLOW).fetchone()


def test_other_errors_of_statements_stay_what_they_are(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), Watch().statements(connection):
        connection.execute("SELECT * FROM none")
