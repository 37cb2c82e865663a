"""The small faultless pack on disk, and the library compiled from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attache.content.compile import build
from tests.content.packs import write_pack


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("library")
    build(write_pack(folder / "pack"), folder / "reference.db")
    with closing(sqlite3.connect(folder / "reference.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection
