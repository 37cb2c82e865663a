"""What was measured, as a table for people and as JSON for comparing one run with another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: what was measured, on which library, how often, and how it came out."""

    what: str
    library: str
    unit: str
    count: int
    p50: float
    p99: float
    max: float
    goal: str = ""
    reached: bool | None = None


def figure(
    what: str,
    library: str,
    values: Sequence[float],
    unit: str = "ms",
    goal: str = "",
    reach: float | None = None,
) -> Figure:
    """Sum values up; ``reach`` is the most that the goal allows the 99th of a hundred to be."""
    ranked = sorted(values)
    p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    reached = None if reach is None else p99 <= reach
    return Figure(what, library, unit, len(ranked), ranked[len(ranked) // 2], p99, ranked[-1], goal, reached)


def times(action: Callable[[Item], object], inputs: Iterable[Item]) -> list[float]:
    """Return how many milliseconds an action takes for each input."""
    taken: list[float] = []
    for given in inputs:
        start = time.perf_counter()
        action(given)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def table(figures: Sequence[Figure]) -> str:
    """Return figures as lines of text in columns."""
    head = ("", "library", "n", "p50", "p99", "max", "", "goal", "")
    rows = [
        (
            each.what,
            each.library,
            str(each.count),
            *(_number(value) for value in (each.p50, each.p99, each.max)),
            each.unit,
            each.goal,
            {None: "", True: "reached", False: "NOT REACHED"}[each.reached],
        )
        for each in figures
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            text.rjust(width) if 2 <= column <= 5 else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    )


def plain(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """Return figures as plain data."""
    return [asdict(each) for each in figures]


def _number(value: float) -> str:
    """Return three digits that tell something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
