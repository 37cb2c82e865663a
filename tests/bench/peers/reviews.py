"""Keys in a review: Space until the answer is shown, 3 until the next question is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers.programs import Program
from tests.bench.peers.report import Measured
from tests.bench.peers.screen import WHOLE
from tests.bench.peers.stage import Reaction, Stage

_FILE = "progress.db"
START = "start with this learner: window complete"
OPEN, BEGIN = "Ctrl+3: Study page, ", "Return: first question, "
SHOW, NEXT = "review, Space: answer, ", "review, 3: next question, "
_PARTS = ("first pixels", "settled")
_STUDY = ((OPEN, "ctrl+3"), (BEGIN, "Return"))
"""Opens the Study page, and starts the session that it offers."""
_PATIENCE = 120.0
"""Seconds that a key may take."""
_REVIEW = ((SHOW, "space"), (NEXT, "3"))


@dataclass(frozen=True, slots=True)
class Learner:
    """A program, and the file of the learner whose cards it asks; the program's ``home`` holds a copy."""

    program: Program
    progress: Path


def measure(
    stage: Stage, learners: Sequence[Learner], library: str, rounds: int, answers: int
) -> list[Measured]:
    """Answer cards in the programs in turn, each round with a fresh copy of the learner's file."""
    found = [
        Measured(what + part, library, learner.program.name, "ms")
        for what, _keys in (*_STUDY, *_REVIEW)
        for part in _PARTS
        for learner in learners
    ]
    found += [Measured(START, library, learner.program.name, "ms") for learner in learners]
    rows = {(each.what, each.program): each.values for each in found}
    learners = [_prepared(stage, learner) for learner in learners]
    for _ in range(rounds):
        for learner in learners:
            program = learner.program
            _copy(learner)
            with stage.running(program) as running:
                rows[START, program.name].append(running.complete)
                stage.place(running)
                for what, keys in _STUDY:
                    _note(rows, what, program, stage.press(keys, patience=_PATIENCE))
                    stage.settle(WHOLE)
                stage.save(f"{program.name}-{library}-question")
                for _what, keys in _REVIEW:  # warms up: what is loaded with the first answer
                    stage.press(keys, patience=_PATIENCE)
                for _answer in range(answers):
                    for what, keys in _REVIEW:
                        _note(rows, what, program, stage.press(keys, patience=_PATIENCE))
                stage.save(f"{program.name}-{library}-end")
    return found


def _prepared(stage: Stage, learner: Learner) -> Learner:
    """Return a learner whose schedule is fitted, which with many reviews takes the first start a while."""
    _copy(learner)
    with stage.running(learner.program) as running:
        stage.place(running)
    progress = learner.program.home.with_suffix(".prepared.db")
    with (
        closing(sqlite3.connect(learner.program.home / _FILE)) as source,
        closing(sqlite3.connect(progress)) as target,
    ):
        source.backup(target)
    return Learner(learner.program, progress)


def _copy(learner: Learner) -> None:
    """Put a fresh copy of the learner's file where the program looks for it."""
    shutil.rmtree(learner.program.home, ignore_errors=True)
    learner.program.home.mkdir(parents=True)
    shutil.copyfile(learner.progress, learner.program.home / _FILE)


def _note(
    rows: dict[tuple[str, str], list[float]], what: str, program: Program, reaction: Reaction | None
) -> None:
    if reaction is None:
        raise RuntimeError(f"{program.name} showed no change: {what.strip(', ')}.")
    for part, value in zip(_PARTS, (reaction.first, reaction.settled), strict=True):
        rows[what + part, program.name].append(value)
