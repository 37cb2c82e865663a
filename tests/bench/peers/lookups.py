"""From the last letter typed to the rows of the list, and from Return to the article."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.peers.programs import Program
from tests.bench.peers.report import Measured
from tests.bench.peers.screen import WHOLE
from tests.bench.peers.stage import Reaction, Stage

LETTER = "last letter: list, "
RETURN = "Return: article, "
_PARTS = ("first pixels", "settled", "settled, with what follows a pause")
_LETTER_PAUSE = 0.03
"""Seconds between two letters, as a very quick typist leaves them."""
_SOON = 0.3


def measure(
    stage: Stage,
    programs: Sequence[Program],
    library: str,
    rounds: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> list[Measured]:
    """Type in the programs in turn; each round is (beginnings to type, names to open)."""
    found = [
        Measured(what + part, library, program.name, "ms")
        for what, parts in ((LETTER, _PARTS), (RETURN, _PARTS[:2]))
        for part in parts
        for program in programs
    ]
    rows = {(each.what, each.program): each.values for each in found}
    for texts, names in rounds:
        for program in programs:
            with stage.running(program) as running:
                stage.place(running)
                _open(stage, program, names[0])  # warms up: what is loaded with the first look-up
                for text in texts:
                    _note(rows, LETTER, program, _last_letter(stage, program, text))
                stage.save(f"{program.name}-{library}-typed")
                for name in names:
                    _note(rows, RETURN, program, _open(stage, program, name))
                stage.save(f"{program.name}-{library}-opened")
    return found


def _note(
    rows: dict[tuple[str, str], list[float]], what: str, program: Program, reaction: Reaction | None
) -> None:
    """Add one reaction; a key that changed nothing, as the rows were the same before, counts for nothing."""
    if reaction is not None:
        for part, value in zip(_PARTS, (reaction.first, reaction.settled, reaction.final), strict=True):
            if (what + part, program.name) in rows:
                rows[what + part, program.name].append(value)


def _last_letter(stage: Stage, program: Program, text: str) -> Reaction | None:
    """Type all but the last letter, wait until nothing changes, and measure the last."""
    _type_beginning(stage, text)
    return stage.press(text[-1], program.list_area)


def _open(stage: Stage, program: Program, name: str) -> Reaction | None:
    """Type a name, and press Return as soon as the list shows it.

    Not later, because Attaché shows the first entry of the list a moment after the last letter without
    being asked; what is then there already would not be measured.
    """
    _type_beginning(stage, name)
    before = stage.screen.read(program.list_area)
    stage.keyboard.press(name[-1])
    if stage.watcher.first(program.list_area, _SOON, before) is None:
        return None
    return stage.press("Return", program.article_area)


def _type_beginning(stage: Stage, text: str) -> None:
    for keys in ("ctrl+l", "ctrl+a", "BackSpace"):
        stage.keyboard.press(keys)
    stage.settle(WHOLE)
    stage.keyboard.type(text[:-1], _LETTER_PAUSE)
    stage.settle(WHOLE)
