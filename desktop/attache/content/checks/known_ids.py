"""The known ids, and suggestions for unknown ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attache.content.fields import nearest

MOST_SUGGESTIONS = 200
"""The most unknown ids to find a suggestion for.

Each search compares all ids, so a search for every entry would take quadratic time.
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
        """Return the advice for an unknown id: use the most similar known one, if there is one."""
        if name not in self._suggested:
            if len(self._suggested) >= MOST_SUGGESTIONS:
                return nearest(name, ())
            self._suggested[name] = nearest(name, tuple(self._ids))
        return self._suggested[name]
