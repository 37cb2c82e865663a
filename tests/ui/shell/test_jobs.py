from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool
from pytestqt.qtbot import QtBot

from attache.ui.shell import jobs


class Told:
    """What was reported, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[QThreadPool]:
    made = QThreadPool()
    made.setMaxThreadCount(1)
    yield made
    assert made.waitForDone(5000)


@pytest.fixture
def told() -> Told:
    return Told()


def settle(pool: QThreadPool) -> None:
    """Wait until all work is over and whatever it reported has been heard."""
    assert pool.waitForDone(5000)
    QCoreApplication.processEvents()


def waits(gate: threading.Event) -> Callable[[Callable[[], bool]], str]:
    """Return work that begins when a gate is opened."""

    def work(_cancelled: Callable[[], bool]) -> str:
        assert gate.wait(5)
        return "late"

    return work


def test_a_result_comes_to_the_thread_that_asked(qtbot: QtBot, pool: QThreadPool, told: Told) -> None:
    job = jobs.start(pool, lambda _cancelled: threading.get_ident(), told.done, told.failed)
    qtbot.waitUntil(lambda: bool(told.results))
    assert told.threads == {threading.get_ident()}
    assert told.results != [threading.get_ident()], "the work was done on another one"
    assert told.errors == []
    del job


def test_an_error_comes_whole_and_only_once(qtbot: QtBot, pool: QThreadPool, told: Told) -> None:
    def work(_cancelled: Callable[[], bool]) -> object:
        raise LookupError("no such thing")

    job = jobs.start(pool, work, told.done, told.failed)
    qtbot.waitUntil(lambda: bool(told.errors))
    settle(pool)
    assert [(type(error), str(error)) for error in told.errors] == [(LookupError, "no such thing")]
    assert told.errors[0].__traceback__ is not None
    assert told.threads == {threading.get_ident()}
    assert told.results == []
    del job


def test_work_that_was_cancelled_before_its_turn_is_not_done(pool: QThreadPool, told: Told) -> None:
    gate, started = threading.Event(), threading.Event()
    first = jobs.start(pool, waits(gate), told.done, told.failed)
    second = jobs.start(pool, lambda _cancelled: started.set(), told.done, told.failed)
    second.cancel()
    gate.set()
    settle(pool)
    assert not started.is_set()
    assert told.results == ["late"]
    first.cancel()


def test_work_under_way_hears_that_it_is_no_longer_wanted(
    qtbot: QtBot, pool: QThreadPool, told: Told
) -> None:
    started, stopped = threading.Event(), threading.Event()

    def work(cancelled: Callable[[], bool]) -> str:
        started.set()
        while not cancelled():
            pass
        stopped.set()
        return "half"

    job = jobs.start(pool, work, told.done, told.failed)
    qtbot.waitUntil(started.is_set)
    assert not stopped.is_set()
    job.cancel()
    settle(pool)
    assert stopped.is_set()
    assert (told.results, told.errors) == ([], [])


@pytest.mark.parametrize("ending", ["result", "error"])
def test_an_end_that_is_already_on_its_way_goes_unheard_too(
    pool: QThreadPool, told: Told, ending: str
) -> None:
    def work(_cancelled: Callable[[], bool]) -> str:
        if ending == "error":
            raise LookupError("late")
        return "late"

    job = jobs.start(pool, work, told.done, told.failed)
    assert pool.waitForDone(5000)  # reported, but this thread has not looked yet
    job.cancel()
    QCoreApplication.processEvents()
    assert (told.results, told.errors) == ([], [])


def test_an_error_after_cancelling_goes_unheard(pool: QThreadPool, told: Told) -> None:
    gate = threading.Event()

    def work(cancelled: Callable[[], bool]) -> None:
        assert gate.wait(5)
        raise LookupError("interrupted")

    job = jobs.start(pool, work, told.done, told.failed)
    job.cancel()
    gate.set()
    settle(pool)
    assert (told.results, told.errors) == ([], [])


def test_the_window_may_be_gone_when_the_work_ends(pool: QThreadPool, told: Told) -> None:
    gate = threading.Event()
    job = jobs.start(pool, waits(gate), told.done, told.failed)
    shiboken6.delete(next(each for each in vars(job).values() if isinstance(each, QObject)))
    gate.set()
    settle(pool)
    assert (told.results, told.errors) == ([], [])


def test_every_one_of_many_is_heard_in_order(qtbot: QtBot, pool: QThreadPool, told: Told) -> None:
    def numbered(number: int) -> jobs.Job:
        return jobs.start(pool, lambda _cancelled: number, told.done, told.failed)

    kept = [numbered(number) for number in range(50)]
    qtbot.waitUntil(lambda: len(told.results) == 50)
    assert told.results == list(range(50))
    assert len(kept) == 50
