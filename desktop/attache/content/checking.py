"""Checking a pack: every problem of a folder in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from attache.base.vocabulary import Kind
from attache.base.watch import UNWATCHED, Watch
from attache.content.checks.context import Context
from attache.content.checks.table import PREVENTING, RULES, Rule
from attache.content.collecting import nothing_collected
from attache.content.pack import TIERS
from attache.content.problems import PackCounts, Problem, Report
from attache.content.reading import Reading, read_pack

__all__ = ["PackCounts", "Problem", "Report", "check", "check_reading", "stopping"]


def check(folder: Path, watch: Watch = UNWATCHED) -> Report:
    """Return all that is wrong with the pack in a folder, sorted by file and line.

    Raises KnownError only if there is no such folder, and GivenUp if ``watch`` cancels.
    """
    reading, checking = watch.parts(2, 3)
    with nothing_collected():
        return check_reading(read_pack(folder, reading), checking)


def check_reading(reading: Reading, watch: Watch = UNWATCHED) -> Report:
    """Return all that is wrong with a pack that was read; raises GivenUp."""
    return Report(_counts(reading), _found(reading, RULES, watch))


def stopping(reading: Reading, watch: Watch = UNWATCHED) -> tuple[Problem, ...]:
    """Return what keeps a pack that was read from being compiled; no other rule is asked, for its time."""
    found = _found(reading, [rule for rule in RULES if rule.prevents], watch)
    return tuple(problem for problem in found if problem.rule in PREVENTING)


def _found(reading: Reading, rules: Sequence[Rule], watch: Watch) -> tuple[Problem, ...]:
    context = Context(reading.pack, reading.broken)
    problems = list(reading.problems)
    # What seems to be missing may be in a file that could not be read, so it is not reported then.
    whole = reading.pack.complete and not reading.broken
    for number, rule in enumerate(rules):
        watch.report(number, len(rules))
        if rule.find is not None and (whole or not rule.when_complete):
            problems.extend(finding.by(rule.id) for finding in rule.find(context))
    watch.report(1, 1)
    return tuple(sorted(set(problems)))


def _counts(reading: Reading) -> PackCounts:
    pack = reading.pack
    values = Counter(card.value for entry in pack.entries for card in entry.cards)
    kinds = Counter(entry.kind for entry in pack.entries)
    return PackCounts(
        {kind: kinds[kind] for kind in Kind},
        sum(len(entry.cards) for entry in pack.entries),
        {tier: values[value] for value, tier in TIERS.items()},
        len(pack.guides),
        len(pack.accuracy),
    )
