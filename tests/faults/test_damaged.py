"""Whatever a damaged progress file contains, the window opens and every command says what is the matter."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from attache.app.example import NOW
from attache.app.window import Parts, build
from attache.base.errors import KnownError
from attache.base.paths import Places
from attache.cli.main import main
from attache.learner.manager import ProgressManager
from attache.library.library import Library
from attache.study.memory import Rating
from attache.ui.shell.learner import Learner
from tests.faults.conftest import Tries
from tests.faults.damage import KINDS, damage, readable_rows, source_of, write_progress
from tests.shipped import shipped_library
from tests.ui.fixtures import RESOURCES, discard

PAGES = ("today", "study", "settings", "backups", "glossary", "today")
COMMANDS = (
    ("due",), ("stats",), ("show", "nato"), ("restore",), ("backup",), ("doctor", "--repair"), ("due",),
    ("stats",),
)  # fmt: skip
"""Every command that reads progress, before and after a repair."""
_DONE, _NO, _CANNOT = 0, 1, 2
_READ_ONE_BY_ONE = (131, 251)
"""Damage of a row that SQLite reads only where it is asked for by its own rowid."""
Run = Callable[..., str]


@pytest.fixture(scope="module")
def library() -> Path:
    """The shipped library."""
    return shipped_library()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Path:
    """A sound progress file of some hundred reviews, and beside it others (see ``write_progress``)."""
    return write_progress(tmp_path_factory.mktemp("sound"), library)


@pytest.fixture
def run(library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the progress in a folder and return what it wrote; it must not be a traceback."""
    monkeypatch.setenv("ATTACHE_LIBRARY", str(library))

    def attache(data: Path, *words: str) -> str:
        capsys.readouterr()
        status = main(("--data", str(data), *words))
        written = capsys.readouterr()
        assert "Traceback" not in written.err, (words, written.err)
        assert status in (_DONE, _NO, _CANNOT)
        assert (status == _CANNOT) <= bool(written.err)
        return written.out

    return attache


def copied(path: Path, folder: Path) -> Places:
    """Copy a progress file with what lies beside it to the folders of another learner."""
    folder.mkdir(parents=True)
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, folder / file.name)
    return Places(folder, folder / "config", folder / "cache")


def use_window(qapp: QApplication, places: Places, library: Path) -> str:
    """Open the window, go through its pages, study and write; return what became of the file."""
    parts = build(qapp, RESOURCES, library, places, lambda: NOW, lambda _at: 0)
    try:
        failures = _go_around(qapp, parts, library)
        if parts.manager.progress is None:
            return "refused in a sentence"
        return "used, not all of it" if failures else "used"
    finally:
        parts.close()
        discard(parts.window)


def use_learner(_: QApplication, places: Places, library: Path) -> str:
    """Study and write as the pages do, without a window; return what became of the file."""
    manager = ProgressManager(places.progress, library, lambda: NOW, lambda _at: 0)
    learner = Learner(manager)
    failures: list[KnownError] = []
    learner.failed.connect(failures.append)
    try:
        if learner.is_available:
            learner.overview()
            _use(learner, library)
            manager.back_up_daily()
            manager.optimise()
            manager.check_values()
    except Exception as error:
        if isinstance(error, KnownError):
            failures.append(error)
        elif not learner.take_fault(error):
            raise
    finally:
        available = learner.is_available
        manager.close()
    if not available:
        return "refused in a sentence"
    return "used, not all of it" if failures else "used"


def _go_around(qapp: QApplication, parts: Parts, library: Path) -> list[KnownError]:
    window, learner = parts.window, parts.learner
    failures: list[KnownError] = []
    learner.failed.connect(failures.append)
    window.maintenance.failed.connect(failures.append)
    for page in PAGES:
        window.open_page(page)
        qapp.processEvents()
    window.open_entry("attache:nato")
    window.run_maintenance()
    while window.finish_pending():
        qapp.processEvents()
    if learner.is_available:
        try:
            _use(learner, library)
        except Exception as error:  # noqa: BLE001 - the window takes every error that nobody else does
            window.report(error)
    qapp.processEvents()
    return failures


