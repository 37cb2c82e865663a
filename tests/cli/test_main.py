"""The whole command, as a shell runs it."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

import attache as package
from attache.app.asking import CLIPBOARD, QUICK, SHOW
from attache.app.options import Options
from attache.cli import dispatch
from attache.cli.main import main
from attache.learner.progress import Progress
from tests.cli.conftest import Attache


def shell(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    environment |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)} | variables
    return subprocess.run(
        [sys.executable, "-m", "attache", *words],
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )


def redirected(line: str, library: Path, unbuffered: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run the command through a shell, which sends its output elsewhere."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONUNBUFFERED": unbuffered,
        "ATTACHE_LIBRARY": str(library),
    }
    command = f'exec "{sys.executable}" -m attache {line}'
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, env=environment, timeout=60, check=False
    )


def loaded_by(code: str) -> set[str]:
    """Return the modules that some code loads in a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    code += "\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60, check=True
    )
    return set(done.stdout.split())


def test_the_command_line_loads_no_qt_and_nothing_slow() -> None:
    loaded = loaded_by("import attache.cli.main, attache.cli.dispatch")
    assert "attache.cli.commands.lookup" in loaded
    assert not {"PySide6", "shiboken6", "sqlite_utils", "yaml", "markdown_it", "rapidfuzz"} & loaded


def test_the_way_to_the_window_loads_nothing_of_the_terminal() -> None:
    loaded = loaded_by("import attache.cli.main")
    assert not {"argparse", "textwrap", "json", "difflib", "attache.cli.dispatch"} & loaded


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a display")
def test_without_a_display_the_program_says_so() -> None:
    done = shell(QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"attache: There is no display")
    assert b"attache lookup, attache show, attache due" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_lookup_in_a_process_of_its_own(library: Path) -> None:
    done = shell("lookup", "attache", "--json", ATTACHE_LIBRARY=str(library), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"military attach\\u00e9" in done.stdout
    plain = shell("lookup", "attache", ATTACHE_LIBRARY=str(library), PYTHONIOENCODING="ascii")
    assert plain.stdout.startswith(b"military attach?\n")


def test_a_library_that_is_none_is_said(
    tmp_path: Path, attache: Attache, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in (tmp_path / "nowhere.db", Path(__file__)):
        monkeypatch.setenv("ATTACHE_LIBRARY", str(library))
        ran = attache("lookup", "fpda")
        assert (ran.status, ran.out) == (2, "")
        assert library.name in ran.err


@pytest.mark.skipif(os.name != "posix", reason="closed pipes differ elsewhere")
def test_a_reader_that_has_enough_is_no_trouble() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "attache", "--help"],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize("words", ["lookup attache", "lookup attache --json", "--help", "lookup --help"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_said(library: Path, words: str, unbuffered: str) -> None:
    done = redirected(f"{words} > /dev/full", library, unbuffered)
    assert done.returncode == 2
    assert done.stderr.startswith(b"attache: The output could not be written: No space left on device. ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a shell of Unix")
def test_closed_output_is_said(library: Path) -> None:
    done = redirected("lookup attache >&-", library)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"attache: Standard output is closed")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a shell of Unix")
def test_closed_error_output_changes_no_answer(library: Path) -> None:
    assert redirected("lookup xyzzyqqqqq 2>&-", library).returncode == 1
    assert redirected("lokup 2>&-", library).returncode == 2


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupted(io.StringIO):
        def write(self, text: str) -> int:
            signal.raise_signal(signal.SIGINT)
            return 0

    monkeypatch.setattr(sys, "stdout", Interrupted())
    # Shells start what runs in the background with Ctrl+C ignored, and Python leaves that so.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(["--help"]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "attache: Stopped before it was finished.\n"


def test_a_fault_of_ours_is_told_from_a_no(
    attache: Attache, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(dispatch, "print_help", broken)
    ran = attache("--help")
    assert ran.status == 2
    assert "ZeroDivisionError: ours" in ran.err
    assert ran.err.endswith("attache: This is a bug in the program. The lines above show where it is.\n")


def test_the_window_opens_where_there_is_no_command(
    attache: Attache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, str]] = []

    def run(options: Options, request: str) -> int:
        opened.append((options.places.data, request))
        return 0

    module = ModuleType("attache.app.start")
    monkeypatch.setattr(module, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert attache().status == 0
    assert attache("--data", str(tmp_path / "stick")).status == 0
    assert attache("--quick").status == 0
    assert attache("--data", str(tmp_path / "stick"), "--quick").status == 0
    assert attache("--clipboard").status == 0
    assert attache("attache://entry/nato").status == 0
    own, stick = tmp_path / "data", tmp_path / "stick"
    assert opened == [
        (own, SHOW),
        (stick, SHOW),
        (own, QUICK),
        (stick, QUICK),
        (own, CLIPBOARD),
        (own, "attache://entry/nato"),
    ]


@pytest.mark.parametrize(
    "words", [("--quick", "fpda"), ("attache://entry/nato", "x"), ("--quick", "lookup", "x")]
)
def test_the_quick_look_up_and_a_link_stand_alone(words: tuple[str, ...], attache: Attache) -> None:
    ran = attache(*words)
    assert ran.status == 2
    assert ran.err == (
        "attache: --quick, --clipboard and a link cannot be combined with other words. "
        "Type: attache --quick, or attache LINK\n"
    )


def test_without_a_home_a_folder_is_asked_for(
    attache: Attache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("ATTACHE_DATA")
    assert "--data DIR" in attache("lookup", "fpda").err
    assert attache("--data", str(tmp_path), "lookup", "fpda").status == 0


def test_a_copy_that_is_not_installed_knows_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    assert package.version() == "unknown"


def test_an_error_that_nobody_foresaw_is_put_down_to_a_damaged_file(
    attache: Attache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise TypeError("None")

    monkeypatch.setattr("attache.learner.workload.Workload.overview", broken)
    with Progress.open(tmp_path / "data" / "progress.db") as progress:
        progress.bookmarks.set("attache:neutrality", True)
    assert "TypeError: None" in attache("due").err
    with closing(sqlite3.connect(progress.path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'idx_review_log_day'")
        connection.commit()
    ran = attache("due")
    assert ran.status == 2
    assert "is damaged" in ran.err
    assert "Traceback" not in ran.err
