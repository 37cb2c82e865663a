"""Saying in a sentence that no window can open."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from attache.cli import display
from attache.cli.display import NoDisplay, NoSystemLibrary, require_display, system_libraries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a display")


def need(environment: dict[str, str], platform: str = "linux") -> None:
    """Ask whether a window can open, on a system that has all libraries."""
    require_display(environment, platform, lambda: ["lookup", "show"])


@pytest.fixture
def all_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine have what an X11 display needs, whether it has or not."""
    monkeypatch.setattr(display, "_X_LIBRARIES", ())


@pytest.fixture
def x_server() -> Iterator[int]:
    """The number of an X display whose server answers, at the address X servers have on Linux."""
    number = 20_000 + os.getpid() % 40_000
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        yield number


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ":64999"},
        {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": "/nowhere"},
        {"WAYLAND_DISPLAY": "x" * 500},
        {"QT_QPA_PLATFORM": ""},
    ],
)
def test_no_display_is_said_with_what_works_without_one(environment: dict[str, str]) -> None:
    with pytest.raises(NoDisplay, match="no display to open a window on") as caught:
        need(environment)
    assert "attache lookup, attache show." in caught.value.advice


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_one(platform: str) -> None:
    need({}, platform)


@pytest.mark.parametrize(
    "name", ["offscreen", "Minimal", "vnc:size=800x600", "linuxfb", "eglfs", "xcb;offscreen", ";minimal"]
)
def test_a_platform_that_needs_no_display_is_enough(name: str) -> None:
    need({"QT_QPA_PLATFORM": name})


@pytest.mark.parametrize("name", ["xcb", "wayland", "wayland-egl", "wayland;xcb", "xcb:x", "nonsense"])
def test_a_platform_that_was_asked_for_but_is_not_there_is_named(name: str) -> None:
    with pytest.raises(NoDisplay, match="QT_QPA_PLATFORM asks for") as caught:
        need({"QT_QPA_PLATFORM": name})
    assert name.partition(":")[0] in caught.value.what
    assert "attache lookup, attache show." in caught.value.advice


def test_of_several_platforms_one_is_enough(x_server: int, all_libraries: None) -> None:
    here = {"DISPLAY": f":{x_server}"}
    need(here | {"QT_QPA_PLATFORM": "wayland;xcb"})
    need(here | {"QT_QPA_PLATFORM": "nonsense;xcb"})
    with pytest.raises(NoDisplay):  # Qt will not fall back on what it was not asked for
        need(here | {"QT_QPA_PLATFORM": "wayland"})


def test_a_library_that_x11_lacks_is_no_matter_where_another_platform_will_do(
    x_server: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "_X_LIBRARIES", ("libnosuchthing.so.1",))
    need({"DISPLAY": f":{x_server}", "QT_QPA_PLATFORM": "xcb;offscreen"})
    with pytest.raises(NoSystemLibrary):
        need({"DISPLAY": f":{x_server}", "QT_QPA_PLATFORM": "wayland;xcb"})


def test_a_platform_from_elsewhere_is_left_to_qt() -> None:
    need({"QT_QPA_PLATFORM": "home-made", "QT_QPA_PLATFORM_PLUGIN_PATH": "/opt/plugins"})


@pytest.mark.parametrize("name", [":{}", ":{}.0", "unix:{}"])
def test_an_x_server_that_answers_is_enough(name: str, x_server: int, all_libraries: None) -> None:
    need({"DISPLAY": name.format(x_server)})


def test_an_x_server_elsewhere_is_believed(all_libraries: None) -> None:
    need({"DISPLAY": "localhost:10.0"})


def test_a_compositor_that_answers_is_enough(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("w")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(folder / "wayland-0"))
        server.listen()
        need({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(folder)})
        need({"WAYLAND_DISPLAY": str(folder / "wayland-0")})
    with pytest.raises(NoDisplay):  # the name is still there, but nobody listens
        need({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(folder)})


def test_a_connection_handed_down_is_believed() -> None:
    need({"WAYLAND_SOCKET": "3"})


def test_a_library_that_only_x11_needs_is_named(x_server: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_X_LIBRARIES", ("libc.so.6", "libnosuchthing.so.1"))
    with pytest.raises(NoSystemLibrary, match=r"libnosuchthing\.so\.1") as caught:
        need({"DISPLAY": f":{x_server}"})
    assert "apt-get install" in caught.value.advice
    assert "libxcb-cursor0" in caught.value.advice


def importing(error: Exception) -> None:
    """Fail as an import does."""
    raise error


def test_a_library_that_qt_misses_is_named() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    with (
        pytest.raises(NoSystemLibrary, match=r"libEGL\.so\.1.*apt-get install.* libegl1 "),
        system_libraries(),
    ):
        importing(error)


def test_any_other_failed_import_is_ours() -> None:
    with pytest.raises(ModuleNotFoundError), system_libraries():
        importing(ModuleNotFoundError("No module named 'attache.app.nothing'"))


def test_nothing_is_said_where_all_goes_well() -> None:
    with system_libraries():
        import email  # noqa: F401
