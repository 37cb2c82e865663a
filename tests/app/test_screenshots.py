"""The pictures: every screen is there, none is blank, and they are the same each time."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from attache.app import screenshots
from attache.app.example import NOW, write_example
from attache.app.options import Options
from attache.app.window import Parts, build
from attache.base.errors import KnownError
from attache.base.paths import Places, bundled
from attache.base.vocabulary import CardForm
from attache.learner.progress import Progress
from attache.study.scheduler import Scheduler
from attache.ui.shell.screens import Scene, Screen
from tests.conftest import Sample
from tests.learner.proof import astray
from tests.ui.fixtures import discard, show, study_of, today_of


@pytest.fixture
def options(library_file: Path, places: Places) -> Options:
    return Options(bundled(), places, str(library_file))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Path:
    """The progress of a learner of some weeks."""
    file = tmp_path_factory.mktemp("example") / "progress.db"
    write_example(file, library_file)
    return file


@pytest.fixture(scope="module")
def drawn(
    tmp_path_factory: pytest.TempPathFactory, library_file: Path, qapp: QApplication
) -> tuple[Path, int]:
    """Every screen at one size, drawn once, and how many there are."""
    folder = tmp_path_factory.mktemp("pictures")
    places = Places(folder / "data", folder / "config", folder / "cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screenshots, "SIZES", screenshots.SIZES[1:2])
        return folder, screenshots.draw(folder, Options(bundled(), places, str(library_file)))


def draw_only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let only these screens be drawn, at one size, of a learner who has not started."""
    screens = screenshots.screens

    def some(parts: Parts, scene: Scene) -> Iterator[Screen]:
        yield from (screen for screen in screens(parts, scene) if screen[0] in names)

    monkeypatch.setattr(screenshots, "SIZES", screenshots.SIZES[1:2])
    monkeypatch.setattr(screenshots, "SCENES", ((Scene.STUDYING, "", NOW),))
    monkeypatch.setattr(screenshots, "screens", some)


@pytest.mark.slow
def test_every_screen_is_drawn_light_and_dark_and_repeats(
    tmp_path: Path,
    options: Options,
    drawn: tuple[Path, int],
    monkeypatch: pytest.MonkeyPatch,
    sample: Sample,
) -> None:
    """Those of one look are drawn a second time, and all with ``--long``."""
    modes = sample.of(screenshots.MODES, 2)
    monkeypatch.setattr(screenshots, "MODES", modes)
    monkeypatch.setattr(screenshots, "SIZES", screenshots.SIZES[1:2])
    first, count = drawn
    second = tmp_path / "second"
    assert screenshots.draw(second, options) == count * len(modes) // 2
    pictures = sorted(first.glob("*.png"))
    assert len(pictures) == count
    names = {file.name for file in pictures}
    assert {"search-light-900x600.png", "search-dark-900x600.png"} <= names
    for form in CardForm:
        for side in "qa":
            assert f"study-{form}-{side}-light-900x600.png" in names
    for name in (
        "today",
        "today-first",
        "today-away",
        "today-plan",
        "study-start",
        "study-panel",
        "study-leech",
    ):
        assert f"{name}-dark-900x600.png" in names
    for file in pictures:
        image = QImage(str(file))
        is_small = file.name.startswith("quick-")  # a window of its own
        assert is_small or (image.width(), image.height()) == (900, 600)
    for file in second.iterdir():
        assert file.read_bytes() == (first / file.name).read_bytes(), file.name


