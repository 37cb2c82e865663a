"""Whole uses, from the first click to what is on the disk."""

from tests.ui.fixtures import clock, library_file, one_theme, parts, places, theme

__all__ = ["clock", "library_file", "one_theme", "parts", "places", "theme"]
