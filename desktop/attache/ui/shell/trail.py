"""Back and forward: which pages were shown with what on them, in order, and where in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Place(NamedTuple):
    """A page, the ids of what it showed, and how far it was scrolled.

    Most pages show entries (in a comparison two), the Documents page a section.  Each page has a unit of its
    own for scrolling (see ``Page.place``).
    """

    page: str
    entries: tuple[str, ...] = ()
    scroll: int = 0

    def shows_the_same(self, place: Place) -> bool:
        """Return whether another place is this one, scrolled or not."""
        return (self.page, self.entries) == (place.page, place.entries)


class Trail:
    """A history as in a browser: a new visit discards the places ahead."""

    def __init__(self, longest: int = 500) -> None:
        self._places: list[Place] = []
        self._at = -1
        self._longest = longest

    @property
    def here(self) -> Place | None:
        """The current place, None before the first."""
        return self._places[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at < len(self._places) - 1

    def is_at(self, place: Place) -> bool:
        """Return whether a place is the current one."""
        return self.here is not None and self.here.shows_the_same(place)

    def visit(self, place: Place) -> None:
        """Go on to a place; of the current one only the scroll position is taken."""
        if not self.is_at(place):
            self._places = [*self._places[: self._at + 1], place][-self._longest :]
            self._at = len(self._places) - 1
        self.remember(place)

    def remember(self, place: Place) -> None:
        """Take the scroll position, if the place is the current one."""
        if self.is_at(place):
            self._places[self._at] = place

    def back(self) -> Place | None:
        """Go one place back, if there is one, and return it."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.here

    def back_from(self, page: str) -> Place | None:
        """Go back to the last place on another page, if there is one, and return it."""
        return self._back_where(lambda place: place.page != page)

    def back_to(self, page: str) -> Place | None:
        """Go back to the last place on a page, if there is one, and return it."""
        return self._back_where(lambda place: place.page == page)

    def back_on(self, page: str) -> Place | None:
        """Go back to what a page showed before it showed the current place, and return that."""
        here = self.here
        return self._back_where(
            lambda place: place.page == page and here is not None and not place.shows_the_same(here)
        )

    def places_behind(self) -> Iterator[Place]:
        """Return the current place and those before it, the latest first."""
        return reversed(self._places[: self._at + 1])

    def forward(self) -> Place | None:
        """Go one place forward, if there is one, and return it."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.here

    def _back_where(self, is_wanted: Callable[[Place], bool]) -> Place | None:
        for at in range(self._at, -1, -1):
            if is_wanted(self._places[at]):
                self._at = at
                return self.here
        return None
