from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.figures import figure, table
from tests.bench.generate import generated_pack


def test_the_same_count_gives_the_same_pack() -> None:
    pack = generated_pack(40)
    assert pack == generated_pack(40)
    assert len({entry.title for entry in pack.entries}) == 40


def test_a_figure_sums_up_and_says_whether_the_goal_is_reached() -> None:
    values = [float(n) for n in range(1, 101)]
    summed = figure("keys", "small", values, goal="under 5", reach=5)
    assert (summed.p50, summed.p99, summed.max, summed.reached) == (51, 100, 100, False)
    assert figure("keys", "small", values, reach=100).reached
    assert "NOT REACHED" in table([summed])


@pytest.mark.slow
def test_every_row_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "bench.json"
    small = ["--entries", "60", "--checked", "30", "--sample", "4", "--starts", "1"]
    small += ["--cards", "300", "--reviews", "900", "--nodes", "50"]
    assert main([*small, "--json", str(told)]) == 0
    figures = json.loads(told.read_text("utf-8"))["figures"]
    assert {each["library"] for each in figures} == {
        *("30", "shipped", "60", "50 nodes", "300 cards", "412 cards", "900 reviews")
    }
    wanted = {
        "key stroke: query",
        "key stroke: painted rows",
        "entry opened: painted",
        "start: window complete",
    }
    assert wanted <= {each["what"] for each in figures if each["library"] == "60"}
    studied = {"today's overview", "answer against bare commit", "all progress figures", "fit of parameters"}
    assert studied <= {each["what"] for each in figures}
    assert all(each["count"] > 0 for each in figures)
    assert "misspelt name: suggestions" in capsys.readouterr().out
