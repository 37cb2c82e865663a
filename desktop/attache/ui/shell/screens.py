"""How pages say what ``attache screenshots`` draws of them.

The ``screens`` function of a page takes a :class:`Stage` and yields :class:`Screen` values in the order in
which they are drawn.  Those of a scene build on one another, over all pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from attache.ui.shell.window import Window


class Scene(StrEnum):
    """The learner of whom the screens are drawn."""

    STUDYING = "studying"
    """Has studied for some weeks."""
    FIRST_START = "first start"
    AWAY = "away"
    """Comes back after two weeks without studying."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A window on example progress."""

    window: Window
    scene: Scene


Screen = tuple[str, Callable[[], object]]
"""The name of a screen, and what brings it up."""
