from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.study.scope import ALL_CARDS, Scope
from attache.ui.shell.machine import Machine
from attache.ui.shell.unfinished import Unfinished, forget, remember, unfinished

SCOPES = (
    ALL_CARDS,
    Scope(document="asia", words="Asia"),
    Scope(entries=frozenset(("attache:nato", "attache:asean")), words="Naïve \udc80 words\n"),
    Scope(cards=frozenset()),
)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_session_is_remembered_on_its_day_until_it_is_finished(tmp_path: Path, scope: Scope) -> None:
    machine = Machine(tmp_path / "machine.ini")
    assert unfinished(machine, 7) is None
    session = Unfinished(scope, beyond=True, day=7, card="attache:nato#full")
    remember(machine, session)
    assert unfinished(Machine(tmp_path / "machine.ini"), 7) == session
    assert unfinished(machine, 8) is None
    forget(machine)
    assert unfinished(Machine(tmp_path / "machine.ini"), 7) is None


def test_a_session_of_very_many_entries_is_not_remembered(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine.ini")
    remember(machine, Unfinished(ALL_CARDS, beyond=False, day=7))
    many = Scope(entries=frozenset(f"attache:entry-{number}" for number in range(5_000)))
    remember(machine, Unfinished(many, beyond=False, day=7))
    assert unfinished(machine, 7) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.sampled_from(["document", "entries", "words"]), parts),
)


@given(st.text() | JSON.map(str) | st.just("[" * 5_000))
def test_whatever_stands_there_is_a_session_or_none(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    machine = Machine(tmp_path_factory.getbasetemp() / "no-such-folder" / "machine.ini")
    machine.session = text
    assert unfinished(machine, 7) is None


@pytest.mark.parametrize("wrong", [{"document": 3}, {"entries": [[]]}, {"entries": [3]}, {"cards": 3}])
def test_a_scope_with_something_else_in_it_is_none(tmp_path: Path, wrong: dict[str, object]) -> None:
    machine = Machine(tmp_path / "machine.ini")
    sound = asdict(ALL_CARDS)
    machine.session = json.dumps([sound, False, 7, ""])
    assert unfinished(machine, 7) is not None
    machine.session = json.dumps([{**sound, **wrong}, False, 7, ""])
    assert unfinished(machine, 7) is None
