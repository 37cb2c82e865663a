"""On every screen, also of a small window with large text: no text is cut, and nothing lies over another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attache.app import screenshots
from attache.app.example import write_example
from attache.app.window import MACHINE_FILE, Parts, build
from attache.base.paths import Places, bundled
from attache.ui.shell.machine import Machine
from attache.ui.shell.screens import Scene
from tests.ui.fitting import faults
from tests.ui.fixtures import discard, show


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Path:
    """A progress file in which something was learnt."""
    file = tmp_path_factory.mktemp("example") / "progress.db"
    write_example(file, library_file)
    return file


def windows(library_file: Path, example: Path, places: Places, zoom: int) -> Iterator[tuple[Scene, Parts]]:
    """Yield the window of each scene at a zoom, not shown yet."""
    for scene, progress, now in screenshots.SCENES:
        own = Places(*(folder / scene.name for folder in places[:3]))
        own.config.mkdir(parents=True, exist_ok=True)
        own.progress.parent.mkdir(parents=True, exist_ok=True)
        if progress:
            own.progress.write_bytes(example.read_bytes())
        machine = Machine(own.config / MACHINE_FILE)
        machine.zoom = zoom
        machine.save()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        yield scene, build(app, bundled().resources, library_file, own, partial(int, now), lambda _at: 0)


@pytest.mark.parametrize(
    ("width", "height", "zoom"),
    [
        (900, 600, 200),
        pytest.param(480, 360, 100, marks=pytest.mark.slow),
        pytest.param(1280, 800, 200, marks=pytest.mark.slow),
    ],
)
def test_no_text_is_cut_and_nothing_lies_over_another(
    qapp: QApplication,
    qtbot: QtBot,
    library_file: Path,
    example: Path,
    places: Places,
    width: int,
    height: int,
    zoom: int,
) -> None:
    found: dict[str, list[str]] = {}
    seen = 0
    for scene, parts in windows(library_file, example, places, zoom):
        window = parts.window
        window.resize(width, height)
        show(qtbot, window)
        for name, bring_about in screenshots.screens(parts, scene):
            bring_about()
            screenshots.settle(window)
            assert (window.width(), window.height()) == (width, height), name
            for fault in faults(window):
                found.setdefault(fault, []).append(name)
            window.palette_panel.hide()
            seen += 1
        parts.close()
        discard(window)
    assert found == {}
    assert seen > 70


def test_what_is_cut_or_covered_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    long = "A text that needs more room than it has"
    label, wrapped, button, fine = QLabel(long), QLabel(f"{long} {long}"), QPushButton(long), QLabel("Fine")
    wrapped.setWordWrap(True)
    for widget in (label, button):
        widget.setFixedWidth(60)
    wrapped.setFixedSize(120, 20)
    down, across = QVBoxLayout(whole), QHBoxLayout()
    down.addLayout(across)
    for each in (label, wrapped, button, fine):
        across.addWidget(each)
    show(qtbot, whole)
    assert sum("is cut" in fault for fault in faults(whole)) == 3
    label.setToolTip(long)
    assert sum("is cut" in fault for fault in faults(whole)) == 2
    fine.resize(10 * whole.width(), fine.height())
    assert any("wider than" in fault for fault in faults(whole))
    button.move(wrapped.pos())
    assert any("over one another" in fault for fault in faults(whole))
