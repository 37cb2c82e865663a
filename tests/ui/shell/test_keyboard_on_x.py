"""The same as test_keyboard.py with a real X server, whose key events nobody here has written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sources import TOP
from tests.ui.keyboards import LAYOUTS, SCAN_CODES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "xdotool", "setxkbmap"))),
        reason="needs Xvfb, xdotool and setxkbmap",
    ),
]
CHILD = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from attache.app.window import build, make_application
from attache.base.paths import Places
from tests.ui.fixtures import RESOURCES, SetClock, study_of

class Watching(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.KeyRelease and watched is parts.window.windowHandle():
            QTimer.singleShot(0, tell)
        return False

def tell():
    answered = [int(each.rating) for each in study.session.answered]
    print(json.dumps({"answered": answered, "palette": parts.window.palette_panel.isVisible()}), flush=True)
    study.show_answer()

def begin():
    if parts.window.isActiveWindow():
        app.focusWindowChanged.disconnect(begin)
        parts.window.prepare()
        parts.window.open_page("study")
        study.begin(beyond=True)
        study.show_answer()
        tell()

library, folder = map(Path, sys.argv[1:])
app = make_application(["attache"], RESOURCES)
parts = build(app, RESOURCES, library, Places(folder, folder, folder), SetClock(), lambda _at: 0)
study = study_of(parts.window)
parts.learner.set_settings(left_out_forms=("typed", "list"), minutes=0, new_limit=0)
watching = Watching()
app.installEventFilter(watching)
app.focusWindowChanged.connect(begin)
parts.window.show()
parts.window.activateWindow()
app.exec()
"""
SHIFT, CONTROL = 50, 37
KEYPAD = {1: 87, 2: 88, 3: 89, 4: 83}


class Program:
    """A window on a display of its own, whose card shows its answer, and the keys of that display."""

    def __init__(self, display: str, library: Path, folder: Path) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(library), str(folder)],
            env=self._environment,
            cwd=TOP,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.state = self._read()

    def use(self, layout: str) -> None:
        """Change the layout."""
        subprocess.run(["setxkbmap", layout], env=self._environment, check=True, timeout=60)

    def press(self, key_code: int, held: int = 0) -> dict[str, Any]:
        """Press a key, and return the state of the window when it has been released."""
        pressed = ["key", str(key_code)]
        if held:
            pressed = ["keydown", str(held), *pressed, "keyup", str(held)]
        subprocess.run(["xdotool", *pressed], env=self._environment, check=True, timeout=60)
        for _ in range(2 if held else 1):
            self.state = self._read()
        return self.state

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.communicate()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        state: dict[str, Any] = json.loads(self._process.stdout.readline())
        return state


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of its own, with the number that it has found free."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture
def program(display: str, library_file: Path, tmp_path: Path) -> Iterator[Program]:
    """A window that studies."""
    made = Program(display, library_file, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_keyboard_of_this_layout_studies(program: Program, layout: str) -> None:
    program.use(layout)
    answered: list[int] = []
    for rating in range(1, 5):
        answered.append(rating)
        assert program.press(SCAN_CODES[str(rating)])["answered"] == answered
    for rating, key_code in KEYPAD.items():
        answered.append(rating)
        assert program.press(key_code)["answered"] == answered
    assert program.press(SCAN_CODES["u"])["answered"] == answered[:-1]
    if LAYOUTS[layout].z not in "yw":
        assert program.press(SCAN_CODES["z"], CONTROL)["answered"] == answered[:-2]
    assert program.press(SCAN_CODES["k"], CONTROL)["palette"]
