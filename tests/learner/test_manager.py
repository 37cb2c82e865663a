"""The learner's file as the window holds it: copies made, put back, and a damaged file left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from attache.app.keeping import Keeping

from attache.base.faults import Damaged
from attache.content.compile import build
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.study.scheduler import Scheduler
from tests.content.packs import write_pack
from tests.ui.fixtures import SetClock


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library."""
    folder = tmp_path_factory.mktemp("pack")
    write_pack(folder)
    build(folder, folder / "reference.db")
    return folder / "reference.db"


def kept(file: Path, library: Path, clock: SetClock) -> Keeping:
    return Keeping(file, library, clock, lambda _at: 0)


def progress_of(keeping: Keeping) -> Progress | None:
    """Return what is open now; mypy would else remember what was open before."""
    return keeping.progress


def mark(progress: Progress | None, entry: str) -> None:
    assert progress is not None
    progress.bookmarks.set(entry, True)


def test_a_copy_put_back_is_what_the_window_has_then(tmp_path: Path, library: Path) -> None:
    clock = SetClock()
    keeping = kept(tmp_path / "progress.db", library, clock)
    heard: list[Progress | None] = []
    keeping.when_exchanged(heard.append)
    mark(keeping.progress, "first")
    copy = keeping.make_copy()
    assert copy is not None
    mark(keeping.progress, "second")
    clock.move(hours=1)
    done = keeping.restore(copy.path)
    assert keeping.progress is not None
    assert heard == [keeping.progress]
    assert keeping.progress.bookmarks.all() == ("first",)
    assert done.kept is not None
    assert keeping.look_into(done.kept).bookmarks == 2
    keeping.close()


def test_a_damaged_file_stays_until_a_way_on_is_chosen(tmp_path: Path, library: Path) -> None:
    file = tmp_path / "progress.db"
    file.write_bytes(b"no database" * 100)
    keeping = kept(file, library, SetClock())
    assert progress_of(keeping) is None
    assert isinstance(keeping.trouble, Damaged)
    assert keeping.is_damaged
    assert keeping.newest_sound() is None
    assert file.read_bytes() == b"no database" * 100
    aside = keeping.begin_anew()
    assert aside.read_bytes() == b"no database" * 100
    assert progress_of(keeping) is not None
    keeping.close()


def test_what_cannot_be_put_back_leaves_the_file_open(tmp_path: Path, library: Path) -> None:
    keeping = kept(tmp_path / "progress.db", library, SetClock())
    mark(keeping.progress, "first")
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"x" * 4000)
    with pytest.raises(Damaged):
        keeping.restore(bad)
    assert keeping.progress is not None
    assert keeping.progress.bookmarks.all() == ("first",)
    keeping.close()


def test_tending_makes_one_copy_a_day_and_needs_no_history(tmp_path: Path, library: Path) -> None:
    clock = SetClock()
    keeping = kept(tmp_path / "progress.db", library, clock)
    assert not keeping.tend()
    assert keeping.copies() == []
    assert keeping.progress is not None
    scheduler = Scheduler(keeping.progress.settings.read())
    keeping.progress.reviews.mark("any", Act.FLAG, keeping.progress.reviews.now(4), scheduler)
    for hours in (0, 1, 24):
        clock.move(hours=hours)
        keeping.tend()
    assert len(keeping.copies()) == 2
    assert keeping.after_sitting(10) is None
    assert keeping.after_sitting(100) is not None
    assert keeping.newest_sound() == keeping.copies()[0]
    keeping.close()
