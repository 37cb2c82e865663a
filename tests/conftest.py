"""What every test may rely on: no display, a learner's folders of its own, and inputs that repeat."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

# Before anything imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow machine must not fail a test, and the inputs are the same every time.
# --hypothesis-profile=explore looks for new ones.
# With --long there are as many inputs as Hypothesis recommends. A test that needs more multiplies the number.
settings.register_profile(
    "explore", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("repeat", settings.get_profile("explore"), derandomize=True, print_blob=True)
settings.load_profile("repeat")

FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "LOCALAPPDATA": "local",
    "APPDATA": "roaming",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
    "ATTACHE_DATA": "attache",
}


Each = TypeVar("Each")
_PATIENCE = 60_000
"""Milliseconds that a test waits for an event: a busy machine must not fail it."""


class PatientQtBot(QtBot):
    """Waits longer than pytest-qt's five seconds before it gives up."""

    def waitUntil(self, *given: Any, **more: Any) -> Any:
        return super().waitUntil(*given, **{"timeout": _PATIENCE, **more})

    def waitSignal(self, *given: Any, **more: Any) -> Any:
        return super().waitSignal(*given, **{"timeout": _PATIENCE, **more})

    def waitExposed(self, *given: Any, **more: Any) -> Any:
        return super().waitExposed(*given, **{"timeout": _PATIENCE, **more})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make faults`."""
    parser.addoption(
        "--long",
        action="store_true",
        help="try all: each fault as often as `make faults` does, every entry, every learner",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give Hypothesis more inputs with ``--long``, whichever profile was chosen."""
    if config.getoption("--long"):
        settings.register_profile("long", settings(), max_examples=100)
        settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``long``, except with ``--long``."""
    left_out = [each for each in items if each.get_closest_marker("long")]
    if left_out and not config.getoption("--long"):
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in left_out]


class Sample:
    """How much of everything a test tries: all of it with ``--long``."""

    def __init__(self, is_long: bool) -> None:
        self.is_long = is_long

    def of(self, every: Sequence[Each], step: int) -> Sequence[Each]:
        """Return every ``step``-th of many, and all of them with ``--long``."""
        return every if self.is_long else every[::step]

    def number(self, short: int, long: int) -> int:
        """Return how many to try: ``long`` with ``--long``, else ``short``."""
        return long if self.is_long else short


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest) -> Sample:
    """What to try of everything."""
    return Sample(bool(request.config.getoption("--long")))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Give the tests' application the style of the program's."""
    return ["pytest-qt-qapp", "-style", "Fusion"]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Replace pytest-qt's own fixture."""
    return PatientQtBot(request)


@pytest.fixture(scope="module")
def module_qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Wait for events in what the tests of a module share."""
    return PatientQtBot(request)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, with a caret that does not blink, since pictures would differ."""
    qapp.setCursorFlashTime(0)
    return qapp


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the learner's own folders out of every test, and of every process that a test starts."""
    # A random name: pytest's mktemp lists the folders of all earlier tests to find the next number.
    top = Path(tempfile.mkdtemp(prefix="learner-", dir=tmp_path_factory.getbasetemp()))
    for variable, name in FOLDERS.items():
        folder = top / name
        folder.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(variable, str(folder))
    return top
