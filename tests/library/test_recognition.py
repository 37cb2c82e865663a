"""What is wrong with a library is said in a sentence, whichever bytes of it are damaged."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from attache.base.errors import KnownError
from attache.base.faults import CannotOpen
from attache.library.library import Library
from attache.library.recognition import LibraryDamaged, recognise_library, refuse_damaged


def read_from(path: Path) -> None:
    with Library.open(path) as library:
        library.search("asean")
        library.search("milit attache")
        library.browse()
        library.documents()
        library.themes()
        library.timeline()
        library.atlas()
        library.subjects(())
        for guide in library.guides():
            library.guide_section(guide.sections[0].id)
        for row in library.rows(range(1, 8)):
            entry = library.entry(row.id)
            library.preview(row.id)
            for card in entry.cards:
                library.card(card.id)


def test_a_sound_library_is_recognised(library_file: Path) -> None:
    recognise_library(library_file)
    refuse_damaged(library_file)
    read_from(library_file)


def test_a_name_that_is_no_unicode_is_opened(library_file: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9 \xff.db")
    try:
        path.write_bytes(library_file.read_bytes())
    except OSError:
        pytest.skip("a system that has no such names")
    with Library.open(path) as library:
        assert library.entry_count
    refuse_damaged(path)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path.name),
        lambda path: path.mkdir(),
        os.mkfifo,
        lambda path: path.symlink_to("/dev/zero"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices as POSIX has them")
def test_what_cannot_be_opened_is_said(tmp_path: Path, make: object) -> None:
    make(tmp_path / "library.db")  # type: ignore[operator]
    for ask in (recognise_library, refuse_damaged, Library.open):
        with pytest.raises(CannotOpen):
            ask(tmp_path / "library.db")


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        recognise_library(tmp_path / ("x" * 5000))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"CREATE TABLE entry", b"CREATE T\xff\xffLE entry"),  # what SQLite then says is no text
        (b"Five Power", b"F\xffve Power"),  # a text that is no text
        (b"title TEXT", b"tutle TEXT"),
        (b"CREATE TABLE theme", b"CREATE TABLE thyme"),
    ],
)
def test_damage_that_keeps_the_pages_sound_is_said(
    library_file: Path, tmp_path: Path, before: bytes, after: bytes
) -> None:
    whole = library_file.read_bytes()
    assert before in whole
    path = tmp_path / "damaged.db"
    path.write_bytes(whole.replace(before, after))
    with pytest.raises(LibraryDamaged):
        read_from(path)


def test_any_byte_may_be_wrong(library_file: Path, tmp_path: Path) -> None:
    whole = library_file.read_bytes()
    chance = random.Random(3)
    letters = [place for place, byte in enumerate(whole) if chr(byte).isalpha()]
    path = tmp_path / "damaged.db"
    damaged = 0
    for _ in range(300):
        spoilt = bytearray(whole)
        spoilt[chance.choice(letters)] = chance.choice((0xFF, 0x80, 0x00, ord("x")))
        path.write_bytes(spoilt)
        try:
            read_from(path)
        except KnownError:
            damaged += 1
    assert damaged
