"""Measures how long an answer takes; it is paused while the learner is elsewhere."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """Measures the time since ``start``, excluding the time between ``pause`` and ``go_on``."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        """``ticks`` tells seconds that never run backwards."""
        self._ticks = ticks
        self._counted = 0.0
        self._since: float | None = None

    def start(self) -> None:
        """Start at zero."""
        self._counted, self._since = 0.0, self._ticks()

    def pause(self) -> None:
        """Stop counting until ``go_on``."""
        if self._since is not None:
            self._counted += self._ticks() - self._since
            self._since = None

    def go_on(self) -> None:
        """Continue counting."""
        if self._since is None:
            self._since = self._ticks()

    @property
    def milliseconds(self) -> int:
        """The time measured so far."""
        running = self._ticks() - self._since if self._since is not None else 0.0
        return round((self._counted + running) * 1000)
