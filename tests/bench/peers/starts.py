"""From the start of a process to its complete window, and the memory and processor time this takes."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tests.bench.peers.programs import Program, memory, processor_seconds, wait_until_idle
from tests.bench.peers.report import Measured
from tests.bench.peers.stage import Stage

FIRST, COMPLETE = "start: first pixels", "start: window complete"
PROCESSOR, MEMORY = "start until idle: processor time", "memory, idle (PSS)"
_UNITS = {FIRST: "ms", COMPLETE: "ms", PROCESSOR: "ms", MEMORY: "MB"}
_SETTLED_IN = 1.0
"""Seconds of idleness before memory is read."""


def measure(stage: Stage, programs: Sequence[Program], library: str, rounds: int) -> list[Measured]:
    """Start the programs in turn, round after round; the first round warms up and does not count."""
    found = [
        Measured(what, library, program.name, unit) for what, unit in _UNITS.items() for program in programs
    ]
    rows = {(each.what, each.program): each.values for each in found}
    for turn in range(rounds + 1):
        for program in programs:
            with stage.running(program) as running:
                wait_until_idle(running.process.pid)
                time.sleep(_SETTLED_IN)
                used, held = processor_seconds(running.process.pid), memory(running.process.pid)
            if turn:
                rows[FIRST, program.name].append(running.first)
                rows[COMPLETE, program.name].append(running.complete)
                rows[PROCESSOR, program.name].append(used * 1000)
                rows[MEMORY, program.name].append(held)
    return found
