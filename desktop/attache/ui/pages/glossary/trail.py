"""Back and forward: which entries were read, in order, and where in each."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Visit:
    """An entry or a comparison of it with an ``other``, and how far down it was scrolled, in pixels."""

    entry: str
    scroll: int = 0
    other: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """What was shown: one entry or two."""
        return (self.entry, self.other) if self.other else (self.entry,)


class Trail:
    """A history as in a browser: a new visit discards the entries ahead."""

    def __init__(self, longest: int = 500) -> None:
        self._places: list[Visit] = []
        self._at = -1
        self._longest = longest

    @property
    def here(self) -> Visit | None:
        """The current visit, None before the first."""
        return self._places[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a visit before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a visit after this one."""
        return self._at < len(self._places) - 1

    def visit(self, entry: str, other: str = "") -> None:
        """Go on to an entry or a comparison; going to what is already shown changes nothing."""
        to = Visit(entry, other=other)
        if self.here is not None and self.here.ids == to.ids:
            return
        self._places = [*self._places[: self._at + 1], to][-self._longest :]
        self._at = len(self._places) - 1

    def remember(self, scroll: int) -> None:
        """Keep how far down the current page is scrolled."""
        if self.here is not None:
            self._places[self._at] = replace(self._places[self._at], scroll=scroll)

    def back(self) -> Visit | None:
        """Go one place back, if there is one, and return it."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self.here

    def forward(self) -> Visit | None:
        """Go one place forward, if there is one, and return it."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self.here
