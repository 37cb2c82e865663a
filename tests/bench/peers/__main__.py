"""Measures the program in a real X window beside a bare window and GoldenDict, all from outside and in turn.

Every program is measured in the same way: from the start of its process, or from a key, until the
pixels of the screen change and until they no longer change.  docs/benchmarks.md says how.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(_ROOT))

from tests.bench.peers import needs  # noqa: E402 - found only now
from tests.bench.peers.plan import PARTS, Plan  # noqa: E402
from tests.bench.peers.report import Measured, plain, quantile, table  # noqa: E402
from tests.bench.peers.screen import Screen  # noqa: E402
from tests.bench.peers.stage import Stage  # noqa: E402

_DONE, _CANNOT = 0, 2
_BUILD = _ROOT / "build"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write the JSON; return 2 where the system lacks something."""
    asked = _arguments().parse_args(argv)
    if needs.missing() and not needs.install():
        print(f"Not installed: {', '.join(needs.missing())}. On Debian: sudo apt-get install "
              f"{' '.join(needs.PACKAGES)}", file=sys.stderr)  # fmt: skip
        return _CANNOT
    found: list[Measured] = []
    machine: dict[str, float] = {
        "processors": os.cpu_count() or 0,
        "load before": round(os.getloadavg()[0], 2),
    }
    _BUILD.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, Screen(Path(folder)) as screen:
        stage = Stage(screen, asked.pictures)
        plan = Plan(stage, _ROOT, asked, _BUILD / "peers", Path(folder))
        for part in plan.parts():
            found += part
            shown = [name for name in plan.columns if _measured(part, name)]
            print(table(part, shown, "attache"), end="\n\n", flush=True)
            machine |= _resolution(stage.watcher.gaps)
            _write(asked.json, {"machine": machine, "figures": plain(found)})
    print("p50 (p95).  " + "; ".join(f"{name}: {value}" for name, value in machine.items()))
    return _DONE


def _resolution(gaps: Sequence[float]) -> dict[str, float]:
    """Return the resolution, in milliseconds between two looks (gaps are in seconds), and the load."""
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {f"ms between looks, {name}": quantile(gaps, share) * 1000 for name, share in shares.items()}
    return {name: round(value, 2) for name, value in {**found, "load after": os.getloadavg()[0]}.items()}


def _write(file: Path, told: dict[str, object]) -> None:
    """Write the JSON; done after each part, so that a part that fails later loses nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _measured(part: Sequence[Measured], name: str) -> bool:
    return any(each.program == name and each.values for each in part)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("tests.bench.peers", description=__doc__, formatter_class=_AsWritten)
    parser.add_argument(
        "--base", type=Path, help="another checkout with its own .venv, for the column “before”"
    )
    parser.add_argument(
        "--wheel", action="store_true", help="measure an installed wheel, too (takes minutes)"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure only these parts")
    parser.add_argument(
        "--entries", type=int, default=100_000, help="size of the large library (%(default)s)"
    )
    parser.add_argument("--starts", type=int, default=7, help="starts of each program (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of typing and of reviews (%(default)s)")
    parser.add_argument("--words", type=int, default=20, help="words typed in a round (%(default)s)")
    parser.add_argument("--answers", type=int, default=20, help="cards answered in a round (%(default)s)")
    parser.add_argument("--learner", type=int, nargs=2, action="append", metavar=("CARDS", "REVIEWS"),
                        help="a learner who reviews, instead of the usual two; can be repeated")  # fmt: skip
    parser.add_argument("--pictures", type=Path, help="save the screens that were measured into this folder")
    parser.add_argument("--json", type=Path, default=_BUILD / "bench-peers.json", help="(%(default)s)")
    return parser


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    """Help whose description keeps its lines."""


if __name__ == "__main__":
    raise SystemExit(main())
