"""What the composition root is tested with."""

from tests.ui.fixtures import clock, library_file, one_theme, parts, places, theme

__all__ = ["clock", "library_file", "one_theme", "parts", "places", "theme"]
