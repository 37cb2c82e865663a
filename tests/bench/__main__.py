"""Measures the program against what it is to reach, at shipped size, at 100,000 entries, and at
500,000 reviews.

A benchmark is no test: it says what is reached and what is not, and fails only where something breaks.
"""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT / "desktop"))

from attache.content.compile import build, write_library  # noqa: E402 - found only now
from attache.content.pack import Pack  # noqa: E402
from tests.bench import check, look_up, study  # noqa: E402
from tests.bench.figures import Figure, figure, plain, table  # noqa: E402
from tests.bench.generate import generated_pack  # noqa: E402
from tests.bench.processes import map_figures, start_figures, window_figures  # noqa: E402


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write the JSON if asked to."""
    asked = _arguments().parse_args(argv)
    figures = check.measure(asked.checked)
    print(table(figures), end="\n\n", flush=True)
    with TemporaryDirectory() as folder:
        for library, name, memory_goal, compiling in _libraries(asked, Path(folder)):
            found = [*compiling, *look_up.measure(library, name, asked.sample)]
            if not asked.no_window:
                found += window_figures(library, name, asked.sample)
                found += start_figures(library, name, asked.starts, memory_goal)
            figures += found
            print(table(found), end="\n\n", flush=True)
        if not asked.no_window:
            found = _map(Path(folder), asked.nodes)
            figures += found
            print(table(found), end="\n\n", flush=True)
        found = study.measure(Path(folder), asked.cards, asked.reviews, not asked.no_window)
        figures += found
        print(table(found), end="\n\n", flush=True)
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        told = {"machine": _machine(), "figures": plain(figures)}
        asked.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("tests.bench", description=__doc__, formatter_class=_AsWritten)
    parser.add_argument(
        "--entries", type=int, default=100_000, help="size of the generated library (%(default)s)"
    )
    parser.add_argument(
        "--checked", type=int, default=4_000, help="entries of the packs that are checked (%(default)s)"
    )
    parser.add_argument("--nodes", type=int, default=2_000, help="entries of the map (%(default)s)")
    parser.add_argument("--sample", type=int, default=100, help="entries whose names are typed (%(default)s)")
    parser.add_argument("--starts", type=int, default=9, help="times the program is started (%(default)s)")
    parser.add_argument(
        "--cards", type=int, default=200_000, help="cards of the library that is studied (%(default)s)"
    )
    parser.add_argument(
        "--reviews", type=int, default=500_000, help="reviews that its learner has behind (%(default)s)"
    )
    parser.add_argument("--no-window", action="store_true", help="measure only what needs no window")
    parser.add_argument("--pack", type=Path, default=_ROOT / "seeds", help="the shipped pack (%(default)s)")
    parser.add_argument("--library", type=Path, help="measure this library instead of generating one")
    parser.add_argument(
        "--json", type=Path, default=_ROOT / "build" / "bench.json", help="where to (%(default)s)"
    )
    return parser


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    """Help whose description keeps its lines."""


def _libraries(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[Path, str, float, list[Figure]]]:
    """Yield each library as (file, name, memory it may take in MB, how long it took to compile)."""
    shipped, large = folder / "shipped.db", folder / "generated.db"
    taken = [_seconds(lambda: build(asked.pack, shipped)) for _ in range(3)]
    row = figure("compile the shipped pack", "shipped", taken, "s", "under 1 s", 1)
    yield shipped, "shipped", 120, [row]
    if asked.library:
        yield asked.library, asked.library.stem, 200, []
        return
    name = f"{asked.entries:,}"
    row = _compiled(generated_pack(asked.entries), large, name)
    yield large, name, 200, [row]


def _compiled(pack: Pack, target: Path, name: str) -> Figure:
    """Compile a parsed pack, and say how long it took."""
    taken = [_seconds(lambda: write_library(pack, target))]
    return figure("compile, parsed", name, taken, "s", "under 60 s", 60)


def _map(folder: Path, nodes: int) -> list[Figure]:
    """Measure the map of a generated library with so many entries."""
    library = folder / "map.db"
    write_library(generated_pack(nodes), library)
    return map_figures(library, f"{nodes:,} nodes")


def _seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _machine() -> dict[str, str]:
    """Return what the figures depend on."""
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
