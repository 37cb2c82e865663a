"""The shared fixtures, for the tests of every part of the window."""

from __future__ import annotations

from tests.ui.fixtures import clock, library, library_file, one_theme, parts, places, theme

__all__ = ["clock", "library", "library_file", "one_theme", "parts", "places", "theme"]
