"""The study settings in the progress file.

Each field is a row that says when it was set and on which device, so that the files of two devices can be
merged.  A value that is not allowed (written by another program or a later version) counts as not set.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from attache.base.changes import ChangeKind, Changes
from attache.learner.store import Store
from attache.learner.validity import IN_TIME
from attache.study.settings import (
    CHOSEN,
    DEFAULT_PARAMETERS,
    DEFAULTS,
    StudySettings,
    check,
    is_allowed,
    is_known,
    is_parameters,
    parse,
)


class Settings:
    """The settings in one progress file."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store

    def read(self) -> StudySettings:
        """Return the saved settings, with defaults for the rest."""
        found: dict[str, object] = {}
        for name, text in self._store.rows("SELECT name, value FROM setting"):
            if is_known(name) and (value := parse(text)) is not None and is_allowed(name, value):
                found[name] = value
        return replace(DEFAULTS, **found)  # type: ignore[arg-type]

    def intervals_changed_at(self) -> int:
        """Return when retention or parameters were last changed (UTC milliseconds), 0 for never."""
        names = "('desired_retention', 'parameters')"
        found = self._store.rows(
            f"SELECT max(changed_at) FROM setting WHERE name IN {names} AND changed_at {IN_TIME}"
        )
        return found[0][0] or 0

    def write(self, **values: object) -> Changes:
        """Save some fields; raises BadSetting, or StorageError if they cannot be saved."""
        for name, value in values.items():
            check(name, value)
        now = self.read()
        changed = {name: value for name, value in values.items() if getattr(now, name) != value}
        if not changed:
            return Changes()
        with self._store.writing() as connection:
            keep(self._store, connection, changed)
        return Changes.of(ChangeKind.SETTINGS)

    def reset(self, *names: str) -> Changes:
        """Reset some fields, or all, to their defaults."""
        return self.write(**{name: getattr(DEFAULTS, name) for name in names or CHOSEN})


def parameters_of(text: str | None) -> tuple[float, ...]:
    """Return FSRS's parameters from the saved JSON of that setting, None if it was not set."""
    value = parse(text) if text else None
    return value if isinstance(value, tuple) and is_parameters(value) else DEFAULT_PARAMETERS


def keep(store: Store, connection: sqlite3.Connection, values: Mapping[str, object]) -> None:
    """Write fields that have been checked, for use within ``writing``."""
    device = store.device(connection)
    for name, value in values.items():
        before = connection.execute("SELECT changed_at FROM setting WHERE name = ?", (name,)).fetchone()
        connection.execute(
            "INSERT INTO setting (name, value, changed_at, device) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET"
            " value = excluded.value, changed_at = excluded.changed_at, device = excluded.device",
            (name, json.dumps(value), store.stamp(before and before[0]), device),
        )
