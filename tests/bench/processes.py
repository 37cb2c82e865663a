"""Runs the measured processes from outside, and sums up what they print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.figures import Figure, figure

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]


def window_figures(library: Path, name: str, sample: int) -> list[Figure]:
    """Measure painting in a process of its own."""
    told: dict[str, list[float]] = _run("tests.bench.window", [str(library), str(sample)], library)
    return [
        figure("key stroke: painted rows", name, told["keys"], goal="p99 under 16 ms", reach=16),
        figure("key stroke: settled", name, told["settled"], goal="p99 under 50 ms", reach=50),
        figure("entry opened: painted", name, told["entries"], goal="under 20 ms", reach=20),
    ]


def map_figures(library: Path, name: str) -> list[Figure]:
    """Measure the map in a process of its own."""
    told: dict[str, list[float]] = _run("tests.bench.map_page", [str(library)], library)
    return [
        figure("map: opened, painted", name, told["opened"]),
        figure("map: a frame of panning, whole view", name, told["pan"], goal="60 a second", reach=1000 / 60),
        figure("map: a frame of panning, enlarged", name, told["near"], goal="60 a second", reach=1000 / 60),
        figure("map: zoomed by a step, painted", name, told["zoom"]),
        figure("map: focus, painted", name, told["focus"]),
    ]


def card_list_figures(library: Path, progress: Path, now: int, name: str) -> list[Figure]:
    """Measure the list of cards in a process of its own."""
    arguments = [str(library), str(progress), str(now)]
    told: dict[str, list[float]] = _run("tests.bench.card_page", arguments, library)
    return [
        figure("list of cards: opened, painted", name, told["first"]),
        figure("list of cards: all, painted", name, told["all"], goal="under 50 ms at 1,684"),
        figure("list of cards: due, painted", name, told["due"]),
        figure("list of cards: sorted, painted", name, told["sort"]),
        figure("list of cards: key until settled", name, told["key"]),
        figure("list of cards: key, busy at once", name, told["busy"]),
    ]


def start_figures(library: Path, name: str, rounds: int, memory_goal: float) -> list[Figure]:
    """Start the program and the bare window in turn, and compare their medians."""
    taken: dict[str, list[float]] = {"floor": [], "program": []}
    memory: dict[str, list[float]] = {"floor": [], "program": []}
    for _ in range(rounds + 1):
        for which, values in taken.items():
            start = time.monotonic()
            told: dict[str, float | None] = _run("tests.bench.starting", [which], library)
            values.append(((told["painted"] or 0) - start) * 1000)
            if (held := told["memory"]) is not None:
                memory[which].append(held)
    for values in taken.values():
        del values[0]  # the first finds nothing in the system's cache
    floor, program = (figure(f"start: {which}", name, taken[which]) for which in ("floor", "program"))
    ratio = program.p50 / floor.p50
    figures = [
        Figure("start: bare window", name, "ms", floor.count, floor.p50, floor.p99, floor.max),
        Figure(
            "start: window complete", name, "ms", program.count, program.p50, program.p99, program.max,
            f"median within 2 × the bare window's (is {ratio:.2f} ×)", ratio <= 2,
        ),
    ]  # fmt: skip
    if memory["program"]:
        figures += [
            figure("memory, idle: bare window", name, memory["floor"], "MB"),
            figure("memory, idle", name, memory["program"], "MB", f"under {memory_goal:.0f} MB", memory_goal),
        ]
    return figures


def _run(module: str, arguments: list[str], library: Path) -> Any:
    """Run a module of the benchmark without a screen and return the JSON object it prints."""
    with TemporaryDirectory() as data:
        surroundings = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join((str(_ROOT / "desktop"), str(_ROOT))),
            "ATTACHE_DATA": data,
            "ATTACHE_LIBRARY": str(library),
        }
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=surroundings, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])
