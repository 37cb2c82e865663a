from __future__ import annotations

from tests.bench.peers.report import Measured, plain, quantile, table


def test_quantiles_are_values_that_were_measured() -> None:
    values = [float(n) for n in range(1, 101)]
    assert (quantile(values, 0.5), quantile(values, 0.95)) == (51, 96)
    assert quantile([7.0], 0.95) == 7


def test_the_table_sets_the_programs_side_by_side() -> None:
    found = [
        Measured("start", "shipped", "attache", "ms", [500.0, 510.0, 520.0]),
        Measured("start", "shipped", "goldendict", "ms", [1020.0]),
        Measured("memory", "shipped", "attache", "MB", [80.25]),
        Measured("nothing", "shipped", "attache", "MB"),
    ]
    head, start, memory = table(found, ["attache", "goldendict"], "attache").splitlines()
    assert head.split() == ["library", "unit", "n", "attache", "goldendict", "attache", "/", "goldendict"]
    assert start.split() == ["start", "shipped", "ms", "1–3", "510", "(520)", "1020", "(1020)", "0.50"]
    assert memory.split() == ["memory", "shipped", "MB", "1", "80.2", "(80.2)"]


def test_plain_data_holds_every_value_and_no_empty_row() -> None:
    found = plain([Measured("start", "shipped", "attache", "ms", [2.0, 1.0]), Measured("x", "y", "z", "ms")])
    assert [(each["count"], each["max"], each["values"]) for each in found] == [(2, 2.0, [2.0, 1.0])]
