"""Long work in the background: its order, its progress, its end, and the bar that shows it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from attache.base.watch import Watch
from attache.ui.shell.long_work import LongWork
from attache.ui.shell.theme import Theme
from attache.ui.shell.work_bar import WorkBar


@pytest.fixture
def work() -> Iterator[LongWork]:
    made = LongWork()
    yield made
    made.close_down()


class Held:
    """Work that reports half of itself, and then waits."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def __call__(self, watch: Watch) -> str:
        watch.report(1, 2)
        assert self.gate.wait(60)
        watch.report(2, 2)
        return "result"


def never(_error: object) -> None:
    pytest.fail("nothing fails here")


def test_work_says_what_it_is_and_how_far_and_hands_over_its_result(qtbot: QtBot, work: LongWork) -> None:
    held, results = Held(), list[str]()
    assert (work.words, work.share, work.is_being_cancelled) == ("", 0, False)
    work.start("Making a backup", held, results.append, never)
    assert work.words == "Making a backup"
    qtbot.waitUntil(lambda: work.share == 0.5)
    held.gate.set()
    qtbot.waitUntil(lambda: results == ["result"])
    assert (work.words, work.share) == ("", 0)
    assert not work.finish_pending()


def test_pieces_run_one_after_the_other(qtbot: QtBot, work: LongWork) -> None:
    held, order = Held(), list[str]()
    work.start("First", held, order.append, never)
    work.start("Second", lambda _watch: "second", order.append, never)
    assert work.words == "First"
    held.gate.set()
    qtbot.waitUntil(lambda: order == ["result", "second"])


def test_a_cancelled_piece_says_so_and_the_next_one_runs(qtbot: QtBot, work: LongWork) -> None:
    held, order = Held(), list[str]()
    work.start("First", held, order.append, never, lambda: order.append("cancelled"))
    work.start("Second", lambda _watch: "second", order.append, never)
    work.cancel()
    assert work.is_being_cancelled
    held.gate.set()
    qtbot.waitUntil(lambda: order == ["cancelled", "second"])
    work.cancel()
    assert not work.is_being_cancelled, "there is nothing to cancel"


def test_an_error_goes_to_whoever_started_the_work_or_to_the_window(qtbot: QtBot, work: LongWork) -> None:
    own, others = list[Exception](), list[Exception]()
    work.failed.connect(others.append)

    def fail(_watch: Watch) -> None:
        raise ValueError("bad")

    work.start("First", fail, never, own.append)
    work.start("Second", fail, never)
    qtbot.waitUntil(lambda: bool(others))
    assert [str(error) for error in (*own, *others)] == ["bad", "bad"]
    assert work.words == ""


def test_closing_cancels_all_and_hears_of_nothing(qtbot: QtBot, work: LongWork) -> None:
    held, heard = Held(), list[object]()

    def end(*what: object) -> None:
        heard.append(what)

    for words in ("First", "Second"):
        work.start(words, held, end, end, end)
    qtbot.waitUntil(lambda: work.share == 0.5)
    closing = threading.Timer(0, held.gate.set)
    closing.start()
    work.close_down()
    qtbot.wait(1)
    assert heard == []
    assert work.words == ""


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> WorkBar:
    made = WorkBar(theme)
    qtbot.addWidget(made)
    return made


def test_the_bar_appears_only_when_work_takes_long(qtbot: QtBot, bar: WorkBar) -> None:
    bar.display("Making a backup")
    assert bar.isHidden()
    bar.display("")
    bar.display("Making a backup", 0.25)
    qtbot.waitUntil(bar.isVisible)
    assert bar.label.text() == "Making a backup…"
    assert bar.bar.value() * 4 == bar.bar.maximum()
    bar.display("")
    assert bar.isHidden()


def test_cancel_is_pressed_once(qtbot: QtBot, bar: WorkBar) -> None:
    pressed: list[int] = []
    bar.cancelled.connect(lambda: pressed.append(1))
    bar.display("Making a backup")
    assert bar.cancel.accessibleName() == "Cancel making a backup"
    bar.cancel.click()
    bar.display("Making a backup", 0.5, is_being_cancelled=True)
    bar.cancel.click()
    assert pressed == [1]
    bar.display("Restoring the backup")
    assert bar.cancel.isEnabled()


def test_the_bar_scales_with_the_text(bar: WorkBar, theme: Theme) -> None:
    before = bar.bar.height()
    theme.set_zoom(200)
    assert bar.bar.height() > before
