"""A signal ends a command wherever it comes, also where Python drops or replaces the exception."""

from __future__ import annotations

import os
import signal
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from attache.cli.stopping import Stopped, stoppable

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture(autouse=True)
def as_in_a_terminal() -> Iterator[None]:
    """Undo what the tests' own start has chosen, and see that the block leaves nothing behind."""
    usual: dict[signal.Signals, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
        signal.SIGHUP: signal.SIG_DFL,
    }
    before = {each: signal.signal(each, action) for each, action in usual.items()}
    yield
    assert {each: signal.getsignal(each) for each in usual} == usual
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    for each, action in before.items():
        signal.signal(each, action)


class Thing:
    """Something that can be referred to weakly."""


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_block(number: signal.Signals) -> None:
    with pytest.raises(Stopped) as stopped, stoppable():
        signal.raise_signal(number)
    assert stopped.value.number == number


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_that_python_drops_ends_the_block_a_moment_later(
    number: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    reached: list[str] = []

    def drop_it_and_go_on() -> None:
        thing = Thing()
        _reference = weakref.ref(thing, lambda _: signal.raise_signal(number))
        del thing
        reached.append("after the callback, which has dropped the exception")
        while True:
            pass

    with pytest.raises(Stopped) as stopped, stoppable():
        drop_it_and_go_on()
    assert len(reached) == 1
    assert stopped.value.number == number
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_that_becomes_an_error_of_sqlite_is_still_a_signal(number: signal.Signals) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function("signal", 0, lambda: signal.raise_signal(number))
        with pytest.raises(Stopped) as stopped, stoppable():
            connection.execute("SELECT signal()").fetchall()
    assert stopped.value.number == number


def test_an_error_without_a_signal_stays_what_it_is() -> None:
    with pytest.raises(ZeroDivisionError), stoppable():
        raise ZeroDivisionError


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stoppable():
        signal.raise_signal(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
