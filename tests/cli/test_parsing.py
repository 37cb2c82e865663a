"""Understanding a command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from attache.cli.parsing import WrongUse, parse, parse_command
from tests.cli.conftest import Attache


def test_what_stands_before_the_command_is_the_programs() -> None:
    line = parse(["--data", "lookup", "show", "--data", "x"])
    assert line.command is not None
    assert (line.data, line.command.name, line.rest) == ("lookup", "show", ("--data", "x"))
    assert parse(["--data=d"]).data == "d"
    assert parse([]).command is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lokup", "nato"], "Did you mean “attache lookup”?"),
        (["fpda"], "type: attache lookup fpda"),
        (["five power"], "type: attache lookup 'five power'"),
        (["--data"], "--data: expected one argument"),
        (["--dat", "x"], "Unrecognized arguments"),
        (["--nothing"], "Unrecognized arguments: --nothing"),
        (["lookup", "nato", "--data", "x"], "Type: attache --data DIR lookup …"),
        (["show", "--data=x", "nato"], "The option --data goes before the command."),
        (["help", "fpda"], "There is no command “fpda”."),
        (["lookup"], "required: TERM"),
        (["show"], "required: ID"),
        (["lookup", "x", "--kind", "thing"], "invalid choice"),
        (["lookup", "x", "--js"], "Unrecognized arguments"),
    ],
)
def test_wrong_use_is_said_on_one_line(attache: Attache, words: list[str], said: str) -> None:
    ran = attache(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith("attache: ")
    assert ran.err.count("\n") == 1


def test_a_term_may_begin_with_a_hyphen() -> None:
    command = parse(["lookup"]).command
    assert command is not None
    assert parse_command(command, ["--json", "--", "--json"]).term == ["--json"]
    assert parse_command(command, ["--", "--data"]).term == ["--data"]
    with pytest.raises(WrongUse):
        parse_command(command, ["--nonsense"])


def test_the_version_is_printed(attache: Attache) -> None:
    ran = attache("--version")
    assert ran.status == 0
    assert ran.out.startswith("Attaché ")


def test_nothing_is_kept_by_looking_things_up(attache: Attache, tmp_path: Path) -> None:
    attache("--data", str(tmp_path / "stick"), "lookup", "fpda")
    assert not (tmp_path / "stick").exists()


def test_a_file_is_no_command_but_may_be_a_backup(tmp_path: Path) -> None:
    backup = tmp_path / "my backup.db"
    backup.touch()
    with pytest.raises(WrongUse, match=r"type: attache restore '.*my backup.db'"):
        parse([str(backup)])
