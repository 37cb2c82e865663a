from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.peers import needs
from tests.bench.peers.programs import Program
from tests.bench.peers.screen import HEIGHT, WIDTH, Screen
from tests.bench.peers.stage import Reaction, Stage, reaction


def test_a_reaction_is_counted_in_ms_from_the_key() -> None:
    found = reaction(10.0, [10.01, 10.03, 10.25])
    assert found is not None
    assert (found.first, found.settled, found.final) == pytest.approx((10, 30, 250))


def test_a_key_that_changed_nothing_has_no_reaction() -> None:
    assert reaction(10.0, []) is None


def test_one_change_is_all_three() -> None:
    assert reaction(1.0, [1.5]) == Reaction(500, 500, 500)


@pytest.mark.skipif(needs.missing() != [], reason="needs what the comparison needs")
def test_a_window_is_seen_and_hears_keys(tmp_path: Path) -> None:
    (tmp_path / "screen").mkdir()
    bare = Program("bare", (sys.executable, str(Path(__file__).with_name("bare.py"))), tmp_path, quit_keys="")
    with Screen(tmp_path / "screen") as screen:
        stage = Stage(screen, tmp_path / "pictures")
        with stage.running(bare) as running:
            assert 0 < running.first <= running.complete
            stage.place(running)
            assert stage.press("Down") is not None
            assert stage.press("x") is None
        assert running.process.returncode == -15
    assert (tmp_path / "pictures" / "bare-start.xwd").stat().st_size > WIDTH * HEIGHT * 4
