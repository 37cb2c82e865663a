from __future__ import annotations

from attache.ui.widgets.card.stopwatch import Stopwatch


class Ticks:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_what_lies_between_pause_and_going_on_does_not_count() -> None:
    ticks = Ticks()
    watch = Stopwatch(ticks)
    assert watch.milliseconds == 0
    watch.start()
    ticks.at += 2.5
    assert watch.milliseconds == 2500
    watch.pause()
    ticks.at += 60
    watch.pause()
    assert watch.milliseconds == 2500
    watch.go_on()
    ticks.at += 1
    watch.go_on()
    ticks.at += 1
    assert watch.milliseconds == 4500


def test_a_start_begins_at_nothing() -> None:
    ticks = Ticks()
    watch = Stopwatch(ticks)
    watch.start()
    ticks.at += 9
    watch.pause()
    watch.start()
    ticks.at += 0.0014
    assert watch.milliseconds == 1
