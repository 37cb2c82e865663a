"""Asking for pictures; that they are drawn is tested where they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from attache.app.options import Options
from tests.cli.conftest import Attache


def test_pictures_are_drawn_without_a_display(
    attache: Attache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def draw(folder: Path, options: Options) -> int:
        assert options.bundled.resources.is_dir()
        assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
        asked.append(folder)
        return 3

    module = ModuleType("attache.app.screenshots")
    monkeypatch.setattr(module, "draw", draw, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    ran = attache("screenshots", str(tmp_path / "new"))
    assert (ran.status, ran.out) == (0, f"Wrote 3 pictures to {tmp_path / 'new'}.\n")
    assert asked == [tmp_path / "new"]
