"""What the tests of Today share."""

from __future__ import annotations

from tests.ui.pages.study.conftest import desk, progress

__all__ = ["desk", "progress"]
