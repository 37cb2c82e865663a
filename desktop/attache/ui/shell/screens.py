"""How pages declare the screens that ``attache screenshots`` draws.

The ``screens`` function of a page takes a :class:`Stage` and yields :class:`Screen` values in the order in
which they are drawn.  Each screen of a scene builds on the one before, across all pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from attache.ui.shell.page import Page
from attache.ui.shell.window import Window

_P = TypeVar("_P", bound=Page)


class Scene(StrEnum):
    """The learner whose progress the screens show."""

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

    def page(self, name: str, of: type[_P]) -> _P:
        """Return a page of the window by its name; raise TypeError if it is of another type."""
        page = self.window.page(name)
        if not isinstance(page, of):
            raise TypeError(f"the page {name} is no {of.__name__}")
        return page


Screen = tuple[str, Callable[[], object]]
"""The name of a screen, and the function that shows it."""