def _use(learner: Learner, library: Path) -> None:
    """Read what pages read, and write what they write."""
    with Library.open(library) as opened:
        entries = [row.id for row in opened.rows(range(1, 41))]
    learner.recall()
    for entry in entries:
        learner.card_statuses(entry)
        learner.note(entry)
    learner.project(20)
    learner.next_due()
    learner.toggle_bookmark(entries[0])
    learner.save_note(entries[1], "typed")
    learner.add_recent(entries[2])
    learner.set_settings(minutes=17)
    session = learner.studying.start()
    for _ in range(5):
        if session.prompt is not None:
            session = learner.studying.answer(learner.studying.prepare(session), Rating.GOOD, 5000)
    learner.studying.redo(learner.studying.undo(session))
    learner.clear_recent()


def changed_rows(findings: list[dict[str, Any]]) -> int:
    """Return how many changed rows of the log the doctor has reported."""
    said = [each["message"] for each in findings if each["rule"] == "checksums" and each["severity"] != "ok"]
    if not said:
        return 0
    number = said[0].split()[0]
    return 1 if number == "One" else int(number.replace(",", ""))


def test_no_changed_bytes_lead_to_a_traceback(
    sound: Path, library: Path, tmp_path: Path, tries: Tries, qapp: QApplication, run: Run
) -> None:
    whole = {kind: readable_rows(source_of(sound, kind)) for kind in KINDS}
    wrong: list[str] = []
    for number in dict.fromkeys((*_READ_ONE_BY_ONE, *range(tries.number(12, 1000)))):
        kind = KINDS[number % len(KINDS)]
        folder = tmp_path / str(number)
        try:
            path = damage(sound, folder / "data", kind, random.Random(number))
            rows = readable_rows(path)
            use = use_learner if number % 3 else use_window
            outcome = use(qapp, copied(path, folder / "window"), library)
            before = json.loads(run(folder / "data", "doctor", "--json"))["progress"]
            assert changed_rows(before) == sum((rows - whole[kind]).values())
            for command in COMMANDS:
                run(folder / "data", *command)
            if any(each["repairable"] for each in before):
                # A repair keeps every row that can be read as it was written.
                assert not (rows & whole[kind]) - readable_rows(path)
            tries.count(outcome)
        except Exception:  # noqa: BLE001 - reported below, when all others have been tried
            wrong.append(f"{number}, {kind}: {traceback.format_exc()}")
        shutil.rmtree(folder)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_real_commands_say_what_is_the_matter(
    sound: Path, library: Path, tmp_path: Path, tries: Tries
) -> None:
    for number in range(tries.number(4, 40)):
        folder = tmp_path / str(number)
        damage(sound, folder, KINDS[number % len(KINDS)], random.Random(-number))
        for command in ("doctor", "due"):
            ran = subprocess.run(
                [sys.executable, "-m", "attache", "--data", str(folder), command],
                capture_output=True, text=True, check=False, timeout=60,
                env={**os.environ, "ATTACHE_LIBRARY": str(library)},
            )  # fmt: skip
            assert "Traceback" not in ran.stderr, (number, ran.stderr)
            assert ran.returncode in (_DONE, _NO, _CANNOT)
        tries.count("said in a sentence")


