"""Repairing what can be repaired in a progress file, after a backup of it.

Nothing that the learner did is ever removed: an impossible row of the log is undone by a further row, as an
answer would be.
"""

from __future__ import annotations

from pathlib import Path

from attache.base.clock import Clock, Zone, local_offset
from attache.base.identity import IdSource, random_id
from attache.base.watch import UNWATCHED, Watch
from attache.learner import log, tally
from attache.learner.backups import Backups, Reason
from attache.learner.log import Act, Row
from attache.learner.reviews import Reviews, write_state
from attache.learner.schema import LAYOUT
from attache.learner.settings import Settings, keep
from attache.learner.store import Store
from attache.learner.symptoms import (
    IMPOSSIBLE,
    bad_settings,
    miscounting,
    prove,
    unknown_acts,
    unknown_devices,
)
from attache.study.fsrs6 import Fsrs6
from attache.study.settings import DEFAULTS


def repair(
    progress: Path,
    clock: Clock,
    new_id: IdSource = random_id,
    zone: Zone = local_offset,
    watch: Watch = UNWATCHED,
) -> Path | None:
    """Repair what can be repaired in a progress file, all or nothing, and return the backup made before.

    Returns None where there was no file.  Raises StorageError where the file is damaged or cannot be written,
    and GivenUp where ``watch`` cancels.
    """
    opening, proving, backing_up = watch.parts(1, 10, 1)
    store = Store(progress, LAYOUT, clock, new_id, zone, watch=opening)
    try:
        if not store.has_file:
            return None
        settings, reviews = Settings(store), Reviews(store)
        now = reviews.now(settings.read().day_begins)
        with store.writing() as connection:
            # What takes long comes first: if it is cancelled, there is neither a backup nor a change.
            differing = []
            if not unknown_acts(connection):
                differing = prove(connection, Fsrs6(settings.read().parameters), proving).differing
            backup = Backups(progress, clock).make(Reason.REPAIR, backing_up)
            for (device,) in unknown_devices(connection):
                connection.execute(
                    "INSERT INTO device (id, here, added_at, last_seq) VALUES (?, 0, 0, 0)", (device,)
                )
            for device, top in miscounting(connection):
                connection.execute("UPDATE device SET last_seq = ? WHERE id = ?", (top, device))
            keep(store, connection, {name: getattr(DEFAULTS, name) for name in bad_settings(connection)})
            device = store.device(connection)
            for row, card, at in connection.execute(f"SELECT id, card, at {IMPOSSIBLE}").fetchall():
                undoing = Row(
                    new_id(), card, Act.UNDO, max(now.at, at + 1), now.offset, now.day, of=row, device=device
                )
                log.add(connection, undoing)
            for card, state in differing:
                write_state(connection, card, state)
            tally.discard(connection)
    finally:
        store.close()
    return backup.path if backup is not None else None
