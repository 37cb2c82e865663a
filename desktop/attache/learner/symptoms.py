"""Finds what can be wrong with the rows of a progress file, for the doctor and for the repair."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from attache.base.database import connect
from attache.base.errors import KnownError
from attache.base.faults import Damaged, OtherJournal, StorageError, faults_of, known, said
from attache.base.storage import recognise, settle
from attache.base.watch import UNWATCHED, Watch
from attache.learner import log
from attache.learner.checksum import VERSION
from attache.learner.log import Act, CardState, Row
from attache.learner.replay import replay
from attache.learner.schema import LAYOUT, check_tables
from attache.learner.states import STATE_COLUMNS
from attache.learner.undone import STANDING
from attache.learner.validity import MOST, ROW, invalid_rows
from attache.study.fsrs6 import Fsrs6
from attache.study.memory import NEW
from attache.study.settings import StudySettings, is_allowed, parse

_ACTS = ", ".join(f"'{act}'" for act in Act)


def integrity(connection: sqlite3.Connection, watch: Watch = UNWATCHED) -> str:
    """Return the first fault that SQLite finds in a file and its indexes, "" if there is none."""
    try:
        with watch.statements(connection):
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not isinstance(known(error, ""), Damaged):
            raise
        return str(error) if isinstance(error, sqlite3.Error) else "the definition of a table is damaged"
    return "" if found == "ok" else " ".join(found.split())


def damage_to(progress: Path, watch: Watch = UNWATCHED) -> str:
    """Return what is wrong with the pages, tables or indexes of a progress file, "" if nothing is.

    Raises StorageError if there is something else than damage (OtherJournal also), and GivenUp.
    """
    try:
        if recognise(progress, LAYOUT) is None:
            return ""
        with faults_of(LAYOUT.name, progress):
            settle(progress, LAYOUT, is_alone=False)
            with closing(connect(progress, "ro")) as connection:
                wrong = integrity(connection, watch)
                if not wrong:
                    check_tables(connection, progress)
    except OtherJournal:
        raise
    except Damaged as fault:
        return fault.what
    return wrong


def found_damaged(progress: Path) -> StorageError | None:
    """Return the fault of a progress file that is damaged, None if it is not, or cannot be looked at."""
    try:
        return said(Damaged, f"the {LAYOUT.name} {progress}") if damage_to(progress) else None
    except StorageError:
        return None


IMPOSSIBLE = f"FROM review_log r WHERE {ROW} IS NOT 1 AND {STANDING}"
"""Rows of the log that no answer can have led to; whoever computes a state leaves them out."""


_AT_ONCE = 2000
"""Rows between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The result of checking the whole log.

    ``differing`` are the cards whose saved state differs from the replayed one, each with the replayed state.
    ``changed`` are the rows whose checksum is wrong.  ``disordered`` is the number of rows that are dated
    before an earlier row of the same device about the same card.
    """

    differing: list[tuple[str, CardState]]
    changed: list[Row]
    disordered: int


def prove(connection: sqlite3.Connection, model: Fsrs6, watch: Watch = UNWATCHED) -> Proof:
    """Check the log card by card; raises GivenUp.

    Acts that are not known count as nothing, so states are only compared if every act is known.
    """
    all_known = connection.execute("PRAGMA main.user_version").fetchone()[0] <= LAYOUT.version
    rows_in_all = int(connection.execute("SELECT count(*) FROM review_log").fetchone()[0])
    reading, replaying = watch.parts(1, 9)
    with reading.statements(connection):
        states = connection.execute(f"SELECT card, {STATE_COLUMNS} FROM card_state")
        kept = {row[0]: row[1:] for row in states}
        impossible = {row[0] for row in connection.execute(f"SELECT r.id {IMPOSSIBLE}")}
    differing: list[tuple[str, CardState]] = []
    changed = list[Row]()
    disordered, done, told = 0, 0, 0
    for card, rows in log.every_row(connection):
        changed += [
            row for row in rows if not row.is_as_written or (all_known and row.check_version != VERSION)
        ]
        disordered += _disordered(rows)
        held = log.standing(rows)
        if impossible:
            held = [row for row in held if row.id not in impossible]
        state = replay(held, model)
        if not _same(kept.pop(card, None), state):
            differing.append((card, state))
        done += len(rows)
        if done - told >= _AT_ONCE:
            replaying.report(done, rows_in_all)
            told = done
    replaying.report(1, 1)
    differing += [(card, CardState(NEW)) for card in kept]
    return Proof(differing, changed, disordered)


def _disordered(rows: list[Row]) -> int:
    """Count the rows of one card, in order, that their device wrote before one that comes earlier."""
    found = 0
    before = rows[0]
    latest: dict[str, Row] = {}
    for row in rows[1:]:
        if row.device != before.device:
            latest[before.device] = before
            before = latest.get(row.device, row)
            if before is row:
                continue
        found += row.seq < before.seq or row.at <= before.at
        before = row
    return found


def differing(connection: sqlite3.Connection, model: Fsrs6) -> list[tuple[str, CardState]]:
    """Return the cards whose saved state differs from the replayed one, each with the replayed state."""
    return prove(connection, model).differing


def missing_rows(connection: sqlite3.Connection, changed: Sequence[Row] = ()) -> int:
    """Return how many rows of the log are lost: the gaps in the numbers (``seq``) of the devices.

    The numbers of ``changed`` rows say nothing, but these rows are there.
    """
    found = connection.execute(
        f"SELECT total(max(max(last_seq, top) - rows, 0)) FROM ({_COUNTED})", _but(changed)
    )
    return int(found.fetchone()[0])


def miscounting(connection: sqlite3.Connection, changed: Sequence[Row] = ()) -> list[tuple[str, int]]:
    """Return (device, highest ``seq``) of each device whose ``last_seq`` is lower than that, or cannot be."""
    return connection.execute(
        f"SELECT id, top FROM ({_COUNTED}) WHERE top > last_seq OR saved <> last_seq", _but(changed)
    ).fetchall()


def _but(changed: Sequence[Row]) -> Mapping[str, str]:
    return {"changed": json.dumps([row.id for row in changed])}


_COUNTED = f"""
    SELECT d.id, d.last_seq AS saved, iif(d.last_seq BETWEEN 0 AND {MOST}, d.last_seq, 0) AS last_seq,
        count(r.seq) AS rows, coalesce(max(r.seq) FILTER (WHERE r.seq < {MOST}
            AND r.id NOT IN (SELECT value FROM json_each(:changed))), 0) AS top
    FROM device d LEFT JOIN review_log r ON r.device = d.id GROUP BY d.id
