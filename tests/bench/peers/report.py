"""The figures with one column for each program, as a table for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured with one program on one library: all values of the run."""

    what: str
    library: str
    program: str
    unit: str
    values: list[float] = field(default_factory=list)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of the values are."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]


def table(found: Sequence[Measured], programs: Sequence[str], subject: str) -> str:
    """Return lines of text in columns: p50 (p95) of each program, and ``subject`` against the others.

    A ratio is that of the medians: 0.50 in the column “/ goldendict” is half of GoldenDict's time.
    """
    others = [name for name in programs if name != subject]
    head = ["", "library", "unit", "n", *programs, *(f"{subject} / {name}" for name in others)]
    rows = [head]
    for what, library, unit in dict.fromkeys((each.what, each.library, each.unit) for each in found):
        values = {
            each.program: each.values
            for each in found
            if (each.what, each.library) == (what, library) and each.values
        }
        if not values:
            continue
        counts = sorted({len(each) for each in values.values()})
        count = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
        cells = [_cell(values.get(name)) for name in programs]
        ratios = [_ratio(values.get(subject), values.get(name)) for name in others]
        rows.append([what, library, unit, count, *cells, *ratios])
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column < 3 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def plain(found: Sequence[Measured]) -> list[dict[str, object]]:
    """Return the figures as plain data, with every value."""
    return [
        {
            "what": each.what,
            "library": each.library,
            "program": each.program,
            "unit": each.unit,
            "count": len(each.values),
            "p50": quantile(each.values, 0.5),
            "p95": quantile(each.values, 0.95),
            "max": max(each.values),
            "values": [round(value, 2) for value in each.values],
        }
        for each in found
        if each.values
    ]


def _cell(values: Sequence[float] | None) -> str:
    if not values:
        return ""
    return f"{_number(quantile(values, 0.5))} ({_number(quantile(values, 0.95))})"


def _ratio(own: Sequence[float] | None, others: Sequence[float] | None) -> str:
    return f"{quantile(own, 0.5) / quantile(others, 0.5):.2f}" if own and others else ""


def _number(value: float) -> str:
    """Return three digits that tell something."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"
