"""Repairing what can be repaired in a progress file, after a backup of it.

Nothing that the learner did is ever removed: an impossible row of the log is undone by a further row, as an
answer would be.  A file that SQLite cannot read whole is renamed, and a new one gets what can be read.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from attache.base.clock import Clock, Zone, local_offset
from attache.base.faults import Damaged, faults_of
from attache.base.identity import IdSource, random_id
from attache.base.storage import settle
from attache.base.watch import UNWATCHED, Watch
from attache.learner import log, tally
from attache.learner.backups import Backups, Reason
from attache.learner.log import Act, Row
from attache.learner.reviews import Reviews
from attache.learner.salvage import rebuild
from attache.learner.schema import LAYOUT
from attache.learner.settings import Settings, keep
from attache.learner.states import write_state
from attache.learner.store import Store
from attache.learner.symptoms import (
    IMPOSSIBLE,
    UNKNOWN_DEVICES,
    bad_settings,
    damage_to,
    miscounting,
    prove,
    unknown_acts,
)
from attache.learner.validity import LAST_INSTANT, make_valid
from attache.study.fsrs6 import Fsrs6
from attache.study.settings import DEFAULTS


def repair(
    progress: Path,
    clock: Clock,
    new_id: IdSource = random_id,
    zone: Zone = local_offset,
    watch: Watch = UNWATCHED,
) -> Path | None:
    """Repair what can be repaired in a progress file, and return the backup made before, or the old file.

    Returns None if there was no file.  Raises StorageError if nothing of the file can be read or it
    cannot be written, and GivenUp if ``watch`` cancels.
    """
    checking, rebuilding, *others = watch.parts(3, 3, 1, 10, 3)
    aside = None
    with suppress(Damaged), faults_of(LAYOUT.name, progress):
        settle(progress, LAYOUT, is_alone=True)
    if damage_to(progress, checking):
        aside = rebuild(progress, clock, rebuilding)
        others = [Watch(each.progress) for each in others]  # the rebuilt file is not left half repaired
    opening, proving, backing_up = others
    store = Store(progress, LAYOUT, clock, new_id, zone, watch=opening)
    try:
        if not store.has_file:
            return None
        settings, reviews = Settings(store), Reviews(store)
        now = reviews.now(settings.read().day_begins)
        with store.writing() as connection:
            # What takes long comes first: if it is cancelled, there is neither a backup nor a change.
            proof = prove(connection, Fsrs6(settings.read().parameters), proving)
            if aside is None:
                backup = Backups(progress, clock).make(Reason.REPAIR, backing_up)
                aside = backup.path if backup is not None else None
            else:
                backing_up.report(1, 1)
            columns = "id, here, added_at, last_seq"
            connection.execute(
                f"INSERT INTO device ({columns}) SELECT device, 0, 0, 0 FROM ({UNKNOWN_DEVICES})"
            )
            make_valid(connection)
            keep(store, connection, {name: getattr(DEFAULTS, name) for name in bad_settings(connection)})
            for device, top in miscounting(connection, proof.changed):
                connection.execute("UPDATE device SET last_seq = ? WHERE id = ?", (top, device))
            if not unknown_acts(connection):
                for card, state in proof.differing:
                    write_state(connection, card, state)
            device = store.device(connection)
            for row, card, then in connection.execute(f"SELECT id, card, at {IMPOSSIBLE}").fetchall():
                at = max(now.at, then + 1) if then < LAST_INSTANT else now.at
                undoing = Row(new_id(), card, Act.UNDO, at, now.offset, now.day, of=row, device=device)
                log.add(connection, undoing)
            tally.discard(connection)
    finally:
        store.close()
    return aside
