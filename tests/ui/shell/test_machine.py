from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.ui.shell.machine import Machine
from attache.ui.shell.theme import Mode
from attache.ui.shell.trail import Place


def test_a_new_machine_has_the_plain_look(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine.ini")
    assert (machine.mode, machine.zoom, machine.menu_bar) == (Mode.SYSTEM, 100, False)
    assert machine.layout("window") == b""
    machine.save()
    assert not (tmp_path / "machine.ini").exists(), "looking leaves nothing behind"


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("shown", [True, False])
def test_what_was_chosen_is_remembered(tmp_path: Path, mode: Mode, shown: bool) -> None:
    file = tmp_path / "config" / "machine.ini"
    machine = Machine(file)
    machine.mode, machine.zoom, machine.menu_bar = mode, 150, shown
    machine.save()
    again = Machine(file)
    assert (again.mode, again.zoom, again.menu_bar) == (mode, 150, shown)


@pytest.mark.parametrize("entries", [(), ("attache:nato",), ("attache:nato", "own:treaty")])
def test_the_place_that_was_shown_is_remembered(tmp_path: Path, entries: tuple[str, ...]) -> None:
    file = tmp_path / "machine.ini"
    machine = Machine(file)
    assert machine.place is None
    machine.place = Place("glossary", entries, 120)
    machine.save()
    assert Machine(file).place == Place("glossary", entries, 120)


@pytest.mark.parametrize("line", ["place=", "place= \t", "other=today 0"])
def test_no_place_is_none(tmp_path: Path, line: str) -> None:
    (tmp_path / "machine.ini").write_text(f"{line}\n", "utf-8")
    assert Machine(tmp_path / "machine.ini").place is None


@pytest.mark.parametrize("line", ["today", "today x", "today -3", "today 99999999999"])
def test_a_place_without_a_number_is_at_its_top(tmp_path: Path, line: str) -> None:
    (tmp_path / "machine.ini").write_text(f"place={line}\n", "utf-8")
    assert Machine(tmp_path / "machine.ini").place == Place("today")


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_any_place_of_the_window_is_remembered(
    tmp_path_factory: pytest.TempPathFactory, window: bytes, divider: bytes
) -> None:
    file = tmp_path_factory.mktemp("machine") / "machine.ini"
    machine = Machine(file)
    machine.set_layout("window", window)
    machine.set_layout("glossary", divider)
    machine.save()
    assert (Machine(file).layout("window"), Machine(file).layout("glossary")) == (window, divider)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x00\xff\xfe" * 100,
        b"SQLite format 3\x00",
        b"[General\nmode",
        b"[General]\nmode=purple\nzoom=large\nmenu-bar=perhaps\n[layout]\nwindow=here\n",
        b"[General]\nmode=dark, light\nzoom=1, 2\nmenu-bar=true, true\n",
        b"[General]\nzoom=" + b"9" * 5000 + b"\n",
        "[General]\nzoom=١٢\n".encode(),
        b"[General]\nzoom=-125\n",
        b"[General]\nmode=@Invalid()\nzoom=@Invalid()\nmenu-bar=@Invalid()\n[layout]\nwindow=@Invalid()\n",
    ],
)
def test_what_cannot_be_read_is_as_if_it_were_not_there(tmp_path: Path, garbage: bytes) -> None:
    file = tmp_path / "machine.ini"
    file.write_bytes(garbage)
    machine = Machine(file)
    assert (machine.mode, machine.zoom, machine.menu_bar) == (Mode.SYSTEM, 100, False)
    assert machine.layout("window") == b""


def test_what_the_first_version_wrote_is_understood_but_for_the_layout(tmp_path: Path) -> None:
    file = tmp_path / "machine.ini"
    file.write_bytes(
        b"[General]\nmenu-bar=true\nmode=dark\nzoom=150\n\n[layout]\nwindow=@ByteArray(\\x1\\xd9\\xd0)\n"
    )
    machine = Machine(file)
    assert (machine.mode, machine.zoom, machine.menu_bar) == (Mode.DARK, 150, True)
    assert machine.layout("window") == b""


@pytest.mark.skipif(os.name != "posix", reason="names and pipes as POSIX has them")
def test_a_folder_whose_name_is_no_unicode_is_as_good_as_any(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9\xff") / "machine.ini"
    machine = Machine(file)
    machine.mode = Mode.DARK
    assert [os.fsencode(each) for each in tmp_path.iterdir()] == [os.fsencode(file.parent)]
    assert Machine(file).mode is Mode.DARK


@pytest.mark.skipif(os.name != "posix", reason="names and pipes as POSIX has them")
def test_a_pipe_in_its_place_is_neither_waited_for_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "machine.ini")
    machine = Machine(tmp_path / "machine.ini")
    machine.zoom = 150
    assert machine.zoom == 150
    assert (tmp_path / "machine.ini").is_fifo()


def test_a_link_to_the_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "machine.ini").symlink_to("elsewhere.ini")
    Machine(tmp_path / "machine.ini").zoom = 150
    assert (tmp_path / "machine.ini").is_symlink()
    assert Machine(tmp_path / "elsewhere.ini").zoom == 150


def test_a_spoilt_file_can_be_written_again(tmp_path: Path) -> None:
    file = tmp_path / "machine.ini"
    file.write_bytes(b"\x00\xff\xfe[[[[" * 100)
    machine = Machine(file)
    machine.mode = Mode.DARK
    machine.save()
    assert Machine(file).mode is Mode.DARK


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file, not a folder", encoding="utf-8")
    machine = Machine(tmp_path / "config" / "machine.ini")
    machine.zoom = 150
    machine.save()
    assert machine.zoom == 150