CASES = {
    "a bookmark of no UTF-8": "UPDATE bookmark SET entry = CAST(x'61ff62' AS TEXT) WHERE rowid = 1",
    "a note of no UTF-8": "UPDATE note SET text = CAST(x'61ff62' AS TEXT) WHERE rowid = 1",
    "a setting of no UTF-8": "UPDATE setting SET value = CAST(x'ff' AS TEXT) WHERE name = 'minutes'",
    "a machine of no UTF-8": "UPDATE device SET id = CAST(x'61ff62' AS TEXT)",
    "a state of no UTF-8": "UPDATE card_state SET card = CAST(x'61ff62' AS TEXT) WHERE rowid = 2",
    "a look-up in a distant future": "UPDATE lookup SET at = 9000000000000000000 WHERE rowid = 3",
    "a look-up before all time": "UPDATE lookup SET at = -9000000000000000000 WHERE rowid = 3",
    "instants that overflow": "UPDATE {changed} SET changed_at = 9223372036854775807",
    "a bookmark that is set 7 times": "UPDATE bookmark SET marked = 7",
    "100,000 brackets": "UPDATE setting SET value = printf('%.*c', 100000, '[') WHERE name = 'minutes'",
    "a setting that is no number": "UPDATE setting SET value = 'NaN' WHERE name = 'minutes'",
    "an infinite setting": "UPDATE setting SET value = '[1e999, 2]' WHERE name = 'learning_steps'",
    "a missing table": "DROP TABLE lookup",
    "missing states": "DROP TABLE card_state",
    "a missing index": "DROP INDEX idx_review_log_day",
    "a missing column": "ALTER TABLE note DROP COLUMN changed_at",
    "infinite stability": "UPDATE card_state SET stability = 9e999, difficulty = -9e999 WHERE rowid % 2",
    "tiny stability": "UPDATE card_state SET stability = 5e-324 WHERE rowid % 2",
    "an impossible phase": "UPDATE card_state SET phase = 77 WHERE rowid % 2",
    "days that overflow": "UPDATE card_state SET due_day = 9223372036854775807, last_day = 1 << 63",
    "instants of cards": "UPDATE card_state SET due_at = 9223372036854775807, last_at = 1 << 63, phase = 1",
    "counts that overflow": "UPDATE card_state SET reps = 9223372036854775807, lapses = 9223372036854775807",
    "a row in a distant future": "UPDATE review_log SET at = 9223372036854775807 WHERE rowid % 50 = 0",
    "rows before all time": "UPDATE review_log SET day = 1 << 63, at = 1 << 63 WHERE rowid % 50 = 0",
    "rows on a distant day": "UPDATE review_log SET day = 9223372036854775807 WHERE rowid % 50 = 0",
    "answers that took forever": "UPDATE review_log SET took = 9223372036854775807 WHERE rowid % 50 = 0",
    "impossible answers": "UPDATE review_log SET rating = -1, phase = 9, step = 99999 WHERE rowid % 50 = 0",
    "a number that overflows": "UPDATE review_log SET seq = 9223372036854775807 WHERE rowid = 40",
    "a count that overflows": "UPDATE device SET last_seq = 9223372036854775807",
    "a count that is too low": "UPDATE device SET last_seq = -5",
    "a machine that is none": "UPDATE device SET here = 5",
    "counts of cards": "UPDATE tally SET begun = 9223372036854775807",
    "a place after all cards": "INSERT OR REPLACE INTO cache VALUES ('introduced', '9223372036854775807')",
}


@pytest.mark.parametrize("case", CASES)
def test_impossible_values_are_named_and_repaired(
    sound: Path, library: Path, tmp_path: Path, qapp: QApplication, run: Run, case: str
) -> None:
    data = copied(sound, tmp_path / "data").progress
    with closing(sqlite3.connect(data, isolation_level=None)) as connection:
        for table in ("bookmark", "note", "setting") if "{changed}" in CASES[case] else ("",):
            connection.execute(CASES[case].format(changed=table))
    found = json.loads(run(data.parent, "doctor", "--json"))["progress"]
    assert any(each["severity"] == "problem" or each["repairable"] for each in found)
    use_window(qapp, copied(data, tmp_path / "window"), library)
    for command in ("due", "stats", "restore", "backup"):
        run(data.parent, command)
    run(data.parent, "doctor", "--repair")
    left = json.loads(run(data.parent, "doctor", "--json"))["progress"]
    assert [each["rule"] for each in left if each["repairable"]] == []
    before = Counter(row[0] for row in readable_rows(sound))
    assert not before - Counter(row[0] for row in readable_rows(data)), "rows of the log are lost"
