"""Counts how often each fault was tried, and prints the counts as rows of the table in README.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

_COUNTED = "fault tries"


class Tries:
    """How often a test tries its fault, and what came of it."""

    def __init__(self, is_long: bool) -> None:
        self.is_long = is_long
        """Whether this is the long form, `make faults`."""
        self.counts: dict[str, int] = {}

    def number(self, short: int, long: int) -> int:
        """Return how often to try: ``short`` in the tests of every day, ``long`` in `make faults`."""
        return long if self.is_long else short

    def count(self, outcome: str, number: int = 1) -> None:
        """Count ``number`` tries that had an outcome, e.g. ``nothing lost``."""
        self.counts[outcome] = self.counts.get(outcome, 0) + number


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> Tries:
    """The counts of one test; they are printed when all tests have run."""
    counted = Tries(bool(request.config.getoption("--long")))
    request.node.user_properties.append((_COUNTED, counted.counts))
    return counted


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the progress file will be; neither it nor its folder exists."""
    return tmp_path / "learner's data" / "progress.db"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one row of the table for each test that counted."""
    rows = defaultdict[str, Counter[str]](Counter)
    for report in terminalreporter.getreports("passed"):
        for name, counts in report.user_properties:
            if name == _COUNTED:
                rows[report.nodeid.split("[")[0]].update(counts)
    if any(rows.values()):
        terminalreporter.section("faults tried")
    for test, counts in sorted(rows.items()):
        words = "; ".join(f"{number:,} {outcome}" for outcome, number in counts.most_common())
        if words:
            terminalreporter.line(f"{test} | {sum(counts.values()):,} | {words}")
