"""One screen with one program on it: started, placed, driven by keys and watched."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers.keyboard import Keyboard
from tests.bench.peers.programs import Program, stop, wait_until_idle
from tests.bench.peers.screen import HEIGHT, WHOLE, WIDTH, Area, Screen
from tests.bench.peers.watching import Watcher, end_of_burst

_QUIET_START = 1.5
"""Seconds without a change after which a window counts as complete."""
_QUIET = 0.4
"""The same for the answer to a key."""
_PATIENCE_START, _PATIENCE = 60.0, 1.0
"""Seconds to wait for the first change."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What followed a key, in ms after it.

    ``first``: the first changed pixels; ``settled``: the last of the first burst of changes;
    ``final``: the last of all, that is what a program adds after a pause.
    """

    first: float
    settled: float
    final: float


def reaction(start: float, changes: list[float]) -> Reaction | None:
    """Sum up changes after a start (seconds); None if nothing changed."""
    if not changes:
        return None
    found = (changes[0], end_of_burst(changes), changes[-1])
    first, settled, final = ((each - start) * 1000 for each in found)
    return Reaction(first, settled, final)


@dataclass(slots=True)
class Running:
    """A program whose window is complete; ``first`` and ``complete`` in ms from the start of its process."""

    process: subprocess.Popen[bytes]
    first: float
    complete: float


class Stage:
    """The screen, its keyboard and the watcher; ``pictures`` is a folder to save screens to, if wanted."""

    def __init__(self, screen: Screen, pictures: Path | None) -> None:
        self.screen, self.pictures = screen, pictures
        self.watcher, self.keyboard = Watcher(screen), Keyboard(screen.display)
        self.keyboard.park_pointer(WIDTH - 1, HEIGHT - 1)
        self._blank = screen.read(WHOLE)

    @contextmanager
    def running(self, program: Program) -> Iterator[Running]:
        """Start a program, wait until its window is complete, and end it afterwards."""
        self._wait_until_blank()
        start = time.monotonic()
        process = program.start(self.screen.display)
        try:
            changes = self.watcher.until_quiet(WHOLE, _QUIET_START, _PATIENCE_START, self._blank)
            if process.poll() is not None or not changes:
                raise RuntimeError(f"{program.name} showed no window: {' '.join(program.command)}")
            self.save(f"{program.name}-start")
            yield Running(process, (changes[0] - start) * 1000, (changes[-1] - start) * 1000)
        finally:
            self._end(program, process)

    def place(self, running: Running) -> None:
        """Let the window fill the screen and have the keyboard; wait until the program is idle."""
        wait_until_idle(running.process.pid)
        self.keyboard.take_focus()
        self.watcher.until_quiet(WHOLE, _QUIET, _PATIENCE)
        wait_until_idle(running.process.pid)

    def press(self, keys: str, area: Area = WHOLE, patience: float = _PATIENCE) -> Reaction | None:
        """Press keys and return the reaction of an area, None without one within ``patience`` seconds."""
        before = self.screen.read(area)
        start = self.keyboard.press(keys)
        return reaction(start, self.watcher.until_quiet(area, _QUIET, patience, before))

    def settle(self, area: Area = WHOLE) -> None:
        """Wait until nothing changes."""
        self.watcher.until_quiet(area, _QUIET, _QUIET)

    def save(self, name: str) -> None:
        """Save the screen where that is wanted; ImageMagick and others open the format."""
        if self.pictures is not None:
            self.screen.save(self.pictures / f"{name}.xwd")

    def _end(self, program: Program, process: subprocess.Popen[bytes]) -> None:
        """Let a program quit by its own key, as a person does; one that has none is told to end."""
        if program.quit_keys and process.poll() is None and self.keyboard.take_focus():
            self.keyboard.press(program.quit_keys)
            with suppress(subprocess.TimeoutExpired):
                process.wait(3)
        stop(process)

    def _wait_until_blank(self) -> None:
        deadline = time.monotonic() + 5
        while self.screen.read(WHOLE) != self._blank:
            if time.monotonic() > deadline:
                raise RuntimeError("The window before has not gone from the screen.")
            time.sleep(0.02)
