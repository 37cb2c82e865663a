"""The shared fixtures, for the tests of every part of the window."""

from tests.ui.fixtures import (
    around,
    clock,
    context,
    learner,
    library,
    library_file,
    one_theme,
    parts,
    places,
    theme,
)

__all__ = [
    "around",
    "clock",
    "context",
    "learner",
    "library",
    "library_file",
    "one_theme",
    "parts",
    "places",
    "theme",
]
