"""The page one wants to read."""

from __future__ import annotations

import pytest

from attache.cli.commands import COMMANDS
from tests.cli.conftest import Attache


@pytest.mark.parametrize("width", ["20", "60", "80", "250"])
def test_the_page_names_every_command_and_fits(
    attache: Attache, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    page = attache("--help").out
    for command in COMMANDS:
        assert f"  {command.name} {command.synopsis}" in page
    assert "--data DIR" in page
    assert "Exit status" in page
    assert max(map(len, page.splitlines())) <= max(40, min(100, int(width)))


def test_help_comes_by_either_name(attache: Attache) -> None:
    assert attache("-h") == attache("--help")
    assert attache("-h").status == 0
    assert attache("help") == attache("--help")
    assert attache("help", "lookup") == attache("lookup", "--help")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_of_its_own(attache: Attache, command: object) -> None:
    name = command.name  # type: ignore[attr-defined]
    ran = attache(name, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: attache {name} ")