def test_a_search_and_the_preview_of_a_link_are_drawn_the_same_each_time(
    tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("search", "search-misspelt", "search-nothing", "peek")
    draw_only(monkeypatch, *names)
    for folder in ("first", "second"):
        assert screenshots.draw(tmp_path / folder, options) == len(names) * 2
    for file in (tmp_path / "first").iterdir():
        assert file.read_bytes() == (tmp_path / "second" / file.name).read_bytes(), file.name


def test_the_focus_is_drawn_after_the_quick_window_as_without_it(
    tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = []
    for names in (("help",), ("quick", "help")):
        folder = tmp_path / str(len(names))
        with monkeypatch.context() as patch:
            draw_only(patch, *names)
            screenshots.draw(folder, options)
        pictures.append((folder / "help-light-900x600.png").read_bytes())
    assert pictures[0] == pictures[1]


def test_every_form_is_asked_and_answered_and_the_rest_is_what_it_says(
    library_file: Path, example: Path, places: Places, qapp: QApplication, qtbot: QtBot
) -> None:
    places.data.mkdir(parents=True)
    shutil.copy(example, places.progress)
    parts = build(qapp, bundled().resources, library_file, places, lambda: NOW, lambda _at: 0)
    show(qtbot, parts.window)
    for name, bring_about in screenshots.screens(parts, Scene.STUDYING):
        if not name.startswith("study-"):
            continue
        bring_about()
        page = study_of(parts.window)
        part, _, side = name.removeprefix("study-").rpartition("-")
        if side in ("q", "a") and part in list(CardForm):
            assert page.panel.card.card is not None
            assert page.panel.card.card.form == part
            assert page.session.stage == ("answer" if side == "a" else "question")
        elif name == "study-start":
            assert page.start.isVisible()
        elif name == "study-panel":
            assert page.panel.shows_entry
        elif name == "study-summary":
            assert page.summary.isVisible()
            assert page.session.summary.missed
        elif name == "study-practice":
            assert page.session.mode == "practice"
            assert page.session.stage == "answer"
    parts.close()
    discard(parts.window)


def test_after_a_while_away_a_plan_is_offered_and_a_leech_is_noticed(
    library_file: Path, example: Path, places: Places, qapp: QApplication, qtbot: QtBot
) -> None:
    places.data.mkdir(parents=True)
    shutil.copy(example, places.progress)
    scene, _progress, now = screenshots.SCENES[2]
    parts = build(qapp, bundled().resources, library_file, places, lambda: now, lambda _at: 0)
    show(qtbot, parts.window)
    seen = set()
    for name, bring_about in screenshots.screens(parts, scene):
        bring_about()
        heads = {label.text() for label in today_of(parts.window).findChildren(QLabel)}
        seen.add(name)
        assert name != "today-away" or "While you were away" in heads
        assert name != "today-plan" or "Catch-up plan" in heads
        assert name != "study-leech" or study_of(parts.window).panel.notice.isVisible()
    assert seen == {
        "today-away",
        "today-plan",
        "study-leech",
        "progress-away",
        "study-extra-q",
        "study-extra-a",
    }
    parts.close()
    discard(parts.window)


def test_the_example_is_the_same_each_time_and_agrees_with_its_log(
    library_file: Path, example: Path, tmp_path: Path
) -> None:
    states = []
    write_example(tmp_path / "again.db", library_file)
    for file in (example, tmp_path / "again.db"):
        with closing(sqlite3.connect(file)) as connection:
            states.append(connection.execute("SELECT * FROM card_state ORDER BY card").fetchall())
    assert states[0] == states[1]
    assert len(states[0]) > 60
    with Progress.open(
        tmp_path / "again.db", lambda: NOW, zone=lambda _at: 0, library=library_file
    ) as progress:
        settings = progress.settings.read()
        assert astray(progress, Scheduler(settings)) == []
        today = progress.workload.today(progress.reviews.now(settings.day_begins), settings)
        assert today.due > 3
        assert today.new > 0
        assert today.done.answers == 9


@pytest.mark.slow
def test_light_and_dark_differ(drawn: tuple[Path, int]) -> None:
    folder, _count = drawn
    light, dark = (QImage(str(folder / f"entry-{mode}-900x600.png")) for mode in ("light", "dark"))
    assert light.pixelColor(450, 590).lightness() > 200 > 60 > dark.pixelColor(450, 590).lightness()


def test_a_folder_that_cannot_be_created_is_reported(
    tmp_path: Path, options: Options, qapp: QApplication
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KnownError, match="could not be written"):
        screenshots.draw(tmp_path / "file", options)
