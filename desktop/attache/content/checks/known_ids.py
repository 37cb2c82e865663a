"""Ids that may be named, and what is suggested in place of one that is not among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attache.content.fields import nearest

MOST_SUGGESTIONS = 200
"""Different unknown ids for which a similar one is sought.

Each search compares all ids, so that with one for every entry the time would grow with the square
of their number.
"""


class KnownIds:
    """A set of ids in a fixed order that suggests the nearest to an unknown one."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = dict.fromkeys(ids)
        self._suggested: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def instead_of(self, name: str) -> str:
        """Return what to do about an unknown id: use the nearest known one, if there is one."""
        if name not in self._suggested:
            if len(self._suggested) >= MOST_SUGGESTIONS:
                return nearest(name, ())
            self._suggested[name] = nearest(name, tuple(self._ids))
        return self._suggested[name]