"""


def _same(kept: tuple[object, ...] | None, state: CardState) -> bool:
    """Return whether columns hold a state; another machine's arithmetic may differ in the last digits."""
    if kept is None or state == CardState(NEW):
        return kept is None and state == CardState(NEW)
    memory = state.memory
    wanted = (
        int(memory.phase), memory.step, memory.stability, memory.difficulty, memory.last_day, memory.last_at,
        memory.due_day, memory.due_at, memory.reps, memory.lapses,
        int(state.suspended), state.buried_until, int(state.flagged),
    )  # fmt: skip
    return all(
        math.isclose(one, other, rel_tol=1e-9)
        if isinstance(one, float) and isinstance(other, float)
        else one == other
        for one, other in zip(kept, wanted, strict=True)
    )


UNKNOWN_DEVICES = """
    SELECT DISTINCT device FROM (
        SELECT device FROM bookmark UNION SELECT device FROM note UNION SELECT device FROM lookup
        UNION SELECT device FROM lookup_clear UNION SELECT device FROM review_log
        UNION SELECT device FROM setting UNION SELECT device FROM section_read
        UNION SELECT device FROM reading_place UNION SELECT device FROM quiz
        UNION SELECT device FROM confusion)
    WHERE device NOT IN (SELECT id FROM device)
"""
"""The machines that rows name but the table of devices lacks."""


def bad_settings(connection: sqlite3.Connection) -> list[str]:
    """Return the names of settings with an invalid value; names unknown to this version are ignored."""
    names = {field.name for field in fields(StudySettings)}
    rows: Mapping[str, str] = dict(connection.execute("SELECT name, value FROM setting").fetchall())
    return [name for name, text in rows.items() if name in names and not is_allowed(name, parse(text))]


def unknown_acts(connection: sqlite3.Connection) -> int:
    """Return how many rows of the log have an act that this version does not know."""
    sql = f"SELECT count(*) FROM review_log WHERE act NOT IN ({_ACTS})"
    return int(connection.execute(sql).fetchone()[0])


class ImpossibleValues(KnownError):
    """A file that can be used has rows with values that no program has written."""


def check_values(connection: sqlite3.Connection) -> None:
    """Raise ImpossibleValues if rows have values that cannot be; the window shows it."""
    rows = connection.execute(f"SELECT count(*) {IMPOSSIBLE}").fetchone()[0]
    rows += len(bad_settings(connection)) + sum(invalid_rows(connection).values())
    if rows:
        raise ImpossibleValues(
            "Some of your saved progress is invalid and is being ignored.",
            "To repair it, choose “Check my data” in Settings.",
        )
